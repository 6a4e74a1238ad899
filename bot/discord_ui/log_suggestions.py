"""What Discord suggests to a member who logs."""

from collections.abc import Iterable

from discord.app_commands import Choice

from bot.discord_ui.answering import BadgerInteraction
from bot.discord_ui.suggestions import MOST_CHOICES, choice
from bot.discord_ui.track_answers import means_no_day
from bot.discord_ui.work_suggestions import target_choices
from bot.domain.next_task import OpenTask
from bot.wording.enrolment import enrolled_task_text
from bot.wording.texts import Texts


def open_task_choices(texts: Texts, tasks: Iterable[OpenTask]) -> list[Choice[str]]:
    """Open tasks with their credential; the value is the reference of the task."""
    offered = (choice(_name(texts, each), str(each.ref)) for each in tasks)
    return [each for each in offered if each is not None][:MOST_CHOICES]


async def start_target_choices(interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
    """How the typed day is understood; some days to choose from where nothing is typed."""
    texts = interaction.client.desk.texts
    if typed.strip():
        return [] if means_no_day(interaction, typed) else await target_choices(interaction, typed)
    examples = texts("start-target-examples").split("|")
    return [found for example in examples for found in await target_choices(interaction, example)]


def _name(texts: Texts, task: OpenTask) -> str:
    name = texts("log-choice", task=enrolled_task_text(texts, task.task), credential=task.credential_title)
    return texts("task-option-paused", title=name) if task.is_paused else name
