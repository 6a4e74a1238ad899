import asyncio

import pytest

from bot.sandbox import permissions
from bot.sandbox.interactions.interaction import Deadlines
from bot.sandbox.server import Sandbox
from tests.e2e.person import InteractionFailed, Person, Refused
from tests.sandbox.bare_bot import Json, PeopleDoor, RawBot

FIND = {
    "name": "find",
    "description": "Find a credential",
    "options": [
        {"type": 3, "name": "goal", "description": "Goal", "required": True, "max_length": 20},
        {"type": 3, "name": "topic", "description": "Topic", "autocomplete": True},
        {"type": 4, "name": "weeks", "description": "Weeks", "min_value": 1, "max_value": 52},
        {"type": 3, "name": "level", "description": "Level", "choices": [{"name": "Easy", "value": "easy"}]},
        {"type": 6, "name": "friend", "description": "A friend"},
        {"type": 7, "name": "where", "description": "A channel"},
        {"type": 7, "name": "stage", "description": "A stage", "channel_types": [13]},
        {"type": 8, "name": "role", "description": "A role"},
        {"type": 5, "name": "share", "description": "Share"},
    ],
}
BUTTON = {"type": 2, "style": 1, "label": "More", "custom_id": "more"}
SELECT = {
    "type": 3,
    "custom_id": "pick",
    "placeholder": "Pick",
    "options": [{"label": "One", "value": "1"}, {"label": "Two", "value": "2"}],
}
ROWS = [{"type": 1, "components": [BUTTON]}, {"type": 1, "components": [SELECT]}]
MODAL = {
    "custom_id": "say",
    "title": "Say",
    "components": [
        {
            "type": 1,
            "components": [
                {
                    "type": 4,
                    "custom_id": "text",
                    "label": "Text",
                    "style": 1,
                    "min_length": 2,
                    "max_length": 5,
                }
            ],
        }
    ],
}
PRIVATE, THINKING = 64, 128


async def used(learner: Person, bot: RawBot, channel: str, **options: object):
    """The interaction of a used /find, and the task in which the person waits for its answer."""
    waiting = asyncio.create_task(learner.uses(channel, "find", **({"goal": "sql"} | options)))
    return await bot.interaction(), waiting


@pytest.fixture
async def ready(bot: RawBot):
    await bot.registers(FIND)
    return bot


async def test_a_command_brings_its_person_place_and_options(
    ready: RawBot, sandbox: Sandbox, learner: Person, welcome: str
):
    interaction, waiting = await used(learner, ready, welcome, weeks=6, share=True)
    world = sandbox.world
    assert interaction["type"] == 2
    assert interaction["guild_id"] == str(world.guild.id)
    assert interaction["channel"]["name"] == "welcome"
    assert interaction["member"]["user"]["id"] == learner.id
    assert int(interaction["member"]["permissions"]) & 1 << 11
    assert int(interaction["app_permissions"]) & 1 << 11
    assert interaction["authorizing_integration_owners"] == {"0": str(world.guild.id)}
    assert (interaction["context"], interaction["locale"], interaction["entitlements"]) == (0, "en-US", [])
    assert interaction["data"]["options"] == [
        {"name": "goal", "type": 3, "value": "sql"},
        {"name": "weeks", "type": 4, "value": 6},
        {"name": "share", "type": 5, "value": True},
    ]
    status, answer = await ready.answers(interaction, 4, content="Here")
    assert status == 200
    assert answer["interaction"]["response_message_id"] == answer["resource"]["message"]["id"]
    message = await waiting
    assert (message["type"], message["content"]) == (20, "Here")
    assert message["interaction_metadata"]["user"]["id"] == learner.id
    assert (await ready.gateway.event("MESSAGE_CREATE"))["id"] == message["id"]
    assert sandbox.violations == []


