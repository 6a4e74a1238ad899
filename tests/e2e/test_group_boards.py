"""The thread of a study group: its board moves, its check-in opens and closes, and it is repaired."""

import asyncio
from datetime import timedelta

import pytest

from bot.discord_ui.group_keeping import GroupKeeping
from bot.domain.group_place import GroupPlace
from bot.sandbox.permissions import CREATE_PRIVATE_THREADS, SEND_MESSAGES_IN_THREADS, VIEW_CHANNEL
from bot.sandbox.world import FORUM_CHANNEL, Channel, Overwrite
from bot.scheduling.board_keeping import BoardKeeper
from bot.services.asker import Asker
from bot.services.group_places import GroupPlaces
from bot.services.study_groups import NewGroup
from tests.e2e.club import Club
from tests.e2e.person import Json, Person, is_private, parts_of, text_of
from tests.e2e.proposing import CLOSED
from tests.e2e.test_reminders import settled

pytestmark = pytest.mark.timeout(180)

NAME = "SQL before summer"
READING = "newpaltz-science-of-reading"
_MISSING_ACCESS, _ARCHIVED = 50001, 50083


@pytest.fixture(autouse=True)
def wednesday_noon(club: Club) -> None:
    """No test runs into another day, or into a check-in, by itself."""
    club.sandbox.clock.move_to_next("wednesday 12:00")


async def shown(club: Club) -> None:
    """All that is due is told, and boards and check-ins say what holds, without waiting for their minute."""
    await settled(club)
    places = club.client.desk.use_cases.groups.places
    places._holds = timedelta()  # noqa: SLF001 - how often one edits is another test's
    await BoardKeeper(places, GroupKeeping(club.client)).tick()


async def begun(club: Club, *members: Person, **options: object) -> str:
    """The thread of a group that Amara begins and these people join."""
    await club.amara.uses(club.channel, "group create", name=NAME, **options)
    if options.get("open", True):
        await told_next_steps(club.amara)
    for person in members:
        await person.uses(club.channel, "group join", group=NAME)
    await shown(club)
    return await thread_of(club)


async def told_next_steps(person: Person) -> None:
    """Returns when they are told all: before, no channel may be deleted."""
    await person.wait_for(
        lambda event: event["type"] == "message_create" and "is there." in text_of(event["message"])
    )


async def thread_of(club: Club) -> str:
    """The thread in which the group meets now."""
    groups = club.client.desk.use_cases.groups
    guild_id = next(iter(club.sandbox.world.guilds))
    return str((await groups.places.place(guild_id, 1)).thread_id)


async def until_troubled(club: Club) -> None:
    """Returns when Badger has heard that something of the group is gone."""
    places, guild_id = club.client.desk.use_cases.groups.places, next(iter(club.sandbox.world.guilds))
    for _ in range(1000):
        if (await places.place(guild_id, 1)).trouble is not None:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("nothing is wrong")


async def the_board(person: Person, thread: str) -> Json:
    """The newest message of the thread that has *Past weeks* and *Kudos*."""
    found = [each for each in await person.sees(thread) if {"Kudos", "Past weeks"} <= set(labels(each))]
    return found[0]


async def checkin_in(person: Person, thread: str) -> Json:
    """The newest check-in of the thread."""
    return next(each for each in await person.sees(thread) if "check" in text_of(each).casefold())


def labels(message: Json) -> list[str]:
    return [part["label"] for part in parts_of(message) if part.get("label")]


async def told_directly(club: Club, person: Person) -> Json:
    """The first direct message of Badger's to the person."""
    return await person.hears_from_bot(await person.direct_messages_with(club.bot_id), "0")


async def test_the_board_moves_as_members_log_and_tells_who_came_and_went(club: Club):
    amara, jonas = club.amara, club.jonas
    thread = await begun(club, jonas)
    board = await the_board(amara, thread)
    assert NAME in text_of(board)
    assert "A fresh week" in text_of(board)
    assert board["mentions"] == []
    assert any("is in the group now" in text_of(each) for each in await jonas.sees(thread))
    assert thread not in str(await club.noor.world())
    await amara.uses(club.channel, "start", credential=READING)
    await amara.uses(club.channel, "log", minutes="45")
    await shown(club)
    moved = await the_board(jonas, thread)
    assert moved["id"] == board["id"]
    assert f"<@{amara.id}>" in text_of(moved)
    assert "45 min" in text_of(moved)
    assert "resting" in text_of(moved)
    leave = await jonas.uses(thread, "group leave")
    await jonas.clicks(leave, "Leave it")
    await shown(club)
    assert any("has left the group" in text_of(each) for each in await amara.sees(thread))
    assert f"<@{jonas.id}>" not in text_of(await the_board(amara, thread))


