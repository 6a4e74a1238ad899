import asyncio

import aiohttp
import pytest

from bot.sandbox import permissions
from bot.sandbox.server import Sandbox
from tests.e2e.person import Person, Refused, person_at
from tests.sandbox.bare_bot import GatewayOf, PeopleDoor, RawBot, Rest

MANAGE_GUILD = permissions.MANAGE_GUILD


async def test_the_world_is_shown_as_the_person_sees_it(learner: Person, moderator: Person):
    mine, theirs = await learner.world(), await moderator.world()
    assert [guild["name"] for guild in mine["guilds"]] == ["Open Learning Club", "Evening School"]
    names = [channel["name"] for channel in mine["guilds"][0]["channels"]]
    assert names == ["welcome", "find-a-credential", "study-hall", "announcements", "show-and-tell"]
    assert "moderators" in [channel["name"] for channel in theirs["guilds"][0]["channels"]]
    announcements = mine["guilds"][0]["channels"][3]
    assert not int(announcements["permissions"]) & permissions.SEND_MESSAGES
    assert [person["role"] for person in mine["people"]] == ["learner"] * 3 + ["moderator"]
    assert mine["bot"] == {"user": mine["bot"]["user"], "is_online": False}
    assert mine["clock"]["ahead_seconds"] == 0


async def test_without_a_person_the_first_learner_is_meant(sandbox: Sandbox, session: aiohttp.ClientSession):
    async with session.get(f"{sandbox.address}/people/world") as answer:
        assert (await answer.json())["person"]["id"] == str(sandbox.world.learner.id)


async def test_suggestions_are_those_of_whoever_starts_the_sandbox(session: aiohttp.ClientSession):
    suggestion = {"label": "Try", "command": "find", "options": {"goal": "sql"}}
    async with (
        Sandbox.started(suggestions=[suggestion]) as other,
        session.get(f"{other.address}/people/world") as answer,
    ):
        assert (await answer.json())["suggestions"] == [suggestion]


async def test_the_bot_and_strangers_cannot_act(sandbox: Sandbox, session: aiohttp.ClientSession):
    for person in (str(sandbox.world.bot.id), "1", "nonsense", ""):
        async with session.get(f"{sandbox.address}/people/world", params={"person": person}) as answer:
            assert answer.status == 404
            assert (await answer.json())["error"]["code"] == 10013


async def test_messages_are_paged_newest_first(door: PeopleDoor, learner: Person, welcome: str):
    said = [await learner.says(welcome, str(number)) for number in range(3)]
    assert [message["content"] for message in await learner.sees(welcome)] == ["2", "1", "0"]
    path = f"/channels/{welcome}/messages?before={said[2]['id']}&limit=1"
    assert [message["content"] for message in await door.get(path)] == ["1"]
    with pytest.raises(Refused):
        await door.get(f"/channels/{welcome}/messages?limit=0")


@pytest.mark.parametrize(("content", "code"), [("", 50006), (" \n", 50006), ("x" * 2001, 50035)])
async def test_what_cannot_be_said_is_refused(learner: Person, welcome: str, content: str, code: int):
    with pytest.raises(Refused) as refused:
        await learner.says(welcome, content)
    assert refused.value.code == code


async def test_a_person_writes_only_where_they_may(learner: Person, moderator: Person, sandbox: Sandbox):
    announcements = await learner.channel("announcements")
    with pytest.raises(Refused) as refused:
        await learner.says(announcements, "me too")
    assert refused.value.code == 50013
    await moderator.says(announcements, "News")
    with pytest.raises(Refused) as refused:
        await learner.says(str(sandbox.world.channel_named("moderators").id), "hello?")
    assert refused.value.code == 50001


async def test_messages_reach_those_who_see_the_channel(
    learner: Person, other_learner: Person, moderator: Person, welcome: str
):
    await moderator.says(await moderator.channel("moderators"), "hush")
    await moderator.says(welcome, "hello")
    for person in (learner, other_learner):
        event = await person.wait_for(lambda event: event["type"] == "message_create")
        assert event["message"]["content"] == "hello"


async def test_a_person_deletes_their_own_words_and_a_moderator_anyones(
    learner: Person, other_learner: Person, moderator: Person, welcome: str
):
    said = await learner.says(welcome, "oops")
    with pytest.raises(Refused) as refused:
        await other_learner.dismisses(said)
    assert refused.value.code == 50013
    await moderator.dismisses(said)
    with pytest.raises(Refused) as refused:
        await learner.dismisses(said)
    assert refused.value.code == 10008
    await learner.dismisses(await learner.says(welcome, "oops again"))


async def test_a_reply_shows_what_it_answers(learner: Person, moderator: Person, welcome: str):
    said = await moderator.says(welcome, "hello")
    reply = await learner.says(welcome, "hi", reply_to=said["id"])
    assert (reply["type"], reply["referenced_message"]["id"]) == (19, said["id"])
    assert [user["id"] for user in reply["mentions"]] == [moderator.id]
    with pytest.raises(Refused):
        await learner.says(welcome, "hi", reply_to="1")


async def test_a_direct_channel_is_seen_by_its_two_people(
    learner: Person, other_learner: Person, moderator: Person
):
    opened = await learner.direct_messages_with(other_learner.id)
    await other_learner.wait_for(lambda event: event["type"] == "channel_create")
    await learner.says(opened, "psst")
    assert (await other_learner.sees(opened))[0]["content"] == "psst"
    with pytest.raises(Refused) as refused:
        await moderator.sees(opened)
    assert refused.value.code == 50001
    assert [channel["id"] for channel in (await learner.world())["direct_messages"]] == [opened]
    with pytest.raises(Refused):
        await learner.direct_messages_with(learner.id)


