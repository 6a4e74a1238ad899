import re
from pathlib import Path

import pytest

from bot.domain.errors import UserError
from bot.wording.texts import LOCALES, FluentTexts, error_text, load_texts

BOT = Path(__file__).parents[2] / "bot"


def message_ids() -> set[str]:
    english = (LOCALES / "en.ftl").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][\w-]*) =", english, flags=re.MULTILINE))


def test_no_message_stands_twice():
    english = (LOCALES / "en.ftl").read_text(encoding="utf-8")
    found = re.findall(r"^(-?[a-z][\w-]*) =", english, flags=re.MULTILINE)
    assert sorted(found) == sorted(set(found))


def test_every_message_is_used_and_every_used_one_exists():
    code = "\n".join(file.read_text(encoding="utf-8") for file in BOT.rglob("*.py"))
    literals = set(re.findall(r"[\"']([a-z]+(?:[-_][a-z0-9_]+)*)[\"']", code))
    # Ids that are put together, as f"fit-{verdict}", count by their beginning.
    beginnings = tuple(re.findall(r"f[\"']([a-z]+(?:-[a-z]+)*-?)\{", code))
    unused = {name for name in message_ids() if name not in literals and not name.startswith(beginnings)}
    assert not unused


def test_a_sentence_takes_its_arguments_and_never_guesses_one():
    texts = FluentTexts("en", ["greeting = Hello { $name }"])
    assert texts("greeting", name="Mia") == "Hello Mia"
    with pytest.raises(ValueError, match="greeting"):
        texts("greeting")
    with pytest.raises(KeyError):
        texts("farewell")


def test_an_error_becomes_its_sentence():
    assert "400 characters" in error_text(load_texts("en"), UserError("goal-too-long", limit=400))
