"""A stranger at the page, with the real Badger behind it."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.sandbox.server import Sandbox
from tests.browser.conftest import NARROW, WIDE, opened
from tests.browser.walking import becomes, box, last, put_suggestions_away, uses
from tests.pictures import badger_in_sandbox

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def club() -> AsyncIterator[Sandbox]:
    """A sandbox with the real Badger, which does nothing that Discord refuses."""
    async with badger_in_sandbox() as sandbox:
        yield sandbox
    assert [violation.message for violation in sandbox.violations] == []


@pytest_asyncio.fixture(loop_scope="session", params=[WIDE, NARROW], ids=["wide", "narrow"])
async def stranger(browser: Browser, club: Sandbox, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """The page of somebody who has never seen it."""
    context = await browser.new_context(viewport=request.param)
    async for page in opened(context, club):
        yield page


async def _chooses(page: Page, select: str, *options: str) -> None:
    await last(page).get_by_test_id("select").filter(has_text=select).click()
    for option in options:
        await page.get_by_role("option").filter(has_text=option).first.click()
    if len(options) > 1:
        await page.get_by_test_id("select-confirm").click()


async def test_from_the_first_click_to_the_comparison(stranger: Page):
    await stranger.get_by_test_id("suggestion").first.click()
    await expect(last(stranger)).to_contain_text("SQL for Data Science")
    await expect(last(stranger)).to_contain_text("3 h a week for 6 weeks (= 18 h in all)")
    await _chooses(stranger, "Details", "SQL for Data Science")
    await expect(last(stranger)).to_contain_text("What you do")
    await last(stranger).get_by_role("button", name="Back to results").click()
    await _chooses(stranger, "Compare", "SQL for Data Science", "Data Analyst Nanodegree")
    await expect(last(stranger)).to_contain_text("What differs")


async def test_the_newcomers_line_and_a_time_that_cannot_be_read(stranger: Page):
    await put_suggestions_away(stranger)
    await uses(stranger, "/find goal: learn sql time: 3h/week for 6 weeks")
    await expect(last(stranger)).to_contain_text("fits")
    await uses(stranger, "/find goal: learn sql time: soonish")
    await expect(last(stranger)).to_contain_text("I could not make out “soonish”")
    await expect(box(stranger)).to_be_focused()


async def test_what_is_shared_is_seen_by_the_others(club: Sandbox, browser: Browser):
    context = await browser.new_context(viewport=WIDE)
    async for page in opened(context, club):
        await put_suggestions_away(page)
        await uses(page, "/find goal: learn sql time: 20h")
        await last(page).get_by_role("button", name="Share").click()
        await expect(last(page)).to_contain_text("Shared by Amara")
        await becomes(page, "Jonas")
        await expect(last(page)).to_contain_text("Shared by Amara")
        await last(page).get_by_role("button", name="My own answer").click()
        await expect(last(page)).to_contain_text("Only you can see this")
