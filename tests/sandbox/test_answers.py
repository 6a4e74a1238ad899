"""What the stand-in answers fits Discord's own description of its API, where that file is at hand."""

from typing import Any

import pytest

from bot.sandbox.server import Sandbox
from tests.e2e.person import Person
from tests.openapi import answer_faults
from tests.sandbox.bare_bot import Json, PeopleDoor, RawBot, Rest

BUTTON = {"type": 2, "style": 1, "label": "More", "custom_id": "more"}
ROW = {"type": 1, "components": [BUTTON]}
LAYOUT = {
    "type": 17,
    "components": [
        {"type": 9, "components": [{"type": 10, "content": "x"}], "accessory": BUTTON},
        {"type": 14},
        {"type": 10, "content": "y"},
    ],
}


async def judged(rest: Rest, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401  # JSON
    status, answer = await rest(method, path, body)
    assert status < 300, answer
    assert answer_faults(method, path, status, answer) == []
    return answer


@pytest.mark.parametrize(
    "path",
    [
        "/users/@me",
        "/oauth2/applications/@me",
        "/gateway",
        "/gateway/bot",
        "/users/@me/guilds",
        "/users/{learner}",
        "/guilds/{guild}",
        "/guilds/{guild}/channels",
        "/guilds/{guild}/roles",
        "/guilds/{guild}/members?limit=10",
        "/guilds/{guild}/members/{learner}",
        "/channels/{channel}",
    ],
)
async def test_what_there_is_is_shown_as_discord_shows_it(
    rest: Rest, sandbox: Sandbox, welcome: str, path: str
):
    world = sandbox.world
    world.application.flags = 1 << 15  # the members' intent
    await judged(rest, "GET", path.format(guild=world.guild.id, learner=world.learner.id, channel=welcome))


async def test_messages_are_shown_as_discord_shows_them(
    rest: Rest, learner: Person, sandbox: Sandbox, welcome: str
):
    path = f"/channels/{welcome}/messages"
    said = await learner.says(welcome, f"<@{sandbox.world.bot.id}> hello")
    reply: Json = {"content": "x", "message_reference": {"message_id": said["id"]}, "components": [ROW]}
    message = await judged(rest, "POST", path, reply | {"embeds": [{"title": "t", "fields": []}]})
    await judged(rest, "POST", path, {"flags": 1 << 15, "components": [LAYOUT]})
    await judged(rest, "PATCH", f"{path}/{message['id']}", {"content": "y"})
    await judged(rest, "GET", f"{path}/{message['id']}")
    await judged(rest, "GET", path)
    await judged(rest, "POST", "/users/@me/channels", {"recipient_id": learner.id})


async def test_commands_are_shown_as_discord_shows_them(rest: Rest, sandbox: Sandbox):
    base = f"/applications/{sandbox.world.application.id}"
    options = [{"type": 3, "name": "goal", "description": "x", "required": True}]
    bodies: list[Json] = [
        {"name": "find", "description": "x", "options": options, "default_member_permissions": "32"},
        {"name": "Look", "type": 3},
    ]
    for path in (f"{base}/commands", f"{base}/guilds/{sandbox.world.guild.id}/commands"):
        await judged(rest, "PUT", path, bodies)
        created = await judged(rest, "POST", path, {"name": "help", "description": "x"})
        await judged(rest, "PATCH", f"{path}/{created['id']}", {"description": "y"})
        await judged(rest, "GET", path)


async def test_answers_to_interactions_are_shown_as_discord_shows_them(
    bot: RawBot, rest: Rest, door: PeopleDoor, learner: Person, sandbox: Sandbox, welcome: str
):
    await bot.registers({"name": "Look", "type": 3})
    said = await learner.says(welcome, "hello")
    command = (await learner.commands(welcome))[0]
    body = {"kind": "command", "channel_id": welcome, "command_id": command["id"], "target_id": said["id"]}
    await door.post("/interactions", body)
    interaction = await bot.interaction()
    path = f"/interactions/{interaction['id']}/{interaction['token']}/callback?with_response=1"
    answer = {"type": 4, "data": {"content": "x", "flags": 64, "components": [ROW]}}
    await judged(rest, "POST", path, answer)
    webhook = f"/webhooks/{sandbox.world.application.id}/{interaction['token']}"
    await judged(rest, "POST", webhook, {"content": "more"})
    await judged(rest, "GET", f"{webhook}/messages/@original")
    await judged(rest, "PATCH", f"{webhook}/messages/@original", {"content": "y"})
