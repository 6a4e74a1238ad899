"""`/catalog-task`: the tasks of what is published in a server, each change at once and with *Undo*."""

from collections.abc import Coroutine
from typing import Any

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.discord_ui.answering import BadgerInteraction, Place, answer
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.tasks import changed_tasks_card
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.desk import Desk
from bot.discord_ui.gate import Needs, moderated
from bot.discord_ui.keeping import keeper_of
from bot.discord_ui.suggestions import completed_credentials, suggest
from bot.discord_ui.task_suggestions import task_choices
from bot.domain.credential import RequirementKind
from bot.domain.errors import UserError
from bot.domain.task_edits import TaskWish
from bot.domain.task_minutes import parse_task_minutes
from bot.services.task_keeping import TaskChange

_KINDS = [Choice(name=kind.value, value=kind.value) for kind in RequirementKind]


@moderated(Needs.MANAGE_GUILD)
class CatalogTaskCog(commands.GroupCog, group_name="catalog-task", group_description=WORDED):
    """Adds, edits, moves and removes one task at a time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @app_commands.command(name="add", description=WORDED)
    @app_commands.choices(kind=_KINDS)
    async def add(  # an argument is an option of the command
        self,
        interaction: BadgerInteraction,
        credential: str,
        title: str,
        kind: str | None = None,
        minutes: str | None = None,
        after: str | None = None,
    ) -> None:
        """Adds a task behind another, or at the end."""
        wish = _wish(title, kind, minutes)
        keeper, credential_id = keeper_of(interaction), self._id_of(interaction, credential)
        work = self._desk.use_cases.tasks.add(keeper, credential_id, wish, after)
        await self._answer(interaction, work, "task-added")

    @app_commands.command(name="edit", description=WORDED)
    @app_commands.choices(kind=_KINDS)
    async def edit(  # same
        self,
        interaction: BadgerInteraction,
        credential: str,
        task: str,
        title: str | None = None,
        kind: str | None = None,
        minutes: str | None = None,
    ) -> None:
        """Changes the title, the kind or the time of a task."""
        wish = _wish(title, kind, minutes)
        if wish == TaskWish():
            raise UserError("task-nothing-wished")
        keeper, credential_id = keeper_of(interaction), self._id_of(interaction, credential)
        work = self._desk.use_cases.tasks.edit(keeper, credential_id, task, wish)
        await self._answer(interaction, work, "task-edited")

    @app_commands.command(name="move", description=WORDED)
    async def move(self, interaction: BadgerInteraction, credential: str, task: str, position: int) -> None:
        """Moves a task to another place in the list."""
        keeper, credential_id = keeper_of(interaction), self._id_of(interaction, credential)
        work = self._desk.use_cases.tasks.move(keeper, credential_id, task, position)
        await self._answer(interaction, work, "task-moved")

    @app_commands.command(name="remove", description=WORDED)
    async def remove(self, interaction: BadgerInteraction, credential: str, task: str) -> None:
        """Removes a task."""
        keeper, credential_id = keeper_of(interaction), self._id_of(interaction, credential)
        work = self._desk.use_cases.tasks.remove(keeper, credential_id, task)
        await self._answer(interaction, work, "task-removed")

    @add.autocomplete("credential")
    @edit.autocomplete("credential")
    @move.autocomplete("credential")
    @remove.autocomplete("credential")
    async def suggest_credential(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """Credentials by title."""
        return await suggest(
            interaction,
            lambda: completed_credentials(self._desk, interaction.guild_id, typed),
            "/catalog-task credential",
        )

    @add.autocomplete("after")
    @edit.autocomplete("task")
    @move.autocomplete("task")
    @remove.autocomplete("task")
    async def suggest_task(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """The tasks of the chosen credential."""
        return await suggest(interaction, lambda: task_choices(interaction, typed), "/catalog-task task")

    def _id_of(self, interaction: BadgerInteraction, named: str) -> str:
        return self._desk.use_cases.catalogue.credential(interaction.guild_id, named).credential.id

    async def _answer(
        self, interaction: BadgerInteraction, work: Coroutine[Any, Any, TaskChange], said: str
    ) -> None:
        await answer(interaction, self._changed(work, said), Place.PRIVATE)

    async def _changed(self, work: Coroutine[Any, Any, TaskChange], said: str) -> Card:
        desk, change = self._desk, await work
        await desk.use_cases.catalogue_changed()
        total = len(change.credential.tasks)
        sentence = desk.texts(said, task=change.task.title, position=change.position, total=total)
        return changed_tasks_card(desk.texts, change, sentence)


def _wish(title: str | None, kind: str | None, minutes: str | None) -> TaskWish:
    """What the options say. Raises UserError `task-minutes-…` or `task-kind-unknown`."""
    if kind is not None and kind not in set(RequirementKind):
        raise UserError("task-kind-unknown", kind=kind)
    said = None if minutes is None else parse_task_minutes(minutes)
    return TaskWish(title, None if kind is None else RequirementKind(kind), said)
