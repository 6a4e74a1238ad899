"""Parts of a catalogue in memory as somebody sees them, and all parts as one."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol

from bot.domain.credential import Credential
from bot.domain.filters import Filters
from bot.search.evidence import Shelf
from bot.search.lexicon import UsedWords, Words
from bot.search.memory_segment import MemorySegment
from bot.search.postings import Posting
from bot.search.ranking import Records

PART_SHIFT = 32
"""The number of a credential holds the number of its part above this bit."""


class MemoryShelf(Shelf, Records, Protocol):
    """A part of the catalogue in memory."""

    @property
    def size(self) -> int:
        """How many credentials there are."""
        ...

    @property
    def words(self) -> Words:
        """The words that stand in them."""
        ...

    def __iter__(self) -> Iterator[Credential]: ...

    def credential(self, number: int) -> Credential:
        """A credential."""
        ...


class Without:
    """A part of the catalogue less the credentials with some ids."""

    def __init__(self, segment: MemorySegment, hidden: Collection[str]) -> None:
        numbers = ((segment.number_of(identity)) for identity in hidden)
        self.hidden = frozenset(number for number in numbers if number is not None)
        self.version = 0
        self.words: Words = UsedWords(segment.words, lambda word: bool(self.of(word)))
        self._segment = segment
        self.identity = segment.identity
        self.language = segment.language
        self.title_share = segment.title_share
        self.text_of = segment.text_of
        self.credential = segment.credential

    @property
    def size(self) -> int:
        """How many credentials there are."""
        return self._segment.size - len(self.hidden)

    def __iter__(self) -> Iterator[Credential]:
        numbers = self._segment.credentials.items()
        return (credential for number, credential in numbers if number not in self.hidden)

    def of(self, word: str) -> Mapping[int, Posting]:
        """The credentials that hold `word`."""
        found = self._segment.of(word)
        if self.hidden.isdisjoint(found):
            return found
        return {number: posting for number, posting in found.items() if number not in self.hidden}

    def number_of(self, identity: str) -> int | None:
        """The number of the credential with this id, if it is here."""
        number = self._segment.number_of(identity)
        return None if number in self.hidden else number


class Together:
    """What is known of the credentials of several parts, by the part in their numbers."""

    def __init__(self, parts: Sequence[Records]) -> None:
        self._parts = parts

    def identity(self, number: int) -> str:
        """The id of a credential."""
        return self._parts[number >> PART_SHIFT].identity(number)

    def language(self, number: int) -> str:
        """The language of a credential, ISO 639-1."""
        return self._parts[number >> PART_SHIFT].language(number)

    def title_share(self, number: int, words: AbstractSet[str]) -> float:
        """The share of the title's words that are among `words`."""
        return self._parts[number >> PART_SHIFT].title_share(number, words)

    def text_of(self, number: int, posting: Posting) -> str:
        """The text in which a word was met."""
        return self._parts[number >> PART_SHIFT].text_of(number, posting)


def all_of(
    admits: Callable[[Credential], bool] | None, filters: Filters, within_minutes: int | None
) -> Callable[[Credential], bool] | None:
    """The conditions as one; None where everything passes."""
    if not filters.are_set and within_minutes is None:
        return admits

    def passes(credential: Credential) -> bool:
        least = credential.effort.min_minutes
        return (
            (within_minutes is None or least is None or least <= within_minutes)
            and filters.admits(credential)
            and (admits is None or admits(credential))
        )

    return passes
