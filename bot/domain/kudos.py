"""Kudos: a good word that one member gives another, a few times a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.errors import UserError

MOST_KUDOS_A_DAY = 5


@dataclass(frozen=True, slots=True)
class Kudos:
    """A good word; `given_on` is the giver's day. `group_id`: the study group in which it was said."""

    guild_id: int
    sender_id: int
    receiver_id: int
    given_on: date
    given_at: datetime
    group_id: int | None = None


def kudos_left(given_today: Collection[int]) -> int:
    """How many somebody may still give today; `given_today` are those who got one."""
    return max(0, MOST_KUDOS_A_DAY - len(given_today))


def may_give(sender_id: int, receiver_id: int, given_today: Collection[int], *, is_blocked: bool) -> None:
    """Lets somebody give kudos.

    Raises UserError `kudos-self`, `kudos-blocked`, `kudos-already`, `kudos-too-many`.
    """
    if receiver_id == sender_id:
        raise UserError("kudos-self")
    if is_blocked:
        raise UserError("kudos-blocked")
    if receiver_id in given_today:
        raise UserError("kudos-already")
    if not kudos_left(given_today):
        raise UserError("kudos-too-many", most=MOST_KUDOS_A_DAY)
