"""Builds the arrays of a large, unchanging part of the catalogue, one credential after the other."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.domain.credential import Credential
from bot.domain.hits import Field
from bot.search.facets import FacetColumns
from bot.search.mapped_keys import far_keys, near_keys, stem_keys
from bot.search.postings import fields_of
from bot.search.words import plain, words_of

Arrays = Mapping[str, NDArray[np.generic]]
FIELDS = tuple(Field)
FIELD_SHIFT = 29
"""An entry is a number of a term or text below, and the number of its field above this bit."""
TERM_MASK = np.uint32((1 << FIELD_SHIFT) - 1)
FREQUENT = 16_384
"""Terms that more credentials hold also get a bitmap."""
_CHUNK = 200_000


class MappedBuilder:
    """Takes credentials and gives arrays; the same credentials in the same order give the same arrays."""

    def __init__(self) -> None:
        self._terms: dict[str, int] = {}
        self._texts: dict[str, int] = {}
        self._terms_of_text: dict[int, tuple[int, ...]] = {}
        self._titles: list[bytes] = []
        self._ids: list[bytes] = []
        self._title_sizes = array("H")
        self._entries, self._entry_counts = array("I"), array("I")
        self._labels, self._label_counts = array("I"), array("I")
        self._facets = FacetColumns()

    def add(self, credential: Credential) -> None:
        """Takes a credential in; its id must be new."""
        words = words_of(credential.title)
        title = dict.fromkeys(map(self._term, words), 0)
        found = title | dict.fromkeys(self._bare(words), 0)
        labels = []
        for field, text in fields_of(credential):
            if field is Field.TITLE or not text:
                continue
            bits = FIELDS.index(field) << FIELD_SHIFT
            number = self._texts.setdefault(text, len(self._texts))
            labels.append(number | bits)
            for term in self._terms_of(number, text):
                found.setdefault(term, bits)
        self._titles.append(credential.title.encode())
        self._ids.append(credential.id.encode())
        self._title_sizes.append(min(len(title), 0xFFFF))
        self._entries.extend(term | bits for term, bits in found.items())
        self._entry_counts.append(len(found))
        self._labels.extend(labels)
        self._label_counts.append(len(labels))
        self._facets.add(credential)

    def _term(self, word: str) -> int:
        return self._terms.setdefault(word, len(self._terms))

    def _bare(self, words: Iterable[str]) -> list[int]:
        return [self._term(bare) for word in words if word[-1] in "+#" and len(bare := word.rstrip("+#")) > 1]

    def _terms_of(self, number: int, text: str) -> tuple[int, ...]:
        found = self._terms_of_text.get(number)
        if found is None:
            words = words_of(text)
            terms = [self._term(word) for word in dict.fromkeys(words)]
            found = self._terms_of_text[number] = tuple(terms + self._bare(words))
        return found

    def finish(self) -> dict[str, NDArray[np.generic]]:
        """The arrays of everything taken in."""
        rank = np.lexsort((_checksums(self._ids), np.array(self._title_sizes, dtype=np.uint16)))
        words = sorted(self._terms)
        new_number = np.empty(len(words), dtype=np.uint32)
        new_number[[self._terms[word] for word in words]] = np.arange(len(words), dtype=np.uint32)
        arrays: dict[str, NDArray[np.generic]] = {
            "title_order": self._order_of_titles(rank),
            "title_sizes": np.array(self._title_sizes, dtype=np.uint16)[rank],
            **_blob("words", [word.encode() for word in words]),
            **_blob("texts", [text.encode() for text in self._texts]),
            **_blob("titles", [self._titles[number] for number in rank]),
            **_blob("ids", [self._ids[number] for number in rank]),
            **_id_keys([self._ids[number] for number in rank]),
            **_keys("near", words, lambda word: near_keys(word) | stem_keys(word)),
            **_keys("far", words, far_keys),
            **self._facets.finish(rank),
        }
        labels, label_starts = _reordered(self._labels, self._label_counts, rank)
        entries, starts = _reordered(self._entries, self._entry_counts, rank)
        _renumber(entries, new_number)
        arrays |= {"labels": labels, "label_starts": label_starts, "entries": entries, "entry_starts": starts}
        arrays |= _postings(entries, starts, len(words))
        arrays |= _text_counts(labels, label_starts)
        return arrays

    def _order_of_titles(self, rank: NDArray[np.int64]) -> NDArray[np.uint32]:
        """The new numbers in the order of the plain titles."""
        titles = [plain(self._titles[number].decode()) for number in rank]
        order = sorted(range(len(titles)), key=titles.__getitem__)
        return np.array(order, dtype=np.uint32)


def _checksums(texts: Sequence[bytes]) -> NDArray[np.uint32]:
    return np.fromiter((crc32(text) for text in texts), dtype=np.uint32, count=len(texts))


def _blob(name: str, texts: Sequence[bytes]) -> dict[str, NDArray[np.generic]]:
    starts = np.fromiter(accumulate(map(len, texts), initial=0), dtype=np.uint64, count=len(texts) + 1)
    return {
        f"{name}_bytes": np.frombuffer(b"".join(texts), dtype=np.uint8),
        f"{name}_starts": starts if starts[-1] >> np.uint64(32) else starts.astype(np.uint32),
    }


def _id_keys(ids: Sequence[bytes]) -> dict[str, NDArray[np.generic]]:
    keys = _checksums(ids)
    order = np.argsort(keys, kind="stable").astype(np.uint32)
    return {"id_keys": keys[order], "id_numbers": order}


def _keys(
    name: str, words: Sequence[str], keys_of: Callable[[str], set[int]]
) -> dict[str, NDArray[np.generic]]:
    keys, numbers = array("I"), array("I")
    for number, word in enumerate(words):
        found = keys_of(word)
        keys.extend(sorted(found))
        numbers.extend([number] * len(found))
    order = np.argsort(np.array(keys, dtype=np.uint32), kind="stable")
    return {
        f"{name}_keys": np.array(keys, dtype=np.uint32)[order],
        f"{name}_terms": np.array(numbers, dtype=np.uint32)[order],
    }


def _reordered(
    values: "array[int]", counts: "array[int]", rank: NDArray[np.int64]
) -> tuple[NDArray[np.uint32], NDArray[np.uint64]]:
    """The lists of all credentials in their new order, and where each begins."""
    old = np.frombuffer(values, dtype=np.uint32) if len(values) else np.empty(0, dtype=np.uint32)
    sizes = np.array(counts, dtype=np.int64)
    begins = np.cumsum(sizes) - sizes
    starts = np.zeros(len(rank) + 1, dtype=np.uint64)
    starts[1:] = np.cumsum(sizes[rank])
    new = np.empty(len(old), dtype=np.uint32)
    for first in range(0, len(rank), _CHUNK):
        some = rank[first : first + _CHUNK]
        place = int(starts[first])
        taken = old[ranges_of(begins[some], sizes[some])]
        new[place : place + len(taken)] = taken
    return new, starts


def ranges_of(begins: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers from each begin on, `sizes` of them, one range after the other."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    numbers: NDArray[np.int64] = np.repeat(begins - (ends - sizes), sizes)
    numbers += np.arange(total, dtype=np.int64)
    return numbers


def _renumber(entries: NDArray[np.uint32], new_number: NDArray[np.uint32]) -> None:
    for first in range(0, len(entries), _CHUNK):
        some = entries[first : first + _CHUNK]
        entries[first : first + _CHUNK] = new_number[some & TERM_MASK] | (some & ~TERM_MASK)


def _postings(
    entries: NDArray[np.uint32], starts: NDArray[np.uint64], term_count: int
) -> dict[str, NDArray[np.generic]]:
    """Who holds a term in the title, who elsewhere only, and how many in which field."""
    size = len(starts) - 1
    holders = _holders(starts)
    terms, fields = entries & TERM_MASK, entries >> FIELD_SHIFT
    counts = np.bincount(terms.astype(np.int64) * len(FIELDS) + fields, minlength=term_count * len(FIELDS))
    field_counts = counts.astype(np.uint32).reshape(term_count, len(FIELDS))
    arrays: dict[str, NDArray[np.generic]] = {
        "field_counts": field_counts,
        "term_counts": field_counts.sum(axis=1, dtype=np.uint32),
    }
    for name, chosen in (("title", fields == 0), ("other", fields != 0)):
        order = np.argsort(terms[chosen], kind="stable")
        docs = holders[chosen][order]
        begins = np.zeros(term_count + 1, dtype=np.int64)
        begins[1:] = np.cumsum(np.bincount(terms[chosen], minlength=term_count))
        frequent = np.flatnonzero(np.diff(begins) > FREQUENT).astype(np.uint32)
        bits = [_bitmap(docs[begins[term] : begins[term + 1]], size) for term in frequent]
        arrays |= {
            f"{name}_docs": docs,
            f"{name}_begins": begins,
            f"{name}_frequent": frequent,
            f"{name}_bitmaps": np.array(bits, dtype=np.uint8).reshape(len(bits), -(-size // 8)),
        }
    return arrays


def _holders(starts: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """The credential of each entry."""
    sizes = starts[1:].astype(np.int64) - starts[:-1].astype(np.int64)
    return np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)


def _bitmap(docs: NDArray[np.uint32], size: int) -> NDArray[np.uint8]:
    flags = np.zeros(size, dtype=np.uint8)
    flags[docs] = 1
    return np.packbits(flags, bitorder="little")


def _text_counts(labels: NDArray[np.uint32], starts: NDArray[np.uint64]) -> dict[str, NDArray[np.generic]]:
    """The topics with who has them, and the issuers with how many credentials they award."""
    holders = _holders(starts)
    fields = labels >> FIELD_SHIFT
    is_topic = fields == FIELDS.index(Field.TOPIC)
    topics, begins = _grouped(labels[is_topic] & TERM_MASK)
    order = np.argsort(labels[is_topic], kind="stable")
    issuers, counts = np.unique(labels[fields == FIELDS.index(Field.ISSUER)] & TERM_MASK, return_counts=True)
    return {
        "topic_texts": topics,
        "topic_begins": begins,
        "topic_docs": holders[is_topic][order],
        "issuer_texts": issuers,
        "issuer_counts": counts.astype(np.uint32),
    }


def _grouped(values: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    groups, counts = np.unique(values, return_counts=True)
    begins = np.zeros(len(groups) + 1, dtype=np.int64)
    begins[1:] = np.cumsum(counts)
    return groups, begins
