"""Messages in Discord's shape: as REST and people see them, and as the gateway brings them."""

from bot.sandbox.payloads import channel_payload, member_payload, user_payload
from bot.sandbox.wire import Json
from bot.sandbox.world import DIRECT_CHANNEL, TEXT_CHANNEL, Guild, Message, World

_REPLY = 19
_HAS_THREAD = 1 << 5


def message_payload(world: World, message: Message, *, with_reference: bool = True) -> Json:
    """A message as REST, interactions and people see it."""
    payload: Json = {
        "id": str(message.id),
        "channel_id": str(message.channel_id),
        "type": message.type,
        "content": message.content,
        "author": user_payload(world.users[message.author_id]),
        "timestamp": message.timestamp,
        "edited_timestamp": message.edited_timestamp,
        "tts": message.is_tts,
        "flags": message.flags,
        "pinned": False,
        "embeds": message.embeds,
        "components": message.components,
        "attachments": message.attachments,
        "mentions": [user_payload(world.users[user_id]) for user_id in message.mentions],
        "mention_roles": [str(role_id) for role_id in message.mention_roles],
        "mention_everyone": message.mentions_everyone,
    }
    channel = world.channel(message.channel_id)
    guild = None if channel is None else world.guild_of(channel)
    if guild is not None and message.id in guild.threads and message.id != message.channel_id:
        payload["flags"] |= _HAS_THREAD
        payload["thread"] = channel_payload(world, guild.threads[message.id])
    if message.nonce is not None:
        payload["nonce"] = message.nonce
    if message.interaction_metadata is not None:
        payload["interaction_metadata"] = message.interaction_metadata
        payload["application_id"] = payload["webhook_id"] = str(world.application.id)
    if message.replies_to is not None:
        _add_reference(world, message, payload, with_reference=with_reference)
    return payload


def _add_reference(world: World, message: Message, payload: Json, *, with_reference: bool) -> None:
    channel = world.channel(message.channel_id)
    reference: Json = {
        "type": 0,
        "message_id": str(message.replies_to),
        "channel_id": str(message.channel_id),
    }
    if channel is not None and channel.guild_id is not None:
        reference["guild_id"] = str(channel.guild_id)
    payload["message_reference"] = reference
    if with_reference and message.type == _REPLY and channel is not None:
        target = channel.messages.get(message.replies_to or 0)
        payload["referenced_message"] = target and message_payload(world, target, with_reference=False)


def message_event(world: World, message: Message, guild: Guild | None, payload: Json) -> Json:
    """A message as the gateway brings it: with its server, its author's member and the mentioned ones'."""
    if guild is None:
        return payload | {"channel_type": DIRECT_CHANNEL}
    channel = world.channel(message.channel_id)
    kind = TEXT_CHANNEL if channel is None else channel.type
    event = payload | {"guild_id": str(guild.id), "channel_type": kind}
    author = guild.members.get(message.author_id)
    if author is not None and "webhook_id" not in payload:
        event["member"] = member_payload(world, author, with_user=False)
    event["mentions"] = [
        user
        | (
            {"member": member_payload(world, guild.members[int(user["id"])], with_user=False)}
            if int(user["id"]) in guild.members
            else {}
        )
        for user in payload["mentions"]
    ]
    return event
