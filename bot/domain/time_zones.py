"""Time zones by their IANA names, as people type and choose them."""

from functools import cache
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process

from bot.domain.errors import UserError
from bot.domain.names import Name, Names, folded
from bot.domain.plain_text import printable

MAX_ZONE_LENGTH = 64
_HIDDEN = ("posix/", "right/", "SystemV/", "Etc/", "US/")
"""Copies of zones under names that mean nothing to people, or what others say better."""
_COMMON = (
    "Europe/London",
    "Europe/Berlin",
    "Europe/Madrid",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Africa/Lagos",
    "Africa/Nairobi",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
    "UTC",
)
_QUOTED_LENGTH = 40
_LIKENESS = 75
"""Of 100: two letters changed their places, or one is another."""


def zone_named(typed: str) -> str:
    """The zone with this name or this city, a slip allowed.

    Raises UserError `zone-unknown` (`zone`, and the `nearest` city by its letters, or "none").
    """
    names = _names()
    found = names.exactly(typed) or names.with_a_slip(typed) or _of_city(typed)
    if len(found) != 1:
        nearest = _nearest_city(typed) or "none"
        raise UserError("zone-unknown", zone=printable(typed)[:_QUOTED_LENGTH], nearest=nearest)
    return found[0]


def zones_suggested(typed: str, limit: int) -> list[str]:
    """The zones that the typed letters may mean, best first; those of many people where nothing is typed."""
    found = (
        _names().suggest(typed, limit) if typed.strip() else [each for each in _COMMON if each in _zones()]
    )
    return found[:limit]


def _of_city(typed: str) -> list[str]:
    wanted = printable(typed).casefold().replace(" ", "_")
    return [zone for zone in sorted(_zones()) if zone.rpartition("/")[2].casefold() == wanted][:2]


def _nearest_city(typed: str) -> str | None:
    cities = [_city(zone) for zone in sorted(_zones())]
    wanted = folded(typed[:MAX_ZONE_LENGTH])
    found = process.extractOne(wanted, cities, scorer=fuzz.ratio, processor=folded, score_cutoff=_LIKENESS)
    return None if found is None else found[0]


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


@cache
def _zones() -> frozenset[str]:
    return frozenset(
        zone
        for zone in available_timezones()
        if len(zone) <= MAX_ZONE_LENGTH and (zone == "UTC" or ("/" in zone and not zone.startswith(_HIDDEN)))
    )


@cache
def _names() -> Names:
    return Names(Name(zone, zone.replace("_", " ").replace("/", " "), (zone,)) for zone in sorted(_zones()))
