"""Selects of people, roles and channels, and the inputs of modals, as a person's client checks them."""

from typing import Any

import pytest

from bot.sandbox.default_world import default_world
from bot.sandbox.interactions.components import component_data
from bot.sandbox.interactions.modals import modal_data
from bot.sandbox.interactions.resolver import Resolver
from bot.sandbox.refusals import RefusedError
from bot.sandbox.snowflakes import Snowflakes
from bot.sandbox.wire import Json
from bot.sandbox.world import Message, World

USER, ROLE, MENTIONABLE, CHANNEL = 5, 6, 7, 8


@pytest.fixture
def world() -> World:
    return default_world(Snowflakes())


@pytest.fixture
def resolver(world: World) -> Resolver:
    return Resolver(world, world.learner.id, world.guild, world.channel_named("welcome"))


def message_with(world: World, **part: object) -> Message:
    select = {"custom_id": "pick", "id": 2} | part
    row = {"type": 1, "components": [select]}
    return Message(1, world.channel_named("welcome").id, world.bot.id, "", components=[row])


def chosen(world: World, resolver: Resolver, kind: int, *values: int, **part: object) -> Json:
    message = message_with(world, type=kind, **part)
    return component_data(
        message, {"custom_id": "pick", "values": [str(value) for value in values]}, resolver
    )


@pytest.mark.parametrize(
    ("kind", "names"), [(USER, {"users", "members"}), (MENTIONABLE, {"users", "members"})]
)
def test_a_chosen_person_comes_with_their_member(
    world: World, resolver: Resolver, kind: int, names: set[str]
):
    data = chosen(world, resolver, kind, world.moderator.id)
    assert data["values"] == [str(world.moderator.id)]
    assert set(data["resolved"]) == names
    assert "user" not in data["resolved"]["members"][str(world.moderator.id)]


@pytest.mark.parametrize("kind", [ROLE, MENTIONABLE])
def test_a_chosen_role_is_resolved(world: World, resolver: Resolver, kind: int):
    assert set(chosen(world, resolver, kind, world.guild.id)["resolved"]) == {"roles"}


def test_a_chosen_channel_is_resolved_with_ones_permissions(world: World, resolver: Resolver):
    channel = world.channel_named("study-hall")
    resolved = chosen(world, resolver, CHANNEL, channel.id)["resolved"]["channels"][str(channel.id)]
    assert int(resolved["permissions"]) == world.permissions(world.learner.id, channel)


def test_what_one_does_not_see_or_is_not_there_cannot_be_chosen(world: World, resolver: Resolver):
    for kind, value in ((CHANNEL, world.channel_named("moderators").id), (USER, 1), (ROLE, 1)):
        with pytest.raises(RefusedError):
            chosen(world, resolver, kind, value)


def test_only_a_channel_of_the_types_that_are_asked_for_can_be_chosen(world: World, resolver: Resolver):
    channel = world.channel_named("study-hall").id
    assert chosen(world, resolver, CHANNEL, channel, channel_types=[0, 5])["values"] == [str(channel)]
    with pytest.raises(RefusedError):
        chosen(world, resolver, CHANNEL, channel, channel_types=[2])


def test_as_many_are_chosen_as_the_select_says(world: World, resolver: Resolver):
    two = (world.learner.id, world.moderator.id)
    assert len(chosen(world, resolver, USER, *two, max_values=2)["values"]) == 2
    for values in (two, (two[0], two[0]), ()):
        with pytest.raises(RefusedError):
            chosen(world, resolver, USER, *values)


MODAL: Json = {
    "custom_id": "ask",
    "components": [
        {"type": 18, "component": {"type": 4, "custom_id": "text", "min_length": 2, "max_length": 4}},
        {"type": 18, "component": {"type": 4, "custom_id": "note", "required": False}},
        {
            "type": 18,
            "component": {"type": 3, "custom_id": "topic", "options": [{"label": "Data", "value": "data"}]},
        },
        {
            "type": 18,
            "component": {
                "type": 21,
                "custom_id": "one",
                "required": False,
                "options": [{"label": "A", "value": "a"}],
            },
        },
    ],
}


def submit(resolver: Resolver, **inputs: Any) -> Json:  # noqa: ANN401  # JSON
    parts = [{"type": 18, "component": {"custom_id": name} | given} for name, given in inputs.items()]
    return modal_data(MODAL, {"components": parts}, resolver)


def test_a_modal_is_submitted_with_what_its_inputs_ask_for(resolver: Resolver):
    data = submit(resolver, text={"value": "SQL"}, note={"value": ""}, topic={"values": ["data"]})
    assert data["custom_id"] == "ask"
    assert data["components"][0]["component"] == {
        "type": 4,
        "id": 0,
        "custom_id": "text",
        "value": "SQL",
    }
    assert [
        part["component"].get("value", part["component"].get("values")) for part in data["components"]
    ] == [
        "SQL",
        "",
        ["data"],
        None,
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": {"value": ""}},
        {"text": {"value": "S"}},
        {"text": {"value": "SQL and more"}},
        {"text": {"value": 5}},
        {"topic": {"values": ["cooking"]}},
        {"topic": {}},
        {"one": {"value": "b"}},
        {"nobody": {"value": "asked"}},
    ],
)
def test_a_modal_with_a_wrong_input_is_not_sent(resolver: Resolver, wrong: Json):
    right: Json = {"text": {"value": "SQL"}, "topic": {"values": ["data"]}}
    with pytest.raises(RefusedError):
        submit(resolver, **(right | wrong))
