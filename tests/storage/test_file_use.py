import subprocess
import sys
from pathlib import Path

import pytest

from bot.domain.errors import UserError
from bot.storage.database import Database
from bot.storage.file_use import FileUse


def test_many_use_a_file_and_nobody_takes_it_from_them(path: Path):
    one, other, taker = FileUse(path), FileUse(path), FileUse(path)
    one.share()
    other.share()
    for use in (one, other):
        with pytest.raises(UserError) as refused:
            taker.take_alone()
        assert refused.value.message_id == "database-in-use"
        use.release()
    taker.take_alone()
    taker.release()


async def test_nobody_opens_what_one_has_alone(path: Path):
    taker = FileUse(path)
    taker.take_alone()
    with pytest.raises(UserError) as refused:
        await Database.open(f"sqlite:///{path}")
    assert refused.value.message_id == "database-busy"
    taker.release()
    await (await Database.open(f"sqlite:///{path}")).close()


def test_a_process_that_is_killed_uses_nothing_any_more(path: Path):
    script = (
        "import os, pathlib, sys; from bot.storage.file_use import FileUse;"
        "FileUse(pathlib.Path(sys.argv[1])).share(); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    FileUse(path).take_alone()


def test_a_folder_that_cannot_be_written_to_is_told():
    with pytest.raises(UserError) as refused:
        FileUse(Path("/dev/null/badger.sqlite3")).share()
    assert refused.value.message_id == "database-unopenable"
