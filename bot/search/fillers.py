"""The words of a goal that say nothing, or little, about its subject."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from bot.search.words import words_of

_LINKING, _LIGHT = "linking", "light"


@dataclass(frozen=True, slots=True)
class Fillers:
    """`ignored` words are dropped from goals; `light` ones count a little (levels, everyday verbs).

    `linking` words are those among the ignored ones that may also be missing inside a phrase;
    `by_language` are the ignored words of languages other than English, by ISO 639-1 code.
    """

    ignored: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    linking: frozenset[str] = frozenset()
    by_language: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def language_of(self, words: Collection[str]) -> str | None:
        """The other language that most of `words` belong to; None where there is none or two are equal."""
        counts = {code: sum(word in known for word in words) for code, known in self.by_language.items()}
        best = max(counts.values(), default=0)
        likeliest = [code for code, count in counts.items() if count == best]
        return likeliest[0] if best and len(likeliest) == 1 else None


def read_fillers(lines: Iterable[str]) -> Fillers:
    """The filler words of a file: plain lines, lines after `linking:`, `light:` or a language code."""
    words: dict[str, set[str]] = {"": set(), _LINKING: set(), _LIGHT: set()}
    for line in lines:
        if line.startswith("#"):
            continue
        kind, colon, rest = line.partition(":")
        words.setdefault(kind if colon else "", set()).update(words_of(rest if colon else line))
    english = words.pop("") | words[_LINKING]
    linking, light = words.pop(_LINKING), words.pop(_LIGHT)
    ignored = english.union(*words.values())
    return Fillers(
        ignored=frozenset(ignored),
        light=frozenset(light - ignored),
        linking=frozenset(linking),
        by_language={code: frozenset(known - english - light) for code, known in words.items()},
    )
