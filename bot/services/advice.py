"""The use case of `/find` and `badger advise`: a goal, a time and filters become advice."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from bot.domain.advice import Advice, advice_on
from bot.domain.budget import Budget
from bot.domain.budget_text import MAX_GOAL_LENGTH, find_budget_in_goal, parse_budget
from bot.domain.credential import Credential
from bot.domain.errors import UserError
from bot.domain.filters import Filters
from bot.domain.fit import Fit, fit_of
from bot.domain.hits import Certainty, SearchAnswer
from bot.domain.plain_text import printable
from bot.domain.ports import CredentialSearch, Today
from bot.domain.stored_search import Question

_CANDIDATES = 60
"""How many hits are judged against the budget before the best of them are shown."""
_IN_REACH = {Fit.FITS, Fit.MAY_FIT}


@dataclass(frozen=True, slots=True)
class AdviceRequest:
    """What a person asked; `time` is their own words, or a budget that is known already."""

    goal: str
    time: str | Budget | None = None
    filters: Filters = field(default_factory=Filters)
    limit: int = 5


class Adviser:
    """Answers goals from one catalogue."""

    def __init__(self, credentials: Iterable[Credential], search: CredentialSearch, today: Today) -> None:
        self.catalogue = {credential.id: credential for credential in credentials}
        self._search = search
        self._today = today

    def advise(self, request: AdviceRequest) -> Advice:
        """The advice on a goal. A time in the goal's own words counts where none is given beside it.

        Raises UserError for an empty or overlong goal, an unreadable time or an unknown topic.
        """
        return self.answer(self.understand(request, today=self._today()), limit=request.limit)

    def understand(self, request: AdviceRequest, *, today: date) -> Question:
        """What is asked, on the day `today`. Raises UserError as `advise` does."""
        goal = checked_goal(request.goal)
        spoken, subject = find_budget_in_goal(goal, today=today) or (None, goal)
        if not subject:
            raise UserError("goal-only-time")
        given = None if request.time is None else read_time(request.time, today=today)
        return Question(goal, given or spoken, self._known_topic(request.filters), asked_on=today)

    def on_topic(self, question: Question, topic: str) -> Question:
        """The same on this topic only. Raises UserError `topic-unknown`."""
        return replace(question, filters=self._known_topic(replace(question.filters, topic=topic)))

    def answer(self, question: Question, *, limit: int) -> Advice:
        """The advice on what was understood, the same on every day. It takes up to 0.3 s."""
        goal, filters = question.goal, question.filters
        _, subject = find_budget_in_goal(goal, today=question.asked_on) or (None, goal)
        answer = self._searched(subject, question, limit)
        is_hidden = not answer.hits and self._would_be_found(subject, filters)
        advice = advice_on(
            goal,
            answer,
            self.catalogue,
            budget=question.budget,
            filters=filters,
            today=question.asked_on,
            limit=limit,
        )
        return replace(advice, is_hidden_by_filters=is_hidden)

    def _searched(self, subject: str, question: Question, limit: int) -> SearchAnswer:
        """What is found; where that is more than is judged, what the time allows is looked for apart."""
        budget, filters, most = question.budget, question.filters, max(_CANDIDATES, limit)
        admits: Callable[[Credential], bool] | None = filters.admits if filters.are_set else None
        answer = self._search.search(subject, admits=admits, limit=most)

        def is_in_reach(credential: Credential) -> bool:
            fit = fit_of(credential.effort, credential.prescribed_weeks, budget)
            return filters.admits(credential) and fit in _IN_REACH

        if budget is None or len(answer.hits) < most:
            return answer
        found = {hit.credential_id for hit in answer.hits}
        if sum(is_in_reach(self.catalogue[each]) for each in found) >= limit:
            return answer
        shorter = self._search.search(subject, admits=is_in_reach, limit=limit)
        hits = [*answer.hits, *(hit for hit in shorter.hits if hit.credential_id not in found)]
        return replace(answer, hits=tuple(sorted(hits, key=lambda hit: (-hit.score, hit.credential_id))))

    def _would_be_found(self, subject: str, filters: Filters) -> bool:
        """Whether the filters alone are why nothing was found."""
        return filters.are_set and self._search.search(subject, limit=1).certainty is not Certainty.NONE

    def _known_topic(self, filters: Filters) -> Filters:
        if filters.topic is None:
            return filters
        wanted = filters.topic.strip().casefold()
        topics = {
            topic.casefold(): topic for credential in self.catalogue.values() for topic in credential.topics
        }
        if wanted not in topics:
            nearest = ", ".join(topics[near] for near in _nearest(wanted, topics))
            raise UserError("topic-unknown", topic=filters.topic, topics=nearest)
        return replace(filters, topic=topics[wanted])


def read_time(time: str | Budget, *, today: date) -> Budget | None:
    """The budget of a time in words, None where there are none. Raises UserError as `parse_budget` does."""
    if isinstance(time, Budget):
        return time
    return parse_budget(time, today=today) if time.strip() else None


def checked_goal(goal: str) -> str:
    """The goal on one line, fit to be shown. Raises UserError `goal-empty` or `goal-too-long`."""
    text = printable(goal)
    if not text:
        raise UserError("goal-empty")
    if len(text) > MAX_GOAL_LENGTH:
        raise UserError("goal-too-long", limit=MAX_GOAL_LENGTH)
    return text


def _nearest(wanted: str, topics: Iterable[str]) -> list[str]:
    from rapidfuzz import process  # only a mistyped topic needs it

    return [str(match[0]) for match in process.extract(wanted, sorted(topics), limit=3)]
