# ruff: noqa: E501 - a case a line: the tables read as tables
import pytest

from bot.sandbox.rules import message_faults
from bot.sandbox.rules.emoji import is_emoji
from tests.sandbox.rules.bodies import (
    Body,
    button,
    container,
    gallery,
    label,
    layout,
    link,
    option,
    row,
    said,
    section,
    select,
    text_input,
    thumbnail,
    users,
    written,
)

UNION, WIDTH = "UNION_TYPE_CHOICES", "COMPONENT_LAYOUT_WIDTH_EXCEEDED"
BUTTON, PICK = ("components", 0, "components", 0), ("components", 0, "components", 0)


@pytest.mark.parametrize(
    ("children", "path", "code"),
    [
        ([], (), "BASE_TYPE_REQUIRED"),
        ([select(), button()], (1,), WIDTH),
        ([button(), select()], (1,), WIDTH),
        ([select(), users()], (1,), WIDTH),
        ([text_input()], (0,), UNION),
        ([row(button())], (0,), UNION),
        ([{"type": 99}], (0,), UNION),
        ([{"type": "2", "style": 1}], (0,), UNION),
        ([{"style": 1}], (0, "type"), "BASE_TYPE_REQUIRED"),
        (["button"], (0,), "DICT_TYPE_CONVERT"),
    ],
)
def test_a_row_holds_five_buttons_or_one_select(children: list[Body], path: tuple[str | int, ...], code: str):
    assert said(message_faults({"components": [row(*children)]})) == [
        (("components", 0, "components", *path), code)
    ]


def test_a_row_of_six_buttons_is_too_long():
    six = row(*(button(custom_id=str(number)) for number in range(6)))
    assert said(message_faults({"components": [six]})) == [
        (("components", 0, "components"), "BASE_TYPE_BAD_LENGTH")
    ]


def test_a_plain_message_has_five_rows():
    rows = [row(button(custom_id=str(number))) for number in range(6)]
    assert message_faults({"components": rows[:5]}) == []
    assert said(message_faults({"components": rows})) == [(("components",), "BASE_TYPE_MAX_LENGTH")]


@pytest.mark.parametrize(
    "component", [written(), container(written()), section(), {"type": 14}, button(), select()]
)
def test_a_plain_message_holds_rows_only(component: Body):
    assert said(message_faults({"components": [component]})) == [(("components", 0), UNION)]


@pytest.mark.parametrize(
    ("broken", "path", "code"),
    [
        (button(custom_id=None), ("custom_id",), "BASE_TYPE_REQUIRED"),
        (button(custom_id=""), ("custom_id",), "BASE_TYPE_REQUIRED"),
        (button(custom_id="x" * 101), ("custom_id",), "BASE_TYPE_BAD_LENGTH"),
        (button(label="x" * 81), ("label",), "BASE_TYPE_MAX_LENGTH"),
        (button(label=" "), (), "BUTTON_COMPONENT_LABEL_REQUIRED"),
        (button(style=None), ("style",), "BASE_TYPE_REQUIRED"),
        (button(style=7), ("style",), "BASE_TYPE_CHOICES"),
        (button(url="https://example.org"), ("url",), "BUTTON_COMPONENT_FIELDS_MUTUALLY_EXCLUSIVE"),
        (button(placeholder="x"), ("placeholder",), "UNKNOWN_KEY"),
        (button(emoji={"name": "✓"}), ("emoji", "name"), "COMPONENT_INVALID_EMOJI"),
        (button(emoji={"name": ":tada:"}), ("emoji", "name"), "COMPONENT_INVALID_EMOJI"),
        (button(emoji={"id": "tada", "name": "tada"}), ("emoji", "id"), "NUMBER_TYPE_COERCE"),
        (button(emoji="🎉"), ("emoji",), "DICT_TYPE_CONVERT"),
        (link(url=None), ("url",), "BASE_TYPE_REQUIRED"),
        (link(url="example.org"), ("url",), "URL_TYPE_INVALID_URL"),
        (link(url="https://example.org/two words"), ("url",), "URL_TYPE_INVALID_URL"),
        (link(url="mailto://a@example.org"), ("url",), "URL_TYPE_INVALID_SCHEME"),
        (link(url="https://example.org/" + "x" * 500), ("url",), "BASE_TYPE_MAX_LENGTH"),
        (link(url=5), ("url",), "STRING_TYPE_CONVERT"),
        (link(custom_id="x"), ("custom_id",), "BUTTON_COMPONENT_FIELDS_MUTUALLY_EXCLUSIVE"),
        ({"type": 2, "style": 6}, ("sku_id",), "BASE_TYPE_REQUIRED"),
        ({"type": 2, "style": 6, "sku_id": "5", "label": "x"}, (), "BUTTON_COMPONENT_PREMIUM_LABEL"),
        (button(id=-1), ("id",), "NUMBER_TYPE_MIN"),
    ],
)
def test_discord_refuses_a_button(broken: Body, path: tuple[str | int, ...], code: str):
    assert said(message_faults({"components": [row(broken)]})) == [((*BUTTON, *path), code)]


