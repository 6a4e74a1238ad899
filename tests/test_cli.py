"""The command line as its users meet it: arguments in, standard output and error and an exit code out."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from bot.app.catalogue import build_adviser
from bot.catalogue.seed import read_seed
from bot.cli import main, today
from bot.domain.fit import Fit
from bot.domain.ports import Today
from bot.services.advice import Adviser

SQL = ["advise", "learn sql", "--time", "3h/week for 6 weeks"]
DEV_QUERIES = Path(__file__).parent / "queries" / "dev_queries.jsonl"
RESULT_KEYS = {"id", "title", "issuer", "fit", "effort_hours", "elapsed_weeks", "score", "why", "would_fit"}


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("BADGER_CATALOGUE", raising=False)
    monkeypatch.delenv("BADGER_LOG_LEVEL", raising=False)
    monkeypatch.chdir(tmp_path)


@cache
def _adviser_over_the_seed_pack() -> Adviser:
    return build_adviser(None, today)


@pytest.fixture(autouse=True)
def _one_seed_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    """The seed pack is read once for all tests here: nothing changes it."""

    def build(catalogue: Path | None, today: Today) -> Adviser:
        return build_adviser(catalogue, today) if catalogue else _adviser_over_the_seed_pack()

    monkeypatch.setattr("bot.app.catalogue.build_adviser", build)


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one sentence of a clear failure; nothing stands on standard output."""
    assert main(arguments) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def test_advice_for_people_names_what_fits_and_why(capsys: pytest.CaptureFixture[str]):
    assert main(SQL) == 0
    out = capsys.readouterr().out
    assert "SQL for Data Science" in out
    assert "✓ fits" in out


