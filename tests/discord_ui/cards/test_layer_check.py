"""The card of a check: what it says, and that Discord takes it."""

import csv
import io

from bot.catalogue.layer_check import LayerCheck, Part
from bot.catalogue.problems import Problem, Severity
from bot.discord_ui.cards.layer_check import MOST_SHOWN, check_card
from bot.wording.texts import load_texts
from tests.discord_ui.fakes import words_of
from tests.discord_ui.limits import faults_of

TEXTS = load_texts("en")


def mend(credential_id: str) -> Problem:
    return Problem("catalogue-prior-unknown", {"other": "gone"}, credential_id=credential_id)


def look(credential_id: str, message_id: str = "check-skills-missing") -> Problem:
    return Problem(message_id, {}, Severity.NOTE, credential_id=credential_id)


def test_each_entry_has_one_line_and_the_gravest_come_first():
    own = Part(2, (mend("knots"), look("knots"), look("fires", "check-topic-missing")))
    card = check_card(TEXTS, LayerCheck(own, Part(380, ()), {"knots": "Knots", "fires": "Fires"}))
    said = words_of(card).splitlines()
    assert said[1:3] == [
        "Your own 2 entries: 1 to mend, 2 to look at.",
        "The other 380 that members see: nothing to mend.",
    ]
    assert said[3].startswith("- **Knots** (to mend): The prior credential gone is not in the catalogue.")
    assert said[3].endswith("members search by what they want to be able to do.")
    assert said[4].startswith("- **Fires** (to look at): It has no topic.")
    assert said[-1] == "[Open an entry to mend it …: Knots | Fires]"
    rows = list(csv.reader(io.StringIO(card.files[0].content.decode("utf-8-sig"))))
    assert [row[:3] for row in rows[1:]] == [
        ["this server's own", "to mend", "knots"],
        ["this server's own", "to look at", "knots"],
        ["this server's own", "to look at", "fires"],
    ]
    assert faults_of(card) == []


def test_where_there_is_nothing_to_mend_there_is_nothing_to_do():
    card = check_card(TEXTS, LayerCheck(Part(0, ()), Part(1, ()), {}))
    assert "Nothing to mend: 0 of your own and 1 others" in words_of(card)
    assert card.files == ()


def test_the_longest_check_is_cut_until_discord_takes_it():
    ids = [f"{number}" for number in range(3000)]
    problems = tuple(problem for each in ids for problem in (mend(each), look(each)))
    card = check_card(TEXTS, LayerCheck(Part(3000, problems), Part(0, ()), dict.fromkeys(ids, "*_`" * 60)))
    assert faults_of(card) == []
    assert words_of(card).count("(to mend)") == MOST_SHOWN
    assert f"and {3000 - MOST_SHOWN:,} more entries" in words_of(card)
