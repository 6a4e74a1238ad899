"""What a bot reads without the message content intent: its own words, direct ones, those that name it."""

from bot.sandbox.snowflakes import snowflake_or_none
from bot.sandbox.wire import Json
from bot.sandbox.world import World

_EMPTIED: Json = {"content": "", "embeds": [], "attachments": [], "components": []}


def as_bot_reads(world: World, payload: Json) -> Json:
    """The message without the words that are kept from the bot; itself where none are.

    A message that it replies to is judged for itself.
    """
    shown = payload if _is_open(world, payload) else payload | _EMPTIED
    replied = shown.get("referenced_message")
    if replied and not _is_open(world, replied):
        return shown | {"referenced_message": replied | _EMPTIED}
    return shown


def _is_open(world: World, payload: Json) -> bool:
    bot_id = str(world.bot.id)
    channel = world.channel(snowflake_or_none(payload["channel_id"]))
    is_direct = channel is not None and channel.guild_id is None
    named = (payload["author"], *payload["mentions"])
    return is_direct or any(user["id"] == bot_id for user in named)
