"""People with different permissions, and commands that not everyone may use."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.sandbox import permissions
from bot.sandbox.default_world import default_world
from bot.sandbox.server import Sandbox
from bot.sandbox.snowflakes import Snowflakes
from tests.e2e.person import Refused, person_at
from tests.sandbox.bare_bot import RawBot, Rest, gateway_at

NEEDS = {
    "managing": permissions.MANAGE_GUILD,
    "cleaning": permissions.MANAGE_MESSAGES,
    "ruling": 0,
}


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    world = default_world(Snowflakes(), with_staff=True)
    async with Sandbox.started(world=world) as running:
        yield running


@pytest.fixture
async def bot(sandbox: Sandbox, rest: Rest, session: aiohttp.ClientSession) -> AsyncIterator[RawBot]:
    async with gateway_at(session, sandbox) as gateway:
        await gateway.identify(sandbox.bot_token)
        bot = RawBot(sandbox, rest, gateway)
        await bot.registers(
            {"name": "anyone", "description": "For all"},
            *(
                {"name": name, "description": "For some", "default_member_permissions": str(bits)}
                for name, bits in NEEDS.items()
            ),
        )
        yield bot


@pytest.mark.parametrize(
    ("username", "allowed"),
    [
        ("amara", {"anyone"}),
        ("mira", {"anyone", "managing", "cleaning"}),
        ("founder", {"anyone", "managing", "cleaning", "ruling"}),
        ("ada", {"anyone", "managing", "cleaning", "ruling"}),
        ("tomas", {"anyone", "managing"}),
        ("hana", {"anyone", "cleaning"}),
    ],
)
async def test_the_picker_shows_what_a_person_may_use(
    sandbox: Sandbox, bot: RawBot, welcome: str, username: str, allowed: set[str]
):
    assert bot is not None
    async with person_at(sandbox.address, str(sandbox.world.person_named(username).id)) as person:
        assert {command["name"] for command in await person.commands(welcome)} == allowed
        everything = {command["name"] for command in await person.commands(welcome, every=True)}
        assert everything == {"anyone", *NEEDS}


async def test_a_hidden_command_is_refused_unless_it_is_forced(sandbox: Sandbox, bot: RawBot, welcome: str):
    async with person_at(sandbox.address, str(sandbox.world.learner.id)) as learner:
        with pytest.raises(Refused):
            await learner.uses(welcome, "managing")
        forcing = asyncio.create_task(learner.forces(welcome, "managing"))
        interaction = await bot.interaction()
        assert interaction["data"]["name"] == "managing"
        allowed = int(interaction["member"]["permissions"])
        assert not allowed & permissions.MANAGE_GUILD
        await bot.answers(interaction, 4, content="Moderators only")
        assert (await forcing)["content"] == "Moderators only"
