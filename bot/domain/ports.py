"""What the decisions and use cases need from outside, as protocols."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain.credential import Credential
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