async def test_what_options_refer_to_is_resolved(
    ready: RawBot, sandbox: Sandbox, learner: Person, welcome: str
):
    world = sandbox.world
    role = next(role for role in world.guild.roles.values() if role.name == "Moderator")
    interaction, waiting = await used(
        learner,
        ready,
        welcome,
        friend=str(world.other_learner.id),
        where=welcome,
        role=str(role.id),
    )
    resolved = interaction["data"]["resolved"]
    assert resolved["users"][str(world.other_learner.id)]["username"] == "jonas"
    assert "permissions" in resolved["members"][str(world.other_learner.id)]
    assert resolved["channels"][welcome]["name"] == "welcome"
    assert resolved["roles"][str(role.id)]["name"] == "Moderator"
    await ready.answers(interaction, 4, content="ok")
    await waiting


@pytest.mark.parametrize(
    "options",
    [
        {"goal": None},
        {"goal": "   "},
        {"goal": "x" * 21},
        {"weeks": 53},
        {"level": "hard"},
        {"friend": "1"},
        {"nonsense": "x"},
        {"share": "yes"},
        {"where": "{moderators}"},
        {"stage": "{welcome}"},
    ],
)
@pytest.mark.usefixtures("ready")
async def test_what_a_client_would_not_send_is_refused(
    sandbox: Sandbox, learner: Person, welcome: str, options: Json
):
    hidden = str(sandbox.world.channel_named("moderators").id)
    places = {"{moderators}": hidden, "{welcome}": welcome}
    filled = {name: places.get(str(value), value) for name, value in options.items()}
    with pytest.raises(Refused) as refused:
        await learner.uses(welcome, "find", **({"goal": "sql"} | filled))
    assert refused.value.code == 50035
    assert sandbox.violations == []


async def test_a_private_answer_is_its_persons_alone(
    ready: RawBot, learner: Person, other_learner: Person, welcome: str
):
    interaction, waiting = await used(learner, ready, welcome)
    _, answer = await ready.answers(interaction, 4, content="psst", flags=PRIVATE)
    message = await waiting
    assert message["flags"] & PRIVATE
    assert answer["interaction"]["response_message_ephemeral"] is True
    assert await other_learner.sees(welcome) == []
    assert (await ready.rest("GET", f"/channels/{welcome}/messages"))[1] == []
    assert (await ready.rest("GET", f"/channels/{welcome}/messages/{message['id']}"))[1]["code"] == 10008
    await learner.says(welcome, "next")
    assert (await ready.gateway.event("MESSAGE_CREATE"))["author"]["id"] == learner.id
    assert not any(
        event["type"] == "message_create" and event["message"]["content"] == "psst"
        for event in other_learner.events
    )
    await learner.dismisses(message)
    assert (await ready.original("GET", interaction))[1]["code"] == 10008


async def test_a_second_acknowledgement_is_refused(
    ready: RawBot, sandbox: Sandbox, learner: Person, welcome: str
):
    interaction, waiting = await used(learner, ready, welcome)
    await ready.answers(interaction, 4, content="one")
    status, body = await ready.answers(interaction, 4, content="two")
    assert (status, body["code"]) == (400, 40060)
    assert (await waiting)["content"] == "one"
    assert [violation.code for violation in sandbox.violations] == [40060]


async def test_an_unknown_interaction_is_unknown(ready: RawBot):
    nobody = {"id": "1", "token": "x"}
    assert (await ready.answers(nobody, 4, content="?"))[1]["code"] == 10062
    assert (await ready.follows_up(nobody, content="?"))[1]["code"] == 10015


async def test_a_follow_up_before_the_first_answer_is_refused(ready: RawBot, learner: Person, welcome: str):
    interaction, waiting = await used(learner, ready, welcome)
    assert (await ready.follows_up(interaction, content="early"))[1]["code"] == 10015
    await ready.answers(interaction, 4, content="one")
    await waiting


