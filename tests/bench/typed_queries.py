"""Queries as people type titles, each made from one row of the registry, and the judge of what was found."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.catalogue.seed import seed_folder
from bot.search.vocabulary import read_vocabulary
from bot.search.words import fold, words_of
from tests.bench.registry import TARGETS, slip

_SEED = 44
_LONG_ENOUGH_FOR_TWO = 7
_KNOWN_FROM = 200_000
_TRIES = 20
_SENTENCES = (
    "i want to learn {}",
    "is there any course about {}?",
    "looking for a certificate in {} please",
    "what can i do to become better at {}",
    "my boss says i need {}",
    "can you recommend something on {} for me",
    "how do i get into {}",
)
_FILLERS = read_vocabulary(seed_folder()).fillers
_STOP_WORDS = _FILLERS.ignored | _FILLERS.light


@dataclass(frozen=True, slots=True)
class TypedQuery:
    """What is typed, and the title that was meant with its content words before any slip.

    `unfinished` is the beginning of the last word, where it was not typed to its end.
    """

    kind: str
    text: str
    title: str
    content: frozenset[str]
    unfinished: str = ""

    def is_answered_by(self, titles: Sequence[str]) -> bool:
        """Whether one of the titles is the one meant, or holds every content word of it that was typed."""
        return any(title == self.title or self._holds(set(words_of(title))) for title in titles)

    def _holds(self, words: set[str]) -> bool:
        is_begun = not self.unfinished or any(word.startswith(self.unfinished) for word in words)
        return is_begun and self.content <= words


def typed_queries(titles: Sequence[str]) -> list[TypedQuery]:
    """A thousand queries, or one a title where there are fewer, in shuffled order.

    A slip that makes another word of the registry is made anew: nobody could tell that it is one.
    """
    chance = random.Random(_SEED)
    known = frozenset(word for title in titles[:_KNOWN_FROM] for word in title.lower().split())
    makers: list[tuple[int, str, Callable[[str, random.Random], TypedQuery]]] = [
        (150, "clean", _clean),
        (200, "prefix", _prefix),
        (150, "reordered", _reordered),
        (200, "one_typo", lambda title, chance: _with_slips("one_typo", title, chance, 1, known)),
        (150, "two_typos", lambda title, chance: _with_slips("two_typos", title, chance, 2, known)),
        (150, "sentence", _sentence),
    ]
    plan = [make for count, _, make in makers for _ in range(count)]
    chance.shuffle(plan)
    return [make(title, chance) for make, title in zip(plan, titles[:TARGETS], strict=False)]


def _content(words: Sequence[str]) -> frozenset[str]:
    folded = frozenset(map(fold, words))
    return (folded - _STOP_WORDS) or folded


def _clean(title: str, chance: random.Random) -> TypedQuery:
    del chance
    return TypedQuery("clean", title.lower(), title, _content(words_of(title)))


def _prefix(title: str, chance: random.Random) -> TypedQuery:
    words = title.lower().split()
    last = words[-1]
    kept = last[: chance.randint(3, len(last) - 1)] if len(last) > 3 else last
    before = words_of(" ".join(words[:-1]))
    # Nobody can tell what an unfinished "profess" or "certif" is missing in.
    is_telling = not _STOP_WORDS.issuperset(words_of(last))
    unfinished = (words_of(kept) or [""])[-1] if is_telling else ""
    content = _content(before) if before else frozenset[str]()
    return TypedQuery("prefix", " ".join([*words[:-1], kept]), title, content, unfinished)


def _reordered(title: str, chance: random.Random) -> TypedQuery:
    words = title.lower().split()
    chance.shuffle(words)
    return TypedQuery("reordered", " ".join(words), title, _content(words_of(title)))


def _with_slips(kind: str, title: str, chance: random.Random, most: int, known: frozenset[str]) -> TypedQuery:
    words = []
    for word in title.lower().split():
        slips = 1 if most == 1 else chance.randint(0, most if len(word) >= _LONG_ENOUGH_FOR_TWO else 1)
        words.append(_slipped(word, slips, chance, known))
    return TypedQuery(kind, " ".join(words), title, _content(words_of(title)))


def _slipped(word: str, slips: int, chance: random.Random, known: frozenset[str]) -> str:
    for _ in range(_TRIES):
        slipped = word
        for _ in range(slips):
            slipped = slip(slipped, chance)
        if not slips or slipped not in known:
            return slipped
    return word


def _sentence(title: str, chance: random.Random) -> TypedQuery:
    text = chance.choice(_SENTENCES).format(title.lower())
    return TypedQuery("sentence", text, title, _content(words_of(title)))
