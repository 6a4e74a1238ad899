"""The sample that people begin with."""

from datetime import date

from bot.catalogue.documents import Document
from bot.catalogue.parsing import parsed_rows
from bot.catalogue.rows import credential_in
from bot.catalogue.sample import import_sample
from bot.catalogue.seed import read_topics, seed_folder


def test_the_sample_is_imported_without_a_word():
    document = import_sample()
    assert document.name.endswith(".csv")
    rows = list(parsed_rows(document, read_topics(seed_folder()), date(2026, 11, 24)))
    assert [(row.problems, row.notes) for row in rows] == [((), ())] * 2
    knots, interpreter = (credential_in(row.record or "") for row in rows)
    assert [task.id for task in knots.tasks] == [
        "knots-and-lashings-badge-example-scouts.1",
        "knots-and-lashings-badge-example-scouts.2",
    ]
    assert interpreter.cost.amount == 120


def test_the_sample_opens_in_a_spreadsheet():
    document = import_sample()
    assert isinstance(document, Document)
    assert document.content.startswith(b"\xef\xbb\xbf")
