"""The life of study groups: made, joined, changed, left, ended; and what others are told of it."""

import json
from collections.abc import AsyncIterator, Awaitable
from datetime import date, time, timedelta

import pytest
from sqlmodel import Session, select

from bot.domain.erasure import ErasureScope
from bot.domain.errors import UserError
from bot.domain.schedule import group_checkin
from bot.domain.study_group import GroupChanges, InvitationStatus
from bot.domain.visibility import Visibility
from bot.services.asker import Asker
from bot.services.group_lists import Among
from bot.services.group_work import GroupWork
from bot.services.study_groups import NewGroup
from bot.storage import audit, group_members, group_places, schedules, server_settings
from bot.storage.database import Database
from bot.storage.tables import OutboxRow
from tests.services.group_club import CHANNEL, TEO, group_work, make_group
from tests.services.ledger_club import HERE, MIRA, NOA, THERE, Club, with_tasks
from tests.set_clock import NOW, SetClock
from tests.stores import Store


@pytest.fixture
async def club(store: Store) -> AsyncIterator[Club]:
    database = await Database.open(store.new_url())
    yield Club(database, SetClock(), [with_tasks("sql", "Read"), with_tasks("excel", "Lessons")])
    await database.close()


@pytest.fixture
def groups(club: Club) -> GroupWork:
    return group_work(club)


async def refusal(deed: Awaitable[object]) -> str:
    with pytest.raises(UserError) as refused:
        await deed
    return refused.value.message_id


async def told(club: Club) -> list[tuple[str, str, int]]:
    """What members are told of: kind, subject, whose."""

    def look(session: Session) -> list[tuple[str, str, int]]:
        rows = session.exec(select(OutboxRow).order_by(OutboxRow.id))  # type: ignore[arg-type]  # a column
        return [(row.kind, row.subject, row.scope_id) for row in rows if row.kind in {"group_news", "invite"}]

    return await club.database.read(look)


async def test_a_group_is_made_once_with_its_owner_its_place_and_its_check_in(club: Club, groups: GroupWork):
    asker = club.asker()
    wanted = NewGroup("  Night  Owls ", CHANNEL, "SQL basics", 4, is_open=False)
    made = await groups.life.create(asker, wanted)
    assert await groups.life.create(asker, wanted) == made
    group = made.group
    assert (group.name, group.owner_id, group.credential_id, group.most_members, group.is_open) == (
        "Night Owls",
        MIRA,
        "sql",
        4,
        False,
    )
    assert [stay.user_id for stay in made.members] == [MIRA]
    assert made.credential_title == "sql basics"
    place = await club.database.read(group_places.of, HERE, group.id)
    assert place is not None
    assert (place.channel_id, place.thread_id) == (CHANNEL, None)
    checkin = await club.database.read(schedules.of, group_checkin(HERE, group.id))
    assert checkin is not None
    assert (checkin.when.weekday, checkin.when.at.hour, checkin.when.zone) == (6, 18, "UTC")
    assert (
        await refusal(groups.life.create(club.asker(NOA), NewGroup("night owls", CHANNEL)))
        == "group-name-taken"
    )
    # Another server has names of its own.
    assert await groups.life.create(club.asker(MIRA, THERE), wanted)
    assert await refusal(groups.life.create(club.asker(MIRA, None), wanted)) == "server-needed"


async def test_a_group_lives_in_the_zone_of_its_server_else_of_who_made_it(club: Club, groups: GroupWork):
    await club.profile.set_time_zone(club.asker(), "Asia/Tokyo")
    made = await groups.life.create(club.asker(), NewGroup("One", CHANNEL))
    assert made.group.zone == "Asia/Tokyo"
    assert made.members[0].joined_on == date(2026, 11, 25)
    await club.database.write(server_settings.put, HERE, {"zone": "Europe/Berlin"}, now=NOW)
    assert (await groups.life.create(club.asker(), NewGroup("Two", CHANNEL))).group.zone == "Europe/Berlin"


