"""What moderators decide: proposals of members, blocks, and the log of who changed what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

MAX_NOTE_LENGTH = 600
"""What a member says with a report or a suggestion."""


class ProposalKind(StrEnum):
    """What a member proposes: a credential that is missing, or that something is wrong with one."""

    SUGGESTION = "suggestion"
    REPORT = "report"


class ProposalStatus(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class ReportReason(StrEnum):
    """What is wrong with a credential."""

    OUTDATED = "outdated"
    WRONG_TIME = "wrong_time"
    WRONG_COST = "wrong_cost"
    BROKEN_LINK = "broken_link"
    DUPLICATE = "duplicate"
    MISLEADING = "misleading"
    OTHER = "other"


class BlockedFrom(StrEnum):
    """What a moderator keeps a member from. Suggesting is reporting too."""

    SUGGESTING = "suggesting"
    ANNOUNCING = "announcing"
    EVERYTHING = "everything"


class AuditAction(StrEnum):
    """What a line of the audit log says was done."""

    ENTRY_ADDED = "entry_added"
    ENTRY_CHANGED = "entry_changed"
    ENTRY_RETIRED = "entry_retired"
    ENTRY_RESTORED = "entry_restored"
    ENTRY_HIDDEN = "entry_hidden"
    ENTRY_DROPPED = "entry_dropped"
    ENTRIES_MERGED = "entries_merged"
    FILE_IMPORTED = "file_imported"
    IMPORT_UNDONE = "import_undone"
    ALIAS_ADDED = "alias_added"
    ALIAS_REMOVED = "alias_removed"
    PROPOSAL_ACCEPTED = "proposal_accepted"
    PROPOSAL_REFUSED = "proposal_refused"
    MEMBER_BLOCKED = "member_blocked"
    MEMBER_UNBLOCKED = "member_unblocked"
    MESSAGE_REMOVED = "message_removed"
    SERVER_SET = "server_set"
    GROUP_EDITED = "group_edited"
    GROUP_ENDED = "group_ended"


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that a moderator did in a server.

    `subject` is the id of what it was done to (a credential, a proposal, a word, a member). `details` are
    the few facts that a line of the log shows; never what a person wrote privately. `actor_id` is None for
    the command line and for an erased member.
    """

    action: AuditAction
    guild_id: int
    actor_id: int | None
    at: datetime
    subject: str
    details: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A line of the audit log; later lines have larger numbers."""

    number: int
    deed: Deed
