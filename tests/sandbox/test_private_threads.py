"""Private threads: who sees them, who is brought in and taken out, how they and whole channels end."""

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.sandbox import permissions
from bot.sandbox.server import Sandbox
from tests.e2e.person import InteractionFailed, Person
from tests.openapi import OPENAPI, answer_faults
from tests.sandbox.bare_bot import GatewayOf, Json, RawBot, Rest


@pytest.fixture
def managing(sandbox: Sandbox) -> None:
    role = next(role for role in sandbox.world.guild.roles.values() if role.bot_id)
    role.permissions |= permissions.MANAGE_THREADS


async def asked(rest: Rest, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401  # JSON
    """What is answered, as Discord describes it."""
    status, answer = await rest(method, path, body)
    assert status < 300, answer
    if OPENAPI.is_file() and answer is not None:
        assert answer_faults(method, path, status, answer) == []
    return answer


async def begun(rest: Rest, parent: str, **more: object) -> Json:
    """A private thread of the bot's."""
    body = {"name": "Night owls", "type": 12, "auto_archive_duration": 10080} | more
    return dict(await asked(rest, "POST", f"/channels/{parent}/threads", body))


async def people_ask(sandbox: Sandbox, person: Person, method: str, path: str) -> tuple[int, Json | None]:
    """How the people's door answers."""
    url = f"{sandbox.address}/people{path}"
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, url, params={"person": person.id}) as answer,
    ):
        return answer.status, await answer.json() if answer.status != 204 else None


async def channels_of(person: Person) -> set[str]:
    return {channel["id"] for channel in (await person.world())["guilds"][0]["channels"]}


async def test_a_private_thread_is_seen_by_who_is_in_it_and_by_who_manages_threads(
    bot: RawBot, rest: Rest, learner: Person, moderator: Person, welcome: str
):
    thread = await begun(rest, welcome)
    assert (thread["type"], thread["thread_metadata"]["invitable"]) == (12, True)
    told = await bot.gateway.event("THREAD_CREATE")
    assert (told["id"], told["newly_created"], told["member"]["id"]) == (thread["id"], True, thread["id"])
    assert await learner.sees(welcome) == []
    assert thread["id"] not in await channels_of(learner)
    assert thread["id"] in await channels_of(moderator)
    added = f"/channels/{thread['id']}/thread-members/{learner.id}"
    await asked(rest, "PUT", added)
    opened = await learner.wait_for(lambda event: event["type"] == "channel_create")
    assert (opened["channel"]["name"], opened["channel"]["member"]["user_id"]) == ("Night owls", learner.id)
    line = await learner.last(thread["id"])
    assert (line["type"], [user["id"] for user in line["mentions"]]) == (1, [learner.id])
    await learner.says(thread["id"], "Hello in here")
    await asked(rest, "DELETE", added)
    await learner.wait_for(lambda event: event["type"] == "channel_delete")
    assert thread["id"] not in await channels_of(learner)
    assert (await moderator.last(thread["id"]))["type"] == 2


async def test_who_is_not_in_a_private_thread_is_refused(
    sandbox: Sandbox, rest: Rest, bot: RawBot, learner: Person, welcome: str
):
    assert bot is not None
    thread = await begun(rest, welcome)
    path = f"/channels/{thread['id']}"
    assert (await people_ask(sandbox, learner, "PUT", f"{path}/thread-members/@me"))[0] == 403
    await asked(rest, "DELETE", f"{path}/thread-members/@me")
    left = await bot.gateway.event("THREAD_MEMBERS_UPDATE")
    assert left["removed_member_ids"] == [str(sandbox.world.bot.id)]
    for method, place, body in (
        ("GET", path, None),
        ("POST", f"{path}/messages", {"content": "Hi"}),
        ("PATCH", path, {"name": "Other"}),
        ("PUT", f"{path}/thread-members/@me", None),
    ):
        status, error = await rest(method, place, body)
        assert (status, error["code"]) == (403, 50001)


async def test_the_bot_is_told_when_it_is_brought_in(
    sandbox: Sandbox, gateway_of: GatewayOf, rest: Rest, bot: RawBot, moderator: Person, welcome: str
):
    assert bot is not None
    thread = await begun(rest, welcome)
    members = f"/channels/{thread['id']}/thread-members"
    await asked(rest, "DELETE", f"{members}/@me")
    async with gateway_of() as fresh:
        await fresh.identify(sandbox.bot_token)
        status, _ = await people_ask(sandbox, moderator, "PUT", f"{members}/{sandbox.world.bot.id}")
        assert status == 204
        told = await fresh.event("THREAD_CREATE")
        assert (told["id"], "newly_created" in told, told["member"]["id"]) == (
            thread["id"],
            False,
            thread["id"],
        )
        assert (await fresh.event("THREAD_MEMBERS_UPDATE"))["added_members"][0]["user_id"] == told["member"][
            "user_id"
        ]
        assert (await fresh.event("MESSAGE_CREATE"))["type"] == 1


