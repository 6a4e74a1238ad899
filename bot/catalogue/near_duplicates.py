"""Finds credentials that look like one and the same, by title and issuer."""

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from bot.domain.credential import Credential

ALIKE = 90
"""Titles this alike (0 to 100, order of words ignored) are shown, whoever the issuer is."""
ALIKE_OF_ONE_ISSUER = 85
"""One issuer's titles follow a pattern, and yet its editions of one course differ in more than a word."""


def near_duplicates(
    credentials: Sequence[Credential],
    reviewed: Iterable[frozenset[str]] = (),
    *,
    of_first: int | None = None,
) -> Iterator[tuple[Credential, Credential]]:
    """Pairs with titles alike that are neither twins nor among the `reviewed` pairs of ids.

    In the order of `credentials`; each pair once. `of_first`: only those with one of the first so many in it.
    """
    known = set(reviewed)
    titles = [_sorted_words(credential.title) for credential in credentials]
    for position, first in enumerate(credentials[:of_first]):
        matches = process.extract(
            titles[position],
            titles[position + 1 :],
            scorer=fuzz.ratio,
            score_cutoff=ALIKE_OF_ONE_ISSUER,
            limit=None,
        )
        for _, score, offset in sorted(matches, key=lambda match: match[2]):
            second = credentials[position + 1 + offset]
            alike = score >= ALIKE or first.issuer == second.issuer
            if alike and second.id not in first.twins and frozenset({first.id, second.id}) not in known:
                yield first, second


def _sorted_words(title: str) -> str:
    return " ".join(sorted(default_process(title).split()))