async def test_a_deferred_private_answer_stays_private_whatever_the_follow_up_says(
    ready: RawBot, learner: Person, welcome: str
):
    interaction, waiting = await used(learner, ready, welcome)
    _, callback = await ready.answers(interaction, 5, flags=PRIVATE)
    assert callback["interaction"]["response_message_loading"] is True
    thinking = await learner.wait_for(lambda event: event["type"] == "message_create")
    assert thinking["message"]["flags"] & (PRIVATE | THINKING) == PRIVATE | THINKING
    await learner.wait_for(lambda event: event.get("state") == "acknowledged")
    _, followed = await ready.follows_up(interaction, content="done")
    message = await waiting
    assert followed["id"] == message["id"] == thinking["message"]["id"]
    assert message["flags"] & (PRIVATE | THINKING) == PRIVATE
    second = (await ready.follows_up(interaction, content="and more"))[1]
    assert second["type"] == 19
    assert not second["flags"] & PRIVATE
    assert second["message_reference"]["message_id"] == message["id"]


@pytest.mark.parametrize(("first", "then"), [(0, PRIVATE), (PRIVATE, 0)])
async def test_a_bot_that_is_wrong_about_who_sees_its_follow_up_is_told(
    ready: RawBot, sandbox: Sandbox, learner: Person, welcome: str, first: int, then: int
):
    interaction, waiting = await used(learner, ready, welcome)
    await ready.answers(interaction, 5, flags=first)
    _, followed = await ready.follows_up(interaction, content="done", flags=then)
    assert followed["flags"] & PRIVATE == first
    assert (await waiting)["id"] == followed["id"]
    told = [(violation.code, violation.where) for violation in sandbox.violations]
    assert told == [(0, "POST /webhooks/{application_id}/{token}")]


@pytest.mark.parametrize("flags", [0, PRIVATE])
async def test_a_follow_up_that_knows_who_sees_it_is_right(
    ready: RawBot, sandbox: Sandbox, learner: Person, welcome: str, flags: int
):
    interaction, waiting = await used(learner, ready, welcome)
    await ready.answers(interaction, 5, flags=flags)
    await ready.follows_up(interaction, content="done", flags=flags)
    await waiting
    await ready.follows_up(interaction, content="and more", flags=PRIVATE - flags)
    assert sandbox.violations == []


async def test_an_answer_that_says_nothing_of_mentions_pings_users_only(
    ready: RawBot, sandbox: Sandbox, learner: Person, welcome: str
):
    guild = sandbox.world.guild
    guild.roles[guild.id].permissions |= permissions.MENTION_EVERYONE
    role = next(role for role in guild.roles.values() if role.name == "Moderator")
    interaction, waiting = await used(learner, ready, welcome)
    text = f"<@{learner.id}> <@&{role.id}> @everyone"
    await ready.answers(interaction, 4, content=text)
    message = await waiting
    assert [user["id"] for user in message["mentions"]] == [learner.id]
    assert (message["mention_roles"], message["mention_everyone"]) == ([], False)
    said = {"parse": ["roles", "everyone"]}
    second = (await ready.follows_up(interaction, content=text, allowed_mentions=said))[1]
    assert (second["mention_roles"], second["mention_everyone"]) == ([str(role.id)], True)


async def test_the_original_answer_is_read_edited_and_deleted(ready: RawBot, learner: Person, welcome: str):
    interaction, waiting = await used(learner, ready, welcome)
    await ready.answers(interaction, 5)
    edited = (await ready.original("PATCH", interaction, content="thought"))[1]
    assert (edited["content"], edited["flags"]) == ("thought", 0)
    assert (await waiting)["content"] == "thought"
    assert (await ready.original("GET", interaction))[1]["content"] == "thought"
    assert (await ready.original("DELETE", interaction))[0] == 204
    assert (await ready.original("PATCH", interaction, content="x"))[1]["code"] == 10008


