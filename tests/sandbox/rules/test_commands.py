# ruff: noqa: E501 - a case a line: the tables read as tables
import pytest

from bot.sandbox.rules import Fault, command_faults, commands_faults, refusal
from tests.sandbox.rules.bodies import Body, command, said, text_option

REQUIRED, LENGTH, LONG = "BASE_TYPE_REQUIRED", "BASE_TYPE_BAD_LENGTH", "BASE_TYPE_MAX_LENGTH"
NAME, TYPE = "APPLICATION_COMMAND_INVALID_NAME", "BASE_TYPE_CHOICES"
MENU: Body = {"type": 3, "name": "Find a credential for this"}


def sub_command(*options: Body, name: str = "show") -> Body:
    return {"type": 1, "name": name, "description": "Show one", "options": list(options)}


def group(*options: Body, **changed: object) -> Body:
    return {"type": 2, "name": "task", "description": "Tasks", "options": list(options)} | changed


def choices(*values: object) -> list[Body]:
    return [{"name": str(value), "value": value} for value in values]


@pytest.mark.parametrize(
    "body",
    [
        command(),
        command(type=1, options=None, nsfw=False, dm_permission=True, contexts=[0, 1], integration_types=[0]),
        command(name="хелп", name_localizations={"de": "finden", "th": "ค้นหา", "hi": "खोजें"}),
        command(name="x" * 32, default_member_permissions="32"),
        command(text_option(required=True), text_option("time", autocomplete=True)),
        command(text_option(choices=choices("a", "b")), {"type": 4, "name": "n", "description": "x", "min_value": 0}),
        command(sub_command(text_option()), group(sub_command(text_option()))),
        command(*(text_option(f"option_{number}") for number in range(25))),
        command(text_option(choices=[], channel_types=[], min_value=None, required=False)),
        MENU,
        MENU | {"type": 2, "name": "Learning profile", "description": ""},
        MENU | {"name": "Log as Task!"},
    ],
)  # fmt: skip
def test_discord_takes_a_sound_command(body: Body):
    assert command_faults(body) == []


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        ([], (), "DICT_TYPE_CONVERT"),
        (command(name=None), ("name",), REQUIRED),
        (command(name="x" * 33), ("name",), LENGTH),
        (command(name="Find"), ("name",), NAME),
        (command(name="find it"), ("name",), NAME),
        (command(name="find!"), ("name",), NAME),
        (command(name="find.it"), ("name",), NAME),
        (command(name_localizations={"de": "Finden"}), ("name_localizations", "de"), NAME),
        (command(name_localizations={"xx": "find"}), ("name_localizations", "xx"), TYPE),
        (command(name_localizations={"de": ""}), ("name_localizations", "de"), REQUIRED),
        (command(name_localizations=["de"]), ("name_localizations",), "DICT_TYPE_CONVERT"),
        (command(description=None), ("description",), REQUIRED),
        (command(description=""), ("description",), REQUIRED),
        (command(description="x" * 101), ("description",), LONG),
        (command(description_localizations={"de": "x" * 101}), ("description_localizations", "de"), LENGTH),
        (command() | {"options": [text_option(), "time"]}, ("options", 1), "DICT_TYPE_CONVERT"),
        (command(name_localizations={"de": None}), ("name_localizations", "de"), "STRING_TYPE_CONVERT"),
        (command(type=7), ("type",), TYPE),
        (command(colour=5), ("colour",), "UNKNOWN_KEY"),
        (command(contexts=[]), ("contexts",), REQUIRED),
        (command(contexts=[0, 0]), ("contexts", 1), "SET_TYPE_ALREADY_CONTAINS_VALUE"),
        (command(contexts=[3]), ("contexts", 0), TYPE),
        (command(integration_types=[2]), ("integration_types", 0), TYPE),
        (command(default_member_permissions=1 << 54), ("default_member_permissions",), "NUMBER_TYPE_MAX"),
        (command(default_member_permissions="manage"), ("default_member_permissions",), "NUMBER_TYPE_COERCE"),
        (command(options={"goal": "text"}), ("options",), "LIST_TYPE_CONVERT"),
        (command(*(text_option(f"option_{n}") for n in range(26))), ("options",), LONG),
        (command(sub_command(), text_option()), ("options",), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"),
        (MENU | {"name": ""}, ("name",), REQUIRED),
        (MENU | {"name": "x" * 33}, ("name",), LENGTH),
        (MENU | {"description": "Find"}, ("description",), "APPLICATION_COMMAND_CONTEXT_MENU_FIELD"),
        (MENU | {"options": [text_option()]}, ("options",), "APPLICATION_COMMAND_CONTEXT_MENU_FIELD"),
    ],
)
def test_discord_refuses_a_command(body: Body, path: tuple[str | int, ...], code: str):
    assert said(command_faults(body)) == [(path, code)]


