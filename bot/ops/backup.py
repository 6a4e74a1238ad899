"""Backups of an SQLite file, and how one is put back. PostgreSQL has its own means for both."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bot.domain.errors import UserError

FOLDER = "backups"
_NAME = re.compile(r"badger-(\d{8}T\d{6}Z)(-before-restore)?\.sqlite3")
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made, and those that were deleted because they were too old."""

    path: Path
    deleted: tuple[Path, ...]


def back_up(url: str, copy: Path | None, *, keep: timedelta, now: datetime) -> Backup:
    """A copy of the database at `url`, whole and on disk, while Badger goes on.

    Without a name of its own it goes into the folder `backups` beside the database, where backups that are
    older than `keep` are deleted then. Raises UserError `backup-postgresql`, `backup-nothing`,
    `backup-would-replace`, `backup-failed`, those of the address and of what SQLite refuses.
    """
    from bot.storage.backing_up import back_up_file

    path = _file_at(url, "backup-postgresql")
    target = copy or _own_name(path, now)
    back_up_file(path, target)
    return Backup(target, _delete_old(target.parent, now - keep) if copy is None else ())


def restore(url: str, backup: Path, *, may_replace: bool, now: datetime) -> Path | None:
    """Puts the backup in the place of the database at `url`; returns where what was there is kept now.

    Who was erased after the backup is erased again. Raises UserError `restore-postgresql`, `restore-failed`,
    those of the address, and those of `bot.storage.restoring.restore`.
    """
    from bot.services.erasing import replay_erasures
    from bot.storage import restoring

    path = _file_at(url, "restore-postgresql")
    replay = partial(replay_erasures, now=now)
    aside = _own_name(path, now, why="-before-restore")
    try:
        return restoring.restore(backup, path, aside, may_replace=may_replace, replay=replay)
    except OSError as cause:
        raise UserError("restore-failed", path=str(path), cause=cause.strerror or "") from cause


async def erase_again(url: str, other_url: str, *, now: datetime) -> int:
    """Erases whom another database, which the one at `url` came in the place of, had erased; how many.

    Raises UserError as `Database.open` does for either.
    """
    from bot.services.erasing import replay_erasures
    from bot.storage import erasures
    from bot.storage.database import Database

    other = await Database.open(other_url)
    try:
        record = await other.read(erasures.record_of)
    finally:
        await other.close()
    database = await Database.open(url)
    try:
        return await database.write(replay_erasures, record, now=now)
    finally:
        await database.close()


def _file_at(url: str, message_id: str) -> Path:
    from bot.storage.address import address_of

    path = address_of(url)
    if not isinstance(path, Path):
        raise UserError(message_id)
    return path


def _own_name(path: Path, now: datetime, why: str = "") -> Path:
    return path.parent / FOLDER / f"badger-{now.astimezone(UTC).strftime(_STAMP)}{why}.sqlite3"


def _delete_old(folder: Path, before: datetime) -> tuple[Path, ...]:
    """Deletes what carries a name of ours with a time before that one, and nothing else."""
    old = [each for each in folder.iterdir() if _made_at(each.name, before) < before]
    for each in old:
        each.unlink()
    return tuple(sorted(old))


def _made_at(name: str, otherwise: datetime) -> datetime:
    found = _NAME.fullmatch(name)
    if found is None:
        return otherwise
    try:
        return datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return otherwise
