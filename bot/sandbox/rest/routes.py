"""The table of REST routes: which endpoint answers where."""

from aiohttp import web

from bot.sandbox.rest.channel_messages import ChannelMessages
from bot.sandbox.rest.commands import Commands
from bot.sandbox.rest.door import RestDoor
from bot.sandbox.rest.first_answers import FirstAnswers
from bot.sandbox.rest.follow_ups import FollowUps
from bot.sandbox.rest.places import Places
from bot.sandbox.rest.thread_lists import ThreadLists
from bot.sandbox.rest.thread_members import ThreadMembers
from bot.sandbox.rest.threads import RestThreads

_MESSAGE = "/channels/{channel_id}/messages/{message_id}"
_WEBHOOK = "/webhooks/{application_id}/{token}"


def add_places(app: web.Application, door: RestDoor, places: Places) -> None:
    """The bot itself, servers and channels."""
    door.add(app, "GET", "/users/@me", places.current_user)
    door.add(app, "GET", "/users/@me/guilds", places.guilds)
    door.add(app, "POST", "/users/@me/channels", places.open_direct_channel)
    door.add(app, "GET", "/users/{user_id}", places.user)
    door.add(app, "GET", "/oauth2/applications/@me", places.application)
    door.add(app, "GET", "/applications/@me", places.application)
    door.add(app, "GET", "/gateway", places.gateway, needs_token=False)
    door.add(app, "GET", "/gateway/bot", places.gateway_for_bots)
    door.add(app, "GET", "/guilds/{guild_id}", places.guild)
    door.add(app, "GET", "/guilds/{guild_id}/channels", places.guild_channels)
    door.add(app, "GET", "/guilds/{guild_id}/roles", places.guild_roles)
    door.add(app, "GET", "/guilds/{guild_id}/members", places.members)
    door.add(app, "GET", "/guilds/{guild_id}/members/{user_id}", places.member)
    door.add(app, "GET", "/channels/{channel_id}", places.channel)
    door.add(app, "POST", "/channels/{channel_id}/typing", places.typing)


def add_messages(app: web.Application, door: RestDoor, messages: ChannelMessages) -> None:
    """The messages of channels."""
    door.add(app, "GET", "/channels/{channel_id}/messages", messages.history)
    door.add(app, "POST", "/channels/{channel_id}/messages", messages.write)
    door.add(app, "GET", _MESSAGE, messages.message)
    door.add(app, "PATCH", _MESSAGE, messages.edit)
    door.add(app, "DELETE", _MESSAGE, messages.delete)


def add_threads(
    app: web.Application, door: RestDoor, threads: RestThreads, members: ThreadMembers, lists: ThreadLists
) -> None:
    """Threads, who is in them, and which there are."""
    channel = "/channels/{channel_id}"
    door.add(app, "POST", f"{_MESSAGE}/threads", threads.begin_at_message)
    door.add(app, "POST", f"{channel}/threads", threads.begin)
    door.add(app, "PATCH", channel, threads.change)
    door.add(app, "DELETE", channel, threads.end)
    door.add(app, "GET", "/guilds/{guild_id}/threads/active", lists.active)
    door.add(app, "GET", f"{channel}/threads/archived/public", lists.public)
    door.add(app, "GET", f"{channel}/threads/archived/private", lists.private)
    door.add(app, "GET", f"{channel}/users/@me/threads/archived/private", lists.joined)
    door.add(app, "GET", f"{channel}/thread-members", members.every)
    for member in ("@me", "{user_id}"):
        route = f"{channel}/thread-members/{member}"
        door.add(app, "PUT", route, members.join)
        door.add(app, "DELETE", route, members.leave)
    door.add(app, "GET", f"{channel}/thread-members/{{user_id}}", members.one)


def add_commands(app: web.Application, door: RestDoor, commands: Commands) -> None:
    """The application's commands, everywhere and in one server."""
    application = "/applications/{application_id}"
    rules = f"{application}/guilds/{{guild_id}}/commands"
    door.add(app, "GET", f"{rules}/permissions", commands.every_rule)
    door.add(app, "GET", f"{rules}/{{command_id}}/permissions", commands.rules)
    for base in (f"{application}/commands", f"{application}/guilds/{{guild_id}}/commands"):
        door.add(app, "GET", base, commands.every)
        door.add(app, "PUT", base, commands.replace_all)
        door.add(app, "POST", base, commands.create)
        door.add(app, "GET", base + "/{command_id}", commands.command)
        door.add(app, "PATCH", base + "/{command_id}", commands.edit)
        door.add(app, "DELETE", base + "/{command_id}", commands.delete)


def add_answers(app: web.Application, door: RestDoor, first: FirstAnswers, later: FollowUps) -> None:
    """The answers to interactions, which carry the interaction's own token."""
    callback = "/interactions/{interaction_id}/{token}/callback"
    door.add(app, "POST", callback, first.answer, needs_token=False)
    door.add(app, "POST", _WEBHOOK, later.write, needs_token=False)
    for message in ("@original", "{message_id}"):
        route = f"{_WEBHOOK}/messages/{message}"
        door.add(app, "GET", route, later.message, needs_token=False)
        door.add(app, "PATCH", route, later.edit, needs_token=False)
        door.add(app, "DELETE", route, later.delete, needs_token=False)
