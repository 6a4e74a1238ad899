"""The sandbox with Badger and somebody of every kind in it, each where they act."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiohttp

from bot.sandbox.interactions.interaction import Deadlines
from bot.sandbox.server import Sandbox
from bot.sandbox.world import Channel, Guild, Message
from tests.e2e.club import Club
from tests.e2e.person import Person, person_at
from tests.permissions.acting import Actor
from tests.permissions.members import DIRECT, KINDS, Kind, world_of_all

UNHURRIED = Deadlines(first_answer_seconds=45)
"""How Badger keeps its time has other tests."""


@asynccontextmanager
async def staged(folder: Path, kinds: Sequence[Kind] = KINDS) -> AsyncIterator[tuple[Club, list[Actor]]]:
    """The club, and whoever is of these kinds; the database is in `folder`."""
    async with AsyncExitStack() as stack:
        started = Sandbox.started(world=world_of_all(), deadlines=UNHURRIED)
        sandbox = await stack.enter_async_context(started)
        club = await stack.enter_async_context(Club.opened(sandbox, folder))
        await club.start_badger()
        session = await stack.enter_async_context(aiohttp.ClientSession())
        actors = []
        for kind in kinds:
            user = next(each for each in sandbox.world.people if each.user.username == kind.username)
            person = await stack.enter_async_context(person_at(sandbox.address, str(user.id)))
            channel = await _place(club, person, kind)
            target = await _answered(club, person, channel)
            actors.append(Actor(kind, person, club, session, channel, target))
        yield club, actors


async def _place(club: Club, person: Person, kind: Kind) -> Channel:
    world = club.sandbox.world
    if kind.where == DIRECT:
        channel = world.channel(int(await person.direct_messages_with(club.bot_id)))
        assert channel is not None
        return channel
    guild: Guild = world.guild if kind.where == "club" else world.other_guild
    return world.channel_named("find-a-credential" if kind.where == "club" else "general", guild)


async def _answered(club: Club, person: Person, channel: Channel) -> Message:
    """A public message of Badger's there."""
    asked = await person.says(str(channel.id), f"<@{club.bot_id}> learn sql")
    answer = await person.hears_from_bot(str(channel.id), asked["id"])
    return channel.messages[int(answer["id"])]
