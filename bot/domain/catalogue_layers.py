"""The catalogue in layers: what comes with Badger, what this installation adds, what a server adds.

Each layer sees the one below it and may add, override, retire or hide for itself. Nothing is deleted: what
a layer no longer says is a status too, and every change leaves a version behind.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

INSTALLATION = 0
"""The layer that all servers of this installation see. No server has this id: snowflakes begin above it."""

_T = TypeVar("_T")


class EntryStatus(StrEnum):
    """What a layer says of a credential.

    `inherited` says nothing any more: what lies below is seen again.
    """

    PUBLISHED = "published"
    RETIRED = "retired"
    HIDDEN = "hidden"
    INHERITED = "inherited"


class Change(StrEnum):
    """What was done to an entry."""

    ADDED = "added"
    CHANGED = "changed"
    RETIRED = "retired"
    RESTORED = "restored"
    HIDDEN = "hidden"
    DROPPED = "dropped"


class Origin(StrEnum):
    """Where a change came from. A member without an id is one who was erased."""

    MEMBER = "member"
    COMMAND_LINE = "command_line"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a layer says of one credential.

    `record` is the credential as one JSON text of the catalogue's own format; None where the layer only
    retires or hides what lies below. `version` counts the changes of the entry, from 1. `is_merged`: it was
    retired because the successor is the very same credential.
    """

    credential_id: str
    status: EntryStatus
    record: str | None = None
    reason: str | None = None
    successor_id: str | None = None
    version: int = 1
    is_merged: bool = False


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One change of an entry: what there was before (None for nothing), and what there is now."""

    change: Change
    before: Entry | None
    after: Entry


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who changed something, when and why."""

    origin: Origin
    at: datetime
    actor_id: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class EntryVersion:
    """One line of an entry's history."""

    number: int
    change: EntryChange
    by: Authorship


def seen_over(below: Mapping[str, _T], layer: Iterable[Entry], published: Mapping[str, _T]) -> dict[str, _T]:
    """What is seen through `layer`, by id; `published` holds what the layer itself publishes."""
    seen = dict(below)
    for entry in layer:
        if entry.status is EntryStatus.PUBLISHED:
            seen[entry.credential_id] = published[entry.credential_id]
        elif entry.status is not EntryStatus.INHERITED:
            seen.pop(entry.credential_id, None)
    return seen


def published_again(before: Entry | None, credential_id: str, record: str) -> EntryChange:
    """The change that lets a layer publish `record`, whatever it said of the credential before."""
    if before is None:
        return EntryChange(Change.ADDED, None, Entry(credential_id, EntryStatus.PUBLISHED, record))
    after = Entry(credential_id, EntryStatus.PUBLISHED, record, version=before.version + 1)
    is_back = before.status in {EntryStatus.RETIRED, EntryStatus.HIDDEN}
    return EntryChange(Change.RESTORED if is_back else Change.CHANGED, before, after)
