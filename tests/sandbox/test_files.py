"""Files that people send: with a command, with a modal, with a message."""

import asyncio
import io
import json
from collections.abc import Coroutine

import aiohttp
import pytest

from bot.sandbox.files import Files, Upload
from bot.sandbox.server import Sandbox
from tests.e2e.person import Person, Refused
from tests.openapi import OPENAPI, answer_faults
from tests.sandbox.bare_bot import Json, RawBot, Rest

IMPORT: Json = {
    "name": "import",
    "description": "Imports a file",
    "options": [
        {"type": 11, "name": "file", "description": "The file", "required": True},
        {"type": 11, "name": "notes", "description": "More"},
        {"type": 3, "name": "mode", "description": "How", "min_length": 2, "autocomplete": True},
    ],
}
UPLOAD: Json = {
    "type": 18,
    "label": "Proof",
    "component": {"type": 19, "custom_id": "proof", "min_values": 0, "max_values": 2, "required": False},
}
MEBIBYTE = 1024 * 1024


@pytest.fixture
async def importing(bot: RawBot, rest: Rest, sandbox: Sandbox) -> RawBot:
    path = f"/applications/{sandbox.world.application.id}/commands"
    assert (await rest("POST", path, IMPORT))[0] == 201
    return bot


async def fetched(session: aiohttp.ClientSession, url: str) -> tuple[int, bytes, str, str]:
    async with session.get(url) as answer:
        headers = answer.headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        return answer.status, await answer.read(), headers["Content-Type"], headers["Content-Disposition"]


async def heard(bot: RawBot, doing: Coroutine[None, None, Json]) -> Json:
    """What the bot hears of what a person does; it answers kindly."""
    running = asyncio.create_task(doing)
    interaction = await bot.interaction()
    await bot.answers(interaction, 4, content="Thank you")
    await running
    return interaction


async def test_a_file_of_a_command_comes_resolved_and_can_be_read(
    importing: RawBot, learner: Person, welcome: str, session: aiohttp.ClientSession, sandbox: Sandbox
):
    content = "id,title\n1,Zoë\n".encode()
    interaction = await heard(importing, learner.uses(welcome, "import", file=("Meine Liste.csv", content)))
    data = interaction["data"]
    attachment = data["resolved"]["attachments"][data["options"][0]["value"]]
    url = attachment["url"]
    assert url.startswith(f"{sandbox.address}/cdn/ephemeral-attachments/{sandbox.world.application.id}/")
    assert attachment == {
        "id": data["options"][0]["value"],
        "filename": "Meine_Liste.csv",
        "title": "Meine Liste",
        "size": len(content),
        "url": url,
        "proxy_url": url,
        "content_type": "text/csv; charset=utf-8",
        "ephemeral": True,
    }
    assert data["options"][0]["type"] == 11
    assert await fetched(session, url) == (
        200,
        content,
        "text/csv; charset=utf-8",
        'attachment; filename="Meine_Liste.csv"',
    )
    async with session.get(url, headers={"Host": "evil.example"}) as answer:
        assert answer.status == 403


async def test_two_files_each_go_to_their_option(importing: RawBot, learner: Person, welcome: str):
    given = {"file": ("a.csv", b"a"), "mode": "full", "notes": ("b.txt", b"bb")}
    interaction = await heard(importing, learner.uses(welcome, "import", **given))
    files = interaction["data"]["resolved"]["attachments"]
    by_option = {option["name"]: option["value"] for option in interaction["data"]["options"]}
    assert [files[by_option[name]]["filename"] for name in ("file", "notes")] == ["a.csv", "b.txt"]
    assert by_option["mode"] == "full"