async def test_a_thread_that_is_not_invitable_is_opened_by_its_owner_and_by_moderators(
    sandbox: Sandbox, rest: Rest, learner: Person, other_learner: Person, moderator: Person, welcome: str
):
    thread = await begun(rest, welcome)
    members = f"/channels/{thread['id']}/thread-members"
    await asked(rest, "PUT", f"{members}/{learner.id}")
    await asked(rest, "PATCH", f"/channels/{thread['id']}", {"invitable": False})
    assert (await people_ask(sandbox, learner, "PUT", f"{members}/{other_learner.id}"))[0] == 403
    assert (await people_ask(sandbox, moderator, "PUT", f"{members}/{other_learner.id}"))[0] == 204
    await asked(rest, "PUT", f"{members}/{sandbox.world.third_learner.id}")


@pytest.mark.usefixtures("managing")
async def test_private_threads_that_were_put_away_are_listed_apart(
    rest: Rest, sandbox: Sandbox, learner: Person, welcome: str
):
    threads = [await begun(rest, welcome, name=name) for name in ("One", "Two", "Three")]
    for thread in threads:
        await asked(rest, "PATCH", f"/channels/{thread['id']}", {"archived": True})
    away = f"/channels/{welcome}/threads/archived"
    assert (await asked(rest, "GET", f"{away}/public"))["threads"] == []
    page = await asked(rest, "GET", f"{away}/private?limit=2")
    assert ([one["name"] for one in page["threads"]], page["has_more"]) == (["Three", "Two"], True)
    before = page["threads"][-1]["thread_metadata"]["archive_timestamp"].replace("+", "%2B")
    rest_of_them = await asked(rest, "GET", f"{away}/private?limit=2&before={before}")
    assert ([one["name"] for one in rest_of_them["threads"]], rest_of_them["has_more"]) == (["One"], False)
    own = f"/channels/{welcome}/users/@me/threads/archived/private"
    joined = await asked(rest, "GET", f"{own}?before={threads[2]['id']}")
    assert [one["name"] for one in joined["threads"]] == ["Two", "One"]
    assert [one["id"] for one in joined["members"]] == [threads[1]["id"], threads[0]["id"]]
    path = f"/channels/{threads[0]['id']}"
    assert (await rest("PUT", f"{path}/thread-members/{learner.id}"))[1]["code"] == 50083
    for query in ("limit=1", "before=yesterday"):
        assert (await rest("GET", f"{away}/private?{query}"))[0] == 400
    assert sandbox.world.guild.threads


async def test_only_who_manages_threads_lists_every_private_one(rest: Rest, welcome: str):
    assert (await rest("GET", f"/channels/{welcome}/threads/archived/private"))[1]["code"] == 50013
    thread = await begun(rest, welcome)
    assert (await rest("DELETE", f"/channels/{thread['id']}"))[1]["code"] == 50013
    assert (await rest("DELETE", f"/channels/{welcome}"))[1]["code"] == 50013
    assert (await rest("GET", f"/channels/{thread['id']}/thread-members"))[1]["code"] == 50001


async def test_without_the_permission_there_is_no_private_thread(rest: Rest, sandbox: Sandbox, welcome: str):
    everyone = sandbox.world.guild.roles[sandbox.world.guild.id]
    everyone.permissions &= ~permissions.CREATE_PRIVATE_THREADS
    body = {"name": "Night owls", "type": 12}
    assert (await rest("POST", f"/channels/{welcome}/threads", body))[1]["code"] == 50013
    assert (await rest("POST", f"/channels/{welcome}/threads", body | {"type": 11}))[0] == 201


async def test_nothing_is_edited_in_a_thread_that_was_put_away(rest: Rest, welcome: str):
    thread = await begun(rest, welcome)
    path = f"/channels/{thread['id']}"
    board = await asked(rest, "POST", f"{path}/messages", {"content": "The board"})
    await asked(rest, "PATCH", path, {"archived": True})
    edited = f"{path}/messages/{board['id']}"
    assert (await rest("PATCH", edited, {"content": "Newer"}))[1]["code"] == 50083
    await asked(rest, "PATCH", path, {"archived": False, "name": "Early birds"})
    await asked(rest, "PATCH", edited, {"content": "Newer"})
    told = (await asked(rest, "GET", f"{path}/messages"))[0]
    assert (told["type"], told["content"]) == (4, "Early birds")
    await asked(rest, "DELETE", edited)
    assert (await rest("PATCH", edited, {"content": "Newer"}))[1]["code"] == 10008