async def test_joining_twice_is_joining_once_and_is_told_once(club: Club, groups: GroupWork):
    group_id = await make_group(club)
    asker = club.asker(NOA)
    joined = await groups.life.join(asker, group_id)
    assert joined.is_new
    for again in (asker, club.asker(NOA)):
        later = await groups.life.join(again, group_id)
        assert (later.is_new, later.membership) == (False, joined.membership)
    assert await told(club) == [("group_news", f"joined:{joined.membership.id}", group_id)]
    # The same click after they left again does not bring them back.
    await groups.life.leave(club.asker(NOA), group_id)
    assert not (await groups.life.join(asker, group_id)).is_new
    assert len((await groups.lists.group(club.asker(), str(group_id))).members) == 1


async def test_full_and_closed_groups_and_those_of_another_server_let_nobody_in(
    club: Club, groups: GroupWork
):
    wanted = NewGroup("Two", CHANNEL, most_members=2)
    group_id = (await groups.life.create(club.asker(), wanted)).group.id
    await groups.life.join(club.asker(NOA), group_id)
    assert await refusal(groups.life.join(club.asker(TEO), group_id)) == "group-full"
    assert await refusal(groups.life.join(club.asker(TEO, THERE), group_id)) == "group-unknown"
    closed = (await groups.life.create(club.asker(), NewGroup("Three", CHANNEL, is_open=False))).group.id
    assert await refusal(groups.life.join(club.asker(TEO), closed)) == "group-by-invitation"


async def test_who_leaves_shows_what_they_showed_then_and_the_group_passes_on(club: Club, groups: GroupWork):
    group_id = await make_group(club, "Night Owls", NOA, TEO)
    await club.profile.set_visibility(club.asker(), Visibility.PRIVATE)
    asker = club.asker()
    left = await groups.life.leave(asker, group_id)
    assert (left.is_changed, left.new_owner_id) == (True, NOA)
    assert not (await groups.life.leave(asker, group_id)).is_changed
    stays = await club.database.read(group_members.all_of, HERE, group_id)
    assert [(stay.left_on, stay.shared_when_left) for stay in stays] == [
        (NOW.date(), False),
        (None, None),
        (None, None),
    ]
    assert [subject for _, subject, _ in await told(club)][-2:] == [
        f"left:{stays[0].id}",
        f"owner:{stays[1].id}",
    ]
    # Who comes back, and clicks the old button once more, stays.
    await groups.life.join(club.asker(), group_id)
    assert not (await groups.life.leave(asker, group_id)).is_changed
    assert len((await groups.lists.group(club.asker(), str(group_id))).members) == 3


async def test_the_last_one_ends_it_and_frees_its_name(club: Club, groups: GroupWork):
    group_id = await make_group(club)
    left = await groups.life.leave(club.asker(), group_id)
    assert (left.view.group.is_living, left.view.members, left.new_owner_id) == (False, (), None)
    assert await club.database.read(schedules.of, group_checkin(HERE, group_id)) is None
    assert await refusal(groups.life.join(club.asker(NOA), group_id)) == "group-over"
    assert await make_group(club) != group_id


async def test_the_owner_and_moderators_change_it_and_others_do_not(club: Club, groups: GroupWork):
    group_id = await make_group(club, "Night Owls", NOA, credential="sql")
    await make_group(club, "Taken")
    life, changes = groups.life, GroupChanges(name="Early Birds", credential_id="Excel basics")
    assert await refusal(life.edit(club.asker(NOA), group_id, changes)) == "group-not-yours"
    assert await refusal(life.edit(club.asker(), group_id, GroupChanges(name="TAKEN"))) == "group-name-taken"
    asker = club.asker()
    edited = await life.edit(asker, group_id, changes)
    assert (edited.is_changed, edited.before.name, edited.view.group.name) == (
        True,
        "Night Owls",
        "Early Birds",
    )
    assert edited.view.credential_title == "excel basics"
    assert not (await life.edit(asker, group_id, changes)).is_changed
    assert [kind for kind, subject, _ in await told(club) if subject.startswith("renamed")] == ["group_news"]
    # A name may change its case.
    await life.edit(club.asker(), group_id, GroupChanges(name="EARLY BIRDS", credential_id=""))
    by_hand = await life.edit(club.asker(NOA), group_id, GroupChanges(is_open=False), is_moderator=True)
    assert (by_hand.view.group.is_open, by_hand.view.credential_title) == (False, None)
    for _ in range(2):
        await life.set_goal(club.asker(NOA), group_id, 600, None, is_moderator=True)
    ended = await life.end(club.asker(NOA), group_id, is_moderator=True)
    assert not ended.view.group.is_living
    assert not (await life.end(club.asker(NOA), group_id, is_moderator=True)).is_changed
    lines = await club.database.read(audit.entries, HERE, limit=9)
    assert [(line.deed.action.value, line.deed.actor_id) for line in lines] == [
        ("group_ended", NOA),
        ("group_edited", NOA),
        ("group_edited", NOA),
    ]
    assert await refusal(life.edit(club.asker(), group_id, changes)) == "group-over"


