"""The people's door: what a person does with threads, and with whole channels."""

from collections.abc import Mapping

from aiohttp import web

from bot.sandbox import permissions, refusals
from bot.sandbox.channels import Channels
from bot.sandbox.files import Upload
from bot.sandbox.messages import ADDED, REMOVED, Draft, Messages
from bot.sandbox.payloads import channel_payload
from bot.sandbox.people.door import CREATED, acting_person, body_of, done, form_of, seen_channel, shown, wrong
from bot.sandbox.refusals import RefusedError
from bot.sandbox.rest.access import refuse_put_away
from bot.sandbox.rules.attachments import MAX_FILES
from bot.sandbox.snowflakes import snowflake_or_none
from bot.sandbox.threads import Threads
from bot.sandbox.wire import Json
from bot.sandbox.world import FORUM_CHANNEL, PRIVATE_THREAD, TEXT_CHANNEL, Channel, Person, Thread, World

_LONGEST_NAME, _LONGEST_CONTENT = 100, 2000


class PeopleThreads:
    """Handlers with which a person begins, puts away, takes up and ends threads, and ends channels."""

    def __init__(self, world: World, messages: Messages, threads: Threads, channels: Channels) -> None:
        self._world = world
        self._channels = channels
        self._messages = messages
        self._threads = threads

    async def begin(self, request: web.Request) -> web.Response:
        """A thread at a message or beside them, or a post in a forum with its first words."""
        person = acting_person(self._world, request)
        channel = seen_channel(self._world, person, request.match_info["channel"])
        body, files = await form_of(request)
        name = body.get("name")
        if not isinstance(name, str) or not 0 < len(name.strip()) <= _LONGEST_NAME:
            raise wrong("name", f"Between 1 and {_LONGEST_NAME} characters.")
        if channel.type == FORUM_CHANNEL:
            thread = self._begin_post(person, channel, name.strip(), body.get("content", ""), files)
        elif channel.type == TEXT_CHANNEL and not files:
            thread = self._begin_in_text(person, channel, name.strip(), body)
        else:
            raise RefusedError(refusals.NOT_FOR_THIS_CHANNEL)
        return shown(self._payload(thread, person), CREATED)

    async def change(self, request: web.Request) -> web.Response:
        """Puts a thread away or takes it up again."""
        person = acting_person(self._world, request)
        channel = seen_channel(self._world, person, request.match_info["channel"])
        archived = (await body_of(request)).get("archived")
        thread = channel.thread
        if thread is None:
            raise RefusedError(refusals.NOT_FOR_THIS_CHANNEL)
        if not isinstance(archived, bool):
            raise wrong("archived", "Say true or false.")
        allowed = self._world.permissions(person.id, channel)
        manages = allowed & permissions.MANAGE_THREADS
        may = thread.owner_id == person.id if archived else allowed & permissions.SEND_MESSAGES
        if not manages and (thread.is_locked or not may):
            raise RefusedError(refusals.MISSING_PERMISSIONS)
        self._threads.change(channel, thread, {"archived": archived})
        return shown(self._payload(channel, person))

    async def end(self, request: web.Request) -> web.Response:
        """A thread is gone, or a channel with all that is below it."""
        person = acting_person(self._world, request)
        channel = seen_channel(self._world, person, request.match_info["channel"])
        if channel.guild_id is None:
            raise RefusedError(refusals.NOT_FOR_THIS_CHANNEL)
        if channel.thread is not None:
            self._refuse_without(person, channel, permissions.MANAGE_THREADS)
            self._messages.end_thread(channel)
        else:
            self._refuse_without(person, channel, permissions.MANAGE_CHANNELS)
            self._channels.end(channel)
        return done()

    async def add(self, request: web.Request) -> web.Response:
        """The person joins a thread, or adds somebody who sees the channel in which it is."""
        person = acting_person(self._world, request)
        channel, thread = self._open_thread(person, request)
        user_id = _member(person, request)
        if not self._world.sees_parent(user_id, channel):
            raise RefusedError(refusals.MISSING_ACCESS)
        if user_id != person.id:
            self._refuse_without(person, channel, permissions.SEND_MESSAGES)
            if not self._threads.may_add(channel, thread, person.id):
                raise RefusedError(refusals.MISSING_PERMISSIONS)
        if self._threads.join(channel, thread, user_id) and user_id != person.id:
            self._messages.tell(channel, person.id, ADDED, about=(user_id,))
        return done()

    async def remove(self, request: web.Request) -> web.Response:
        """The person leaves a thread, or takes somebody out of their own private one, or as a moderator."""
        person = acting_person(self._world, request)
        channel, thread = self._open_thread(person, request)
        user_id = _member(person, request)
        is_their_own = channel.type == PRIVATE_THREAD and thread.owner_id == person.id
        if user_id != person.id and not is_their_own:
            self._refuse_without(person, channel, permissions.MANAGE_THREADS)
        if self._threads.leave(channel, thread, user_id) and user_id != person.id:
            self._messages.tell(channel, person.id, REMOVED, about=(user_id,))
        return done()

    def _open_thread(self, person: Person, request: web.Request) -> tuple[Channel, Thread]:
        channel = seen_channel(self._world, person, request.match_info["channel"])
        if channel.thread is None:
            raise RefusedError(refusals.NOT_FOR_THIS_CHANNEL)
        refuse_put_away(channel)
        return channel, channel.thread

    def _begin_post(
        self, person: Person, channel: Channel, name: str, content: object, files: Mapping[int, Upload]
    ) -> Channel:
        self._refuse_without(person, channel, permissions.SEND_MESSAGES)
        if files:
            self._refuse_without(person, channel, permissions.ATTACH_FILES)
        if not isinstance(content, str) or not (content.strip() or files) or len(content) > _LONGEST_CONTENT:
            raise wrong("content", f"Between 1 and {_LONGEST_CONTENT} characters.")
        if len(files) > MAX_FILES:
            raise wrong("files", f"At most {MAX_FILES} files go with a message.")
        thread = self._threads.begin(channel, person.id, name, {})
        self._messages.write(thread, person.id, Draft({"content": content}, files, id=thread.id))
        return thread

    def _begin_in_text(self, person: Person, channel: Channel, name: str, body: Json) -> Channel:
        if body.get("type") == PRIVATE_THREAD:
            self._refuse_without(person, channel, permissions.CREATE_PRIVATE_THREADS)
            return self._threads.begin(channel, person.id, name, {"type": PRIVATE_THREAD})
        self._refuse_without(person, channel, permissions.CREATE_PUBLIC_THREADS)
        if body.get("message_id") is None:
            return self._threads.begin(channel, person.id, name, {})
        message = channel.messages.get(snowflake_or_none(body["message_id"]) or 0)
        if message is None or message.visible_to is not None:
            raise RefusedError(refusals.UNKNOWN_MESSAGE)
        if self._world.channel(message.id) is not None:
            raise RefusedError(refusals.ALREADY_A_THREAD)
        thread = self._threads.begin(channel, person.id, name, {}, message.id)
        self._messages.redraw(channel, message)
        return thread

    def _refuse_without(self, person: Person, channel: Channel, needed: int) -> None:
        if not self._world.permissions(person.id, channel) & needed:
            raise RefusedError(refusals.MISSING_PERMISSIONS)

    def _payload(self, thread: Channel, person: Person) -> Json:
        allowed = str(self._world.permissions(person.id, thread))
        return channel_payload(self._world, thread, seen_by=person.id) | {"permissions": allowed}


def _member(person: Person, request: web.Request) -> int:
    named = request.match_info["member"]
    user_id = person.id if named == "@me" else snowflake_or_none(named)
    if user_id is None:
        raise RefusedError(refusals.UNKNOWN_USER)
    return user_id
