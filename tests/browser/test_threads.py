"""Threads and forums at the page."""

import discord
import pytest
from playwright.async_api import Page, expect

from bot.sandbox.server import Sandbox
from bot.sandbox.world import FORUM_CHANNEL, Channel
from tests.browser.test_files import PICTURE
from tests.browser.tryout_bot import TryoutBot
from tests.browser.walking import becomes, box, last, uses

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_thread_of_the_bots_is_opened_from_its_message(page: Page, bot: TryoutBot, sandbox: Sandbox):
    channel = bot.get_guild(sandbox.world.guild.id)
    assert channel is not None
    message = await channel.text_channels[0].send("Who studies SQL?")
    thread = await message.create_thread(name="SQL together")
    await thread.send("Here we are")
    line = last(page).get_by_test_id("thread-line")
    await expect(line).to_contain_text("SQL together")
    await line.click()
    await expect(last(page)).to_contain_text("Here we are")
    await expect(page.get_by_role("heading", name="SQL together", exact=True)).to_be_visible()
    await uses(page, "/say text: in here")
    await expect(last(page)).to_contain_text("in here")
    await expect(page.locator("#channels .is-thread")).to_have_text("SQL together")
    await thread.edit(archived=True)
    await expect(page.get_by_test_id("put-away")).to_have_text("Take up again")
    await page.get_by_role("button", name="welcome").click()
    await expect(page.locator("#channels .is-thread")).to_have_count(0)


async def test_a_person_begins_a_thread_and_puts_it_away(page: Page):
    await uses(page, "who joins?")
    await last(page).hover()
    await last(page).get_by_test_id("message-more").click()
    await page.get_by_role("menuitem", name="Create thread").click()
    await expect(page.get_by_role("heading", name="who joins?", exact=True)).to_be_visible()
    await uses(page, "me")
    await expect(last(page)).to_contain_text("me")
    await page.get_by_test_id("put-away").click()
    await expect(page.get_by_test_id("put-away")).to_have_text("Take up again")
    await uses(page, "still here")
    await expect(page.get_by_test_id("put-away")).to_have_text("Put away")


async def test_a_forum_lists_its_posts_and_takes_new_ones(page: Page, sandbox: Sandbox):
    guild = sandbox.world.guild
    forum = Channel(sandbox.world.snowflakes.next(), "showcase", FORUM_CHANNEL, guild.id, position=9)
    guild.channels[forum.id] = forum
    await page.reload()
    await page.get_by_role("button", name="showcase").click()
    await expect(page.get_by_text("No posts yet.")).to_be_visible()
    await box(page).fill("My first query\nIt counts the books.")
    await page.get_by_test_id("message-files").set_input_files([PICTURE])
    await page.get_by_test_id("send").click()
    await expect(last(page)).to_contain_text("It counts the books.")
    await expect(last(page).get_by_role("img", name="dot.png")).to_be_visible()
    await page.get_by_role("button", name="showcase").click()
    await page.get_by_test_id("post").click()
    await expect(last(page)).to_contain_text("It counts the books.")


async def test_a_private_thread_opens_to_whom_the_bot_adds(page: Page, bot: TryoutBot, sandbox: Sandbox):
    world = sandbox.world
    guild = bot.get_guild(world.guild.id)
    assert guild is not None
    thread = await guild.text_channels[0].create_thread(name="Night owls")
    listed = page.locator("#channels .is-thread")
    await expect(page.locator("#channels .channel").first).to_be_visible()
    await expect(listed).to_have_count(0)
    await thread.add_user(discord.Object(world.learner.id))
    await expect(listed).to_contain_text("private")
    await listed.click()
    await expect(last(page)).to_contain_text("added Amara to the thread.")
    await uses(page, "a word among us")
    await page.get_by_test_id("channel-more").click()
    await expect(page.get_by_test_id("delete-channel")).to_have_count(0)
    await page.get_by_test_id("leave-thread").click()
    await expect(listed).to_have_count(0)
    await expect(page.get_by_role("heading", name="welcome", exact=True)).to_be_visible()


async def test_a_moderator_deletes_a_thread_and_its_channel(page: Page, bot: TryoutBot, sandbox: Sandbox):
    guild = bot.get_guild(sandbox.world.guild.id)
    assert guild is not None
    thread = await guild.text_channels[0].create_thread(name="Night owls")
    await becomes(page, "Mira")
    await page.locator("#channels .is-thread").click()
    await expect(page.get_by_role("heading", name="Night owls private")).to_be_visible()
    await page.get_by_test_id("channel-more").click()
    await page.get_by_test_id("delete-channel").click()
    await page.get_by_test_id("delete-for-good").click()
    await expect(page.get_by_role("heading", name="welcome", exact=True)).to_be_visible()
    with pytest.raises(discord.NotFound):
        await thread.send("Is anybody here?")
    await page.get_by_test_id("channel-more").click()
    await page.get_by_test_id("delete-channel").click()
    await page.get_by_test_id("delete-for-good").click()
    await expect(page.get_by_role("button", name="welcome")).to_have_count(0)
    await expect(page.get_by_role("heading", name="find-a-credential", exact=True)).to_be_visible()
