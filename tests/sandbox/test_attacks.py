"""What breaks a careless door: odd bodies, floods, huge uploads, and pages that go away in the middle."""

import asyncio
import io
import json

import aiohttp
import pytest
from yarl import URL

from bot.sandbox.clock import Clock, ClockRefusesError
from bot.sandbox.files import Files, Upload
from bot.sandbox.server import Sandbox
from bot.sandbox.wire import loads
from tests.e2e.person import Person, Refused, person_at
from tests.sandbox.bare_bot import GatewayOf, Json, PeopleDoor, RawBot, Rest

ASK = {
    "custom_id": "ask",
    "title": "Ask",
    "components": [
        {"type": 10, "content": "Read me"},
        {"type": 18, "label": "Text", "component": {"type": 4, "custom_id": "text", "style": 1}},
    ],
}
SEEK: Json = {
    "name": "seek",
    "description": "Seek",
    "options": [
        {"type": 3, "name": "goal", "description": "Goal", "autocomplete": True},
        {"type": 4, "name": "weeks", "description": "Weeks"},
        {"type": 10, "name": "hours", "description": "Hours"},
    ],
}
ODD: list[object] = [
    None,
    [],
    {},
    [[]],
    [None, 1, "x"],
    {"a": 1},
    "x",
    -1,
    2**70,
    True,
    [{"name": []}],
    [{"name": "goal", "value": {}, "focused": []}],
]


async def opened(bot: RawBot, learner: Person, channel: str) -> Json:
    """A modal that the bot opened for /seek."""
    await bot.registers(SEEK)
    using = asyncio.create_task(learner.uses(channel, "seek"))
    await bot.answers(await bot.interaction(), 9, **ASK)
    event = await learner.wait_for(lambda event: event["type"] == "modal")
    using.cancel()
    return event | {"message": None}


@pytest.mark.parametrize("odd", ODD)
async def test_no_body_of_a_person_breaks_the_door(
    bot: RawBot, sandbox: Sandbox, learner: Person, session: aiohttp.ClientSession, welcome: str, odd: object
):
    modal = await opened(bot, learner, welcome)
    button = {"type": 2, "style": 1, "label": "x", "custom_id": "x"}
    rows = [{"type": 1, "components": [button]}]
    _, message = await bot.rest("POST", f"/channels/{welcome}/messages", {"content": "x", "components": rows})
    command = (await learner.commands(welcome))[0]["id"]
    usual = {"channel_id": welcome, "command_id": command, "message_id": message["id"], "custom_id": "x"}
    asked = {"interaction_id": modal["interaction_id"], "custom_id": "ask"}
    bodies: list[tuple[str, str, object]] = [
        ("POST", f"/channels/{welcome}/messages", {"content": odd}),
        ("POST", f"/channels/{welcome}/messages", {"content": "x", "reply_to": odd}),
        ("POST", "/direct-messages", {"user_id": odd}),
        ("PATCH", "/me", {"accepts_direct_messages": odd}),
        ("POST", "/clock", {"to": odd}),
        ("POST", "/clock", {"to_next": odd}),
        ("POST", "/gateway", {"action": odd}),
        ("POST", "/interactions", {"kind": odd}),
        ("POST", "/interactions", {"kind": "autocomplete", "options": [odd]} | usual),
        ("POST", "/interactions", {"kind": "autocomplete", "options": odd} | usual),
        *(
            ("POST", "/interactions", {"kind": "command"} | usual | {name: odd})
            for name in (*usual, "options")
        ),
        *(
            ("POST", "/interactions", {"kind": "component"} | usual | {name: odd})
            for name in (*usual, "values")
        ),
        *(("POST", "/interactions", {"kind": "modal"} | asked | {name: odd}) for name in asked),
        ("POST", "/interactions", {"kind": "modal", "components": odd} | asked),
        ("POST", "/interactions", {"kind": "modal", "components": [{"type": 1, "components": odd}]} | asked),
        ("POST", "/interactions", {"kind": "modal", "components": [{"component": odd}]} | asked),
        (
            "POST",
            "/interactions",
            {"kind": "modal", "components": [{"custom_id": odd, "value": odd}]} | asked,
        ),
        (
            "POST",
            "/interactions",
            {"kind": "modal", "components": [{"custom_id": "text", "value": odd}]} | asked,
        ),
    ]
    for method, path, body in bodies:
        url = f"{sandbox.address}/people{path}"
        async with session.request(method, url, params={"person": learner.id}, json=body) as answer:
            assert answer.status < 500, (method, path, body)


