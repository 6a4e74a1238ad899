"""What is delivered to study groups comes once; what is lost is told and repaired; closed weeks stay."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import time

import pytest

from bot.domain.delivery import ForbiddenError, GoneError, LostPlaceError, Place, RetryError, UnknownError
from bot.domain.errors import UserError
from bot.domain.group_place import PlaceTrouble
from bot.domain.outbox import OutboxKind
from bot.domain.visibility import Visibility
from bot.storage.database import Database
from tests.scheduling.group_club import CHANNEL, FIRST_SUNDAY, THREAD, GroupClub
from tests.services.ledger_club import HERE, MIRA, NOA
from tests.stores import Store

WEEK, NEXT_WEEK = "2026-W48", "2026-W49"
NEXT_SUNDAY = (2026, 12, 6, 18)


@pytest.fixture
async def club(store: Store) -> AsyncIterator[GroupClub]:
    """On each kind of database in turn."""
    url = store.new_url()
    database = await Database.open(url)
    built = GroupClub(database, store, url)
    await built.begin()
    yield built
    await database.close()


async def test_the_board_is_posted_once_and_then_known(club: GroupClub):
    for _ in range(2):
        await club.deliver()
    assert club.sent(OutboxKind.BOARD) == [(THREAD, "1")]
    place = await club.place()
    assert place.board_message_id is not None
    assert place.trouble is None


async def test_a_board_of_which_nobody_knows_is_looked_for_before_it_is_posted_again(club: GroupClub):
    club.port.after.extend([UnknownError(), UnknownError()])
    await club.deliver()
    assert (await club.place()).board_message_id is None
    club.end_leases()
    await club.deliver()
    assert club.port.doubled == 0
    assert club.sent(OutboxKind.BOARD) == [(THREAD, "1")]
    assert (await club.place()).board_message_id is not None


async def test_news_are_told_once_and_wait_for_the_thread(club: GroupClub):
    club.port.before.append(None)
    club.port.before.append(RetryError(2.0))
    await club.deliver()
    club.end_leases()
    for _ in range(2):
        await club.deliver()
    assert [channel for channel, _ in club.sent(OutboxKind.GROUP_NEWS)] == [THREAD]
    assert [each[1:] for each in await club.told(OutboxKind.GROUP_NEWS)] == [("sent", None)]


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (LostPlaceError(PlaceTrouble.CHANNEL_GONE), PlaceTrouble.CHANNEL_GONE),
        (GoneError(), PlaceTrouble.THREAD_GONE),
        (ForbiddenError(Place.CHANNEL), PlaceTrouble.FORBIDDEN),
    ],
)
async def test_a_place_that_takes_nothing_is_told_to_the_owner_once(
    club: GroupClub, error: Exception, trouble: PlaceTrouble
):
    club.port.before.extend([error, error])
    for _ in range(3):
        await club.deliver()
    assert (await club.place()).trouble is trouble
    assert club.sent(OutboxKind.GROUP_FAULT)[0][0] is None
    assert [each[1] for each in await club.told(OutboxKind.GROUP_FAULT)] == ["sent"]
    await club.work.life.leave(club.club.asker(NOA), club.group_id)
    await club.deliver()
    assert (await club.told(OutboxKind.GROUP_NEWS))[-1][1:] == ("skipped", "faulty_channel")


async def test_after_a_repair_the_board_is_posted_anew_and_what_was_missed_is_told(club: GroupClub):
    await club.deliver()
    await club.work.places.lost(HERE, THREAD)
    await club.work.life.leave(club.club.asker(NOA), club.group_id)
    await club.deliver()
    repaired = await club.work.places.repair(club.club.asker(MIRA), club.group_id, is_moderator=False)
    assert (repaired.generation, repaired.thread_id) == (2, None)
    await club.make_thread(THREAD + 1)
    await club.deliver()
    assert club.sent(OutboxKind.BOARD) == [(THREAD, "1"), (THREAD + 1, "2")]
    assert [channel for channel, _ in club.sent(OutboxKind.GROUP_NEWS)] == [THREAD, THREAD + 1]


async def test_a_fault_that_is_repaired_before_it_is_told_is_not_told(club: GroupClub):
    await club.deliver()
    await club.work.places.lost(HERE, CHANNEL)
    await club.work.places.repair(
        club.club.asker(MIRA), club.group_id, is_moderator=False, move_to=CHANNEL + 5
    )
    await club.deliver()
    assert [each[1:] for each in await club.told(OutboxKind.GROUP_FAULT)] == [("skipped", "withdrawn")]


async def test_the_board_of_an_older_place_is_not_posted(club: GroupClub):
    await club.work.places.lost(HERE, THREAD)
    await club.work.places.repair(club.club.asker(MIRA), club.group_id, is_moderator=False)
    await club.make_thread(THREAD + 1)
    await club.deliver()
    assert club.sent(OutboxKind.BOARD) == [(THREAD + 1, "2")]


async def test_only_the_owner_and_moderators_repair_and_a_gone_channel_needs_another_one(club: GroupClub):
    await club.work.places.lost(HERE, CHANNEL)
    with pytest.raises(UserError, match="group-not-yours"):
        await club.work.places.repair(club.club.asker(NOA), club.group_id, is_moderator=False)
    with pytest.raises(UserError, match="group-channel-gone"):
        await club.work.places.repair(club.club.asker(NOA), club.group_id, is_moderator=True)
    moved = await club.work.places.repair(
        club.club.asker(NOA), club.group_id, is_moderator=True, move_to=CHANNEL + 5
    )
    assert (moved.channel_id, moved.generation) == (CHANNEL + 5, 2)
    again = await club.work.places.repair(club.club.asker(MIRA), club.group_id, is_moderator=False)
    assert again == moved


async def test_an_owner_without_direct_messages_is_told_at_the_next_command_once(club: GroupClub):
    await club.deliver()
    await club.work.places.lost_messages(HERE, {(await club.place()).board_message_id or 0})
    club.port.before.append(ForbiddenError(Place.DIRECT_MESSAGE))
    await club.deliver()
    assert await club.work.places.claim_untold(HERE, MIRA) == [club.group_id]
    assert await club.work.places.claim_untold(HERE, MIRA) == []


async def test_the_check_in_comes_once_a_week_and_closes_the_one_before(club: GroupClub):
    await club.go_to(*FIRST_SUNDAY)
    for _ in range(2):
        await club.deliver()
    assert club.sent(OutboxKind.CHECKIN) == [(THREAD, WEEK)]
    opened = await club.checkin(WEEK)
    assert opened is not None
    assert opened.is_open
    await club.go_to(*NEXT_SUNDAY)
    closed = await club.checkin(WEEK)
    assert closed is not None
    assert not closed.is_open
    assert club.sent(OutboxKind.CHECKIN) == [(THREAD, WEEK), (THREAD, NEXT_WEEK)]


async def test_another_day_in_the_same_week_brings_no_second_check_in(club: GroupClub):
    await club.go_to(*FIRST_SUNDAY)
    for weekday in (6, 2, 6):
        await club.work.checkins.set_time(
            club.club.asker(MIRA), club.group_id, weekday, time(20), is_moderator=False
        )
    await club.go_to(2026, 11, 29, 23)
    assert club.sent(OutboxKind.CHECKIN) == [(THREAD, WEEK)]
    await club.go_to(2026, 12, 6, 21)
    assert club.sent(OutboxKind.CHECKIN) == [(THREAD, WEEK), (THREAD, NEXT_WEEK)]


async def test_what_was_due_before_an_edit_opens_all_the_same(club: GroupClub):
    await club.deliver()
    club.clock.advance(club.clock.now().replace(day=29, hour=19) - club.clock.now())
    await club.work.checkins.turn_off(club.club.asker(MIRA), club.group_id, is_moderator=False)
    assert await club.checkin(WEEK) is not None
    await club.deliver()
    assert [each[1:] for each in await club.told(OutboxKind.CHECKIN)] == [("skipped", "off")]


async def test_of_check_ins_that_were_missed_the_newest_comes_if_it_is_not_too_late(club: GroupClub):
    await club.go_to(2026, 12, 7, 18)
    assert [each[1:] for each in await club.told(OutboxKind.CHECKIN)] == [
        ("skipped", "missed"),
        ("sent", None),
    ]
    assert await club.checkin(WEEK) is None
    assert await club.checkin(NEXT_WEEK) is not None


async def test_a_thread_that_is_made_anew_gets_the_open_check_in_again(club: GroupClub):
    await club.go_to(*FIRST_SUNDAY)
    await club.work.places.lost(HERE, THREAD)
    await club.work.places.repair(club.club.asker(MIRA), club.group_id, is_moderator=False)
    await club.make_thread(THREAD + 1)
    for _ in range(2):
        await club.deliver()
    assert club.sent(OutboxKind.CHECKIN) == [(THREAD, WEEK), (THREAD + 1, WEEK)]


async def test_a_check_in_that_could_not_be_told_comes_after_the_repair(club: GroupClub):
    await club.deliver()
    await club.work.places.lost(HERE, THREAD)
    await club.go_to(*FIRST_SUNDAY)
    assert await club.checkin(WEEK) is not None
    await club.work.places.repair(club.club.asker(MIRA), club.group_id, is_moderator=False)
    await club.make_thread(THREAD + 1)
    await club.deliver()
    assert club.sent(OutboxKind.CHECKIN) == [(THREAD + 1, WEEK)]


async def logs_something(club: GroupClub) -> None:
    await club.club.log("Write", "600", NOA)


async def takes_it_back(club: GroupClub) -> None:
    await club.club.tracking.undo(club.club.asker(MIRA))


async def hides(club: GroupClub) -> None:
    await club.club.profile.set_visibility(club.club.asker(MIRA), Visibility.PRIVATE)


async def leaves(club: GroupClub) -> None:
    await club.work.life.leave(club.club.asker(MIRA), club.group_id)


async def ends(club: GroupClub) -> None:
    await club.work.life.end(club.club.asker(MIRA), club.group_id)


@pytest.mark.parametrize("later", [logs_something, takes_it_back, hides, leaves, ends])
async def test_a_closed_week_stays_as_it_was(club: GroupClub, later: Callable[[GroupClub], Awaitable[None]]):
    for user_id, minutes in ((MIRA, "45"), (NOA, "90")):
        await club.club.start("sql", user_id)
        await club.club.log("Read", minutes, user_id)
    await club.go_to(*FIRST_SUNDAY)
    await club.go_to(*NEXT_SUNDAY)
    before = await club.closed(WEEK)
    assert before is not None
    assert (before.total_minutes, before.total_tasks) == (135, 2)
    assert [(line.user_id, line.minutes) for line in before.lines] == [(NOA, 90), (MIRA, 45)]
    await later(club)
    await club.go_to(2026, 12, 13, 18)
    assert await club.closed(WEEK) == before


async def test_the_end_of_a_group_closes_its_check_in_and_brings_no_more(club: GroupClub):
    await club.go_to(*FIRST_SUNDAY)
    await ends(club)
    closed = await club.checkin(WEEK)
    assert closed is not None
    assert not closed.is_open
    await club.go_to(*NEXT_SUNDAY)
    assert club.sent(OutboxKind.CHECKIN) == [(THREAD, WEEK)]
    assert (await club.told(OutboxKind.GROUP_NEWS))[-1][1] == "sent"


async def test_answers_are_kept_until_the_check_in_closes(club: GroupClub):
    checkins, mira, noa = club.work.checkins, club.club.asker(MIRA), club.club.asker(NOA)
    with pytest.raises(UserError, match="checkin-none"):
        await checkins.answer(mira, club.group_id, went_well="early")
    await club.go_to(*FIRST_SUNDAY)
    await checkins.answer(mira, club.group_id, went_well=" well ", next_up="more")
    await checkins.answer(mira, club.group_id, went_well="better")
    await checkins.answer(noa, club.group_id, is_resting=True)
    page = await checkins.answers(noa, club.group_id, WEEK)
    assert [(each.user_id, each.went_well, each.next_up, each.is_resting) for each in page.answers] == [
        (MIRA, "better", None, False),
        (NOA, None, None, True),
    ]
    for refused, why in (({"went_well": " "}, "checkin-empty"), ({"next_up": "x" * 501}, "checkin-too-long")):
        with pytest.raises(UserError, match=why):
            await checkins.answer(mira, club.group_id, **refused)  # type: ignore[arg-type]
    await club.go_to(*NEXT_SUNDAY)
    with pytest.raises(UserError, match="checkin-closed"):
        await checkins.answer(mira, club.group_id, week=WEEK, went_well="late")
    assert (await checkins.opened(mira, club.group_id)).checkin.week == NEXT_WEEK
    assert (await checkins.answers(noa, club.group_id, WEEK)).view.answered == 2


async def test_outsiders_neither_answer_nor_read_and_moderators_take_words_down(club: GroupClub):
    checkins, outsider = club.work.checkins, club.club.asker(MIRA + 50)
    await club.go_to(*FIRST_SUNDAY)
    await checkins.answer(club.club.asker(MIRA), club.group_id, went_well="mine")
    for refused in (
        checkins.answer(outsider, club.group_id, went_well="theirs"),
        checkins.answers(outsider, club.group_id, WEEK),
        checkins.opened(outsider, club.group_id),
        checkins.closed_week(outsider, club.group_id),
    ):
        with pytest.raises(UserError, match="group-not-in-it"):
            await refused
    seen = await checkins.answers(outsider, club.group_id, WEEK, is_moderator=True)
    assert [each.went_well for each in seen.answers] == ["mine"]
    assert await checkins.take_down(HERE, club.group_id, WEEK, MIRA)
    assert not await checkins.take_down(HERE, club.group_id, WEEK, MIRA)
    assert not await checkins.take_down(HERE + 1, club.group_id, WEEK, MIRA)
    seen = await checkins.answers(outsider, club.group_id, WEEK, is_moderator=True)
    assert [each.went_well for each in seen.answers] == [None]
