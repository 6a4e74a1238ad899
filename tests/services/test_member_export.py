"""What a member takes along: files that Discord takes, whole or in parts, safe in a spreadsheet."""

import csv
import io
import json
from typing import Any

from bot.services.member_export import MemberExport, cells_of

ROWS = (("entry", "note"), *(cells_of((number, f"=SUM({number})")) for number in range(200)))
DATA: dict[str, Any] = {
    "user_id": "1",
    "searches": [{"guild_id": "2", "goal": f"+goal {number}"} for number in range(100)],
    "enrolments": [],
    "settings": [{"weekly_minutes": 60}],
}
SEARCHES = (("goal",), *(cells_of([row["goal"]]) for row in DATA["searches"]))
EXPORT = MemberExport(DATA, ROWS, {"searches": SEARCHES, "enrolments": (("credential",),)})


def test_each_table_with_something_in_it_is_a_file():
    names = [each.name for each in EXPORT.documents()]
    assert names == ["badger-data.json", "badger-ledger.csv", "badger-searches.csv"]
    assert [each.name for each in MemberExport({"user_id": "1"}, ROWS[:1]).documents()] == [
        "badger-data.json"
    ]


def test_what_is_too_large_comes_in_parts_that_hold_all_of_it_once():
    most_bytes = 2000
    documents = EXPORT.documents(most_bytes)
    assert all(len(each.content) <= most_bytes for each in documents)
    parts = [json.loads(each.content) for each in documents if each.name.endswith(".json")]
    assert len(parts) > 1
    assert documents[0].name == f"badger-data-1-of-{len(parts)}.json"
    assert {part["user_id"] for part in parts} == {"1"}
    assert [row for part in parts for row in part.get("searches", [])] == DATA["searches"]
    assert [row for part in parts for row in part.get("settings", [])] == DATA["settings"]
    tables = [
        list(csv.reader(io.StringIO(each.content.decode("utf-8-sig"))))
        for each in documents
        if each.name.startswith("badger-ledger")
    ]
    assert {tuple(table[0]) for table in tables} == {ROWS[0]}
    assert [tuple(row) for table in tables for row in table[1:]] == list(ROWS[1:])


def test_no_cell_is_a_formula():
    for document in EXPORT.documents():
        if document.name.endswith(".csv"):
            rows = csv.reader(io.StringIO(document.content.decode("utf-8-sig")))
            assert not [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell]


def test_a_spreadsheet_knows_how_the_letters_are_written():
    assert all(
        each.content.startswith(b"\xef\xbb\xbf") for each in EXPORT.documents(2000) if each.name[-3:] == "csv"
    )
