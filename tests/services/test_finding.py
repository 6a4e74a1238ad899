import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from bot.domain.budget import MAX_WEEKLY_MINUTES
from bot.domain.credential import Credential, Effort, EffortBasis
from bot.domain.errors import UserError
from bot.domain.filters import Filters
from bot.domain.fit import Fit
from bot.domain.hits import SearchAnswer
from bot.services.advice import AdviceRequest, Adviser
from bot.services.asker import Asker
from bot.services.finding import PAGE_SIZE, Finding
from bot.storage.database import Database
from tests.set_clock import NOW, SetClock
from tests.small_catalogue import CREDENTIALS, credential, make_index

MIA, NOAH = 1, 2
SERVER, OTHER_SERVER = 10, 20
SQL = AdviceRequest("learn sql")
SQL_IN_SIX_WEEKS = AdviceRequest("learn sql", "for 6 weeks")

SQL_COURSES = tuple(
    replace(
        credential(f"sql-{number:02}", f"SQL Part {number}", ("sql",)),
        effort=Effort(600, 600, EffortBasis.STATED),
    )
    for number in range(30)
)


class CountingIndex:
    """The real index, which counts how often it is asked."""

    def __init__(self) -> None:
        self._index = make_index((*CREDENTIALS, *SQL_COURSES))
        self.searches = 0

    def search(
        self, goal: str, *, admits: Callable[[Credential], bool] | None = None, limit: int = 10
    ) -> SearchAnswer:
        self.searches += 1
        return self._index.search(goal, admits=admits, limit=limit)


@pytest.fixture(scope="module")
def index() -> CountingIndex:
    return CountingIndex()


@pytest.fixture
def finding(database: Database, clock: SetClock, index: CountingIndex) -> Finding:
    adviser = Adviser((*CREDENTIALS, *SQL_COURSES), index, lambda: date(1999, 1, 1))
    return Finding(lambda _: adviser, database, clock)


interactions = count(1000)


def asker(user: int = MIA, server: int | None = SERVER, interaction: int | None = None) -> Asker:
    return Asker(user, server, next(interactions) if interaction is None else interaction)


async def refused(work: object) -> str:
    with pytest.raises(UserError) as error:
        await work  # type: ignore[misc]  # any coroutine
    return error.value.message_id


async def test_a_goal_becomes_advice_in_pages_of_five(finding: Finding):
    found = await finding.find(asker(), replace(SQL, limit=5))
    assert (found.owner_id, found.guild_id, found.page, found.pages) == (MIA, SERVER, 0, 5)
    assert len(found.advice.results) == 25
    second = await finding.reopen(asker(), found.search_id, 1)
    assert second.search_id == found.search_id
    assert second.results == found.advice.results[PAGE_SIZE : 2 * PAGE_SIZE]


@pytest.mark.parametrize(("page", "shown"), [(-3, 0), (0, 0), (4, 4), (5, 4), (10**9, 4)])
async def test_a_page_that_there_is_not_is_cut_to_those_that_there_are(
    finding: Finding, page: int, shown: int
):
    found = await finding.find(asker(), SQL)
    assert (await finding.reopen(asker(), found.search_id, page)).page == shown


async def test_a_goal_without_a_match_has_one_empty_page(finding: Finding):
    found = await finding.find(asker(), AdviceRequest("gunsmith"))
    assert (found.pages, found.results) == (1, ())


async def test_a_repeat_of_an_interaction_is_the_same_search(finding: Finding):
    first = await finding.find(asker(interaction=7), SQL)
    assert await finding.find(asker(interaction=7), SQL) == first


async def test_what_cannot_be_answered_is_refused_and_not_kept(finding: Finding):
    assert await refused(finding.find(asker(), AdviceRequest(" "))) == "goal-empty"
    assert await refused(finding.find(asker(), AdviceRequest("sql", "soonish"))) == "budget-unreadable"


async def test_hours_that_are_missing_can_be_answered_and_are_remembered(finding: Finding):
    found = await finding.find(asker(), SQL_IN_SIX_WEEKS)
    assert found.advice.budget is not None
    assert found.advice.budget.lacks_weekly_hours
    answered = await finding.answer_weekly_minutes(asker(), found.search_id, 120)
    assert answered.search_id == found.search_id
    assert answered.advice.budget is not None
    assert answered.advice.budget.total_minutes == 6 * 120
    assert answered.hours_remembered
    assert answered.results[0].verdict.fit is Fit.FITS
    assert await finding.reopen(asker(), found.search_id) == answered
    later = await finding.find(asker(server=OTHER_SERVER), SQL_IN_SIX_WEEKS)
    assert later.advice.budget == answered.advice.budget
    assert later.hours_remembered


async def test_hours_can_be_changed(finding: Finding):
    found = await finding.find(asker(), SQL_IN_SIX_WEEKS)
    for minutes in (120, 30):
        found = await finding.answer_weekly_minutes(asker(), found.search_id, minutes)
    assert found.advice.budget is not None
    assert found.advice.budget.weekly_minutes == 30


