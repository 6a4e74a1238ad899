# ruff: noqa: E501 - a case a line: the tables read as tables
import pytest

from bot.sandbox.rules import interaction_response_faults
from tests.sandbox.rules.bodies import (
    V2,
    Body,
    button,
    label,
    layout,
    modal,
    option,
    row,
    said,
    select,
    text_input,
    written,
)

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
REQUIRED, LENGTH, LONG = "BASE_TYPE_REQUIRED", "BASE_TYPE_BAD_LENGTH", "BASE_TYPE_MAX_LENGTH"
UNION = "UNION_TYPE_CHOICES"


def upload(**changed: object) -> Body:
    return {"type": 19, "custom_id": "file"} | changed


def radios(*values: str, **changed: object) -> Body:
    return {"type": 21, "custom_id": "one", "options": [option(value) for value in values]} | changed


def boxes(*values: str, **changed: object) -> Body:
    return {"type": 22, "custom_id": "some", "options": [option(value) for value in values]} | changed


def labelled_input(**changed: object) -> Body:
    return label({"type": 4, "custom_id": "hours", "style": 1} | changed)


@pytest.mark.parametrize(
    ("interaction_type", "body"),
    [
        (COMMAND, {"type": 4, "data": {"content": "Hi", "flags": 64}}),
        (COMMAND, {"type": 4, "data": layout(written(), flags=V2 | 64)}),
        (COMMAND, {"type": 5}),
        (COMMAND, {"type": 5, "data": {"flags": 64}}),
        (COMMAND, {"type": 9, "data": modal()}),
        (COMPONENT, {"type": 6}),
        (COMPONENT, {"type": 7, "data": {"components": []}}),
        (COMPONENT, {"type": 7, "data": layout(written())}),
        (COMPONENT, {"type": 9, "data": modal()}),
        (AUTOCOMPLETE, {"type": 8, "data": {"choices": []}}),
        (AUTOCOMPLETE, {"type": 8, "data": {"choices": [{"name": "SQL", "value": "x" * 100}]}}),
        (AUTOCOMPLETE, {"type": 8, "data": {"choices": [{"name": "5", "value": 5}] * 25}}),
        (MODAL_SUBMIT, {"type": 4, "data": {"content": "Hi"}}),
        (MODAL_SUBMIT, {"type": 5}),
    ],
)
def test_discord_takes_a_sound_answer(interaction_type: int, body: Body):
    assert interaction_response_faults(body, interaction_type=interaction_type) == []


@pytest.mark.parametrize(
    ("interaction_type", "response_type"),
    [
        *((COMMAND, kind) for kind in (1, 6, 7, 8, 10, 12, 99)),
        *((COMPONENT, kind) for kind in (1, 8, 99)),
        *((AUTOCOMPLETE, kind) for kind in (4, 5, 6, 7, 9)),
        *((MODAL_SUBMIT, kind) for kind in (6, 7, 8, 9)),
    ],
)
def test_discord_refuses_an_answer_of_another_kind(interaction_type: int, response_type: int):
    body = {"type": response_type, "data": {"content": "Hi"}}
    assert said(interaction_response_faults(body, interaction_type=interaction_type)) == [
        (("type",), "BASE_TYPE_CHOICES")
    ]


@pytest.mark.parametrize(
    ("choice_type", "right", "wrong"),
    [(3, "5", 5), (4, 5, "5"), (4, -(2**53), 2**53 + 1), (4, 0, 5.5), (10, 5.5, "5.5"), (10, 5, True)],
)
def test_a_choice_is_of_the_type_of_its_option(choice_type: int, right: object, wrong: object):
    for value, is_right in ((right, True), (wrong, False)):
        body = {"type": 8, "data": {"choices": [{"name": "x", "value": value}]}}
        found = interaction_response_faults(body, interaction_type=AUTOCOMPLETE, choice_type=choice_type)
        places = [] if is_right else [("data", "choices", 0, "value")]
        assert [fault.path for fault in found] == places


def test_a_modal_of_a_message_may_update_that_message_but_open_no_other():
    for kind in (6, 7):
        body: Body = {"type": kind} | ({"data": {"content": "Hi"}} if kind == 7 else {})
        assert interaction_response_faults(body, interaction_type=MODAL_SUBMIT, is_from_message=True) == []
    body = {"type": 9, "data": modal()}
    found = interaction_response_faults(body, interaction_type=MODAL_SUBMIT, is_from_message=True)
    assert said(found) == [(("type",), "BASE_TYPE_CHOICES")]


