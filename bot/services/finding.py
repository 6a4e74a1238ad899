"""The use case of `/find`: advice that is kept, so that its buttons work for as long as it is."""

from dataclasses import dataclass

from bot.domain.advice import Advice, Advised
from bot.services.advice import AdviceRequest
from bot.services.asker import Asker

PAGE_SIZE = 5
"""Results a page: what reads well on a phone."""


@dataclass(frozen=True, slots=True)
class FoundAdvice:
    """A stored search with one page of its advice.

    `advice` is the whole advice; `page` counts from 0. `owner_id` is who asked. `hours_remembered`:
    the weekly hours were not said now, but are known from an earlier answer of the member.
    """

    search_id: str
    owner_id: int
    guild_id: int | None
    advice: Advice
    page: int = 0
    hours_remembered: bool = False

    @property
    def results(self) -> tuple[Advised, ...]:
        """The results of this page."""
        return self.advice.results[self.page * PAGE_SIZE : (self.page + 1) * PAGE_SIZE]

    @property
    def pages(self) -> int:
        """How many pages there are; at least 1."""
        return max(1, -(-len(self.advice.results) // PAGE_SIZE))


class Finding:
    """Answers goals and keeps what was asked for thirty days."""

    async def find(self, asker: Asker, request: AdviceRequest) -> FoundAdvice:
        """The advice on a goal, stored. Remembered weekly hours complete a budget that lacks them.

        Raises UserError as `Adviser.advise` does.
        """
        raise NotImplementedError

    async def find_in_public(self, asker: Asker, request: AdviceRequest) -> FoundAdvice:
        """The same with nothing personal in it: no remembered hours. For an answer that all can see."""
        raise NotImplementedError

    async def reopen(self, asker: Asker, search_id: str, page: int = 0) -> FoundAdvice:
        """The page of a stored search as its owner sees it; `page` is cut to the pages that there are.

        For another person it is their own copy (a search of theirs, with their own remembered hours).
        Raises UserError `search-gone` where it is not kept any more, or is of another server.
        """
        raise NotImplementedError

    async def answer_weekly_minutes(self, asker: Asker, search_id: str, weekly_minutes: int) -> FoundAdvice:
        """Remembers the member's weekly minutes and answers the search again with them.

        Raises UserError `search-gone`, or as `budget_of` does.
        """
        raise NotImplementedError
