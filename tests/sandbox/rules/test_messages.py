# ruff: noqa: E501 - a case a line: the tables read as tables
import pytest

from bot.sandbox.rules import message_faults, refusal
from bot.sandbox.rules.attachments import hidden_files
from tests.sandbox.rules.bodies import V2, Body, button, layout, link, row, said, select, thumbnail, written

KEPT_FILE = {"id": "1300000000000000000", "filename": "board.png"}
LAYOUT = {"flags": V2, "content": "", "embeds": [], "components": [written()], "attachments": []}
PLAIN = {"flags": 0, "content": "Hello", "embeds": [], "components": [], "attachments": [KEPT_FILE]}

SOUND: list[Body] = [
    {"content": "Hello"},
    {"content": "x" * 2000},
    {"embeds": [{"title": "x" * 256, "description": "x" * 4096, "type": "rich"}]},
    {"content": "Hi", "components": [row(*(button(custom_id=str(n)) for n in range(5)))]},
    {"components": [row(select())]},
    {"components": [row(button(label=None, emoji={"name": "👩🏽‍🎓"}), link())]},
    {"content": "Hi", "allowed_mentions": {"parse": ["roles"], "users": ["1"], "replied_user": False}},
    {"content": "Hi", "nonce": "x" * 25, "enforce_nonce": True, "message_reference": {"message_id": 5}},
    {"content": "Hi", "nonce": 12},
    {"poll": {"question": {"text": "When?"}, "answers": [{"poll_media": {"text": "Now"}}], "duration": 24}},
    {"sticker_ids": ["5"]},
    {"message_reference": {"type": 1, "message_id": "5", "channel_id": "6"}},
]


@pytest.mark.parametrize("body", SOUND)
def test_discord_takes_a_sound_message(body: Body):
    assert message_faults(body) == []


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        ("Hello", (), "DICT_TYPE_CONVERT"),
        ({}, (), "EMPTY_MESSAGE"),
        ({"content": "  \n"}, (), "EMPTY_MESSAGE"),
        ({"content": None, "embeds": []}, (), "EMPTY_MESSAGE"),
        ({"flags": V2, "components": []}, (), "EMPTY_MESSAGE"),
        ({"content": "x" * 2001}, ("content",), "BASE_TYPE_MAX_LENGTH"),
        ({"content": 5}, ("content",), "STRING_TYPE_CONVERT"),
        ({"content": "Hi", "tts": "yes"}, ("tts",), "BOOLEAN_TYPE_CONVERT"),
        ({"content": "Hi", "colour": 5}, ("colour",), "UNKNOWN_KEY"),
        ({"content": "Hi", "nonce": "x" * 26}, ("nonce",), "BASE_TYPE_MAX_LENGTH"),
        ({"content": "Hi", "nonce": True}, ("nonce",), "NONCE_TYPE_INVALID_TYPE"),
        ({"content": "Hi", "message_reference": {"type": 1, "message_id": "5"}}, (), "FORWARD_WITH_CONTENT"),
        (
            {"content": "Hi", "message_reference": {"type": 2, "message_id": "5"}},
            ("message_reference", "type"),
            "BASE_TYPE_CHOICES",
        ),
        ({"content": "Hi", "sticker_ids": ["1", "2", "3", "4"]}, ("sticker_ids",), "BASE_TYPE_MAX_LENGTH"),
        (
            {"content": "Hi", "message_reference": {}},
            ("message_reference", "message_id"),
            "BASE_TYPE_REQUIRED",
        ),
        (
            {"content": "Hi", "message_reference": {"message_id": "five"}},
            ("message_reference", "message_id"),
            "NUMBER_TYPE_COERCE",
        ),
        ({"content": "Hi", "flags": "4"}, ("flags",), "NUMBER_TYPE_COERCE"),
        ({"content": "Hi", "flags": "many"}, ("flags",), "NUMBER_TYPE_COERCE"),
        ({"content": "Hi", "flags": 128}, ("flags",), "MESSAGE_FLAGS_NOT_SETTABLE"),
        (
            {"poll": {"answers": [{"poll_media": {"text": "Now"}}]}},
            ("poll", "question"),
            "BASE_TYPE_REQUIRED",
        ),
    ],
)
def test_discord_refuses_a_message(body: object, path: tuple[str | int, ...], code: str):
    assert said(message_faults(body)) == [(path, code)]


