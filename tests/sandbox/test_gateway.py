import asyncio

import aiohttp
import pytest

from bot.sandbox.gateway.pulse import HEARTBEAT_MS, Pulse
from bot.sandbox.server import Sandbox
from tests.e2e.person import Person
from tests.sandbox.bare_bot import USUAL_INTENTS, GatewayOf, Json, RawBot

MESSAGE_CONTENT = 1 << 15
GUILD_MEMBERS = 1 << 1


async def test_identifying_brings_ready_and_every_server(sandbox: Sandbox, gateway_of: GatewayOf):
    async with gateway_of() as gateway:
        ready = await gateway.identify(sandbox.bot_token)
        assert ready["user"]["id"] == str(sandbox.world.bot.id)
        assert ready["resume_gateway_url"] == sandbox.gateway_url
        assert [guild["unavailable"] for guild in ready["guilds"]] == [True, True]
        created = [await gateway.event("GUILD_CREATE") for _ in ready["guilds"]]
        assert [guild["name"] for guild in created] == ["Open Learning Club", "Evening School"]
        assert [member["user"]["id"] for member in created[0]["members"]] == [str(sandbox.world.bot.id)]
        assert len(created[0]["channels"]) == 6


async def test_a_compressed_stream_is_one_zlib_stream(sandbox: Sandbox, gateway_of: GatewayOf):
    async with gateway_of("&compress=zlib-stream") as gateway:
        ready = await gateway.identify(sandbox.bot_token)
        assert ready["v"] == 10
        assert (await gateway.event("GUILD_CREATE"))["name"] == "Open Learning Club"


async def test_a_heartbeat_is_acknowledged(gateway_of: GatewayOf):
    async with gateway_of() as gateway:
        assert (await gateway.next())["d"]["heartbeat_interval"] > 0
        await gateway.send(1, None)
        assert (await gateway.next())["op"] == 11


@pytest.mark.parametrize(
    ("op", "data", "code"),
    [
        (2, {"token": "wrong", "intents": 1, "properties": {}}, 4004),
        (6, {"token": "wrong", "session_id": "x", "seq": 1}, 4004),
        (8, {}, 4003),
        (2, "no object", 4002),
        ("2", {}, 4002),
        (2.0, {}, 4002),
    ],
)
async def test_the_gateway_closes_with_discords_code(
    gateway_of: GatewayOf, op: object, data: object, code: int
):
    async with gateway_of() as gateway:
        await gateway.next()
        await gateway.send(op, data)
        frame = await gateway.socket.receive(timeout=5)
        assert (frame.type, gateway.socket.close_code) == (aiohttp.WSMsgType.CLOSE, code)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"intents": -1}, 4013),
        ({"intents": 1 << 30}, 4013),
        ({"intents": True}, 4013),
        ({"intents": "1"}, 4013),
        ({"intents": MESSAGE_CONTENT}, 4014),
        ({"intents": GUILD_MEMBERS}, 4014),
        ({"intents": 1, "shard": [2, 2]}, 4010),
        ({"intents": 1, "shard": [1]}, 4010),
        ({"intents": 1, "shard": ["0", "1"]}, 4010),
        ({"intents": 1, "properties": None}, 4002),
        ({"intents": 1, "properties": "discord.py"}, 4002),
    ],
)
async def test_what_the_application_was_not_granted_is_refused(
    sandbox: Sandbox, gateway_of: GatewayOf, more: Json, code: int
):
    async with gateway_of() as gateway:
        await gateway.next()
        await gateway.send(2, {"token": sandbox.bot_token, "properties": {}} | more)
        await gateway.socket.receive(timeout=5)
        assert gateway.socket.close_code == code
    assert [violation.code for violation in sandbox.violations] == [code]


@pytest.mark.parametrize(("query", "code"), [("&v=8", 4012), ("&encoding=etf", 4002)])
async def test_only_the_versions_that_it_speaks_are_spoken(
    sandbox: Sandbox, session: aiohttp.ClientSession, query: str, code: int
):
    async with session.ws_connect(f"{sandbox.gateway_url}?{query}") as socket:
        async for _ in socket:
            pass
    assert socket.close_code == code


