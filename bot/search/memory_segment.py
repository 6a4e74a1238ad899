"""Credentials in plain Python: what is found at once, and may change at any time.

It is the whole index of a community's catalogue, and what has changed since a large one was built.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType

from bot.domain.credential import Credential
from bot.search.postings import FIELD_WEIGHTS, Posting, fields_of, words_in
from bot.search.word_list import WordList
from bot.search.words import words_of

_NONE: Mapping[int, Posting] = MappingProxyType({})


class MemorySegment:
    """word -> credential number -> posting.

    Numbers are given in the order of arrival from `first_number` on, and never again; `version`
    grows with every change. `joined`: neighbours in a terse text are also found as one word.
    """

    def __init__(
        self, credentials: Iterable[Credential] = (), first_number: int = 0, *, joined: bool = True
    ) -> None:
        self.joined = joined
        self.first_number = first_number
        self.words = WordList(())
        self.version = 0
        self.credentials: dict[int, Credential] = {}
        self.title_words: dict[int, frozenset[str]] = {}
        self._numbers: dict[str, int] = {}
        self._next = first_number
        self._by_word: dict[str, dict[int, Posting]] = {}
        for credential in credentials:
            self._enter(credential)
        self.words = WordList(self._by_word)

    @property
    def size(self) -> int:
        """How many credentials there are."""
        return len(self.credentials)

    def __iter__(self) -> Iterator[Credential]:
        return iter(self.credentials.values())

    def of(self, word: str) -> Mapping[int, Posting]:
        """The credentials that hold `word`; empty where none does."""
        return self._by_word.get(word, _NONE)

    def number_of(self, identity: str) -> int | None:
        """The number of the credential with this id."""
        return self._numbers.get(identity)

    def credential(self, number: int) -> Credential:
        """A credential."""
        return self.credentials[number]

    def text_of(self, number: int, posting: Posting) -> str:
        """The text in which a word was met, as the catalogue spells it."""
        return posting.text or self.credentials[number].title

    def identity(self, number: int) -> str:
        """The id of a credential."""
        return self.credentials[number].id

    def language(self, number: int) -> str:
        """The language of a credential, ISO 639-1."""
        return self.credentials[number].language

    def title_share(self, number: int, words: AbstractSet[str]) -> float:
        """The share of the title's words that are among `words`."""
        title = self.title_words[number]
        return len(title & words) / len(title) if title else 0.0

    def put(self, credential: Credential) -> None:
        """Takes the credential in, in place of the one with its id."""
        self.take_out(credential.id)
        for word in self._enter(credential):
            if len(self._by_word[word]) == 1:
                self.words.add(word)
        self.version += 1

    def take_out(self, identity: str) -> Credential | None:
        """Removes the credential with this id and returns it; None where there is none."""
        number = self._numbers.pop(identity, None)
        if number is None:
            return None
        credential = self.credentials.pop(number)
        del self.title_words[number]
        for word in {
            word
            for field, text in fields_of(credential)
            for word in words_in(field, text, joined=self.joined)
        }:
            holders = self._by_word[word]
            del holders[number]
            if not holders:
                del self._by_word[word]
                self.words.discard(word)
        self.version += 1
        return credential

    def _enter(self, credential: Credential) -> Iterable[str]:
        number = self._numbers[credential.id] = self._next
        self._next += 1
        self.credentials[number] = credential
        self.title_words[number] = frozenset(words_of(credential.title))
        postings: dict[str, Posting] = {}
        for field, text in fields_of(credential):
            posting = Posting(field, FIELD_WEIGHTS[field], text)
            for word in words_in(field, text, joined=self.joined):
                # The fields come with the weightiest first.
                postings.setdefault(word, posting)
        for word, posting in postings.items():
            self._by_word.setdefault(word, {})[number] = posting
        return postings
