"""`/server`: everything with which moderators look after their server.

It is one group of Discord's. Each part of it is a cog of its own, with commands as methods, in
`server_<part>.py`; it becomes part of the group as a base of `ServerCog`. Such a class has no `__init__`:
its commands find the desk at `interaction.client.desk`.
"""

from discord.ext import commands

from bot.discord_ui.cogs.server_audit import ServerAuditCommands
from bot.discord_ui.cogs.server_blocks import ServerBlockCommands
from bot.discord_ui.cogs.server_setup import ServerSetupCommands
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.desk import Desk
from bot.discord_ui.gate import Needs, moderated


@moderated(Needs.MANAGE_GUILD)
class ServerCog(
    ServerBlockCommands,
    ServerAuditCommands,
    ServerSetupCommands,
    commands.GroupCog,
    group_name="server",
    group_description=WORDED,
):
    """The commands of the group, for who may manage the server."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
