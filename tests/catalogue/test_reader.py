"""The reader reports every error of every file, and nothing that a file holds makes it raise."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.documents import MAX_ROWS
from bot.catalogue.reader import read_catalogue, read_documents
from bot.catalogue.reading import CatalogueReading
from bot.domain.credential import Confidence, CreditStatus, WeeksRange
from bot.domain.errors import UserError

ROW = json.loads((Path(__file__).parent / "sound_row.json").read_text(encoding="utf-8"))
Read = Callable[..., CatalogueReading]


def _ids(reading: CatalogueReading) -> list[str]:
    return [problem.message_id for problem in reading.problems]


def test_a_sound_row_becomes_a_credential(row: dict[str, Any], read: Read) -> None:
    reading = read(row)
    assert reading.problems == ()
    (credential,) = reading.credentials
    assert credential.issuer_line == "Example School (Coursera)"
    assert (credential.effort.min_minutes, credential.effort.max_minutes) == (90, 240)
    assert credential.effort.confidence is Confidence.HIGH
    assert credential.typical_weeks == WeeksRange(1, 2.5)
    assert credential.valid_months == 36
    assert [task.id for task in credential.tasks] == ["sql-basics.1", "sql-basics.2"]
    assert credential.credit is not None
    assert credential.credit.status is CreditStatus.VARIES


SPOILT: list[tuple[str, Callable[[dict[str, Any]], object], str, str]] = [
    ("no title", lambda row: row.pop("title"), "catalogue-field-missing", "title"),
    ("unknown field", lambda row: row.update(hours=3), "catalogue-field-unknown", "hours"),
    ("unknown level", lambda row: row.update(level="easy"), "catalogue-word-unknown", "level"),
    (
        "unknown kind",
        lambda row: row["requirements"][1].update(kind="test"),
        "catalogue-word-unknown",
        "requirements[1].kind",
    ),
    ("title of blanks", lambda row: row.update(title="  "), "catalogue-text-unclean", "title"),
    ("title of two lines", lambda row: row.update(title="a\nb"), "catalogue-text-unclean", "title"),
    ("NUL", lambda row: row.update(summary="a\0b"), "catalogue-text-unclean", "summary"),
    ("turned text", lambda row: row.update(summary="a\u202eb"), "catalogue-text-unclean", "summary"),
    ("long title", lambda row: row.update(title="a" * 201), "catalogue-text-too-long", "title"),
    ("capital id", lambda row: row.update(id="SQL"), "catalogue-id-malformed", "id"),
    ("number for a text", lambda row: row.update(title=3), "catalogue-field-wrong", "title"),
    ("text for a number", lambda row: row.update(cost_amount="49"), "catalogue-number-wrong", "cost_amount"),
    (
        "no hours at all",
        lambda row: row.update(effort_min_hours=0),
        "catalogue-number-wrong",
        "effort_min_hours",
    ),
    (
        "crossed hours",
        lambda row: row.update(effort_min_hours=9),
        "catalogue-range-crossed",
        "effort_max_hours",
    ),
    (
        "crossed weeks",
        lambda row: row.update(typical_weeks=[3, 1]),
        "catalogue-range-crossed",
        "typical_weeks",
    ),
    ("no month", lambda row: row.update(valid_months=0), "catalogue-number-wrong", "valid_months"),
    ("half a month", lambda row: row.update(valid_months=1.5), "catalogue-number-wrong", "valid_months"),
    ("too long", lambda row: row.update(valid_months=601), "catalogue-number-wrong", "valid_months"),
    ("one week", lambda row: row.update(typical_weeks=[3]), "catalogue-field-missing", "typical_weeks[1]"),
    ("javascript", lambda row: row.update(url="javascript:alert(1)"), "catalogue-link-malformed", "url"),
    (
        "no currency",
        lambda row: row.pop("cost_currency"),
        "catalogue-amount-without-currency",
        "cost_currency",
    ),
    ("no amount", lambda row: row.pop("cost_amount"), "catalogue-currency-without-amount", "cost_currency"),
    (
        "credit without status",
        lambda row: row["credit"].pop("status"),
        "catalogue-field-missing",
        "credit.status",
    ),
    ("language", lambda row: row.update(language="English"), "catalogue-language-unknown", "language"),
    (
        "date",
        lambda row: row["source"].update(checked_on="today"),
        "catalogue-date-malformed",
        "source.checked_on",
    ),
    (
        "misplaced prior credential",
        lambda row: row["requirements"][0].update(credential="x"),
        "catalogue-credential-misplaced",
        "requirements[0].credential",
    ),
    (
        "crossed task hours",
        lambda row: row["requirements"][0]["tasks"][0].update(hours_min=5),
        "catalogue-range-crossed",
        "requirements[0].tasks[0].hours_max",
    ),
]


@pytest.mark.parametrize(
    ("spoil", "message_id", "field"), [case[1:] for case in SPOILT], ids=[case[0] for case in SPOILT]
)
def test_a_spoilt_field_is_named(
    spoil: Callable[[dict[str, Any]], object], message_id: str, field: str, row: dict[str, Any], read: Read
) -> None:
    spoil(row)
    reading = read(row)
    assert reading.credentials == ()
    assert [(p.message_id, p.arguments["field"], p.line) for p in reading.problems] == [
        (message_id, field, 1)
    ]


@pytest.mark.parametrize(
    ("text", "message_id"),
    [
        ("{", "catalogue-json-broken"),
        ("nonsense", "catalogue-json-broken"),
        ("[1, 2]", "catalogue-row-not-object"),
        ("[" * 100_000, "catalogue-json-too-deep"),
        ('{"a":' * 100_000, "catalogue-json-too-deep"),
        ("[" * 500 + "]" * 500, "catalogue-row-not-object"),
        ('{"a": ' + "[" * 500 + "]" * 500 + "}", "catalogue-json-refused"),
        ('{"effort_min_hours": ' + "9" * 5000 + "}", "catalogue-number-too-long"),
        ('{"title": "\\ud800"}', "catalogue-json-refused"),
        ('{"title": "a\0b"}', "catalogue-json-broken"),
    ],
)
def test_a_row_that_is_no_usable_json_is_one_problem(
    text: str, message_id: str, row: dict[str, Any], read: Read
) -> None:
    reading = read(text, row)
    assert [(problem.message_id, problem.line) for problem in reading.problems] == [(message_id, 1)]
    assert [credential.id for credential in reading.credentials] == ["sql-basics"]


@pytest.mark.parametrize(
    ("number", "message_id"),
    [
        ("NaN", "catalogue-number-not-one"),
        ("Infinity", "catalogue-number-not-one"),
        ("-Infinity", "catalogue-number-not-one"),
        ("1e999", "catalogue-number-wrong"),
        ("9" * 400, "catalogue-number-wrong"),
    ],
)
def test_numbers_that_are_none_are_refused(number: str, message_id: str, read: Read) -> None:
    reading = read(json.dumps(ROW).replace('"effort_max_hours": 4', f'"effort_max_hours": {number}'))
    assert _ids(reading) == [message_id]


def test_all_errors_of_a_row_come_at_once(row: dict[str, Any], read: Read) -> None:
    row.update(level="easy", effort_min_hours=9, hours=1, typical_weeks=[2, 1])
    row.pop("cost_currency")
    assert sorted(_ids(read(row))) == [
        "catalogue-amount-without-currency",
        "catalogue-field-unknown",
        "catalogue-range-crossed",
        "catalogue-range-crossed",
        "catalogue-word-unknown",
    ]


def test_a_key_that_stands_twice_is_refused_at_any_depth(read: Read) -> None:
    text = (
        json.dumps(ROW)
        .replace('"level":', '"level": "mixed", "level":')
        .replace('"kind":', '"kind": 1, "kind":', 1)
    )
    reading = read(text)
    assert [problem.arguments["key"] for problem in reading.problems] == ["kind", "level"]
    assert reading.credentials == ()


def test_an_id_is_taken_across_files_even_by_a_row_with_errors(row: dict[str, Any]) -> None:
    broken = json.dumps(row | {"level": "easy"}).encode()
    reading = read_documents([("a.jsonl", b"\n" + broken), ("b.jsonl", json.dumps(row).encode())])
    assert [(p.file, p.line, p.credential_id, p.message_id) for p in reading.problems] == [
        ("a.jsonl", 2, "sql-basics", "catalogue-word-unknown"),
        ("b.jsonl", 1, "sql-basics", "catalogue-id-twice"),
    ]
    assert dict(reading.problems[1].arguments) == {"file": "a.jsonl", "line": 2}


def test_every_error_of_every_file_of_a_folder_is_reported(tmp_path: Path, row: dict[str, Any]) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\xff\xfe\n" + json.dumps(row).encode() + b"\r\n{\n")
    (tmp_path / "b.json").write_text(json.dumps([{"id": "x"}, 3], indent=1), encoding="utf-8")
    (tmp_path / "c.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "d.jsonl").mkdir()
    (tmp_path / "notes.txt").write_text("not read", encoding="utf-8")
    reading = read_catalogue(tmp_path)
    found = {(problem.file, problem.line, problem.message_id) for problem in reading.problems}
    assert [credential.id for credential in reading.credentials] == ["sql-basics"]
    assert found >= {
        ("a.jsonl", 1, "catalogue-encoding-wrong"),
        ("a.jsonl", 3, "catalogue-json-broken"),
        ("b.json", 2, "catalogue-field-missing"),
        ("b.json", 5, "catalogue-row-not-object"),
        ("c.jsonl", 1, "catalogue-file-empty"),
        ("d.jsonl", 1, "catalogue-file-unreadable"),
    }


def test_a_list_is_read_as_the_lines_are(row: dict[str, Any], read: Read) -> None:
    text = "\ufeff" + json.dumps([row], indent=2)
    reading = read_documents([("list.json", text.encode())])
    assert reading.problems == ()
    assert reading.credentials == read(row).credentials


@pytest.mark.parametrize(
    ("text", "message_id"),
    [
        ("", "catalogue-list-expected"),
        ("{}", "catalogue-list-expected"),
        ("[]", "catalogue-file-empty"),
        ("[", "catalogue-json-broken"),
        ("[ROW,]", "catalogue-json-broken"),
        ("[ROW", "catalogue-list-broken"),
        ("[ROW ROW]", "catalogue-list-broken"),
        ("[ROW] x", "catalogue-list-broken"),
        ("[" * 100_000, "catalogue-json-too-deep"),
    ],
)
def test_a_broken_list_is_reported(text: str, message_id: str) -> None:
    content = text.replace("ROW", json.dumps(ROW)).encode()
    assert _ids(read_documents([("list.json", content)])) == [message_id]


def test_too_many_rows_end_the_reading() -> None:
    reading = read_documents([("rows.jsonl", b"3\n" * (MAX_ROWS + 5))])
    assert _ids(reading).count("catalogue-too-many-rows") == 1


def test_values_are_shown_short_and_without_control_characters(row: dict[str, Any], read: Read) -> None:
    row["level"] = "\x1b[31m\u202e" + "x" * 5000
    (problem,) = read(row).problems
    assert str(problem.arguments["value"]).startswith("\ufffd[31m\ufffdxxx")
    assert len(str(problem.arguments["value"])) == 81


def test_what_is_no_catalogue_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("id", encoding="utf-8")
    cases = {
        tmp_path / "missing.jsonl": "catalogue-file-missing",
        tmp_path / "table.csv": "catalogue-file-not-one",
        tmp_path: "catalogue-folder-empty",
        tmp_path / ("x" * 5000): "catalogue-path-unreadable",
    }
    for path, message_id in cases.items():
        with pytest.raises(UserError) as caught:
            read_catalogue(path)
        assert caught.value.message_id == message_id


JSON_LIKE = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*ROW, "x"]) | st.text(), inner)
    ),
    max_leaves=12,
)


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")), st.booleans())
def test_no_bytes_make_it_raise(content: bytes, as_list: bool) -> None:  # drawn by hypothesis
    read_documents([("x.json" if as_list else "x.jsonl", content)])


@given(st.dictionaries(st.sampled_from([*ROW, "x"]), JSON_LIKE))
def test_no_values_make_it_raise_or_pass_unseen(changes: dict[str, Any]) -> None:
    reading = read_documents([("x.jsonl", json.dumps(ROW | changes).encode())])
    assert len(reading.credentials) + bool(reading.problems) == 1


@given(st.integers(0, 2000), st.binary(min_size=1, max_size=3))
def test_a_row_with_one_damaged_place_is_reported_or_still_a_credential(place: int, damage: bytes) -> None:
    content = json.dumps(ROW).encode()
    place %= len(content)
    reading = read_documents([("x.jsonl", content[:place] + damage + content[place + 1 :])])
    assert reading.credentials or reading.problems
