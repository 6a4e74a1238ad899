"""What a server needs so that Badger can do its work there, and what of that is not so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """What Badger must be allowed, in a channel or (of threads) in the server, in the order of the need."""

    VIEW = "view"
    SEND = "send"
    ATTACH = "attach"
    HISTORY = "history"
    PRIVATE_THREADS = "private_threads"
    PUBLIC_THREADS = "public_threads"
    IN_THREADS = "in_threads"


@dataclass(frozen=True, slots=True)
class ChannelAccess:
    """A channel that Badger writes to by itself; `missing` is what it is not allowed there."""

    channel_id: int
    is_there: bool
    missing: tuple[Permission, ...] = ()

    @property
    def takes_messages(self) -> bool:
        """Whether a message can be sent there."""
        return self.is_there and not {Permission.VIEW, Permission.SEND} & set(self.missing)


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """What was looked at; `hidden` are commands that members do not see, None where Discord did not say.

    `threads_missing` is what Badger is not allowed that study groups need; `groups_troubled` counts those
    that cannot be shown where they meet.
    """

    channels: tuple[ChannelAccess, ...]
    zone: str | None
    has_channel: bool
    may_use_commands: bool
    hidden: tuple[str, ...] | None
    has_own_place: bool
    threads_missing: tuple[Permission, ...] = ()
    groups_troubled: int = 0


class Mark(StrEnum):
    """How a check came out."""

    RIGHT = "right"
    WRONG = "wrong"
    OPEN = "open"
    """Nothing is wrong, and something could be better."""


@dataclass(frozen=True, slots=True)
class Check:
    """A line: `name` is what was looked at and how it is. Of a channel it names that and what is missing.

    `count` is how many it is about.
    """

    mark: Mark
    name: str
    channel_id: int | None = None
    missing: tuple[Permission, ...] = ()
    words: tuple[str, ...] = ()
    count: int = 0


def checks_of(facts: ServerFacts) -> list[Check]:
    """Every line, what is wrong first."""
    found = [*_channels(facts.channels), *_others(facts)]
    order = (Mark.WRONG, Mark.OPEN, Mark.RIGHT)
    return sorted(found, key=lambda check: order.index(check.mark))


def _channels(channels: Iterable[ChannelAccess]) -> Iterator[Check]:
    for each in channels:
        if not each.is_there:
            yield Check(Mark.WRONG, "channel-gone", each.channel_id)
        elif each.missing:
            mark = Mark.OPEN if each.takes_messages else Mark.WRONG
            yield Check(mark, "channel-missing", each.channel_id, each.missing)
        else:
            yield Check(Mark.RIGHT, "channel-right", each.channel_id)


def _others(facts: ServerFacts) -> Iterator[Check]:
    if not facts.has_channel:
        yield Check(Mark.OPEN, "no-channel")
    yield Check(Mark.RIGHT, "zone-right") if facts.zone else Check(Mark.OPEN, "zone-missing")
    yield Check(
        *((Mark.RIGHT, "commands-right") if facts.may_use_commands else (Mark.WRONG, "commands-forbidden"))
    )
    if facts.hidden:
        yield Check(Mark.OPEN, "commands-hidden", words=facts.hidden)
    elif facts.hidden is None:
        yield Check(Mark.OPEN, "commands-unknown")
    if facts.threads_missing:
        yield Check(Mark.OPEN, "threads-missing", missing=facts.threads_missing)
    else:
        yield Check(Mark.RIGHT, "threads-right")
    if facts.groups_troubled:
        yield Check(Mark.WRONG, "groups-troubled", count=facts.groups_troubled)
    if not facts.has_own_place:
        yield Check(Mark.OPEN, "place-missing")
    # What is shown here was read a moment ago, and where it was set up was kept.
    yield Check(Mark.RIGHT, "database-right")
