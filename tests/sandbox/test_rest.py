import io
import json

import aiohttp
import pytest
from aiohttp import web

from bot.sandbox import permissions
from bot.sandbox.server import Sandbox
from bot.sandbox.world import Role
from tests.e2e.person import Person
from tests.sandbox.bare_bot import Json, Rest


def channel(sandbox: Sandbox, name: str = "welcome"):
    return f"/channels/{sandbox.world.channel_named(name).id}"


async def test_a_wrong_token_is_unauthorized(rest: Rest, sandbox: Sandbox):
    wrong = "Bot wrong"
    status, body = await rest("GET", "/users/@me", token=wrong)
    assert (status, body) == (401, {"message": "401: Unauthorized", "code": 0})
    assert [violation.where for violation in sandbox.violations] == ["GET /users/@me"]


async def test_the_bot_knows_itself_its_application_and_its_gateway(rest: Rest, sandbox: Sandbox):
    assert (await rest("GET", "/users/@me"))[1]["bot"] is True
    _, application = await rest("GET", "/oauth2/applications/@me")
    assert application["id"] == str(sandbox.world.application.id)
    _, gateway = await rest("GET", "/gateway/bot")
    assert (gateway["url"], gateway["shards"]) == (sandbox.gateway_url, 1)
    assert (await rest("GET", "/gateway"))[1] == {"url": sandbox.gateway_url}
    assert len((await rest("GET", "/users/@me/guilds"))[1]) == 2


async def test_a_server_its_channels_roles_and_members_are_shown(rest: Rest, sandbox: Sandbox):
    guild = sandbox.world.guild
    base = f"/guilds/{guild.id}"
    assert (await rest("GET", base))[1]["name"] == "Open Learning Club"
    assert len((await rest("GET", base + "/channels"))[1]) == 6
    assert len((await rest("GET", base + "/roles"))[1]) == 3
    member = (await rest("GET", f"{base}/members/{sandbox.world.learner.id}"))[1]
    assert member["user"]["username"] == "amara"
    assert (await rest("GET", channel(sandbox)))[1]["name"] == "welcome"
    assert (await rest("GET", f"/users/{sandbox.world.learner.id}"))[1]["username"] == "amara"


async def test_members_are_listed_with_the_intent_only_and_by_the_thousand(rest: Rest, sandbox: Sandbox):
    path = f"/guilds/{sandbox.world.guild.id}/members"
    answer = await rest("GET", path)
    assert (answer[0], answer[1]["code"]) == (403, 50001)
    sandbox.world.application.flags = 1 << 14
    assert len((await rest("GET", f"{path}?limit=2&after={sandbox.world.bot.id}"))[1]) == 2
    for limit in (0, 1001):
        answer = await rest("GET", f"{path}?limit={limit}")
        assert (answer[0], answer[1]["code"]) == (400, 50035)


@pytest.mark.parametrize(
    ("method", "path"), [("PUT", "/users/@me"), ("DELETE", "/guilds/1/roles"), ("POST", "/gateway/bot")]
)
async def test_another_method_is_not_allowed(rest: Rest, method: str, path: str):
    assert await rest(method, path) == (405, {"message": "405: Method Not Allowed", "code": 0})


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/channels/1", 404, 10003),
        ("/guilds/1", 404, 10004),
        ("/guilds/{guild}/members/1", 404, 10013),
        ("/users/1", 404, 10013),
        ("/channels/{channel}/messages/1", 404, 10008),
        ("/channels/{hidden}", 403, 50001),
        ("/channels/nonsense", 400, 50035),
        ("/channels/{channel}/messages?limit=101", 400, 50035),
        ("/applications/1/commands", 404, 10002),
        ("/nothing/here", 404, 0),
    ],
)
async def test_what_is_not_there_or_not_seen_has_discords_code(
    rest: Rest, sandbox: Sandbox, path: str, status: int, code: int
):
    world = sandbox.world
    filled = path.format(
        guild=world.guild.id,
        channel=world.channel_named("welcome").id,
        hidden=world.channel_named("moderators").id,
    )
    answer = await rest("GET", filled)
    assert (answer[0], answer[1]["code"]) == (status, code)
    assert [violation.code for violation in sandbox.violations] == [code]


