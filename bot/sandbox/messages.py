"""Writing, editing and deleting messages: what a body becomes, and who is told."""

import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.sandbox.events import Events
from bot.sandbox.files import Files, Upload
from bot.sandbox.layouts import numbered, with_addresses
from bot.sandbox.media import Media
from bot.sandbox.mentions import Mentions, mentions_of
from bot.sandbox.message_payloads import message_payload
from bot.sandbox.snowflakes import moment_of, snowflake_or_none
from bot.sandbox.threads import Threads
from bot.sandbox.wire import Json
from bot.sandbox.world import COMPONENTS_V2, EPHEMERAL, LOADING, SUPPRESS_EMBEDS, Channel, Message, World

REPLY = 19
ADDED, REMOVED, RENAMED, THREAD_BEGUN = 1, 2, 4, 18
_TOLD = (ADDED, REMOVED, RENAMED, THREAD_BEGUN)
_NONCE_SECONDS = 300
_SETTABLE = SUPPRESS_EMBEDS | 1 << 12 | COMPONENTS_V2


@dataclass(frozen=True, slots=True)
class Draft:
    """What a message is made of beside its body."""

    body: Json
    files: Mapping[int, Upload] = field(default_factory=dict)
    type: int = 0
    flags: int = 0
    visible_to: int | None = None
    replies_to: int | None = None
    interaction_metadata: Json | None = None
    id: int | None = None
    mentioned: tuple[int, ...] = ()
    """Whom a message of Discord's own is about."""


