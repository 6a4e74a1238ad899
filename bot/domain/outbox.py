"""What waits to be told: one row a thing, written in the transaction of what it tells of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OutboxKind(StrEnum):
    """What is told."""

    COMPLETION = "completion"
    REMINDER = "reminder"
    DIGEST = "digest"
    NOTICE = "notice"
    """That a day comes near: by which a member wants to be done, or on which what they earned expires."""
    FAULT = "fault"
    """That a channel does not take what is sent there; for those who can mend it."""
    BOARD = "board"
    """The message of a study group that shows how far its members are; its edits are no deliveries."""
    GROUP_NEWS = "group_news"
    """Who came to a study group or left it, and what else became of it; for the group."""
    INVITE = "invite"
    """That somebody is invited to a study group; for the invited one."""
    GROUP_FAULT = "group_fault"
    """That a study group's thread or board is out of order; for its owner."""
    CHECKIN = "checkin"
    """A study group's weekly question."""


class OutboxScope(StrEnum):
    """Whose it is; `scope_id` is the id of that."""

    MEMBER = "member"
    GUILD = "guild"
    GROUP = "group"
    """A study group; its number is no id of Discord's."""


class OutboxStatus(StrEnum):
    """How far its delivery is."""

    PENDING = "pending"
    LEASED = "leased"
    SENT = "sent"
    DEAD = "dead"
    SKIPPED = "skipped"


class Verdict(StrEnum):
    """Why something was not sent: the word beside a skipped or dead row."""

    MISSED = "missed"
    """Badger did not run then, and a later one was due already, or it was too long ago."""
    PAUSED = "paused"
    OFF = "off"
    FINISHED = "finished"
    """Nothing is underway."""
    OPTED_OUT = "opted_out"
    WITHDRAWN = "withdrawn"
    NO_CHANNEL = "no_channel"
    NOT_THIS_WEEK = "not_this_week"
    NOTHING_NEW = "nothing_new"
    FAULTY_CHANNEL = "faulty_channel"
    FORBIDDEN = "forbidden"
    GONE = "gone"
    REFUSED_DM = "refused_dm"
    TOO_LATE = "too_late"
    """Two days of tries."""
    FAILED = "failed"
    """Something in Badger itself; the log says what."""


@dataclass(frozen=True, slots=True)
class OutboxKey:
    """What there is at most one of: a thing of a scope about a subject in a period.

    Of a completion: scope member, the subject is the enrolment's id, the period its local day (2026-11-24).
    Of weekly things see `occurrence`. Of a notice: scope member, the subject is the enrolment's id (of a
    renewal see `renewal`), the period the local day on which it is told. Of a fault: scope guild, the subject
    is the channel's id, the period the moment at which it was found.
    """

    guild_id: int
    scope: OutboxScope
    scope_id: int
    kind: OutboxKind
    subject: str
    period: str


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """Something to tell. `payload` holds words and figures, and nobody's id.

    `withdrawn_at`: what it tells of does not hold any more. Where it is pending it is not sent then; where
    it was sent, what was said is changed. `id` is the number of its row, 0 before it is written.
    """

    key: OutboxKey
    payload: Mapping[str, str | int | None]
    created_at: datetime
    due_at: datetime
    status: OutboxStatus = OutboxStatus.PENDING
    withdrawn_at: datetime | None = None
    verdict: Verdict | None = None
    id: int = 0