async def test_a_quiet_thread_is_put_away_as_the_calendar_goes(
    rest: Rest, sandbox: Sandbox, bot: RawBot, welcome: str
):
    thread = await begun(rest, welcome)
    path = f"/channels/{thread['id']}"
    sandbox.clock.advance(6 * 86_400)
    await asked(rest, "POST", f"{path}/messages", {"content": "Still here"})
    sandbox.clock.advance(6 * 86_400)
    assert not (await asked(rest, "GET", path))["thread_metadata"]["archived"]
    sandbox.clock.advance(86_400)
    assert (await bot.gateway.event("THREAD_UPDATE"))["thread_metadata"]["archived"]
    await asked(rest, "POST", f"{path}/messages", {"content": "And back"})
    assert not (await bot.gateway.event("THREAD_UPDATE"))["thread_metadata"]["archived"]


async def test_a_mention_brings_somebody_into_a_thread(
    rest: Rest, learner: Person, other_learner: Person, welcome: str
):
    thread = await begun(rest, welcome)
    path = f"/channels/{thread['id']}"
    quiet: Json = {"content": f"<@{other_learner.id}> is not asked", "allowed_mentions": {"parse": []}}
    await asked(rest, "POST", f"{path}/messages", quiet)
    await asked(rest, "POST", f"{path}/messages", {"content": f"Come in, <@{learner.id}>"})
    await asked(rest, "GET", f"{path}/thread-members/{learner.id}")
    assert (await rest("GET", f"{path}/thread-members/{other_learner.id}"))[1]["code"] == 10007


async def test_a_moderator_ends_a_thread_and_a_channel(
    sandbox: Sandbox, rest: Rest, bot: RawBot, learner: Person, moderator: Person, welcome: str
):
    threads = [await begun(rest, welcome) for _ in range(2)]
    first, second = (f"/channels/{thread['id']}" for thread in threads)
    assert (await people_ask(sandbox, learner, "DELETE", first))[0] == 403
    assert (await people_ask(sandbox, moderator, "DELETE", first))[0] == 204
    assert (await bot.gateway.event("THREAD_DELETE"))["id"] == threads[0]["id"]
    assert (await rest("POST", f"{first}/messages", {"content": "Hi"}))[1]["code"] == 10003
    assert (await people_ask(sandbox, learner, "DELETE", f"/channels/{welcome}"))[0] == 403
    assert (await people_ask(sandbox, moderator, "DELETE", f"/channels/{welcome}"))[0] == 204
    assert (await bot.gateway.event("CHANNEL_DELETE"))["id"] == welcome
    assert (await rest("GET", second))[1]["code"] == 10003
    await learner.wait_for(lambda event: event["type"] == "channel_delete")
    assert welcome not in await channels_of(learner)


async def test_a_message_shows_no_thread_that_is_gone(
    sandbox: Sandbox, rest: Rest, moderator: Person, welcome: str
):
    written = await moderator.says(welcome, "who joins?")
    await asked(rest, "POST", f"/channels/{welcome}/messages/{written['id']}/threads", {"name": "Us"})
    assert (await moderator.last(welcome))["thread"]["name"] == "Us"
    assert (await people_ask(sandbox, moderator, "DELETE", f"/channels/{written['id']}"))[0] == 204
    assert "thread" not in await moderator.last(welcome)
    assert (await people_ask(sandbox, moderator, "DELETE", f"/channels/{written['id']}"))[0] == 404


async def test_an_answer_into_a_channel_that_is_gone_is_refused(
    sandbox: Sandbox, rest: Rest, bot: RawBot, learner: Person, moderator: Person, welcome: str
):
    await bot.registers({"name": "board", "description": "Shows it"})
    thread = await begun(rest, welcome)
    await asked(rest, "PUT", f"/channels/{thread['id']}/thread-members/{learner.id}")
    using = asyncio.create_task(learner.uses(thread["id"], "board"))
    interaction = await bot.interaction()
    assert (await people_ask(sandbox, moderator, "DELETE", f"/channels/{welcome}"))[0] == 204
    status, error = await bot.answers(interaction, 4, content="Too late")
    assert (status, error["code"]) == (404, 10003)
    with pytest.raises(InteractionFailed):
        await using
