from pathlib import Path

import pytest

from bot.domain.errors import UserError
from bot.storage.file_lock import FileLock


def test_one_holds_it_at_a_time(path: Path):
    one, other = FileLock(path), FileLock(path)
    assert one.is_taken()
    assert not other.is_taken()
    one.release()
    assert other.is_taken()
    other.release()


def test_a_folder_that_cannot_be_written_to_is_told():
    with pytest.raises(UserError) as refused:
        FileLock(Path("/dev/null/badger.sqlite3")).is_taken()
    assert refused.value.message_id == "database-unopenable"