async def test_a_follow_up_is_edited_and_deleted_under_its_token(
    ready: RawBot, sandbox: Sandbox, learner: Person, welcome: str
):
    interaction, waiting = await used(learner, ready, welcome)
    await ready.answers(interaction, 4, content="one")
    await waiting
    second = (await ready.follows_up(interaction, content="two"))[1]
    path = f"/webhooks/{sandbox.world.application.id}/{interaction['token']}/messages/{second['id']}"
    assert (await ready.rest("PATCH", path, {"content": "2"}, token=""))[1]["content"] == "2"
    assert (await ready.rest("GET", path, token=""))[1]["content"] == "2"
    assert (await ready.rest("DELETE", path, token=""))[0] == 204
    said = await learner.says(welcome, "mine")
    stranger = path.replace(second["id"], said["id"])
    assert (await ready.rest("DELETE", stranger, token=""))[1]["code"] == 10008


async def test_a_refused_answer_is_told_to_its_person_and_may_be_mended(
    ready: RawBot, sandbox: Sandbox, learner: Person, welcome: str
):
    interaction, waiting = await used(learner, ready, welcome)
    assert (await ready.answers(interaction, 4, content="x" * 2001))[1]["code"] == 50035
    with pytest.raises(InteractionFailed):
        await waiting
    assert [violation.code for violation in sandbox.violations] == [50035]
    assert (await ready.answers(interaction, 4, content="sorry"))[0] == 200
    await learner.wait_for(lambda event: event.get("state") == "answered")


async def test_choices_are_of_the_type_of_the_option(ready: RawBot, learner: Person, welcome: str):
    typing = asyncio.create_task(learner.completes(welcome, "find", "topic", "da"))
    interaction = await ready.interaction()
    assert (await ready.answers(interaction, 8, choices=[{"name": "5", "value": 5}]))[1]["code"] == 50035
    await ready.answers(interaction, 8, choices=[{"name": "5", "value": "5"}])
    assert await typing == [{"name": "5", "value": "5"}]


async def test_a_select_with_an_emoji_that_is_not_there_is_refused(
    ready: RawBot, sandbox: Sandbox, learner: Person, welcome: str
):
    options = [{"label": "One", "value": "1", "emoji": {"id": "5", "name": "party"}}]
    rows = [{"type": 1, "components": [SELECT | {"options": options}]}]
    interaction, waiting = await used(learner, ready, welcome)
    _, refused = await ready.answers(interaction, 4, content="x", components=rows)
    place = refused["errors"]["data"]["components"]["0"]["components"]["0"]["options"]["0"]["emoji"]["id"]
    assert place["_errors"][0]["code"] == "COMPONENT_INVALID_EMOJI"
    with pytest.raises(InteractionFailed):
        await waiting
    await ready.answers(interaction, 5)
    assert (await ready.follows_up(interaction, content="x", components=rows))[1]["code"] == 50035
    assert (await ready.original("PATCH", interaction, components=rows))[1]["code"] == 50035
    assert len(sandbox.violations) == 3


async def test_autocomplete_brings_what_is_typed_and_shows_the_choices(
    ready: RawBot, learner: Person, welcome: str
):
    typing = asyncio.create_task(learner.completes(welcome, "find", "topic", "da", weeks=99, share=True))
    interaction = await ready.interaction()
    assert interaction["type"] == 4
    assert interaction["data"]["options"] == [
        {"name": "share", "type": 5, "value": True},
        {"name": "topic", "type": 3, "value": "da", "focused": True},
    ]
    assert (await ready.answers(interaction, 4, content="no"))[1]["code"] == 50035
    await ready.answers(interaction, 8, choices=[{"name": "Data", "value": "data"}])
    assert await typing == [{"name": "Data", "value": "data"}]
    assert (await ready.follows_up(interaction, content="no"))[1]["code"] == 10015


@pytest.mark.usefixtures("ready")
async def test_only_an_option_that_autocompletes_is_completed(door: PeopleDoor, welcome: str):
    command = (await door.get(f"/channels/{welcome}/commands"))[0]
    body = {"kind": "autocomplete", "channel_id": welcome, "command_id": command["id"]}
    for options in ([], [{"name": "goal", "type": 3, "value": "x", "focused": True}]):
        with pytest.raises(Refused):
            await door.post("/interactions", body | {"options": options})


