"""The audit log: who did what in a server, seen in that server alone."""

from datetime import timedelta

from sqlmodel import Session

from bot.domain.moderation import AuditAction, AuditEntry, Deed
from bot.storage import audit
from tests.set_clock import NOW

CLUB, OTHER_CLUB = 10, 20
MIRA, NOA = 1, 2


def deed(subject: str, *, guild_id: int = CLUB, actor_id: int | None = MIRA) -> Deed:
    at = NOW + timedelta(minutes=len(subject))
    return Deed(AuditAction.ENTRY_RETIRED, guild_id, actor_id, at, subject, {"title": "SQL – los básicos"})


def test_what_was_done_is_told_the_newest_first(session: Session):
    audit.record(session, [deed("sql"), deed("excel")])
    audit.record(session, [deed("python")])
    told = audit.entries(session, CLUB, limit=2)
    assert [entry.deed for entry in told] == [deed("python"), deed("excel")]
    assert audit.entries(session, CLUB, limit=2, before=told[-1].number) == [AuditEntry(1, deed("sql"))]


def test_no_server_sees_what_was_done_in_another(session: Session):
    audit.record(session, [deed("sql"), deed("excel", guild_id=OTHER_CLUB)])
    assert [entry.deed.subject for entry in audit.entries(session, CLUB, limit=9)] == ["sql"]


def test_one_can_look_at_one_person_alone(session: Session):
    audit.record(session, [deed("sql"), deed("excel", actor_id=NOA), deed("python", actor_id=None)])
    assert [entry.deed.subject for entry in audit.entries(session, CLUB, limit=9, actor_id=NOA)] == ["excel"]


def test_who_is_erased_leaves_the_deed_behind_without_a_name(session: Session):
    audit.record(session, [deed("sql"), deed("excel", guild_id=OTHER_CLUB), deed("go", actor_id=NOA)])
    audit.forget_actor(session, MIRA, CLUB)
    assert {entry.deed.actor_id for entry in audit.entries(session, CLUB, limit=9)} == {None, NOA}
    assert [entry.deed.actor_id for entry in audit.entries(session, OTHER_CLUB, limit=9)] == [MIRA]
    audit.forget_actor(session, MIRA)
    assert [entry.deed.actor_id for entry in audit.entries(session, OTHER_CLUB, limit=9)] == [None]


def test_nothing_done_is_nothing_written(session: Session):
    audit.record(session, [])
    assert audit.entries(session, CLUB, limit=9) == []
