"""What Discord suggests while a person types: answered from memory, and never trusted afterwards."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from discord.app_commands import Choice

from bot.catalogue.languages import LANGUAGE_CODES
from bot.discord_ui.answering import BadgerInteraction
from bot.discord_ui.desk import Desk
from bot.discord_ui.markdown import label
from bot.domain.budget_text import parse_budget
from bot.domain.credential import Credential
from bot.domain.errors import UserError
from bot.services.own_entries import OwnEntry
from bot.wording.budget import budget_reading
from bot.wording.credential import language_text
from bot.wording.profile import clock_text, place_text
from bot.wording.texts import Texts

_log = logging.getLogger(__name__)

MOST_CHOICES = 25
MOST_LETTERS = 100
"""Of a choice's name and of its value."""


def choice(name: str, value: str) -> Choice[str] | None:
    """A suggestion; None where its value would not survive."""
    if not value.strip() or len(value) > MOST_LETTERS:
        return None
    return Choice(name=label(name, MOST_LETTERS), value=value)


def credential_choices(texts: Texts, credentials: Iterable[Credential]) -> list[Choice[str]]:
    """Credentials by title and issuer; the value is the id."""
    return _there(
        choice(texts("credential-choice", title=each.title, issuer=each.issuer_line), each.id)
        for each in credentials
    )


def own_entry_choices(texts: Texts, entries: Iterable[OwnEntry]) -> list[Choice[str]]:
    """Entries of a server's own layer by title, with what it says of each; the value is the id."""
    return _there(
        choice(
            texts("entry-choice", title=each.title, state=texts(f"entry-{each.status.value}")),
            each.credential_id,
        )
        for each in entries
    )


def name_choices(names: Iterable[str]) -> list[Choice[str]]:
    """Topics or issuers, each its own value."""
    return _there(choice(name, name) for name in names)


def time_choices(texts: Texts, typed: str, today: date) -> list[Choice[str]]:
    """How the typed time is understood, or how one may write it."""
    typed = typed.strip()
    if not typed:
        names = ("time-example-weekly", "time-example-total", "time-example-daily")
        return _there(choice(texts(name), texts(name)) for name in names)
    reading = _reading(texts, typed, today)
    if reading is not None:
        return _there([choice(texts("time-choice", reading=reading), _short(typed, reading))])
    completed = [f"{typed} {ending}" for ending in texts("time-completions").split("|")]
    readings = [(each, _reading(texts, each, today)) for each in completed]
    offered = [choice(texts("time-choice", reading=reading), each) for each, reading in readings if reading]
    return _there(offered) or _there([choice(texts("time-hint"), typed)])


def _short(typed: str, reading: str) -> str:
    """What is sent in: the person's own words, or their reading where those are long."""
    return typed if len(typed) <= MOST_LETTERS else reading


def _reading(texts: Texts, typed: str, today: date) -> str | None:
    try:
        return budget_reading(texts, parse_budget(typed, today=today))
    except UserError:
        return None


def _there(choices: Iterable[Choice[str] | None]) -> list[Choice[str]]:
    return [each for each in choices if each is not None][:MOST_CHOICES]


async def completed_credentials(desk: Desk, guild_id: int | None, typed: str) -> list[Choice[str]]:
    """Credentials by title, and by what the letters mean."""
    found = await desk.use_cases.catalogue.complete_credentials(guild_id, typed)
    return credential_choices(desk.texts, found)


async def suggest(
    interaction: BadgerInteraction,
    choices: Callable[[], list[Choice[Any]] | Awaitable[list[Choice[Any]]]],
    doing: str,
) -> list[Choice[Any]]:
    """The choices, or none where they cannot be made: Discord has no words for an error here."""
    try:
        made = choices()
        return made if isinstance(made, list) else await made
    except Exception:  # noqa: BLE001  # no error may reach discord.py, whose log would name the person
        _log.exception("No suggestions while %s (interaction of %s)", doing, interaction.type.name)
        return []


def language_choices(texts: Texts, typed: str) -> list[Choice[str]]:
    """Languages whose name or code begins as typed, by name; the common ones where nothing is."""
    wanted = typed.strip().casefold()
    codes = LANGUAGE_CODES if wanted else texts("languages-common").split()
    named = sorted((language_text(texts, code), code) for code in codes)
    return _there(
        choice(name, code)
        for name, code in named
        if name.casefold().startswith(wanted) or code.startswith(wanted)
    )


def zone_choices(texts: Texts, zones: Iterable[tuple[str, datetime]]) -> list[Choice[str]]:
    """Zones as people say them, with what a clock there shows; the value is the name of the zone."""
    return _there(
        choice(texts("zone-choice", place=place_text(texts, zone), now=clock_text(texts, local_time)), zone)
        for zone, local_time in zones
    )


def choices_of(values: Mapping[str, str], typed: str) -> list[Choice[str]]:
    """The values whose name holds what is typed, in their order."""
    wanted = typed.strip().casefold()
    return _there(choice(name, value) for name, value in values.items() if wanted in name.casefold())
