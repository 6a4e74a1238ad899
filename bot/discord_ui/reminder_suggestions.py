"""What Discord suggests to a member who sets their reminder."""

from discord.app_commands import Choice

from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.suggestions import choice, choices_of
from bot.domain.day_text import parse_target
from bot.domain.errors import UserError
from bot.domain.wall_times import SaidTime, parse_weekday, wall_times
from bot.wording.budget import date_text
from bot.wording.profile import place_text
from bot.wording.texts import Texts
from bot.wording.weekly_time import wall_time_text, weekday_text

_DAYS = range(7)


def day_choices(texts: Texts, typed: str) -> list[Choice[str]]:
    """The days of the week that the letters may mean; all where nothing is typed."""
    names = {weekday_text(texts, day): weekday_text(texts, day) for day in _DAYS}
    try:
        understood = weekday_text(texts, parse_weekday(typed))
    except UserError:
        return choices_of(names, typed)
    return choices_of({understood: understood}, "")


async def time_choices(interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
    """How the typed time is understood, in the member's zone; some times where nothing is typed."""
    desk = interaction.client.desk
    profile = await desk.use_cases.work.profile.settings(asker_of(interaction))
    place = place_text(desk.texts, profile.time_zone)
    said = typed.strip()
    if not said:
        examples = desk.texts("reminder-time-examples").split("|")
        return _there([_choice(desk.texts, wall_times(each)[0], place) for each in examples])
    try:
        found = wall_times(said)
    except UserError:
        return _there([choice(desk.texts("reminder-time-hint"), said)])
    return _there([_choice(desk.texts, each, place) for each in found])


async def until_choices(interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
    """How the day is understood on which a pause ends, counted from the day where the member is."""
    desk = interaction.client.desk
    profile = await desk.use_cases.work.profile.settings(asker_of(interaction))
    try:
        day = parse_target(typed, today=profile.today)
    except UserError:
        return []
    name = desk.texts("target-choice", date=date_text(desk.texts, day), days=(day - profile.today).days)
    return _there([choice(name, day.isoformat())])


def _choice(texts: Texts, said: SaidTime, place: str) -> Choice[str] | None:
    time = wall_time_text(said.at)
    if said.weekday is None:
        return choice(texts("reminder-time-choice-any", time=time, place=place), time)
    weekday = weekday_text(texts, said.weekday)
    name = texts("reminder-time-choice", weekday=weekday, time=time, place=place)
    return choice(name, f"{weekday} {time}")


def _there(choices: list[Choice[str] | None]) -> list[Choice[str]]:
    return [each for each in choices if each is not None]