@pytest.mark.parametrize(
    "options",
    [
        [],
        [{"name": "file", "type": 11, "value": "7"}],
        [{"name": "file", "type": 11, "value": None}],
        [{"name": "file", "type": 11, "value": "0"}, {"name": "notes", "type": 11, "value": "0"}],
        [{"name": "file", "type": 11, "value": "0"}, {"name": "mode", "type": 3, "value": "x"}],
        [{"name": "notes", "type": 11, "value": "0"}],
    ],
)
async def test_files_that_do_not_fit_the_options_are_refused_and_forgotten(
    importing: RawBot, learner: Person, welcome: str, sandbox: Sandbox, options: list[Json]
):
    command = (await learner.commands(welcome))[0]
    body = {"kind": "command", "channel_id": welcome, "command_id": command["id"], "options": options}
    with pytest.raises(Refused):
        await posted(sandbox, learner, "/people/interactions", body, ("a.csv", b"a"))
    assert importing.gateway.sequence == 1
    assert kept_files(sandbox) == 0


async def test_a_file_that_belongs_to_nothing_is_refused(
    importing: RawBot, learner: Person, welcome: str, sandbox: Sandbox
):
    assert importing is not None
    command = (await learner.commands(welcome))[0]
    options = [{"name": "file", "type": 11, "value": "0"}]
    body = {"kind": "command", "channel_id": welcome, "command_id": command["id"], "options": options}
    with pytest.raises(Refused):
        await posted(sandbox, learner, "/people/interactions", body, ("a.csv", b"a"), ("b.csv", b"b"))


async def test_while_somebody_types_no_file_is_sent_along(
    importing: RawBot, learner: Person, welcome: str, sandbox: Sandbox
):
    typing = asyncio.create_task(learner.completes(welcome, "import", "mode", "f", file=("a.csv", b"a")))
    interaction = await importing.interaction()
    await importing.answers(interaction, 8, choices=[])
    assert await typing == []
    assert [option["name"] for option in interaction["data"]["options"]] == ["mode"]
    assert kept_files(sandbox) == 0


async def test_files_of_a_modal_come_resolved(importing: RawBot, learner: Person, welcome: str):
    opening = asyncio.create_task(learner.uses_for_modal(welcome, "import", file=("a.csv", b"a")))
    interaction = await importing.interaction()
    await importing.answers(interaction, 9, custom_id="m", title="Proof", components=[UPLOAD])
    modal = await opening
    sent = [("one.png", b"1"), ("two.pdf", b"22")]
    data = (await heard(importing, learner.submits(modal, sent)))["data"]
    ids = data["components"][0]["component"]["values"]
    files = [data["resolved"]["attachments"][each] for each in ids]
    assert [(each["filename"], each["content_type"], each["ephemeral"]) for each in files] == [
        ("one.png", "image/png", True),
        ("two.pdf", "application/pdf", True),
    ]


async def test_a_modal_takes_as_many_files_as_it_says(importing: RawBot, learner: Person, welcome: str):
    opening = asyncio.create_task(learner.uses_for_modal(welcome, "import", file=("a.csv", b"a")))
    interaction = await importing.interaction()
    await importing.answers(interaction, 9, custom_id="m", title="Proof", components=[UPLOAD])
    modal = await opening
    with pytest.raises(Refused):
        await learner.submits(modal, [(f"{number}.png", b"") for number in range(3)])
    nothing: list[tuple[str, bytes]] = []
    data = (await heard(importing, learner.submits(modal, nothing)))["data"]
    assert data["components"][0]["component"]["values"] == []
    assert "resolved" not in data


async def test_a_message_may_bring_files_alone(
    bot: RawBot, learner: Person, welcome: str, session: aiohttp.ClientSession
):
    written = await learner.says(welcome, "", files=[("a.txt", b"hello"), ("b.png", b"\x89PNG")])
    assert [each["filename"] for each in written["attachments"]] == ["a.txt", "b.png"]
    assert "ephemeral" not in written["attachments"][0]
    shown = await fetched(session, written["attachments"][1]["url"])
    assert shown[3] == 'inline; filename="b.png"'
    heard_of = await bot.gateway.event("MESSAGE_CREATE")
    assert heard_of["attachments"] == []  # without the intent for what is written
    status, read = await bot.rest("GET", f"/channels/{welcome}/messages/{written['id']}")
    assert status == 200
    if OPENAPI.is_file():
        path = f"/channels/{welcome}/messages/{written['id']}"
        assert answer_faults("GET", path, status, read) == []


