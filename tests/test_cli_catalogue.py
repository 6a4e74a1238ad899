"""`badger catalogue import` and `export` as their users meet them."""

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.catalogue.sample import import_sample
from bot.catalogue.seed import read_seed
from bot.cli import main

SEED_SIZE = len(read_seed().credentials)
KNOTS = "knots-and-lashings-badge-example-scouts"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("BADGER_CATALOGUE", "BADGER_LOG_LEVEL", "BADGER_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def sample(tmp_path: Path) -> str:
    document = import_sample()
    (tmp_path / document.name).write_bytes(document.content)
    return document.name


def exported(capsysbinary: pytest.CaptureFixture[bytes], *options: str) -> bytes:
    assert main(["catalogue", "export", *options]) == 0
    return capsysbinary.readouterr().out


def test_an_import_says_what_became_of_each_row(capsys: pytest.CaptureFixture[str], sample: str):
    assert main(["catalogue", "import", sample]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"Line 2, {KNOTS}: added",
        "Line 4, community-interpreter-example-city-college: added",
        "2 added, 0 changed, 0 unchanged, 0 refused.",
    ]
    assert main(["catalogue", "import", sample]) == 0
    assert capsys.readouterr().out == "0 added, 0 changed, 2 unchanged, 0 refused.\n"


def test_a_dry_run_changes_nothing(capsys: pytest.CaptureFixture[str], sample: str):
    for _ in range(2):
        assert main(["catalogue", "import", sample, "--dry-run"]) == 0
        assert "2 added" in capsys.readouterr().out


def test_the_report_as_json(capsys: pytest.CaptureFixture[str], sample: str):
    assert main(["catalogue", "import", sample, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["applied"]
    assert not report["dry_run"]
    assert report["counts"] == {"added": 2, "changed": 0, "unchanged": 0, "refused": 0}
    assert report["rows"][0] == {
        "line": 2,
        "id": KNOTS,
        "title": "Knots and Lashings Badge",
        "outcome": "added",
        "problems": [],
        "notes": [],
    }


def test_a_refused_row_refuses_the_file_with_exit_code_1(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, sample: str
):
    spoilt = (tmp_path / sample).read_text(encoding="utf-8-sig").replace(",paid,", ",cheap,")
    (tmp_path / "spoilt.csv").write_text(spoilt, encoding="utf-8")
    assert main(["catalogue", "import", "spoilt.csv"]) == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines()[0].startswith(
        "Line 4, community-interpreter-example-city-college: refused: cost_class"
    )
    (sentence,) = captured.err.splitlines()
    assert sentence.startswith("Nothing was imported, because one row of spoilt.csv is refused.")
    assert main(["catalogue", "import", sample, "--dry-run"]) == 0
    assert "2 added" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"title;issuer\na;b"),
        ("a.csv", "title,issuer\nCafé,x".encode("latin-1")),
        ("a.csv", "title,issuer\na,b".encode("utf-16")),
        ("a.json", b"[" * 100_000),
        ("a.jsonl", b'{"a": ' * 100_000),
        ("a.jsonld", b"[" * 100_000),
        ("a.zip", b"PK\x03\x04"),
        ("a.csv", b"PK\x03\x04"),
        ("a.json", b""),
    ],
)
def test_a_bad_file_gets_one_sentence_and_exit_code_1(
    name: str, content: bytes, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    (tmp_path / name).write_bytes(content)
    assert main(["catalogue", "import", name]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_pipe_a_folder_and_nothing_are_no_files(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    for name in ("pipe.csv", "folder.csv", "nothing.csv"):
        assert main(["catalogue", "import", name]) == 1
        assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("server", ["0", "-1", str(2**63)])
def test_a_server_that_cannot_be_is_refused(server: str, capsys: pytest.CaptureFixture[str], sample: str):
    assert main(["catalogue", "import", sample, f"--server={server}"]) == 1
    assert "--server" in capsys.readouterr().err


@pytest.mark.parametrize(("export_format", "suffix"), [("csv", "csv"), ("json", "json"), ("ctdl", "jsonld")])
def test_what_is_exported_imports_again_to_the_same(
    export_format: str, suffix: str, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path, sample: str
):
    main(["catalogue", "import", sample])
    capsysbinary.readouterr()
    first = exported(capsysbinary, "--format", export_format)
    (tmp_path / f"all.{suffix}").write_bytes(first)
    assert main(["catalogue", "import", f"all.{suffix}"]) == 0
    counted = f"0 added, 0 changed, {SEED_SIZE + 2} unchanged, 0 refused.\n"
    assert capsysbinary.readouterr().out.decode() == counted
    assert exported(capsysbinary, "--format", export_format) == first


def test_a_server_has_its_own_layer(capsysbinary: pytest.CaptureFixture[bytes], sample: str):
    main(["catalogue", "import", sample, "--server", "77"])
    capsysbinary.readouterr()
    assert KNOTS.encode() in exported(capsysbinary, "--format", "json", "--server", "77")
    for options in ((), ("--server", "78")):
        assert KNOTS.encode() not in exported(capsysbinary, "--format", "json", *options)


def test_a_catalogue_of_ones_own_takes_the_place_of_the_seed_pack(
    capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    rows = json.loads(exported(capsysbinary, "--format", "json"))[:3]
    (tmp_path / "own.json").write_text(json.dumps(rows), encoding="utf-8")
    monkeypatch.setenv("BADGER_CATALOGUE", "own.json")
    assert json.loads(exported(capsysbinary, "--format", "json")) == rows


def test_the_format_of_an_export_must_be_one_of_three(capsys: pytest.CaptureFixture[str]):
    for arguments in (["catalogue", "export"], ["catalogue", "export", "--format", "xlsx"]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2
    assert "--format" in capsys.readouterr().err


def test_advice_opens_no_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["advise", "learn sql", "--json"]) == 0
    assert capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_a_long_file_shows_a_bar_where_somebody_can_see_it(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "bot", "catalogue", "export", "--format", "csv"],
        check=True,
        capture_output=True,
    )
    (tmp_path / "all.csv").write_bytes(done.stdout)
    master, terminal = os.openpty()
    subprocess.run(
        [sys.executable, "-m", "bot", "catalogue", "import", "all.csv"],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=terminal,
    )
    os.close(terminal)
    seen = os.read(master, 65_536).decode()
    os.close(master)
    assert re.search(r"Importing all\.csv", seen)


def test_the_report_on_every_row_is_written_to_a_file(sample: str, tmp_path: Path):
    assert main(["catalogue", "import", sample, "--report", "out.csv"]) == 0
    heading, *rows = csv.reader((tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines())
    assert heading[:4] == ["line", "id", "title", "outcome"]
    assert [row[:4] for row in rows] == [
        ["2", KNOTS, "Knots and Lashings Badge", "added"],
        ["4", "community-interpreter-example-city-college", "Community Interpreter", "added"],
    ]


def test_a_refused_file_has_a_report_too(tmp_path: Path):
    (tmp_path / "bad.csv").write_text("title,url\n=1+1,ftp://x\n")
    assert main(["catalogue", "import", "bad.csv", "--report", "out.csv"]) == 1
    report = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert "refused" in report
    assert ",'=1+1," in report


@pytest.mark.parametrize(
    ("place", "words"),
    [("import-sample.csv", "overwrite the file to import"), ("no/out.csv", "cannot write")],
)
def test_a_report_that_cannot_be_written_stops_the_import(
    capsys: pytest.CaptureFixture[str], sample: str, place: str, words: str
):
    assert main(["catalogue", "import", sample, "--report", place]) == 1
    assert words in capsys.readouterr().err
    assert main(["catalogue", "import", sample]) == 0
    assert "2 added" in capsys.readouterr().out
