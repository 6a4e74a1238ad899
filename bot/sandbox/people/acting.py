"""The people's door: what a person does."""

from aiohttp import web

from bot.sandbox import permissions, refusals
from bot.sandbox.events import Events
from bot.sandbox.interactions.using import Using
from bot.sandbox.messages import REPLY, Draft, Messages
from bot.sandbox.payloads import channel_payload
from bot.sandbox.people.door import (
    ACCEPTED,
    acting_person,
    body_of,
    done,
    form_of,
    seen_channel,
    shown,
    wrong,
)
from bot.sandbox.refusals import RefusedError
from bot.sandbox.rest.access import refuse_locked
from bot.sandbox.rules.attachments import MAX_FILES
from bot.sandbox.snowflakes import snowflake_or_none
from bot.sandbox.world import EPHEMERAL, FORUM_CHANNEL, World

_LONGEST_CONTENT = 2000


class Acting:
    """Handlers with which a person writes and uses things."""

    def __init__(self, world: World, events: Events, messages: Messages, using: Using) -> None:
        self._world = world
        self._events = events
        self._messages = messages
        self._using = using

    async def write(self, request: web.Request) -> web.Response:
        """A message of the person's."""
        person = acting_person(self._world, request)
        channel = seen_channel(self._world, person, request.match_info["channel"])
        body, files = await form_of(request)
        content = body.get("content", "")
        needed = permissions.SEND_MESSAGES | (permissions.ATTACH_FILES if files else 0)
        if self._world.permissions(person.id, channel) & needed != needed:
            raise RefusedError(refusals.MISSING_PERMISSIONS)
        refuse_locked(self._world, channel, person.id)
        if channel.type == FORUM_CHANNEL:
            raise RefusedError(refusals.NOT_FOR_THIS_CHANNEL)
        if not isinstance(content, str) or not (content.strip() or files):
            raise RefusedError(refusals.EMPTY_MESSAGE)
        if len(files) > MAX_FILES:
            raise wrong("files", f"At most {MAX_FILES} files go with a message.")
        if len(content) > _LONGEST_CONTENT:
            raise wrong("content", f"Must be {_LONGEST_CONTENT} or fewer in length.")
        target = snowflake_or_none(body.get("reply_to"))
        replied = channel.messages.get(target or 0)
        if target is not None and (replied is None or replied.flags & EPHEMERAL):
            raise RefusedError(refusals.UNKNOWN_MESSAGE)
        draft = Draft({"content": content}, files, type=REPLY if target else 0, replies_to=target)
        return shown(self._messages.write(channel, person.id, draft)[1])

    async def delete(self, request: web.Request) -> web.Response:
        """The person's own message, a private answer to them, or any where they may manage messages."""
        person = acting_person(self._world, request)
        channel = seen_channel(self._world, person, request.match_info["channel"])
        message = channel.messages.get(snowflake_or_none(request.match_info["message"]) or 0)
        if message is None or message.visible_to not in (None, person.id):
            raise RefusedError(refusals.UNKNOWN_MESSAGE)
        may_manage = self._world.permissions(person.id, channel) & permissions.MANAGE_MESSAGES
        if not (person.id in (message.author_id, message.visible_to) or may_manage):
            raise RefusedError(refusals.MISSING_PERMISSIONS)
        self._messages.delete(channel, message)
        return done()

    async def open_direct_channel(self, request: web.Request) -> web.Response:
        """The direct channel of the person with another user."""
        person = acting_person(self._world, request)
        user_id = snowflake_or_none((await body_of(request)).get("user_id"))
        if user_id not in self._world.users or user_id is None or user_id == person.id:
            raise RefusedError(refusals.UNKNOWN_USER)
        channel, is_new = self._world.direct_channel(person.id, user_id)
        if is_new:
            self._events.direct_channel_opened(channel)
        allowed = str(self._world.permissions(person.id, channel))
        return shown(channel_payload(self._world, channel, seen_by=person.id) | {"permissions": allowed})

    async def set_privacy(self, request: web.Request) -> web.Response:
        """Whether the person takes direct messages from members and apps."""
        person = acting_person(self._world, request)
        accepts = (await body_of(request)).get("accepts_direct_messages")
        if not isinstance(accepts, bool):
            raise wrong("accepts_direct_messages", "Say true or false.")
        person.accepts_direct_messages = accepts
        return done()

    async def interact(self, request: web.Request) -> web.Response:
        """The person uses a command, a component or a modal, or types in an option."""
        person = acting_person(self._world, request)
        body, files = await form_of(request)
        kind = body.get("kind")
        if kind == "modal":
            return shown({"interaction_id": str(self._using.modal(person, body, files).id)}, ACCEPTED)
        channel = seen_channel(self._world, person, body.get("channel_id"))
        if kind == "autocomplete":
            return shown({"choices": await self._using.autocomplete(person, channel, body)})
        if kind == "command":
            interaction = self._using.command(person, channel, body, files)
        elif kind == "component":
            interaction = self._using.component(person, channel, body)
        else:
            raise wrong("kind", "One of command, autocomplete, component and modal.")
        return shown({"interaction_id": str(interaction.id)}, ACCEPTED)
