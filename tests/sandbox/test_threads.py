"""Threads: begun by the bot and by people, joined, put away, taken up again; posts of a forum."""

from typing import Any

import aiohttp
import pytest

from bot.sandbox import permissions
from bot.sandbox.server import Sandbox
from bot.sandbox.world import FORUM_CHANNEL, Channel
from tests.e2e.person import Person
from tests.openapi import OPENAPI, answer_faults
from tests.sandbox.bare_bot import Json, RawBot, Rest


@pytest.fixture
def forum(sandbox: Sandbox) -> str:
    guild = sandbox.world.guild
    channel = Channel(sandbox.world.snowflakes.next(), "showcase", FORUM_CHANNEL, guild.id)
    guild.channels[channel.id] = channel
    return str(channel.id)


@pytest.fixture
def managing(sandbox: Sandbox) -> None:
    role = next(role for role in sandbox.world.guild.roles.values() if role.bot_id)
    role.permissions |= permissions.MANAGE_THREADS


async def asked(rest: Rest, method: str, path: str, body: object = None) -> tuple[int, Any]:
    """The answer, which is as Discord describes it."""
    status, answer = await rest(method, path, body)
    if OPENAPI.is_file() and status < 300 and answer is not None:
        assert answer_faults(method, path, status, answer) == []
    return status, answer


async def people_ask(
    sandbox: Sandbox, person: Person, method: str, path: str, body: Json
) -> tuple[int, Json]:
    url = f"{sandbox.address}/people{path}"
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, url, params={"person": person.id}, json=body) as answer,
    ):
        return answer.status, await answer.json()


async def test_a_thread_at_a_message_has_its_id_and_shows_at_it(
    bot: RawBot, rest: Rest, learner: Person, welcome: str
):
    written = await learner.says(welcome, "what about SQL?")
    path = f"/channels/{welcome}/messages/{written['id']}"
    status, thread = await asked(
        rest, "POST", f"{path}/threads", {"name": "SQL", "auto_archive_duration": 60}
    )
    assert (status, thread["id"], thread["parent_id"], thread["type"]) == (201, written["id"], welcome, 11)
    assert thread["thread_metadata"]["auto_archive_duration"] == 60
    told = await bot.gateway.event("THREAD_CREATE")
    assert (told["name"], told["newly_created"], told["member"]["id"]) == ("SQL", True, thread["id"])
    shown = await learner.last(welcome)
    assert (shown["thread"]["name"], shown["flags"] & 32) == ("SQL", 32)
    assert (await rest("POST", f"{path}/threads", {"name": "again"}))[1]["code"] == 160004
    await learner.wait_for(lambda event: event["type"] == "channel_create")
    world = await learner.world()
    assert [one["name"] for one in world["guilds"][0]["channels"] if one.get("parent_id") == welcome] == [
        "SQL"
    ]


async def test_both_sides_write_in_a_thread(bot: RawBot, rest: Rest, learner: Person, welcome: str):
    thread = (await asked(rest, "POST", f"/channels/{welcome}/threads", {"name": "Study", "type": 11}))[1]
    assert (await learner.last(welcome))["type"] == 18
    await bot.gateway.event("THREAD_CREATE")
    status, _ = await asked(rest, "POST", f"/channels/{thread['id']}/messages", {"content": "Hello"})
    assert status == 200
    await learner.says(thread["id"], "Hello to you")
    assert [message["content"] for message in await learner.sees(thread["id"])] == ["Hello to you", "Hello"]
    member = (await asked(rest, "GET", f"/channels/{thread['id']}/thread-members/{learner.id}"))[1]
    assert member["user_id"] == learner.id
    heard = await bot.gateway.event("MESSAGE_CREATE")
    assert heard["channel_id"] in (welcome, thread["id"])


async def test_a_thread_is_put_away_and_taken_up_by_who_writes(
    bot: RawBot, rest: Rest, learner: Person, welcome: str, sandbox: Sandbox
):
    thread = (await asked(rest, "POST", f"/channels/{welcome}/threads", {"name": "Study", "type": 11}))[1]
    path = f"/channels/{thread['id']}"
    changed = (await asked(rest, "PATCH", path, {"archived": True}))[1]
    assert changed["thread_metadata"]["archived"]
    assert (await bot.gateway.event("THREAD_UPDATE"))["thread_metadata"]["archived"]
    guild = sandbox.world.guild.id
    assert (await asked(rest, "GET", f"/guilds/{guild}/threads/active"))[1]["threads"] == []
    away = (await asked(rest, "GET", f"/channels/{welcome}/threads/archived/public"))[1]
    assert [one["id"] for one in away["threads"]] == [thread["id"]]
    assert (await rest("PATCH", path, {"name": "Other"}))[1]["code"] == 50083
    await learner.says(thread["id"], "one more thing")
    assert not (await bot.gateway.event("THREAD_UPDATE"))["thread_metadata"]["archived"]
    active = (await asked(rest, "GET", f"/guilds/{guild}/threads/active"))[1]
    assert [one["id"] for one in active["threads"]] == [thread["id"]]


