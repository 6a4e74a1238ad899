"""Greetings and the like are told from goals."""

import pytest

from bot.domain.small_talk import meant_by

PHRASES = {"overview": ("hi", "how do i start"), "start": ("log time", "i finished chapter*")}


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("hi", "overview"),
        ("  Hi!!", "overview"),
        ("How do I start?", "overview"),
        ("Log time", "start"),
        ("I finished chapter 3 today", "start"),
        ("hi, I want to learn sql", None),
        ("log analysis", None),
        ("", None),
    ],
)
def test_only_what_is_said_as_a_whole_is_small_talk(words: str, key: str | None):
    assert meant_by(words, PHRASES) == key