def test_advice_as_json_keeps_the_contract(capsys: pytest.CaptureFixture[str]):
    assert main([*SQL, "--json", "--limit", "3"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["goal", "budget", "confidence", "results"]
    assert answer["goal"] == "learn sql"
    assert answer["budget"] == {
        "hours_per_week": 3,
        "weeks": 6,
        "deadline": None,
        "total_hours": 18,
        "reading": "3 h a week for 6 weeks (= 18 h in all)",
    }
    assert answer["confidence"] == "strong"
    assert 1 <= len(answer["results"]) <= 3
    for result in answer["results"]:
        assert set(result) == RESULT_KEYS
        assert result["fit"] in set(Fit)
        assert result["why"]
    assert answer["results"][0]["id"] == "sql-data-science-ibm"


def test_without_a_time_the_budget_is_null(capsys: pytest.CaptureFixture[str]):
    main(["advise", "learn", "sql", "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert (answer["goal"], answer["budget"]) == ("learn sql", None)


def test_the_same_question_gets_the_same_answer(capsys: pytest.CaptureFixture[str]):
    answers = []
    for _ in range(2):
        main([*SQL, "--json"])
        answers.append(capsys.readouterr().out)
    assert answers[0] == answers[1]


def test_filters_hold(capsys: pytest.CaptureFixture[str]):
    main(["advise", "marketing", "--language", "es", "--cost", "free", "--json"])
    ids = [result["id"] for result in json.loads(capsys.readouterr().out)["results"]]
    assert ids
    assert "google-digital-marketing-ecommerce" not in ids


@pytest.mark.parametrize(
    "options",
    [
        ["--time", "soonish"],
        ["--time", "0h"],
        ["--time", "-3h"],
        ["--time", "200h/week"],
        ["--level", "wizard"],
        ["--cost", "cheap"],
        ["--language", "english"],
        ["--topic", "sqll"],
        ["--shown-by", "magic"],
        ["--limit", "0"],
        ["--limit", "26"],
        ["--catalogue", "nowhere.jsonl"],
    ],
)
def test_bad_input_gets_one_sentence_and_exit_code_1(options: list[str], capsys: pytest.CaptureFixture[str]):
    sentence = refusal(capsys, "advise", "learn sql", *options)
    assert sentence.count("\n") == 1
    assert "Traceback" not in sentence


def test_a_bad_time_gets_three_examples(capsys: pytest.CaptureFixture[str]):
    sentence = refusal(capsys, "advise", "learn sql", "--time", "soonish")
    assert sentence.count("“") == 4


def test_an_empty_goal_is_refused_as_json_too(capsys: pytest.CaptureFixture[str]):
    assert "Tell me what you want" in refusal(capsys, "advise", "--json")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["advise", "--colour"],
        ["advise", "x", "--time", "--json"],
        ["advise", "x", "--limit", "many"],
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str]):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2


@pytest.mark.parametrize("arguments", [["--help"], ["advise", "--help"], ["evaluate", "--help"]])
def test_help_has_examples(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 0
    assert "Example" in capsys.readouterr().out


def test_a_file_may_take_the_place_of_the_seed_pack(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    row = json.loads((Path(__file__).parent / "catalogue" / "sound_row.json").read_text(encoding="utf-8"))
    row["title"] = "Zeppelin Piloting"
    (tmp_path / "own.jsonl").write_text(json.dumps(row), encoding="utf-8")
    main(["advise", "zeppelin", "--catalogue", "own.jsonl", "--json"])
    (result,) = json.loads(capsys.readouterr().out)["results"]
    assert result["title"] == "Zeppelin Piloting"


def test_a_broken_catalogue_is_refused_with_every_error(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    (tmp_path / "broken.jsonl").write_text('{"id": "x"}\n{\n', encoding="utf-8")
    report = refusal(capsys, "advise", "sql", "--catalogue", "broken.jsonl").splitlines()
    assert "broken.jsonl is not used" in report[0]
    assert any("line 1" in line for line in report[1:])
    assert any("line 2" in line for line in report[1:])


def test_the_catalogue_can_be_set_in_the_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("BADGER_CATALOGUE", "nowhere.jsonl")
    assert "nowhere.jsonl" in refusal(capsys, "advise", "learn sql")


def test_the_log_says_what_was_read_where_it_is_asked_to(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("BADGER_LOG_LEVEL", "info")
    done = run("advise", "learn sql", "--json")
    assert "391 credentials from the seed pack" in done.stderr
    assert json.loads(done.stdout)["goal"] == "learn sql"


def test_a_wrong_setting_is_named_in_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("BADGER_LOG_LEVEL", "loud")
    sentence = refusal(capsys, "advise", "learn sql")
    assert "BADGER_LOG_LEVEL" in sentence
    assert sentence.count("\n") == 1


def test_evaluation_writes_rankings_and_prints_figures(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    assert main(["evaluate", str(DEV_QUERIES), "--rankings", "out.jsonl", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["ndcg_at_5"] >= 0.65
    assert figures["hit_at_1"] >= 0.62
    assert figures["no_match_recall"] >= 6 / 8
    rankings = [
        json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert len(rankings) == 80
    assert all(list(row) == ["qid", "ids", "confidence", "over_budget"] for row in rankings)
    queries = [json.loads(line) for line in DEV_QUERIES.read_text(encoding="utf-8").splitlines()]
    minimum = {found.id: found.effort.min_minutes or 0 for found in read_seed().credentials}
    for query, row in zip(queries, rankings, strict=True):
        hours = query["budget_hours"] or float("inf")
        over_budget = {found for found in row["ids"] if minimum[found] > hours * 60}
        assert over_budget <= set(row["over_budget"]), query["qid"]
    assert all(len(row["ids"]) <= 10 and set(row["over_budget"]) <= set(row["ids"]) for row in rankings)


def test_evaluation_prints_for_people_too(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    (tmp_path / "queries.jsonl").write_text('{"query": "learn sql"}\n', encoding="utf-8")
    assert main(["evaluate", "queries.jsonl"]) == 0
    assert "nDCG@5: not judged" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe\x00", b"[]"])
def test_unreadable_queries_are_refused(content: bytes, capsys: pytest.CaptureFixture[str], tmp_path: Path):
    (tmp_path / "queries.jsonl").write_bytes(content)
    assert refusal(capsys, "evaluate", "queries.jsonl").count("\n") == 1


def test_a_place_that_cannot_be_written_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    (tmp_path / "queries.jsonl").write_text('{"query": "learn sql"}\n', encoding="utf-8")
    assert "nowhere" in refusal(capsys, "evaluate", "queries.jsonl", "--rankings", "nowhere/out.jsonl")
    assert "missing.jsonl" in refusal(capsys, "evaluate", "missing.jsonl")


def test_the_seed_pack_passes_its_own_check(capsys: pytest.CaptureFixture[str]):
    assert main(["catalogue", "check"]) == 0
    assert "no error" in capsys.readouterr().out


def test_an_accident_is_told_with_an_id_and_logged(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def fail(*_: object) -> None:
        raise RuntimeError("the disk is on fire")

    monkeypatch.setattr("bot.app.catalogue.build_adviser", fail)
    assert main(SQL) == 1
    sentence = capsys.readouterr().err
    assert "error " in sentence
    assert "the disk is on fire" in caplog.text
    assert caplog.records[0].args is not None
    assert str(caplog.records[0].getMessage().split()[-1]) in sentence


def run(*arguments: str, standard_input: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(
        command, input=standard_input, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_a_conversation_through_pipes_keeps_prompts_out_of_the_data():
    done = run("advise", standard_input="learn sql\n3h/week for 6 weeks\n")
    assert done.returncode == 0
    assert "SQL for Data Science" in done.stdout
    assert "How much time do you have?" not in done.stdout
    assert "How much time do you have?" in done.stderr


def test_a_terminal_without_the_letters_gets_no_traceback(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    done = run("advise", "huerto en casa", "--language", "es")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_told_in_one_sentence():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "advise", "learn sql"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "could not be written" in done.stderr


def test_a_closed_output_is_told_in_one_sentence():
    command = f"{sys.executable} -m bot advise 'learn sql' >&-"
    done = subprocess.run(["bash", "-c", command], stderr=subprocess.PIPE, text=True, check=False)  # noqa: S607
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_a_closed_input_is_a_goodbye():
    command = f"{sys.executable} -m bot advise <&-"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)  # noqa: S607
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert "Good luck" in done.stdout


def test_queries_are_never_overwritten_by_their_rankings(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    (tmp_path / "queries.jsonl").write_text('{"query": "learn sql"}\n', encoding="utf-8")
    assert "overwrite" in refusal(capsys, "evaluate", "queries.jsonl", "--rankings", "./queries.jsonl")
    assert "learn sql" in (tmp_path / "queries.jsonl").read_text(encoding="utf-8")


def test_a_pipe_is_no_file_of_queries(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.jsonl")
    assert "not a file of queries" in refusal(capsys, "evaluate", "pipe.jsonl")


def test_a_long_report_is_cut(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    (tmp_path / "bad.jsonl").write_text("{\n" * 300, encoding="utf-8")
    report = refusal(capsys, "advise", "sql", "--catalogue", "bad.jsonl").splitlines()
    assert len(report) == 202
    assert "100 more" in report[-1]


def test_a_goal_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]):
    main(["advise", "learn \x1b[31msql\u202e\x07"])
    assert "\x1b" not in (out := capsys.readouterr().out)
    assert "\u202e" not in out
    refused = refusal(capsys, "advise", "sql", "--time", "\x1b[2Jsoon")
    assert "\x1b" not in refused


def test_a_pipe_is_no_catalogue_file(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.jsonl")
    assert "not a catalogue file" in refusal(capsys, "advise", "sql", "--catalogue", "pipe.jsonl")


def test_a_reader_that_leaves_early_is_no_error():
    command = f"{sys.executable} -m bot advise 'learn sql' | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)  # noqa: S607
    assert done.stderr == ""
