"""What the decisions and use cases need from outside, as protocols."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain.credential import Credential
from bot.domain.delivery import Delivery, SentMessage
from bot.domain.hits import SearchAnswer, Suggestion


class Today(Protocol):
    """The calendar of the person who asks."""

    def __call__(self) -> date:
        """The date where they are, now."""
        ...


class Clock(Protocol):
    """The calendar that everything dated goes by; the sandbox's can be moved forward.

    Leases, deadlines and tokens do not use it: they need real time.
    """

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        ...


class CredentialSearch(Protocol):
    """Finds credentials for a goal in plain words."""

    def search(
        self, goal: str, *, admits: Callable[[Credential], bool] | None = None, limit: int = 10
    ) -> SearchAnswer:
        """The best `limit` hits among those that `admits` lets pass (all, where None)."""
        ...


class CredentialSuggestions(Protocol):
    """Suggests credentials while somebody types; knows what words mean, and may have to wait for a search."""

    def suggest_credentials(self, typed: str, limit: int) -> Sequence[Suggestion]:
        """The credentials that letters typed so far may mean, best first."""
        ...


class Turn(Protocol):
    """Spreads requests."""

    async def __call__(self) -> None:
        """Returns when one more request may be made."""
        ...


class DeliveryPort(Protocol):
    """Sends what is due. It keeps no state, asks nobody twice by itself, and its calls end within 30 seconds.

    Each request that it makes waits for its `turn` first. Every message bears `delivery.nonce` as its nonce,
    which Discord enforces, and as a part of a `custom_id`.
    """

    async def send(self, delivery: Delivery, turn: Turn) -> SentMessage:
        """Sends it once, and says where it is.

        Raises RetryError (429, or no connection at all), UnknownError (it may be there), GoneError,
        ForbiddenError, NothingToSayError.
        """
        ...

    async def find_sent(self, delivery: Delivery, turn: Turn) -> SentMessage | None:
        """The message of an earlier try; None where there is none.

        It is known by its mark in Badger's own messages since `first_tried_at`. Raises as `send` does, but
        for NothingToSayError.
        """
        ...

    async def amend(self, delivery: Delivery, turn: Turn) -> None:
        """Changes the message at `delivery.sent` to what holds now (`is_withdrawn`). Twice does no harm.

        Raises as `send` does.
        """
        ...
