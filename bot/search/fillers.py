"""The words of a goal that say nothing, or little, about its subject."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.search.words import words_of

_KINDS = ("linking", "light")


@dataclass(frozen=True, slots=True)
class Fillers:
    """`ignored` words are dropped from goals; `light` ones count a little (levels, everyday verbs).

    `linking` words are those among the ignored ones that may also be missing inside a phrase.
    """

    ignored: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    linking: frozenset[str] = frozenset()


def read_fillers(lines: Iterable[str]) -> Fillers:
    """The filler words of a file: words in lines, `#` comments, other kinds after `linking:` or `light:`."""
    words: dict[str, set[str]] = {"": set(), **{kind: set() for kind in _KINDS}}
    for line in lines:
        if line.startswith("#"):
            continue
        kind, colon, rest = line.partition(":")
        words[kind if colon else ""].update(words_of(rest if colon else line))
    ignored = words[""] | words["linking"]
    return Fillers(frozenset(ignored), frozenset(words["light"] - ignored), frozenset(words["linking"]))
