"""Permissions: bit sets that roles give and a channel's overwrites take and give again."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.sandbox.world import Channel, Guild, Member

ADMINISTRATOR = 1 << 3
MANAGE_CHANNELS = 1 << 4
MANAGE_GUILD = 1 << 5
ADD_REACTIONS = 1 << 6
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
SEND_TTS_MESSAGES = 1 << 12
MANAGE_MESSAGES = 1 << 13
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_MESSAGE_HISTORY = 1 << 16
MENTION_EVERYONE = 1 << 17
USE_EXTERNAL_EMOJIS = 1 << 18
MANAGE_ROLES = 1 << 28
USE_APPLICATION_COMMANDS = 1 << 31
MANAGE_THREADS = 1 << 34
CREATE_PUBLIC_THREADS = 1 << 35
CREATE_PRIVATE_THREADS = 1 << 36
SEND_MESSAGES_IN_THREADS = 1 << 38

ALL = (1 << 53) - 1
EVERYONE = (
    ADD_REACTIONS
    | VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | USE_EXTERNAL_EMOJIS
    | USE_APPLICATION_COMMANDS
    | CREATE_PUBLIC_THREADS
    | CREATE_PRIVATE_THREADS
    | SEND_MESSAGES_IN_THREADS
)
DIRECT = EVERYONE & ~(CREATE_PUBLIC_THREADS | CREATE_PRIVATE_THREADS | SEND_MESSAGES_IN_THREADS)
_LOST_WITHOUT_SENDING = SEND_TTS_MESSAGES | EMBED_LINKS | ATTACH_FILES | MENTION_EVERYONE


def in_guild(guild: "Guild", member: "Member") -> int:
    """What a member may do in the server, before any channel's overwrites."""
    if member.user_id == guild.owner_id:
        return ALL
    allowed = guild.roles[guild.id].permissions
    for role_id in member.role_ids:
        allowed |= guild.roles[role_id].permissions
    return ALL if allowed & ADMINISTRATOR else allowed


def in_channel(guild: "Guild", member: "Member", channel: "Channel") -> int:
    """What a member may do in a channel of the server."""
    allowed = in_guild(guild, member)
    if allowed == ALL:
        return ALL
    allowed = _overwritten(allowed, channel, (guild.id,))
    allowed = _overwritten(allowed, channel, member.role_ids)
    allowed = _overwritten(allowed, channel, (member.user_id,))
    if not allowed & VIEW_CHANNEL:
        return 0
    if not allowed & SEND_MESSAGES:
        allowed &= ~_LOST_WITHOUT_SENDING
    return allowed


def in_thread(in_parent: int) -> int:
    """What a member may do in a thread below a channel: writing there is a permission of its own."""
    if in_parent & SEND_MESSAGES_IN_THREADS:
        return in_parent | SEND_MESSAGES
    return in_parent & ~(SEND_MESSAGES | _LOST_WITHOUT_SENDING)


def _overwritten(allowed: int, channel: "Channel", targets: tuple[int, ...] | list[int]) -> int:
    allow = deny = 0
    for overwrite in channel.overwrites:
        if overwrite.target_id in targets:
            allow |= overwrite.allow
            deny |= overwrite.deny
    return allowed & ~deny | allow
