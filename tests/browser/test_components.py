"""Buttons, selects, modals, embeds and layouts at the page."""

import io

import discord
import pytest
from playwright.async_api import Page, expect

from tests.browser.tryout_bot import TryoutBot
from tests.browser.walking import box, last, uses

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_layout_shows_its_parts(page: Page):
    await uses(page, "/layout")
    message = last(page)
    await expect(message.get_by_test_id("container")).to_be_visible()
    await expect(message.get_by_role("heading", name="Found")).to_be_visible()
    await expect(message.get_by_role("link", name="Source")).to_have_attribute("href", "https://example.org/")
    await expect(message.get_by_role("button", name="Off")).to_be_disabled()


async def test_a_button_is_answered(page: Page):
    await uses(page, "/layout")
    await last(page).get_by_role("button", name="Details").click()
    await expect(last(page)).to_contain_text("Details was clicked")


async def test_a_button_without_an_answer_says_so_at_its_message(page: Page):
    await uses(page, "/layout")
    message = last(page)
    await message.get_by_role("button", name="Deaf").click()
    await expect(message.get_by_role("button", name="Deaf")).to_have_attribute("aria-busy", "true")
    await expect(message.get_by_test_id("failure")).to_have_text("The application did not respond")
    await expect(message.get_by_role("button", name="Deaf")).not_to_have_attribute("aria-busy", "true")


async def test_a_select_of_one_is_sent_by_one_choice(page: Page):
    await uses(page, "/layout")
    await last(page).get_by_role("button", name="Hours a week").click()
    await page.get_by_role("option", name="Course B").click()
    await expect(last(page)).to_contain_text("Chosen: B")


async def test_a_select_of_several_is_confirmed_and_asks_for_enough(page: Page):
    await uses(page, "/layout")
    await last(page).get_by_role("button", name="Compare some").click()
    listbox = page.get_by_role("listbox", name="Compare some")
    await expect(listbox).to_have_attribute("aria-multiselectable", "true")
    await page.keyboard.press("Enter")
    await page.get_by_test_id("select-confirm").click()
    await expect(page.get_by_text("Choose at least 2.")).to_be_visible()
    await page.get_by_role("option", name="Course C").click()
    await page.get_by_test_id("select-confirm").click()
    await expect(last(page)).to_contain_text("Chosen: A, C")


async def test_a_list_closes_on_escape_and_gives_the_focus_back(page: Page):
    await uses(page, "/layout")
    opener = last(page).get_by_role("button", name="Compare some")
    await opener.click()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("listbox", name="Compare some")).to_have_count(0)
    await expect(opener).to_be_focused()


async def test_a_modal_checks_in_words_and_submits(page: Page):
    await uses(page, "/layout")
    await last(page).get_by_role("button", name="Fix it").click()
    modal = page.get_by_role("dialog", name="Your time")
    await expect(modal.get_by_label("Time")).to_be_focused()
    await page.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_test_id("field-error").first).to_have_text("This is required.")
    await modal.get_by_label("Time").fill("3")
    await page.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_test_id("field-error").first).to_have_text("At least 2 characters.")
    await modal.get_by_label("Time").fill("3h/week")
    await modal.get_by_label("Level").select_option(label="Expert")
    await modal.get_by_label("Portfolio").check()
    for day in ("Monday", "Friday", "Sunday"):
        await modal.get_by_label(day).check()
    await page.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_test_id("field-error").last).to_have_text("Choose at most 2.")
    await modal.get_by_label("Friday").uncheck()
    await page.get_by_test_id("modal-submit").click()
    await expect(modal).to_have_count(0)
    await expect(last(page)).to_contain_text("Time 3h/week, level Expert, Portfolio on Monday, Sunday")


async def test_a_modal_keeps_the_focus_and_closes_on_escape(page: Page):
    await uses(page, "/form")
    modal = page.get_by_role("dialog", name="Your time")
    await expect(modal).to_be_visible()
    for _ in range(8):
        await page.keyboard.press("Tab")
        assert await page.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
        )
    await page.keyboard.press("Escape")
    await expect(modal).to_have_count(0)
    await expect(box(page)).to_be_focused()


async def test_an_embed_shows(page: Page):
    await uses(page, "/credential browse ")
    embed = last(page).get_by_test_id("embed")
    await expect(embed).to_contain_text("The catalogue")
    await expect(embed.locator("strong")).to_have_text("385")
    await expect(embed).to_contain_text("Free")


async def test_a_person_is_chosen_from_the_members(page: Page):
    await uses(page, "/layout")
    await last(page).get_by_role("button", name="A friend").click()
    await page.get_by_role("option", name="Jonas").click()
    await expect(last(page)).to_contain_text("A friend: Jonas")


async def test_files_can_be_fetched(page: Page, bot: TryoutBot):
    channel = next(iter(bot.guilds)).text_channels[0]
    await channel.send("your plan", file=discord.File(io.BytesIO(b"week,task"), "plan.csv"))
    link = last(page).get_by_test_id("file").get_by_role("link", name="plan.csv")
    async with page.expect_download() as fetching:
        await link.click()
    assert (await fetching.value).suggested_filename == "plan.csv"
