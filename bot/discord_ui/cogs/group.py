"""`/group`: study groups, from the beginning of one to its end.

It is one group of Discord's. Each part of it is a cog of its own, with commands as methods, in
`group_<part>.py`; it becomes part of the group as a base of `StudyGroupCog`. Such a class has no `__init__`:
its commands find the desk at `interaction.client.desk`.
"""

from discord import app_commands
from discord.ext import commands

from bot.discord_ui.cogs.group_leading import GroupLeadingCommands
from bot.discord_ui.cogs.group_taking_part import GroupTakingPartCommands
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.desk import Desk


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class StudyGroupCog(
    GroupTakingPartCommands,
    GroupLeadingCommands,
    commands.GroupCog,
    group_name="group",
    group_description=WORDED,
):
    """The commands of the group, for every member; who may change a group is checked at every use."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
