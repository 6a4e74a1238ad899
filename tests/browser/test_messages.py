"""Messages at the page: markdown, who sees what, menus, direct messages."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.tryout_bot import TryoutBot
from tests.browser.walking import becomes, box, last, put_suggestions_away, types, uses

pytestmark = pytest.mark.asyncio(loop_scope="session")

_ATTACKS = (
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "<script>alert(1)</script>",
    "**<b onclick=alert(1)>x</b>**",
    '[a](https://example.org/"onmouseover="alert(1))',
    "||<svg/onload=alert(1)>||",
)


async def _says(page: Page, text: str) -> None:
    await box(page).fill(text)
    await page.keyboard.press("Enter")


_READINGS = [
    ("**bold** text", "strong", "bold"),
    ("*slanted* text", "em", "slanted"),
    ("_slanted_ snake_case", "em", "slanted"),
    ("__line__", "u", "line"),
    ("~~gone~~", "s", "gone"),
    ("a `**code**` b", "code", "**code**"),
    ("```py\nx = '<b>'\n```", "pre code", "x = '<b>'"),
    ("# Big", ".md-h1", "Big"),
    ("-# small", ".md-subtext", "small"),
    ("> said", "blockquote", "said"),
    ("- one", "ul.md-list li", "one"),
    ("1. one", "ol.md-list li", "one"),
    ("[words](https://example.org/a_b)", "a", "words"),
    ("see https://example.org/a_b.", "a", "https://example.org/a_b"),
    ("hello @Jonas", ".mention", "@Jonas"),
    ("at <t:0:D>", "time", "1 January 1970"),
]


async def test_markdown_reads_as_on_discord(page: Page):
    for text, selector, shown in _READINGS:
        await _says(page, text)
        await expect(last(page).locator(".message-text").locator(selector)).to_have_text(shown)


async def test_signs_behind_a_backslash_stay_signs(page: Page):
    await _says(page, r"\*not\* \_this\_ \`or\` \||that\||")
    await expect(last(page).locator(".message-text")).to_have_text("*not* _this_ `or` ||that||")


async def test_no_text_becomes_markup(page: Page):
    for attack in _ATTACKS:
        await _says(page, attack)
    messages = page.get_by_test_id("message")
    await expect(messages).to_have_count(len(_ATTACKS))
    assert await page.locator("#messages").locator("img, script, svg:not(.icon), b, [onclick]").count() == 0
    for link in await page.locator("#messages a").all():
        assert (await link.get_attribute("href") or "").startswith("https://")


async def test_a_spoiler_opens_by_keyboard(page: Page):
    await _says(page, "||the end||")
    spoiler = last(page).get_by_role("button", name="Spoiler: show it")
    await spoiler.focus()
    await page.keyboard.press("Enter")
    await expect(last(page).get_by_text("the end")).to_be_visible()
    await expect(spoiler).to_have_count(0)


async def test_a_private_answer_is_seen_by_its_person_alone_until_dismissed(page: Page):
    await uses(page, "/find goal: secret plan")
    await expect(last(page)).to_have_attribute("data-private", "true")
    await expect(last(page)).to_contain_text("goal=secret plan")
    await becomes(page, "Jonas")
    await expect(page.get_by_test_id("message")).to_have_count(0)
    await becomes(page, "Amara")
    await last(page).get_by_test_id("dismiss").click()
    await expect(page.get_by_test_id("message")).to_have_count(0)


async def test_each_person_keeps_a_place_of_their_own(page: Page):
    await page.get_by_role("button", name="study-hall").click()
    await becomes(page, "Mira")
    await page.get_by_role("button", name="moderators").click()
    await becomes(page, "Amara")
    await expect(page.locator(".channel[aria-current='page']")).to_have_text("study-hall")
    await expect(page.get_by_role("button", name="moderators")).to_have_count(0)
    await becomes(page, "Mira")
    await expect(page.locator(".channel[aria-current='page']")).to_have_text("moderators")


async def test_a_mention_is_completed_and_answered(page: Page):
    await types(page, "hello @bad")
    await page.keyboard.press("Enter")
    await expect(box(page)).to_have_value("hello @Badger ")
    await page.keyboard.type("and all")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("You wrote: hello @Badger and all")
    await expect(last(page).get_by_test_id("reply")).to_contain_text("hello @Badger and all")


async def test_shift_enter_breaks_the_line(page: Page):
    await types(page, "one")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("two")
    await page.keyboard.press("Enter")
    assert await last(page).locator(".md-text").text_content() == "one\ntwo"


async def test_a_reply_shows_what_it_answers(page: Page):
    await _says(page, "first words")
    await last(page).hover()
    await last(page).get_by_role("button", name="Reply").click()
    await page.keyboard.type("an answer")
    await page.keyboard.press("Enter")
    await expect(last(page).get_by_test_id("reply")).to_contain_text("first words")


async def test_the_menu_of_a_message_holds_the_apps_commands_and_deletion(page: Page):
    await _says(page, "learn to weld")
    await last(page).click(button="right")
    await page.get_by_role("menuitem", name="Find a credential for this").click()
    await expect(last(page)).to_contain_text("For this: learn to weld")
    await last(page).get_by_test_id("dismiss").click()
    await last(page).focus()
    await last(page).get_by_test_id("message-more").press("Enter")
    await page.get_by_role("menuitem", name="Delete message").press("Enter")
    await expect(page.get_by_test_id("message")).to_have_count(0)


async def test_another_persons_message_is_deleted_by_moderators_only(page: Page):
    await _says(page, "mine")
    await becomes(page, "Jonas")
    await last(page).click(button="right")
    await expect(page.get_by_role("menuitem", name="Copy text")).to_be_visible()
    await expect(page.get_by_role("menuitem", name="Delete message")).to_have_count(0)
    await page.keyboard.press("Escape")
    await becomes(page, "Mira")
    await last(page).click(button="right")
    await page.get_by_role("menuitem", name="Delete message").click()
    await expect(page.get_by_test_id("message")).to_have_count(0)


async def test_the_menu_of_a_user_holds_the_apps_commands(page: Page):
    await page.get_by_role("complementary", name="Members").get_by_role("button", name="Jonas").click()
    await page.get_by_role("menuitem", name="Learning profile").click()
    await expect(last(page)).to_contain_text("Profile of Jonas")


async def test_direct_messages_with_the_bot(page: Page):
    await put_suggestions_away(page)
    await page.get_by_role("button", name="Direct messages").click()
    await page.get_by_role("navigation", name="Channels").get_by_role("button", name="Badger").click()
    await expect(
        page.get_by_role("heading", name="This is the beginning of your messages with Badger")
    ).to_be_visible()
    await _says(page, "I want to learn SQL")
    await expect(last(page)).to_contain_text("You wrote: I want to learn SQL")


async def test_where_one_may_not_write_the_box_says_so(page: Page):
    await page.get_by_role("button", name="announcements").click()
    await _says(page, "hello")
    await expect(
        page.get_by_test_id("composer-error").or_(page.get_by_text("You may not write"))
    ).not_to_be_empty()
    await expect(page.get_by_test_id("message")).to_have_count(0)


async def test_an_open_spoiler_and_the_focus_outlive_new_messages(page: Page, bot: TryoutBot):
    await _says(page, "||the end||")
    spoiler = last(page)
    await spoiler.get_by_role("button", name="Spoiler: show it").click()
    await spoiler.get_by_test_id("message-more").focus()
    await next(iter(bot.guilds)).text_channels[0].send("something new")
    await expect(last(page)).to_contain_text("something new")
    await expect(page.locator(".md-spoiler.is-open")).to_have_count(1)
    await expect(page.get_by_test_id("message-more").first).to_be_focused()
