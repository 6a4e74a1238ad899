# ruff: noqa: E501 - a case a line: the tables read as tables
"""What Discord's published API description catches, and that the sandbox's own rules catch the rest."""

import pytest

from bot.sandbox.rules import (
    Fault,
    command_faults,
    commands_faults,
    interaction_response_faults,
    message_faults,
)
from tests.openapi import needs_openapi, openapi_faults
from tests.sandbox.rules.bodies import (
    V2,
    Body,
    button,
    command,
    label,
    layout,
    link,
    modal,
    option,
    row,
    select,
    text_input,
    text_option,
    written,
)

MESSAGES = "/api/v10/channels/1/messages"
COMMANDS = "/api/v10/applications/1/commands"
CALLBACK = "/api/v10/interactions/1/a-token/callback?with_response=1"
CHOICE: Body = {"name": "SQL", "value": "sql"}


def choices(*values: Body) -> Body:
    return {"type": 8, "data": {"choices": list(values)}}


def rows(count: int) -> list[Body]:
    return [row(button(custom_id=str(number))) for number in range(count)]


def inputs(count: int) -> list[Body]:
    return [text_input(custom_id=str(number)) for number in range(count)]


def options(count: int) -> list[Body]:
    return [text_option(f"option_{number}") for number in range(count)]


def own_faults(path: str, body: Body | list[Body]) -> list[Fault]:
    if path == MESSAGES:
        return message_faults(body)
    if path == COMMANDS:
        return commands_faults(body) if isinstance(body, list) else command_faults(body)
    is_typing = isinstance(body, dict) and body["type"] == 8
    return interaction_response_faults(body, interaction_type=4 if is_typing else 2)


CAUGHT: list[tuple[str, str, Body]] = [
    ("eleven embeds", MESSAGES, {"embeds": [{"title": "x"}] * 11}),
    ("an embed's title of 257", MESSAGES, {"embeds": [{"title": "x" * 257}]}),
    ("26 fields of an embed", MESSAGES, {"embeds": [{"fields": [{"name": "x", "value": "x"}] * 26}]}),
    ("a field's value of 1,025", MESSAGES, {"embeds": [{"fields": [{"name": "x", "value": "x" * 1025}]}]}),
    ("a content of 4,001", MESSAGES, {"content": "x" * 4001}),
    ("six buttons in a row", MESSAGES, {"components": [row(*(button(custom_id=str(n)) for n in range(6)))]}),
    ("an empty row", MESSAGES, {"components": [row()]}),
    ("a button's label of 81", MESSAGES, {"components": [row(button(label="x" * 81))]}),
    ("a custom id of 101", MESSAGES, {"components": [row(button(custom_id="x" * 101))]}),
    ("26 options of a select", MESSAGES, {"components": [row(select(options=[option(str(n)) for n in range(26)]))]}),
    ("a command's name of 33", COMMANDS, command(name="x" * 33)),
    ("a command's description of 101", COMMANDS, command(description="x" * 101)),
    ("26 options of a command", COMMANDS, command(*options(26))),
    ("26 choices", COMMANDS, command(text_option(choices=[{"name": str(n), "value": "x"} for n in range(26)]))),
    ("a modal's title of 46", CALLBACK, {"type": 9, "data": modal(title="x" * 46)}),
    ("a label of 46 in a modal", CALLBACK, {"type": 9, "data": modal(row(text_input(label="x" * 46)))}),
    ("a button in a modal", CALLBACK, {"type": 9, "data": modal(row(button()))}),
    ("26 choices while typing", CALLBACK, choices(*[CHOICE] * 26)),
    ("a choice's name of 101 while typing", CALLBACK, choices({"name": "x" * 101, "value": "x"})),
    ("an unknown kind of answer", CALLBACK, {"type": 99}),
]  # fmt: skip

