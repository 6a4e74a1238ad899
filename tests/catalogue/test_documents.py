"""What is no catalogue gets one sentence, and says how to mend it."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.documents import MAX_FIELD_CHARACTERS, Document
from bot.catalogue.exporting import ExportFormat, exported
from bot.catalogue.parsed_row import ParsedRow
from bot.catalogue.parsing import parsed_rows
from bot.catalogue.seed import read_seed
from bot.domain.errors import UserError
from bot.wording.texts import error_text, load_texts

TEXTS = load_texts("en")
SEED = read_seed().credentials[:3]
CSV = "".join(exported(SEED, ExportFormat.CSV))
JSON = "".join(exported(SEED, ExportFormat.JSON))
CTDL = "".join(exported(SEED, ExportFormat.CTDL))


def rows_of(name: str, content: bytes) -> list[ParsedRow]:
    return list(parsed_rows(Document(name, content), frozenset(), date(2026, 11, 24)))


REFUSED: list[tuple[str, bytes, str]] = [
    ("table.txt", CSV.encode(), "import-suffix-unknown"),
    ("table", CSV.encode(), "import-suffix-unknown"),
    ("table.csv", b"", "import-file-empty"),
    ("table.csv", b" \r\n\r\n", "import-file-empty"),
    ("table.csv", CSV.split("\r\n", maxsplit=1)[0].encode(), "import-file-empty"),
    ("table.csv", CSV.encode("utf-16"), "import-utf16"),
    ("table.csv", CSV.encode("utf-16-le"), "import-utf16"),
    ("table.csv", CSV.encode("utf-16-be"), "import-utf16"),
    ("table.csv", "title,issuer\nCafé,x".encode("latin-1"), "import-not-utf8"),
    ("table.csv", CSV.encode() + b"\0", "import-nul"),
    ("list.json", JSON.encode() + b"\0", "import-nul"),
    ("table.csv", CSV.replace(",", ";").encode(), "import-csv-semicolons"),
    ("table.csv", b"title\tissuer\na\tb", "import-csv-tabs"),
    ("table.csv", b"title|issuer\na|b", "import-csv-bars"),
    ("table.csv", b"name,issuer\na,b", "import-csv-no-header"),
    ("table.csv", b"title,prize\na,b", "import-csv-column-unknown"),
    ("table.csv", b"title,Title\na,b", "import-csv-column-twice"),
    ("table.csv", b'title,issuer\n"a,b', "import-csv-broken"),
    ("table.csv", b"title\n" + b"a\n" * 10_001, "import-too-many-rows"),
    ("table.csv", JSON.encode(), "import-json-as-csv"),
    ("table.csv", b"<!doctype html>", "import-web-page"),
    ("table.csv", b"PK\x03\x04 and so on", "import-archive"),
    ("list.json", b"\x1f\x8b\x08", "import-archive"),
    ("list.json", b"\0" * 257 + b"ustar", "import-archive"),
    ("list.json", CSV.encode(), "import-not-json"),
    ("list.json", CTDL.encode(), "import-ctdl-as-json"),
    ("lines.jsonl", JSON.encode(), "import-list-as-lines"),
    ("graph.jsonld", b"[" * 100_000, "import-too-deep"),
    ("graph.jsonld", CTDL.encode()[:-9], "import-json-broken"),
    ("graph.jsonld", b'{"a": NaN}', "import-number-not-one"),
    ("graph.jsonld", b'{"a": ' + b"9" * 5000 + b"}", "import-number-too-long"),
    ("graph.jsonld", b'{"a": 1, "a": 2}', "import-key-twice"),
    ("graph.jsonld", b'{"@graph": []}', "import-ctdl-nothing"),
]


@pytest.mark.parametrize(("name", "content", "message_id"), REFUSED)
def test_a_file_that_is_no_catalogue_gets_one_sentence(name: str, content: bytes, message_id: str):
    with pytest.raises(UserError) as refused:
        rows_of(name, content)
    assert refused.value.message_id == message_id
    assert error_text(TEXTS, refused.value)


ROW_PROBLEMS: list[tuple[str, str, str]] = [
    ("list.json", '[{"id": "a", "id": "b"}]', "catalogue-key-twice"),
    ("list.json", '[{"id": NaN}]', "catalogue-number-not-one"),
    ("list.json", f'[{{"id": {"9" * 5000}}}]', "catalogue-number-too-long"),
    ("lines.jsonl", '{"a":' * 100_000, "catalogue-json-too-deep"),
    ("lines.jsonl", '{"id": "a"', "catalogue-json-broken"),
    ("table.csv", f"title,summary\na,{'x' * (MAX_FIELD_CHARACTERS + 1)}", "catalogue-text-too-long"),
    ("table.csv", "title,issuer\na,b,c", "import-csv-cells"),
    ("table.csv", f"title,effort_min_hours\na,{'9' * 5000}", "import-number-unreadable"),
    ("table.csv", "title,effort_min_hours\na,NaN", "import-number-unreadable"),
    ("table.csv", "title,requirements\na,just do it", "import-task-unreadable"),
]


@pytest.mark.parametrize(("name", "text", "message_id"), ROW_PROBLEMS)
def test_a_row_that_cannot_be_read_says_why(name: str, text: str, message_id: str):
    (row,) = rows_of(name, text.encode())
    assert message_id in [problem.message_id for problem in row.problems]
    for problem in row.problems:
        assert TEXTS(problem.message_id, **problem.arguments)


@pytest.mark.parametrize(("name", "text"), [("a.csv", CSV), ("a.json", JSON), ("a.jsonld", CTDL)])
def test_the_mark_of_utf8_is_stepped_over(name: str, text: str):
    assert rows_of(name, b"\xef\xbb\xbf" + text.encode()) == rows_of(name, text.encode())


def test_rows_know_their_lines():
    lines = "\n".join(json.dumps(row) for row in json.loads(JSON))
    assert [row.line for row in rows_of("a.jsonl", lines.encode())] == [1, 2, 3]
    assert [row.line for row in rows_of("a.jsonld", CTDL.encode())] == [2, 3, 4]
    table = 'title,requirements\nA,"lessons | x\nlessons | y"\nB,'
    assert [row.line for row in rows_of("a.csv", table.encode())] == [2, 4]


@given(st.sampled_from(["a.csv", "a.json", "a.jsonl", "a.jsonld"]), st.binary(max_size=300))
def test_no_content_makes_it_fail(name: str, content: bytes):
    for start in (b"", b"title\n", b"[", b"{"):
        assert said_of(name, start + content)


def said_of(name: str, content: bytes) -> list[str]:
    """What is said of the file or its rows."""
    try:
        rows = rows_of(name, content)
    except UserError as refused:
        return [error_text(TEXTS, refused)]
    return [str(row) for row in rows]