async def test_a_button_of_a_private_message_brings_the_whole_message(
    ready: RawBot, learner: Person, welcome: str
):
    interaction, waiting = await used(learner, ready, welcome)
    await ready.answers(interaction, 4, content="with buttons", flags=PRIVATE, components=ROWS)
    message = await waiting
    clicking = asyncio.create_task(learner.clicks(message, "More"))
    click = await ready.interaction()
    assert click["message"] == message
    assert click["data"] == {"custom_id": "more", "component_type": 2, "id": 2}
    _, answer = await ready.answers(click, 7, content="changed", components=[])
    assert answer["resource"]["message"]["components"] == []
    assert (await clicking)["content"] == "changed"
    assert (await learner.sees(welcome))[0]["flags"] & PRIVATE


async def test_a_deferred_update_changes_the_message_later(ready: RawBot, learner: Person, welcome: str):
    interaction, waiting = await used(learner, ready, welcome)
    await ready.answers(interaction, 4, content="with buttons", components=ROWS)
    message = await waiting
    choosing = asyncio.create_task(learner.chooses(message, "Pick", "Two"))
    chosen = await ready.interaction()
    assert chosen["data"]["values"] == ["2"]
    _, callback = await ready.answers(chosen, 6)
    assert callback["interaction"]["response_message_id"] == message["id"]
    await ready.original("PATCH", chosen, content="two it is")
    assert (await choosing)["content"] == "two it is"


async def test_the_answer_to_a_component_refers_to_its_message(ready: RawBot, learner: Person, welcome: str):
    interaction, waiting = await used(learner, ready, welcome)
    await ready.answers(interaction, 4, content="with buttons", components=ROWS)
    message = await waiting
    clicking = asyncio.create_task(learner.clicks(message, "More"))
    await ready.answers(await ready.interaction(), 4, content="more", flags=PRIVATE)
    answer = await clicking
    assert (answer["type"], answer["message_reference"]["message_id"]) == (19, message["id"])
    assert answer["interaction_metadata"]["interacted_message_id"] == message["id"]
    assert answer["mentions"] == []


@pytest.mark.parametrize(
    "change",
    [
        {"custom_id": "other"},
        {"custom_id": "pick", "component_type": 2},
        {"custom_id": "pick", "component_type": 3, "values": ["3"]},
        {"custom_id": "pick", "component_type": 3, "values": []},
        {"custom_id": "pick", "component_type": 3, "values": ["1", "2"]},
        {"custom_id": "off"},
    ],
)
async def test_what_cannot_be_clicked_is_refused(
    door: PeopleDoor, ready: RawBot, learner: Person, welcome: str, change: Json
):
    interaction, waiting = await used(learner, ready, welcome)
    off = BUTTON | {"custom_id": "off", "disabled": True}
    rows = [*ROWS, {"type": 1, "components": [off]}]
    await ready.answers(interaction, 4, content="with buttons", components=rows)
    message = await waiting
    body = {"kind": "component", "channel_id": welcome, "message_id": message["id"], "component_type": 2}
    with pytest.raises(Refused):
        await door.post("/interactions", body | change)


async def test_anothers_private_message_cannot_be_clicked(
    ready: RawBot, learner: Person, other_learner: Person, welcome: str
):
    interaction, waiting = await used(learner, ready, welcome)
    await ready.answers(interaction, 4, content="psst", flags=PRIVATE, components=ROWS)
    message = await waiting
    with pytest.raises(Refused) as refused:
        await other_learner.clicks(message, "More")
    assert refused.value.code == 10008


