"""Enrolments, the ledger, wishes and the outbox, as both databases keep them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from bot.domain.credential import RequirementKind
from bot.domain.enrolment import EnrolledTask, Enrolment, EnrolmentStatus, Outline, StatusChange
from bot.domain.ledger import EntryKind, LogEntry, Work
from bot.domain.outbox import OutboxEntry, OutboxKey, OutboxKind, OutboxScope
from bot.domain.visibility import Announcing, Visibility
from bot.storage import enrolments, ledger, member_settings, outbox, user_settings
from tests.set_clock import NOW
from tests.stores import reads_all_of_a_table

CLUB, OTHER_CLUB = 1_100_000_000_000_000_001, 1_100_000_000_000_000_002
MIRA, NOA = 1_200_000_000_000_000_001, 1_200_000_000_000_000_002
TODAY = NOW.date()
OUTLINE = Outline(
    "SQL – los básicos",
    "Example University",
    (EnrolledTask("sql.1", "Read", RequirementKind.LESSONS, 60, None), EnrolledTask("own_1", "Ask “Noa”")),
    60,
    None,
    "0123456789abcdef",
)


def enrolment(
    number: int = 1, guild_id: int = CLUB, user_id: int = MIRA, credential_id: str = "sql"
) -> Enrolment:
    start = StatusChange(EnrolmentStatus.ACTIVE, NOW, number)
    return Enrolment(
        f"enrolment-{number:02d}",
        guild_id,
        user_id,
        credential_id,
        OUTLINE,
        TODAY + timedelta(days=9),
        TODAY,
        (start,),
    )


def begun(session: Session, *args: int | str) -> Enrolment:
    found = enrolment(*args)  # type: ignore[arg-type]  # in their order
    assert enrolments.add(session, found)
    return found


def log(session: Session, to: Enrolment, number: int, work: Work) -> LogEntry:
    return ledger.add(session, to, work, interaction_id=number, now=NOW + timedelta(seconds=number))


def test_an_enrolment_is_kept_with_its_history(session: Session):
    first = begun(session)
    pause = StatusChange(EnrolmentStatus.PAUSED, NOW + timedelta(hours=1), 7)
    after = replace(first, history=(*first.history, pause), target=None, declined_hash="f" * 16)
    enrolments.save(session, first, after)
    assert enrolments.of_member(session, CLUB, MIRA, first.id) == after
    assert enrolments.open_of(session, CLUB, MIRA, "sql") == [after]
    assert enrolments.started_by(session, CLUB, MIRA, 1) == after
    assert enrolments.standing_of(session, CLUB, MIRA) == [("sql", first.id, EnrolmentStatus.PAUSED)]


def test_no_server_and_no_member_sees_anothers(session: Session):
    first = begun(session)
    entry = log(session, first, 5, Work(TODAY, None, 30))
    for guild_id, user_id in ((OTHER_CLUB, MIRA), (CLUB, NOA)):
        assert enrolments.of_member(session, guild_id, user_id, first.id) is None
        assert enrolments.all_of(session, guild_id, user_id) == []
        assert ledger.entry_of(session, guild_id, user_id, entry.id) is None
        assert ledger.newest_of(session, guild_id, user_id) is None
        assert ledger.minutes_by_day(session, guild_id, user_id) == {}
    assert ledger.entries_of(session, OTHER_CLUB, first.id) == []


def test_an_interaction_begins_one_enrolment(session: Session):
    begun(session)
    assert not enrolments.add(session, replace(enrolment(), id="another"))
    assert enrolments.add(session, enrolment(2, OTHER_CLUB))


def test_a_credential_has_one_open_enrolment_of_a_member(session: Session):
    begun(session)
    with pytest.raises(IntegrityError):
        enrolments.add(session, enrolment(2))


def test_one_that_is_over_leaves_room_for_another(session: Session):
    first = begun(session)
    drop = StatusChange(EnrolmentStatus.DROPPED, NOW, 7)
    enrolments.save(session, first, replace(first, history=(*first.history, drop)))
    assert enrolments.add(session, enrolment(2))


def test_entries_come_back_as_they_were_written(session: Session):
    first = begun(session)
    done = log(session, first, 5, Work(TODAY, "sql.1", 30, True, "on the train"))
    minutes = log(session, first, 6, Work(TODAY - timedelta(days=1), None, 15))
    void = ledger.void(session, first, done, interaction_id=7, day=TODAY, now=NOW)
    found = ledger.entries_of(session, CLUB, first.id)
    assert found == [replace(done, voided_by=void.id), minutes, void]
    assert (void.kind, void.voids, void.task_id) == (EntryKind.VOID, done.id, "sql.1")
    assert (found[0].counts, found[1].counts, found[2].counts) == (False, True, False)
    assert ledger.newest_of(session, CLUB, MIRA) == minutes
    assert ledger.ticked_of(session, CLUB, [first.id]) == {first.id: set()}
    assert ledger.last_logged(session, CLUB, [first.id]) == {first.id: minutes.logged_at}
    assert ledger.minutes_by_day(session, CLUB, MIRA) == {minutes.local_day: 15}
    assert ledger.entry_by(session, CLUB, MIRA, 5) == found[0]
    assert ledger.void_by(session, CLUB, MIRA, 7) == void
    assert ledger.entries_since(session, CLUB, MIRA, TODAY) == [found[0], void]


def test_a_task_is_ticked_once_and_again_after_an_undo(session: Session):
    first = begun(session)
    done = log(session, first, 5, Work(TODAY, "sql.1", is_done=True))
    ledger.void(session, first, done, interaction_id=6, day=TODAY, now=NOW)
    log(session, first, 7, Work(TODAY, "sql.1", is_done=True))
    assert ledger.ticked_of(session, CLUB, [first.id]) == {first.id: {"sql.1"}}
    with pytest.raises(IntegrityError):
        log(session, first, 8, Work(TODAY, "sql.1", is_done=True))


def test_an_interaction_logs_once(session: Session):
    first = begun(session)
    log(session, first, 5, Work(TODAY, None, 30))
    with pytest.raises(IntegrityError):
        log(session, first, 5, Work(TODAY, None, 30))


def test_an_entry_is_voided_once(session: Session):
    first = begun(session)
    entry = log(session, first, 5, Work(TODAY, None, 30))
    ledger.void(session, first, entry, interaction_id=6, day=TODAY, now=NOW)
    with pytest.raises(IntegrityError):
        ledger.void(session, first, entry, interaction_id=7, day=TODAY, now=NOW)


def test_wishes_belong_to_a_member_in_a_server(session: Session):
    assert member_settings.visibility_of(session, CLUB, MIRA) is Visibility.GROUPS
    member_settings.set_announcing(session, CLUB, MIRA, Announcing.QUIET, now=NOW)
    for visibility in (Visibility.SERVER, Visibility.PRIVATE):
        member_settings.set_visibility(session, CLUB, MIRA, visibility, now=NOW)
        assert member_settings.visibility_of(session, CLUB, MIRA) is visibility
    assert member_settings.announcing_of(session, CLUB, MIRA) is Announcing.QUIET
    assert member_settings.announcing_of(session, OTHER_CLUB, MIRA) is None
    assert member_settings.visibility_of(session, CLUB, NOA) is Visibility.GROUPS


def test_a_zone_stands_beside_the_weekly_hours(session: Session):
    user_settings.remember_weekly_minutes(session, MIRA, 180, now=NOW)
    user_settings.set_time_zone(session, MIRA, "Asia/Tokyo", now=NOW)
    assert user_settings.time_zone_of(session, MIRA) == "Asia/Tokyo"
    assert user_settings.weekly_minutes_of(session, MIRA) == 180
    assert user_settings.time_zone_of(session, NOA) is None


def test_what_is_told_is_written_once_and_can_be_taken_back(session: Session):
    key = OutboxKey(CLUB, OutboxScope.MEMBER, MIRA, OutboxKind.COMPLETION, "enrolment-01", "2026-11-24")
    entry = OutboxEntry(key, {"title": "SQL – los básicos", "minutes": 30}, NOW, NOW)
    outbox.put(session, entry)
    outbox.put(session, replace(entry, payload={"title": "again"}))
    (told,) = outbox.entries_about(session, CLUB, OutboxKind.COMPLETION, "enrolment-01")
    assert told == replace(entry, payload={"title": "again"}, id=told.id)
    outbox.withdraw(session, OTHER_CLUB, OutboxKind.COMPLETION, "enrolment-01", now=NOW)
    assert outbox.entries_about(session, CLUB, OutboxKind.COMPLETION, "enrolment-01") == [told]
    outbox.withdraw(session, CLUB, OutboxKind.COMPLETION, "enrolment-01", now=NOW)
    session.expire_all()
    (withdrawn,) = outbox.entries_about(session, CLUB, OutboxKind.COMPLETION, "enrolment-01")
    assert withdrawn == replace(told, withdrawn_at=NOW)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM enrolment WHERE guild_id = 1 AND user_id = 2 AND status IN ('active', 'paused')",
        "SELECT * FROM enrolment_status WHERE enrolment_id IN ('a', 'b')",
        "SELECT * FROM log_entry WHERE enrolment_id IN ('a', 'b')",
        "SELECT * FROM log_entry WHERE guild_id = 1 AND user_id = 2 AND local_day >= '2026-11-01'",
        "SELECT * FROM log_entry WHERE guild_id = 1 AND interaction_id = 5 AND part = 0",
        "SELECT * FROM outbox WHERE status = 'pending' AND due_at <= '2026-11-01'",
    ],
)
def test_what_a_member_waits_for_is_found_by_an_index(session: Session, query: str):
    assert not reads_all_of_a_table(session, query)


def test_what_is_ticked_is_found_without_all_that_the_server_logged(session: Session):
    asked: list[tuple[str, object]] = []
    engine = session.get_bind()

    def note(_connection: object, _cursor: object, statement: str, values: object, *_rest: object) -> None:
        asked.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    ledger.ticked_of(session, CLUB, ["enrolment-01", "enrolment-02"])
    event.remove(engine, "before_cursor_execute", note)
    statement, values = asked[-1]
    if engine.dialect.name != "sqlite":
        # PostgreSQL chooses by what is in the tables, and these hold nothing.
        return
    plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]
    assert ["ix_log_entry_ticked" in row[-1] for row in plan] == [False, True]
