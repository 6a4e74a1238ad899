"""A large part of the catalogue that never changes: arrays, built once, saved, and mapped into memory.

Numbers of credentials are given in ascending length of the title, so that a list that has to be
cut short holds the best candidates.
"""

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.domain.credential import Credential, Requirement, Source
from bot.domain.hits import Field
from bot.search.facets import Facets
from bot.search.mapped_build import FIELD_SHIFT, FIELDS, TERM_MASK, MappedBuilder
from bot.search.mapped_texts import Texts
from bot.search.mapped_words import MappedWords
from bot.search.words import plain, words_of

_FORMAT = 1
_LIST = "index.json"


class UnreadableIndexError(Exception):
    """The folder holds no index of this version of the program; it is to be built anew."""


class MappedSegment:
    """Credentials by number."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.arrays = arrays
        self.count = len(arrays["title_sizes"])
        self.words = MappedWords(arrays)
        self.facets = Facets(arrays)
        self.number_of = lru_cache(maxsize=20_000)(self._number_of)
        """The number of the credential with an id; None where there is none."""
        self._titles, self._ids, self._texts = (Texts(arrays, name) for name in ("titles", "ids", "texts"))

    def _number_of(self, identity: str) -> int | None:
        wanted = identity.encode()
        key = np.uint32(crc32(wanted))
        keys = self.arrays["id_keys"]
        for place in range(int(keys.searchsorted(key)), int(keys.searchsorted(key, side="right"))):
            number = int(self.arrays["id_numbers"][place])
            if self._ids[number] == identity:
                return number
        return None

    def term_fields(self, number: int) -> list[tuple[int, int]]:
        """The terms of a credential, each with the number of its best field."""
        begin, end = self.arrays["entry_starts"][number : number + 2].tolist()
        mask = int(TERM_MASK)
        entries = self.arrays["entries"][begin:end].tolist()
        return [(entry & mask, entry >> FIELD_SHIFT) for entry in entries]

    def identity(self, number: int) -> str:
        """The id of a credential."""
        return self._ids[number]

    def title(self, number: int) -> str:
        """The title of a credential."""
        return self._titles[number]

    def text(self, number: int) -> str:
        """A topic, issuer line or other text by its own number."""
        return self._texts[number]

    def labels(self, number: int) -> list[tuple[Field, str]]:
        """The searchable texts of a credential besides its title, the weightiest fields first."""
        begin, end = self.arrays["label_starts"][number : number + 2].tolist()
        labels = self.arrays["labels"][begin:end].tolist()
        mask = int(TERM_MASK)
        return [(FIELDS[label >> FIELD_SHIFT], self._texts[label & mask]) for label in labels]

    def texts_of(self, number: int) -> list[tuple[Field, str]]:
        """The title and the labels of a credential."""
        return [(Field.TITLE, self._titles[number]), *self.labels(number)]

    def text_with(self, number: int, field: Field, word: str) -> str:
        """The text of `field` in which the credential holds `word`."""
        if field is Field.TITLE:
            return self._titles[number]
        return next(
            (text for name, text in self.labels(number) if name is field and word in words_in(text)), ""
        )

    def credential(self, number: int) -> Credential:
        """What the index knows of a credential: everything that can be searched and filtered for."""
        labels = self.labels(number)
        texts = {field: tuple(text for name, text in labels if name is field) for field in FIELDS}
        return Credential(
            id=self._ids[number],
            title=self._titles[number],
            issuer=next(iter(texts[Field.ISSUER]), ""),
            url="",
            summary=next(iter(texts[Field.SUMMARY]), ""),
            topics=texts[Field.TOPIC],
            skills=texts[Field.SKILL],
            study_forms=(),
            requirements=tuple(Requirement(kind, ()) for kind in self.facets.proofs(number)),
            source=Source("", "", ""),
            **self.facets.of(number),
        )

    def with_topic(self, topic: str) -> NDArray[np.uint32]:
        """The credentials of a topic, in ascending order."""
        arrays = self.arrays
        place = self._topic_places.get(topic)
        if place is None:
            return np.empty(0, dtype=np.uint32)
        begin, end = arrays["topic_begins"][place : place + 2].tolist()
        return np.asarray(arrays["topic_docs"][begin:end])

    @cached_property
    def _topic_places(self) -> dict[str, int]:
        return {topic: place for place, topic in enumerate(self._named("topic_texts"))}

    def in_order_of_titles(self, start: str) -> Iterator[int]:
        """The credentials whose plain title begins with `start`, in the order of the titles."""
        order = self.arrays["title_order"]
        first = bisect_left(
            range(self.count), start, key=lambda place: plain(self._titles.at(order.item(place)))
        )
        for place in range(first, self.count):
            number = order.item(place)
            if not plain(self._titles.at(number)).startswith(start):
                return
            yield number

    @cached_property
    def topic_counts(self) -> Counter[str]:
        """How many credentials have each topic."""
        counts = np.diff(self.arrays["topic_begins"])
        return Counter(dict(zip(self._named("topic_texts"), counts.tolist(), strict=True)))

    @cached_property
    def issuer_counts(self) -> Counter[str]:
        """How many credentials each issuer awards."""
        counts = self.arrays["issuer_counts"]
        return Counter(dict(zip(self._named("issuer_texts"), counts.tolist(), strict=True)))

    def _named(self, array: str) -> Iterator[str]:
        return map(self._texts.at, self.arrays[array].tolist())

    def save(self, folder: Path) -> None:
        """Writes the arrays; the list of them comes last, so that half an index is none."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _LIST).unlink(missing_ok=True)
        for name, values in self.arrays.items():
            np.save(folder / f"{name}.npy", values)
        unfinished = folder / f"{_LIST}.new"
        unfinished.write_text(json.dumps({"format": _FORMAT, "arrays": sorted(self.arrays)}), "utf-8")
        unfinished.replace(folder / _LIST)


@lru_cache(maxsize=20_000)
def words_in(text: str) -> frozenset[str]:
    """The words by which `text` is found."""
    words = words_of(text)
    return frozenset(words).union(word.rstrip("+#") for word in words)


def build_segment(credentials: Iterable[Credential]) -> MappedSegment:
    """A segment of these credentials, whose ids must differ."""
    builder = MappedBuilder()
    for credential in credentials:
        builder.add(credential)
    return MappedSegment(builder.finish())


def open_segment(folder: Path) -> MappedSegment:
    """The segment saved in `folder`, mapped: only what a query touches is read.

    Raises UnreadableIndexError where there is none of this format.
    """
    try:
        listed = json.loads((folder / _LIST).read_text("utf-8"))
        if listed["format"] != _FORMAT:
            raise UnreadableIndexError(folder)
        arrays = {name: _mapped(folder / f"{name}.npy") for name in listed["arrays"]}
    except (OSError, ValueError, KeyError, TypeError) as cause:
        raise UnreadableIndexError(folder) from cause
    return MappedSegment(arrays)


def _mapped(file: Path) -> NDArray[Any]:
    # A plain view: indexing a numpy.memmap costs several times as much.
    values: NDArray[Any] = np.load(file, mmap_mode="r").view(np.ndarray)
    return values
