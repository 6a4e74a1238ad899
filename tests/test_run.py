"""`badger run` as a process: what it says, and how it ends."""

import os
import signal
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.cli import main

REPOSITORY = Path(__file__).parents[1]
_WAIT_SECONDS = 30


def _environment(**settings: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BADGER_", "DISCORD_"))}
    return kept | {"PYTHONPATH": str(REPOSITORY)} | settings


def _run(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "run", *arguments],
        cwd=folder,
        env=_environment(**settings),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_WAIT_SECONDS,
        check=False,
    )


@contextmanager
def _running(folder: Path, *arguments: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run", *arguments],
        cwd=folder,
        env=_environment(**settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_the_sandbox_prints_its_address_serves_the_page_and_stops_cleanly(tmp_path: Path):
    database = tmp_path / "badger.sqlite3"
    settings = {"BADGER_DATABASE_URL": f"sqlite:///{database}"}
    with _running(tmp_path, "--sandbox", "--port", "0", **settings) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address) as page:  # noqa: S310  # it begins with http
            assert "<html" in page.read().decode()
        start = _log_until_connected(process)
        process.send_signal(signal.SIGTERM)
        rest, log = process.communicate(timeout=_WAIT_SECONDS)
    assert process.returncode == 0
    assert rest == ""
    assert "Traceback" not in log
    assert "warning" not in start + log
    with sqlite3.connect(database) as kept:
        assert kept.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _log_until_connected(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    log = ""
    for line in process.stderr:
        log += line
        if "Connected to Discord" in line:
            return log
    pytest.fail(f"it never connected: {log}")


def test_without_a_database_the_sandbox_leaves_nothing_behind(tmp_path: Path):
    with _running(tmp_path, "--sandbox", "--port", "0") as process:
        _log_until_connected(process)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=_WAIT_SECONDS)
    assert process.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_without_a_token_the_process_ends_with_one_sentence(tmp_path: Path):
    done = _run(tmp_path, "--live")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("There is no bot token.")
    assert len(done.stderr.splitlines()) == 1


Refusal = Callable[..., str]


@pytest.fixture
def refusal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Refusal:
    """What `badger run` with these arguments and settings says before it does anything."""
    monkeypatch.chdir(tmp_path)
    for name in set(os.environ) - set(_environment()):
        monkeypatch.delenv(name)

    def say(*arguments: str, **settings: str) -> str:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        assert main(["run", *arguments]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert len(said.err.splitlines()) == 1
        return said.err

    return say


def test_without_a_token_and_a_terminal_there_is_no_sandbox(refusal: Refusal):
    assert refusal().startswith("There is no bot token.")


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"DISCORD_TOKEN": "two words"}, "The bot token is empty or holds blanks"),
        ({"DISCORD_TOKEN_FILE": "missing"}, "I cannot read the token from missing."),
        ({"BADGER_HEALTH_PORT": "many"}, "The setting BADGER_HEALTH_PORT cannot be used"),
        ({"BADGER_LOG_FORMAT": "yaml"}, "The setting BADGER_LOG_FORMAT cannot be used"),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence(refusal: Refusal, settings: dict[str, str], sentence: str):
    assert refusal("--live", **settings).startswith(sentence)


def test_a_port_that_cannot_be_is_refused(refusal: Refusal):
    sentence = "--port takes a whole number from 0 (any free one) to 65535.\n"
    assert refusal("--sandbox", "--port", "70000") == sentence


def test_a_database_that_cannot_be_used_is_named(tmp_path: Path):
    url = "sqlite:////dev/null/badger.sqlite3"
    done = _run(tmp_path, "--sandbox", "--port", "0", BADGER_DATABASE_URL=url)
    assert done.returncode == 1
    assert "I cannot open the database" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_named(tmp_path: Path):
    with _running(tmp_path, "--sandbox", "--port", "0") as process:
        assert process.stdout is not None
        port = process.stdout.readline().strip().rpartition(":")[2]
        done = _run(tmp_path, "--sandbox", "--port", port)
    assert done.returncode == 1
    assert f"Port {port} of this machine is taken." in done.stderr


def test_sandbox_and_live_do_not_go_together():
    with pytest.raises(SystemExit) as usage:
        main(["run", "--sandbox", "--live"])
    assert usage.value.code == 2
