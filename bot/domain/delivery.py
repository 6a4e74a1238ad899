"""A delivery: one try to send what waits in the outbox; and how the sending of it can fail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.group_place import PlaceTrouble
from bot.domain.occurrence import nonce_of
from bot.domain.outbox import OutboxKey


@dataclass(frozen=True, slots=True)
class SentMessage:
    """Where a message is; in a direct message the channel is that one's."""

    channel_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is to be sent, and where; `channel_id` None: to the member directly (`key.scope_id`).

    A fault of a server has none either: the port looks for somebody who can mend it. `id` is the number of
    its row in the outbox, for buttons. `tries` counts this one too; `first_tried_at` is in real time. `sent`
    is where it stands already. `is_withdrawn`: what it tells of does not hold any more.
    """

    id: int
    key: OutboxKey
    payload: Mapping[str, str | int | None]
    due_at: datetime
    channel_id: int | None
    tries: int = 1
    first_tried_at: datetime | None = None
    sent: SentMessage | None = None
    is_withdrawn: bool = False

    @property
    def nonce(self) -> str:
        """The nonce of the message, and the mark in some `custom_id` of it; 24 hexadecimal letters."""
        return nonce_of(self.key)


class Place(StrEnum):
    """What did not let Badger in."""

    CHANNEL = "channel"
    DIRECT_MESSAGE = "direct_message"


class DeliveryError(Exception):
    """A message was not sent, or nobody knows."""


class RetryError(DeliveryError):
    """It was surely not sent, and may be in a while; at the earliest after `after_seconds`, where known.

    `is_global`: nothing at all can be sent before that.
    """

    def __init__(self, after_seconds: float | None = None, *, is_global: bool = False) -> None:
        super().__init__(after_seconds)
        self.after_seconds = after_seconds
        self.is_global = is_global


class UnknownError(DeliveryError):
    """It may have been sent: the answer did not come, or was no answer (5xx, reset, time out, half of it)."""


class GoneError(DeliveryError):
    """The channel, the member or the message to be changed is not there any more."""


class ForbiddenError(DeliveryError):
    """Badger may not write there."""

    def __init__(self, where: Place) -> None:
        super().__init__(where)
        self.where = where


class LostPlaceError(GoneError):
    """A study group's thread or message is not where it was, or cannot be used; `trouble` says which."""

    def __init__(self, trouble: PlaceTrouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


class NothingToSayError(DeliveryError):
    """There is nothing to tell after all (a week in which nothing happened); it counts as done."""
