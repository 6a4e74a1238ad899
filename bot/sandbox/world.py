"""The world: who and what there is. Plain objects, which the doors show in Discord's shapes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from bot.sandbox import permissions
from bot.sandbox.snowflakes import Snowflakes
from bot.sandbox.wire import Json

TEXT_CHANNEL, DIRECT_CHANNEL, PUBLIC_THREAD, PRIVATE_THREAD, FORUM_CHANNEL = 0, 1, 11, 12, 15
EPHEMERAL, LOADING, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 15
SUPPRESS_EMBEDS = 1 << 2
PersonRole: TypeAlias = Literal["learner", "moderator", "owner", "administrator", "organiser", "helper"]
MOST_MESSAGES = 20_000  # of a channel; older ones are forgotten


@dataclass(slots=True)
class User:
    """An account: a person's, or the bot's."""

    id: int
    username: str
    global_name: str | None = None
    is_bot: bool = False
    locale: str = "en-US"


@dataclass(slots=True)
class Person:
    """A user that somebody at the page, or a test, plays."""

    user: User
    role: PersonRole
    accepts_direct_messages: bool = True

    @property
    def id(self) -> int:
        """The user's id."""
        return self.user.id


@dataclass(slots=True)
class Role:
    """A role of a server; the one with the server's id is everyone's."""

    id: int
    name: str
    permissions: int = 0
    position: int = 0
    color: int = 0
    is_hoisted: bool = False
    is_mentionable: bool = False
    bot_id: int | None = None


@dataclass(slots=True)
class Overwrite:
    """What a channel gives to and takes from a role, or from a member where `is_member`."""

    target_id: int
    is_member: bool = False
    allow: int = 0
    deny: int = 0


@dataclass(slots=True)
class Message:
    """A message; a private one is seen by the user `visible_to` alone."""

    id: int
    channel_id: int
    author_id: int
    timestamp: str
    content: str = ""
    type: int = 0
    flags: int = 0
    edited_timestamp: str | None = None
    is_tts: bool = False
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mentions_everyone: bool = False
    nonce: str | int | None = None
    interaction_metadata: Json | None = None
    replies_to: int | None = None
    visible_to: int | None = None


@dataclass(slots=True)
class Thread:
    """What a channel has beside the rest where it is a thread."""

    owner_id: int
    begun_at: str
    archive_changed_at: str
    auto_archive_minutes: int
    active_at: datetime
    """When somebody last did something in it, by the calendar."""
    is_archived: bool = False
    is_locked: bool = False
    is_invitable: bool = True
    members: dict[int, str] = field(default_factory=dict)
    """When each member joined it."""


@dataclass(slots=True)
class Channel:
    """A channel of a server, a thread in one (`parent_id`), or a direct one between its `recipient_ids`."""

    id: int
    name: str = ""
    type: int = TEXT_CHANNEL
    guild_id: int | None = None
    position: int = 0
    topic: str | None = None
    overwrites: list[Overwrite] = field(default_factory=list)
    recipient_ids: tuple[int, ...] = ()
    messages: dict[int, Message] = field(default_factory=dict)
    last_message_id: int | None = None
    parent_id: int | None = None
    thread: Thread | None = None

    def keep(self, message: Message) -> None:
        """Adds a message, and forgets the oldest where there are too many."""
        self.messages[message.id] = message
        if message.visible_to is None:
            self.last_message_id = message.id
        if len(self.messages) > MOST_MESSAGES:
            del self.messages[next(iter(self.messages))]


@dataclass(slots=True)
class Member:
    """A user in a server."""

    user_id: int
    joined_at: str
    role_ids: list[int] = field(default_factory=list)
    nick: str | None = None


@dataclass(slots=True)
class Guild:
    """A server."""

    id: int
    name: str
    owner_id: int
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    threads: dict[int, Channel] = field(default_factory=dict)
    locale: str = "en-US"
    command_rules: dict[int, list[Json]] = field(default_factory=dict)


@dataclass(slots=True)
class Application:
    """The bot's application; `flags` say which privileged intents it was granted."""

    id: int
    name: str
    description: str
    owner_id: int
    flags: int = 0