MISSED: list[tuple[str, str, Body | list[Body]]] = [
    ("a content of 2,001", MESSAGES, {"content": "x" * 2001}),
    ("an empty message", MESSAGES, {}),
    ("embeds of 6,001 in all", MESSAGES, {"embeds": [{"description": "x" * 3000}, {"description": "x" * 3001}]}),
    ("a field of an embed without a name", MESSAGES, {"embeds": [{"fields": [{"name": "", "value": "x"}]}]}),
    ("six rows", MESSAGES, {"components": rows(6)}),
    ("a custom id twice", MESSAGES, {"components": [row(button(), button())]}),
    ("a button without a custom id", MESSAGES, {"components": [row({"type": 2, "style": 1, "label": "x"})]}),
    ("a link without an address", MESSAGES, {"components": [row(link(url=None))]}),
    ("a select of at least two and at most one", MESSAGES, {"components": [row(select(min_values=2, max_values=1))]}),
    ("an option's value twice", MESSAGES, {"components": [row(select(options=[option("a"), option("a")]))]}),
    ("a layout without its flag", MESSAGES, {"components": [written()]}),
    ("a layout with content", MESSAGES, layout(written(), content="Hi")),
    ("an unknown key", MESSAGES, {"content": "Hi", "colour": 5}),
    ("a command's name with a capital and a space", COMMANDS, command(name="Find it")),
    ("a chat command without a description", COMMANDS, {"name": "find", "type": 1}),
    ("a required option after an optional one", COMMANDS, command(*options(1), text_option("last", required=True))),
    ("an option's name twice", COMMANDS, command(text_option(), text_option())),
    ("101 commands", COMMANDS, [command(name=f"find_{number}") for number in range(101)]),
    ("six rows of a modal", CALLBACK, {"type": 9, "data": modal(*(row(each) for each in inputs(6)))}),
    ("two inputs in a row of a modal", CALLBACK, {"type": 9, "data": modal(row(*inputs(2)))}),
    ("a choice's value of 101 while typing", CALLBACK, choices({"name": "x", "value": "x" * 101})),
]  # fmt: skip

SOUND: list[tuple[str, str, Body | list[Body] | None]] = [
    ("POST", MESSAGES, {"content": "Hi", "nonce": "123", "attachments": [{"id": 0, "filename": "a.png"}]}),
    ("POST", MESSAGES, {"content": "Hi", "allowed_mentions": {"users": [5, "6"]}, "flags": 1 << 12}),
    ("POST", MESSAGES, layout(written(), row(button()), flags=V2)),
    ("PATCH", f"{MESSAGES}/2", {"content": None, "components": []}),
    ("POST", "/api/v10/webhooks/1/a-token?wait=1", {"content": "Hi", "flags": 64}),
    ("PATCH", "/webhooks/1/a-token/messages/@original", {"content": "Hi"}),
    ("PATCH", "/webhooks/1/a-token/messages/2", {"content": "Hi"}),
    ("POST", CALLBACK, {"type": 9, "data": modal(label(select()))}),
    ("POST", CALLBACK, choices(CHOICE)),
    ("POST", COMMANDS, command(default_member_permissions="32")),
    ("PUT", COMMANDS, [command()]),
    ("POST", "/users/@me/channels", {"recipient_id": 5}),
    ("POST", "/channels/1/typing", None),
    ("GET", "/users/@me", None),
]


def _method(path: str, body: object) -> str:
    return "PUT" if path == COMMANDS and isinstance(body, list) else "POST"


NAMED_CASES = [pytest.param(path, body, id=name) for name, path, body in (*CAUGHT, *MISSED)]


@pytest.mark.parametrize(("path", "body"), NAMED_CASES)
def test_the_rules_catch(path: str, body: Body | list[Body]):
    assert own_faults(path, body)


@needs_openapi
@pytest.mark.parametrize(("path", "body"), NAMED_CASES[: len(CAUGHT)])
def test_the_description_catches(path: str, body: Body):
    assert openapi_faults("POST", path, body)


@needs_openapi
@pytest.mark.parametrize(("path", "body"), NAMED_CASES[len(CAUGHT) :])
def test_the_description_misses(path: str, body: Body | list[Body]):
    assert openapi_faults(_method(path, body), path, body) == []


@needs_openapi
@pytest.mark.parametrize(("method", "path", "body"), SOUND)
def test_the_description_takes_a_sound_request(method: str, path: str, body: Body | list[Body] | None):
    assert openapi_faults(method, path, body) == []


@needs_openapi
def test_a_fault_names_its_place():
    body = layout({"type": 17, "components": [select()]})
    assert openapi_faults("POST", MESSAGES, body) == [
        "$.components[0].components[0].type: 3 is not one of [1, 13, 12, 9, 14, 10]"
    ]


@needs_openapi
def test_a_request_that_discord_does_not_know_is_a_fault():
    assert openapi_faults("POST", "/nowhere", {}) == ["POST /nowhere: no such operation"]
    assert openapi_faults("DELETE", "/users/@me", None) == ["DELETE /users/@me: no such operation"]
    assert openapi_faults("POST", MESSAGES, None) == [f"POST {MESSAGES}: a body is required"]
    assert openapi_faults("POST", "/channels/1/typing", {}) == ["POST /channels/1/typing: takes no body"]
