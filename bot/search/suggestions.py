"""Suggestions while somebody types: credentials, topics, issuers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.credential import Credential
from bot.search.words import fold, plain, tokens_of

_STARTS, _WORD_STARTS, _HOLDS, _ALIKE = range(4)
_LEAST_ALIKE = 78
"""Of 100: a slip or two in what was typed."""
_LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A credential that the typed letters may mean."""

    credential_id: str
    title: str


class NameList:
    """Names, such as topics or issuers, with how many credentials each has."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        ordered = sorted(counts, key=lambda name: (-counts[name], name))
        self._names = [(name, f" {' '.join(tokens_of(name))}") for name in ordered]

    def matching(self, typed: str, limit: int) -> list[str]:
        """The names that `typed` may mean: those that begin with it, then in a word, then anywhere, then alike.

        Of equals the one with more credentials comes first.
        """
        wanted = " ".join(tokens_of(typed))
        found = ((self._kind(wanted, text), place) for place, (_, text) in enumerate(self._names))
        best = sorted((kind, place) for kind, place in found if kind is not None)[:limit]
        if not best and len(wanted) >= _LEAST_LETTERS:
            best = self._alike(wanted, limit)
        return [self._names[place][0] for _, place in best]

    @staticmethod
    def _kind(wanted: str, text: str) -> int | None:
        if wanted not in text:
            return None
        if text.startswith(wanted, 1) or not wanted:
            return _STARTS
        return _WORD_STARTS if f" {wanted}" in text else _HOLDS

    def _alike(self, wanted: str, limit: int) -> list[tuple[int, int]]:
        from rapidfuzz import fuzz, process  # only a slip needs it

        texts = [text[1:] for _, text in self._names]
        alike = process.extract(
            wanted, texts, scorer=fuzz.partial_ratio, score_cutoff=_LEAST_ALIKE, limit=limit
        )
        return [(_ALIKE, place) for _, _, place in sorted(alike, key=lambda found: (-found[1], found[2]))]


def topic_counts(credentials: Iterable[Credential]) -> Counter[str]:
    """How many of the credentials have each topic."""
    return Counter(topic for credential in credentials for topic in set(credential.topics))


def issuer_counts(credentials: Iterable[Credential]) -> Counter[str]:
    """How many of the credentials each issuer awards, by the line that names it."""
    return Counter(credential.issuer_line for credential in credentials)


def beginning_of(typed: str) -> str:
    """What a title must begin with, in plain form."""
    return plain(typed).strip()


def typed_words(typed: str) -> Sequence[str]:
    """The words typed, in the form in which words meet; the last may be unfinished."""
    return [fold(token) for token in tokens_of(typed)]
