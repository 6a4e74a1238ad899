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
from tests.openapi import OPENAPI, answer_faults
from tests.sandbox.bare_bot import Json, RawBot, Rest, gateway_at

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


async def rules(sandbox: Sandbox, username: str, command_id: str, *permissions: Json) -> int:
    """The status of what somebody decides on a command."""
    person, guild = sandbox.world.person_named(username), sandbox.world.guild
    url = f"{sandbox.address}/people/guilds/{guild.id}/commands/{command_id}/permissions"
    body = {"permissions": list(permissions)}
    async with (
        aiohttp.ClientSession() as session,
        session.put(url, params={"person": str(person.id)}, json=body) as answer,
    ):
        return answer.status


async def test_who_runs_the_server_decides_who_may_use_a_command(
    sandbox: Sandbox, bot: RawBot, welcome: str, rest: Rest
):
    world, guild = sandbox.world, sandbox.world.guild
    async with person_at(sandbox.address, str(world.learner.id)) as learner:
        ids = {command["name"]: command["id"] for command in await learner.commands(welcome, every=True)}

        async def sees() -> set[str]:
            return {command["name"] for command in await learner.commands(welcome)}

        everyone = {"id": str(guild.id), "type": 1, "permission": False}
        amara = {"id": str(world.learner.id), "type": 2, "permission": True}
        assert await rules(sandbox, "amara", ids["managing"], amara) == 403
        assert await rules(sandbox, "ada", ids["managing"], amara) == 200
        assert await sees() == {"anyone", "managing"}
        assert (await bot.gateway.event("APPLICATION_COMMAND_PERMISSIONS_UPDATE"))["permissions"] == [amara]
        path = f"/applications/{world.application.id}/guilds/{guild.id}/commands"
        status, all_rules = await rest("GET", f"{path}/permissions")
        assert (status, all_rules[0]["permissions"]) == (200, [amara])
        if OPENAPI.is_file():
            assert answer_faults("GET", f"{path}/permissions", status, all_rules) == []
        assert (await rest("GET", f"{path}/{ids['managing']}/permissions"))[1] == all_rules[0]
        assert (await rest("GET", f"{path}/{ids['anyone']}/permissions"))[1]["code"] == 10066
        assert await rules(sandbox, "ada", str(world.application.id), everyone) == 200
        assert await sees() == {"managing"}
        here = {"id": welcome, "type": 3, "permission": False}
        assert await rules(sandbox, "founder", ids["managing"], amara, here) == 200
        assert await sees() == set()
        assert await rules(sandbox, "founder", ids["managing"]) == 200
        assert await rules(sandbox, "founder", str(world.application.id)) == 200
        assert await sees() == {"anyone"}


@pytest.mark.parametrize("rule", [{}, {"id": "1", "type": 4, "permission": True}, {"id": "1", "type": 1}])
async def test_a_rule_that_says_nothing_is_refused(sandbox: Sandbox, bot: RawBot, rule: Json):
    assert bot is not None
    assert await rules(sandbox, "ada", str(sandbox.world.application.id), rule) == 400
    assert await rules(sandbox, "ada", "5", rule) == 404


async def test_the_bot_removes_anothers_message_where_it_may(
    sandbox: Sandbox, rest: Rest, welcome: str, bot: RawBot
):
    assert bot is not None
    async with person_at(sandbox.address, str(sandbox.world.learner.id)) as learner:
        written = await learner.says(welcome, "look")
        path = f"/channels/{welcome}/messages/{written['id']}"
        assert (await rest("DELETE", path))[1]["code"] == 50013
        role = next(role for role in sandbox.world.guild.roles.values() if role.bot_id)
        role.permissions |= permissions.MANAGE_MESSAGES
        assert (await rest("DELETE", path))[0] == 204
        assert await learner.sees(welcome) == []


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


async def test_a_hidden_menu_may_be_forced_too(sandbox: Sandbox, bot: RawBot, welcome: str):
    needed = str(permissions.MANAGE_MESSAGES)
    await bot.registers({"name": "Remove", "type": 3, "default_member_permissions": needed})
    async with person_at(sandbox.address, str(sandbox.world.learner.id)) as learner:
        written = await learner.says(welcome, "hello")
        with pytest.raises(Refused):
            await learner.uses_on(welcome, "Remove", written["id"])
        forcing = asyncio.create_task(learner.forces_on(welcome, "Remove", written["id"]))
        interaction = await bot.interaction()
        assert interaction["data"]["target_id"] == written["id"]
        await bot.answers(interaction, 4, content="Moderators only")
        assert (await forcing)["content"] == "Moderators only"
