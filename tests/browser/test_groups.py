"""Three people and a moderator with a study group, with the real Badger behind the page."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import WIDE, opened
from tests.browser.walking import becomes, last, put_suggestions_away, uses
from tests.pictures import badger_in_sandbox

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(180)]


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A page on a sandbox with the real Badger, which does nothing that Discord refuses.

    But for what it had begun in a thread when somebody deleted that.
    """
    async with badger_in_sandbox() as sandbox:
        context = await browser.new_context(viewport=WIDE)
        async for each in opened(context, sandbox):
            await put_suggestions_away(each)
            await uses(each, "/group create name: Night owls open: True")
            await expect(last(each)).to_contain_text("Your study group “Night owls” is there")
            yield each
    assert {violation.message for violation in sandbox.violations} <= {"Unknown Channel"}


async def _joins(page: Page, name: str) -> None:
    await becomes(page, name)
    await last(page).get_by_role("button", name="Join", exact=True).click()
    await expect(last(page)).to_contain_text("You are in “Night owls”")
    await expect(page.locator("#channels .is-thread")).to_contain_text("private")


async def _opens_thread(page: Page) -> None:
    await page.locator("#channels .is-thread").click()
    await expect(page.get_by_role("heading", name="Night owls private")).to_be_visible()


async def test_three_join_and_give_kudos_in_their_private_thread(page: Page):
    await becomes(page, "Noor")
    await expect(page.locator("#channels .is-thread")).to_have_count(0)
    for name in ("Jonas", "Noor"):
        await _joins(page, name)
    await _opens_thread(page)
    board = page.get_by_test_id("message").filter(has_text="Everyone brings")
    await board.get_by_role("button", name="Kudos").click()
    await expect(last(page)).to_contain_text("Kudos in Night owls")
    await last(page).get_by_test_id("select").click()
    await page.get_by_role("option", name="Amara").click()
    await expect(last(page)).to_contain_text("Noor sends kudos to Amara")
    await page.locator("#members .member", has_text="Jonas").click()
    await page.get_by_role("menuitem", name="Send kudos").click()
    await expect(last(page)).to_contain_text("Noor sends kudos to Jonas")


async def test_a_deleted_thread_is_told_to_the_owner_who_repairs_it(page: Page):
    await _joins(page, "Jonas")
    await becomes(page, "Mira")
    await _opens_thread(page)
    await page.get_by_test_id("channel-more").click()
    await page.get_by_test_id("delete-channel").click()
    await page.get_by_test_id("delete-for-good").click()
    await expect(page.locator("#channels .is-thread")).to_have_count(0)
    await becomes(page, "Amara")
    await page.get_by_role("button", name="Direct messages").click()
    await page.get_by_role("navigation", name="Channels").get_by_role("button", name="Badger").click()
    await expect(last(page)).to_contain_text("Its thread was deleted")
    await last(page).get_by_role("button", name="Repair").click()
    await expect(last(page)).to_contain_text("is set up again")
    await becomes(page, "Jonas")
    await expect(page.locator("#channels .is-thread")).to_contain_text("private")
    await _opens_thread(page)
    await expect(last(page)).to_contain_text("2 of 10 members")
