"""The border to Discord's markdown: text becomes `Markup` here, and a card shows nothing else.

Wording and domain hand over plain text. Escaping it whole, sentence by sentence, leaves only the markup
that a card writes itself; the type keeps the two apart.
"""

import re
from datetime import datetime
from functools import lru_cache
from typing import NewType
from unicodedata import normalize

from bot.domain.plain_text import printable

Markup = NewType("Markup", str)
"""Markdown in which nothing is active but what a card put there."""

_ACTIVE = re.compile(r"[\\*_~|`<>\[\]@#]|:(?=//)")
_AT_THE_START = re.compile(r"^(?:[-+]|\d+(?=[.)](?:\s|$)))")
_PINGS_ALL = re.compile(r"\\@(?=everyone|here)", re.IGNORECASE)
_KEPT = 8192
"""Titles and labels come back in every answer."""
_NO_LINK = "\u200b"
"""Parts a word that Discord's servers read whatever stands before it."""


@lru_cache(maxsize=_KEPT)
def escape(text: str) -> Markup:
    """The text on one line, shown as it is: no mention, link, list, heading, emoji, time or style."""
    line = normalize("NFC", printable(text))
    escaped = _ACTIVE.sub(r"\\\g<0>", line)
    escaped = _PINGS_ALL.sub(rf"\\@{_NO_LINK}", escaped)
    return Markup(_AT_THE_START.sub(_escaped_start, escaped))


def _escaped_start(start: re.Match[str]) -> str:
    """A backslash before a dash; a numbered list is undone before its full stop."""
    return f"\\{start[0]}" if not start[0].isdigit() else f"{start[0]}\\"


def bold(text: str) -> Markup:
    """The text in bold; empty where it is empty."""
    escaped = escape(text)
    return Markup(f"**{escaped}**" if escaped else "")


def heading(text: str) -> Markup:
    """The text as a heading of its own line."""
    return Markup(f"### {escape(text)}")


def small(text: str) -> Markup:
    """The text in small print on its own line."""
    return Markup(f"-# {escape(text)}")


def labelled(label: str, text: str) -> Markup:
    """A bold label, then the text: "**Work** 14 h"."""
    return Markup(f"{bold(label)} {escape(text)}")


def moment(at: datetime) -> Markup:
    """How long ago, or how soon, as each reader's own Discord says it."""
    return Markup(f"<t:{int(at.timestamp())}:R>")


def lines(*parts: Markup | None) -> Markup:
    """The parts under one another, without the empty ones."""
    return Markup("\n".join(part for part in parts if part))


def joined(*parts: Markup) -> Markup:
    """The parts beside one another, with a dot between them."""
    return Markup(" · ".join(part for part in parts if part))


def cut(text: str, limit: int) -> str:
    """The text on one line in at most `limit` characters, with "…" where something is missing."""
    line = normalize("NFC", printable(text))
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def label(text: str, limit: int) -> str:
    """The text for a button, an option or a title, which know no markdown; never empty."""
    return cut(text, limit) or "…"