async def test_a_message_brings_at_most_ten_files(learner: Person, welcome: str):
    with pytest.raises(Refused):
        await learner.says(welcome, "", files=[(f"{number}.txt", b"") for number in range(11)])


async def test_a_person_s_file_has_discord_s_limits(
    learner: Person, welcome: str, monkeypatch: pytest.MonkeyPatch
):
    with pytest.raises(Refused) as refused:
        await learner.says(welcome, "", files=[("big.bin", b"x" * (10 * MEBIBYTE + 1))])
    assert refused.value.code == 40005
    monkeypatch.setattr("bot.sandbox.multipart.LARGEST_REQUEST", 2500)
    with pytest.raises(Refused) as refused:
        await learner.says(welcome, "", files=[(f"{number}.bin", b"x" * 1000) for number in range(3)])
    assert refused.value.code == 40005


def test_where_there_is_too_much_the_oldest_files_are_forgotten(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.sandbox.files._MOST_BYTES_KEPT", 10)
    files = Files()
    for number in range(3):
        files.keep(1, number, Upload("a.txt", b"12345"))
    assert [files.find(1, number) is None for number in range(3)] == [True, False, False]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("plan.csv", "plan.csv"),
        ("my plan.csv", "my_plan.csv"),
        ("план.csv", "unknown.csv"),
        ("../../etc/passwd", "passwd"),
        ('a"b.html', "ab.html"),
        (".env", "env"),
        ("x" * 300 + ".csv", "x" * 251 + ".csv"),
    ],
)
def test_a_file_is_kept_under_a_plain_name(sent: str, kept: str):
    assert Upload(sent, b"").name == kept


def kept_files(sandbox: Sandbox) -> int:
    return len(sandbox._files._kept)  # noqa: SLF001  # there is no door that tells


async def posted(sandbox: Sandbox, person: Person, path: str, body: Json, *files: tuple[str, bytes]) -> None:
    """Posts what no client would. Raises Refused."""
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", json.dumps(body))
    for place, (name, content) in enumerate(files):
        form.add_field(f"files[{place}]", io.BytesIO(content), filename=name)
    url = f"{sandbox.address}{path}"
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, params={"person": person.id}, data=form) as answer,
    ):
        if answer.status >= 400:
            raise Refused(answer.status, (await answer.json())["error"])


def form(payload: Json, *files: tuple[str, bytes]) -> aiohttp.FormData:
    """What a bot's library sends with files."""
    made = aiohttp.FormData(quote_fields=False)
    made.add_field("payload_json", json.dumps(payload), content_type="application/json")
    for place, (name, content) in enumerate(files):
        made.add_field(f"files[{place}]", io.BytesIO(content), filename=name)
    return made


def layout(*parts: Json, **more: object) -> Json:
    return {"flags": 1 << 15, "components": [{"type": 17, "components": list(parts)}], **more}


FILE = {"type": 13, "file": {"url": "attachment://a.csv"}}
GALLERY = {"type": 12, "items": [{"media": {"url": "attachment://b.png"}, "description": "A board"}]}


async def test_a_layout_gives_back_its_files_as_described(
    bot: RawBot, rest: Rest, welcome: str, session: aiohttp.ClientSession, sandbox: Sandbox
):
    path = f"/channels/{welcome}/messages"
    status, message = await rest(
        "POST", path, data=form(layout(FILE, GALLERY), ("a.csv", b"a"), ("b.png", b"bb"))
    )
    assert (bot.gateway.sequence, status) == (1, 200)
    if OPENAPI.is_file():
        assert answer_faults("POST", path, status, message) == []
    file, gallery = message["components"][0]["components"]
    assert (file["name"], file["size"]) == ("a.csv", 1)
    picture = gallery["items"][0]
    assert (picture["description"], picture["media"]["content_type"]) == ("A board", "image/png")
    assert (await fetched(session, picture["media"]["url"]))[1] == b"bb"
    assert sandbox.violations == []


