"""The gate before what only moderators may do: declared once, checked at every use.

Discord hides a command from members without its default permissions, but an administrator can show it to
anybody, and whatever carries a custom id everyone can send. So nothing here relies on Discord's hint.
"""

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeAlias, TypeVar

import discord
from discord import app_commands

from bot.discord_ui.answering import BadgerInteraction
from bot.domain.errors import UserError

AnyCommand: TypeAlias = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu | app_commands.Group

_T = TypeVar("_T")


class Needs(Enum):
    """What a member must be allowed in the server to use something."""

    NOTHING = discord.Permissions()
    MANAGE_GUILD = discord.Permissions(manage_guild=True)
    MANAGE_MESSAGES = discord.Permissions(manage_messages=True)


_WORDS = {Needs.MANAGE_GUILD: "permission-manage-server", Needs.MANAGE_MESSAGES: "permission-manage-messages"}


def moderated(needs: Needs) -> Callable[[_T], _T]:
    """Declares what a command, a context menu or a group (its cog's class) needs, for all that is in it.

    It works in servers only, and Discord shows it to nobody else by default.
    """

    def declare(target: _T) -> _T:
        # discord.py's decorators are typed for functions alone; they take groups and classes as well.
        permitted: Any = app_commands.default_permissions(needs.value)
        in_servers: Any = app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
        declared: _T = in_servers(permitted(target))
        return declared

    return declare


def needs_of(command: AnyCommand) -> Needs:
    """What the command needs: as its outermost group declares it, which is all that Discord knows of."""
    outermost = command
    while isinstance(outermost, app_commands.Command | app_commands.Group) and outermost.parent is not None:
        outermost = outermost.parent
    return Needs(outermost.default_permissions or Needs.NOTHING.value)


def check_needs(interaction: BadgerInteraction, needs: Needs) -> None:
    """Lets pass who is allowed what is needed, as Discord says in the interaction itself.

    Raises UserError `moderators-only`, always in a direct message.
    """
    if needs is Needs.NOTHING:
        return
    texts = interaction.client.desk.texts
    permission = texts(_WORDS[needs])
    if interaction.guild_id is None:
        raise UserError("moderators-only", place="direct", permission=permission)
    if not is_allowed(interaction, needs):
        raise UserError("moderators-only", place="server", permission=permission)


def is_allowed(interaction: BadgerInteraction, needs: Needs) -> bool:
    """Whether the person may do it in the server in which they act; never in a direct message."""
    held = interaction.permissions
    return interaction.guild_id is not None and (held.administrator or held.is_superset(needs.value))
