import pytest

from bot.discord_ui.cards.card import MOST_FILE_BYTES, MOST_FILES, Card, CardFile, download, panel, text
from bot.discord_ui.markdown import escape
from bot.sandbox.rules import message_faults
from tests.discord_ui.fakes import body_of
from tests.discord_ui.limits import COMPONENTS_V2, faults_of

REPORT = CardFile("report.csv", b"line,id\n")


def test_a_card_brings_the_files_that_its_items_show_in_their_order():
    inner = CardFile("inner.csv", b"1")
    card = Card([panel([text(escape("Here")), download(inner)]), download(REPORT)])
    assert card.files == (inner, REPORT)
    assert [(each.filename, each.fp.read()) for each in card.uploads()] == [
        ("inner.csv", b"1"),
        ("report.csv", b"line,id\n"),
    ]


def test_discord_takes_a_card_with_a_file():
    card = Card([download(REPORT)])
    assert faults_of(card) == []
    without = {"components": body_of(card), "flags": COMPONENTS_V2, "attachments": []}
    assert [fault.code for fault in message_faults(without)]


def test_each_sending_has_uploads_of_its_own():
    card = Card([download(REPORT)])
    assert [card.uploads()[0].fp.read() for _ in range(2)] == [REPORT.content] * 2


@pytest.mark.parametrize(
    "name", ["", "a b.csv", "ä.csv", "../a.csv", ".csv", "a/b.csv", "a" * 101, "a\n.csv"]
)
def test_a_name_that_discord_would_change_is_refused(name: str):
    with pytest.raises(ValueError, match=r"."):
        CardFile(name, b"")


def test_what_is_too_large_or_too_much_is_refused():
    with pytest.raises(ValueError, match="large"):
        CardFile("large.csv", bytes(MOST_FILE_BYTES + 1))
    many = [download(CardFile(f"{number}.csv", b"")) for number in range(MOST_FILES + 1)]
    with pytest.raises(ValueError, match=r"10\.csv"):
        Card(many)
    with pytest.raises(ValueError, match="report"):
        Card([download(REPORT), download(REPORT)])
