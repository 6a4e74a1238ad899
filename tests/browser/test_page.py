"""The page around the messages: console, clock, people, connection, keyboard, phone."""

import pytest
from discord import HTTPException
from playwright.async_api import Browser, Page, expect

from bot.sandbox.server import Sandbox
from tests.browser.conftest import WIDE, opened
from tests.browser.tryout_bot import TryoutBot
from tests.browser.walking import box, last, put_suggestions_away, types, uses

pytestmark = pytest.mark.asyncio(loop_scope="session")

_SMALL_TARGETS = """
    [...document.querySelectorAll("button, a, textarea")]
    .filter((each) => each.checkVisibility({visibilityProperty: true}) && each.tabIndex >= 0)
    .filter((each) => !each.matches(".skip-link, .author"))
    .filter((each) => each.getBoundingClientRect().height < 43.5)
    .map((each) => each.outerHTML.slice(0, 120))
"""


async def test_the_console_counts_shows_and_clears_what_discord_would_refuse(page: Page, bot: TryoutBot):
    with pytest.raises(HTTPException, match="2000"):
        await next(iter(bot.guilds)).text_channels[0].send("x" * 2001)
    badge = page.get_by_test_id("console-badge")
    await expect(badge).to_have_text("1")
    await page.get_by_test_id("console-button").click()
    violation = page.get_by_test_id("violation")
    await expect(violation).to_contain_text("POST")
    await violation.get_by_text("Body and details").click()
    await expect(violation).to_contain_text("xxxxxxxx")
    await page.get_by_test_id("console-clear").click()
    await expect(violation).to_have_count(0)
    await expect(badge).to_be_hidden()


async def test_the_bot_comes_back_after_its_connection_was_dropped(page: Page):
    await page.get_by_test_id("console-button").click()
    await page.get_by_role("button", name="Ask to reconnect").click()
    await page.get_by_role("button", name="Close the console").click()
    await expect(page.get_by_test_id("starting")).to_have_count(0)
    await uses(page, "/find goal: still here")
    await expect(last(page)).to_contain_text("goal=still here")


async def test_the_clock_moves_forward(page: Page, sandbox: Sandbox):
    before = sandbox.clock.now()
    await page.get_by_test_id("clock").click()
    await page.get_by_test_id("clock-week").click()
    await expect(page.get_by_role("dialog", name="Clock")).to_have_count(0)
    assert (sandbox.clock.now() - before).days == 7
    await page.get_by_test_id("clock").click()
    await expect(page.get_by_role("dialog", name="Clock")).to_contain_text("7 days ahead")


async def test_a_person_can_close_their_direct_messages(page: Page, sandbox: Sandbox):
    await page.get_by_text("Accept direct messages").click()
    await expect(page.get_by_test_id("accepts-direct")).not_to_be_checked()
    await page.reload()
    await expect(page.get_by_test_id("accepts-direct")).not_to_be_checked()
    assert not sandbox.world.people[0].accepts_direct_messages


async def test_a_lost_connection_shows_and_what_was_missed_comes_with_the_next(
    page: Page, sandbox: Sandbox, bot: TryoutBot
):
    await expect(box(page)).to_be_visible()
    is_down = True
    await page.route_web_socket(
        "**/people/events**", lambda socket: socket.close() if is_down else socket.connect_to_server()
    )
    await page.reload()
    await expect(page.get_by_test_id("lost")).to_contain_text("Connection lost, trying again")
    await next(iter(bot.guilds)).text_channels[0].send("while you were away")
    is_down = False
    await expect(page.get_by_test_id("lost")).to_have_count(0, timeout=15_000)
    await expect(last(page)).to_contain_text("while you were away")
    assert sandbox.violations == []


async def test_the_page_says_that_the_bot_is_starting(browser: Browser, sandbox: Sandbox):
    context = await browser.new_context(viewport=WIDE)
    async for page in opened(context, sandbox):
        await expect(page.get_by_test_id("starting")).to_contain_text("Badger is starting")
        await expect(page.get_by_test_id("suggestion").first).to_be_disabled()
        await expect(page.get_by_role("heading", name="This is the beginning of #welcome")).to_be_visible()


async def test_dark_and_light_follow_the_switch_and_are_kept(page: Page):
    colour = "getComputedStyle(document.body).backgroundColor"
    before = await page.evaluate(colour)
    await page.get_by_test_id("theme").click()
    after = await page.evaluate(colour)
    assert before != after
    await page.reload()
    assert await page.evaluate(colour) == after


async def test_a_walk_by_keyboard_alone(page: Page):
    await put_suggestions_away(page)
    await expect(box(page)).to_be_focused()
    await page.keyboard.type("/fin")
    await page.keyboard.press("Enter")
    await page.keyboard.type("learn sql")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("goal=learn sql")
    for _ in range(30):
        await page.keyboard.press("Shift+Tab")
        if await page.evaluate("document.activeElement.textContent") == "Details":
            break
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("Details was clicked")


async def test_what_comes_is_spoken(page: Page):
    await uses(page, "/find goal: hear me")
    await expect(page.get_by_role("log")).to_contain_text("goal=hear me")


async def test_the_phone_has_a_drawer_and_no_sideways_scrolling(phone: Page):
    await expect(phone.get_by_role("button", name="study-hall")).to_have_count(0)
    await put_suggestions_away(phone)
    await phone.get_by_role("button", name="Open servers and channels").click()
    await phone.get_by_role("button", name="study-hall").click()
    await expect(phone.get_by_role("heading", name="This is the beginning of #study-hall")).to_be_visible()
    await expect(phone.get_by_role("button", name="study-hall")).to_have_count(0)
    await box(phone).fill("/find goal: learn sql time: 3h/week for 6 weeks")
    await phone.get_by_test_id("send").click()
    await expect(last(phone)).to_contain_text("goal=learn sql; time=3h/week for 6 weeks")
    assert await phone.evaluate("document.documentElement.scrollWidth") == 360


async def test_targets_on_the_phone_are_big_enough(phone: Page):
    await types(phone, "/layout")
    await phone.keyboard.press("Enter")
    await expect(last(phone).get_by_test_id("container")).to_be_visible()
    too_small = await phone.evaluate(_SMALL_TARGETS)
    assert too_small == []
