"""Files that a command reads or writes; what goes wrong is one sentence."""

from pathlib import Path

from bot.domain.errors import UserError

_MOST_QUERY_BYTES = 64 * 2**20


def read_text(path: Path) -> str:
    """The text of a file of queries. Raises UserError `cli-not-a-query-file` or `cli-read-failed`."""
    try:
        if (
            path.exists()
            and not path.is_dir()
            and (not path.is_file() or path.stat().st_size > _MOST_QUERY_BYTES)
        ):
            raise UserError("cli-not-a-query-file", path=str(path), most_mib=_MOST_QUERY_BYTES // 2**20)
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as cause:
        reason = cause.strerror if isinstance(cause, OSError) else str(cause)
        raise UserError("cli-read-failed", path=str(path), cause=reason or "") from cause


def write_bytes(path: Path, content: bytes) -> None:
    """Writes the file. Raises UserError `cli-write-failed`."""
    try:
        path.write_bytes(content)
    except OSError as cause:
        raise _not_written(path, cause) from cause


def check_writable(path: Path) -> None:
    """Refuses, before long work, a place that cannot be written to. Raises UserError `cli-write-failed`."""
    try:
        with path.open("ab"):
            pass
    except OSError as cause:
        raise _not_written(path, cause) from cause


def _not_written(path: Path, cause: OSError) -> UserError:
    return UserError("cli-write-failed", path=str(path), cause=cause.strerror or "")
