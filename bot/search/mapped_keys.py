"""Keys by which a large vocabulary finds words that are nearly the same, without looking at each.

A slip is found by what both words become when letters are left out (Garbe's symmetric deletes), other
forms of a word by their common stem. A key is a checksum, so that what it finds is still to be judged.
"""

from itertools import combinations
from zlib import crc32

from bot.search.variants import ENDINGS, MIN_TYPO, STEM, TWO_TYPOS_IF_SAME_LETTERS_FROM

_HEAD = 8
"""Letters may be left out of so many first letters; the rest is compared afterwards."""
_LONGEST_ENDING = max(map(len, ENDINGS))


def near_keys(word: str) -> set[int]:
    """The keys that `word` shares with the words that it is one slip from, or whose letters it swaps."""
    if len(word) < MIN_TYPO:
        return set()
    head = word[:_HEAD]
    kept = {head, *(head[:place] + head[place + 1 :] for place in range(len(head)))}
    keys = {crc32(letters.encode()) for letters in kept}
    if len(word) >= TWO_TYPOS_IF_SAME_LETTERS_FROM:
        keys.add(crc32(b"\1" + "".join(sorted(word)).encode()))
    return keys


def far_keys(word: str) -> set[int]:
    """More keys, which `word` shares with the words that are two slips off."""
    if len(word) < TWO_TYPOS_IF_SAME_LETTERS_FROM:
        return set()
    head = word[:_HEAD]
    return {
        crc32((head[:first] + head[first + 1 : second] + head[second + 1 :]).encode())
        for first, second in combinations(range(len(head)), 2)
    }


def stem_keys(word: str) -> set[int]:
    """The keys that `word` shares with other forms of it."""
    shortest = max(STEM, len(word) - _LONGEST_ENDING)
    stems = [word] if len(word) >= STEM else []
    stems += [word[:end] for end in range(shortest, len(word)) if word[end:] in ENDINGS]
    return {crc32(b"\0" + stem.encode()) for stem in stems}
