"""Discord, played: interactions and messages that record what is shown, each held to the real class."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, cast
from unittest.mock import Mock, create_autospec

import discord

from bot.discord_ui.client import BadgerClient
from bot.discord_ui.components.component import Component

Json = dict[str, Any]

MIA, NOAH, BADGER = 1001, 1002, 9001
SERVER, OTHER_SERVER = 2001, 2002
MESSAGE = 4001
NAME = "Mia *the* reader"
NOBODY = discord.Permissions()
MODERATOR = discord.Permissions(manage_guild=True)
"""What Discord says in an interaction that the member may do."""


def body_of(view: discord.ui.LayoutView) -> list[Json]:
    """What is sent of a layout."""
    return cast("list[Json]", view.to_components())  # type: ignore[no-untyped-call]


def words_of(view: discord.ui.LayoutView) -> str:
    """The layout as text: blocks, then [options] and (buttons)."""
    return in_words(body_of(view))


def in_words(components: Sequence[Json]) -> str:
    return "\n".join(line for component in components for line in _lines(component))


def _lines(component: Json) -> Iterator[str]:
    match component["type"]:
        case 10:
            yield component["content"]
        case 14:
            yield "---"
        case 3:
            yield f"[{component['placeholder']}: {' | '.join(o['label'] for o in component['options'])}]"
        case 13:
            yield f"<{component['file']['url'].removeprefix('attachment://')}>"
        case 5 | 8:
            yield f"[{component['placeholder']}]"
        case 2:
            yield f"({component['label']}{' – off' if component.get('disabled') else ''})"
        case _:
            for inner in component["components"]:
                yield from _lines(inner)


def custom_ids_in(components: Sequence[Json]) -> list[str]:
    found: list[str] = []
    for component in components:
        if "custom_id" in component:
            found.append(component["custom_id"])
        found += custom_ids_in(component.get("components", []))
    return found


class FakeSyncMemory:
    """Remembers the hash of the commands."""

    def __init__(self) -> None:
        self.hashes: dict[int, str] = {}
        self.is_locked = False

    async def synced_hash(self, application_id: int) -> str | None:
        assert self.is_locked
        return self.hashes.get(application_id)

    async def remember(self, application_id: int, commands_hash: str) -> None:
        assert self.is_locked
        self.hashes[application_id] = commands_hash

    @asynccontextmanager
    async def lock(self) -> AsyncIterator[None]:
        self.is_locked = True
        yield
        self.is_locked = False


@dataclass
class Patient:
    """Patience without a clock: it waits for the work to be done, or gives up at once."""

    gives_up: bool = False

    async def __call__(self, work: "asyncio.Future[Any]") -> bool:
        if not self.gives_up:
            await asyncio.wait({work})
        return not self.gives_up


@dataclass
class Shown:
    """What a person got to see, and where."""

    where: str
    view: discord.ui.LayoutView
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def words(self) -> str:
        return words_of(self.view)


@dataclass
class Played:
    """An interaction and what came of it, in order."""

    interaction: Mock
    shown: list[Shown] = field(default_factory=list)
    forms: list[discord.ui.Modal] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)

    @property
    def last(self) -> Shown:
        return self.shown[-1]

    @property
    def search(self) -> str:
        """The id of the search that the last card belongs to."""
        return next(each.split(":")[2] for each in custom_ids_in(body_of(self.last.view)) if ":" in each)


_numbers = iter(range(3001, 10**9))
"""Every interaction has an id of its own."""


def interaction(
    client: BadgerClient,
    *,
    user_id: int = MIA,
    guild_id: int | None = SERVER,
    kind: discord.InteractionType = discord.InteractionType.application_command,
    message: Mock | None = None,
    custom_id: str | None = None,
    data: Json | None = None,
    permissions: discord.Permissions = NOBODY,
) -> Played:
    """A person does something; what they see is recorded."""
    fake = Mock(spec=discord.Interaction)
    fake.client = client
    fake.id = next(_numbers)
    fake.user = Mock(spec=discord.Member, id=user_id, display_name=NAME)
    fake.guild_id = guild_id
    fake.type = kind
    fake.message = message
    fake.custom_id = custom_id
    fake.data = data or {}
    fake.command = None
    fake.extras = {}
    fake.permissions = permissions
    played = Played(fake)
    fake.response = _response(played)
    fake.followup = create_autospec(discord.Webhook, instance=True)
    fake.followup.send.side_effect = _shows(played, "follow-up")
    fake.edit_original_response.side_effect = _shows(played, "deferred")
    fake.delete_original_response.side_effect = _notes(played, "deleted")
    return played


_Recorder = Callable[..., Awaitable[None]]


def _response(played: Played) -> Mock:
    response = cast("Mock", create_autospec(discord.InteractionResponse, instance=True))
    response.is_done.return_value = False

    def once(record: _Recorder) -> _Recorder:
        async def answered(*args: object, **kwargs: object) -> None:
            if response.is_done():
                raise discord.InteractionResponded(played.interaction)
            await record(*args, **kwargs)
            response.is_done.return_value = True

        return answered

    async def form(modal: discord.ui.Modal) -> None:
        played.forms.append(modal)

    response.send_message.side_effect = once(_shows(played, "message"))
    response.edit_message.side_effect = once(_shows(played, "in place"))
    response.defer.side_effect = once(_notes(played, "defer"))
    response.autocomplete.side_effect = once(_notes(played, "suggest"))
    response.send_modal.side_effect = once(form)
    return response


def _shows(played: Played, where: str) -> _Recorder:
    async def shows(
        *,
        view: discord.ui.LayoutView,
        ephemeral: bool = False,
        files: Sequence[discord.File] = (),
        attachments: Sequence[discord.File] = (),
    ) -> None:
        sent = {each.filename: each.fp.read() for each in (*files, *attachments)}
        played.shown.append(Shown(f"private {where}" if ephemeral else where, view, sent))

    return shows


def _notes(played: Played, what: str) -> _Recorder:
    async def notes(*args: object, **details: object) -> None:
        told = [str(arg) for arg in args] + [f"{name}={value}" for name, value in details.items()]
        played.calls.append(" ".join([what, *told]))

    return notes


def shown_message(*, is_private: bool = True, owner_id: int = MIA) -> Mock:
    """The message whose component is used."""
    metadata = Mock(spec=discord.MessageInteractionMetadata, user=Mock(spec=discord.User, id=owner_id))
    flags = discord.MessageFlags(ephemeral=is_private, components_v2=True)
    return Mock(spec=discord.Message, id=MESSAGE, flags=flags, interaction_metadata=metadata, components=[])


async def use(
    client: BadgerClient,
    component: type[Component],
    custom_id: str,
    *values: str,
    message: Mock | None = None,
    user_id: int = MIA,
    guild_id: int | None = SERVER,
    view: discord.ui.LayoutView | None = None,
    permissions: discord.Permissions = NOBODY,
) -> Played:
    """A person uses the component with this id, as discord.py hands it over."""
    played = interaction(
        client,
        user_id=user_id,
        guild_id=guild_id,
        kind=discord.InteractionType.component,
        message=message or shown_message(),
        custom_id=custom_id,
        permissions=permissions,
    )
    match = component.shape.pattern.fullmatch(custom_id)
    assert match is not None
    item = (
        Mock(spec=discord.ui.Select, custom_id=custom_id, values=list(values))
        if values
        else discord.ui.Button[discord.ui.LayoutView](custom_id=custom_id, label="x")
    )
    used = await component.from_custom_id(played.interaction, item, match)
    if view is not None:
        used._view = view  # noqa: SLF001  # as discord.py sets it
    await used.callback(played.interaction)
    return played


def spoken(
    client: BadgerClient,
    content: str,
    *,
    guild_id: int | None = SERVER,
    is_bot: bool = False,
    mentions: Sequence[int] = (BADGER,),
    raw_mentions: Sequence[int] | None = None,
    replied_to: Mock | None = None,
) -> Mock:
    """A message as Badger hears it."""
    assert client.user is not None
    message = Mock(spec=discord.Message)
    message.id = next(_numbers)
    message.content = content
    message.type = discord.MessageType.reply if replied_to else discord.MessageType.default
    message.author = Mock(spec=discord.Member, id=MIA, bot=is_bot)
    message.guild = None if guild_id is None else Mock(spec=discord.Guild, id=guild_id)
    message.mentions = [Mock(spec=discord.User, id=user_id) for user_id in mentions]
    message.raw_mentions = list(mentions if raw_mentions is None else raw_mentions)
    message.reference = replied_to and Mock(
        spec=discord.MessageReference, message_id=replied_to.id, resolved=replied_to
    )
    message.channel = create_autospec(discord.TextChannel, instance=True)
    message.to_reference.return_value = "the message"
    return message


def answers_to(message: Mock) -> list[Shown]:
    """What was sent into the channel of a message."""
    calls = message.channel.send.call_args_list
    return [
        Shown("reply" if call.kwargs.get("reference") else "message", call.kwargs["view"]) for call in calls
    ]


def http_error(status: int, code: int) -> discord.HTTPException:
    """What discord.py raises where Discord refuses."""
    kinds = {403: discord.Forbidden, 404: discord.NotFound}
    response = Mock(spec=["status", "reason"], status=status, reason="refused")
    return kinds.get(status, discord.HTTPException)(response, {"code": code, "message": "refused"})