@pytest.mark.parametrize(
    ("interaction_type", "body", "path", "code"),
    [
        (COMMAND, [], (), "DICT_TYPE_CONVERT"),
        (COMMAND, {"data": {"content": "Hi"}}, ("type",), REQUIRED),
        (COMMAND, {"type": 4, "text": "Hi", "data": {"content": "Hi"}}, ("text",), "UNKNOWN_KEY"),
        (COMMAND, {"type": 4}, ("data",), "EMPTY_MESSAGE"),
        (COMMAND, {"type": 4, "data": {"content": "x" * 2001}}, ("data", "content"), LONG),
        (COMMAND, {"type": 4, "data": {"content": "Hi", "nonce": "5"}}, ("data", "nonce"), "UNKNOWN_KEY"),
        (COMMAND, {"type": 4, "data": {"components": [row(button(custom_id=None))], "content": "Hi"}},
         ("data", "components", 0, "components", 0, "custom_id"), REQUIRED),
        (COMMAND, {"type": 5, "data": {"flags": V2}}, ("data", "flags"), "MESSAGE_FLAGS_NOT_SETTABLE"),
        (COMMAND, {"type": 5, "data": {"content": "Wait"}}, ("data", "content"), "UNKNOWN_KEY"),
        (COMMAND, {"type": 9}, ("data",), REQUIRED),
        (COMPONENT, {"type": 6, "data": {"flags": 64}}, ("data", "flags"), "UNKNOWN_KEY"),
        (COMPONENT, {"type": 7, "data": {"content": "x" * 2001}}, ("data", "content"), LONG),
        (COMPONENT, {"type": 7, "data": {"content": "Hi", "flags": 64}}, ("data", "flags"), "MESSAGE_FLAGS_NOT_SETTABLE"),
        (AUTOCOMPLETE, {"type": 8}, ("data",), REQUIRED),
        (AUTOCOMPLETE, {"type": 8, "data": {}}, ("data", "choices"), REQUIRED),
        (AUTOCOMPLETE, {"type": 8, "data": {"choices": [{"name": "a", "value": "a"}] * 26}}, ("data", "choices"), LONG),
        (AUTOCOMPLETE, {"type": 8, "data": {"choices": [{"name": "x" * 101, "value": "a"}]}}, ("data", "choices", 0, "name"), LENGTH),
        (AUTOCOMPLETE, {"type": 8, "data": {"choices": [{"name": " ", "value": "a"}]}}, ("data", "choices", 0, "name"), REQUIRED),
        (AUTOCOMPLETE, {"type": 8, "data": {"choices": [{"name": "a", "value": "x" * 101}]}}, ("data", "choices", 0, "value"), LONG),
        (AUTOCOMPLETE, {"type": 8, "data": {"choices": [{"name": "a", "value": True}]}}, ("data", "choices", 0, "value"), "NUMBER_TYPE_COERCE"),
        (AUTOCOMPLETE, {"type": 8, "data": {"choices": [{"name": "a"}]}}, ("data", "choices", 0, "value"), REQUIRED),
    ],
)  # fmt: skip
def test_discord_refuses_an_answer(
    interaction_type: int, body: object, path: tuple[str | int, ...], code: str
):
    assert said(interaction_response_faults(body, interaction_type=interaction_type)) == [(path, code)]


