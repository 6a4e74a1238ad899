"""What the decisions and use cases need from outside, as protocols."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from bot.domain.credential import Credential
from bot.domain.hits import SearchAnswer


class Today(Protocol):
    """The calendar of the person who asks."""

    def __call__(self) -> date:
        """The date where they are, now."""
        ...


class CredentialSearch(Protocol):
    """Finds credentials for a goal in plain words."""

    def search(
        self, goal: str, *, admits: Callable[[Credential], bool] | None = None, limit: int = 10
    ) -> SearchAnswer:
        """The best `limit` hits among those that `admits` lets pass (all, where None)."""
        ...
