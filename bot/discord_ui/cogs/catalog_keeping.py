"""`/catalog retire`, `restore`, `history`, `stale` and `merge`."""

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.discord_ui.answering import BadgerInteraction, Place, answer
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.kept import kept_card
from bot.discord_ui.cards.merging import merge_preview_card
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.components.keeping import retired, shown_history, state_text
from bot.discord_ui.components.staleness import stale_list
from bot.discord_ui.keeping import keeper_of
from bot.discord_ui.suggestions import completed_credentials, own_entry_choices, suggest


class CatalogKeepingCommands(commands.Cog):
    """The commands that keep what is in the catalogue right."""

    @app_commands.command(name="retire", description=WORDED)
    async def retire(
        self, interaction: BadgerInteraction, credential: str, reason: str, successor: str | None = None
    ) -> None:
        """Takes a credential out, and tells members why and what takes its place."""
        await answer(interaction, self._retired(interaction, credential, reason, successor), Place.PRIVATE)

    async def _retired(
        self, interaction: BadgerInteraction, named: str, reason: str, successor: str | None
    ) -> Card:
        catalogue, guild_id = interaction.client.desk.use_cases.catalogue, interaction.guild_id
        credential = catalogue.credential(guild_id, named).credential
        instead = catalogue.credential(guild_id, successor).credential.id if successor else None
        return await retired(interaction, credential.id, reason, instead)

    @app_commands.command(name="restore", description=WORDED)
    async def restore(self, interaction: BadgerInteraction, credential: str) -> None:
        """Brings back what was retired or hidden in this server."""
        await answer(interaction, self._restored(interaction, credential), Place.PRIVATE)

    async def _restored(self, interaction: BadgerInteraction, named: str) -> Card:
        desk, keeper = interaction.client.desk, keeper_of(interaction)
        entry = desk.use_cases.care.history.entry(keeper.guild_id, named, gone_only=True)
        change = await desk.use_cases.care.keeping.restore(keeper, entry.credential_id)
        await desk.use_cases.catalogue_changed()
        said = desk.texts("restored-here", title=entry.title), state_text(interaction, change)
        return kept_card(desk.texts, entry.credential_id, change.after.version, *said)

    @app_commands.command(name="history", description=WORDED)
    async def history(self, interaction: BadgerInteraction, credential: str) -> None:
        """Shows every change of an entry, and lets any version be restored."""
        await answer(interaction, shown_history(interaction, credential, 0), Place.PRIVATE)

    @app_commands.command(name="stale", description=WORDED)
    async def stale(
        self, interaction: BadgerInteraction, days: app_commands.Range[int, 0, 3650] | None = None
    ) -> None:
        """Shows what somebody should look at again."""
        await answer(interaction, stale_list(interaction, days, 0), Place.PRIVATE)

    @app_commands.command(name="merge", description=WORDED)
    async def merge(self, interaction: BadgerInteraction, keep: str, drop: str) -> None:
        """Shows what a merge of two entries would do."""
        await answer(interaction, self._preview(interaction, keep, drop), Place.PRIVATE)

    async def _preview(self, interaction: BadgerInteraction, keep: str, drop: str) -> Card:
        desk, keeper = interaction.client.desk, keeper_of(interaction)
        catalogue = desk.use_cases.catalogue
        ids = [catalogue.credential(keeper.guild_id, each).credential.id for each in (keep, drop)]
        return merge_preview_card(desk.texts, await desk.use_cases.care.merging.preview(keeper, *ids))

    @retire.autocomplete("credential")
    @retire.autocomplete("successor")
    @merge.autocomplete("keep")
    @merge.autocomplete("drop")
    async def suggest_credential(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """Credentials by title."""
        desk = interaction.client.desk
        return await suggest(
            interaction, lambda: completed_credentials(desk, interaction.guild_id, typed), "/catalog"
        )

    @restore.autocomplete("credential")
    async def suggest_gone(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """What is retired or hidden in this server."""
        desk, guild_id = interaction.client.desk, interaction.guild_id or 0
        found = desk.use_cases.care.history
        return await suggest(
            interaction,
            lambda: own_entry_choices(desk.texts, found.suggest(guild_id, typed, gone_only=True)),
            "/catalog restore",
        )

    @history.autocomplete("credential")
    async def suggest_own(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """All that this server ever said something of."""
        desk, guild_id = interaction.client.desk, interaction.guild_id or 0
        found = desk.use_cases.care.history
        return await suggest(
            interaction,
            lambda: own_entry_choices(desk.texts, found.suggest(guild_id, typed)),
            "/catalog history",
        )
