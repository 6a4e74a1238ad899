"""What one owner has put on the shelf: the seed pack's index, an installation's changes, or a server's own.

A layer lies over its parent. It has credentials of its own, which hide those of the parent with the
same id, it may hide others, and it may have words of its own.
"""

from bot.domain.credential import Credential
from bot.search.concepts import Concepts
from bot.search.evidence import Evidence, SpokenTerms
from bot.search.memory_segment import MemorySegment
from bot.search.said_often import SaidOften
from bot.search.word_list import WordList


class Layer:
    """Own credentials, those retired from among them, the ids of the parent that are hidden, own words."""

    def __init__(self, segment: MemorySegment, concepts: Concepts) -> None:
        self.segment = segment
        self.hidden: set[str] = set()
        self._retired: dict[str, Credential] = {}
        self._changes = 0
        self.set_concepts(concepts)

    @property
    def version(self) -> tuple[int, int]:
        """Another one after every change."""
        return self._changes, self.segment.version

    def set_concepts(self, concepts: Concepts) -> None:
        """Puts these words in the place of those before."""
        self.concepts = concepts
        self.spoken = SpokenTerms(concepts)
        self.words = WordList(concepts.words)
        self.evidence = Evidence(self.segment, self.spoken.of)
        self.said_often = SaidOften(self.evidence, self.spoken.counts)
        self._changes += 1

    def put(self, credential: Credential) -> None:
        """Adds a credential, or puts it in the place of the one with its id."""
        self._retired.pop(credential.id, None)
        self.segment.put(credential)
        self.hidden.add(credential.id)
        self._changes += 1

    def retire(self, identity: str) -> None:
        """Takes a credential out until it is restored, own or not."""
        own = self.segment.take_out(identity)
        if own is not None:
            self._retired[identity] = own
        self.hidden.add(identity)
        self._changes += 1

    def restore(self, identity: str) -> None:
        """Brings back what was retired: the layer's own, or else the parent's."""
        own = self._retired.pop(identity, None)
        if own is not None:
            self.segment.put(own)
        elif self.segment.number_of(identity) is None:
            self.hidden.discard(identity)
        self._changes += 1

    def drop(self, identity: str) -> None:
        """Forgets the layer's own credential for good, so that the parent's is seen again."""
        self.segment.take_out(identity)
        self._retired.pop(identity, None)
        self.hidden.discard(identity)
        self._changes += 1
