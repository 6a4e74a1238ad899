"""`/credential suggest`, `/credential report`, and *Suggest as credential* on a message."""

import re

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.discord_ui.answering import BadgerInteraction, Place, answer, asker_of
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.suggesting import proposed_card, suggest_form
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.markdown import cut
from bot.discord_ui.plain_words import words_in
from bot.discord_ui.suggestions import completed_credentials, suggest
from bot.domain.drafts import DraftField, Typed
from bot.domain.errors import UserError
from bot.domain.moderation import ReportReason

_NAMED_LINK = re.compile(r"\[([^\]\n]*)\]\(<?(https?://[^\s<>)]+)>?\)")
_LINK = re.compile(r"https?://[^\s<>]+")
_LINK_IN_BRACKETS = re.compile(r"[<(\[]*https?://[^\s<>]+")
_AFTER_A_LINK = ".,;:!?)]}'\"*_~|"
_MOST_WORDS = 200


class CredentialProposalCommands(commands.Cog):
    """What a member tells the moderators about the catalogue."""

    @app_commands.command(name="suggest", description=WORDED)
    async def suggest(self, interaction: BadgerInteraction) -> None:
        """Opens the form for a credential that is missing."""
        await _open_form(interaction, {})

    @app_commands.command(name="report", description=WORDED)
    @app_commands.choices(reason=[Choice(name=each.value, value=each.value) for each in ReportReason])
    async def report(
        self, interaction: BadgerInteraction, credential: str, reason: str, note: str | None = None
    ) -> None:
        """Tells the moderators that something is wrong with a credential."""
        await answer(interaction, self._reported(interaction, credential, reason, note), Place.PRIVATE)

    async def _reported(
        self, interaction: BadgerInteraction, named: str, reason: str, note: str | None
    ) -> Card:
        desk, asker = interaction.client.desk, asker_of(interaction)
        if reason not in set(ReportReason):
            raise UserError("report-reason-unknown")
        await desk.use_cases.proposing.check(asker)
        view = desk.use_cases.catalogue.credential(asker.guild_id, named)
        proposal = await desk.use_cases.proposing.report(asker, view.credential, ReportReason(reason), note)
        return proposed_card(desk.texts, proposal, is_new=proposal.interaction_id == asker.interaction_id)

    @report.autocomplete("credential")
    async def suggest_reported(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """Credentials by title."""
        desk = interaction.client.desk
        return await suggest(
            interaction,
            lambda: completed_credentials(desk, interaction.guild_id, typed),
            "/credential report",
        )


def suggest_menu(name: str) -> app_commands.ContextMenu:
    """The context menu of a message that suggests what the message is about."""

    async def suggest_from_message(interaction: BadgerInteraction, message: discord.Message) -> None:
        await _open_form(interaction, suggested_by(message.content))

    menu = app_commands.ContextMenu(name=name, callback=suggest_from_message)
    menu.allowed_contexts = app_commands.AppCommandContext(
        guild=True, dm_channel=False, private_channel=False
    )
    return menu


async def _open_form(interaction: BadgerInteraction, typed: Typed) -> None:
    """The form, unless nothing that is typed into it could be sent."""
    desk = interaction.client.desk
    await desk.use_cases.proposing.check(asker_of(interaction))
    await interaction.response.send_modal(suggest_form(desk.texts, typed))


def suggested_by(content: str) -> Typed:
    """The first link of a message and its words, as the title."""
    plain = _NAMED_LINK.sub(r"\1 \2 ", content)
    link = _LINK.search(plain)
    return {
        DraftField.TITLE: cut(words_in(_LINK_IN_BRACKETS.sub(" ", plain)), _MOST_WORDS),
        DraftField.LINK: link[0].rstrip(_AFTER_A_LINK) if link else "",
    }
