"""The use case of `/find`: advice that is kept, so that its buttons work for as long as it is."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import ParamSpec, TypeVar

from bot.domain.advice import Advice, Advised
from bot.domain.errors import UserError
from bot.domain.fit import Fit, judge_fit
from bot.domain.paging import page_count, page_within
from bot.domain.ports import Clock
from bot.domain.stored_search import Question, StoredSearch
from bot.services.advice import AdviceRequest, Adviser, read_time
from bot.services.asker import Asker
from bot.storage import stored_searches, user_settings
from bot.storage.database import Database, Session

PAGE_SIZE = 5
"""Results a page: what reads well on a phone."""
MOST_RESULTS = 25
"""Five pages: who has not found it by then says it in other words."""
MOST_SECONDS = 20.0
"""An advice takes up to 0.3 s; what takes so much longer will not end."""
GOES_ON_FOR = timedelta(days=1)
"""For how long a time that is said alone belongs to the search before."""
_MOST_MATCHING = 60
"""As many as an adviser judges for one answer."""
_ANSWERS_IN_MEMORY = 128
"""Turning pages asks the same again, and so do many members; an answer takes some ten kilobytes."""

Advisers = Callable[[int | None], Adviser]
"""Who advises in a server (None: a direct message without one), at this moment."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class FoundAdvice:
    """A stored search with one page of its advice.

    `advice` is the whole advice, judged from the day `asked_on`; `page` counts from 0. `owner_id` is who
    asked. `hours_remembered`: the weekly hours were not said with the goal, but are known from an answer
    of the member.
    What matches but takes far too long follows on pages of its own; `longer` holds it on those only.
    """

    search_id: str
    owner_id: int
    guild_id: int | None
    advice: Advice
    asked_on: date
    page: int = 0
    hours_remembered: bool = False
    longer: tuple[Advised, ...] = ()

    @property
    def results(self) -> tuple[Advised, ...]:
        """The results of this page."""
        place, _ = self.position
        among = self.longer if self.is_longer else self.advice.results
        return among[place * PAGE_SIZE : (place + 1) * PAGE_SIZE]

    @property
    def first_number(self) -> int:
        """The number of the first result of this page, counted from 1 through all pages."""
        before = len(self.advice.results) if self.is_longer else 0
        return before + self.position[0] * PAGE_SIZE + 1

    @property
    def position(self) -> tuple[int, int]:
        """The place of this page, counted from 0, among the pages of its kind, and how many those are."""
        if self.is_longer:
            return self.page - self.pages_in_reach, self.pages - self.pages_in_reach
        return self.page, self.pages_in_reach

    @property
    def is_longer(self) -> bool:
        """Whether this page shows what takes far more time than there is."""
        return self.page >= self.pages_in_reach

    @property
    def longer_count(self) -> int:
        """How many that match but take far too long can be shown after the others."""
        return min(self.advice.too_long_left_out, MOST_RESULTS)

    @property
    def pages_in_reach(self) -> int:
        """How many pages there are of what the advice is about; at least 1."""
        return page_count(len(self.advice.results), PAGE_SIZE)

    @property
    def pages(self) -> int:
        """How many pages there are in all; at least 1."""
        return self.pages_in_reach + -(-self.longer_count // PAGE_SIZE)


class Finding:
    """Answers goals and keeps what was asked for thirty days.

    Whatever limit a request has, `MOST_RESULTS` are ranked.
    """

    def __init__(self, advisers: Advisers, database: Database, clock: Clock) -> None:
        self._adviser_of = advisers
        self._database = database
        self._clock = clock
        # Advice is computed, not waited for: one thread is enough, and the loop stays free.
        self._thread = _new_thread()
        self._understand = lru_cache(_ANSWERS_IN_MEMORY)(Adviser.understand)
        self._answer = lru_cache(_ANSWERS_IN_MEMORY)(self._answer_anew)
        self._longer = lru_cache(_ANSWERS_IN_MEMORY)(self._longer_anew)

    def forget_answers(self) -> None:
        """Lets go of what was answered from a catalogue that has changed since."""
        for remembered in (self._understand, self._answer, self._longer):
            remembered.cache_clear()

    async def find(self, asker: Asker, request: AdviceRequest) -> FoundAdvice:
        """The advice on a goal, stored. Remembered weekly hours complete a budget that lacks them.

        Raises UserError as `Adviser.advise` does, TimeoutError where the advice does not come to an end.
        """
        return await self._found(asker, request, is_public=False)

    async def find_in_public(self, asker: Asker, request: AdviceRequest) -> FoundAdvice:
        """The same with nothing personal in it: no remembered hours. For an answer that all can see."""
        return await self._found(asker, request, is_public=True)

    async def share(self, asker: Asker, search_id: str, page: int = 0) -> FoundAdvice:
        """The page of a stored search for all to see: of the same day, without remembered hours.

        Raises UserError `search-gone` as `reopen` does.
        """
        now = self._clock.now()
        search = await self._database.read(_opened, asker, search_id, now)
        question = search.question.without_personal_hours()
        return await self._shown(
            await self._database.write(_keep, asker, question, now, is_public=True), page
        )

    async def keep_untimed(self, asker: Asker, request: AdviceRequest) -> str:
        """Keeps what is asked, but for a time that cannot be read, and says the id of the search.

        Raises UserError as `find` does where the rest cannot be understood.
        """
        now, adviser = self._clock.now(), self._adviser_of(asker.guild_id)
        untimed = replace(request, time=None)
        question = await self._compute(self._understand, adviser, untimed, today=now.date())
        search = await self._database.write(_keep, asker, question, now, is_public=False)
        return search.id

    async def retime(self, asker: Asker, search_id: str, time: str | None) -> FoundAdvice:
        """The goal and the filters of a stored search with this time, as a search of the person's own.

        Without a time, one in the goal's own words counts. Raises UserError `search-gone`, or as `find` does.
        """
        search = await self._database.read(_opened, asker, search_id, self._clock.now())
        request = AdviceRequest(search.question.goal, time, search.question.filters)
        return await self.find(replace(asker, guild_id=search.guild_id), request)

    async def without_hours(self, asker: Asker, search_id: str) -> FoundAdvice:
        """A stored search without the weekly hours that are known of the person; they stay known.

        Raises UserError `search-gone` as `reopen` does.
        """
        now = self._clock.now()
        search = await self._database.read(_opened, asker, search_id, now)
        question = search.question.without_personal_hours()
        own_asker = replace(asker, guild_id=search.guild_id)
        kept = await self._database.write(_keep, own_asker, question, now, is_public=False, knows_hours=False)
        return await self._shown(kept)

    async def ask_in(self, asker: Asker, search_id: str, guild_id: int) -> FoundAdvice:
        """A stored search again, in a server that was settled since. Raises UserError as `retime` does."""
        search = await self._database.read(_opened, asker, search_id, self._clock.now())
        asked = search.question.without_personal_hours()
        request = AdviceRequest(asked.goal, asked.budget, asked.filters)
        return await self.find(replace(asker, guild_id=guild_id), request)

    async def join_time(self, asker: Asker, time: str) -> FoundAdvice | None:
        """What the person asked last in the server, within `GOES_ON_FOR`, with this time; None without that.

        Hours a week go into the weeks that were said before. Raises UserError as `find` does.
        """
        now = self._clock.now()
        latest = await self._database.read(_latest, asker, now)
        if latest is None:
            return None
        before = latest.question.without_personal_hours()
        budget = read_time(time, today=now.date())
        has_calendar = before.budget is not None and before.budget.lacks_weekly_hours
        if budget and budget.weekly_minutes and budget.weeks is None and has_calendar:
            budget = before.answered(budget.weekly_minutes).budget
        return await self.find(asker, AdviceRequest(before.goal, budget, before.filters))

    async def reopen(self, asker: Asker, search_id: str, page: int = 0) -> FoundAdvice:
        """The page of a stored search as its owner sees it; `page` is cut to the pages that there are.

        For another person, and for who asked in public, it is their own private copy (a search of theirs,
        with their own remembered hours). Without a server (`asker.guild_id` None, a button in a direct
        message) a search opens for its owner alone, in the server that it is of.
        Raises UserError `search-gone` where it is not kept any more, or is of another server.
        """
        now = self._clock.now()
        search = await self._database.read(_opened, asker, search_id, now)
        if not search.is_own_of(asker.user_id):
            search = await self._database.write(_keep_copy, asker, search_id, now)
        return await self._shown(search, page)

    async def narrow(self, asker: Asker, search_id: str, topic: str) -> FoundAdvice:
        """The goal of a stored search again, on this topic only, as a search of the person's own.

        Raises UserError `search-gone`, or `topic-unknown` as `Adviser.advise` does.
        """
        now = self._clock.now()
        search = await self._database.read(_opened, asker, search_id, now)
        question = await self._compute(self._adviser_of(search.guild_id).on_topic, search.question, topic)
        if not search.is_own_of(asker.user_id):
            question = question.without_personal_hours()
        own_asker = replace(asker, guild_id=search.guild_id)
        return await self._shown(await self._database.write(_keep, own_asker, question, now, is_public=False))

    async def answer_weekly_minutes(self, asker: Asker, search_id: str, weekly_minutes: int) -> FoundAdvice:
        """Remembers the member's weekly minutes and answers the search again with them.

        Raises UserError `search-gone`, or as `budget_of` does; nothing is remembered then.
        """
        now = self._clock.now()
        search = await self._database.write(_keep_hours, asker, search_id, weekly_minutes, now)
        return await self._shown(search)

    async def _found(self, asker: Asker, request: AdviceRequest, *, is_public: bool) -> FoundAdvice:
        now = self._clock.now()
        adviser = self._adviser_of(asker.guild_id)
        question, advice = await self._compute(self._answered_at_once, adviser, request, now.date())
        search = await self._database.write(_keep, asker, question, now, is_public=is_public)
        # A person's remembered hours make it another question, and so does a repeat of an older click.
        return await self._shown(search, advice=advice if search.question == question else None)

    def _answered_at_once(
        self, adviser: Adviser, request: AdviceRequest, today: date
    ) -> tuple[Question, Advice]:
        """Both in one go: each way to the thread and back costs as much as a plain answer."""
        question = self._understand(adviser, request, today=today)
        return question, self._answer(adviser, question)

    async def _shown(self, search: StoredSearch, page: int = 0, advice: Advice | None = None) -> FoundAdvice:
        question, adviser = search.question, self._adviser_of(search.guild_id)
        if advice is None:
            advice = await self._compute(self._answer, adviser, question)
        found = FoundAdvice(
            search.id,
            search.owner_id,
            search.guild_id,
            advice,
            question.asked_on,
            hours_remembered=question.hours_remembered,
        )
        found = replace(found, page=page_within(page, found.pages))
        if not found.is_longer:
            return found
        return replace(found, longer=await self._compute(self._longer, adviser, question))

    @staticmethod
    def _answer_anew(adviser: Adviser, question: Question) -> Advice:
        return adviser.answer(question, limit=MOST_RESULTS)

    @staticmethod
    def _longer_anew(adviser: Adviser, question: Question) -> tuple[Advised, ...]:
        """What the advice leaves out because it takes far too long, in the search's own order."""
        anyhow = adviser.answer(replace(question, budget=None), limit=_MOST_MATCHING)
        judged = (
            replace(
                each,
                verdict=judge_fit(
                    each.credential.effort,
                    each.credential.prescribed_weeks,
                    question.budget,
                    today=question.asked_on,
                ),
            )
            for each in anyhow.results
        )
        return tuple(each for each in judged if each.verdict.fit is Fit.TOO_LONG)[:MOST_RESULTS]

    async def _compute(self, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        loop, thread = asyncio.get_running_loop(), self._thread
        try:
            async with asyncio.timeout(MOST_SECONDS):
                return await loop.run_in_executor(thread, lambda: function(*args, **kwargs))
        except TimeoutError:
            # What hangs cannot be stopped; the next one shall not wait behind it.
            if self._thread is thread:
                self._thread = _new_thread()
                thread.shutdown(wait=False)
            raise


def _new_thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="advice")


def _keep(
    session: Session,
    asker: Asker,
    question: Question,
    now: datetime,
    *,
    is_public: bool,
    knows_hours: bool = True,
) -> StoredSearch:
    if question.lacks_weekly_hours and knows_hours and not is_public:
        question = question.completed(user_settings.weekly_minutes_of(session, asker.user_id))
    return stored_searches.keep(
        session,
        question,
        owner_id=asker.user_id,
        guild_id=asker.guild_id,
        interaction_id=asker.interaction_id,
        is_public=is_public,
        now=now,
    )


def _latest(session: Session, asker: Asker, now: datetime) -> StoredSearch | None:
    return stored_searches.latest_of(session, asker.user_id, asker.guild_id, now=now, since=now - GOES_ON_FOR)


def _opened(session: Session, asker: Asker, search_id: str, now: datetime) -> StoredSearch:
    search = stored_searches.opened(
        session, search_id, user_id=asker.user_id, guild_id=asker.guild_id, now=now
    )
    if search is None:
        raise UserError("search-gone")
    return search


def _keep_copy(session: Session, asker: Asker, search_id: str, now: datetime) -> StoredSearch:
    """The person's own copy in the same server, without what the owner never said in it."""
    original = _opened(session, asker, search_id, now)
    own_asker = replace(asker, guild_id=original.guild_id)
    return _keep(session, own_asker, original.question.without_personal_hours(), now, is_public=False)


def _keep_hours(
    session: Session, asker: Asker, search_id: str, weekly_minutes: int, now: datetime
) -> StoredSearch:
    search = _opened(session, asker, search_id, now)
    if not search.is_own_of(asker.user_id):
        search = _keep_copy(session, asker, search_id, now)
    answered = search.question.answered(weekly_minutes)
    user_settings.remember_weekly_minutes(session, asker.user_id, weekly_minutes, now=now)
    return stored_searches.change_question(session, search, answered)
