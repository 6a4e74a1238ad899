"""A server's own words become concepts of its layer, and none may take a frequent word away."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.domain.credential import Credential
from bot.domain.hits import Hit, Match, Reason, SearchAnswer
from bot.domain.ports import CredentialSearch
from bot.domain.server_words import ServerWord
from bot.search.concepts import Concept, Concepts, arranged
from bot.search.fillers import Fillers
from bot.search.words import words_of

_FREQUENT_SHARE = 50
"""A word that every fiftieth credential holds is a frequent one."""
_LEAST_FREQUENT = 3

Holders = Mapping[str, frozenset[str]]
"""The ids of the credentials that hold a word in their title, skills or topics, by the word."""


def holders_of(credentials: Iterable[Credential]) -> Holders:
    """Which credentials hold which words."""
    holders: dict[str, set[str]] = defaultdict(set)
    for credential in credentials:
        for text in (credential.title, *credential.skills, *credential.topics):
            for word in words_of(text):
                holders[word].add(credential.id)
    return {word: frozenset(ids) for word, ids in holders.items()}


def frequent_among(count: int) -> int:
    """How many of `count` credentials must hold a word to make it a frequent one."""
    return max(_LEAST_FREQUENT, -(-count // _FREQUENT_SHARE))


def is_hijacking(concept: Concept, holders: Holders, frequent: int) -> bool:
    """Whether a phrase of one word that `frequent` credentials hold leads to none of those any more."""
    (word, *others) = concept.words
    held = holders.get(word, frozenset())
    if others or len(held) < frequent:
        return False
    return reached_by(concept.terms, holders).isdisjoint(held)


def reached_by(terms: Iterable[str], holders: Holders) -> set[str]:
    """The ids of the credentials to which terms lead."""
    reached: set[str] = set()
    for term in terms:
        words = words_of(term)
        if term.startswith("@"):
            reached.add(term[1:])
        elif words:
            reached |= set.intersection(*(set(holders.get(part, ())) for part in words))
    return reached


def says_nothing(word: str, fillers: Fillers) -> bool:
    """Whether all of it is said of anything: "the", "learn", "basic course"."""
    return set(words_of(word)) <= fillers.ignored | fillers.light


def concepts_of(words: Iterable[ServerWord], vocabulary: Concepts, fillers: Fillers) -> Concepts:
    """The server's words as concepts; one that means a phrase of the `vocabulary` means what that does."""
    return arranged([concept for word in words for concept in _concepts_of(word, vocabulary, fillers)])


def _concepts_of(word: ServerWord, vocabulary: Concepts, fillers: Fillers) -> Iterator[Concept]:
    spoken = words_of(word.word)
    content = frozenset(spoken) - fillers.linking or frozenset(spoken)
    if not content:
        return
    terms = (
        (f"@{word.credential_id}",)
        if word.credential_id is not None
        else (word.words or "", *_also_meant(word.words or "", vocabulary))
    )
    yield Concept(word.word, content, Match.SERVER_WORD, terms)
    if word.credential_id is not None:
        # Said alone, it leads to its credential before whatever holds the very words.
        yield Concept(word.word, content, Match.SERVER_WORD, terms, is_order=True)


def _also_meant(words: str, vocabulary: Concepts) -> Sequence[str]:
    """The terms of a phrase of the vocabulary that is just these words."""
    meant = frozenset(words_of(words))
    candidates = (concept for word in meant for concept in vocabulary.by_word.get(word, ()))
    same = (concept for concept in candidates if concept.words == meant and not concept.is_order)
    return next((concept.terms for concept in same), ())


class ServerWordSearch:
    """A search that explains a server's own word by what it means there, not by the text that it met."""

    def __init__(self, search: CredentialSearch, words: Iterable[ServerWord]) -> None:
        self._search = search
        self._meanings = {
            frozenset(words_of(word.word)): word.words for word in words if word.words is not None
        }

    def search(
        self, goal: str, *, admits: Callable[[Credential], bool] | None = None, limit: int = 10
    ) -> SearchAnswer:
        """The answer of the search behind it, with its reasons in the server's words."""
        answer = self._search.search(goal, admits=admits, limit=limit)
        return replace(answer, hits=tuple(map(self._explained, answer.hits)))

    def _explained(self, hit: Hit) -> Hit:
        reasons = dict.fromkeys(map(self._meant, hit.reasons))
        return replace(hit, reasons=tuple(reasons))

    def _meant(self, reason: Reason) -> Reason:
        if reason.match is not Match.SERVER_WORD:
            return reason
        return replace(reason, found=self._meanings.get(frozenset(words_of(reason.said)), reason.found))
