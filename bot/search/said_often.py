"""How often a word is said: by a credential itself, and by the phrases that lead to it.

Evidence says how well a word was met at best. Where many credentials meet a goal as well, the one that
says its words again and again, or whose phrases do, is likelier to be what is meant.
"""

from collections.abc import Callable, Mapping, Sequence
from math import log

from bot.search.evidence import Evidence
from bot.search.reading import Reading
from bot.search.weights import LIGHT_WEIGHT

_OWN_WORD = 3.0
"""So many phrases are worth a word of the credential's own title."""
_HALF = 6.0
"""Said so many times, a word has half of the weight that it can have."""
_VARIANTS_COUNTED = 4
_MOST_REMEMBERED = 20_000


class SaidOften:
    """Remembers for each word how often the credentials of one shelf say it, as a weight from 0 to 1.

    `counts` says how many phrases with a word lead to each term.
    """

    def __init__(self, evidence: Evidence, counts: Callable[[str], Mapping[str, float]]) -> None:
        self._evidence = evidence
        self._counts = counts
        self._version = evidence.shelf.version
        self._found: dict[str, dict[int, float]] = {}

    def of(self, word: str) -> Mapping[int, float]:
        """The weight of `word` in every credential that it is said of."""
        if self._version != self._evidence.shelf.version or len(self._found) >= _MOST_REMEMBERED:
            self._version = self._evidence.shelf.version
            self._found.clear()
        found = self._found.get(word)
        if found is None:
            times = {
                number: _OWN_WORD * posting.weight
                for number, posting in self._evidence.shelf.of(word).items()
            }
            for term, count in self._counts(word).items():
                for number, weight, _ in self._evidence.of_term(term):
                    times[number] = times.get(number, 0.0) + count * weight
            found = self._found[word] = {number: count / (count + _HALF) for number, count in times.items()}
        return found


def shares_said(reading: Reading, sources: Sequence[SaidOften], size: int) -> dict[int, float]:
    """How often each credential is said the words of the goal, as a share of the one that is most.

    It is BM25 (Robertson, Zaragoza 2009) without the norm of lengths, over `size` credentials.
    """
    said: dict[int, float] = {}
    for word in reading.all_words():
        for variant in word.variants[:_VARIANTS_COUNTED]:
            found = [source.of(variant.word) for source in sources]
            holders = sum(map(len, found))
            if not holders:
                continue
            weight = log(1 + size / holders) * variant.likeness**2 * (LIGHT_WEIGHT if word.is_light else 1.0)
            for weights in found:
                for number, value in weights.items():
                    said[number] = said.get(number, 0.0) + weight * value
    most = max(said.values(), default=1.0)
    return {number: value / most for number, value in said.items()}
