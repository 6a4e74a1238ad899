"""The pictures in the README: the real Badger in the sandbox, at the page in a real browser.

`python -m tests.pictures FOLDER` makes those of the README; with `--all` every scene, wide and narrow, dark
and light, to be looked at. It needs Chromium, and a font with emoji.
"""

import argparse
import asyncio
import shutil
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal
from unittest.mock import patch

from playwright.async_api import Page, ViewportSize, async_playwright, expect

from bot.app.running import suggestions_of
from bot.app.serving import connected
from bot.app.surroundings import Surroundings
from bot.discord_ui.address import DiscordAddress
from bot.sandbox.default_world import default_world
from bot.sandbox.server import Sandbox
from bot.sandbox.snowflakes import Snowflakes
from bot.services.catalogue_view import CatalogueView
from bot.wording.texts import load_texts
from tests.browser.walking import becomes, last, put_suggestions_away, types, uses

Scene = Callable[[Page], Awaitable[None]]
Scheme = Literal["dark", "light"]

SIZES = {"wide": ViewportSize(width=1280, height=860), "narrow": ViewportSize(width=390, height=844)}
SCHEMES: tuple[Scheme, ...] = ("dark", "light")
README: set[tuple[str, str, Scheme]] = {
    ("find", "wide", "dark"),
    ("find", "narrow", "light"),
    ("compare", "narrow", "dark"),
}
_SETTLED_MS = 400
_FIND = "/find goal: learn sql time: 3h/week for 6 weeks"


async def find(page: Page) -> None:
    await uses(page, _FIND)
    await expect(last(page)).to_contain_text("fits")


async def details(page: Page) -> None:
    await find(page)
    await last(page).get_by_test_id("select").first.click()
    await page.get_by_role("option").first.click()
    await expect(last(page)).to_contain_text("What you do")


async def compare(page: Page) -> None:
    await uses(page, "/compare first: nea-sel-self-awareness second: teacher-sel")
    await expect(last(page)).to_contain_text("What differs")
    await last(page).get_by_text("What differs").scroll_into_view_if_needed()


async def browse(page: Page) -> None:
    await uses(page, "/credential browse topic: data science")
    await expect(last(page)).to_contain_text("credentials")


async def mention(page: Page) -> None:
    await types(page, "@Badg")
    await page.keyboard.press("Enter")
    await page.keyboard.type(" I want to learn SQL, I have 3 hours a week until March")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("SQL for Data Science")


async def _opens_direct(page: Page) -> None:
    menu = page.get_by_role("button", name="Open servers and channels")
    if await menu.is_visible():
        await menu.click()
    await page.get_by_role("button", name="Direct messages").click()
    await page.get_by_role("navigation", name="Channels").get_by_role("button", name="Badger").click()


async def direct(page: Page) -> None:
    await _opens_direct(page)
    await types(page, "become a nurse aide, 10 hours a week until 15 March")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("10 h a week")


async def hours(page: Page) -> None:
    await uses(page, "/find goal: learn sql time: 6 weeks")
    await expect(last(page)).to_contain_text("hours a week")


async def bad_time(page: Page) -> None:
    await uses(page, "/find goal: learn sql time: soonish")
    await expect(last(page)).to_contain_text("soonish")


async def no_match(page: Page) -> None:
    await uses(page, "/find goal: gunsmith")
    await expect(last(page)).to_contain_text("I know nothing that fits this")


async def near_miss(page: Page) -> None:
    await uses(page, "/find goal: negotiation time: 3h/week for 4 weeks")
    await expect(last(page)).to_contain_text("Would fit")


async def error(page: Page) -> None:
    """Nothing that a person can type makes it fail, so it is broken for the picture."""
    with patch.object(CatalogueView, "browse", side_effect=RuntimeError("broken for a picture")):
        await uses(page, "/credential browse ")
        await expect(last(page)).to_contain_text("Something went wrong")


async def typing(page: Page) -> None:
    await types(page, "/find goal: learn sql time: 3h/week for 6 w")
    await expect(page.get_by_test_id("composer-list")).to_contain_text("18 h in all")


async def first_visit(page: Page) -> None:
    await expect(page.get_by_test_id("suggestion")).to_have_count(3)


