"""What Discord suggests to a member who logs."""

from collections.abc import Iterable
from datetime import date, timedelta

from discord.app_commands import Choice

from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.suggestions import MOST_CHOICES, choice
from bot.discord_ui.track_answers import means_no_day
from bot.discord_ui.work_suggestions import target_choices
from bot.domain.day_text import MAX_BACKDATED_DAYS, parse_day
from bot.domain.errors import UserError
from bot.domain.minutes_text import parse_minutes
from bot.domain.next_task import OpenTask
from bot.wording.budget import minutes_text
from bot.wording.enrolment import enrolled_task_text
from bot.wording.ledger_rows import short_day_text
from bot.wording.texts import Texts


def open_task_choices(texts: Texts, tasks: Iterable[OpenTask]) -> list[Choice[str]]:
    """Open tasks with their credential; the value is the reference of the task."""
    return _there(choice(_name(texts, each), str(each.ref)) for each in tasks)


async def start_target_choices(interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
    """How the typed day is understood; some days to choose from where nothing is typed."""
    texts = interaction.client.desk.texts
    if typed.strip():
        return [] if means_no_day(interaction, typed) else await target_choices(interaction, typed)
    examples = texts("start-target-examples").split("|")
    return [found for example in examples for found in await target_choices(interaction, example)]


def minutes_choices(texts: Texts, typed: str, *, takes_none: bool = False) -> list[Choice[str]]:
    """How the typed time is understood, or how one may write it; with `takes_none`, 0 is none."""
    typed = typed.strip()
    if not typed:
        examples = texts("log-minutes-examples").split("|")
        return _there(choice(minutes_text(texts, parse_minutes(each)), each) for each in examples)
    if takes_none and typed == "0":
        return _there([choice(texts("log-minutes-none"), typed)])
    try:
        time = minutes_text(texts, parse_minutes(typed))
    except UserError:
        return _there([choice(texts("log-minutes-hint"), typed)])
    return _there([choice(texts("log-minutes-choice", time=time), typed)])


async def work_day_choices(interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
    """How the typed day is understood where the member is; all that can be said where nothing is typed."""
    texts, profile = interaction.client.desk.texts, interaction.client.desk.use_cases.work.profile
    today = (await profile.settings(asker_of(interaction))).today
    if not typed.strip():
        days = (today - timedelta(days=ago) for ago in range(MAX_BACKDATED_DAYS + 1))
        return _there(_day_choice(texts, day, today) for day in days)
    try:
        return _there([_day_choice(texts, parse_day(typed, today=today), today)])
    except UserError:
        return _there([choice(texts("log-day-hint"), typed)])


def _day_choice(texts: Texts, day: date, today: date) -> Choice[str] | None:
    name = texts("log-day-choice", day=short_day_text(texts, day, today=today), ago=(today - day).days)
    return choice(name, day.isoformat())


def _there(choices: Iterable[Choice[str] | None]) -> list[Choice[str]]:
    return [each for each in choices if each is not None][:MOST_CHOICES]


def _name(texts: Texts, task: OpenTask) -> str:
    name = texts("log-choice", task=enrolled_task_text(texts, task.task), credential=task.credential_title)
    return texts("task-option-paused", title=name) if task.is_paused else name
