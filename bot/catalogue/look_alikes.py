"""The credentials that something new may already be: the same page, or a title like it."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from bot.catalogue.likeness import look_alikes
from bot.domain.credential import Credential

MOST = 5


def perhaps_there(title: str, issuer: str, link: str, credentials: Iterable[Credential]) -> list[Credential]:
    """Those that it may be, the likeliest first; `issuer` may be empty."""
    every = list(credentials)
    page = page_of(link)
    same_page = (each for each in every if page and page_of(each.url) == page)
    first = sorted(same_page, key=lambda each: (each.title, each.id))
    alike = [each.credential for each in look_alikes(title, issuer, every)]
    return list({each.id: each for each in (*first, *alike)}.values())[:MOST]


def page_of(link: str) -> str:
    """What two addresses of one page have in common; empty for the front page of a whole site."""
    parts = urlsplit(link)
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.rstrip("/")
    return f"{host}{path}?{parts.query}" if path or parts.query else ""