async def test_hours_that_no_week_has_are_refused_and_not_remembered(finding: Finding):
    found = await finding.find(asker(), SQL_IN_SIX_WEEKS)
    too_many = MAX_WEEKLY_MINUTES + 1
    answer = finding.answer_weekly_minutes(asker(), found.search_id, too_many)
    assert await refused(answer) == "budget-week-too-long"
    assert not (await finding.find(asker(), SQL_IN_SIX_WEEKS)).hours_remembered


async def test_hours_that_are_said_are_not_replaced_by_remembered_ones(finding: Finding):
    found = await finding.find(asker(), SQL_IN_SIX_WEEKS)
    await finding.answer_weekly_minutes(asker(), found.search_id, 120)
    said = await finding.find(asker(), AdviceRequest("learn sql", "1h/week for 6 weeks"))
    assert said.advice.budget is not None
    assert (said.advice.budget.weekly_minutes, said.hours_remembered) == (60, False)


async def test_remembered_hours_are_the_time_where_none_is_said_and_can_be_left_out(finding: Finding):
    found = await finding.find(asker(), SQL_IN_SIX_WEEKS)
    await finding.answer_weekly_minutes(asker(), found.search_id, 120)
    timeless = await finding.find(asker(), SQL)
    assert timeless.advice.budget is not None
    assert (timeless.advice.budget.weekly_minutes, timeless.hours_remembered) == (120, True)
    without = await finding.without_hours(asker(), timeless.search_id)
    assert (without.advice.budget, without.hours_remembered) == (None, False)
    assert without.search_id != timeless.search_id
    assert await finding.reopen(asker(), without.search_id) == without
    assert (await finding.find(asker(), SQL)).hours_remembered
    public = await finding.find_in_public(asker(), SQL)
    assert (public.advice.budget, public.hours_remembered) == (None, False)


async def test_a_search_is_asked_again_in_a_server_with_hours_that_stay_remembered(finding: Finding):
    found = await finding.find(asker(), SQL_IN_SIX_WEEKS)
    await finding.answer_weekly_minutes(asker(), found.search_id, 120)
    direct = await finding.find(asker(server=None), SQL)
    there = await finding.ask_in(asker(server=None), direct.search_id, SERVER)
    assert (there.guild_id, there.hours_remembered) == (SERVER, True)
    assert there.advice.budget == direct.advice.budget


async def test_nothing_personal_is_in_a_public_answer(finding: Finding):
    found = await finding.find(asker(), SQL_IN_SIX_WEEKS)
    await finding.answer_weekly_minutes(asker(), found.search_id, 120)
    public = await finding.find_in_public(asker(), SQL_IN_SIX_WEEKS)
    assert public.advice.budget is not None
    assert (public.advice.budget.weekly_minutes, public.hours_remembered) == (None, False)
    own = await finding.reopen(asker(), public.search_id)
    assert own.search_id != public.search_id
    assert own.advice.budget is not None
    assert (own.advice.budget.weekly_minutes, own.hours_remembered) == (120, True)
    assert (await finding.reopen(asker(), own.search_id)).search_id == own.search_id


async def test_somebody_else_gets_a_copy_of_their_own_without_the_owners_hours(finding: Finding):
    found = await finding.find(asker(MIA), SQL_IN_SIX_WEEKS)
    mias = await finding.answer_weekly_minutes(asker(MIA), found.search_id, 120)
    noahs = await finding.reopen(asker(NOAH), found.search_id, 2)
    assert noahs.search_id != found.search_id
    assert (noahs.owner_id, noahs.guild_id, noahs.page) == (NOAH, SERVER, 2)
    assert noahs.advice.budget is not None
    assert (noahs.advice.budget.weekly_minutes, noahs.hours_remembered) == (None, False)
    noahs = await finding.answer_weekly_minutes(asker(NOAH), found.search_id, 600)
    assert noahs.owner_id == NOAH
    assert noahs.advice.budget is not None
    assert noahs.advice.budget.weekly_minutes == 600
    assert await finding.reopen(asker(MIA), found.search_id) == mias


async def test_a_click_that_comes_twice_makes_one_copy(finding: Finding):
    found = await finding.find(asker(MIA), SQL)
    click = asker(NOAH)
    first, second = await asyncio.gather(
        finding.reopen(click, found.search_id), finding.reopen(click, found.search_id)
    )
    assert first == second


async def test_a_search_of_another_server_is_gone(finding: Finding):
    found = await finding.find(asker(MIA, SERVER), SQL)
    for user in (MIA, NOAH):
        elsewhere = asker(user, OTHER_SERVER)
        assert await refused(finding.reopen(elsewhere, found.search_id)) == "search-gone"
        answer = finding.answer_weekly_minutes(elsewhere, found.search_id, 60)
        assert await refused(answer) == "search-gone"
    assert await refused(finding.reopen(asker(), "AAAAAAAAAAAA")) == "search-gone"


