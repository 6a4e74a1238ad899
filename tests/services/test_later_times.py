"""A time that comes after its goal, and a search that is shared later."""

from datetime import timedelta

from bot.services.advice import AdviceRequest
from bot.services.finding import Finding
from tests.services.test_finding import (
    MIA,
    NOAH,
    OTHER_SERVER,
    SERVER,
    SQL,
    SQL_IN_SIX_WEEKS,
    asker,
    finding,
    index,
    refused,
)
from tests.set_clock import SetClock

__all__ = ["finding", "index"]


async def test_a_time_alone_is_for_the_latest_search_of_the_person_in_the_server(finding: Finding) -> None:
    await finding.find(asker(), AdviceRequest("java"))
    await finding.find(asker(), SQL)
    await finding.find(asker(server=OTHER_SERVER), AdviceRequest("java"))
    await finding.find(asker(NOAH), AdviceRequest("java"))
    joined = await finding.join_time(asker(), "3h a week")
    assert joined is not None
    assert joined.advice.goal == "learn sql"
    assert await finding.join_time(asker(MIA, None), "3h a week") is None


async def test_a_question_that_waits_for_its_time_is_its_owners_alone_outside_of_a_server(
    finding: Finding,
) -> None:
    kept = await finding.keep_untimed(asker(), AdviceRequest("learn sql", "soonish"))
    timed = await finding.retime(asker(server=None), kept, "3h a week")
    assert (timed.advice.goal, timed.guild_id) == ("learn sql", SERVER)
    assert await refused(finding.retime(asker(NOAH, None), kept, "3h a week")) == "search-gone"
    assert await refused(finding.retime(asker(), kept, "soonish")) == "budget-unreadable"


async def test_what_is_shared_later_is_of_its_own_day_and_impersonal(
    finding: Finding, clock: SetClock
) -> None:
    found = await finding.find(asker(), SQL_IN_SIX_WEEKS)
    await finding.answer_weekly_minutes(asker(), found.search_id, 180)
    clock.advance(timedelta(days=20))
    shared = await finding.share(asker(), found.search_id)
    assert shared.asked_on == found.asked_on
    assert shared.advice.budget is not None
    assert (shared.advice.budget.weeks, shared.advice.budget.weekly_minutes) == (6, None)
