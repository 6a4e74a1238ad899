"""Who uses a database file: many at once, or one alone who puts another in its place."""

import os
from contextlib import suppress
from pathlib import Path

from bot.domain.errors import UserError

try:
    import fcntl
except ImportError:
    # Elsewhere no file that is open can be replaced anyway.
    fcntl = None  # type: ignore[assignment]

_PRIVATE = 0o600


class FileUse:
    """A lock file beside the database; the end of a process lets go of it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def share(self) -> None:
        """Uses the file with others. Raises UserError `database-busy` where somebody has it alone."""
        if not self._is_taken(alone=False):
            raise UserError("database-busy")

    def take_alone(self) -> None:
        """Uses the file with nobody else. Raises UserError `database-in-use` where somebody uses it."""
        if not self._is_taken(alone=True):
            raise UserError("database-in-use", path=str(self._path))

    def release(self) -> None:
        """Lets go of it."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def _is_taken(self, *, alone: bool) -> bool:
        try:
            descriptor = os.open(f"{self._path}.use.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _PRIVATE)
        except OSError as cause:
            raise UserError("database-unopenable", path=str(self._path)) from cause
        with suppress(BlockingIOError):
            if fcntl is not None:
                fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            self._descriptor = descriptor
            return True
        os.close(descriptor)
        return False
