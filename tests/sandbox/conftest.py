"""A running sandbox, a bare bot at its doors, and people at its page."""

from collections.abc import AsyncIterator
from functools import partial

import aiohttp
import pytest

from bot.sandbox.interactions.interaction import Deadlines
from bot.sandbox.server import Sandbox
from tests.e2e.person import Person, person_at
from tests.sandbox.bare_bot import GatewayOf, PeopleDoor, RawBot, Rest, gateway_at


@pytest.fixture
def deadlines() -> Deadlines:
    return Deadlines()


@pytest.fixture
async def sandbox(deadlines: Deadlines) -> AsyncIterator[Sandbox]:
    async with Sandbox.started(deadlines=deadlines) as running:
        yield running


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as running:
        yield running


@pytest.fixture
def rest(session: aiohttp.ClientSession, sandbox: Sandbox) -> Rest:
    return Rest(session, sandbox)


@pytest.fixture
def door(session: aiohttp.ClientSession, sandbox: Sandbox) -> PeopleDoor:
    return PeopleDoor(session, sandbox)


@pytest.fixture
def gateway_of(session: aiohttp.ClientSession, sandbox: Sandbox) -> GatewayOf:
    return partial(gateway_at, session, sandbox)


@pytest.fixture
async def bot(sandbox: Sandbox, session: aiohttp.ClientSession, rest: Rest) -> AsyncIterator[RawBot]:
    async with gateway_at(session, sandbox) as gateway:
        await gateway.identify(sandbox.bot_token)
        yield RawBot(sandbox, rest, gateway)


@pytest.fixture
async def learner(sandbox: Sandbox) -> AsyncIterator[Person]:
    async with person_at(sandbox.address, str(sandbox.world.learner.id)) as person:
        yield person


@pytest.fixture
async def other_learner(sandbox: Sandbox) -> AsyncIterator[Person]:
    async with person_at(sandbox.address, str(sandbox.world.other_learner.id)) as person:
        yield person


@pytest.fixture
async def moderator(sandbox: Sandbox) -> AsyncIterator[Person]:
    async with person_at(sandbox.address, str(sandbox.world.moderator.id)) as person:
        yield person


@pytest.fixture
def welcome(sandbox: Sandbox) -> str:
    return str(sandbox.world.channel_named("welcome").id)
