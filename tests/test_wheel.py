"""The wheel carries its data, texts, migrations and page: installed into an empty folder it answers."""

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
BADGER = "import bot, sys; from bot.cli import main; print(bot.__file__); sys.exit(main())"
_WAIT_SECONDS = 30


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the wheel was installed."""
    built, installed = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("installed")
    python = [sys.executable, "-m"]
    subprocess.run(
        [*python, "build", "--wheel", "--no-isolation", "--outdir", built, REPOSITORY],
        check=True,
        capture_output=True,
    )
    (wheel,) = built.glob("*.whl")
    subprocess.run(
        [*python, "pip", "install", "--quiet", "--no-deps", "--target", installed, wheel],
        check=True,
        capture_output=True,
    )
    return installed


@contextmanager
def _badger(installed: Path, empty: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BADGER_", "DISCORD_"))}
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", BADGER, *arguments],
        cwd=empty,
        env=kept | {"PYTHONPATH": str(installed), "PYTHONUNBUFFERED": "1"},
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


def test_the_installed_wheel_answers_in_an_empty_folder(installed: Path, tmp_path: Path):
    with _badger(installed, tmp_path, "advise", "learn sql", "--time", "3h/week for 6 weeks") as badger:
        answer, _ = badger.communicate(timeout=_WAIT_SECONDS)
    where, _, advice = answer.partition("\n")
    assert badger.returncode == 0
    assert Path(where).is_relative_to(installed)
    assert "SQL for Data Science" in advice


def test_the_installed_wheel_brings_the_sandbox_with_its_page(installed: Path, tmp_path: Path):
    with _badger(installed, tmp_path, "run", "--sandbox", "--port", "0") as badger:
        assert badger.stdout is not None
        assert badger.stderr is not None
        where, address = (badger.stdout.readline().strip() for _ in range(2))
        assert Path(where).is_relative_to(installed)
        assert any("Connected to Discord" in line for line in badger.stderr)
        for path in ("/", "/page/scripts/main.js", "/page/styles/frame.css"):
            with urllib.request.urlopen(f"{address}{path}") as file:  # noqa: S310  # it begins with http
                assert file.read()
        badger.send_signal(signal.SIGTERM)
        _, log = badger.communicate(timeout=_WAIT_SECONDS)
    assert badger.returncode == 0
    assert "Traceback" not in log