@pytest.mark.parametrize(
    ("option", "path", "code"),
    [
        (text_option(type=None), ("type",), REQUIRED),
        (text_option(type=12), ("type",), TYPE),
        (text_option("Goal"), ("name",), NAME),
        (text_option("my goal"), ("name",), NAME),
        (text_option("x" * 33), ("name",), LENGTH),
        (text_option(name_localizations={"de": "Ziel"}), ("name_localizations", "de"), NAME),
        (text_option(description=""), ("description",), REQUIRED),
        (text_option(description=None), ("description",), REQUIRED),
        (text_option(description="x" * 101), ("description",), LENGTH),
        (text_option(required="yes"), ("required",), "BOOLEAN_TYPE_CONVERT"),
        (text_option(options=[text_option()]), ("options",), "UNKNOWN_KEY"),
        (text_option(min_value=5), ("min_value",), "UNKNOWN_KEY"),
        (text_option(min_length=6001), ("min_length",), "NUMBER_TYPE_MAX"),
        (text_option(max_length=0), ("max_length",), "NUMBER_TYPE_MIN"),
        (text_option(min_length=5, max_length=4), ("min_length",), "APPLICATION_COMMAND_OPTIONS_RANGE_INVALID"),
        (text_option(choices=choices(*(str(n) for n in range(26)))), ("choices",), LONG),
        (text_option(choices=[{"name": "x" * 101, "value": "a"}]), ("choices", 0, "name"), LENGTH),
        (text_option(choices=[{"name": "a", "value": "x" * 101}]), ("choices", 0, "value"), LENGTH),
        (text_option(choices=[{"name": "", "value": "a"}]), ("choices", 0, "name"), REQUIRED),
        (text_option(choices=[{"name": "a", "value": ""}]), ("choices", 0, "value"), REQUIRED),
        (text_option(choices=[{"name": "a"}]), ("choices", 0, "value"), REQUIRED),
        (text_option(choices=choices(5)), ("choices", 0, "value"), "STRING_TYPE_CONVERT"),
        (text_option(choices=choices("a", "a")), ("choices", 1, "name"), "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS"),
        (text_option(choices=choices("a"), autocomplete=True), ("autocomplete",), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID"),
        (text_option(type=4, choices=choices("a")), ("choices", 0, "value"), "NUMBER_TYPE_COERCE"),
        (text_option(type=4, max_length=5), ("max_length",), "UNKNOWN_KEY"),
        (text_option(type=4, max_value=2**60), ("max_value",), "NUMBER_TYPE_MAX"),
        (text_option(type=10, min_value="low"), ("min_value",), "NUMBER_TYPE_COERCE"),
        (text_option(type=10, min_value=2.5, max_value=1), ("min_value",), "APPLICATION_COMMAND_OPTIONS_RANGE_INVALID"),
        (text_option(type=5, autocomplete=True), ("autocomplete",), "UNKNOWN_KEY"),
        (text_option(type=6, choices=choices("a")), ("choices",), "UNKNOWN_KEY"),
        (text_option(type=7, channel_types=[99]), ("channel_types", 0), TYPE),
        (text_option(type=3, channel_types=[0]), ("channel_types",), "UNKNOWN_KEY"),
        (sub_command(sub_command()), ("options", 0, "type"), TYPE),
        (sub_command(group(sub_command())), ("options", 0, "type"), TYPE),
        (sub_command(*(text_option(f"option_{n}") for n in range(26))), ("options",), LONG),
        (sub_command(text_option("goal"), text_option("goal")), ("options", 1), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"),
        (sub_command(text_option(), text_option("time", required=True)), ("options", 1), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"),
        (sub_command(name="Show"), ("name",), NAME),
        (sub_command() | {"required": True}, ("required",), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"),
        (group(), ("options",), REQUIRED),
        (group(text_option()), ("options", 0, "type"), TYPE),
        (group(group(sub_command())), ("options", 0, "type"), TYPE),
        (group(sub_command(), sub_command()), ("options", 1), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"),
        (group(*(sub_command(name=f"show_{n}") for n in range(26))), ("options",), LONG),
    ],
)  # fmt: skip
def test_discord_refuses_an_option(option: Body, path: tuple[str | int, ...], code: str):
    assert said(command_faults(command(option))) == [(("options", 0, *path), code)]


def test_required_options_come_first_and_each_name_once():
    body = command(text_option("a", required=True), text_option("b"), text_option("c", required=True))
    assert said(command_faults(body)) == [(("options", 2), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID")]
    body = command(text_option("a"), text_option("a"))
    assert said(command_faults(body)) == [(("options", 1), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS")]


def test_a_command_holds_8000_characters_and_the_longest_language_counts():
    many = [{"name": "x" * 98 + f"{number:02}", "value": "yyyy"} for number in range(25)]  # 2,600
    options = [
        text_option(f"option_{number}", description="d" * 40, choices=many) for number in range(3)
    ]  # 48
    body = command(*options, description="d" * (8000 - 3 * 2600 - 3 * 48 - len("find")))
    assert command_faults(body) == []
    body["description_localizations"] = {"de": body["description"] + "d", "fr": "d"}
    assert said(command_faults(body)) == [((), "APPLICATION_COMMAND_TOO_LARGE")]


def numbered(count: int, kind: int) -> list[Body]:
    changed = {"description": "Find"} if kind == 1 else {}
    return [{"name": f"find_{number}", "type": kind} | changed for number in range(count)]


def test_a_bot_has_a_hundred_chat_commands_and_fifteen_menus_of_a_type():
    assert commands_faults([*numbered(100, 1), *numbered(15, 2), *numbered(15, 3)]) == []
    assert commands_faults(numbered(101, 1)) == [
        Fault((), "TOO_MANY_COMMANDS", "Maximum number of application commands reached (100).")
    ]
    assert said(commands_faults(numbered(16, 2))) == [((), "TOO_MANY_COMMANDS")]
    assert said(commands_faults(numbered(16, 3))) == [((), "TOO_MANY_COMMANDS")]
    assert refusal(commands_faults(numbered(101, 1)))["code"] == 30032


def test_each_command_of_a_type_has_a_name_of_its_own():
    menu = {"type": 2, "name": "find"}
    assert commands_faults([command(), menu, menu | {"type": 3}]) == []
    assert said(commands_faults([command(), menu, command(type=1)])) == [
        ((2,), "APPLICATION_COMMANDS_DUPLICATE_NAME")
    ]


def test_a_fault_in_a_list_of_commands_names_its_place():
    assert said(commands_faults([command(), command(name="Find")])) == [((1, "name"), NAME)]
    assert said(commands_faults(command())) == [((), "LIST_TYPE_CONVERT")]
    assert said(commands_faults(["find"])) == [((0,), "DICT_TYPE_CONVERT")]
