"""What a session hears first, and the members that it asks for."""

from bot.sandbox.gateway.session import Session
from bot.sandbox.payloads import current_user_payload, member_payload
from bot.sandbox.wire import Json
from bot.sandbox.world import Guild, World


def shown_guilds(world: World, session: Session) -> list[Guild]:
    """The bot's servers that are this shard's affair."""
    guilds = world.guilds.values()
    return [guild for guild in guilds if session.hears_of(guild.id) and world.bot.id in guild.members]


def ready_payload(world: World, session: Session, url: str) -> Json:
    """The data of READY; the session resumes at `url`."""
    application = world.application
    return {
        "v": 10,
        "user": current_user_payload(world),
        "guilds": [{"id": str(guild.id), "unavailable": True} for guild in shown_guilds(world, session)],
        "private_channels": [],
        "session_id": session.id,
        "session_type": "normal",
        "resume_gateway_url": url,
        "shard": list(session.shard),
        "application": {"id": str(application.id), "flags": application.flags},
    }


def asks_for_everyone(body: Json) -> bool:
    """Whether a request for members is for all of a server, which takes the members' intent."""
    return not (body.get("user_ids") or body.get("query") or body.get("limit"))


def members_payload(world: World, guild: Guild, body: Json) -> Json:
    """The data of GUILD_MEMBERS_CHUNK: members by their ids, or by how their names begin."""
    ids = body.get("user_ids") or []
    wanted = {str(user_id) for user_id in (ids if isinstance(ids, list) else [ids])}
    query, limit = str(body.get("query") or "").casefold(), body.get("limit") or 0
    found = [
        member
        for member in guild.members.values()
        if (not wanted or str(member.user_id) in wanted)
        and world.users[member.user_id].username.casefold().startswith(query)
    ]
    members = [member_payload(world, member) for member in (found[:limit] if limit else found)]
    return {
        "guild_id": str(guild.id),
        "members": members,
        "chunk_index": 0,
        "chunk_count": 1,
        "not_found": sorted(wanted - {str(member.user_id) for member in found}),
        "nonce": body.get("nonce"),
    }
