"""What a person does at the page, in a few words."""

from playwright.async_api import Locator, Page, expect


def box(page: Page) -> Locator:
    """The message box."""
    return page.get_by_test_id("composer")


def last(page: Page) -> Locator:
    """The newest message."""
    return page.get_by_test_id("message").last


async def put_suggestions_away(page: Page) -> None:
    await page.get_by_test_id("hide-suggestions").click()


async def types(page: Page, text: str) -> None:
    """Types into the message box as a person does, key by key."""
    await expect(page.get_by_test_id("starting")).to_have_count(0)
    await box(page).click()
    await page.keyboard.type(text)


async def uses(page: Page, text: str) -> None:
    """Types a whole command and sends it."""
    await types(page, text)
    await page.keyboard.press("Enter")


async def becomes(page: Page, name: str) -> None:
    """Switches to another person."""
    await page.get_by_test_id("switch-person").click()
    await page.get_by_role("menuitemradio", name=name).click()
    await expect(page.get_by_test_id("switch-person")).to_contain_text(name)
