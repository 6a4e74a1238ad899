"""The cards of an import: what they say, and that Discord takes them."""

import pytest

from bot.catalogue.import_plan import ImportPlan, Outcome, PlannedRow
from bot.catalogue.problems import Problem
from bot.discord_ui.cards.card import CardFile
from bot.discord_ui.cards.import_report import (
    MOST_ROWS,
    import_card,
    progress_card,
    report_name,
    sample_card,
)
from bot.domain.catalogue_layers import Entry, EntryChange, EntryStatus, published_again
from bot.services.catalogue_import import ImportReport
from bot.services.catalogue_uploads import CheckedFile
from bot.wording.texts import load_texts
from tests.discord_ui.fakes import words_of
from tests.discord_ui.limits import faults_of

TEXTS = load_texts("en")
UPLOAD = "u" * 12
REPORT = CardFile("report-list.csv", b"line")


def change(credential_id: str) -> EntryChange:
    return published_again(Entry(credential_id, EntryStatus.INHERITED), credential_id, "{}")


def words(*rows: PlannedRow, upload_id: str | None = None, applied: bool = False, dry: bool = True) -> str:
    changes = tuple(change(str(row.line)) for row in rows if row.outcome in {Outcome.ADDED, Outcome.CHANGED})
    report = ImportReport("list.csv", ImportPlan(rows, changes), applied, dry)
    card = import_card(TEXTS, CheckedFile(report, upload_id), REPORT)
    assert faults_of(card) == []
    return words_of(card)


def row(line: int, outcome: Outcome, title: str = "Knots") -> PlannedRow:
    problems = (Problem("import-id-twice", {"line": 2}),) if outcome is Outcome.REFUSED else ()
    return PlannedRow(line, f"knots-{line}", title, outcome, problems)


def test_what_waits_is_offered():
    said = words(row(2, Outcome.ADDED), row(3, Outcome.CHANGED), row(4, Outcome.UNCHANGED), upload_id=UPLOAD)
    assert said.splitlines() == [
        "### list.csv",
        "**1 to add, 1 to change, 1 unchanged**",
        "Nothing is changed yet. Have a look, then import it.",
        "- **Line 2** Knots: new",
        "- **Line 3** Knots: changed",
        "<report-list.csv>",
        "(Import these 2 rows)",
        "(Discard)",
    ]


def test_what_to_look_at_of_one_row_is_one_sentence():
    noted = PlannedRow(
        *(2, "knots", "Knots", Outcome.ADDED),
        notes=(Problem("import-topic-missing", {"topic": "unsorted"}), Problem("import-tasks-missing")),
    )
    assert "put under “unsorted”; no tasks are stated: the whole is one task" in words(noted)


def test_one_row_is_spoken_of_as_one():
    assert "(Import this row)" in words(row(2, Outcome.ADDED), upload_id=UPLOAD)


def test_what_is_refused_comes_first_and_is_not_offered():
    said = words(row(2, Outcome.ADDED), row(3, Outcome.REFUSED, "Fires *now*"))
    assert "Nothing was imported" in said
    assert "- **Line 3** Fires \\*now\\*: This id stands on line 2" in said
    assert "Line 2**" not in said
    assert "Import" not in said.split("<report")[1]


def test_what_changes_nothing_says_so():
    assert "nothing to import" in words(row(2, Outcome.UNCHANGED))


def test_a_dry_run_and_an_import_say_what_they_are():
    assert "A dry run" in words(row(2, Outcome.ADDED))
    assert "Imported" in words(row(2, Outcome.ADDED), applied=True, dry=False)


def test_the_longest_report_is_cut_until_discord_takes_it():
    endless = "*_`" * 300
    problem = Problem("catalogue-link-malformed", {"value": endless})
    rows = [PlannedRow(n, endless, endless, Outcome.REFUSED, (problem,) * 10) for n in range(2, 10_002)]
    said = words(*rows)
    assert said.count("**Line ") == MOST_ROWS
    assert f"and {10_000 - MOST_ROWS:,} more rows" in said


@pytest.mark.parametrize(("done", "bar"), [(0.0, "▱" * 12), (0.5, "▰" * 6 + "▱" * 6), (1.0, "▰" * 12)])
def test_how_far_it_is_stands_in_words_and_as_a_bar(done: float, bar: str):
    card = progress_card(TEXTS, "list.csv", done)
    assert words_of(card) == f"Going through list.csv: {done * 100:.0f} percent done.\n{bar}"
    assert faults_of(card) == []


def test_the_sample_comes_with_three_steps():
    card = sample_card(TEXTS, "import-sample.csv", b"title")
    assert [line[:2] for line in words_of(card).splitlines()[1:4]] == ["1.", "2.", "3."]
    assert card.files == (CardFile("import-sample.csv", b"title"),)
    assert faults_of(card) == []


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("list.csv", "report-list.csv"),
        ("Our list (2).jsonld", "report-Our-list-2.csv"),
        ("日本.csv", "report-import.csv"),
        ("x" * 300 + ".csv", f"report-{'x' * 80}.csv"),
        (".csv", "report-import.csv"),
    ],
)
def test_the_report_is_named_after_the_file(file: str, name: str):
    assert CardFile(report_name(file), b"").name == name