class Messages:
    """The one place where messages are made and changed."""

    def __init__(self, world: World, events: Events, files: Files, threads: Threads) -> None:
        self._world = world
        self._events = events
        self._files = files
        self._threads = threads
        self._nonces: OrderedDict[tuple[int, int, str], tuple[float, Message]] = OrderedDict()

    def write(self, channel: Channel, author_id: int, draft: Draft) -> tuple[Message, Json]:
        """A new message, and it in Discord's shape."""
        body = draft.body
        is_told = draft.type in _TOLD
        if draft.visible_to is None and not is_told:
            self._threads.take_up(channel, None if draft.interaction_metadata else author_id)
        message_id = draft.id or self._world.snowflakes.next()
        message = Message(
            id=message_id,
            channel_id=channel.id,
            author_id=author_id,
            timestamp=moment_of(message_id).isoformat(timespec="microseconds"),
            type=draft.type,
            flags=draft.flags | (body.get("flags") or 0) & _SETTABLE,
            is_tts=bool(body.get("tts")),
            nonce=body.get("nonce"),
            visible_to=draft.visible_to,
            replies_to=draft.replies_to,
            interaction_metadata=draft.interaction_metadata,
        )
        if draft.visible_to is not None:
            message.flags |= EPHEMERAL
        self._fill(channel, message, body, draft.files)
        message.mentions += draft.mentioned
        if not is_told:
            self._threads.draw_in(channel, author_id, message.mentions)
        channel.keep(message)
        payload = message_payload(self._world, message)
        self._events.message_written(channel, message, payload)
        return message, payload

    def rewrite(
        self,
        channel: Channel,
        message: Message,
        body: Json,
        files: Mapping[int, Upload],
        *,
        is_new: bool = False,
    ) -> Json:
        """The message with what the body changes; `is_new` of a deferred answer that gets its content."""
        if is_new:
            message.flags &= ~LOADING
        elif body:
            message.edited_timestamp = datetime.now(UTC).isoformat(timespec="microseconds")
        if isinstance(body.get("flags"), int):
            message.flags = message.flags & ~SUPPRESS_EMBEDS | body["flags"] & _SETTABLE
        self._fill(channel, message, body, files)
        payload = message_payload(self._world, message)
        self._events.message_changed(channel, message, payload)
        return payload

    def redraw(self, channel: Channel, message: Message) -> None:
        """Tells everyone of a message of which something beside its content changed."""
        self._events.message_changed(channel, message, message_payload(self._world, message))

    def tell(
        self, channel: Channel, author_id: int, kind: int, text: str = "", about: tuple[int, ...] = ()
    ) -> None:
        """A message of Discord's own: what somebody did, and to whom."""
        self.write(channel, author_id, Draft({"content": text}, type=kind, mentioned=about))

    def end_thread(self, channel: Channel) -> None:
        """A thread is gone; the message at which it began shows it no longer."""
        parent = self._world.channel(channel.parent_id)
        self._threads.end(channel)
        begun_at = parent.messages.get(channel.id) if parent is not None else None
        if parent is not None and begun_at is not None:
            self.redraw(parent, begun_at)

    def delete(self, channel: Channel, message: Message) -> None:
        """The message is gone."""
        channel.messages.pop(message.id, None)
        self._events.message_deleted(channel, message)

    def with_nonce(self, channel: Channel, author_id: int, nonce: object) -> Message | None:
        """The message that was written with the nonce in the last minutes."""
        found = self._nonces.get((channel.id, author_id, str(nonce)))
        is_recent = found is not None and time.monotonic() - found[0] < _NONCE_SECONDS
        return found[1] if found and is_recent else None

    def remember_nonce(self, channel: Channel, author_id: int, message: Message) -> None:
        """Keeps a message's nonce for some minutes."""
        now = time.monotonic()
        self._nonces[channel.id, author_id, str(message.nonce)] = now, message
        while now - next(iter(self._nonces.values()))[0] > _NONCE_SECONDS:
            self._nonces.popitem(last=False)

    def _fill(self, channel: Channel, message: Message, body: Json, files: Mapping[int, Upload]) -> None:
        if "content" in body:
            message.content = (body["content"] or "").strip()
        if "embeds" in body:
            message.embeds = [{"type": "rich"} | embed for embed in body["embeds"] or ()]
        if "components" in body:
            message.components = numbered(body["components"] or [])
        if files or "attachments" in body:
            message.attachments = self._attachments(message, body.get("attachments"), files)
        Media(message.id, message.attachments).resolve(message.components)
        addresses = {attachment["filename"]: attachment["url"] for attachment in message.attachments}
        message.embeds = [with_addresses(embed, addresses) for embed in message.embeds]
        mentions = self._mentions(channel, message, body)
        message.mentions = mentions.users
        message.mention_roles = mentions.roles
        message.mentions_everyone = mentions.is_everyone

    def _mentions(self, channel: Channel, message: Message, body: Json) -> Mentions:
        whole = {"content": message.content, "components": message.components}
        replied = channel.messages.get(message.replies_to or 0) if message.type == REPLY else None
        # The answer to a component shows what it answers, and pings nobody for it.
        is_reply = replied is not None and message.interaction_metadata is None
        return mentions_of(
            self._world,
            channel,
            message.author_id,
            whole | {"allowed_mentions": body.get("allowed_mentions")},
            replied.author_id if replied is not None and is_reply else None,
            is_answer=message.interaction_metadata is not None,
        )

    def _attachments(
        self, message: Message, described: Sequence[Mapping[str, Any]] | None, files: Mapping[int, Upload]
    ) -> list[Json]:
        old = {attachment["id"]: attachment for attachment in message.attachments}
        new: dict[int, dict[str, Any]] = {number: {} for number in files}
        if described is None:
            kept = list(old.values())
        else:
            kept = [old[str(each["id"])] for each in described if str(each["id"]) in old]
            new |= {snowflake_or_none(each["id"]) or 0: dict(each) for each in described}
        kept += [self._kept(message, upload, new[number]) for number, upload in sorted(files.items())]
        return kept

    def _kept(self, message: Message, upload: Upload, about: Mapping[str, Any]) -> Json:
        named = Upload(str(about.get("filename") or upload.sent_name), upload.content)
        attachment_id = self._world.snowflakes.next()
        self._files.keep(message.channel_id, attachment_id, named)
        attachment = self._files.described(message.channel_id, attachment_id, named)
        if about.get("description"):
            attachment["description"] = about["description"]
        if message.visible_to is not None:
            attachment["ephemeral"] = True
        return attachment