async def test_a_group_moves_to_another_zone_and_checks_in_by_its_clock(club: Club, groups: GroupWork):
    group_id = await make_group(club)
    done = await groups.life.edit(club.asker(), group_id, GroupChanges(zone="berlin"))
    assert (done.is_changed, done.view.group.zone) == (True, "Europe/Berlin")
    checkin = await groups.checkins.when(HERE, group_id)
    assert checkin is not None
    assert (checkin.when.zone, checkin.when.weekday, checkin.when.at) == ("Europe/Berlin", 6, time(18))
    assert (
        await refusal(groups.life.edit(club.asker(), group_id, GroupChanges(zone="Mars"))) == "zone-unknown"
    )
    assert not (await groups.life.edit(club.asker(), group_id, GroupChanges(zone="Berlin"))).is_changed


async def test_a_goal_is_kept_and_taken_away(club: Club, groups: GroupWork):
    group_id = await make_group(club, "Night Owls", NOA)
    by = date(2026, 12, 24)
    assert await refusal(groups.life.set_goal(club.asker(NOA), group_id, 600, by)) == "group-not-yours"
    done = await groups.life.set_goal(club.asker(), group_id, 600, by)
    assert (done.view.group.goal_minutes_week, done.view.group.goal_by) == (600, by)
    club.clock.advance(timedelta(days=60))
    # The day is over by then; what does not change is not asked for again.
    assert (await groups.life.set_goal(club.asker(), group_id, 300, by)).is_changed
    gone = await groups.life.set_goal(club.asker(), group_id, None, None)
    assert (gone.view.group.goal_minutes_week, gone.view.group.goal_by) == (None, None)


async def test_an_invitation_opens_a_closed_group_to_one(club: Club, groups: GroupWork):
    life = groups.life
    group_id = (await life.create(club.asker(), NewGroup("Closed", CHANNEL, is_open=False))).group.id
    asker = club.asker()
    sent = await groups.invitations.invite(asker, group_id, NOA)
    assert sent.is_new
    for again in (asker, club.asker()):
        assert (await groups.invitations.invite(again, group_id, NOA)).invitation == sent.invitation
    assert await told(club) == [("invite", str(group_id), NOA)]
    assert await refusal(life.join(club.asker(TEO), group_id)) == "group-by-invitation"
    page = await groups.lists.page_of(club.asker(NOA))
    assert [each.invitation.group_id for each in page.invitations] == [group_id]
    joinable = await groups.lists.suggest(club.asker(NOA), "", Among.JOINABLE)
    assert [line.group.id for line in joinable] == [group_id]
    assert (await life.join(club.asker(NOA), group_id)).is_new
    assert await groups.invitations.of(club.asker(NOA), group_id) is None
    assert await refusal(groups.invitations.invite(club.asker(), group_id, NOA)) == "invite-in-it"


async def test_an_invitation_is_declined_or_ends_by_itself(club: Club, groups: GroupWork):
    life = groups.life
    group_id = (await life.create(club.asker(), NewGroup("Closed", CHANNEL, is_open=False))).group.id
    await groups.invitations.invite(club.asker(), group_id, NOA)
    for _ in range(2):
        await groups.invitations.decline(club.asker(NOA), group_id)
    assert await refusal(life.join(club.asker(NOA), group_id)) == "group-by-invitation"
    again = await groups.invitations.invite(club.asker(), group_id, NOA)
    assert (again.is_new, again.invitation.status) == (True, InvitationStatus.OPEN)
    club.clock.advance(timedelta(days=14))
    assert await groups.invitations.of(club.asker(NOA), group_id) is None
    assert (await groups.lists.page_of(club.asker(NOA))).invitations == ()
    assert await refusal(life.join(club.asker(NOA), group_id)) == "group-by-invitation"
    assert (await groups.invitations.invite(club.asker(), group_id, NOA)).is_new