@pytest.mark.parametrize(
    ("broken", "path", "code"),
    [
        (select(custom_id=None), ("custom_id",), "BASE_TYPE_REQUIRED"),
        (select(options=[]), ("options",), "BASE_TYPE_REQUIRED"),
        (select(options=[option(str(n)) for n in range(26)]), ("options",), "BASE_TYPE_BAD_LENGTH"),
        (select(options=None), ("options",), "BASE_TYPE_REQUIRED"),
        (select(options=[option("a"), option("a")]), ("options", 1, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"),
        (select(options=[option("a", label="")]), ("options", 0, "label"), "BASE_TYPE_REQUIRED"),
        (select(options=[option("a", label="x" * 101)]), ("options", 0, "label"), "BASE_TYPE_BAD_LENGTH"),
        (select(options=[option("x" * 101, label="x")]), ("options", 0, "value"), "BASE_TYPE_BAD_LENGTH"),
        (select(options=[{"label": "a", "value": 5}]), ("options", 0, "value"), "STRING_TYPE_CONVERT"),
        (select(options=[option("a", description="x" * 101)]), ("options", 0, "description"), "BASE_TYPE_MAX_LENGTH"),
        (select(options=[option("a", emoji={"name": "ab"})]), ("options", 0, "emoji", "name"), "COMPONENT_INVALID_EMOJI"),
        (select(options=[option("a", default=True), option("b", default=True)]), ("options",), "SELECT_COMPONENT_TOO_MANY_DEFAULTS"),
        (select(placeholder="x" * 151), ("placeholder",), "BASE_TYPE_MAX_LENGTH"),
        (select(options=[option(str(n)) for n in range(25)], min_values=26, max_values=25), ("min_values",), "NUMBER_TYPE_MAX"),
        (select(max_values=3), ("options",), "BASE_TYPE_BAD_LENGTH"),
        (select(max_values=0), ("max_values",), "NUMBER_TYPE_MIN"),
        (select(min_values=2, max_values=1), ("min_values",), "COMPONENT_MIN_VALUES_EXCEED_MAX_VALUES"),
        (select(min_values=2), ("min_values",), "COMPONENT_MIN_VALUES_EXCEED_MAX_VALUES"),
        (select(default_values=[]), ("default_values",), "UNKNOWN_KEY"),
        (users(options=[option("a")]), ("options",), "UNKNOWN_KEY"),
        (users(min_values=3, max_values=2), ("min_values",), "COMPONENT_MIN_VALUES_EXCEED_MAX_VALUES"),
        (users(default_values=[{"id": "5", "type": "role"}]), ("default_values", 0, "type"), "BASE_TYPE_CHOICES"),
        (users(default_values=[{"id": n, "type": "user"} for n in (5, 6)]), ("default_values",), "SELECT_COMPONENT_TOO_MANY_DEFAULTS"),
        (users(default_values=[{"id": 5, "type": "user"}], min_values=2, max_values=2), ("default_values",), "BASE_TYPE_BAD_LENGTH"),
        (users(channel_types=[0]), ("channel_types",), "UNKNOWN_KEY"),
        ({"type": 8, "custom_id": "x", "channel_types": [99]}, ("channel_types", 0), "BASE_TYPE_CHOICES"),
    ],
)  # fmt: skip
def test_discord_refuses_a_select(broken: Body, path: tuple[str | int, ...], code: str):
    assert said(message_faults({"components": [row(broken)]})) == [((*PICK, *path), code)]


@pytest.mark.parametrize(
    "body",
    [
        layout(written("x" * 4000)),
        layout(container(written(), row(button()), row(select()), section(), {"type": 14}, gallery("https://a.org/b"))),
        layout(section(written(), written(), written(), accessory=button())),
        layout({"type": 14, "divider": False, "spacing": 2}, row(users()), gallery("https://a.org/b", "http://a.org")),
        layout(written(), flags=(1 << 15) | 64),
        layout(container(written(), accent_color=0xFFFFFF, spoiler=True), row(select(max_values=2, min_values=0))),
        layout(section(accessory=thumbnail(description="A board", spoiler=True))),
    ],
)  # fmt: skip
def test_discord_takes_a_sound_layout(body: Body):
    assert message_faults(body) == []


@pytest.mark.parametrize(
    ("component", "path", "code"),
    [
        (select(), (), UNION),
        (button(), (), UNION),
        (thumbnail(), (), UNION),
        (label(select()), (), UNION),
        (container(select()), ("components", 0), UNION),
        (container(button()), ("components", 0), UNION),
        (container(container(written())), ("components", 0), UNION),
        (container(thumbnail()), ("components", 0), UNION),
        (container(), ("components",), "BASE_TYPE_REQUIRED"),
        (container(written(), accent_color=0x1000000), ("accent_color",), "NUMBER_TYPE_MAX"),
        (container(written(), colour=5), ("colour",), "UNKNOWN_KEY"),
        (written(""), ("content",), "BASE_TYPE_REQUIRED"),
        (written("  "), ("content",), "BASE_TYPE_REQUIRED"),
        ({"type": 10}, ("content",), "BASE_TYPE_REQUIRED"),
        (section(accessory=None), ("accessory",), "BASE_TYPE_REQUIRED"),
        (section(accessory=select()), ("accessory",), UNION),
        (section(accessory=link(url=None)), ("accessory", "url"), "BASE_TYPE_REQUIRED"),
        (section(*[written()] * 4), ("components",), "BASE_TYPE_BAD_LENGTH"),
        (section(components=[]), ("components",), "BASE_TYPE_REQUIRED"),
        (section(button()), ("components", 0), UNION),
        (section(accessory=thumbnail("board.png")), ("accessory", "media", "url"), "URL_TYPE_INVALID_URL"),
        (section(accessory=thumbnail(description="x" * 1025)), ("accessory", "description"), "BASE_TYPE_BAD_LENGTH"),
        (section(accessory={"type": 11}), ("accessory", "media"), "BASE_TYPE_REQUIRED"),
        (gallery(), ("items",), "BASE_TYPE_REQUIRED"),
        (gallery(*["https://a.org/b"] * 11), ("items",), "BASE_TYPE_BAD_LENGTH"),
        (gallery("ftp://a.org/b"), ("items", 0, "media", "url"), "URL_TYPE_INVALID_SCHEME"),
        ({"type": 13, "file": {"url": "https://a.org/b"}}, ("file", "url"), "URL_TYPE_INVALID_SCHEME"),
        ({"type": 13}, ("file",), "BASE_TYPE_REQUIRED"),
        ({"type": 14, "spacing": 3}, ("spacing",), "BASE_TYPE_CHOICES"),
        ({"type": 14, "divider": "thin"}, ("divider",), "BOOLEAN_TYPE_CONVERT"),
    ],
)  # fmt: skip
def test_discord_refuses_a_component_of_a_layout(component: Body, path: tuple[str | int, ...], code: str):
    assert said(message_faults(layout(component))) == [(("components", 0, *path), code)]


def test_a_layout_has_no_content_embeds_or_poll_beside_it():
    poll = {"question": {"text": "When?"}, "answers": [{"poll_media": {"text": "Now"}}]}
    body = layout(written(), content="Hi", embeds=[{"title": "x"}], poll=poll, sticker_ids=["5"])
    code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
    assert said(message_faults(body)) == [
        ((name,), code) for name in ("content", "embeds", "poll", "sticker_ids")
    ]
    assert message_faults(layout(written(), content="", embeds=[])) == []


def test_a_layout_holds_forty_components_through_every_level():
    # A section counts three: itself, its text and its accessory.
    full = container(*(section() for _ in range(13)))
    assert message_faults(layout(full)) == []
    assert said(message_faults(layout(full, {"type": 14}))) == [
        (("components",), "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED")
    ]
    assert said(message_faults(layout(*[{"type": 14}] * 41))) == [(("components",), "BASE_TYPE_MAX_LENGTH")]


def test_all_texts_of_a_layout_together_hold_4000_characters():
    body = layout(written("x" * 2000), container(section(written("x" * 1000)), written("x" * 1000)))
    assert message_faults(body) == []
    body["components"].append(written("x"))
    assert said(message_faults(body)) == [(("components",), "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED")]


def test_each_custom_id_and_each_number_stands_once_in_a_message():
    body = layout(row(button()), container(row(select(custom_id="details"))))
    assert said(message_faults(body)) == [
        (("components", 1, "components", 0, "components", 0, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED")
    ]
    body = layout(section(accessory=button()), row(button()))
    assert said(message_faults(body)) == [
        (("components", 1, "components", 0, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED")
    ]
    body = layout(written() | {"id": 5}, container(written() | {"id": 5}))
    assert said(message_faults(body)) == [
        (("components", 1, "components", 0, "id"), "COMPONENT_ID_DUPLICATED")
    ]
    assert message_faults(layout(written() | {"id": 0}, written() | {"id": 0})) == []


@pytest.mark.parametrize("name", ["🎉", "✅", "✔️", "1️⃣", "🇩🇪", "👩🏽‍🎓", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️‍🔥", "▶", "🪄"])
def test_an_emoji_of_unicode_is_known(name: str):
    assert is_emoji(name)


@pytest.mark.parametrize("name", ["", "a", "✓", "★", "→", "●", "1", "🎉🎉", "🎉 ", ":tada:", "🇩"])
def test_what_only_looks_like_an_emoji_is_none(name: str):
    assert not is_emoji(name)
