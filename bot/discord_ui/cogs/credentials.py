"""`/credential show` and `/credential browse`."""

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, asker_of, place_for
from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.credential import credential_card
from bot.discord_ui.cards.server_choice import server_choice_card
from bot.discord_ui.cogs.credential_proposals import CredentialProposalCommands
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.components.lookups import browsed
from bot.discord_ui.desk import Desk
from bot.discord_ui.direct_messages import server_of
from bot.discord_ui.suggestions import completed_credentials, name_choices, suggest
from bot.discord_ui.willing_to_help import helpers_line
from bot.domain.marks import NO_MARKS


class CredentialCog(
    CredentialProposalCommands, commands.GroupCog, group_name="credential", group_description=WORDED
):
    """One credential, or all of them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @app_commands.command(name="show", description=WORDED)
    async def show(
        self,
        interaction: BadgerInteraction,
        credential: str,
        share: bool = False,  # noqa: FBT001, FBT002  # an argument is an option of the command
    ) -> None:
        """Shows one credential in full."""
        is_shared = share and interaction.guild_id is not None
        work = self._shown(interaction, credential, is_shared=is_shared)
        await answer(interaction, work, place_for(interaction, is_shared=is_shared))

    async def _shown(self, interaction: BadgerInteraction, named: str, *, is_shared: bool) -> Card:
        texts = self._desk.texts
        server = await server_of(interaction)
        view = self._desk.use_cases.catalogue.credential(server.guild_id, named)
        if server.choices:
            waiting = custom_ids.SERVER_SHOWN.of(custom_ids.key_of(view.credential.id))
            return server_choice_card(texts, interaction.client.server_names(server.choices), waiting)
        is_private_in_server = interaction.guild_id is not None and not is_shared
        audience = Audience(is_public=is_shared, can_share=is_private_in_server)
        asker = asker_of(interaction, server.guild_id)
        marks = NO_MARKS if is_shared else await self._desk.use_cases.work.overview.marks(asker)
        helpers = await helpers_line(interaction, server.guild_id, view.credential.id)
        return credential_card(texts, view, audience, marks=marks, helpers=helpers)

    @app_commands.command(name="browse", description=WORDED)
    async def browse(
        self, interaction: BadgerInteraction, topic: str | None = None, issuer: str | None = None
    ) -> None:
        """Shows the catalogue by topic and issuer."""
        await answer(interaction, browsed(interaction, topic, issuer, 0), place_for(interaction))

    @show.autocomplete("credential")
    async def suggest_credential(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """Credentials by title."""
        return await suggest(
            interaction,
            lambda: completed_credentials(self._desk, interaction.guild_id, typed),
            "/credential show",
        )

    @browse.autocomplete("topic")
    async def suggest_topic(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """Topics of the catalogue."""
        topics = self._desk.use_cases.catalogue.suggest_topics
        return await suggest(
            interaction, lambda: name_choices(topics(interaction.guild_id, typed)), "/credential browse topic"
        )

    @browse.autocomplete("issuer")
    async def suggest_issuer(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """Issuers of the catalogue."""
        issuers = self._desk.use_cases.catalogue.suggest_issuers
        return await suggest(
            interaction,
            lambda: name_choices(issuers(interaction.guild_id, typed)),
            "/credential browse issuer",
        )
