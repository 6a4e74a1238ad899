import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_ui.markdown import bold, cut, escape, heading, joined, label, labelled, lines, small

NASTY = [
    "<@123456789012345678>",
    "<@!123>",
    "<@&123>",
    "<#123>",
    "</find:123>",
    "</credential show:123>",
    "<t:1700000000:R>",
    "<:badge:123>",
    "<a:badge:123>",
    "<id:browse>",
    "@everyone",
    "@here",
    "@HERE",
    "[click](https://evil.example)",
    "<https://evil.example>",
    "https://evil.example/path",
    "# heading",
    "-# small",
    "> quote",
    ">>> quote",
    "- item",
    "* item",
    "+ item",
    "1. item",
    "12) item",
    "**bold** __under__ ~~gone~~ ||hidden|| `code` ```block```",
    "\\*not escaped\\*",
    "two\nlines\r\nand\ttabs",
    "turned \u202e round \u2066",
    "zero\u200bwidth\u200djoined\ufeff",
    "\x00\x1b[31m",
]
_ESCAPED = re.compile(r"\\[^0-9A-Za-z\s]")
_ACTIVE = re.compile(r"[*_~|`<>\[\]\\@#]|://|^[-+]|^\d+[.)](?:\s|$)|\n")


def active_constructs(markup: str) -> list[str]:
    """What Discord would not show as it is, once escaped characters are taken for letters."""
    return _ACTIVE.findall(_ESCAPED.sub("x", markup))


nasty_text = st.one_of(st.text(), st.lists(st.sampled_from(NASTY) | st.text(max_size=5)).map("".join))


@pytest.mark.parametrize("text", NASTY)
def test_nothing_that_discord_acts_on_stays_active(text: str):
    assert active_constructs(escape(text)) == []


@given(nasty_text)
def test_no_text_whatever_holds_an_active_construct(text: str):
    assert active_constructs(escape(text)) == []


@given(nasty_text)
def test_nobody_is_pinged_whatever_stands_before(text: str):
    escaped = escape(text)
    assert not re.search(r"<(?:@[!&]?|#)\d+>", escaped)
    assert not re.search(r"@(?:everyone|here)", escaped, re.IGNORECASE)


@given(nasty_text)
def test_nothing_invisible_comes_through_but_what_parts_a_ping(text: str):
    assert escape(text).replace("\u200b", "").isprintable()


@given(nasty_text)
def test_what_is_read_is_what_was_written(text: str):
    shown = re.sub(r"\\([^0-9A-Za-z\s])", r"\1", escape(text)).replace("\u200b", "")
    assert shown == cut(text, 10_000)


def test_plain_sentences_stay_readable_in_the_raw():
    assert escape("3 h a week for 6 weeks (= 18 h in all); “sql” is in its title!") == (
        "3 h a week for 6 weeks (= 18 h in all); “sql” is in its title!"
    )


def test_markup_is_what_a_card_writes_itself():
    block = lines(
        heading("1. *SQL*"), labelled("Work", "14 h"), None, joined(bold("fits"), escape("free")), small("x")
    )
    assert block == "### 1\\. \\*SQL\\*\n**Work** 14 h\n**fits** · free\n-# x"
    assert bold("") == ""


@given(nasty_text, st.integers(min_value=2, max_value=50))
def test_a_label_is_short_and_never_empty(text: str, limit: int):
    assert 1 <= len(label(text, limit)) <= limit
    assert label(text, limit).isprintable()


def test_what_is_cut_says_so():
    assert cut("a long title of a course", 10) == "a long ti…"
    assert cut("short", 10) == "short"