async def test_who_sends_too_much_is_closed_with_4008(sandbox: Sandbox, gateway_of: GatewayOf):
    async with gateway_of() as gateway:
        await gateway.next()
        for _ in range(121):
            await gateway.send(1, None)
        async with asyncio.timeout(5):
            async for _ in gateway.socket:
                pass
        assert gateway.socket.close_code == 4008
    assert [violation.code for violation in sandbox.violations] == [4008]


async def test_who_no_longer_beats_is_closed_and_may_resume(
    sandbox: Sandbox, gateway_of: GatewayOf, monkeypatch: pytest.MonkeyPatch
):
    async with gateway_of() as gateway:
        ready = await gateway.identify(sandbox.bot_token)
        monkeypatch.setattr("bot.sandbox.gateway.pulse.HEARTBEAT_MS", -1)
        await gateway.send(3, {"status": "online"})
        async with asyncio.timeout(5):
            async for _ in gateway.socket:
                pass
        assert gateway.socket.close_code == 4009
        monkeypatch.undo()
    async with gateway_of() as gateway:
        await gateway.next()
        await gateway.send(6, {"token": sandbox.bot_token, "session_id": ready["session_id"], "seq": 3})
        assert (await gateway.next())["t"] == "RESUMED"


def test_only_a_heartbeat_counts_as_one_and_a_minute_forgets_what_was_sent():
    pulse = Pulse(1000.0)
    assert pulse.seconds_left(1000.0) == 1.5 * HEARTBEAT_MS / 1000
    assert not any(pulse.sends_too_much(1000.0 + second) for second in range(41))
    assert pulse.seconds_left(1061.0) < 1
    pulse.beat(1101.0)
    assert pulse.seconds_left(1101.0) == 1.5 * HEARTBEAT_MS / 1000
    assert not any(pulse.sends_too_much(1101.0) for _ in range(120))
    assert pulse.sends_too_much(1102.0)
    assert not Pulse(0.0).sends_too_much(0.0)


async def test_a_session_that_is_resumed_elsewhere_closes_where_it_was(
    sandbox: Sandbox, gateway_of: GatewayOf
):
    async with gateway_of() as first, gateway_of() as second:
        session_id = (await first.identify(sandbox.bot_token))["session_id"]
        await second.next()
        await second.send(6, {"token": sandbox.bot_token, "session_id": session_id, "seq": 3})
        assert (await second.next())["t"] == "RESUMED"
        async with asyncio.timeout(5):
            async for _ in first.socket:
                pass
        assert first.socket.close_code == 4000
        assert sandbox.is_bot_online


async def test_nonsense_closes_with_4002(gateway_of: GatewayOf):
    async with gateway_of() as gateway:
        await gateway.next()
        await gateway.socket.send_str("{")
        await gateway.socket.receive(timeout=5)
        assert gateway.socket.close_code == 4002


async def test_others_words_are_kept_from_a_bot_without_the_intent(
    bot: RawBot, learner: Person, welcome: str
):
    await learner.says(welcome, "my secret plan")
    event = await bot.gateway.event("MESSAGE_CREATE")
    assert event["content"] == ""
    assert event["author"]["id"] == learner.id
    assert event["member"]["roles"] == []


async def test_a_mention_a_reply_and_a_direct_message_are_read(
    bot: RawBot, sandbox: Sandbox, learner: Person, welcome: str
):
    me = sandbox.world.bot.id
    await learner.says(welcome, f"<@{me}> I want to learn SQL")
    event = await bot.gateway.event("MESSAGE_CREATE")
    assert event["content"] == f"<@{me}> I want to learn SQL"
    assert [user["id"] for user in event["mentions"]] == [str(me)]
    _, own = await bot.rest("POST", f"/channels/{welcome}/messages", {"content": "Say more"})
    await bot.gateway.event("MESSAGE_CREATE")
    await learner.says(welcome, "in a week", reply_to=own["id"])
    reply = await bot.gateway.event("MESSAGE_CREATE")
    assert reply["content"] == "in a week"
    assert reply["referenced_message"]["content"] == "Say more"
    direct = await learner.direct_messages_with(str(me))
    await learner.says(direct, "and here")
    assert (await bot.gateway.event("MESSAGE_CREATE"))["content"] == "and here"