@pytest.mark.parametrize(
    ("payload", "files"),
    [
        (layout(FILE), []),
        (layout(FILE), [("other.csv", b"a")]),
        (layout(FILE, attachments=[{"id": 0, "filename": "other.csv"}]), [("a.csv", b"a")]),
        ({"content": "x", "attachments": [{"id": 1}]}, [("a.csv", b"a")]),
        ({"content": "x"}, [(f"{number}.csv", b"") for number in range(11)]),
    ],
)
async def test_files_that_do_not_fit_their_message_are_refused(
    rest: Rest, welcome: str, payload: Json, files: list[tuple[str, bytes]]
):
    assert (await rest("POST", f"/channels/{welcome}/messages", data=form(payload, *files)))[0] == 400


async def test_a_file_that_no_component_shows_is_silently_spoilt(rest: Rest, welcome: str, sandbox: Sandbox):
    sent = form(layout(FILE), ("a.csv", b"a"), ("lost.csv", b"b"))
    assert (await rest("POST", f"/channels/{welcome}/messages", data=sent))[0] == 200
    assert [violation.code for violation in sandbox.violations] == [0]
    assert "lost.csv" in sandbox.violations[0].message


async def test_answers_bring_files_wherever_they_bring_words(
    importing: RawBot, learner: Person, welcome: str, rest: Rest, sandbox: Sandbox
):
    """The first answer, an edit of it that keeps one file of two, a follow-up, and an edit of that."""
    using = asyncio.create_task(learner.uses(welcome, "import", file=("a.csv", b"a")))
    interaction = await importing.interaction()
    first = form({"type": 4, "data": {"content": "one", "flags": 64}}, ("a.csv", b"a"), ("b.csv", b"b"))
    callback = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
    assert (await rest("POST", callback, data=first, token=""))[0] == 204
    message = await using
    assert [(each["filename"], each["ephemeral"]) for each in message["attachments"]] == [
        ("a.csv", True),
        ("b.csv", True),
    ]
    webhook = f"/webhooks/{sandbox.world.application.id}/{interaction['token']}"
    kept = {"id": message["attachments"][1]["id"]}
    edit = form({"attachments": [kept, {"id": 0, "filename": "renamed.csv"}]}, ("c.csv", b"c"))
    edited = (await rest("PATCH", f"{webhook}/messages/@original", data=edit, token=""))[1]
    assert [each["filename"] for each in edited["attachments"]] == ["b.csv", "renamed.csv"]
    more = (await rest("POST", webhook, data=form({"content": "two"}, ("d.csv", b"d")), token=""))[1]
    assert [each["filename"] for each in more["attachments"]] == ["d.csv"]
    path = f"{webhook}/messages/{more['id']}"
    added = (await rest("PATCH", path, data=form({}, ("e.csv", b"e")), token=""))[1]
    assert [each["filename"] for each in added["attachments"]] == ["d.csv", "e.csv"]
    assert (await rest("PATCH", path, {"attachments": [{"id": "5000000000000"}]}, token=""))[0] == 400
    assert (await rest("PATCH", path, {"attachments": []}, token=""))[1]["attachments"] == []


async def test_a_button_changes_its_message_and_brings_a_file(
    bot: RawBot, rest: Rest, learner: Person, welcome: str
):
    button = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Report", "custom_id": "report"}]}
    body = {"content": "Done", "components": [button]}
    assert (await rest("POST", f"/channels/{welcome}/messages", body))[0] == 200
    clicking = asyncio.create_task(learner.clicks(await learner.last(welcome), "Report"))
    interaction = await bot.interaction()
    sent = form({"type": 7, "data": {"content": "See"}}, ("a.csv", b"abc"))
    callback = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
    assert (await rest("POST", callback, data=sent, token=""))[0] == 204
    changed = await clicking
    assert await learner.downloads(changed["attachments"][0]) == b"abc"
