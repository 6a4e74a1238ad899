"""Which entries a moderator should look at again, and why."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.credential import Credential
from bot.domain.errors import UserError

STALE_AFTER_DAYS = 180
MOST_DAYS = 3650
_MONTH_LENGTH = len("2026-11")


class StaleReason(StrEnum):
    """Why an entry should be looked at again."""

    REPORTED = "reported"
    CHECKED_LONG_AGO = "checked_long_ago"
    EFFORT_NEVER_CHECKED = "effort_never_checked"


@dataclass(frozen=True, slots=True)
class StaleEntry:
    """An entry with the last day on which somebody may have looked at it, and why it is stale."""

    credential: Credential
    checked: date
    reasons: tuple[StaleReason, ...]
    open_reports: int = 0


def checked_days(days: int | None) -> int:
    """How many days without a look are many. Raises UserError `stale-days-wrong`."""
    if days is None:
        return STALE_AFTER_DAYS
    if not 0 <= days <= MOST_DAYS:
        raise UserError("stale-days-wrong", most=MOST_DAYS)
    return days


def last_look(checked_on: str) -> date:
    """The day of a look; of a month its last day, as nobody knows better."""
    if len(checked_on) == _MONTH_LENGTH:
        year, month = map(int, checked_on.split("-"))
        return date(year, month, monthrange(year, month)[1])
    return date.fromisoformat(checked_on)


def stale_entries(
    credentials: Iterable[Credential],
    open_reports: Mapping[str, int],
    has_looked: Callable[[str], bool],
    *,
    today: date,
    days: int,
) -> list[StaleEntry]:
    """What should be looked at again, what was looked at longest ago first, in a total order.

    `has_looked` says whether the server has a form of its own of a credential: then somebody there has
    seen that its hours are not stated.
    """
    found = (
        _judged(each, open_reports.get(each.id, 0), has_looked, today=today, days=days)
        for each in credentials
    )
    stale = [entry for entry in found if entry.reasons]
    return sorted(stale, key=lambda entry: (entry.checked, entry.credential.title, entry.credential.id))


def _judged(
    credential: Credential, reports: int, has_looked: Callable[[str], bool], *, today: date, days: int
) -> StaleEntry:
    checked = last_look(credential.source.checked_on)
    cases = {
        StaleReason.REPORTED: reports > 0,
        StaleReason.CHECKED_LONG_AGO: (today - checked).days > days,
        StaleReason.EFFORT_NEVER_CHECKED: not credential.effort.is_known and not has_looked(credential.id),
    }
    reasons = tuple(reason for reason, holds in cases.items() if holds)
    return StaleEntry(credential, checked, reasons, reports)
