"""What Discord suggests for the tasks of the credential that was chosen before them."""

from discord.app_commands import Choice

from bot.discord_ui.answering import BadgerInteraction
from bot.discord_ui.suggestions import MOST_CHOICES, choice
from bot.domain.errors import UserError
from bot.domain.names import folded
from bot.wording.credential import task_text


def task_choices(interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
    """The tasks by number; the value is the id. None before the credential is chosen."""
    desk = interaction.client.desk
    named = str(getattr(interaction.namespace, "credential", None) or "")
    try:
        credential = desk.use_cases.catalogue.credential(interaction.guild_id, named).credential
    except UserError:
        return []
    wanted = folded(typed)
    numbered = [
        (desk.texts("task-choice", number=number, task=task_text(desk.texts, task)), task.id)
        for number, task in enumerate(credential.tasks, start=1)
    ]
    offered = (choice(name, task_id) for name, task_id in numbered if wanted in folded(name))
    return [each for each in offered if each is not None][:MOST_CHOICES]