def test_an_update_is_judged_with_the_message_that_it_changes():
    body = {"type": 7, "data": {"content": "Done"}}
    found = interaction_response_faults(
        body, interaction_type=COMPONENT, before={"flags": V2, "components": [written()]}
    )
    assert said(found) == [(("data", "content"), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2")]


@pytest.mark.parametrize(
    "body",
    [
        modal(row(text_input(value="5 hours", min_length=1, max_length=7, required=False, placeholder="5"))),
        modal(labelled_input(label=None), label(select(required=False, min_values=0)), written("How much?")),
        modal(label(upload(min_values=1, max_values=10)), label(radios("a", "b")), label(boxes("a", "b", min_values=2))),
        modal(label({"type": 23, "custom_id": "yes", "default": True}), label(boxes("a", required=False, min_values=0))),
        modal(*(row(text_input(custom_id=str(number))) for number in range(5))),
        modal(label({"type": 8, "custom_id": "where", "channel_types": [0]}, description="Of this server")),
    ],
)  # fmt: skip
def test_discord_takes_a_sound_modal(body: Body):
    assert interaction_response_faults({"type": 9, "data": body}, interaction_type=COMMAND) == []


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        (modal(title=""), ("title",), REQUIRED),
        (modal(title="x" * 46), ("title",), LENGTH),
        (modal(custom_id=None), ("custom_id",), REQUIRED),
        (modal(custom_id="x" * 101), ("custom_id",), LENGTH),
        (modal(components=[]), ("components",), REQUIRED),
        (modal(*(row(text_input(custom_id=str(number))) for number in range(6))), ("components",), LENGTH),
        (modal(content="Hi"), ("content",), "UNKNOWN_KEY"),
        (modal(row(text_input(), text_input(custom_id="b"))), ("components", 0, "components", 1), "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
        (modal(row(button())), ("components", 0, "components", 0), UNION),
        (modal(row(select())), ("components", 0, "components", 0), UNION),
        (modal(text_input()), ("components", 0), UNION),
        (modal(select()), ("components", 0), UNION),
        (modal({"type": 17, "components": [written()]}), ("components", 0), UNION),
        (modal(row(text_input()), row(text_input())), ("components", 1, "components", 0, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED"),
        (modal(row(text_input()), labelled_input()), ("components", 1, "component", "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED"),
    ],
)  # fmt: skip
def test_discord_refuses_a_modal(body: Body, path: tuple[str | int, ...], code: str):
    found = interaction_response_faults({"type": 9, "data": body}, interaction_type=COMMAND)
    assert said(found) == [(("data", *path), code)]


@pytest.mark.parametrize(
    ("broken", "path", "code"),
    [
        (text_input(label=None), ("label",), REQUIRED),
        (text_input(label=""), ("label",), REQUIRED),
        (text_input(label="x" * 46), ("label",), LENGTH),
        (text_input(custom_id=""), ("custom_id",), REQUIRED),
        (text_input(style=3), ("style",), "BASE_TYPE_CHOICES"),
        (text_input(style=None), ("style",), REQUIRED),
        (text_input(placeholder="x" * 101), ("placeholder",), LONG),
        (text_input(value="x" * 4001), ("value",), LONG),
        (text_input(value="x" * 11, max_length=10), ("value",), LONG),
        (text_input(value="x", min_length=2), ("value",), LENGTH),
        (text_input(min_length=4001), ("min_length",), "NUMBER_TYPE_MAX"),
        (text_input(max_length=0), ("max_length",), "NUMBER_TYPE_MIN"),
        (text_input(min_length=5, max_length=4), ("min_length",), "TEXT_INPUT_MIN_LENGTH_EXCEEDS_MAX_LENGTH"),
        (text_input(disabled=True), ("disabled",), "UNKNOWN_KEY"),
    ],
)  # fmt: skip
def test_discord_refuses_a_text_input(broken: Body, path: tuple[str | int, ...], code: str):
    found = interaction_response_faults({"type": 9, "data": modal(row(broken))}, interaction_type=COMMAND)
    assert said(found) == [(("data", "components", 0, "components", 0, *path), code)]


@pytest.mark.parametrize(
    ("broken", "path", "code"),
    [
        (label(select(), label=""), ("label",), REQUIRED),
        (label(select(), label="x" * 46), ("label",), LENGTH),
        (label(select(), description="x" * 101), ("description",), LONG),
        (label(select()) | {"component": None}, ("component",), REQUIRED),
        (label(button()), ("component",), UNION),
        (label(written()), ("component",), UNION),
        (label(row(text_input())), ("component",), UNION),
        (labelled_input(label="Hours"), ("component", "label"), "TEXT_INPUT_LABEL_IN_LABEL"),
        (label(select(disabled=True)), ("component", "disabled"), "COMPONENT_DISABLED_IN_MODAL"),
        (label(select(min_values=0)), ("component", "min_values"), "COMPONENT_REQUIRED_MIN_VALUES"),
        (label(upload(min_values=0)), ("component", "min_values"), "COMPONENT_REQUIRED_MIN_VALUES"),
        (label(upload(max_values=11)), ("component", "max_values"), "NUMBER_TYPE_MAX"),
        (label(upload(min_values=3, max_values=2)), ("component", "min_values"), "COMPONENT_MIN_VALUES_EXCEED_MAX_VALUES"),
        (label(radios("a")), ("component", "options"), LENGTH),
        (label(radios(*"abcdefghijk")), ("component", "options"), LENGTH),
        (label(radios("a", "a")), ("component", "options", 1, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"),
        (label(radios(options=[option("a", default=True), option("b", default=True)])), ("component", "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULTS"),
        (label(boxes(*"abcdefghijk")), ("component", "options"), LENGTH),
        (label(boxes("a", max_values=2)), ("component", "options"), LENGTH),
        (label(boxes("a", "b", min_values=0)), ("component", "min_values"), "COMPONENT_REQUIRED_MIN_VALUES"),
        (label({"type": 23, "custom_id": "yes", "required": True}), ("component", "required"), "UNKNOWN_KEY"),
    ],
)  # fmt: skip
def test_discord_refuses_a_labelled_field(broken: Body, path: tuple[str | int, ...], code: str):
    found = interaction_response_faults({"type": 9, "data": modal(broken)}, interaction_type=COMMAND)
    assert said(found) == [(("data", "components", 0, *path), code)]
