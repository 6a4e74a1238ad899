from dataclasses import replace
from datetime import date

import pytest

from bot.domain.credential import Credential, Effort
from bot.domain.errors import UserError
from bot.domain.staleness import StaleEntry, StaleReason, checked_days, last_look, stale_entries
from tests.small_catalogue import credential

TODAY = date(2026, 11, 24)


def checked(identity: str, on: str, *, has_hours: bool = True) -> Credential:
    known = credential(identity, identity.title())
    effort = Effort(60, 60) if has_hours else Effort()
    return replace(known, effort=effort, source=replace(known.source, checked_on=on))


def stale(*credentials: Credential, reports: dict[str, int] | None = None, own: str = "") -> list[StaleEntry]:
    return stale_entries(
        credentials, reports or {}, lambda credential_id: credential_id in own.split(), today=TODAY, days=180
    )


def test_what_was_looked_at_longest_ago_comes_first():
    found = stale(checked("b", "2025-03"), checked("c", "2024-01-02"), checked("a", "2025-03-31"))
    assert [entry.credential.id for entry in found] == ["c", "a", "b"]
    assert {entry.reasons for entry in found} == {(StaleReason.CHECKED_LONG_AGO,)}


def test_a_month_counts_to_its_end_and_the_last_day_is_not_stale():
    assert last_look("2024-02") == date(2024, 2, 29)
    assert stale(checked("a", "2026-05-28")) == []
    assert len(stale(checked("a", "2026-05-27"))) == 1
    assert stale(checked("a", "2026-05")) == []


def test_what_has_no_hours_is_stale_until_somebody_here_has_seen_it():
    unknown = checked("a", "2026-11", has_hours=False)
    assert stale(unknown)[0].reasons == (StaleReason.EFFORT_NEVER_CHECKED,)
    assert stale(unknown, own="a") == []


def test_what_is_reported_is_stale_however_new():
    (entry,) = stale(checked("a", "2026-11-24"), checked("b", "2026-11"), reports={"a": 2, "gone": 1})
    assert (entry.reasons, entry.open_reports) == ((StaleReason.REPORTED,), 2)


def test_days_are_180_unless_told_and_never_without_end():
    assert (checked_days(None), checked_days(0), checked_days(30)) == (180, 0, 30)
    for days in (-1, 3651):
        with pytest.raises(UserError, match="stale-days-wrong"):
            checked_days(days)