async def test_of_a_reply_the_bot_reads_only_the_words_that_name_it(
    bot: RawBot, sandbox: Sandbox, learner: Person, other_learner: Person, welcome: str
):
    said = await other_learner.says(welcome, "my secret plan")
    await bot.gateway.event("MESSAGE_CREATE")
    asked = await learner.says(welcome, f"<@{sandbox.world.bot.id}> what of this?", reply_to=said["id"])
    event = await bot.gateway.event("MESSAGE_CREATE")
    assert event["content"].endswith("what of this?")
    assert (event["referenced_message"]["id"], event["referenced_message"]["content"]) == (said["id"], "")
    path = f"/channels/{welcome}/messages"
    for target, words in ((said, ""), (asked, asked["content"])):
        body = {"content": "Look", "message_reference": {"message_id": target["id"]}}
        _, own = await bot.rest("POST", path, body)
        _, edited = await bot.rest("PATCH", f"{path}/{own['id']}", {"content": "Look here"})
        _, read = await bot.rest("GET", f"{path}/{own['id']}")
        brought = await bot.gateway.event("MESSAGE_CREATE")
        for shown in (own, edited, read, brought):
            assert shown["referenced_message"]["content"] == words
    assert (await learner.last(welcome))["referenced_message"]["content"] == asked["content"]


async def test_with_the_granted_intent_everything_is_read(
    sandbox: Sandbox, gateway_of: GatewayOf, learner: Person, welcome: str
):
    sandbox.world.application.flags = 1 << 19
    async with gateway_of() as gateway:
        await gateway.identify(sandbox.bot_token, USUAL_INTENTS | MESSAGE_CONTENT)
        await learner.says(welcome, "openly")
        assert (await gateway.event("MESSAGE_CREATE"))["content"] == "openly"


async def test_only_what_the_bot_asked_for_and_sees_is_told(
    sandbox: Sandbox, gateway_of: GatewayOf, moderator: Person, welcome: str
):
    async with gateway_of() as gateway:
        await gateway.identify(sandbox.bot_token, 1 << 0 | 1 << 12)
        await moderator.says(welcome, "not asked for")
        direct = await moderator.direct_messages_with(str(sandbox.world.bot.id))
        await moderator.says(direct, "asked for")
        assert (await gateway.event("MESSAGE_CREATE"))["content"] == "asked for"


async def test_what_happens_among_moderators_is_not_told(bot: RawBot, moderator: Person, welcome: str):
    await moderator.says(await moderator.channel("moderators"), "hush")
    await moderator.says(welcome, "hello")
    assert (await bot.gateway.event("MESSAGE_CREATE"))["channel_id"] == welcome


async def test_a_dropped_bot_resumes_and_hears_what_it_missed(
    sandbox: Sandbox, gateway_of: GatewayOf, learner: Person, welcome: str
):
    async with gateway_of() as gateway:
        session_id = (await gateway.identify(sandbox.bot_token))["session_id"]
        await gateway.event("GUILD_CREATE")
        await gateway.event("GUILD_CREATE")
        sandbox.end_gateway("drop")
        frame = await gateway.socket.receive(timeout=5)
        assert frame.type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)
        sequence = gateway.sequence
    await learner.wait_for(lambda event: event == {"type": "bot", "is_online": False})
    said = await learner.says(welcome, "while you were away")
    async with gateway_of() as gateway:
        await gateway.next()
        await gateway.send(6, {"token": sandbox.bot_token, "session_id": session_id, "seq": sequence})
        missed = await gateway.next()
        assert (missed["t"], missed["d"]["id"], missed["s"]) == ("MESSAGE_CREATE", said["id"], sequence + 1)
        assert (await gateway.next())["t"] == "RESUMED"


