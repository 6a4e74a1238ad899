"""The credentials that something new may already be: the same link, or a title like it."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from bot.catalogue.near_duplicates import ALIKE, ALIKE_OF_ONE_ISSUER, sorted_words
from bot.domain.credential import Credential
from bot.domain.names import folded

MOST_LOOK_ALIKES = 5
_SAME_LINK = 101.0
"""More alike than any title."""


def look_alikes(title: str, issuer: str, link: str, credentials: Iterable[Credential]) -> list[Credential]:
    """Those that it may be, the likeliest first; `issuer` may be empty."""
    wanted, page, by = sorted_words(title), _page_of(link), folded(issuer)
    scored = ((_likeness(each, wanted, page, by), each) for each in credentials)
    alike = [(score, each) for score, each in scored if score]
    alike.sort(key=lambda found: (-found[0], found[1].title, found[1].id))
    return [each for _, each in alike[:MOST_LOOK_ALIKES]]


def _likeness(credential: Credential, wanted: str, page: str, issuer: str) -> float:
    """0 for one that it is not."""
    if page and _page_of(credential.url) == page:
        return _SAME_LINK
    of_one_issuer = bool(issuer) and issuer in {folded(credential.issuer), folded(credential.issuer_line)}
    least = ALIKE_OF_ONE_ISSUER if of_one_issuer else ALIKE
    return fuzz.ratio(wanted, sorted_words(credential.title), score_cutoff=least)


def _page_of(link: str) -> str:
    """What two addresses of one page have in common; empty for the front page of a whole site."""
    parts = urlsplit(link)
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.rstrip("/")
    return f"{host}{path}?{parts.query}" if path or parts.query else ""
