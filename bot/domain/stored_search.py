"""The stored search: what a person asked, as it was understood, kept so that its buttons go on working."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.budget import Budget, budget_of
from bot.domain.filters import Filters

KEPT_FOR = timedelta(days=30)
"""How long a search is kept (design rule 8)."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, as it was understood on the day `asked_on`; the days of a budget count from there.

    `hours_remembered`: the weekly hours in the budget were not said with the goal; they are the person's own.
    """

    goal: str
    budget: Budget | None
    filters: Filters
    asked_on: date
    hours_remembered: bool = False

    @property
    def lacks_weekly_hours(self) -> bool:
        """Whether no time was said at all, or a calendar and not the hours that go into it."""
        return self.budget is None or self.budget.lacks_weekly_hours

    def completed(self, weekly_minutes: int | None) -> "Question":
        """With the weekly minutes that are known of the person, where the budget lacks them."""
        if weekly_minutes is None or not self.lacks_weekly_hours:
            return self
        return self.answered(weekly_minutes)

    def answered(self, weekly_minutes: int) -> "Question":
        """With these weekly minutes of the person. Raises UserError as `budget_of` does."""
        budget = (
            budget_of(today=self.asked_on, weekly_minutes=weekly_minutes)
            if self.budget is None
            else self.budget.with_weekly_minutes(weekly_minutes, today=self.asked_on)
        )
        return replace(self, budget=budget, hours_remembered=True)

    def without_personal_hours(self) -> "Question":
        """As anybody may see it: with the weekly hours only where they were said with the goal."""
        if not self.hours_remembered or self.budget is None:
            return self
        parts = (self.budget.weeks, self.budget.deadline, self.budget.stated_total_minutes)
        impersonal = (
            None
            if parts == (None, None, None)
            else self.budget.with_weekly_minutes(None, today=self.asked_on)
        )
        return replace(self, budget=impersonal, hours_remembered=False)


@dataclass(frozen=True, slots=True)
class StoredSearch:
    """A question with who asked it and where; `guild_id` is None in a direct message without a server.

    `interaction_id` is what the person did to ask. A public one holds nothing personal.
    """

    id: str
    owner_id: int
    guild_id: int | None
    interaction_id: int
    question: Question
    is_public: bool
    created_at: datetime
    expires_at: datetime

    def is_own_of(self, user_id: int) -> bool:
        """Whether the person sees this very search, and not a private copy of their own."""
        return self.owner_id == user_id and not self.is_public
