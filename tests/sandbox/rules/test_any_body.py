"""Whatever a bot sends, the rules answer with faults and never fail themselves."""

from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.rules import (
    Fault,
    command_faults,
    commands_faults,
    interaction_response_faults,
    message_faults,
    refusal,
)
from tests.openapi import OPENAPI, openapi_faults
from tests.sandbox.rules.bodies import (
    Body,
    button,
    command,
    container,
    gallery,
    label,
    layout,
    modal,
    row,
    section,
    select,
    text_input,
    text_option,
    users,
    written,
)

_LEAVES = st.none() | st.booleans() | st.integers(-2, 30) | st.floats() | st.text(max_size=3)
ANYTHING = st.recursive(
    _LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "components", "id", "options", "name"]), inner, max_size=3)
    ),
    max_leaves=6,
)
CARD = container(
    section(accessory=button()), written(), row(select()), row(users()), gallery("https://a.org/b")
)
MESSAGE: Body = {
    "content": "Hi",
    "flags": 4,
    "embeds": [{"title": "x", "image": {"url": "https://a.org/b"}, "fields": [{"name": "x", "value": "y"}]}],
    "components": [row(button(emoji={"name": "✅"}))],
    "attachments": [{"id": 0, "filename": "a.png"}],
    "allowed_mentions": {"parse": [], "users": ["5"]},
    "nonce": "x",
    "message_reference": {"message_id": "5"},
}
GROUP = {
    "type": 2,
    "name": "task",
    "description": "x",
    "options": [{"type": 1, "name": "a", "description": "x"}],
}
COMMANDS = [
    command(text_option(choices=[{"name": "a", "value": "b"}]), name_localizations={"de": "finden"}),
    command(GROUP, name="catalog"),
    {"type": 3, "name": "Find"},
]
GROUPS = [
    {"type": 21, "custom_id": "one", "options": [{"label": each, "value": each} for each in "ab"]},
    {"type": 22, "custom_id": "some", "options": [{"label": "a", "value": "a"}]},
]
MODAL = modal(row(text_input()), label(select(custom_id="b")), written(), *map(label, GROUPS))
CALLBACK = "/interactions/1/a-token/callback"


def places(body: object) -> list[tuple[str | int, ...]]:
    found: list[tuple[str | int, ...]] = [()]
    inner = enumerate(body) if isinstance(body, list) else body.items() if isinstance(body, dict) else ()
    for key, each in inner:
        found += [(key, *rest) for rest in places(each)]
    return found


@st.composite
def spoilt(draw: st.DrawFn, sound: object) -> object:
    """A sound body with anything at all in one of its places."""
    body = deepcopy(sound)
    place = draw(st.sampled_from(places(body)))
    anything = draw(ANYTHING)
    if not place:
        return anything
    holder: Any = body
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = anything
    return body


def judged(method: str, path: str, body: object, faults: list[Fault]) -> None:
    """What Discord's description refuses, the rules refuse too; and every refusal can be said."""
    assert set(refusal(faults)) >= {"code", "message"}
    if OPENAPI.is_file() and openapi_faults(method, path, body):
        assert faults


@given(st.one_of(spoilt(MESSAGE), spoilt(layout(CARD))))
def test_any_message_is_judged(body: object):
    judged("POST", "/channels/1/messages", body, message_faults(body, files=1, place="channel"))


@given(st.one_of(spoilt(MESSAGE), spoilt(layout(CARD))))
def test_any_edit_is_judged(body: object):
    judged("PATCH", "/channels/1/messages/2", body, message_faults(body, files=1, is_edit=True))
    before = body if isinstance(body, dict) else {}
    assert isinstance(message_faults(layout(CARD), is_edit=True, before=before), list)


@given(spoilt(COMMANDS))
def test_any_list_of_commands_is_judged(body: object):
    judged("PUT", "/applications/1/commands", body, commands_faults(body))


@given(spoilt(COMMANDS[0]))
def test_any_command_is_judged(body: object):
    judged("POST", "/applications/1/commands", body, command_faults(body))


@given(spoilt(layout(CARD)))
def test_any_first_answer_is_judged(data: object):
    body = {"type": 4, "data": data}
    judged("POST", CALLBACK, body, interaction_response_faults(body, interaction_type=2))


@given(spoilt({"type": 9, "data": MODAL}), st.integers(2, 5), st.booleans())
def test_any_modal_is_judged(body: object, interaction_type: int, is_from_message: bool):
    found = interaction_response_faults(
        body, interaction_type=interaction_type, is_from_message=is_from_message
    )
    judged("POST", CALLBACK, body, found)


@given(spoilt({"type": 8, "data": {"choices": [{"name": "a", "value": "b"}]}}))
def test_any_choices_are_judged(body: object):
    judged("POST", CALLBACK, body, interaction_response_faults(body, interaction_type=4))


def test_a_body_may_nest_as_deep_as_it_likes_and_hold_any_number():
    deep, options = row(button()), text_option()
    for _ in range(5000):
        deep, options = container(deep), {"type": 2, "name": "a", "description": "x", "options": [options]}
    assert message_faults(layout(deep))
    assert command_faults(command(options))
    assert message_faults({"content": "Hi", "allowed_mentions": {"users": ["9" * 5000]}})
    assert message_faults(
        {"content": deep, "components": deep, "attachments": [{"id": deep, "filename": deep}]}
    )
    assert command_faults(command(text_option(choices=[{"name": deep, "value": deep}]), name=deep))
