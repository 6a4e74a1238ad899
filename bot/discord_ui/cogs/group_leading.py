"""`/group create`, `edit`, `goal`, `invite` and `end`: what makes a group, and who leads it."""

import discord
from discord import app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.discord_ui.answering import BadgerInteraction, Place, answer
from bot.discord_ui.cards.group_forms import CLOSED, OPEN, GoalWords, GroupWords
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.group_choosing import GOAL, INVITE, meant
from bot.discord_ui.group_editing import EditWords, edit_named
from bot.discord_ui.group_inviting import invite_words
from bot.discord_ui.group_making import create_from_words
from bot.discord_ui.group_membership import end_named
from bot.discord_ui.group_suggestions import (
    by_choices,
    checkin_day_choices,
    credential_choices,
    group_choices,
    led_choices,
)
from bot.discord_ui.suggestions import suggest, zone_choices
from bot.domain.study_group import LEAST_MEMBERS, MOST_MEMBERS
from bot.services.group_lists import Among

Size = Range[int, LEAST_MEMBERS, MOST_MEMBERS]


class GroupLeadingCommands(commands.Cog):
    """The commands that make groups, change them and end them."""

    @app_commands.command(name="create", description=WORDED)
    @app_commands.rename(is_open="open")
    async def create(  # an argument is an option of the command
        self,
        interaction: BadgerInteraction,
        name: str,
        credential: str | None = None,
        size: Size | None = None,
        is_open: bool = True,  # noqa: FBT001, FBT002  # same
    ) -> None:
        """Begins a group with the member in it."""
        words = GroupWords(
            name, credential or "", "" if size is None else str(size), OPEN if is_open else CLOSED
        )
        await create_from_words(interaction, words)

    @app_commands.command(name="edit", description=WORDED)
    @app_commands.rename(is_open="open")
    async def edit(  # noqa: PLR0913, PLR0917  # an argument is an option of the command
        self,
        interaction: BadgerInteraction,
        group: str,
        name: str | None = None,
        credential: str | None = None,
        size: Size | None = None,
        is_open: bool | None = None,  # noqa: FBT001  # same
        checkin_day: str | None = None,
        checkin_at: str | None = None,
        zone: str | None = None,
    ) -> None:
        """Changes what is said; shows how the group is set up where nothing is."""
        words = EditWords(name, credential, size, is_open, checkin_day, checkin_at, zone)
        await answer(interaction, edit_named(interaction, group, words), Place.PRIVATE)

    @app_commands.command(name="goal", description=WORDED)
    async def goal(
        self,
        interaction: BadgerInteraction,
        hours_week: str | None = None,
        by: str | None = None,
        group: str | None = None,
    ) -> None:
        """Sets what the group wants to reach; shows it where nothing is said."""
        work = meant(interaction, group, GOAL, GoalWords(hours_week or "", by or "").to_keep())
        await answer(interaction, work, Place.PRIVATE)

    @app_commands.command(name="invite", description=WORDED)
    async def invite(
        self, interaction: BadgerInteraction, member: discord.User, group: str | None = None
    ) -> None:
        """Invites a member."""
        await answer(interaction, meant(interaction, group, INVITE, invite_words(member)), Place.PRIVATE)

    @app_commands.command(name="end", description=WORDED)
    async def end(self, interaction: BadgerInteraction, group: str) -> None:
        """Asks whether a group shall end for all."""
        await answer(interaction, end_named(interaction, group), Place.PRIVATE)

    @create.autocomplete("credential")
    @edit.autocomplete("credential")
    async def suggest_credential(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """Credentials by title, or none for all."""
        return await suggest(interaction, lambda: credential_choices(interaction, typed), "/group credential")

    @edit.autocomplete("group")
    @end.autocomplete("group")
    async def suggest_led(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """Groups that the member may change."""
        return await suggest(interaction, lambda: led_choices(interaction, typed), "/group edit")

    @goal.autocomplete("group")
    @invite.autocomplete("group")
    async def suggest_own(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """The member's groups."""
        return await suggest(
            interaction, lambda: group_choices(interaction, typed, Among.MINE), "/group goal"
        )

    @edit.autocomplete("checkin_day")
    async def suggest_day(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """The days of the week, or none."""
        texts = interaction.client.desk.texts
        return await suggest(
            interaction, lambda: checkin_day_choices(texts, typed), "/group edit checkin_day"
        )

    @edit.autocomplete("zone")
    async def suggest_zone(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """Zones by city or name, each with what a clock there shows."""
        desk = interaction.client.desk
        zones = desk.use_cases.work.profile.suggest_local_times
        return await suggest(interaction, lambda: zone_choices(desk.texts, zones(typed)), "/group edit zone")

    @goal.autocomplete("by")
    async def suggest_by(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """How the day is understood."""
        return await suggest(interaction, lambda: by_choices(interaction, typed), "/group goal by")