@pytest.mark.parametrize(
    ("embed", "path", "code"),
    [
        ({}, ("description",), "BASE_TYPE_REQUIRED"),
        ({"title": "x" * 257}, ("title",), "BASE_TYPE_MAX_LENGTH"),
        ({"description": "x" * 4097}, ("description",), "BASE_TYPE_MAX_LENGTH"),
        ({"title": "x", "color": 0x1000000}, ("color",), "NUMBER_TYPE_MAX"),
        ({"title": "x", "color": -1}, ("color",), "NUMBER_TYPE_MIN"),
        ({"title": "x", "timestamp": "yesterday"}, ("timestamp",), "DATE_TIME_TYPE_PARSE"),
        ({"title": "x", "url": "example.org"}, ("url",), "URL_TYPE_INVALID_URL"),
        ({"title": "x", "url": "https://localhost"}, ("url",), "URL_TYPE_INVALID_URL"),
        ({"title": "x", "url": "ftp://example.org"}, ("url",), "URL_TYPE_INVALID_SCHEME"),
        ({"title": "x", "url": "https://example.org/" + "x" * 2048}, ("url",), "BASE_TYPE_MAX_LENGTH"),
        ({"author": {"name": ""}}, ("author", "name"), "BASE_TYPE_REQUIRED"),
        ({"author": {"name": "x" * 257}}, ("author", "name"), "BASE_TYPE_BAD_LENGTH"),
        ({"footer": {"icon_url": "https://example.org"}}, ("footer", "text"), "BASE_TYPE_REQUIRED"),
        ({"footer": {"text": "x" * 2049}}, ("footer", "text"), "BASE_TYPE_BAD_LENGTH"),
        ({"image": {"url": "attachment://gone.png"}}, ("image", "url"), "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"),
        ({"fields": [{"name": "", "value": "x"}]}, ("fields", 0, "name"), "BASE_TYPE_REQUIRED"),
        ({"fields": [{"name": "x", "value": " "}]}, ("fields", 0, "value"), "BASE_TYPE_REQUIRED"),
        ({"fields": [{"name": "x", "value": "x" * 1025}]}, ("fields", 0, "value"), "BASE_TYPE_BAD_LENGTH"),
        ({"fields": [{"name": "x" * 257, "value": "x"}]}, ("fields", 0, "name"), "BASE_TYPE_BAD_LENGTH"),
        ({"fields": [{"name": "x", "value": "x"}] * 26}, ("fields",), "BASE_TYPE_MAX_LENGTH"),
        ({"title": "x", "subtitle": "y"}, ("subtitle",), "UNKNOWN_KEY"),
    ],
)  # fmt: skip
def test_discord_refuses_an_embed(embed: Body, path: tuple[str | int, ...], code: str):
    assert said(message_faults({"embeds": [embed]})) == [(("embeds", 0, *path), code)]


def test_embeds_hold_ten_and_6000_characters_in_all():
    ten = [{"description": "x" * 600}] * 10
    assert message_faults({"embeds": ten}) == []
    assert said(message_faults({"embeds": [*ten, {"title": ""}]})) == [
        (("embeds",), "BASE_TYPE_MAX_LENGTH"),
        (("embeds", 10, "description"), "BASE_TYPE_REQUIRED"),
    ]
    one_more = {"author": {"name": "x"}, "footer": {"text": "x"}, "fields": [{"name": "x", "value": "x"}]}
    assert said(message_faults({"embeds": [*ten[1:], {**one_more, "description": "x" * 596}]})) == []
    assert said(message_faults({"embeds": [*ten[1:], {**one_more, "description": "x" * 597}]})) == [
        (("embeds",), "MAX_EMBED_SIZE_EXCEEDED")
    ]