async def test_a_modal_is_opened_filled_in_and_submitted(ready: RawBot, learner: Person, welcome: str):
    interaction, waiting = await used(learner, ready, welcome)
    await ready.answers(interaction, 4, content="with buttons", components=ROWS)
    message = await waiting
    opening = asyncio.create_task(learner.opens_modal(message, "More"))
    click = await ready.interaction()
    await ready.answers(click, 9, **MODAL)
    opened = await opening
    assert opened["modal"]["title"] == "Say"
    with pytest.raises(Refused):
        await learner.submits(opened, "x")
    with pytest.raises(Refused):
        await learner.submits(opened, "far too long")
    submitting = asyncio.create_task(learner.submits(opened, "hello"))
    submit = await ready.interaction()
    assert submit["type"] == 5
    assert submit["message"]["id"] == message["id"]
    assert submit["data"]["components"][0]["components"][0]["value"] == "hello"
    await ready.answers(submit, 7, content="you said hello")
    assert (await submitting)["content"] == "you said hello"


async def test_what_a_modal_says_as_null_is_as_if_it_were_not_said(
    bot: RawBot, learner: Person, door: PeopleDoor, welcome: str
):
    await bot.registers({"name": "ask", "description": "Ask"})
    days = [{"label": day, "value": day} for day in ("Mon", "Tue", "Wed")]
    nothing = {"min_values": None, "max_values": None, "required": None}
    parts: list[Json] = [
        {"type": 22, "custom_id": "days", "options": days} | nothing,
        {"type": 3, "custom_id": "level", "options": days} | nothing,
        {"type": 21, "custom_id": "one", "options": days, "required": None},
        {"type": 23, "custom_id": "sure", "default": None},
    ]
    labels = [{"type": 18, "label": part["custom_id"], "component": part} for part in parts]
    using = asyncio.create_task(learner.uses(welcome, "ask"))
    await bot.answers(await bot.interaction(), 9, custom_id="when", title="When", components=labels)
    opened = await learner.wait_for(lambda event: event["type"] == "modal")
    using.cancel()
    given: list[Json] = [
        {"custom_id": "days", "values": ["Mon", "Wed"]},
        {"custom_id": "level", "values": ["Tue"]},
        {"custom_id": "one", "value": "Wed"},
        {"custom_id": "sure", "value": True},
    ]
    body: Json = {"kind": "modal", "interaction_id": opened["interaction_id"], "custom_id": "when"}
    for missing in range(3):
        some = [part for place, part in enumerate(given) if place != missing]
        with pytest.raises(Refused):
            await door.post("/interactions", body | {"components": some})
    await door.post("/interactions", body | {"components": given})
    sent = [part["component"] for part in (await bot.interaction())["data"]["components"]]
    kept = ("custom_id", "value", "values")
    assert [{name: part[name] for name in kept if name in part} for part in sent] == given


async def test_a_modal_of_a_command_cannot_update_a_message(ready: RawBot, learner: Person, welcome: str):
    using = asyncio.create_task(learner.uses(welcome, "find", goal="sql"))
    command = await ready.interaction()
    await ready.answers(command, 9, **MODAL)
    opened = await learner.wait_for(lambda event: event["type"] == "modal")
    submitting = asyncio.create_task(learner.submits(opened | {"message": None}, "hello"))
    submit = await ready.interaction()
    assert (await ready.answers(submit, 7, content="no"))[1]["code"] == 50035
    with pytest.raises(InteractionFailed):
        await submitting
    _, answer = await ready.answers(submit, 4, content="yes")
    metadata = answer["resource"]["message"]["interaction_metadata"]
    assert metadata["triggering_interaction_metadata"]["id"] == command["id"]
    using.cancel()


async def test_context_menus_bring_their_targets(
    bot: RawBot, learner: Person, moderator: Person, welcome: str
):
    await bot.registers({"name": "Profile", "type": 2}, {"name": "Find for this", "type": 3})
    said = await moderator.says(welcome, "I want to learn SQL")
    using = asyncio.create_task(learner.uses_on(welcome, "Find for this", said["id"]))
    interaction = await bot.interaction()
    assert interaction["data"]["resolved"]["messages"][said["id"]]["content"] == "I want to learn SQL"
    await bot.answers(interaction, 4, content="found")
    assert (await using)["type"] == 23
    using = asyncio.create_task(learner.uses_on(welcome, "Profile", moderator.id))
    interaction = await bot.interaction()
    assert interaction["data"]["target_id"] == moderator.id
    assert interaction["data"]["resolved"]["users"][moderator.id]["username"] == "mira"
    await bot.answers(interaction, 4, content="profile")
    assert (await using)["interaction_metadata"]["target_user"]["id"] == moderator.id
    with pytest.raises(Refused):
        await learner.uses_on(welcome, "Find for this", "1")
    with pytest.raises(Refused):
        await learner.uses_on(welcome, "Profile", "1")


