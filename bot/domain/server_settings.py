"""What moderators set for a server's announcements."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AnnouncementStyle(StrEnum):
    """How a completion looks."""

    PICTURE = "picture"
    TEXT = "text"


class AnnouncementTone(StrEnum):
    """How a completion sounds."""

    WARM = "warm"
    PLAIN = "plain"


class FaultReason(StrEnum):
    """Why a channel takes nothing: Badger may not write there, or it is not there any more."""

    FORBIDDEN = "forbidden"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What is set; None where it never was. Completions are told in `announce_channel_id`, or nowhere.

    `setup_channel_id` is where a moderator set up last; `changed_by` is who changed something last, None also
    for who was erased.
    """

    guild_id: int
    zone: str | None = None
    announce_channel_id: int | None = None
    style: AnnouncementStyle = AnnouncementStyle.PICTURE
    announcements_paused_until: datetime | None = None
    tone: AnnouncementTone = AnnouncementTone.WARM
    setup_channel_id: int | None = None
    changed_by: int | None = None
    changed_at: datetime | None = None

    def is_quiet(self, now: datetime) -> bool:
        """Whether completions are not told at a moment."""
        return self.announcements_paused_until is not None and now < self.announcements_paused_until


@dataclass(frozen=True, slots=True)
class ChannelFault:
    """A channel that takes nothing since `found_at`. Nothing more is sent there until it is repaired."""

    channel_id: int
    reason: FaultReason
    found_at: datetime
