"""`/catalog`: everything with which moderators keep the catalogue of their server.

It is one group of Discord's. Each part of it is a cog of its own, with commands as methods, in
`catalog_<part>.py`; it becomes part of the group as a base of `CatalogCog`. Such a class has no
`__init__`: its commands find the desk at `interaction.client.desk`.
"""

from discord.ext import commands

from bot.discord_ui.cogs.catalog_drafts import CatalogDraftCommands
from bot.discord_ui.cogs.catalog_files import CatalogFilesCommands
from bot.discord_ui.cogs.catalog_keeping import CatalogKeepingCommands
from bot.discord_ui.cogs.catalog_queue import CatalogQueueCommands
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.desk import Desk
from bot.discord_ui.gate import Needs, moderated


@moderated(Needs.MANAGE_GUILD)
class CatalogCog(
    CatalogDraftCommands,
    CatalogFilesCommands,
    CatalogQueueCommands,
    CatalogKeepingCommands,
    commands.GroupCog,
    group_name="catalog",
    group_description=WORDED,
):
    """The commands of the group, for who may manage the server."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