async def test_in_a_direct_channel_there_is_a_user_and_no_server(
    ready: RawBot, sandbox: Sandbox, learner: Person
):
    direct = await learner.direct_messages_with(str(sandbox.world.bot.id))
    interaction, waiting = await used(learner, ready, direct)
    assert interaction["user"]["id"] == learner.id
    assert not {"member", "guild_id", "guild"} & set(interaction)
    assert (interaction["context"], interaction["authorizing_integration_owners"]) == (1, {"0": "0"})
    await ready.answers(interaction, 4, content="here too")
    assert (await waiting)["content"] == "here too"


async def test_sub_commands_bring_their_own_options(bot: RawBot, learner: Person, welcome: str):
    show = {
        "name": "show",
        "description": "Show",
        "type": 1,
        "options": [{"type": 3, "name": "credential", "description": "Which", "required": True}],
    }
    await bot.registers({"name": "credential", "description": "Credentials", "options": [show]})
    using = asyncio.create_task(learner.uses(welcome, "credential show", credential="x"))
    interaction = await bot.interaction()
    given = [{"name": "credential", "type": 3, "value": "x"}]
    assert interaction["data"]["options"] == [{"name": "show", "type": 1, "options": given}]
    await bot.answers(interaction, 4, content="shown")
    await using
    with pytest.raises(Refused):
        await learner.uses(welcome, "credential")


class TestDeadlines:
    """What happens when time is up: a few hundredths of a second here."""

    @pytest.fixture
    def deadlines(self) -> Deadlines:
        return Deadlines(first_answer_seconds=0.02, token_seconds=900)

    async def test_without_an_answer_the_person_is_told_and_a_late_one_refused(
        self, ready: RawBot, sandbox: Sandbox, learner: Person, welcome: str
    ):
        interaction, waiting = await used(learner, ready, welcome)
        with pytest.raises(InteractionFailed) as failed:
            await waiting
        assert failed.value.args == ("The application did not respond",)
        assert (await ready.answers(interaction, 4, content="late"))[1]["code"] == 10062
        assert [violation.code for violation in sandbox.violations] == [0, 10062]

    @pytest.mark.usefixtures("ready")
    async def test_missing_choices_are_null(self, learner: Person, welcome: str):
        assert await learner.completes(welcome, "find", "topic", "da") == []

    async def test_nobody_is_blamed_while_the_bot_is_offline(
        self, ready: RawBot, sandbox: Sandbox, learner: Person, welcome: str
    ):
        await ready.gateway.socket.close(code=1000)
        await learner.wait_for(lambda event: event["type"] == "bot")
        with pytest.raises(InteractionFailed):
            await learner.uses(welcome, "find", goal="sql")
        assert sandbox.violations == []


class TestExpiredTokens:
    """A token that holds for no time at all."""

    @pytest.fixture
    def deadlines(self) -> Deadlines:
        return Deadlines(first_answer_seconds=3, token_seconds=0)

    async def test_follow_ups_with_it_are_refused(self, ready: RawBot, learner: Person, welcome: str):
        interaction, waiting = await used(learner, ready, welcome)
        await ready.answers(interaction, 4, content="in time")
        await waiting
        status, body = await ready.follows_up(interaction, content="late")
        assert (status, body["code"]) == (401, 50027)

    async def test_a_promise_that_is_not_kept_fails(self, ready: RawBot, learner: Person, welcome: str):
        interaction, waiting = await used(learner, ready, welcome)
        await ready.answers(interaction, 5)
        with pytest.raises(InteractionFailed):
            await waiting
