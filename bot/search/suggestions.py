"""Suggestions while somebody types: credentials, topics, issuers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from bot.domain.credential import Credential
from bot.domain.hits import Field, Suggestion
from bot.search.lexicon import Words
from bot.search.postings import Posting
from bot.search.words import plain, tokens_of, words_of

_STARTS, _WORD_STARTS, _HOLDS, _ALIKE = range(4)
_LEAST_ALIKE = 78
"""Of 100: a slip or two in what was typed."""
_LEAST_LETTERS = 3
_NAMING = frozenset({Field.TITLE, Field.ISSUER})
"""The fields by which people name a credential."""


class NameList:
    """Names, such as topics or issuers, with how many credentials each has."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        ordered = sorted(counts, key=lambda name: (-counts[name], name))
        self._names = [(name, f" {' '.join(tokens_of(name))}") for name in ordered]

    def matching(self, typed: str, limit: int) -> list[str]:
        """The names that `typed` may mean: they begin with it, or a word does, or they hold it, or are alike.

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


class Titles(Protocol):
    """Credentials in memory whose titles can be looked into."""

    def of(self, word: str) -> Mapping[int, Posting]:
        """The credentials that hold `word`."""
        ...

    def credential(self, number: int) -> Credential:
        """A credential."""
        ...

    def __iter__(self) -> Iterator[Credential]: ...

    @property
    def words(self) -> Words:
        """The words that stand in them."""
        ...


def suggested_in(shelf: Titles, typed: str, limit: int) -> list[Suggestion]:
    """The credentials that hold all typed words, each of which may be unfinished.

    Those whose title begins with what was typed come first, then shorter titles; where nothing is
    typed, all of them in the order of their titles.
    """
    words = words_of(typed)
    start = plain(typed).strip()
    if not words:
        found = list(shelf)
    else:
        numbers = set.intersection(*(_holding(shelf, word) for word in words))
        found = [shelf.credential(number) for number in numbers]
    ordered = sorted(
        (not plain(known.title).startswith(start), len(known.title) if words else 0, known.title, known.id)
        for known in found
    )
    return [Suggestion(identity, title) for _, _, title, identity in ordered[:limit]]


def _holding(shelf: Titles, start: str) -> set[int]:
    return {
        number
        for word in shelf.words.beginning_with(start)
        for number, posting in shelf.of(word).items()
        if posting.field in _NAMING
    }


def each_once(suggestions: Iterable[Suggestion], limit: int) -> list[Suggestion]:
    """The first `limit` of them, no credential twice."""
    found = {suggestion.credential_id: suggestion for suggestion in reversed(list(suggestions))}
    return list(reversed(found.values()))[:limit]