@pytest.mark.usefixtures("managing")
async def test_a_locked_thread_is_for_moderators(rest: Rest, learner: Person, welcome: str, sandbox: Sandbox):
    thread = (await asked(rest, "POST", f"/channels/{welcome}/threads", {"name": "Study", "type": 11}))[1]
    path = f"/channels/{thread['id']}"
    assert (await asked(rest, "PATCH", path, {"archived": True, "locked": True}))[0] == 200
    body: Json = {"content": "may I?"}
    status, error = await people_ask(sandbox, learner, "POST", f"{path}/messages", body)
    assert (status, error["error"]["code"]) == (400, 50083)
    assert (await people_ask(sandbox, learner, "PATCH", path, {"archived": False}))[0] == 403
    assert (await asked(rest, "DELETE", path))[0] == 200
    assert (await rest("GET", path))[1]["code"] == 10003


async def test_members_join_and_leave(bot: RawBot, rest: Rest, welcome: str, sandbox: Sandbox):
    thread = (await asked(rest, "POST", f"/channels/{welcome}/threads", {"name": "Study", "type": 11}))[1]
    path = f"/channels/{thread['id']}/thread-members"
    other = sandbox.world.other_learner.id
    assert (await rest("PUT", f"{path}/{other}"))[0] == 204
    assert (await asked(rest, "GET", f"{path}/{other}"))[1]["user_id"] == str(other)
    assert (await rest("DELETE", f"{path}/{other}"))[1]["code"] == 50013
    assert (await rest("DELETE", f"{path}/@me"))[0] == 204
    told = await bot.gateway.event("THREAD_MEMBERS_UPDATE")
    assert told["removed_member_ids"] == [str(sandbox.world.bot.id)]
    assert (await rest("PUT", f"{path}/@me"))[0] == 204


async def test_a_post_of_a_forum_begins_with_its_message(
    rest: Rest, learner: Person, forum: str, sandbox: Sandbox
):
    body = {"name": "A board", "type": 11, "message": {"content": "See what I made"}}
    status, post = await asked(rest, "POST", f"/channels/{forum}/threads", body)
    assert (status, post["message"]["id"], post["message"]["channel_id"]) == (201, post["id"], post["id"])
    assert (await learner.last(post["id"]))["content"] == "See what I made"
    assert (await rest("POST", f"/channels/{forum}/messages", {"content": "x"}))[1]["code"] == 50024
    begun = await people_ask(
        sandbox, learner, "POST", f"/channels/{forum}/threads", {"name": "Mine", "content": "Look"}
    )
    assert (begun[0], (await learner.last(begun[1]["id"]))["content"]) == (201, "Look")


async def test_a_person_begins_a_thread_at_a_message(
    bot: RawBot, learner: Person, welcome: str, sandbox: Sandbox
):
    written = await learner.says(welcome, "who joins?")
    body = {"name": "Group", "message_id": written["id"]}
    status, thread = await people_ask(sandbox, learner, "POST", f"/channels/{welcome}/threads", body)
    assert (status, thread["owner_id"]) == (201, learner.id)
    assert (await bot.gateway.event("THREAD_CREATE"))["owner_id"] == learner.id
    status, _ = await people_ask(sandbox, learner, "PATCH", f"/channels/{thread['id']}", {"archived": True})
    assert status == 200


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/channels/{welcome}/threads", {"name": "x", "type": 10}),
        ("/channels/{welcome}/threads", {"name": "", "type": 11}),
        ("/channels/{welcome}/threads", {"name": "x", "type": 11, "auto_archive_duration": 5}),
        ("/channels/{forum}/threads", {"name": "x"}),
        ("/channels/{forum}/threads", {"name": "x", "message": {}}),
    ],
)
async def test_a_thread_that_discord_would_refuse(
    rest: Rest, welcome: str, forum: str, path: str, body: Json
):
    assert (await rest("POST", path.format(welcome=welcome, forum=forum), body))[0] == 400