async def test_a_message_is_written_edited_read_and_deleted(
    rest: Rest, sandbox: Sandbox, learner: Person, welcome: str
):
    path = channel(sandbox) + "/messages"
    status, message = await rest("POST", path, {"content": "Hello"})
    assert status == 200
    one = f"{path}/{message['id']}"
    edited = (await rest("PATCH", one, {"content": "Hello again"}))[1]
    assert edited["content"] == "Hello again"
    assert edited["edited_timestamp"]
    assert (await rest("GET", one))[1] == edited
    assert (await learner.last(welcome))["content"] == "Hello again"
    assert (await rest("DELETE", one))[0] == 204
    assert (await rest("GET", one))[1]["code"] == 10008
    assert [event["type"] for event in learner.events] == [
        "message_create",
        "message_update",
        "message_delete",
    ]


async def test_a_bad_body_is_refused_with_nested_errors_and_written_down(rest: Rest, sandbox: Sandbox):
    body = {"content": "x" * 2001}
    status, answer = await rest("POST", channel(sandbox) + "/messages", body)
    assert (status, answer["code"]) == (400, 50035)
    assert answer["errors"]["content"]["_errors"][0]["code"] == "BASE_TYPE_MAX_LENGTH"
    violation = sandbox.violations[0]
    assert (violation.code, violation.where) == (50035, "POST /channels/{channel_id}/messages")
    assert violation.details == answer["errors"]
    assert violation.body == body


async def test_an_empty_message_and_broken_json_are_refused(rest: Rest, sandbox: Sandbox):
    path = channel(sandbox) + "/messages"
    assert (await rest("POST", path, {}))[1]["code"] == 50006
    assert (await rest("POST", path, data=b"{", token=None))[1]["code"] == 50109
    assert (await rest("POST", path, [1]))[1]["code"] == 50109


async def test_where_the_bot_may_not_write_it_cannot(rest: Rest, sandbox: Sandbox):
    answer = await rest("POST", channel(sandbox, "announcements") + "/messages", {"content": "News"})
    assert (answer[0], answer[1]["code"]) == (403, 50013)


async def test_embeds_without_the_permission_are_dropped_and_written_down(rest: Rest, sandbox: Sandbox):
    guild = sandbox.world.guild
    for role in guild.roles.values():
        role.permissions &= ~permissions.EMBED_LINKS
    body = {"content": "see", "embeds": [{"title": "x"}]}
    assert (await rest("POST", channel(sandbox) + "/messages", body))[1]["embeds"] == []
    assert [violation.code for violation in sandbox.violations] == [50013]


async def test_anothers_message_is_neither_edited_nor_deleted(
    rest: Rest, sandbox: Sandbox, learner: Person, welcome: str
):
    said = await learner.says(welcome, "mine")
    one = f"{channel(sandbox)}/messages/{said['id']}"
    assert (await rest("PATCH", one, {"content": "yours"}))[1]["code"] == 50005
    assert (await rest("DELETE", one))[1]["code"] == 50013


async def test_history_goes_before_after_and_around(rest: Rest, sandbox: Sandbox):
    path = channel(sandbox) + "/messages"
    ids = [(await rest("POST", path, {"content": str(number)}))[1]["id"] for number in range(6)]

    async def shown(query: str) -> list[str]:
        return [message["content"] for message in (await rest("GET", f"{path}?{query}"))[1]]

    assert await shown("limit=2") == ["5", "4"]
    assert await shown(f"before={ids[2]}") == ["1", "0"]
    assert await shown(f"after={ids[2]}&limit=2") == ["4", "3"]
    assert await shown(f"around={ids[2]}&limit=3") == ["3", "2", "1"]


async def test_others_words_are_kept_back_in_history_too(
    rest: Rest, sandbox: Sandbox, learner: Person, welcome: str
):
    await learner.says(welcome, "quietly")
    await learner.says(welcome, f"<@{sandbox.world.bot.id}> aloud")
    shown = (await rest("GET", channel(sandbox) + "/messages"))[1]
    assert [message["content"] for message in shown] == [f"<@{sandbox.world.bot.id}> aloud", ""]


async def test_a_repeated_nonce_gives_the_first_message(rest: Rest, sandbox: Sandbox):
    path = channel(sandbox) + "/messages"
    body = {"content": "once", "nonce": "a" * 24, "enforce_nonce": True}
    first, second = (await rest("POST", path, body))[1], (await rest("POST", path, body))[1]
    assert first["id"] == second["id"]
    assert first["nonce"] == "a" * 24
    third = (await rest("POST", path, body | {"enforce_nonce": False}))[1]
    assert third["id"] != first["id"]