async def test_an_unknown_session_is_invalid_and_a_future_event_refused(
    sandbox: Sandbox, gateway_of: GatewayOf
):
    async with gateway_of() as gateway:
        await gateway.next()
        await gateway.send(6, {"token": sandbox.bot_token, "session_id": "gone", "seq": 1})
        assert await gateway.next() == {"op": 9, "d": False, "s": None, "t": None}
    async with gateway_of() as gateway, gateway_of() as second:
        session_id = (await gateway.identify(sandbox.bot_token))["session_id"]
        await second.next()
        await second.send(6, {"token": sandbox.bot_token, "session_id": session_id, "seq": 10**6})
        await second.socket.receive(timeout=5)
        assert second.socket.close_code == 4007


@pytest.mark.parametrize(
    ("action", "is_resumable", "expected"),
    [("reconnect", True, (7, None)), ("invalid_session", False, (9, False))],
)
async def test_the_gateway_ends_with_a_word(
    sandbox: Sandbox, gateway_of: GatewayOf, action: str, is_resumable: bool, expected: object
):
    async with gateway_of() as gateway:
        await gateway.identify(sandbox.bot_token)
        await gateway.event("GUILD_CREATE")
        await gateway.event("GUILD_CREATE")
        sandbox.end_gateway(action, is_resumable=is_resumable)
        payload = await gateway.next()
        assert (payload["op"], payload["d"]) == expected


async def test_each_shard_hears_of_its_own_servers(sandbox: Sandbox, gateway_of: GatewayOf):
    async with gateway_of() as first, gateway_of() as second:
        shards = [
            await first.identify(sandbox.bot_token, shard=[0, 2]),
            await second.identify(sandbox.bot_token, shard=[1, 2]),
        ]
    for number, ready in enumerate(shards):
        ids = [guild for guild in sandbox.world.guilds if (guild >> 22) % 2 == number]
        assert [guild["id"] for guild in ready["guilds"]] == [str(guild) for guild in ids]


async def test_members_are_sent_by_id_and_by_name_and_all_of_them_only_with_the_intent(
    sandbox: Sandbox, bot: RawBot
):
    guild, learner = str(sandbox.world.guild.id), sandbox.world.learner
    await bot.gateway.send(8, {"guild_id": guild, "user_ids": [str(learner.id), "1"], "nonce": "n"})
    chunk = await bot.gateway.event("GUILD_MEMBERS_CHUNK")
    assert [member["user"]["id"] for member in chunk["members"]] == [str(learner.id)]
    assert (chunk["not_found"], chunk["nonce"]) == (["1"], "n")
    await bot.gateway.send(8, {"guild_id": guild, "query": "JO", "limit": 5})
    chunk = await bot.gateway.event("GUILD_MEMBERS_CHUNK")
    assert [member["user"]["username"] for member in chunk["members"]] == ["jonas"]
    await bot.gateway.send(8, {"guild_id": guild, "query": "", "limit": 0})
    async with asyncio.timeout(5):
        while not bot.gateway.socket.closed:
            await bot.gateway.socket.receive()
    assert bot.gateway.socket.close_code == 4014


async def test_a_bot_that_says_good_bye_ends_its_session(sandbox: Sandbox, gateway_of: GatewayOf):
    async with gateway_of() as gateway:
        session_id = (await gateway.identify(sandbox.bot_token))["session_id"]
        await gateway.socket.close(code=1000)
    async with gateway_of() as gateway:
        await gateway.next()
        await gateway.send(6, {"token": sandbox.bot_token, "session_id": session_id, "seq": 1})
        assert (await gateway.next())["op"] == 9
    assert not sandbox.is_bot_online


async def test_a_bot_that_missed_too_much_starts_a_new_session(
    sandbox: Sandbox, gateway_of: GatewayOf, learner: Person, welcome: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.sandbox.gateway.session._MOST_KEPT", 2)
    async with gateway_of() as gateway:
        session_id = (await gateway.identify(sandbox.bot_token))["session_id"]
        sequence = gateway.sequence
        await gateway.socket.close(code=4000)
    await learner.wait_for(lambda event: event == {"type": "bot", "is_online": False})
    for number in range(3):
        await learner.says(welcome, str(number))
    async with gateway_of() as gateway:
        await gateway.next()
        await gateway.send(6, {"token": sandbox.bot_token, "session_id": session_id, "seq": sequence})
        assert (await gateway.next())["op"] == 9