async def test_the_check_in_opens_takes_answers_and_closes_with_its_week(club: Club):
    amara, jonas, clock = club.amara, club.jonas, club.sandbox.clock
    thread = await begun(club, jonas)
    await amara.uses(club.channel, "start", credential=READING)
    await amara.uses(club.channel, "log", minutes="45")
    clock.move_to_next("sunday 18:00")
    await shown(club)
    first = await checkin_in(jonas, thread)
    assert "0 of 2 have checked in" in text_of(first)
    form = await amara.opens_modal(first, "Check in")
    kept = await amara.submits(form, "the lesson *on* joins", "the quiz")
    assert is_private(kept)
    assert "Kept" in text_of(kept)
    await jonas.clicks(first, "Resting this week")
    await shown(club)
    counted = await checkin_in(jonas, thread)
    assert (counted["id"], "2 of 2 have checked in" in text_of(counted)) == (first["id"], True)
    said = await jonas.clicks(counted, "Answers")
    assert "Went well: the lesson \\*on\\* joins" in text_of(said)
    assert "Resting this week" in text_of(said)
    waiting = await jonas.opens_modal(counted, "Check in")
    refused = await club.noor.uses(club.channel, "group checkin", note="hello", group=NAME)
    assert "You are not in" in text_of(refused)
    clock.move_to_next("sunday 18:00")
    await shown(club)
    closed = next(each for each in await jonas.sees(thread) if each["id"] == first["id"])
    assert "This check-in is closed" in text_of(closed)
    late = await jonas.submits(waiting, "too late", "")
    assert "is closed" in text_of(late)
    reopened = await jonas.opens_modal(late, "To the open check-in")
    await jonas.submits(reopened, "just in time", "")
    week = await jonas.clicks(closed, "The week")
    assert "Together: 45 min" in text_of(week)
    await amara.uses(club.channel, "log", minutes="30", on="Sunday")
    again = await jonas.clicks(closed, "The week")
    assert text_of(again) == text_of(week)
    await shown(club)
    assert "1 of 2 have checked in" in text_of(await checkin_in(jonas, thread))


async def test_a_note_is_enough_to_check_in(club: Club):
    await begun(club)
    early = await club.amara.uses(club.channel, "group checkin", note="well")
    assert "no check-in open at the moment" in text_of(early)
    club.sandbox.clock.move_to_next("sunday 18:00")
    await shown(club)
    kept = await club.amara.uses(club.channel, "group checkin", note="all well")
    assert "Kept" in text_of(kept)
    form = await club.amara.uses_for_modal(club.channel, "group checkin")
    assert "all well" in str(form["modal"])


async def test_a_deleted_board_is_told_to_the_owner_who_repairs_it(club: Club):
    amara = club.amara
    thread = await begun(club, club.jonas)
    board = await the_board(amara, thread)
    await club.mira.dismisses(board)
    told = await told_directly(club, amara)
    assert "Its board was deleted" in text_of(told)
    assert labels(told) == ["Repair"]
    done = await amara.clicks(told, "Repair")
    assert "is set up again" in text_of(done)
    await shown(club)
    assert (await the_board(amara, thread))["id"] != board["id"]
    again = await amara.clicks(told, "Repair")
    assert "is set up again" in text_of(again)
    await shown(club)
    boards = [each for each in await amara.sees(thread) if "Past weeks" in labels(each)]
    assert len(boards) == 1


async def test_a_deleted_thread_is_made_anew_with_its_members_and_the_open_check_in(club: Club):
    amara, jonas = club.amara, club.jonas
    thread = await begun(club, jonas)
    club.sandbox.clock.move_to_next("sunday 18:00")
    await shown(club)
    await club.mira.ends(thread)
    assert "Its thread was deleted" in text_of(await told_directly(club, amara))
    standing = await amara.uses(club.channel, "group board", group=NAME)
    assert "The thread of this group was deleted" in text_of(standing)
    await amara.clicks(standing, "Repair")
    await shown(club)
    anew = await thread_of(club)
    assert anew != thread
    assert NAME in text_of(await the_board(jonas, anew))
    assert "0 of 2 have checked in" in text_of(await checkin_in(jonas, anew))


async def test_a_deleted_channel_is_left_for_another_one(club: Club):
    amara, hall = club.amara, await club.amara.channel("study-hall")
    await amara.uses(hall, "group create", name=NAME)
    await told_next_steps(amara)
    await shown(club)
    club.sandbox.end_channel(int(hall))
    told = await told_directly(club, amara)
    assert "Its channel is not there any more" in text_of(told)
    assert "press Repair there" in text_of(await amara.clicks(told, "Repair"))
    board = await amara.uses(club.channel, "group board", group=NAME)
    asked = await amara.clicks(board, "Repair")
    assert "Shall it meet in this channel" in text_of(asked)
    await amara.clicks(asked, "Meet here")
    await shown(club)
    assert NAME in text_of(await the_board(amara, await thread_of(club)))


