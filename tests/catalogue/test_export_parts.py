"""A catalogue in parts of which each can be imported by itself, and all of which together are the whole."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.documents import Document
from bot.catalogue.export_parts import MOST_PARTS, export_parts
from bot.catalogue.exporting import ExportFormat
from bot.catalogue.import_plan import SeenLayer, plan_import
from bot.catalogue.parsing import parsed_rows
from bot.catalogue.rows import credential_in, record_of
from bot.catalogue.seed import read_seed
from bot.domain.credential import Credential, Requirement, RequirementKind, Task
from bot.domain.errors import UserError
from tests import small_catalogue
from tests.catalogue.some_credentials import catalogues

TODAY = date(2026, 11, 24)
SEED = read_seed().credentials
FORMATS = pytest.mark.parametrize("export_format", ExportFormat)


def credential(credential_id: str, title: str) -> Credential:
    return replace(small_catalogue.credential(credential_id, title), summary="All of it.", topics=("data",))


def imported(part: Document) -> dict[str, Credential]:
    """What a part brings into an empty catalogue."""
    rows = list(parsed_rows(part, frozenset(), TODAY))
    plan = plan_import(rows, SeenLayer({}, ()), lambda _: ())
    assert [row.problems for row in plan.rows if row.problems] == []
    records = [change.after.record or "" for change in plan.changes]
    return {found.id: found for found in map(credential_in, records)}


def together(parts: Sequence[Document]) -> list[Credential]:
    found = [each for part in parts for each in imported(part).values()]
    return sorted(found, key=lambda each: each.id)


@FORMATS
def test_what_fits_is_one_file(export_format: ExportFormat):
    (part,) = export_parts(SEED, export_format)
    assert part.name.startswith("catalogue.")


@FORMATS
def test_the_seed_pack_in_parts_is_the_seed_pack(export_format: ExportFormat):
    parts = export_parts(SEED, export_format, most_bytes=200_000)
    assert len(parts) > 1
    assert parts[0].name.startswith(f"catalogue-1-of-{len(parts)}.")
    assert all(len(part.content) <= 200_000 for part in parts)
    assert together(parts) == sorted(SEED, key=lambda each: each.id)


@FORMATS
@settings(max_examples=40, deadline=None)
@given(catalogue=catalogues(), rows=st.integers(1, 5))
def test_any_catalogue_in_parts_is_the_catalogue(
    export_format: ExportFormat, catalogue: list[Credential], rows: int
):
    parts = export_parts(catalogue, export_format, most_rows=rows)
    assert [record_of(each) for each in together(parts)] == [record_of(each) for each in catalogue]


def chain(length: int) -> list[Credential]:
    """Each needs the one before it."""
    found = [credential("link-000", "Link")]
    for number in range(1, length):
        task = Task(f"link-{number:03}.1", "First the one before")
        prior = Requirement(RequirementKind.PRIOR_CREDENTIAL, (task,), found[-1].id)
        found.append(replace(credential(f"link-{number:03}", "Link"), requirements=(prior,)))
    return found


def test_what_names_one_another_stays_together():
    others = [credential(f"other-{number}", "Other") for number in range(4)]
    twins = [replace(others[0], twins=("other-3",)), *others[1:3], replace(others[3], twins=("other-0",))]
    parts = export_parts([*chain(3), *twins], ExportFormat.JSON, most_rows=3)
    assert [sorted(imported(part)) for part in parts] == [
        ["link-000", "link-001", "link-002"],
        ["other-0", "other-1", "other-3"],
        ["other-2"],
    ]


def test_more_than_ten_files_or_one_too_large_are_refused():
    many = [credential(f"many-{number:02}", "Many") for number in range(MOST_PARTS + 1)]
    assert len(export_parts(many[1:], ExportFormat.CSV, most_rows=1)) == MOST_PARTS
    with pytest.raises(UserError, match="export-too-large"):
        export_parts(many, ExportFormat.CSV, most_rows=1)
    with pytest.raises(UserError, match="export-too-large"):
        export_parts(chain(20), ExportFormat.CSV, most_bytes=2000)


def test_an_empty_catalogue_is_an_empty_file():
    (part,) = export_parts((), ExportFormat.JSON)
    assert part.content.split() == [b"[", b"]"]