async def test_a_search_of_a_direct_message_opens_for_its_owner_alone(finding: Finding):
    found = await finding.find(asker(MIA, None), SQL)
    assert (await finding.reopen(asker(MIA, None), found.search_id)).guild_id is None
    # Their direct messages may be about a server since.
    assert (await finding.reopen(asker(MIA, SERVER), found.search_id)).search_id == found.search_id
    assert await refused(finding.reopen(asker(NOAH, None), found.search_id)) == "search-gone"


async def test_a_button_in_a_direct_message_takes_its_server_from_the_search(finding: Finding):
    found = await finding.find(asker(MIA, SERVER), SQL)
    assert (await finding.reopen(asker(MIA, None), found.search_id)).guild_id == SERVER
    assert await refused(finding.reopen(asker(NOAH, None), found.search_id)) == "search-gone"


async def test_a_search_is_gone_after_thirty_days(finding: Finding, clock: SetClock):
    found = await finding.find(asker(), SQL)
    clock.advance(timedelta(days=29, hours=23))
    assert (await finding.reopen(asker(), found.search_id)).search_id == found.search_id
    clock.advance(timedelta(hours=1))
    assert await refused(finding.reopen(asker(), found.search_id)) == "search-gone"


async def test_a_deadline_means_the_same_day_when_it_is_opened_later(finding: Finding, clock: SetClock):
    found = await finding.find(asker(), AdviceRequest("learn sql until 15 december", "2h/week"))
    dated = await finding.find(asker(), AdviceRequest("learn sql", "2h/week until 15 december"))
    before = await finding.reopen(asker(), dated.search_id)
    clock.advance(timedelta(days=25))
    assert clock.now().date() > date(2026, 12, 15)
    assert (await finding.reopen(asker(), dated.search_id)).advice == before.advice
    assert (await finding.reopen(asker(), found.search_id)).advice == found.advice


async def test_today_is_the_day_of_the_clock(finding: Finding):
    found = await finding.find(asker(), AdviceRequest("learn sql", "2h/week until 1 december"))
    assert found.advice.budget is not None
    assert found.advice.budget.deadline == date(NOW.year, 12, 1)


async def test_filters_are_kept_as_they_were_understood(
    finding: Finding, database: Database, clock: SetClock
):
    found = await finding.find(asker(), AdviceRequest("learn sql", filters=Filters(language="en")))
    adviser = Adviser(CREDENTIALS, make_index(), clock.now().date)
    restarted = Finding(lambda _: adviser, database, clock)
    again = await restarted.reopen(asker(), found.search_id)
    assert again.advice.filters == Filters(language="en")
    assert again.advice.goal == "learn sql"


async def test_what_takes_far_too_long_follows_on_pages_of_its_own(database: Database, clock: SetClock):
    lengths = {f"sql-{hours:03}": hours for hours in (2, 100, 101, 102, 103, 104, 105)}
    courses = tuple(
        replace(
            credential(identity, f"SQL in {hours} hours", ("sql",)),
            effort=Effort(hours * 60, hours * 60, EffortBasis.STATED),
        )
        for identity, hours in lengths.items()
    )
    adviser = Adviser(courses, make_index(courses), clock.now().date)
    finding = Finding(lambda _: adviser, database, clock)
    found = await finding.find(asker(), AdviceRequest("sql", "3h/week for 6 weeks"))
    assert [each.credential.id for each in found.results] == ["sql-002"]
    assert (found.pages, found.pages_in_reach, found.longer_count, found.is_longer) == (3, 1, 6, False)
    pages = [await finding.reopen(asker(), found.search_id, page) for page in (1, 2)]
    longer = [each for page in pages for each in page.results]
    assert sorted(each.credential.id for each in longer) == sorted(set(lengths) - {"sql-002"})
    assert {each.verdict.fit for each in longer} == {Fit.TOO_LONG}
    assert [(page.first_number, page.position) for page in pages] == [(2, (0, 2)), (7, (1, 2))]


async def test_turning_pages_does_not_search_again(finding: Finding, index: CountingIndex):
    found = await finding.find(asker(), SQL)
    searches = index.searches
    for page in range(4):
        await finding.reopen(asker(), found.search_id, page)
    assert index.searches == searches
    await finding.find(asker(), AdviceRequest("learn java"))
    assert index.searches > searches


async def test_the_loop_is_free_while_advice_is_computed(database: Database, clock: SetClock):
    started, may_go_on = threading.Event(), threading.Event()

    class SlowIndex:
        def search(
            self, goal: str, *, admits: Callable[[Credential], bool] | None = None, limit: int = 10
        ) -> SearchAnswer:
            started.set()
            may_go_on.wait()
            return make_index().search(goal, admits=admits, limit=limit)

    adviser = Adviser(CREDENTIALS, SlowIndex(), clock.now().date)
    finding = Finding(lambda _: adviser, database, clock)
    found = asyncio.ensure_future(finding.find(asker(), SQL))
    await asyncio.to_thread(started.wait)
    assert not found.done()
    may_go_on.set()
    assert (await found).results
