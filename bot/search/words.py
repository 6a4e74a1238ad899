"""Text to words: case, accents, punctuation and plural endings do not matter when words meet."""

import re
import unicodedata
from collections.abc import Callable, Container, Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+[+#]*")
_LETTER_AND_WORD = re.compile(r"\b([^\W\d_])-(?=\w)")
_LETTERS_WITH_AND = re.compile(r"\b([^\W\d_])&([^\W\d_])\b")
_APOSTROPHES = re.compile(r"['\u2019\u02bc]")
_MIN_LENGTH_TO_FOLD = 4
_MIN_LENGTH_TO_JOIN = 3
_LONGEST_PAST = 4
_LARGE_IT = re.compile(r"\bIT\b")
IT_IN_FULL = "information technology"


def plain(text: str) -> str:
    """`text` in lower case without accents, compatibility forms unified ("Diseño" is "diseno")."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return unicodedata.normalize("NFKC", bare)


def tokens_of(text: str) -> list[str]:
    """The words of `text` in plain form; "C++" keeps its signs; "don't", "e-mail" and "D&I" are one word."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return text.lower().split()
    joined = _LETTER_AND_WORD.sub(r"\1", _APOSTROPHES.sub("", plain(text)))
    joined = _LETTERS_WITH_AND.sub(r"\1and\2", joined)
    return _WORD.findall(joined)


def words_of(text: str) -> list[str]:
    """The tokens of `text` without plural endings: the form in which words meet."""
    return [fold(token) for token in tokens_of(text)]


def joined_where_known(
    tokens: Sequence[str], is_known: Callable[[str], bool], ignored: Container[str]
) -> list[str]:
    """`tokens` with two of them written as one where that is a known word ("book keeping", "blue prints")."""
    joined: list[str] = []
    for token in tokens:
        before = joined[-1] if joined else ""
        is_one = (
            min(len(before), len(token)) >= _MIN_LENGTH_TO_JOIN
            and fold(before) not in ignored
            and fold(token) not in ignored
            and is_known(fold(before + token))
        )
        joined[-1:] = [before + token] if is_one else [*joined[-1:], token]
    return joined


def says_it(goal: str) -> bool:
    """Whether "IT" is meant: written large, or all that is said. Elsewhere it is the pronoun."""
    return _LARGE_IT.search(goal) is not None or goal.strip(" .!?").lower() == "it"


def left_behind(words: Sequence[str]) -> frozenset[int]:
    """The places of what a goal leaves for something else: "retail" in "from retail to data analyst"."""
    places: set[int] = set()
    for start in (place for place, word in enumerate(words) if word == "from"):
        end = next((place for place in range(start + 2, len(words) - 1) if words[place] in {"to", "into"}), 0)
        if 0 < end - start <= _LONGEST_PAST:
            places.update(range(start, end))
    return frozenset(places)


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A plain word without its plural ending; other endings are kept ("teaching" is not "teach")."""
    if len(word) < _MIN_LENGTH_TO_FOLD or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > _MIN_LENGTH_TO_FOLD:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]