async def test_a_reply_pings_whom_it_answers_unless_told_not_to(
    rest: Rest, sandbox: Sandbox, learner: Person, welcome: str
):
    said = await learner.says(welcome, "hello")
    body = {"content": "hi", "message_reference": {"message_id": said["id"]}}
    reply = (await rest("POST", channel(sandbox) + "/messages", body))[1]
    assert (reply["type"], reply["referenced_message"]["id"]) == (19, said["id"])
    assert [user["id"] for user in reply["mentions"]] == [learner.id]
    quiet = body | {"allowed_mentions": {"parse": [], "replied_user": False}}
    assert (await rest("POST", channel(sandbox) + "/messages", quiet))[1]["mentions"] == []
    gone: Json = {"content": "hi", "message_reference": {"message_id": "1"}}
    assert (await rest("POST", channel(sandbox) + "/messages", gone))[1]["code"] == 50035
    gone["message_reference"] = {"message_id": "1", "fail_if_not_exists": False}
    assert (await rest("POST", channel(sandbox) + "/messages", gone))[0] == 200


async def test_a_reply_takes_the_history_and_stays_in_its_channel(
    rest: Rest, sandbox: Sandbox, learner: Person, welcome: str
):
    said = await learner.says(welcome, "hello")
    path, elsewhere = channel(sandbox) + "/messages", sandbox.world.channel_named("study-hall").id
    for where in ({"channel_id": str(elsewhere)}, {"guild_id": str(sandbox.world.other_guild.id)}):
        body: Json = {"content": "hi", "message_reference": {"message_id": said["id"]} | where}
        errors = (await rest("POST", path, body))[1]["errors"]
        assert errors["message_reference"]["_errors"][0]["code"] == "REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL"
    whole = {"message_id": said["id"], "channel_id": welcome, "guild_id": str(sandbox.world.guild.id)}
    assert (await rest("POST", path, {"content": "hi", "message_reference": whole}))[0] == 200
    for role in sandbox.world.guild.roles.values():
        role.permissions &= ~permissions.READ_MESSAGE_HISTORY
    status, refused = await rest("POST", path, {"content": "hi", "message_reference": whole})
    assert (status, refused["code"]) == (403, 160002)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"message_reference": {"type": 1, "message_id": "5", "channel_id": "6"}}, 50035),
        ({"poll": {"question": {"text": "?"}, "answers": [{"poll_media": {"text": "!"}}]}}, 50035),
        ({"content": "x", "sticker_ids": ["5"]}, 50081),
        (
            {
                "content": "x",
                "components": [
                    {
                        "type": 1,
                        "components": [
                            {"type": 2, "style": 1, "custom_id": "x", "emoji": {"id": "5", "name": "x"}}
                        ],
                    }
                ],
            },
            50035,
        ),
    ],
)
async def test_what_nobody_would_see_is_refused_and_written_down(
    rest: Rest, sandbox: Sandbox, body: Json, code: int
):
    status, refused = await rest("POST", channel(sandbox) + "/messages", body)
    assert (status, refused["code"]) == (400, code)
    assert [violation.code for violation in sandbox.violations] == [code]


async def test_the_emoji_that_there_are_stand_on_buttons(rest: Rest, sandbox: Sandbox):
    sandbox.world.emoji_ids.add(5)
    button = {"type": 2, "style": 1, "custom_id": "x", "emoji": {"id": "5", "name": "x"}}
    body = {"content": "x", "components": [{"type": 1, "components": [button]}]}
    assert (await rest("POST", channel(sandbox) + "/messages", body))[0] == 200


async def test_what_is_chosen_already_is_named_by_a_text_that_every_browser_reads(
    rest: Rest, sandbox: Sandbox
):
    chosen = {"id": sandbox.world.channel_named("study-hall").id, "type": "channel"}
    select = {"type": 8, "custom_id": "x", "default_values": [chosen]}
    body = {"content": "x", "components": [{"type": 1, "components": [select]}]}
    _, message = await rest("POST", channel(sandbox) + "/messages", body)
    (kept,) = message["components"][0]["components"][0]["default_values"]
    assert kept == {"id": str(chosen["id"]), "type": "channel"}


