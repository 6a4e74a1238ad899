"""`badger backup` and `badger restore` as who runs Badger meets them."""

from pathlib import Path

import pytest

from bot.cli import main


@pytest.fixture(autouse=True)
def _in_an_empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("BADGER_CATALOGUE", "BADGER_LOG_LEVEL", "BADGER_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def database(capsys: pytest.CaptureFixture[str]) -> Path:
    """The database in this folder, made by its first use."""
    assert main(["catalogue", "export", "--format", "csv"]) == 0
    capsys.readouterr()
    return Path("badger.sqlite3")


def test_a_backup_says_where_it_is_and_can_be_restored(database: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["backup"]) == 0
    backup = capsys.readouterr().out.strip()
    assert Path(backup).parent == Path("backups")
    assert main(["restore", backup]) == 1
    assert "Add --force" in capsys.readouterr().err
    assert main(["restore", backup, "--force"]) == 0
    assert "What was there before is in backups/" in capsys.readouterr().out
    database.unlink()
    assert main(["restore", backup]) == 0
    assert capsys.readouterr().out == "Done. Start Badger again.\n"
    assert main(["backup", "mine.sqlite3"]) == 0
    assert capsys.readouterr().out == "mine.sqlite3\n"


def test_how_many_old_ones_were_deleted_is_said_aside(database: Path, capsys: pytest.CaptureFixture[str]):
    assert database.exists()
    Path("backups").mkdir()
    for day in (1, 2):
        Path("backups", f"badger-2020010{day}T000000Z.sqlite3").touch()
    assert main(["backup", "--keep-days", "7"]) == 0
    told = capsys.readouterr()
    assert told.out.count("\n") == 1
    assert told.err == "2 backups that were older than 7 days are deleted.\n"


def test_erasures_are_replayed_without_a_file(database: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["restore", "--replay-erasures-from", f"sqlite:///{database}"]) == 0
    assert capsys.readouterr().out == "Done. Nobody here had to be erased again.\n"


@pytest.mark.parametrize("days", ["0", "-1", "3651"])
def test_days_that_cannot_be_are_refused(capsys: pytest.CaptureFixture[str], days: str):
    assert main(["backup", f"--keep-days={days}"]) == 1
    assert capsys.readouterr().err == "--keep-days takes a whole number from 1 to 3,650.\n"


@pytest.mark.parametrize("arguments", [[], ["a", "--replay-erasures-from", "b"]])
def test_one_restores_a_file_or_replays_erasures(arguments: list[str]):
    with pytest.raises(SystemExit) as stopped:
        main(["restore", *arguments])
    assert stopped.value.code == 2
