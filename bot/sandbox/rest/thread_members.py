"""REST about who is in a thread."""

from bot.sandbox import refusals
from bot.sandbox.gateway import intents
from bot.sandbox.messages import ADDED, REMOVED, Messages
from bot.sandbox.payloads import thread_member_payload
from bot.sandbox.permissions import MANAGE_THREADS, SEND_MESSAGES
from bot.sandbox.refusals import RefusedError
from bot.sandbox.rest.access import guild_or_refuse, refuse_put_away, thread_or_refuse
from bot.sandbox.rest.call import Call
from bot.sandbox.threads import Threads
from bot.sandbox.wire import Json
from bot.sandbox.world import PRIVATE_THREAD, World


class ThreadMembers:
    """Endpoints that show who is in a thread, add somebody, and take somebody out."""

    def __init__(self, world: World, messages: Messages, threads: Threads) -> None:
        self._world = world
        self._messages = messages
        self._threads = threads

    def every(self, call: Call) -> list[Json]:
        """Who is in a thread; takes the members' intent."""
        channel, thread = thread_or_refuse(self._world, call.id("channel_id"))
        if not intents.are_granted(intents.GUILD_MEMBERS, self._world.application.flags):
            raise RefusedError(refusals.MISSING_ACCESS)
        return [thread_member_payload(channel, thread, user_id) for user_id in thread.members]

    def one(self, call: Call) -> Json:
        """One who is in a thread."""
        channel, thread = thread_or_refuse(self._world, call.id("channel_id"))
        user_id = self._user_id(call)
        if user_id not in thread.members:
            raise RefusedError(refusals.UNKNOWN_MEMBER)
        return thread_member_payload(channel, thread, user_id)

    def join(self, call: Call) -> None:
        """The bot joins a thread, or adds somebody who sees the channel in which it is."""
        user_id, bot_id = self._user_id(call), self._world.bot.id
        needed = () if user_id == bot_id else (SEND_MESSAGES,)
        channel, thread = thread_or_refuse(self._world, call.id("channel_id"), *needed)
        refuse_put_away(channel)
        if user_id not in guild_or_refuse(self._world, channel.guild_id or 0).members:
            raise RefusedError(refusals.UNKNOWN_MEMBER)
        if not self._world.sees_parent(user_id, channel):
            raise RefusedError(refusals.MISSING_ACCESS)
        if user_id != bot_id and not self._threads.may_add(channel, thread, bot_id):
            raise RefusedError(refusals.MISSING_PERMISSIONS)
        if self._threads.join(channel, thread, user_id) and user_id != bot_id:
            self._messages.tell(channel, bot_id, ADDED, about=(user_id,))

    def leave(self, call: Call) -> None:
        """The bot leaves a thread, or takes somebody out: of its own private one, or as who manages them."""
        user_id, bot_id = self._user_id(call), self._world.bot.id
        channel, thread = thread_or_refuse(self._world, call.id("channel_id"))
        refuse_put_away(channel)
        is_its_own = channel.type == PRIVATE_THREAD and thread.owner_id == bot_id
        if user_id != bot_id and not is_its_own:
            thread_or_refuse(self._world, channel.id, MANAGE_THREADS)
        if self._threads.leave(channel, thread, user_id) and user_id != bot_id:
            self._messages.tell(channel, bot_id, REMOVED, about=(user_id,))

    def _user_id(self, call: Call) -> int:
        return call.id("user_id") if "user_id" in call.ids else self._world.bot.id