async def test_a_bottomless_modal_is_refused(door: PeopleDoor, bot: RawBot, learner: Person, welcome: str):
    modal = await opened(bot, learner, welcome)
    nested: Json = {"custom_id": "text", "value": "x"}
    for _ in range(400):
        nested = {"components": [nested]}
    body = {"kind": "modal", "interaction_id": modal["interaction_id"], "custom_id": "ask"}
    await door.post("/interactions", body | {"components": [nested]})
    submit = await bot.interaction()
    assert submit["data"]["components"] == [
        {"type": 10, "id": 1},
        {"type": 18, "id": 2, "component": {"type": 4, "id": 3, "custom_id": "text", "value": "x"}},
    ]


async def test_a_modal_is_submitted_once_but_again_where_the_first_time_failed(
    bot: RawBot, learner: Person, welcome: str
):
    modal = await opened(bot, learner, welcome)
    for text in ("first", "second"):
        submitting = asyncio.create_task(learner.submits(modal, text))
        submit = await bot.interaction()
        submitting.cancel()
    await bot.answers(submit, 4, content="thanks")
    with pytest.raises(Refused):
        await learner.submits(modal, "third")


async def test_a_huge_body_of_a_person_is_refused(
    sandbox: Sandbox, session: aiohttp.ClientSession, learner: Person, welcome: str
):
    url = f"{sandbox.address}/people/channels/{welcome}/messages"
    body = json.dumps({"content": "x" * 10**6})
    async with session.post(url, params={"person": learner.id}, data=body) as answer:
        assert (answer.status, (await answer.json())["error"]["code"]) == (413, 40005)


async def test_many_files_are_too_large_together_and_a_huge_body_alone(
    rest: Rest, welcome: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.sandbox.multipart.LARGEST_REQUEST", 2500)
    monkeypatch.setattr("bot.sandbox.rest.call._LARGEST_JSON", 900)
    form = aiohttp.FormData()
    form.add_field("payload_json", "{}")
    for number in range(3):
        form.add_field(f"files[{number}]", io.BytesIO(b"x" * 1000), filename="x.bin")
    path = f"/channels/{welcome}/messages"
    assert (await rest("POST", path, data=form))[1]["code"] == 40005
    assert (await rest("POST", path, {"content": "x" * 1000}))[1]["code"] == 40005


@pytest.mark.parametrize("path", ["/page/%00.js", "/page/" + "x" * 5000 + ".js", "/page/%2e%2e%5cserver.py"])
async def test_an_odd_path_finds_nothing(sandbox: Sandbox, session: aiohttp.ClientSession, path: str):
    async with session.get(URL(sandbox.address + path, encoded=True)) as answer:
        assert answer.status == 404


@pytest.mark.parametrize("text", ["1e999", "-1e999", '{"a": [1e400]}'])
def test_a_number_beyond_all_bounds_is_no_json(text: str):
    with pytest.raises(ValueError, match="1e"):
        loads(text)


def test_a_file_of_any_name_has_an_address():
    described = Files().described(1, 2, Upload("\ud800/../x y.png", b""))
    assert described["url"].endswith("/cdn/attachments/1/2/x_y.png")
    assert described["title"] == "x y"


def test_the_calendar_ends_however_often_it_is_moved():
    clock = Clock()
    clock.advance(366 * 86_400 * 20)
    with pytest.raises(ClockRefusesError):
        clock.advance(86_400)
    assert clock.now().year < 2100


@pytest.mark.parametrize("options", [{"weeks": 2**53 + 1}, {"weeks": -(2**60)}])
async def test_an_integer_that_no_client_sends_is_refused(
    bot: RawBot, learner: Person, welcome: str, options: Json
):
    await bot.registers(SEEK)
    with pytest.raises(Refused):
        await learner.uses(welcome, "seek", **options)
    with pytest.raises(Refused):
        await learner.completes(welcome, "seek", "goal", "x" * 6001)


async def test_a_page_that_speaks_is_sent_away(sandbox: Sandbox, session: aiohttp.ClientSession):
    url = f"{sandbox.address}/people/events?person={sandbox.world.learner.id}"
    for said in ("hello", "x" * 10**5):
        async with session.ws_connect(url) as socket:
            await socket.send_str(said)
            async with asyncio.timeout(5):
                async for _ in socket:
                    pass
            assert socket.close_code in (1008, 1009)


async def test_a_flood_of_pages_and_of_bots_is_refused(
    sandbox: Sandbox, session: aiohttp.ClientSession, gateway_of: GatewayOf, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.sandbox.people.audience._MOST_PAGES", 1)
    monkeypatch.setattr("bot.sandbox.gateway.gateway._MOST_CONNECTIONS", 1)
    url = f"{sandbox.address}/people/events?person={sandbox.world.learner.id}"
    async with session.ws_connect(url):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)
    async with gateway_of() as gateway:
        await gateway.next()
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(sandbox.gateway_url)


async def test_a_page_that_no_longer_reads_is_cut_off_and_comes_back(
    sandbox: Sandbox,
    session: aiohttp.ClientSession,
    other_learner: Person,
    welcome: str,
    monkeypatch: pytest.MonkeyPatch,
):
    url = f"{sandbox.address}/people/events?person={sandbox.world.learner.id}"
    async with session.ws_connect(url) as socket:
        monkeypatch.setattr("bot.sandbox.people.audience._MOST_WAITING", 0)
        await other_learner.says(welcome, "lost")
        monkeypatch.undo()
        frame = await socket.receive(timeout=5)
        assert frame.type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)
    async with person_at(sandbox.address, str(sandbox.world.learner.id)) as again:
        await other_learner.says(welcome, "back again")
        assert [message["content"] for message in await again.sees(welcome)] == ["back again", "lost"]