async def test_words_that_would_ping_are_mentions_unless_mentions_are_off(rest: Rest, sandbox: Sandbox):
    world = sandbox.world
    friends = Role(world.snowflakes.next(), "Friends", is_mentionable=True)
    world.guild.roles[friends.id] = friends
    text = f"<@{world.learner.id}> <@!{world.moderator.id}> <@&{friends.id}> @everyone"
    path = channel(sandbox) + "/messages"
    open_ = (await rest("POST", path, {"content": text}))[1]
    assert len(open_["mentions"]) == 2
    assert open_["mention_roles"] == [str(friends.id)]
    assert open_["mention_everyone"] is False  # the bot may not
    world.guild.roles[world.guild.id].permissions |= permissions.MENTION_EVERYONE
    assert (await rest("POST", path, {"content": text}))[1]["mention_everyone"] is True
    off = (await rest("POST", path, {"content": text, "allowed_mentions": {"parse": []}}))[1]
    assert (off["mentions"], off["mention_roles"], off["mention_everyone"]) == ([], [], False)
    one = {"content": text, "allowed_mentions": {"parse": [], "users": [str(world.learner.id)]}}
    assert [user["id"] for user in (await rest("POST", path, one))[1]["mentions"]] == [str(world.learner.id)]


async def test_text_in_a_layout_pings_too(rest: Rest, sandbox: Sandbox):
    part = {"type": 17, "components": [{"type": 10, "content": f"<@{sandbox.world.learner.id}>"}]}
    message = (await rest("POST", channel(sandbox) + "/messages", {"flags": 1 << 15, "components": [part]}))[
        1
    ]
    assert [user["username"] for user in message["mentions"]] == ["amara"]
    assert message["components"][0]["id"] == 1
    assert message["components"][0]["components"][0]["id"] == 2


async def test_a_file_is_kept_and_served(rest: Rest, sandbox: Sandbox, session: aiohttp.ClientSession):
    form = aiohttp.FormData()
    payload = {
        "content": "see",
        "attachments": [{"id": 0, "filename": "plan.csv", "description": "A plan"}],
        "embeds": [{"image": {"url": "attachment://plan.csv"}}],
    }
    form.add_field("payload_json", json.dumps(payload), content_type="application/json")
    form.add_field("files[0]", b"a,b\n", filename="plan.csv", content_type="text/csv")
    message = (await rest("POST", channel(sandbox) + "/messages", data=form))[1]
    attachment = message["attachments"][0]
    assert (attachment["filename"], attachment["size"], attachment["description"]) == (
        "plan.csv",
        4,
        "A plan",
    )
    assert message["embeds"][0]["image"]["url"] == attachment["url"]
    async with session.get(attachment["url"]) as answer:
        assert await answer.read() == b"a,b\n"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="plan.csv"'
    one = f"{channel(sandbox)}/messages/{message['id']}"
    kept = (await rest("PATCH", one, {"content": "still", "attachments": [{"id": attachment["id"]}]}))[1]
    assert kept["attachments"] == [attachment]
    without: Json = {"attachments": [], "embeds": []}
    assert (await rest("PATCH", one, without))[1]["attachments"] == []


async def test_a_file_over_ten_mebibytes_is_too_large(rest: Rest, sandbox: Sandbox):
    form = aiohttp.FormData()
    form.add_field("payload_json", "{}")
    form.add_field("files[0]", io.BytesIO(b"x" * (10 * 1024 * 1024 + 1)), filename="big.bin")
    answer = await rest("POST", channel(sandbox) + "/messages", data=form)
    assert (answer[0], answer[1]["code"]) == (413, 40005)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=x", b"--x"),
        ("application/json", b"\xff\xfe"),
        ("application/json", b'{"content": NaN}'),
        ("application/json", b"[" * 100_000),
    ],
)
async def test_a_body_that_cannot_be_read_is_refused(
    session: aiohttp.ClientSession, sandbox: Sandbox, kind: str, body: bytes
):
    headers = {"Authorization": f"Bot {sandbox.bot_token}", "Content-Type": kind}
    url = f"{sandbox.api_base}{channel(sandbox)}/messages"
    async with session.post(url, data=body, headers=headers) as answer:
        assert (answer.status, (await answer.json())["code"]) == (400, 50109)


