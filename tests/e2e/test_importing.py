"""What another process imports is found on Discord, without a restart and after one."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

from bot.catalogue.sample import import_sample
from tests.e2e.club import Club
from tests.e2e.person import text_of

TITLE = "Knots and Lashings Badge"


async def _import_sample(club: Club, folder: Path) -> None:
    document = import_sample()
    (folder / document.name).write_bytes(document.content)
    command = (sys.executable, "-m", "bot", "catalogue", "import", str(folder / document.name))
    environment = {**os.environ, "BADGER_DATABASE_URL": club.database_url}
    process = await asyncio.create_subprocess_exec(
        *command, env=environment, stdout=asyncio.subprocess.DEVNULL
    )
    assert await process.wait() == 0


async def test_what_is_imported_while_badger_runs_is_found(club: Club, tmp_path: Path):
    before = await club.amara.uses(club.channel, "find", goal="knots and lashings")
    assert TITLE not in text_of(before)
    await _import_sample(club, tmp_path)
    # It looks once a second; each look of a person takes its time, too.
    choices: list[dict[str, Any]] = []
    while not choices:
        choices = await club.amara.completes(club.channel, "credential show", "credential", TITLE)
    after = await club.amara.uses(club.channel, "find", goal="knots and lashings")
    assert TITLE in text_of(after)


async def test_what_was_imported_is_there_after_a_restart(club: Club, tmp_path: Path):
    await club.stop_badger()
    await _import_sample(club, tmp_path)
    await club.start_badger()
    shown = await club.amara.uses(club.channel, "credential show", credential=TITLE)
    assert "Learn six knots" in text_of(shown)