async def test_who_invites_is_in_it_and_invites_people_and_not_too_many(club: Club, groups: GroupWork):
    group_id = await make_group(club)
    assert await refusal(groups.invitations.invite(club.asker(NOA), group_id, TEO)) == "group-not-in-it"
    assert await refusal(groups.invitations.invite(club.asker(), group_id, MIRA)) == "invite-self"
    assert await refusal(groups.invitations.invite(club.asker(), group_id, TEO, is_bot=True)) == "invite-bot"
    for number in range(10):
        await groups.invitations.invite(club.asker(), group_id, 1000 + number)
    assert await refusal(groups.invitations.invite(club.asker(), group_id, NOA)) == "invites-too-many"
    club.clock.advance(timedelta(days=1))
    assert (await groups.invitations.invite(club.asker(), group_id, NOA)).is_new


async def test_nobody_is_in_more_than_twenty_groups(club: Club, groups: GroupWork):
    for number in range(20):
        await make_group(club, f"Group {number}")
    wanted = NewGroup("One more", CHANNEL)
    assert await refusal(groups.life.create(club.asker(), wanted)) == "groups-too-many"
    other = await make_group(club, "Other", owner_id=NOA)
    assert await refusal(groups.life.join(club.asker(), other)) == "groups-too-many"


async def test_groups_are_listed_and_found(club: Club, groups: GroupWork):
    for number in range(12):
        await make_group(club, f"Group {number:02d}", owner_id=NOA if number < 3 else TEO)
    mine = await make_group(club, "Zebras", NOA)
    first = await groups.lists.page_of(club.asker(NOA))
    assert [line.group.name for line in first.lines][:5] == [
        "Group 00",
        "Group 01",
        "Group 02",
        "Zebras",
        "Group 03",
    ]
    assert (first.total, first.pages, first.lines[3].members) == (13, 2, 2)
    last = await groups.lists.page_of(club.asker(NOA), 9)
    assert (last.page, [line.group.name for line in last.lines]) == (1, ["Group 09", "Group 10", "Group 11"])
    own = await groups.lists.page_of(club.asker(NOA), only_mine=True)
    assert (own.total, len(own.lines)) == (4, 4)
    assert (await groups.lists.page_of(club.asker(NOA, THERE))).total == 0
    assert [line.group.id for line in await groups.lists.suggest(club.asker(), "zebas")] == [mine]
    assert {line.group.name for line in await groups.lists.suggest(club.asker(NOA), "", Among.MANAGED)} == {
        f"Group {number:02d}" for number in range(3)
    }
    assert len(await groups.lists.suggest(club.asker(NOA), "", Among.MINE)) == 4
    assert len(await groups.lists.suggest(club.asker(NOA), "", Among.JOINABLE)) == 9
    assert await groups.lists.suggest(Asker(NOA, None, 1), "zebras") == []
    assert (await groups.lists.mine(club.asker(NOA)))[0].group.name == "Zebras"
    for named in (str(mine), " ZEBRAS", "zebrs"):
        assert (await groups.lists.group(club.asker(), named)).group.id == mine
    for named in ("lions", "9" * 30, "0"):
        assert await refusal(groups.lists.group(club.asker(), named)) == "group-unknown"
    assert await refusal(groups.lists.group(club.asker(MIRA, THERE), str(mine))) == "group-unknown"


async def test_an_erased_owner_s_group_passes_on_and_an_emptied_one_ends(club: Club, groups: GroupWork):
    shared = await make_group(club, "Shared", NOA)
    alone = await make_group(club, "Alone")
    over = await make_group(club, "Over")
    await groups.life.end(club.asker(), over)
    await club.data.erase(club.asker(), ErasureScope.HERE)
    views = [await groups.lists.group(club.asker(NOA), str(each)) for each in (shared, alone, over)]
    assert [view.group.owner_id for view in views] == [NOA, None, None]
    assert [view.group.is_living for view in views] == [True, False, False]
    assert str(MIRA) not in json.dumps(await told(club))