@dataclass(slots=True)
class World:
    """Everything there is."""

    snowflakes: Snowflakes
    application: Application
    bot: User
    users: dict[int, User] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    guilds: dict[int, Guild] = field(default_factory=dict)
    direct_channels: dict[int, Channel] = field(default_factory=dict)
    global_commands: dict[int, Json] = field(default_factory=dict)
    guild_commands: dict[int, dict[int, Json]] = field(default_factory=dict)
    emoji_ids: set[int] = field(default_factory=set)

    @property
    def guild(self) -> Guild:
        """The first server."""
        return next(iter(self.guilds.values()))

    @property
    def other_guild(self) -> Guild:
        """The second server."""
        return list(self.guilds.values())[1]

    @property
    def learner(self) -> Person:
        """The first learner, who is in both servers."""
        return self.people[0]

    @property
    def other_learner(self) -> Person:
        """The second learner."""
        return self.people[1]

    @property
    def third_learner(self) -> Person:
        """The third learner."""
        return self.people[2]

    @property
    def moderator(self) -> Person:
        """The moderator."""
        return next(person for person in self.people if person.role == "moderator")

    def person(self, user_id: int) -> Person | None:
        """The person with this id."""
        return next((person for person in self.people if person.id == user_id), None)

    def person_named(self, username: str) -> Person:
        """The person with this user name. Raises LookupError."""
        for person in self.people:
            if person.user.username == username:
                return person
        raise LookupError(username)

    def channel_named(self, name: str, guild: Guild | None = None) -> Channel:
        """The channel of the (first) server with this name. Raises LookupError."""
        for channel in (guild or self.guild).channels.values():
            if channel.name == name:
                return channel
        raise LookupError(name)

    def channel(self, channel_id: int | None) -> Channel | None:
        """The channel with this id, of any server or direct."""
        if channel_id is None:
            return None
        for guild in self.guilds.values():
            found = guild.channels.get(channel_id) or guild.threads.get(channel_id)
            if found is not None:
                return found
        return self.direct_channels.get(channel_id)

    def guild_of(self, channel: Channel) -> Guild | None:
        """The server of a channel; None for a direct one."""
        return None if channel.guild_id is None else self.guilds[channel.guild_id]

    def permissions(self, user_id: int, channel: Channel) -> int:
        """What the user may do in the channel, as a bit set; 0 where they do not see it."""
        if channel.guild_id is None:
            return permissions.DIRECT if user_id in channel.recipient_ids else 0
        guild = self.guilds[channel.guild_id]
        member = guild.members.get(user_id)
        if member is None:
            return 0
        if channel.thread is None:
            return permissions.in_channel(guild, member, channel)
        parent = guild.channels.get(channel.parent_id or 0)
        if parent is None:
            return 0
        allowed = permissions.in_thread(permissions.in_channel(guild, member, parent))
        is_open = channel.type != PRIVATE_THREAD or user_id in channel.thread.members
        return allowed if is_open or allowed & permissions.MANAGE_THREADS else 0

    def sees_parent(self, user_id: int, channel: Channel) -> bool:
        """Whether the user sees the channel in which a thread is."""
        parent = self.channel(channel.parent_id)
        return parent is not None and self.sees(user_id, parent)

    def sees(self, user_id: int, channel: Channel) -> bool:
        """Whether the user sees the channel."""
        return bool(self.permissions(user_id, channel) & permissions.VIEW_CHANNEL)

    def direct_channel(self, first: int, second: int) -> tuple[Channel, bool]:
        """The direct channel between two users, and whether it was opened just now."""
        for channel in self.direct_channels.values():
            if set(channel.recipient_ids) == {first, second}:
                return channel, False
        channel = Channel(id=self.snowflakes.next(), type=DIRECT_CHANNEL, recipient_ids=(first, second))
        self.direct_channels[channel.id] = channel
        return channel, True

    def share_a_guild(self, first: int, second: int) -> bool:
        """Whether two users are in one server together."""
        return any(first in guild.members and second in guild.members for guild in self.guilds.values())

    def commands(self, guild_id: int | None) -> Iterator[Json]:
        """The commands that the application has there: global ones, and the server's own."""
        yield from self.global_commands.values()
        if guild_id is not None:
            yield from self.guild_commands.get(guild_id, {}).values()
