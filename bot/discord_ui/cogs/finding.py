"""`/find`, and *Find a credential for this* on a message."""

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.discord_ui.answering import (
    BadgerInteraction,
    Place,
    answer,
    asker_of,
    place_for,
    show,
    tell_privately,
)
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.desk import Desk
from bot.discord_ui.finding_answers import (
    is_unread_time,
    private_answer,
    public_answer,
    request_for,
    unread_time_answer,
)
from bot.discord_ui.plain_words import goal_in
from bot.discord_ui.suggestions import language_choices, name_choices, suggest, time_choices
from bot.domain.credential import Level
from bot.domain.errors import UserError
from bot.domain.filters import SHOWN_BY, CostFilter, filters_of


class FindingCog(commands.Cog):
    """The main job: a goal and a time become advice."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @app_commands.command(name="find", description=WORDED)
    @app_commands.choices(
        level=[Choice(name=level.value, value=level.value) for level in Level],
        shown_by=[Choice(name=kind.value, value=kind.value) for kind in SHOWN_BY],
        cost=[Choice(name=cost.value, value=cost.value) for cost in CostFilter],
    )
    async def find(  # noqa: PLR0913, PLR0917  # an argument is an option of the command
        self,
        interaction: BadgerInteraction,
        goal: str,
        time: str | None = None,
        level: str | None = None,
        shown_by: str | None = None,
        cost: str | None = None,
        language: str | None = None,
        topic: str | None = None,
        credit: bool = False,  # noqa: FBT001, FBT002  # same
        share: bool = False,  # noqa: FBT001, FBT002  # same
    ) -> None:
        """Answers with the credentials that fit."""
        options = {"level": level, "shown_by": shown_by, "cost": cost, "language": language, "topic": topic}
        request = request_for(goal, time, filters_of({**options, "credit": credit}))
        is_shared = share and interaction.guild_id is not None
        find = public_answer if is_shared else private_answer
        work = find(interaction.client, asker_of(interaction), request)
        place = place_for(interaction, is_shared=is_shared)
        try:
            await answer(interaction, work, place)
        except UserError as refused:
            if not is_unread_time(request, refused):
                raise
            card = await unread_time_answer(interaction.client, asker_of(interaction), request, refused)
            tell = tell_privately(interaction, card) if is_shared else show(interaction, card, place)
            await tell

    @find.autocomplete("time")
    async def suggest_time(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """How the time is understood."""
        return await suggest(
            interaction, lambda: time_choices(self._desk.texts, typed, self._desk.today()), "/find time"
        )

    @find.autocomplete("topic")
    async def suggest_topic(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """Topics of the catalogue."""
        topics = self._desk.use_cases.catalogue.suggest_topics
        return await suggest(
            interaction, lambda: name_choices(topics(interaction.guild_id, typed)), "/find topic"
        )

    @find.autocomplete("language")
    async def suggest_language(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """Languages by name; the value is the code."""
        return await suggest(interaction, lambda: language_choices(self._desk.texts, typed), "/find language")


def find_menu(name: str) -> app_commands.ContextMenu:
    """The context menu of a message that takes its words for a goal."""

    async def find_for_message(interaction: BadgerInteraction, message: discord.Message) -> None:
        request = request_for(goal_in(message.content))
        work = private_answer(interaction.client, asker_of(interaction), request)
        await answer(interaction, work, Place.PRIVATE)

    menu = app_commands.ContextMenu(name=name, callback=find_for_message)
    menu.allowed_contexts = app_commands.AppCommandContext(
        guild=True, dm_channel=False, private_channel=False
    )
    return menu
