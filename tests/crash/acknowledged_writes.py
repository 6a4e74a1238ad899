"""kill -9 in the middle of writing: what was acknowledged must be in the file, whole, afterwards.

`python -m tests.crash.acknowledged_writes [ROUNDS]` prints one JSON line last.
"""

import asyncio
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from itertools import count
from pathlib import Path

from bot.storage import user_settings
from bot.storage.database import Database
from tests.set_clock import NOW

ROUNDS = 20
_WRITERS = 8
_ACKNOWLEDGED_BEFORE_THE_KILL = 40


async def write_for_ever(path: Path) -> None:
    """Writes one user after another, and says so on standard output once each is acknowledged."""
    database = await Database.open(f"sqlite:///{path}")

    async def write(first: int) -> None:
        for user in count(first, _WRITERS):
            await database.write(user_settings.remember_weekly_minutes, user, 60, now=NOW)
            os.write(sys.stdout.fileno(), f"{user}\n".encode())

    await asyncio.gather(*(write(first) for first in range(_WRITERS)))


def acknowledged_until_killed(path: Path) -> set[int]:
    """The users that a process acknowledged before it was killed."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.crash.acknowledged_writes", "write", str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout is not None
    with child.stdout as lines:
        acknowledged = [lines.readline() for _ in range(_ACKNOWLEDGED_BEFORE_THE_KILL)]
        child.kill()
        # What it said before it died may still be on its way.
        acknowledged += lines.readlines()
    child.wait()
    return {int(line) for line in acknowledged if line.endswith("\n")}


def found_in(path: Path) -> set[int]:
    """The users in the file; raises where the file is not whole."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {user for (user,) in connection.execute("SELECT user_id FROM user_settings")}


def crash(rounds: int) -> dict[str, int]:
    """How many writes were acknowledged in so many killed processes, and how many of them were lost."""
    acknowledged = lost = 0
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "badger.sqlite3"
            told = acknowledged_until_killed(path)
            acknowledged += len(told)
            lost += len(told - found_in(path))
    return {"rounds": rounds, "acknowledged": acknowledged, "lost": lost}


if __name__ == "__main__":
    if sys.argv[1:2] == ["write"]:
        asyncio.run(write_for_ever(Path(sys.argv[2])))
    else:
        print(json.dumps(crash(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)))
