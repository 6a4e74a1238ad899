"""`/compare`: two to four credentials side by side."""

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, place_for
from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.comparison import comparison_card
from bot.discord_ui.cards.server_choice import server_choice_card
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.desk import Desk
from bot.discord_ui.direct_messages import server_of
from bot.discord_ui.suggestions import completed_credentials, suggest


class ComparingCog(commands.Cog):
    """Differences first."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @app_commands.command(name="compare", description=WORDED)
    async def compare(  # an argument is an option of the command
        self,
        interaction: BadgerInteraction,
        first: str,
        second: str,
        third: str | None = None,
        fourth: str | None = None,
        share: bool = False,  # noqa: FBT001, FBT002  # same
    ) -> None:
        """Puts the credentials side by side."""
        named = tuple(name for name in (first, second, third, fourth) if name)
        is_shared = share and interaction.guild_id is not None
        work = self._comparison(interaction, named, is_shared=is_shared)
        await answer(interaction, work, place_for(interaction, is_shared=is_shared))

    async def _comparison(
        self, interaction: BadgerInteraction, named: tuple[str, ...], *, is_shared: bool
    ) -> Card:
        texts = self._desk.texts
        server = await server_of(interaction)
        comparison = self._desk.use_cases.catalogue.compare(server.guild_id, named)
        if server.choices:
            waiting = custom_ids.SERVER_SHOWN.of(
                custom_ids.keys_of(each.id for each in comparison.credentials)
            )
            return server_choice_card(texts, interaction.client.server_names(server.choices), waiting)
        is_private_in_server = interaction.guild_id is not None and not is_shared
        audience = Audience(is_public=is_shared, can_share=is_private_in_server)
        return comparison_card(texts, comparison, audience)

    @compare.autocomplete("first")
    @compare.autocomplete("second")
    @compare.autocomplete("third")
    @compare.autocomplete("fourth")
    async def suggest_credential(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """Credentials by title."""
        return await suggest(
            interaction,
            lambda: completed_credentials(self._desk, interaction.guild_id, typed),
            "/compare",
        )
