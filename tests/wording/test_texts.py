import re
from enum import StrEnum
from pathlib import Path

import pytest

from bot.catalogue.completeness import Element
from bot.catalogue.problems import Severity
from bot.domain.credential import CostClass, CreditStatus, Level, RequirementKind, StudyForm
from bot.domain.drafts import DraftField, DraftForm
from bot.domain.errors import UserError
from bot.domain.filters import CostFilter
from bot.domain.fit import Fit
from bot.domain.hits import Field, Match
from bot.wording.texts import LOCALES, FluentTexts, error_text, load_texts

BOT = Path(__file__).parents[2] / "bot"


def message_ids() -> set[str]:
    english = (LOCALES / "en.ftl").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][\w-]*) =", english, flags=re.MULTILINE))


def test_no_message_stands_twice():
    english = (LOCALES / "en.ftl").read_text(encoding="utf-8")
    found = re.findall(r"^(-?[a-z][\w-]*) =", english, flags=re.MULTILINE)
    assert sorted(found) == sorted(set(found))


def test_every_message_is_used():
    code = "\n".join(file.read_text(encoding="utf-8") for file in BOT.rglob("*.py"))
    literals = set(re.findall(r"[\"']([a-z]+(?:[-_][a-z0-9_]+)*)[\"']", code))
    # Ids that are put together, as f"fit-{verdict}", count by their beginning.
    beginnings = tuple(re.findall(r"f[\"']([a-z]+(?:-[a-z]+)*-?)\{", code))
    unused = {name for name in message_ids() if name not in literals and not name.startswith(beginnings)}
    assert not unused


def test_every_message_that_the_code_names_exists():
    code = "\n".join(file.read_text(encoding="utf-8") for file in BOT.rglob("*.py"))
    named = set(re.findall(r"\b(?:texts?|UserError|Problem|_say|_line)\(\s*\"([a-z][a-z0-9_-]*)\"", code))
    assert named - message_ids() == set()
    assert len(named) > 60


@pytest.mark.parametrize(
    ("beginning", "words"),
    [
        ("fit-", Fit),
        ("cost-", CostClass),
        ("level-", Level),
        ("kind-", RequirementKind),
        ("field-", Field),
        ("why-", Match),
        ("filter-cost-", CostFilter),
        ("catalogue-severity-", Severity),
        ("element-", Element),
        ("study-", StudyForm),
        ("credit-status-", CreditStatus),
        ("draft-ask-", DraftField),
        ("draft-form-", DraftForm),
    ],
)
def test_every_word_of_a_vocabulary_can_be_said(beginning: str, words: type[StrEnum]):
    assert {f"{beginning}{word.value}" for word in words} <= message_ids()


def test_a_sentence_takes_its_arguments_and_never_guesses_one():
    texts = FluentTexts("en", ["greeting = Hello { $name }"])
    assert texts("greeting", name="Mia") == "Hello Mia"
    with pytest.raises(ValueError, match="greeting"):
        texts("greeting")
    with pytest.raises(KeyError):
        texts("farewell")


def test_a_sentence_says_what_it_refers_to_wherever_that_stands():
    sources = [
        "greeting = Hello { -who }, { wish }\n",
        "-who = { -kind } friend\nwish = good day",
        "-kind = dear",
    ]
    assert FluentTexts("en", sources)("greeting") == "Hello dear friend, good day"


def test_an_error_becomes_its_sentence():
    assert "400 characters" in error_text(load_texts("en"), UserError("goal-too-long", limit=400))
