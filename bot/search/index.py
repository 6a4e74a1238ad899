"""The catalogue index: a goal in plain words becomes hits, each with its reasons.

An index is one layer over its parent: a catalogue, an installation's changes to it, a server's own
credentials and words. What one layer changes, those beside it never see.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from bot.domain.credential import Credential
from bot.domain.filters import Filters
from bot.domain.hits import SearchAnswer, Suggestion
from bot.search.assembly import Assembly
from bot.search.concepts import Concepts
from bot.search.fillers import Fillers
from bot.search.layer import Layer
from bot.search.memory_segment import MemorySegment
from bot.search.shelves import PART_SHIFT
from bot.search.word_list import WordList

if TYPE_CHECKING:
    # numpy loads slowly, and small catalogues need none.
    from bot.search.candidates import CandidateFinder
    from bot.search.large_search import LargeSearch
    from bot.search.mapped_part import MappedPart
    from bot.search.mapped_segment import MappedSegment
    from bot.search.small_search import SmallSearch

Admits = Callable[[Credential], bool]
_EVERYTHING = Filters()


class CatalogueIndex:
    """Searches credentials; the same goal always gets the same answer, and changes are found at once."""

    def __init__(self, credentials: Iterable[Credential], concepts: Concepts, fillers: Fillers) -> None:
        ordered = sorted(credentials, key=lambda credential: credential.id)
        self._layers = [Layer(MemorySegment(ordered), concepts)]
        self._large: tuple[MappedPart, CandidateFinder] | None = None
        self._lock = RLock()
        self._fillers = fillers
        self._filler_words = WordList(fillers.ignored | fillers.light)
        self._ready: tuple[object, SmallSearch | LargeSearch] | None = None

    @classmethod
    def open(cls, folder: Path, concepts: Concepts, fillers: Fillers) -> "CatalogueIndex":
        """The index saved in `folder`, mapped into memory: only what queries touch is read.

        Raises UnreadableIndexError where the folder holds none that this version can read.
        """
        from bot.search.mapped_segment import open_segment

        return cls._over(open_segment(folder), concepts, fillers)

    @classmethod
    def of_many(
        cls, credentials: Iterable[Credential], concepts: Concepts, fillers: Fillers
    ) -> "CatalogueIndex":
        """An index of so many credentials that looking at each for every goal would take too long."""
        from bot.search.mapped_segment import build_segment

        return cls._over(build_segment(credentials), concepts, fillers)

    @classmethod
    def _over(cls, segment: "MappedSegment", concepts: Concepts, fillers: Fillers) -> "CatalogueIndex":
        from bot.search.candidates import CandidateFinder
        from bot.search.mapped_part import MappedPart

        index = cls((), concepts, fillers)
        changes = MemorySegment(first_number=1 << PART_SHIFT, joined=False)
        index._layers = [Layer(changes, concepts)]
        index._large = MappedPart(segment), CandidateFinder(segment)
        return index

    def save(self, folder: Path) -> None:
        """Writes the whole catalogue as it is seen here to `folder`, to be opened again."""
        from bot.search.mapped_segment import build_segment

        build_segment(self.credentials()).save(folder)

    def credentials(self) -> Iterator[Credential]:
        """The credentials seen here. Of the mapped ones it is what can be searched and filtered for."""
        if self._large is not None:
            mapped, hidden = self._large[0], self._layers
            over = set[str]().union(*(layer.hidden for layer in hidden))
            yield from (credential for credential in mapped if credential.id not in over)
        for shelf in self._assembly.shelves:
            yield from shelf

    @property
    def fillers(self) -> Fillers:
        """The words that say nothing of a subject."""
        return self._fillers

    @property
    def vocabulary(self) -> Concepts:
        """What everybody means, as the lowest layer has it."""
        return self._layers[0].concepts

    def overlay(self, aliases: Concepts | None = None) -> "CatalogueIndex":
        """An index over this one, with credentials, changes and words of its own."""
        child = object.__new__(CatalogueIndex)
        below = self._layers[-1].segment
        segment = MemorySegment(first_number=below.first_number + (1 << PART_SHIFT), joined=below.joined)
        child._layers = [*self._layers, Layer(segment, aliases or Concepts())]
        child._large, child._lock = self._large, self._lock
        child._fillers, child._filler_words = self._fillers, self._filler_words
        child._ready = None
        return child

    def set_aliases(self, aliases: Concepts) -> None:
        """Puts these words of the layer's own in the place of those before."""
        with self._lock:
            self._layers[-1].set_concepts(aliases)

    def put(self, credential: Credential) -> None:
        """Adds a credential, or puts it in the place of the one with its id."""
        with self._lock:
            self._layers[-1].put(credential)
            self._synchronise(credential.id)

    def retire(self, identity: str) -> None:
        """Takes a credential out, here and in the layers above, until it is restored."""
        with self._lock:
            self._layers[-1].retire(identity)
            self._synchronise(identity)

    def restore(self, identity: str) -> None:
        """Brings a retired credential back."""
        with self._lock:
            self._layers[-1].restore(identity)
            self._synchronise(identity)

    def drop(self, identity: str) -> None:
        """Forgets the layer's own form of a credential, so that what lies below is seen again."""
        with self._lock:
            self._layers[-1].drop(identity)
            self._synchronise(identity)

    def _synchronise(self, identity: str) -> None:
        """Lets the mapped part count what the lowest layer does not hide; for all layers above too."""
        if self._large is None or len(self._layers) > 1:
            return
        mapped = self._large[0]
        number = mapped.segment.number_of(identity)
        if number is not None and identity in self._layers[0].hidden:
            mapped.take_out(number)
        elif number is not None:
            mapped.put_back(number)

    def search(
        self,
        goal: str,
        *,
        admits: Admits | None = None,
        limit: int = 10,
        filters: Filters = _EVERYTHING,
        within_minutes: int | None = None,
    ) -> SearchAnswer:
        """The best `limit` hits among the credentials that all conditions let pass.

        `within_minutes` lets those pass that may be done in that time, as far as is known. A large
        catalogue holds filters and time against all its credentials at once, but `admits` against
        candidates only; it knows the method of a `Filters` as such.
        """
        asked = getattr(admits, "__self__", None)
        if filters == _EVERYTHING and isinstance(asked, Filters):
            filters, admits = asked, None
        with self._lock:
            return self._searcher().answer(goal, admits, limit, filters, within_minutes)

    def suggest_credentials(self, typed: str, limit: int = 25) -> list[Suggestion]:
        """The credentials that the typed letters may mean, best first."""
        with self._lock:
            return self._searcher().suggest(typed, limit)

    def suggest_topics(self, typed: str, limit: int = 25) -> list[str]:
        """The topics that the typed letters may mean; the most frequent where nothing is typed."""
        with self._lock:
            return self._searcher().topics.matching(typed, limit)

    def suggest_issuers(self, typed: str, limit: int = 25) -> list[str]:
        """The issuer lines that the typed letters may mean, best first."""
        with self._lock:
            return self._searcher().issuers.matching(typed, limit)

    def leads_to_something(self, term: str) -> bool:
        """Whether a term of a vocabulary leads to some credential here."""
        with self._lock:
            return self._searcher().has_holder(term)

    def terms_without_credential(self) -> Iterator[tuple[str, str]]:
        """The phrases and terms of the vocabulary that lead to nothing in this catalogue."""
        with self._lock:
            searcher = self._searcher()
        for layer in self._layers:
            for concept in layer.concepts.all:
                for term in (*concept.terms, *concept.never):
                    if not searcher.has_holder(term):
                        yield concept.said, term

    @property
    def _assembly(self) -> Assembly:
        return Assembly(self._layers, self._fillers, self._filler_words)

    def _searcher(self) -> "SmallSearch | LargeSearch":
        """What searches the layers as they are now."""
        version = [layer.version for layer in self._layers]
        if self._ready is None or self._ready[0] != version:
            searcher = self._assembly.large(*self._large) if self._large else self._assembly.small()
            self._ready = version, searcher
        return self._ready[1]


def build(credentials: Iterable[Credential], folder: Path) -> None:
    """Writes an index of these credentials to `folder`, without holding them all in memory."""
    from bot.search.mapped_segment import build_segment

    build_segment(credentials).save(folder)