@pytest.mark.parametrize(
    ("mentions", "path", "code"),
    [
        ({"parse": ["users"], "users": ["1"]}, (), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"),
        ({"parse": ["roles"], "roles": [1]}, (), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"),
        ({"parse": ["here"]}, ("parse", 0), "BASE_TYPE_CHOICES"),
        ({"parse": ["users", "users"]}, ("parse", 1), "SET_TYPE_ALREADY_CONTAINS_VALUE"),
        ({"parse": "users"}, ("parse",), "LIST_TYPE_CONVERT"),
        ({"users": ["1", 1]}, ("users", 1), "SET_TYPE_ALREADY_CONTAINS_VALUE"),
        ({"users": [str(n) for n in range(101)]}, ("users",), "BASE_TYPE_MAX_LENGTH"),
        ({"users": ["@everyone"]}, ("users", 0), "NUMBER_TYPE_COERCE"),
        ({"everyone": True}, ("everyone",), "UNKNOWN_KEY"),
    ],
)
def test_discord_refuses_mentions(mentions: Body, path: tuple[str | int, ...], code: str):
    body = {"content": "Hi", "allowed_mentions": mentions}
    assert said(message_faults(body)) == [(("allowed_mentions", *path), code)]


def test_a_private_answer_exists_only_to_an_interaction():
    body = {"content": "Hi", "flags": 64}
    assert message_faults(body, place="interaction") == []
    assert said(message_faults(body, place="channel")) == [(("flags",), "MESSAGE_FLAGS_NOT_SETTABLE")]


def test_only_a_message_of_a_channel_has_a_nonce_and_an_answered_message():
    body = {"content": "Hi", "nonce": "5", "message_reference": {"message_id": "5"}}
    assert message_faults(body, place="channel") == []
    assert said(message_faults(body, place="interaction")) == [
        (("nonce",), "UNKNOWN_KEY"),
        (("message_reference",), "UNKNOWN_KEY"),
    ]


@pytest.mark.parametrize(
    ("attachments", "files", "path", "code"),
    [
        ([{"id": 1, "filename": "a.png"}], 1, ("attachments", 0, "id"), "ATTACHMENT_NOT_FOUND"),
        ([{"id": 0}, {"id": 0}], 1, ("attachments", 1, "id"), "ATTACHMENT_NOT_FOUND"),
        ([KEPT_FILE], 0, ("attachments", 0, "id"), "ATTACHMENT_NOT_FOUND"),
        ([{"filename": "a.png"}], 1, ("attachments", 0, "id"), "BASE_TYPE_REQUIRED"),
        (
            [{"id": 0, "description": "x" * 1025}],
            1,
            ("attachments", 0, "description"),
            "BASE_TYPE_MAX_LENGTH",
        ),
        ([{"id": 0, "name": "x"}], 1, ("attachments", 0, "name"), "UNKNOWN_KEY"),
        (None, 11, ("files",), "BASE_TYPE_MAX_LENGTH"),
    ],
)
def test_discord_refuses_files(attachments: object, files: int, path: tuple[str | int, ...], code: str):
    body = {"content": "Hi", "attachments": attachments}
    assert said(message_faults(body, files=files)) == [(path, code)]


def test_a_picture_names_a_file_that_is_sent_along():
    body = {
        "embeds": [{"image": {"url": "attachment://a.png"}}],
        "attachments": [{"id": 0, "filename": "a.png"}],
    }
    assert message_faults(body, files=1) == []


def test_discord_renames_a_file_that_is_not_called_in_plain_letters():
    body = {
        "embeds": [{"image": {"url": "attachment://Übersicht.png"}}],
        "attachments": [{"id": 0, "filename": "Übersicht.png"}],
    }
    assert said(message_faults(body, files=1)) == [
        (("embeds", 0, "image", "url"), "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND")
    ]


def test_a_file_of_a_layout_is_seen_only_where_a_component_names_it():
    files = [{"id": 0, "filename": "a.png"}]
    body = layout({"type": 13, "file": {"url": "attachment://a.png"}}, attachments=files)
    assert message_faults(body, files=1) == []
    assert hidden_files(body, 1) == []
    forgotten = layout(written(), attachments=files)
    assert message_faults(forgotten, files=1) == []
    assert hidden_files(forgotten, 1) == ["a.png"]
    assert hidden_files(layout(written()), {0: "b.png"}) == ["b.png"]
    missing = layout({"type": 9, "components": [written()], "accessory": thumbnail("attachment://b.png")})
    assert said(message_faults(missing)) == [
        (
            ("components", 0, "accessory", "media", "url"),
            "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
        )
    ]


@pytest.mark.parametrize(
    ("body", "before"),
    [
        ({"content": None}, None),
        ({"content": "Bye"}, PLAIN),
        ({"content": None}, PLAIN),
        ({"components": [row(button())], "tts": False}, PLAIN),
        ({"flags": 4}, PLAIN),
        ({"components": [written("Bye")]}, LAYOUT),
        ({"components": [written("Bye")], "flags": V2 | 4}, LAYOUT),
        ({"content": None, "embeds": [], "components": [written()], "flags": V2}, PLAIN),
        ({"attachments": [KEPT_FILE], "content": "Bye"}, PLAIN),
        ({"embeds": [{"image": {"url": "attachment://board.png"}}]}, PLAIN),
        ({"attachments": [KEPT_FILE]}, None),
    ],
)
def test_discord_takes_an_edit(body: Body, before: Body | None):
    assert message_faults(body, is_edit=True, before=before) == []


@pytest.mark.parametrize(
    ("body", "before", "path", "code"),
    [
        ({"flags": 64, "content": "Bye"}, PLAIN, ("flags",), "MESSAGE_FLAGS_NOT_SETTABLE"),
        ({"flags": 1 << 12}, None, ("flags",), "MESSAGE_FLAGS_NOT_SETTABLE"),
        ({"flags": 0}, LAYOUT, ("flags",), "MESSAGE_COMPONENTS_V2_FLAG_NOT_REMOVABLE"),
        ({"content": "Bye"}, LAYOUT, ("content",), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
        (
            {"components": [written()], "flags": V2},
            PLAIN,
            ("content",),
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        ),
        ({"components": []}, LAYOUT, (), "EMPTY_MESSAGE"),
        ({"content": "", "attachments": []}, PLAIN, (), "EMPTY_MESSAGE"),
        ({"attachments": [{"id": "1400000000000000000"}]}, PLAIN, ("attachments", 0, "id"), "ATTACHMENT_NOT_FOUND"),
        ({"components": [written()]}, PLAIN, ("components", 0), "UNION_TYPE_CHOICES"),
    ],
)  # fmt: skip
def test_discord_refuses_an_edit(body: Body, before: Body | None, path: tuple[str | int, ...], code: str):
    assert said(message_faults(body, is_edit=True, before=before)) == [(path, code)]


def test_the_refusal_is_in_discords_form():
    assert refusal(message_faults({"embeds": [{"fields": [{"name": "", "value": "x"}]}]})) == {
        "code": 50035,
        "message": "Invalid Form Body",
        "errors": {
            "embeds": {
                "0": {
                    "fields": {
                        "0": {
                            "name": {
                                "_errors": [
                                    {"code": "BASE_TYPE_REQUIRED", "message": "This field is required"}
                                ]
                            }
                        }
                    }
                }
            }
        },
    }
    assert refusal(message_faults({})) == {"code": 50006, "message": "Cannot send an empty message"}
