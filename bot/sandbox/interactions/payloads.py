"""Interactions in Discord's shape, as the bot hears of them."""

from bot.sandbox.files import LARGEST_BYTES
from bot.sandbox.interactions.interaction import Interaction, Kind
from bot.sandbox.message_payloads import message_payload
from bot.sandbox.payloads import (
    interacting_member_payload,
    partial_channel_payload,
    user_payload,
)
from bot.sandbox.wire import Json
from bot.sandbox.world import Guild, User, World

_IN_GUILD, _IN_DIRECT_CHANNEL = 0, 1


def interaction_payload(world: World, interaction: Interaction, data: Json) -> Json:
    """The interaction with its person, place and data."""
    channel, guild = interaction.channel, interaction.guild
    user = world.users[interaction.person_id]
    payload: Json = {
        "id": str(interaction.id),
        "application_id": str(world.application.id),
        "type": int(interaction.kind),
        "token": interaction.token,
        "version": 1,
        "channel_id": str(channel.id),
        "channel": partial_channel_payload(world, channel, user.id),
        "data": data,
        "app_permissions": str(world.permissions(world.bot.id, channel)),
        "locale": user.locale,
        "context": _IN_DIRECT_CHANNEL if guild is None else _IN_GUILD,
        "authorizing_integration_owners": owners(guild),
        "entitlements": [],
        "entitlement_sku_ids": [],
        "attachment_size_limit": LARGEST_BYTES,
    }
    if guild is None:
        payload["user"] = user_payload(user)
    else:
        member = guild.members[user.id]
        payload["guild_id"] = str(guild.id)
        payload["guild"] = {"id": str(guild.id), "locale": guild.locale, "features": []}
        payload["guild_locale"] = guild.locale
        payload["member"] = interacting_member_payload(world, member, guild, channel)
    if interaction.source is not None and interaction.kind in (Kind.COMPONENT, Kind.MODAL_SUBMIT):
        payload["message"] = message_payload(world, interaction.source)
    return payload


def owners(guild: Guild | None) -> Json:
    """Whose installation it is: the server's; in a direct channel with the bot, nobody's in particular."""
    return {"0": "0" if guild is None else str(guild.id)}


def metadata(interaction_id: int, kind: Kind, user: User, guild: Guild | None, **more: object) -> Json:
    """What a message tells of the interaction that it answers."""
    return {
        "id": str(interaction_id),
        "type": int(kind),
        "user": user_payload(user),
        "authorizing_integration_owners": owners(guild),
    } | more
