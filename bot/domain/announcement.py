"""A completion as the server is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a member completed, and what it took; `minutes` 0 where none were logged."""

    credential_id: str
    title: str
    issuer_line: str
    tasks: int
    minutes: int
    days: int


def announcement_of(payload: Mapping[str, str | int | None]) -> Announcement:
    """What the payload of a completion tells. A day is one at least."""
    started, completed = (date.fromisoformat(str(payload[name])) for name in ("started_on", "completed_on"))
    return Announcement(
        str(payload["credential_id"]),
        str(payload["title"]),
        str(payload["issuer_line"]),
        int(payload["tasks"] or 0),
        int(payload["minutes"] or 0),
        max(1, (completed - started).days + 1),
    )