async def test_direct_messages_are_closed_and_opened(
    sandbox: Sandbox, session: aiohttp.ClientSession, learner: Person
):
    for accepts in (False, True):
        url = f"{sandbox.address}/people/me"
        body = {"accepts_direct_messages": accepts}
        async with session.patch(url, params={"person": learner.id}, json=body) as answer:
            assert answer.status == 204
        assert sandbox.world.learner.accepts_direct_messages is accepts
    async with session.patch(url, params={"person": learner.id}, json={}) as answer:
        assert answer.status == 400


async def test_a_person_is_offered_what_they_may_use_where_they_are(
    bot: RawBot, sandbox: Sandbox, learner: Person, moderator: Person, welcome: str
):
    await bot.registers(
        {"name": "find", "description": "x"},
        {"name": "catalog", "description": "x", "default_member_permissions": str(MANAGE_GUILD)},
        {"name": "server", "description": "x", "contexts": [0]},
        {"name": "private", "description": "x", "contexts": [1]},
        {"name": "owner", "description": "x", "default_member_permissions": "0"},
        {"name": "elsewhere", "description": "x", "integration_types": [1]},
    )
    own = {"name": "own", "description": "x"}
    await bot.registers(own, guild=sandbox.world.guild.id)

    async def offered(person: Person, channel: str) -> list[str]:
        return [command["name"] for command in await person.commands(channel)]

    assert await offered(learner, welcome) == ["find", "own", "server"]
    assert await offered(moderator, welcome) == ["catalog", "find", "own", "server"]
    school = await learner.channel("general", server=1)
    assert await offered(learner, school) == ["find", "server"]
    direct = await learner.direct_messages_with(str(sandbox.world.bot.id))
    assert await offered(learner, direct) == ["catalog", "find", "owner", "private"]
    friends = await learner.direct_messages_with(moderator.id)
    assert await offered(learner, friends) == []
    with pytest.raises(Refused):
        await learner.uses(welcome, "catalog")
    assert await learner.wait_for(lambda event: event["type"] == "commands_changed")


async def test_the_bots_coming_and_going_is_told(sandbox: Sandbox, gateway_of: GatewayOf, learner: Person):
    async with gateway_of() as gateway:
        await gateway.identify(sandbox.bot_token)
        await learner.wait_for(lambda event: event == {"type": "bot", "is_online": True})
        assert (await learner.world())["bot"]["is_online"] is True
    await learner.wait_for(lambda event: event == {"type": "bot", "is_online": False})


async def test_the_clock_is_moved_forward_and_everyone_is_told(
    door: PeopleDoor, sandbox: Sandbox, learner: Person
):
    before = sandbox.clock.now()
    clock = await door.post("/clock", {"advance_seconds": 3600})
    assert clock["ahead_seconds"] == 3600
    await learner.wait_for(lambda event: event["type"] == "clock")
    moved = await door.post("/clock", {"to_next": "monday 09:00"})
    assert "T09:00:00" in moved["now"]
    await door.post("/clock", {"to": "2040-01-01T00:00:00Z"})
    assert sandbox.clock.now() > before
    for refused in ({"to": "2020-01-01"}, {"to": "soon"}, {"advance_seconds": -1}, {"to_next": "x"}, {}):
        with pytest.raises(Refused):
            await door.post("/clock", refused)


async def test_violations_are_listed_after_a_number_told_and_forgotten(
    door: PeopleDoor, rest: Rest, sandbox: Sandbox, session: aiohttp.ClientSession, learner: Person
):
    for _ in range(2):
        await rest("GET", "/channels/1")
    told = await learner.wait_for(lambda event: event["type"] == "violation")
    assert told["violation"]["code"] == 10003
    assert [each["number"] for each in await door.get("/violations")] == [1, 2]
    later = await door.get("/violations?after=1")
    assert (later[0]["number"], later[0]["where"]) == (2, "GET /channels/{channel_id}")
    async with session.delete(f"{sandbox.address}/people/violations") as answer:
        assert answer.status == 204
    await rest("GET", "/channels/1")
    assert [violation.number for violation in sandbox.violations] == [3]


async def test_the_gateway_is_ended_from_the_page(door: PeopleDoor, bot: RawBot):
    with pytest.raises(Refused):
        await door.post("/gateway", {"action": "explode"})
    await door.post("/gateway", {"action": "reconnect"})
    async with asyncio.timeout(5):
        while (await bot.gateway.next())["op"] != 7:
            pass


@pytest.mark.parametrize("body", ["{", "[]", "1"])
async def test_a_body_that_is_no_object_is_refused(
    sandbox: Sandbox, session: aiohttp.ClientSession, learner: Person, body: str
):
    url = f"{sandbox.address}/people/interactions"
    async with session.post(url, params={"person": learner.id}, data=body) as answer:
        assert (answer.status, (await answer.json())["error"]["code"]) == (400, 50109)


async def test_an_unknown_kind_of_interaction_is_refused(door: PeopleDoor, welcome: str):
    with pytest.raises(Refused):
        await door.post("/interactions", {"kind": "dance", "channel_id": welcome})


async def test_one_person_at_two_pages_hears_everything_at_both(
    sandbox: Sandbox, learner: Person, welcome: str
):
    async with person_at(sandbox.address, learner.id) as same:
        await learner.says(welcome, "hello")
        for page in (learner, same):
            await page.wait_for(lambda event: event["type"] == "message_create")
