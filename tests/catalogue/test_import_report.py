"""The report on an import, as a table that is safe to open."""

import csv
import io

from bot.catalogue.completion import note
from bot.catalogue.import_plan import ImportPlan, Outcome, PlannedRow
from bot.catalogue.import_report import gravest_first, report_csv
from bot.catalogue.problems import Problem
from bot.wording.texts import load_texts

TEXTS = load_texts("en")
TWICE = Problem("import-id-twice", {"line": 2})


def table(*rows: PlannedRow) -> list[list[str]]:
    content = report_csv(TEXTS, ImportPlan(rows, ()))
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_row_has_a_line_with_what_is_said_of_it():
    topic = note("import-topic-new", topic="knots")
    heading, first, second = table(
        PlannedRow(2, "knots", "Knots", Outcome.ADDED, notes=(topic,)),
        PlannedRow(3, None, "", Outcome.REFUSED, problems=(TWICE, TWICE)),
    )
    assert heading == ["line", "id", "title", "outcome", "what is wrong", "what to look at"]
    assert first[:5] == ["2", "knots", "Knots", "added", ""]
    assert "“knots” is a new topic" in first[5]
    assert second[:4] == ["3", "", "", "refused"]
    assert second[4].count("stands on line 2 already") == 2


def test_nothing_in_it_is_a_formula_or_hides():
    cells = ("=1+1", "+cmd", "-2", "@x", "\t=1", "a\r\n=1\u202e\0b")
    _, *rows = table(*(PlannedRow(2, cell, cell, Outcome.ADDED) for cell in cells))
    assert [row[2] for row in rows] == ["'=1+1", "'+cmd", "'-2", "'@x", "'=1", "a =1 b"]


def test_half_letters_and_endless_titles_do_no_harm():
    _, row = table(PlannedRow(2, "id", "\ud800" + "x" * 50_000, Outcome.REFUSED, problems=(TWICE,)))
    assert len(row[2]) == 400


def test_the_largest_report_fits_into_a_message_and_says_that_it_was_cut():
    rows = tuple(PlannedRow(n, "i" * 400, "漢" * 400, Outcome.ADDED) for n in range(10_000))
    content = report_csv(TEXTS, ImportPlan(rows, ()))
    assert 8 * 2**20 < len(content) < 10 * 2**20
    assert "too long for one message" in content.decode().splitlines()[-1]


def test_what_is_refused_comes_first_then_what_to_look_at():
    looked = PlannedRow(3, "b", "B", Outcome.ADDED, notes=(note("catalogue-task-sum-off"),))
    refused = PlannedRow(4, "c", "C", Outcome.REFUSED, problems=(TWICE,))
    plain = PlannedRow(2, "a", "A", Outcome.ADDED)
    assert gravest_first([plain, looked, refused]) == [refused, looked, plain]