async def test_a_person_with_closed_direct_messages_is_not_reached(rest: Rest, sandbox: Sandbox):
    learner = sandbox.world.learner
    opened = (await rest("POST", "/users/@me/channels", {"recipient_id": str(learner.id)}))[1]
    assert opened["recipients"][0]["id"] == str(learner.id)
    path = f"/channels/{opened['id']}/messages"
    assert (await rest("POST", path, {"content": "Hi"}))[0] == 200
    learner.accepts_direct_messages = False
    answer = await rest("POST", path, {"content": "Hi"})
    assert (answer[0], answer[1]["code"]) == (403, 50007)


async def test_nobody_is_reached_without_a_server_in_common(rest: Rest, sandbox: Sandbox):
    world = sandbox.world
    opened = (await rest("POST", "/users/@me/channels", {"recipient_id": world.other_learner.id}))[1]
    del world.guild.members[world.other_learner.id]
    answer = await rest("POST", f"/channels/{opened['id']}/messages", {"content": "Hi"})
    assert answer[1]["code"] == 50007
    assert (await rest("POST", "/users/@me/channels", {"recipient_id": "1"}))[1]["code"] == 10013
    assert (await rest("POST", "/users/@me/channels", {}))[1]["code"] == 50035


async def test_typing_is_seen(rest: Rest, sandbox: Sandbox, learner: Person, welcome: str):
    assert (await rest("POST", channel(sandbox) + "/typing"))[0] == 204
    event = await learner.wait_for(lambda event: event["type"] == "typing")
    assert event == {"type": "typing", "channel_id": welcome, "user_id": str(sandbox.world.bot.id)}


async def test_commands_are_replaced_created_edited_and_deleted(rest: Rest, sandbox: Sandbox):
    base = f"/applications/{sandbox.world.application.id}/commands"
    find = {"name": "find", "description": "Find", "default_member_permissions": 32}
    listed = (await rest("PUT", base, [find, {"name": "Look", "type": 3}]))[1]
    assert [command["name"] for command in listed] == ["find", "Look"]
    assert listed[0]["default_member_permissions"] == "32"
    again = (await rest("PUT", base, [find]))[1]
    assert again[0]["id"] == listed[0]["id"]
    status, created = await rest("POST", base, {"name": "help", "description": "Help"})
    assert status == 201
    assert (await rest("POST", base, {"name": "help", "description": "Helps"}))[0] == 200
    one = f"{base}/{created['id']}"
    assert (await rest("PATCH", one, {"description": "More help"}))[1]["description"] == "More help"
    assert (await rest("GET", one))[1]["name"] == "help"
    assert (await rest("DELETE", one))[0] == 204
    assert (await rest("GET", one))[1]["code"] == 10063
    assert [command["name"] for command in (await rest("GET", base))[1]] == ["find"]
    assert (await rest("PUT", base, [{"name": "No Way", "description": "x"}]))[1]["code"] == 50035
    assert (await rest("PUT", base, {}))[1]["code"] == 50109


async def test_commands_of_one_server_stay_there(rest: Rest, sandbox: Sandbox):
    base = f"/applications/{sandbox.world.application.id}"
    guild = sandbox.world.guild.id
    own = (await rest("PUT", f"{base}/guilds/{guild}/commands", [{"name": "own", "description": "x"}]))[1]
    assert own[0]["guild_id"] == str(guild)
    assert (await rest("GET", f"{base}/commands"))[1] == []
    other = sandbox.world.other_guild.id
    assert (await rest("GET", f"{base}/guilds/{other}/commands"))[1] == []


async def test_requests_are_recorded_and_a_hook_may_answer_instead(rest: Rest, sandbox: Sandbox):
    async def fail_once(request: web.Request) -> web.Response | None:
        if "typing" in request.path:
            return web.json_response({"message": "You are being rate limited."}, status=429)
        return None

    sandbox.before_request(fail_once)
    assert (await rest("POST", channel(sandbox) + "/typing"))[0] == 429
    await rest("POST", channel(sandbox) + "/messages", {"content": "Hi"})
    recorded = sandbox.requests[-1]
    assert recorded.route == "/channels/{channel_id}/messages"
    assert (recorded.method, recorded.body) == ("POST", {"content": "Hi"})
    assert recorded.path == f"/api/v10{channel(sandbox)}/messages"
    assert sandbox.violations == []


async def test_a_hook_may_cut_the_connection(rest: Rest, sandbox: Sandbox):
    async def cut(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    sandbox.before_request(cut)
    with pytest.raises(aiohttp.ClientConnectionError):
        await rest("GET", "/users/@me")
