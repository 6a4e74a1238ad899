"""Rows of a member in every table of study groups."""

from datetime import date, timedelta
from typing import Any

from tests.set_clock import NOW

_WEEK = "2026-W48"
_UNTOLD = {"trouble_told": False}
_LATER = NOW + timedelta(days=14)


def traces_in_a_group(
    user_id: int, guild_id: int, other_id: int, number: int
) -> tuple[tuple[str, dict[str, Any]], ...]:
    """Tables, each with a row of the user or of what they gave the other, in a group that they own."""
    group = {"guild_id": guild_id, "group_id": number}
    day = {"guild_id": guild_id, "given_on": date(2026, 11, 24), "given_at": NOW}
    invitation = {
        **group,
        "invited_on": date(2026, 11, 24),
        "invited_at": NOW,
        "expires_at": _LATER,
        "status": "open",
        "refusal_told": False,
    }
    return (
        (
            "study_group",
            {
                "id": number,
                "guild_id": guild_id,
                "name": f"Group {number}",
                "name_key": f"group {number}",
                "owner_id": user_id,
                "most_members": 10,
                "is_open": True,
                "zone": "UTC",
                "created_at": NOW,
                "version": 1,
                "interaction_id": number,
            },
        ),
        (
            "group_member",
            {**group, "user_id": user_id, "joined_on": date(2026, 11, 1), "interaction_id": number},
        ),
        (
            "group_place",
            {
                **group,
                "channel_id": 5,
                "is_private": True,
                "generation": 1,
                "trouble_told": False,
                "tries": 0,
            },
        ),
        (
            "group_invite",
            {**invitation, "user_id": other_id, "invited_by": user_id, "interaction_id": number},
        ),
        ("group_checkin", {**group, "week": _WEEK, "opened_at": NOW, "tries": 0}),
        (
            "group_checkin_answer",
            {
                **group,
                "week": _WEEK,
                "user_id": user_id,
                "went_well": "my words",
                "is_resting": False,
                "answered_at": NOW,
            },
        ),
        (
            "group_week_line",
            {
                **group,
                "week": _WEEK,
                "user_id": user_id,
                "minutes": 60,
                "tasks_done": 1,
                "streak_weeks": 1,
                "kudos": 0,
            },
        ),
        ("kudos", {**day, "sender_id": user_id, "receiver_id": other_id, "interaction_id": number}),
        (
            "happy_to_help",
            {"guild_id": guild_id, "user_id": user_id, "credential_id": "sql", "since": NOW},
        ),
    )