async def test_a_bot_that_no_longer_reads_is_cut_off_and_resumes(
    sandbox: Sandbox, gateway_of: GatewayOf, learner: Person, welcome: str, monkeypatch: pytest.MonkeyPatch
):
    async with gateway_of() as gateway:
        session_id = (await gateway.identify(sandbox.bot_token))["session_id"]
        await gateway.event("GUILD_CREATE")
        await gateway.event("GUILD_CREATE")
        monkeypatch.setattr("bot.sandbox.gateway.connection._MOST_WAITING", -1)
        said = await learner.says(welcome, "too much")
        monkeypatch.undo()
        frame = await gateway.socket.receive(timeout=5)
        assert frame.type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)
    async with gateway_of() as gateway:
        await gateway.next()
        await gateway.send(6, {"token": sandbox.bot_token, "session_id": session_id, "seq": 3})
        assert (await gateway.event("MESSAGE_CREATE"))["id"] == said["id"]


async def test_a_page_that_goes_away_in_the_middle_leaves_the_bot_alone(
    bot: RawBot, sandbox: Sandbox, learner: Person, other_learner: Person, welcome: str
):
    await bot.registers(SEEK)
    async with person_at(sandbox.address, learner.id) as leaving:
        typing = asyncio.create_task(leaving.completes(welcome, "seek", "goal", "x"))
        asked = await bot.interaction()
        typing.cancel()
    assert (await bot.answers(asked, 8, choices=[]))[0] == 200
    using = asyncio.create_task(other_learner.uses(welcome, "seek"))
    await bot.answers(await bot.interaction(), 4, content="still here")
    assert (await using)["content"] == "still here"
    assert sandbox.violations == []


async def test_of_too_many_interactions_the_oldest_are_forgotten(
    bot: RawBot, learner: Person, welcome: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.sandbox.interactions.interaction._MOST_OPEN", 1)
    await bot.registers(SEEK)
    first = asyncio.create_task(learner.uses(welcome, "seek"))
    forgotten = await bot.interaction()
    second = asyncio.create_task(learner.uses(welcome, "seek"))
    kept = await bot.interaction()
    assert (await bot.answers(forgotten, 4, content="late"))[1]["code"] == 10062
    assert (await bot.answers(kept, 4, content="in time"))[0] == 200
    assert (await second)["content"] == "in time"
    first.cancel()


async def test_two_people_and_two_pages_of_one_at_once_each_get_their_own_answer(
    bot: RawBot, sandbox: Sandbox, learner: Person, other_learner: Person, welcome: str
):
    await bot.registers(SEEK)
    async with person_at(sandbox.address, learner.id) as second_page:
        pages = (learner, second_page, other_learner)
        using = [asyncio.create_task(page.uses(welcome, "seek", weeks=n)) for n, page in enumerate(pages)]
        asked = [await bot.interaction() for _ in pages]
        for interaction in reversed(asked):
            number = interaction["data"]["options"][0]["value"]
            await bot.answers(interaction, 4, content=str(number), flags=64)
        assert [(await answer)["content"] for answer in using] == ["0", "1", "2"]
        assert len(await second_page.sees(welcome)) == 2
        assert len(await other_learner.sees(welcome)) == 1


async def test_a_repeated_header_of_the_host_opens_nothing(sandbox: Sandbox):
    port = int(sandbox.address.rpartition(":")[2])
    for hosts in (f"Host: evil.example\r\nHost: 127.0.0.1:{port}\r\n", "Host: evil.example\r\n", ""):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET http://127.0.0.1:{port}/people/world HTTP/1.1\r\n{hosts}\r\n".encode())
        status = int((await reader.readline()).split()[1])
        writer.close()
        await writer.wait_closed()
        assert status in (400, 403)
