"""What is exported imports again to the same catalogue, in every format."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.csv_cells import guarded, unguarded
from bot.catalogue.documents import MAX_FIELD_CHARACTERS, Document
from bot.catalogue.exporting import SUFFIXES, ExportFormat, exported
from bot.catalogue.parsed_row import ParsedRow
from bot.catalogue.parsing import parsed_rows
from bot.catalogue.rows import credential_in, record_of
from bot.catalogue.seed import read_seed, read_topics, seed_folder
from bot.domain.credential import Credential, Requirement, RequirementKind, Task
from tests.catalogue.some_credentials import LETTERS, catalogues
from tests.small_catalogue import credential

TODAY = date(2026, 11, 24)
FORMATS = pytest.mark.parametrize("export_format", ExportFormat)


def read_again(credentials: Sequence[Credential], export_format: ExportFormat) -> list[ParsedRow]:
    text = "".join(exported(credentials, export_format))
    document = Document(f"catalogue.{SUFFIXES[export_format].value}", text.encode())
    return list(parsed_rows(document, read_topics(seed_folder()), TODAY))


def assert_same(rows: Sequence[ParsedRow], credentials: Sequence[Credential]) -> None:
    assert [row.problems for row in rows if row.problems] == []
    found = {row.credential_id: credential_in(row.record or "") for row in rows}
    assert found == {credential.id: credential for credential in credentials}
    assert [row.record for row in rows] == [
        record_of(each) for each in sorted(credentials, key=lambda each: each.id)
    ]


@FORMATS
def test_the_seed_pack_comes_back_as_it_was(export_format: ExportFormat):
    seed = read_seed().credentials
    rows = read_again(seed, export_format)
    assert_same(rows, seed)
    assert [
        row.notes for row in rows if any(note.message_id.startswith("import-") for note in row.notes)
    ] == []


@FORMATS
@settings(max_examples=60, deadline=None)
@given(catalogue=catalogues())
def test_any_catalogue_comes_back_as_it_was(export_format: ExportFormat, catalogue: list[Credential]):
    assert_same(read_again(catalogue, export_format), catalogue)


@FORMATS
def test_the_longest_list_of_tasks_comes_back(export_format: ExportFormat):
    long = replace(
        credential("long", "Long"),
        topics=("data",),
        summary="long",
        requirements=tuple(
            Requirement(RequirementKind.LESSONS, tuple(Task(f"long.{at}-{n}", "|" * 200) for n in range(100)))
            for at in range(50)
        ),
    )
    assert_same(read_again([long], export_format), [long])


def test_no_cell_is_longer_than_an_import_takes():
    tasks = tuple(Task(f"long.{n}", "x" * 200) for n in range(100))
    long = replace(credential("long", "Long"), requirements=(Requirement(RequirementKind.QUIZ, tasks),) * 9)
    cells = [
        cell for row in csv.reader(io.StringIO("".join(exported([long], ExportFormat.CSV)))) for cell in row
    ]
    assert max(map(len, cells)) <= MAX_FIELD_CHARACTERS


@given(st.text(LETTERS | st.sampled_from("'=+-@\t\r\n \u00a0"), max_size=30))
def test_no_cell_is_a_formula_and_every_cell_can_be_read_back(text: str):
    cell = guarded(text)
    assert unguarded(cell) == text
    assert cell in {text, f"'{text}"}
    beginnings = [line.lstrip() for line in cell.split("\n")]
    if cell == text:
        assert not any(line.startswith(tuple("=+-@\uff1d\uff0b\uff0d\uff20")) for line in beginnings)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\u00a0=1", "x\n=1", "\uff1d1"]
)
def test_formulas_are_disarmed(text: str):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["'Round Midnight", "Ready, set", "a=b", "''", "2-day course"])
def test_other_texts_stay_as_they_are(text: str):
    assert guarded(text) == text == unguarded(text)


def test_a_ctdl_file_says_what_ctdl_asks_for():
    (node,) = json.loads("".join(exported([read_seed().credentials[0]], ExportFormat.CTDL)))["@graph"]
    required = {"ctid", "name", "description", "subjectWebpage", "ownedBy", "credentialStatusType"}
    assert {f"ceterms:{name}" for name in required} | {"@type", "@id"} <= set(node)


@FORMATS
def test_the_same_catalogue_gives_the_same_file(export_format: ExportFormat):
    seed = read_seed().credentials
    assert list(exported(seed, export_format)) == list(exported(reversed(seed), export_format))