async def moderates(page: Page, *commands: str) -> None:
    """Uses the commands as the moderator, each when the one before is answered."""
    menu = page.get_by_role("button", name="Open servers and channels")
    if await menu.is_visible():
        await menu.click()
    await becomes(page, "Mira")
    for number, command in enumerate(commands, start=1):
        await uses(page, command)
        await expect(page.get_by_test_id("message")).to_have_count(number)


_RETIRE = "/catalog retire credential: teacher-sel reason: The issuer closed the course"
_RESTORE = "/catalog restore credential: teacher-sel"


async def history(page: Page) -> None:
    await moderates(page, _RETIRE, _RESTORE, "/catalog history credential: teacher-sel")
    await expect(last(page)).to_contain_text("Members see it again")


async def version(page: Page) -> None:
    await history(page)
    await last(page).get_by_test_id("select").first.click()
    await page.get_by_role("option").last.click()
    await expect(last(page)).to_contain_text("Restore this version")


async def stale(page: Page) -> None:
    await moderates(page, "/catalog stale ")
    await expect(last(page)).to_contain_text("to look at again")


async def stale_entry(page: Page) -> None:
    await stale(page)
    await last(page).get_by_test_id("select").first.click()
    await page.get_by_role("option").first.click()
    await expect(last(page)).to_contain_text("Looked again")


async def merge(page: Page) -> None:
    await moderates(page, "/catalog merge keep: nea-sel-self-awareness drop: teacher-sel")
    await expect(last(page)).to_contain_text("What is taken over")


async def audit(page: Page) -> None:
    alias = "/catalog-alias add word: k8s means: Kubernetes"
    await moderates(page, _RETIRE, _RESTORE, alias, "/server audit ")
    await expect(last(page)).to_contain_text("Who did what")


async def settings(page: Page) -> None:
    await uses(page, "/me settings ")
    await expect(last(page)).to_contain_text("Your settings")


async def _begins(page: Page) -> None:
    await uses(page, "/start credential: teacher-sel")
    await last(page).get_by_role("button", name="Done").click()
    await expect(last(page)).to_contain_text("1 of 2 tasks")


async def profile(page: Page) -> None:
    await _begins(page)
    await uses(page, "/me profile ")
    await expect(last(page)).to_contain_text("Working on")


async def export(page: Page) -> None:
    await _begins(page)
    await uses(page, "/me export ")
    await expect(last(page)).to_contain_text("badger-ledger.csv")


async def erase(page: Page) -> None:
    await _begins(page)
    await uses(page, "/me erase scope: here")
    await expect(last(page)).to_contain_text("What stays")


async def erase_surely(page: Page) -> None:
    await erase(page)
    await last(page).get_by_role("button", name="Go on").click()
    await expect(last(page)).to_contain_text("ten minutes")


async def marks(page: Page) -> None:
    await _begins(page)
    await uses(page, "/find goal: social emotional learning for teachers")
    await last(page).get_by_text("You are on it").scroll_into_view_if_needed()


async def progress(page: Page) -> None:
    await uses(page, "/start credential: newpaltz-science-of-reading target: in 8 weeks")
    await expect(last(page)).to_contain_text("Started.")
    await uses(page, "/log minutes: 45 note: chapter one")
    await expect(last(page)).to_contain_text("Logged")
    await last(page).get_by_role("button", name="Done").click()
    await expect(last(page)).to_contain_text("1 of 6 tasks")
    await uses(page, "/progress ")
    await expect(last(page)).to_contain_text("Where it leads")


async def log_history(page: Page) -> None:
    await progress(page)
    await uses(page, "/track history ")
    await expect(last(page)).to_contain_text("Every row of your log")


async def remind_weekly(page: Page) -> None:
    await _begins(page)
    await uses(page, "/remind weekly day: Monday at: 18:30")
    await expect(last(page)).to_contain_text("Your reminder is set")


async def reminder(page: Page) -> None:
    await remind_weekly(page)
    await last(page).get_by_role("button", name="Try it now").click()
    await expect(last(page)).to_contain_text("Sent")
    await _opens_direct(page)
    await expect(last(page)).to_contain_text("Your weekly reminder")


async def _chooses(page: Page, place: int, name: str, words: str) -> None:
    """Chooses in a select of the last message, and waits for what it says then."""
    await last(page).get_by_test_id("select").nth(place).click()
    await page.get_by_role("option", name=name).first.click()
    await expect(last(page)).to_contain_text(words)


