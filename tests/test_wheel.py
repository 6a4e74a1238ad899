"""The wheel carries the data: installed into an empty folder it answers."""

import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
ANSWER = "import bot, sys; from bot.cli import main; print(bot.__file__); sys.exit(main())"


def test_the_installed_wheel_answers_in_an_empty_folder(tmp_path: Path):
    built, installed, empty = (tmp_path / name for name in ("built", "installed", "empty"))
    empty.mkdir()
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
    answer = subprocess.run(
        [sys.executable, "-P", "-c", ANSWER, "advise", "learn sql", "--time", "3h/week for 6 weeks"],
        cwd=empty,
        env={**os.environ, "PYTHONPATH": str(installed)},
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    where, _, advice = answer.stdout.partition("\n")
    assert Path(where).is_relative_to(installed)
    assert "SQL for Data Science" in advice
