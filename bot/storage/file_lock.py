"""The lock of a database file between processes: one at a time brings its tables up to date."""

from pathlib import Path

from bot.domain.errors import UserError


class FileLock:
    """A file beside the database, locked by the system; the end of a process unlocks it."""

    def __init__(self, path: Path) -> None:
        import filelock  # loads slowly, and most starts need no lock

        self._path = path
        # It may be let go by another thread than the one that took it.
        self._lock = filelock.FileLock(f"{path}.lock", thread_local=False)

    def is_taken(self, *, within_seconds: float = 0) -> bool:
        """Takes the lock, and says whether it did. Raises UserError `database-unopenable`."""
        try:
            self._lock.acquire(timeout=within_seconds)
        except TimeoutError:
            return False
        except OSError as cause:
            raise UserError("database-unopenable", path=str(self._path)) from cause
        return True

    def release(self) -> None:
        """Lets go of it."""
        self._lock.release()