async def server_setup(page: Page) -> None:
    await moderates(page, "/server setup ")
    await _chooses(page, 0, "study-hall", "Kept")
    await _chooses(page, 1, "Berlin", "is in Berlin")
    await _chooses(page, 2, "Every Friday", "every Friday")


async def doctor(page: Page) -> None:
    await moderates(page, "/server setup ")
    await _chooses(page, 0, "announcements", "One thing is missing")
    await last(page).get_by_role("button", name="Check").click()
    await expect(last(page)).to_contain_text("To mend")


async def _goes(page: Page, name: str) -> None:
    """Opens a channel or a thread of the list."""
    menu = page.get_by_role("button", name="Open servers and channels")
    if await menu.is_visible():
        await menu.click()
    await page.locator("#channels").get_by_role("button", name=name).last.click()


async def group(page: Page) -> None:
    await uses(page, "/group create name: Night owls open: True")
    await expect(last(page)).to_contain_text("is there")


async def group_thread(page: Page) -> None:
    await group(page)
    await uses(page, "/group goal hours_week: 6 by: in 8 weeks")
    await expect(last(page)).to_contain_text("Your goal")
    await _goes(page, "Night owls")
    await expect(last(page)).to_contain_text("This week")


async def group_board(page: Page) -> None:
    await group(page)
    await _begins(page)
    await uses(page, "/log minutes: 45")
    await expect(last(page)).to_contain_text("Logged")
    await uses(page, "/group board ")
    await expect(last(page)).to_contain_text("Together: 45 min")


SCENES: dict[str, Scene] = {
    "group": group,
    "group-thread": group_thread,
    "group-board": group_board,
    "server-setup": server_setup,
    "doctor": doctor,
    "remind-weekly": remind_weekly,
    "reminder": reminder,
    "settings": settings,
    "profile": profile,
    "export": export,
    "erase": erase,
    "erase-surely": erase_surely,
    "marks": marks,
    "find": find,
    "details": details,
    "compare": compare,
    "browse": browse,
    "mention": mention,
    "direct": direct,
    "hours": hours,
    "bad-time": bad_time,
    "no-match": no_match,
    "near-miss": near_miss,
    "error": error,
    "typing": typing,
    "first-visit": first_visit,
    "history": history,
    "version": version,
    "stale": stale,
    "stale-entry": stale_entry,
    "merge": merge,
    "audit": audit,
    "progress": progress,
    "log-history": log_history,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="every scene, wide and narrow, dark and light")
    options = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("There is no Chromium on PATH. Install one, then try again.")
    options.folder.mkdir(parents=True, exist_ok=True)
    everything: set[tuple[str, str, Scheme]] = {
        (scene, size, scheme) for scene in SCENES for size in SIZES for scheme in SCHEMES
    }
    asyncio.run(take(chromium, options.folder, everything if options.all else README))


async def take(chromium: str, folder: Path, wanted: set[tuple[str, str, Scheme]]) -> None:
    """Takes the wanted pictures (scene, size, scheme) into `folder`, each in a world of its own."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for scene, size, scheme in sorted(wanted):
            async with badger_in_sandbox() as sandbox:
                context = await browser.new_context(viewport=SIZES[size], color_scheme=scheme)
                page = await context.new_page()
                await page.goto(sandbox.address)
                if scene != "first-visit":
                    await put_suggestions_away(page)
                await SCENES[scene](page)
                await page.wait_for_timeout(_SETTLED_MS)
                await page.screenshot(path=folder / f"{scene}-{size}-{scheme}.png")
                await context.close()
        await browser.close()


@asynccontextmanager
async def badger_in_sandbox() -> AsyncIterator[Sandbox]:
    """A new sandbox with the real Badger in it."""
    texts = load_texts("en")
    world = default_world(Snowflakes(), bot_name="Badger")
    with TemporaryDirectory() as folder:
        async with Sandbox.started(world=world, suggestions=suggestions_of(world, texts)) as sandbox:
            address = DiscordAddress(sandbox.api_base, sandbox.gateway_url)
            database_url = f"sqlite:///{folder}/badger.sqlite3"
            surroundings = Surroundings(sandbox.bot_token, database_url, sandbox.clock, address)
            async with connected(surroundings, texts):
                yield sandbox


if __name__ == "__main__":
    main()
