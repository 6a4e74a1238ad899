"""The objects of the world in Discord's shapes. Ids become strings."""

from bot.sandbox import permissions
from bot.sandbox.wire import Json
from bot.sandbox.world import (
    DIRECT_CHANNEL,
    PRIVATE_THREAD,
    Channel,
    Guild,
    Member,
    Role,
    Thread,
    User,
    World,
)

_NONE_AT_ALL = (
    *("icon", "splash", "banner", "home_header", "discovery_splash", "description", "application_id"),
    *("afk_channel_id", "system_channel_id", "widget_channel_id", "rules_channel_id"),
    *("public_updates_channel_id", "safety_alerts_channel_id", "vanity_url_code", "incidents_data"),
)


def user_payload(user: User) -> Json:
    """A user."""
    return {
        "id": str(user.id),
        "username": user.username,
        "global_name": user.global_name,
        "discriminator": "0000" if user.is_bot else "0",
        "avatar": None,
        "bot": user.is_bot,
        "system": False,
        "public_flags": 0,
        "flags": 0,
        "avatar_decoration_data": None,
        "primary_guild": None,
    }


def member_payload(world: World, member: Member, *, with_user: bool = True) -> Json:
    """A member; beside a message or a mention they come without their user."""
    payload: Json = {
        "nick": member.nick,
        "avatar": None,
        "banner": None,
        "roles": [str(role_id) for role_id in member.role_ids],
        "joined_at": member.joined_at,
        "premium_since": None,
        "communication_disabled_until": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }
    if with_user:
        payload["user"] = user_payload(world.users[member.user_id])
    return payload


def role_payload(role: Role) -> Json:
    """A role."""
    payload: Json = {
        "id": str(role.id),
        "name": role.name,
        "permissions": str(role.permissions),
        "position": role.position,
        "color": role.color,
        "colors": {"primary_color": role.color, "secondary_color": None, "tertiary_color": None},
        "hoist": role.is_hoisted,
        "mentionable": role.is_mentionable,
        "managed": role.bot_id is not None,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if role.bot_id is not None:
        payload["tags"] = {"bot_id": str(role.bot_id)}
    return payload


def channel_payload(world: World, channel: Channel, *, seen_by: int | None = None) -> Json:
    """A channel; a direct one shows its other recipients to the user `seen_by`."""
    last = None if channel.last_message_id is None else str(channel.last_message_id)
    payload: Json = {"id": str(channel.id), "type": channel.type, "last_message_id": last, "flags": 0}
    if channel.type == DIRECT_CHANNEL:
        others = [user_id for user_id in channel.recipient_ids if user_id != seen_by]
        payload["recipients"] = [user_payload(world.users[user_id]) for user_id in others]
        return payload
    if channel.thread is not None:
        return payload | _thread_payload(channel, channel.thread, seen_by)
    return payload | {
        "guild_id": str(channel.guild_id),
        "name": channel.name,
        "position": channel.position,
        "topic": channel.topic,
        "parent_id": None,
        "nsfw": False,
        "rate_limit_per_user": 0,
        "permission_overwrites": [
            {
                "id": str(overwrite.target_id),
                "type": int(overwrite.is_member),
                "allow": str(overwrite.allow),
                "deny": str(overwrite.deny),
            }
            for overwrite in channel.overwrites
        ],
    }


def _thread_payload(channel: Channel, thread: Thread, seen_by: int | None) -> Json:
    payload: Json = {
        "guild_id": str(channel.guild_id),
        "parent_id": str(channel.parent_id),
        "owner_id": str(thread.owner_id),
        "name": channel.name,
        "rate_limit_per_user": 0,
        "bitrate": 64_000,
        "user_limit": 0,
        "rtc_region": None,
        "message_count": len(channel.messages),
        "total_message_sent": len(channel.messages),
        "member_count": min(len(thread.members), 50),
        "applied_tags": [],
        "thread_metadata": {
            "archived": thread.is_archived,
            "archive_timestamp": thread.archive_changed_at,
            "auto_archive_duration": thread.auto_archive_minutes,
            "locked": thread.is_locked,
            "create_timestamp": thread.begun_at,
        },
    }
    if channel.type == PRIVATE_THREAD:
        payload["thread_metadata"]["invitable"] = thread.is_invitable
    if seen_by in thread.members:
        payload["member"] = thread_member_payload(channel, thread, seen_by)
    return payload


def thread_member_payload(channel: Channel, thread: Thread, user_id: int) -> Json:
    """A user in a thread."""
    ids = {"id": str(channel.id), "user_id": str(user_id)}
    return ids | {"join_timestamp": thread.members[user_id], "flags": 0}


def active_threads(world: World, guild: Guild, user_id: int) -> list[Json]:
    """The threads of a server that are not put away and that a user sees."""
    return [
        channel_payload(world, channel, seen_by=user_id)
        for channel in guild.threads.values()
        if channel.thread and not channel.thread.is_archived and world.sees(user_id, channel)
    ]


def guild_payload(guild: Guild) -> Json:
    """A server as REST shows it: its roles, but neither members nor channels."""
    return dict.fromkeys(_NONE_AT_ALL) | {
        "id": str(guild.id),
        "name": guild.name,
        "owner_id": str(guild.owner_id),
        "roles": [role_payload(role) for role in guild.roles.values()],
        "emojis": [],
        "stickers": [],
        "features": [],
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "nsfw": False,
        "region": "deprecated",
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "max_members": 500_000,
        "max_presences": None,
        "max_video_channel_users": 25,
        "max_stage_video_channel_users": 50,
        "preferred_locale": guild.locale,
        "approximate_member_count": len(guild.members),
        "approximate_presence_count": len(guild.members),
    }


def guild_create_payload(world: World, guild: Guild, *, with_members: bool) -> Json:
    """A server as GUILD_CREATE brings it; without the members' intent it holds the bot's member only."""
    members = guild.members.values() if with_members else [guild.members[world.bot.id]]
    return guild_payload(guild) | {
        "joined_at": guild.members[world.bot.id].joined_at,
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [member_payload(world, member) for member in members],
        "channels": [channel_payload(world, channel) for channel in guild.channels.values()],
        "threads": active_threads(world, guild, world.bot.id),
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def application_payload(world: World) -> Json:
    """The bot's application."""
    application = world.application
    return {
        "id": str(application.id),
        "name": application.name,
        "description": application.description,
        "icon": None,
        "type": None,
        "flags": application.flags,
        "flags_new": str(application.flags),
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": [],
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": f"{application.id:064x}",
        "owner": user_payload(world.users[application.owner_id]),
        "team": None,
        "rpc_origins": [],
        "hook": True,
        "tags": [],
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "bot": user_payload(world.bot),
        "integration_types_config": {"0": {}},
    }


def current_user_payload(world: World) -> Json:
    """The bot as it sees itself."""
    return user_payload(world.bot) | {
        "verified": True,
        "mfa_enabled": False,
        "locale": "en-US",
        "email": None,
    }


def partial_channel_payload(world: World, channel: Channel, user_id: int) -> Json:
    """A channel as an interaction brings it, with what the user may do there."""
    payload = channel_payload(world, channel, seen_by=world.bot.id)
    payload.pop("permission_overwrites", None)
    payload["permissions"] = str(world.permissions(user_id, channel))
    return payload


def interacting_member_payload(world: World, member: Member, guild: Guild, channel: Channel) -> Json:
    """A member as an interaction brings them, with what they may do in the channel."""
    allowed = permissions.in_channel(guild, member, channel)
    return member_payload(world, member) | {"permissions": str(allowed)}
