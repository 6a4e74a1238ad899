"""A member starts, logs, undoes and mends, and what the cards are told of it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from datetime import timedelta

import pytest

from bot.domain.enrolment import EnrolmentStatus
from bot.domain.errors import UserError
from bot.domain.ledger import EntryKind, LoggedJustNowError
from bot.domain.moderation import BlockedFrom
from bot.domain.next_task import TaskRef
from bot.domain.outbox import OutboxKind
from bot.domain.visibility import Announcing
from bot.services.log_requests import EntryWords, LogRequest
from bot.storage import outbox
from bot.storage.database import Database
from bot.storage.tables import MemberBlockRow
from tests.services.ledger_club import HERE, MIRA, NOA, THERE, Club, with_tasks
from tests.set_clock import NOW, SetClock
from tests.stores import SqliteStore, Store

TODAY = NOW.date()


CATALOGUE = (with_tasks("sql", "Read", "Exercise"), with_tasks("excel", "Lessons"))


@pytest.fixture
async def club(sqlite_store: SqliteStore, clock: SetClock) -> AsyncIterator[Club]:
    database = await Database.open(sqlite_store.new_url())
    yield Club(database, clock, list(CATALOGUE))
    await database.close()


@pytest.fixture
async def each_club(store: Store, clock: SetClock) -> AsyncIterator[Club]:
    """On each kind of database in turn, for what depends on it."""
    database = await Database.open(store.new_url())
    yield Club(database, clock, list(CATALOGUE))
    await database.close()


async def refusal(awaitable: Awaitable[object]) -> str:
    with pytest.raises(UserError) as refused:
        await awaitable
    return refused.value.message_id


async def told(club: Club, enrolment_id: str) -> list[bool]:
    """Of every announcement of the enrolment whether it holds."""
    found = await club.database.read(outbox.entries_about, HERE, OutboxKind.COMPLETION, enrolment_id)
    return [each.withdrawn_at is None for each in found]


async def test_the_daily_act_is_the_first_choice(each_club: Club):
    club = each_club
    await club.start("excel")
    club.clock.advance(timedelta(minutes=1))
    enrolment_id = await club.start("sql")
    first, *_ = await club.tracking.open_tasks(club.asker())
    assert (first.task.title, first.ref) == ("Read", TaskRef(enrolment_id, "sql.1"))
    logged = await club.log(str(first.ref))
    assert (logged.entry.kind, logged.entry.minutes, logged.entry.local_day) == (EntryKind.DONE, None, TODAY)
    assert logged.view.progress.tasks_done == 1
    assert logged.next_task is not None
    assert logged.next_task.task.title == "Exercise"
    assert [each.task.title for each in await club.tracking.open_tasks(club.asker())] == [
        "Exercise",
        "Lessons",
    ]
    assert [each.task.title for each in await club.tracking.open_tasks(club.asker(), "less")] == ["Lessons"]


async def test_a_second_start_finds_the_first(club: Club):
    first = await club.enrolling.start(club.asker(), "sql basics", "in 6 weeks")
    assert (first.is_new, first.zone_known, first.announcing) == (True, False, None)
    assert first.view.enrolment.target == TODAY + timedelta(weeks=6)
    again = await club.enrolling.start(club.asker(), "sql", "end of March")
    assert not again.is_new
    assert again.view.enrolment.id == first.view.enrolment.id
    assert str(again.view.enrolment.target) == "2027-03-31"
    other = await club.enrolling.start(club.asker(), "excel")
    assert (first.is_first, other.is_new, other.is_first) == (True, True, False)


async def test_what_is_earned_can_be_started_again_on_purpose(club: Club):
    first = await club.start("excel")
    await club.log("Lessons")
    found = await club.enrolling.start(club.asker(), "excel")
    assert (found.is_new, found.view.enrolment.id) == (False, first)
    again = await club.enrolling.start(club.asker(), "excel", again=True)
    assert again.is_new
    # Undoing the first now would leave two open.
    assert await refusal(club.tracking.undo(club.asker())) == "enrolment-started-again"
    standing = await club.reader.standing(club.asker())
    assert (standing.earned, standing.started) == ({"excel": first}, {"excel": again.view.enrolment.id})


async def test_minutes_without_a_task_go_to_what_was_worked_on_last(club: Club):
    await club.start("excel")
    club.clock.advance(timedelta(minutes=1))
    await club.start("sql")
    logged = await club.log(minutes="1h30")
    assert (logged.entry.task_id, logged.entry.minutes, logged.view.enrolment.credential_id) == (
        None,
        90,
        "sql",
    )


async def test_a_title_is_understood_and_an_unclear_one_asked_about(club: Club):
    club.credentials.append(with_tasks("go", "Read"))
    await club.start("sql")
    assert (await club.log("excercise")).entry.task_id == "sql.2"
    await club.start("go")
    assert await refusal(club.log("read")) == "open-task-ambiguous"
    assert await refusal(club.log("dance")) == "open-task-unknown"


async def test_a_task_gets_minutes_without_being_finished(club: Club):
    await club.start("sql")
    request = LogRequest("Read", "45", is_done=False)
    logged = await club.tracking.log(club.asker(), request)
    assert (logged.entry.kind, logged.entry.task_id) == (EntryKind.MINUTES, "sql.1")
    assert logged.view.progress.tasks_done == 0
    with pytest.raises(LoggedJustNowError):
        await club.tracking.log(club.asker(), request)
    sure = await club.tracking.log(club.asker(), LogRequest("Read", "45", is_done=False, is_sure=True))
    assert sure.view.progress.minutes == 90


async def test_the_last_task_completes_it_and_tells_the_server_of_who_wants_it(each_club: Club):
    club = each_club
    enrolment_id = await club.start("sql")
    await club.profile.set_announcing(club.asker(), Announcing.QUIET)
    await club.log("Read", "30")
    logged = await club.log("Exercise", "60")
    assert (logged.completed, logged.announced, logged.next_task) == (True, True, None)
    assert logged.view.enrolment.completed_at == NOW
    (entry,) = await club.database.read(outbox.entries_about, HERE, OutboxKind.COMPLETION, enrolment_id)
    assert entry.payload == {
        "completed_on": "2026-11-24",
        "credential_id": "sql",
        "enrolment_id": enrolment_id,
        "issuer_line": "Example University",
        "minutes": 90,
        "started_on": "2026-11-24",
        "tasks": 2,
        "title": "sql basics",
    }
    undone = await club.tracking.undo(club.asker())
    assert (undone.reopened, undone.entry.minutes) == (True, 60)
    assert await told(club, enrolment_id) == [False]
    assert (await club.log("Exercise")).completed
    # The same day again is the same announcement.
    assert await told(club, enrolment_id) == [True]


@pytest.mark.parametrize("how", [None, Announcing.OFF])
async def test_nothing_is_told_of_who_did_not_ask_for_it(club: Club, how: Announcing | None):
    enrolment_id = await club.start("excel")
    if how is not None:
        await club.profile.set_announcing(club.asker(), how)
    logged = await club.log("Lessons")
    assert (logged.completed, logged.announced) == (True, False)
    assert await told(club, enrolment_id) == []


async def test_nothing_is_told_of_who_is_kept_from_it(club: Club):
    enrolment_id = await club.start("excel")
    await club.profile.set_announcing(club.asker(), Announcing.PING)
    block = MemberBlockRow(guild_id=HERE, user_id=MIRA, what=BlockedFrom.ANNOUNCING.value, blocked_at=NOW)
    await club.database.write(lambda session: session.add(block))
    assert not (await club.log("Lessons")).announced
    assert await told(club, enrolment_id) == []


async def test_what_rests_takes_logs_and_goes_on_resting(club: Club):
    enrolment_id = await club.start("sql")
    await club.enrolling.pause(club.asker(), enrolment_id)
    logged = await club.log("Read")
    assert logged.was_paused
    assert (
        await club.enrolling.resume(club.asker(), enrolment_id)
    ).view.enrolment.status is EnrolmentStatus.ACTIVE


async def test_what_is_dropped_keeps_its_ledger_and_can_be_taken_up(club: Club):
    enrolment_id = await club.start("sql")
    await club.log("Read", "30")
    await club.enrolling.drop(club.asker(), enrolment_id)
    assert await refusal(club.log(str(TaskRef(enrolment_id, "sql.2")))) == "enrolment-dropped"
    assert await refusal(club.log("Exercise")) == "nothing-started"
    assert (await club.reader.history(club.asker())).minutes == 30
    resumed = await club.enrolling.resume(club.asker(), enrolment_id)
    assert (resumed.is_changed, resumed.view.progress.tasks_done) == (True, 1)


async def test_the_same_click_twice_changes_one_thing_and_answers_the_same(each_club: Club):
    club = each_club
    enrolment_id = await club.start("sql")
    asker, request = club.asker(), LogRequest("Read", "30")
    answers = await asyncio.gather(*(club.tracking.log(asker, request) for _ in range(5)))
    assert all(answer == answers[0] for answer in answers)
    asker = club.asker()
    pauses = await asyncio.gather(*(club.enrolling.pause(asker, enrolment_id) for _ in range(5)))
    assert all(pause == pauses[0] for pause in pauses)
    assert pauses[0].is_changed
    asker = club.asker()
    undos = await asyncio.gather(*(club.tracking.undo(asker) for _ in range(5)))
    assert all(undo == undos[0] for undo in undos)
    assert len((await club.reader.history(club.asker())).lines) == 2


async def test_many_clicks_at_once_tick_a_task_once(each_club: Club):
    club = each_club
    await club.start("sql")
    clicks = await asyncio.gather(*(club.log("Read") for _ in range(8)), return_exceptions=True)
    refused = [click.message_id for click in clicks if isinstance(click, UserError)]
    assert sorted(set(refused)) in (["open-task-unknown"], ["open-task-unknown", "task-done"], ["task-done"])
    assert len(refused) == 7
    assert (await club.reader.progress(club.asker())).view.progress.tasks_done == 1


async def test_an_entry_is_mended_and_the_old_one_stays_in_the_history(each_club: Club):
    club = each_club
    await club.start("sql")
    logged = await club.log("Read", "30")
    mended = await club.tracking.edit_entry(
        club.asker(), logged.entry.id, EntryWords("1h", "yesterday", "on the train")
    )
    assert (mended.entry.minutes, mended.entry.note, mended.entry.replaces) == (
        60,
        "on the train",
        logged.entry.id,
    )
    assert mended.entry.local_day == TODAY - timedelta(days=1)
    history = await club.reader.history(club.asker())
    assert (history.minutes, history.tasks_done, len(history.lines)) == (60, 1, 3)
    assert (
        await refusal(club.tracking.edit_entry(club.asker(), logged.entry.id, EntryWords("5")))
        == "log-entry-void"
    )
    bare = await club.tracking.edit_entry(club.asker(), mended.entry.id, EntryWords("0", note=""))
    assert (bare.entry.minutes, bare.entry.note) == (None, None)
    (choice,) = await club.reader.suggest_entries(club.asker(), "read")
    assert (choice.entry.id, choice.task_title) == (bare.entry.id, "Read")


async def test_a_day_is_the_members_own(club: Club):
    await club.profile.set_time_zone(club.asker(), "Pacific/Kiritimati")
    await club.start("sql")
    logged = await club.log("Read")
    assert logged.entry.local_day == TODAY + timedelta(days=1)
    profile = await club.profile.set_time_zone(club.asker(), "los angeles")
    assert (profile.time_zone, profile.today) == ("America/Los_Angeles", TODAY)
    progress = (await club.reader.progress(club.asker())).view.progress
    assert progress.tasks[0].done_by is not None
    assert progress.tasks[0].done_by.local_day == TODAY + timedelta(days=1)
    assert progress.streak.weeks == 1


async def test_a_changed_catalogue_is_offered_and_taken_only_when_asked(club: Club):
    enrolment_id = await club.start("sql")
    await club.log("Read")
    club.credentials[0] = with_tasks("sql", "Read", "Exercise", "Exam")
    view = (await club.reader.progress(club.asker())).view
    assert [each.id for each in view.enrolment.tasks] == ["sql.1", "sql.2"]
    assert view.offer is not None
    assert [each.title for each in view.offer.added] == ["Exam"]
    gone = club.enrolling.accept_update(club.asker(), enrolment_id, "0" * 16)
    assert await refusal(gone) == "update-gone"
    await club.enrolling.decline_update(club.asker(), enrolment_id, view.offer.content_hash)
    assert (await club.reader.progress(club.asker())).view.offer is None
    club.credentials[0] = with_tasks("sql", "Read")
    offer = (await club.reader.progress(club.asker())).view.offer
    assert offer is not None
    taken = await club.enrolling.accept_update(club.asker(), enrolment_id, offer.content_hash)
    assert (taken.completed, taken.view.enrolment.status) == (True, EnrolmentStatus.COMPLETED)


async def test_a_task_of_ones_own_is_added_once(club: Club):
    enrolment_id = await club.start("excel")
    for is_changed in (True, False):
        added = await club.enrolling.add_personal_task(club.asker(), enrolment_id, "A book", "2 h")
        assert added.is_changed is is_changed
    assert [each.title for each in added.view.enrolment.tasks] == ["Lessons", "A book"]
    await club.log("Lessons")
    assert (await club.log("A book")).completed


async def test_a_target_is_set_and_taken_away(club: Club):
    enrolment_id = await club.start("sql")
    kept = await club.enrolling.set_target(club.asker(), enrolment_id, "in 4 weeks")
    assert kept.view.progress.needed is not None
    assert (kept.view.progress.needed.low, kept.view.progress.needed.high) == (30, 60)
    gone = await club.enrolling.set_target(club.asker(), enrolment_id, None)
    assert (gone.is_changed, gone.view.enrolment.target) == (True, None)


async def test_no_member_and_no_server_touches_anothers(each_club: Club):
    club = each_club
    enrolment_id = await club.start("sql")
    logged = await club.log("Read")
    for asker in (club.asker(NOA), club.asker(MIRA, THERE)):
        assert await refusal(club.enrolling.pause(asker, enrolment_id)) == "enrolment-unknown"
        assert await refusal(club.tracking.undo(asker)) == "nothing-to-undo"
        assert await refusal(club.tracking.undo(asker, logged.entry.id)) == "log-entry-unknown"
        edit = club.tracking.edit_entry(asker, logged.entry.id, EntryWords("5"))
        assert await refusal(edit) == "log-entry-unknown"
        request = LogRequest(str(TaskRef(enrolment_id, "sql.2")))
        assert await refusal(club.tracking.log(asker, request)) == "enrolment-unknown"
        assert await club.tracking.open_tasks(asker) == []
        assert (await club.reader.history(asker)).lines == ()
        assert await refusal(club.reader.progress(asker)) == "nothing-started"
    direct = club.asker(MIRA, None)
    assert await refusal(club.tracking.log(direct, LogRequest("Read"))) == "server-needed"
    assert (await club.reader.standing(direct)).started == {}


async def test_a_day_takes_24_hours_over_all_that_a_member_works_on(club: Club):
    await club.start("excel")
    first = await club.log("Lessons", "23h")
    await club.start("sql")
    assert await refusal(club.log("Read", "1h30")) == "day-full"
    await club.log("Read", "1h")
    edit = club.tracking.edit_entry(club.asker(), first.entry.id, EntryWords("23h30"))
    assert await refusal(edit) == "day-full"
    mended = await club.tracking.edit_entry(club.asker(), first.entry.id, EntryWords("22h"))
    assert mended.view.progress.minutes == 22 * 60