async def test_what_is_forbidden_is_told_and_repaired_when_it_is_allowed_again(club: Club):
    amara = club.amara
    thread = await begun(club, club.jonas)
    channel = club.sandbox.world.channel(int(club.channel))
    assert channel is not None
    closed = Overwrite(
        club.sandbox.world.bot.id, is_member=True, deny=SEND_MESSAGES_IN_THREADS | VIEW_CHANNEL
    )
    channel.overwrites.append(closed)
    await club.restart_badger()
    leave = await club.jonas.uses(club.channel, "group leave")
    await club.jonas.clicks(leave, "Leave it")
    told = await told_directly(club, amara)
    assert "I am not allowed to write there any more" in text_of(told)
    assert "still not allowed to write where this group meets (" in text_of(
        await amara.clicks(told, "Repair")
    )
    channel.overwrites.remove(closed)
    await club.restart_badger()
    await amara.clicks(told, "Repair")
    await shown(club)
    assert any("has left the group" in text_of(each) for each in await amara.sees(thread))
    assert {each.code for each in club.sandbox.violations} == {_MISSING_ACCESS}
    club.sandbox.violations.clear()


async def test_where_badger_may_open_no_private_thread_outsiders_see_no_more_than_they_may(club: Club):
    channel = club.sandbox.world.channel(int(club.channel))
    assert channel is not None
    closed = Overwrite(club.sandbox.world.bot.id, is_member=True, deny=CREATE_PRIVATE_THREADS)
    channel.overwrites.append(closed)
    await club.restart_badger()
    await club.amara.uses(club.channel, "start", credential=READING)
    thread = await begun(club, club.jonas)
    await club.amara.uses(club.channel, "log", minutes="45")
    await shown(club)
    board = text_of(await the_board(club.noor, thread))
    assert "2 members show it to the group only" in board
    assert "45 min" not in board


async def test_an_owner_who_takes_no_direct_messages_is_told_at_the_next_command(club: Club):
    amara = club.amara
    thread = await begun(club)
    club.sandbox.world.people[0].accepts_direct_messages = False
    await club.mira.dismisses(await the_board(amara, thread))
    await until_troubled(club)
    await settled(club)
    assert {each.code for each in club.sandbox.violations} == {CLOSED}
    club.sandbox.violations.clear()
    listed = await amara.uses(club.channel, "group list")
    notice = await amara.hears_from_bot(club.channel, listed["id"])
    assert "Its board was deleted" in text_of(notice)
    await amara.clicks(notice, "Repair")
    await shown(club)
    assert NAME in text_of(await the_board(amara, thread))


async def test_the_end_is_told_and_the_board_stays_as_it_was(club: Club):
    amara = club.amara
    thread = await begun(club, club.jonas)
    asked = await amara.uses(club.channel, "group end", group=NAME)
    await amara.clicks(asked, "End it for all")
    await shown(club)
    messages = await amara.sees(thread)
    assert any("has ended. Thank you all" in text_of(each) for each in messages)
    assert any("This group has ended" in text_of(each) for each in messages)


async def test_a_thread_that_was_made_before_a_crash_is_found_and_not_made_again(
    club: Club, monkeypatch: pytest.MonkeyPatch
):
    places = club.client.desk.use_cases.groups.places
    keep = GroupPlaces.set_thread
    crashes = [OSError("killed")]

    async def keep_after_a_crash(
        self: GroupPlaces, place: GroupPlace, thread_id: int, **how: bool
    ) -> GroupPlace:
        if crashes:
            raise crashes.pop()
        return await keep(self, place, thread_id, **how)

    monkeypatch.setattr(GroupPlaces, "set_thread", keep_after_a_crash)
    await club.amara.uses(club.channel, "group create", name=NAME)
    await club.amara.wait_for(lambda event: "A fresh week" in str(event))
    await shown(club)
    threads = next(iter(club.sandbox.world.guilds.values())).threads
    place = await places.place(next(iter(club.sandbox.world.guilds)), 1)
    assert [place.thread_id] == list(threads)


async def test_in_a_forum_a_group_meets_in_a_post(club: Club):
    guild = next(iter(club.sandbox.world.guilds.values()))
    forum = Channel(club.sandbox.world.snowflakes.next(), "showcase", FORUM_CHANNEL, guild.id)
    guild.channels[forum.id] = forum
    await club.restart_badger()
    groups = club.client.desk.use_cases.groups
    await groups.life.create(Asker(int(club.amara.id), guild.id, 1), NewGroup(NAME, forum.id))
    await shown(club)
    place = await groups.places.place(guild.id, 1)
    assert not place.is_private
    first, board = list(reversed(await club.noor.sees(str(place.thread_id))))[:2]
    assert "This is where your study group meets" in text_of(first)
    assert "One member shows it to the group only" in text_of(board)


async def test_a_thread_that_was_put_away_is_taken_up_when_the_board_moves(club: Club):
    amara = club.amara
    thread = await begun(club)
    await amara.uses(club.channel, "start", credential=READING)
    await shown(club)
    channel = club.sandbox.world.channel(int(thread))
    assert channel is not None
    assert channel.thread is not None
    channel.thread.is_archived = True
    await amara.uses(club.channel, "log", minutes="45")
    await shown(club)
    assert "45 min" in text_of(await the_board(amara, thread))
    assert not channel.thread.is_archived
    assert {each.code for each in club.sandbox.violations} <= {_ARCHIVED}
    club.sandbox.violations.clear()
