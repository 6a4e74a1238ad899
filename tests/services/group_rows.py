"""Rows of a member in every table of study groups."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tests.set_clock import NOW

_WEEK = "2026-W48"
_DAY = date(2026, 11, 24)
_Row = tuple[str, dict[str, Any]]


def traces_in_a_group(user_id: int, guild_id: int, other_id: int, number: int) -> Iterator[_Row]:
    """Tables, each with a row of the user or of what they gave the other, in a group that they own."""
    where, by = {"guild_id": guild_id}, {"interaction_id": number}
    group = {**where, "group_id": number}
    yield "study_group", {**where, **by, "id": number, "owner_id": user_id, **_named(f"group {number}")}
    yield "group_member", {**group, **by, "user_id": user_id, "joined_on": date(2026, 11, 1)}
    yield "group_place", {**group, "channel_id": 5, "is_private": True, "generation": 1, **_UNTRIED}
    yield "group_invite", {**group, **by, "user_id": other_id, "invited_by": user_id, **_OPEN}
    yield from _week_of(user_id, group)
    yield "kudos", {**where, **by, "sender_id": user_id, "receiver_id": other_id, **_GIVEN}
    yield "happy_to_help", {**where, "user_id": user_id, "credential_id": "sql", "since": NOW}


_UNTRIED = {"trouble_told": False, "tries": 0}
_GIVEN = {"given_on": _DAY, "given_at": NOW}
_OPEN = {
    "invited_on": _DAY,
    "invited_at": NOW,
    "expires_at": NOW + timedelta(days=14),
    "status": "open",
    "refusal_told": False,
}


def _named(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "name_key": name,
        "most_members": 10,
        "is_open": True,
        "zone": "UTC",
        "created_at": NOW,
        "version": 1,
    }


def _week_of(user_id: int, group: dict[str, int]) -> Iterator[_Row]:
    week = {**group, "week": _WEEK}
    yield "group_checkin", {**week, "opened_at": NOW, "tries": 0}
    said = {"went_well": "my words", "is_resting": False, "answered_at": NOW}
    yield "group_checkin_answer", {**week, "user_id": user_id, **said}
    done = {"minutes": 60, "tasks_done": 1, "streak_weeks": 1, "kudos": 0}
    yield "group_week_line", {**week, "user_id": user_id, **done}
