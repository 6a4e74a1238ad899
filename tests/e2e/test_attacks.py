"""Badger under attack, by people who mean harm and by machines that fail: one kind sentence, nothing lost."""

import asyncio
import logging
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from types import SimpleNamespace

import pytest
from aiohttp import web
from discord.webhook import async_ as webhooks
from sqlalchemy.exc import OperationalError

from bot.discord_ui import replying
from bot.sandbox.rest.door import Hook
from bot.search.index import CatalogueIndex
from bot.services import finding
from bot.storage import stored_searches
from tests.e2e.club import Club
from tests.e2e.person import Json, component, is_private, parts_of, text_of

pytestmark = pytest.mark.timeout(60)

SQL = {"goal": "learn sql", "time": "3h/week for 6 weeks"}
TEACHING = {"goal": "teaching"}
NASTY = {
    "pings": "<@{jonas}> <@!{jonas}> <@&{server}> @everyone @here <#{channel}> </a:{bot}> <t:1:R> <id:a>",
    "markdown": "**a** __b__ ~~c~~ ||d|| `e` ```f``` > g\n# h\n- i\n1. [k](https://example.org) <https://l.example>",
    "addresses": "https://evil.example/?a=b discord.gg/evil steam://run/1 [sql](javascript:alert(1)) //x.y",
    "invisible": "s\u200bq\u200dl \u202elqs\u202c \u2066x\u2069 \ufeff\u00ad\u034f sql",
    "stacked": "sql" + "\u0301" * 380,
    "emoji": "\N{PILE OF POO}" * 100 + "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}" * 40,
    "backslashes": "\\" * 200 + "`" * 199,
    "quotes": "'; DROP TABLE searches; -- \" %s {goal} {{ $goal }} \x00 \x1b[31m ${{x}}",
    "long word": "s" * 400,
    "spaces": "\u3000\u00a0 \t sql \r\n\v\f\x85\u2028",
}
ACTIVE = ("<@", "<#", "</", "<t:", "<id:", "](", "https://", "@everyone", "@here")


@pytest.fixture(autouse=True)
def nobody_is_named_in_the_log(club: Club, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever happens, no id of a person stands in the log, and nobody was pinged."""
    caplog.set_level(logging.INFO)
    yield
    for person in club.sandbox.world.people:
        assert str(person.id) not in caplog.text
    for guild in club.sandbox.world.guilds.values():
        for channel in guild.channels.values():
            for message in channel.messages.values():
                is_badgers = message.author_id == club.sandbox.world.bot.id
                assert not (is_badgers and (message.mentions or message.mentions_everyone))


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """discord.py waits no seconds before it tries again."""

    async def sleep(_seconds: float) -> None:
        return None

    instant = SimpleNamespace(**(vars(asyncio) | {"sleep": sleep}))
    monkeypatch.setattr(webhooks, "asyncio", instant)


def nasty(club: Club, kind: str) -> str:
    names = {"jonas": club.jonas.id, "server": club.sandbox.world.guild.id}
    text = NASTY[kind]
    for name, value in {**names, "channel": club.channel, "bot": club.bot_id}.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text[:400]


def bare(message: Json) -> str:
    """What is active in the message: without what a backslash undoes, and the space after an @."""
    text = text_of(message).replace("\\\\", "")
    return text.replace("\\@\u200b", "").replace("\\<", "").replace("\\]", "").replace(":\\//", "")


def forge(club: Club, message: Json, change: Callable[[Json], None]) -> None:
    """Changes the components of a message as only Discord could, so that a client takes them."""
    channel = club.sandbox.world.channel(int(message["channel_id"]))
    assert channel is not None
    for row in channel.messages[int(message["id"])].components:
        for part in parts_of({"components": [row]}):
            change(part)


async def seen(club: Club, message: Json) -> Json:
    return next(each for each in await club.amara.sees(message["channel_id"]) if each["id"] == message["id"])


@pytest.mark.parametrize("kind", NASTY)
async def test_no_goal_breaks_an_answer(club: Club, kind: str):
    goal = nasty(club, kind)
    shared = await club.amara.uses(club.channel, "find", goal=goal, share=True)
    said = await club.amara.says(club.channel, f"<@{club.bot_id}> {goal}")
    spoken = await club.jonas.hears_from_bot(club.channel, said["id"])
    chosen = await club.jonas.uses_on(club.channel, "Find a credential for this", said["id"])
    for answer in (shared, spoken, chosen):
        assert not [mark for mark in ACTIVE if mark in bare(answer)]
        assert answer["mentions"] == []


@pytest.mark.parametrize("kind", NASTY)
async def test_no_option_breaks_a_refusal(club: Club, kind: str):
    text = nasty(club, kind)
    answers = [
        await club.amara.uses(club.channel, "find", goal="learn sql", time=text),
        await club.amara.uses(club.channel, "find", goal="learn sql", topic=text),
        await club.amara.uses(club.channel, "find", goal="learn sql", language=text),
        await club.amara.uses(club.channel, "compare", first=text, second="teacher-sel"),
        await club.amara.uses(club.channel, "credential show", credential=text, share=True),
        await club.amara.uses(club.channel, "credential browse", topic=text),
        await club.amara.uses(club.channel, "credential browse", issuer=text),
        await club.amara.uses(club.channel, "help", topic=text),
    ]
    for answer in answers:
        assert is_private(answer)
        assert not [mark for mark in ACTIVE if mark in bare(answer)]
        assert "Something went wrong" not in text_of(answer)
    assert await club.jonas.sees(club.channel) == []


@pytest.mark.parametrize("kind", NASTY)
async def test_no_form_breaks_the_question_for_hours(club: Club, kind: str):
    asked = await club.amara.uses(club.channel, "find", goal="learn sql", time="6 weeks")
    form = await club.amara.chooses_modal(asked, "How many hours a week", "Another number")
    refused = await club.amara.submits(form, nasty(club, kind)[:40])
    assert is_private(refused)
    assert not [mark for mark in ACTIVE if mark in bare(refused)]
    again = await club.amara.opens_modal(refused, "Fix it")
    assert "= 18 h in all" in text_of(await club.amara.submits(again, "3"))


@pytest.mark.parametrize("length", [6000, 100])
async def test_long_letters_get_suggestions_or_none(club: Club, length: int):
    for command, option, others in (
        ("find", "time", SQL | {"time": None}),
        ("find", "topic", {"goal": "x"}),
        ("find", "language", {"goal": "x"}),
        ("compare", "first", {"second": "b"}),
        ("credential show", "credential", {}),
        ("credential browse", "issuer", {}),
        ("help", "topic", {}),
    ):
        for text in ("a" * length, "<@1> " * (length // 5), "3h " * (length // 3)):
            assert len(await club.amara.completes(club.channel, command, option, text, **others)) <= 25


async def test_a_message_of_six_thousand_letters_is_taken_for_its_beginning(club: Club):
    said = await club.jonas.says(club.channel, "sql")
    channel = club.sandbox.world.channel(int(club.channel))
    assert channel is not None
    channel.messages[int(said["id"])].content = f"learn sql <@{club.jonas.id}> " * 250
    answer = await club.amara.uses_on(club.channel, "Find a credential for this", said["id"])
    assert is_private(answer)
    assert "sql" in text_of(answer).casefold()
    assert club.jonas.id not in text_of(answer)


@pytest.mark.parametrize(
    "value", ["no-such-credential", "<@1> @everyone", "x" * 100, "-1", "\u0663", "9" * 100]
)
async def test_a_value_that_was_never_offered_is_refused(club: Club, value: str):
    answers = [
        await club.amara.uses(club.channel, "find", goal="learn sql", time="6 weeks"),
        await club.amara.uses(club.channel, "credential browse"),
        await club.amara.uses(club.channel, "help"),
    ]
    for answer in answers:
        forge(club, answer, lambda part: _offer(part, value))
        forged = await seen(club, answer)
        for select in [part for part in parts_of(forged) if part.get("options")]:
            least = select.get("min_values", 1)
            labels = [f"forged {at}" for at in range(least)]
            told = await club.amara.chooses(forged, select["placeholder"], *labels)
            assert is_private(told)
            assert not [mark for mark in ACTIVE if mark in bare(told)]
            assert "Something went wrong" not in text_of(told)


def _offer(part: Json, value: str) -> None:
    """Puts the value, and others like it, in the place of a select's own."""
    for at, option in enumerate(part.get("options", [])):
        option.update(value=f"{value[:98]}{at or ''}", label=f"forged {at}")


@pytest.mark.parametrize(
    "identity",
    [
        "b1:results:{search}:9999",
        "b1:results:nothing-of-that-name:0",
        "b1:results:{search}:99999999999999999999",
        "b1:results:' OR 1=1 --:0",
        "b1:mine:{search}",
        "b1:change-hours:{search}",
        "b1:fix-hours:{search}:<@1> @everyone ```",
        "b1:browse:9999::",
        "b1:browse:0:no topic:@everyone",
        "b1:share-credential:no-such-credential",
        "b1:share-comparison",
        "b1:share-results:nothing:0",
        "b0:results:{search}:0",
        "\u202e@everyone",
    ],
)
async def test_a_forged_button_is_answered_in_private(club: Club, identity: str):
    answer = await club.amara.uses(club.channel, "find", **TEACHING)
    (search,) = {
        part["custom_id"].split(":")[2] for part in parts_of(answer) if "details" in part.get("custom_id", "")
    }

    def change(part: Json) -> None:
        if part.get("label") == "More":
            part["custom_id"] = identity.replace("{search}", search)

    forge(club, answer, change)
    forged = await seen(club, answer)
    if "hours:" in identity:
        opened = await club.amara.opens_modal(forged, "More")
        told = await club.amara.submits(opened, "3")
    else:
        told = await club.amara.clicks(forged, "More")
    assert is_private(told)
    assert not [mark for mark in ACTIVE if mark in bare(told)]
    assert "Something went wrong" not in text_of(told)
    assert await club.jonas.sees(club.channel) == []


async def test_a_search_of_another_server_or_person_opens_nothing_of_theirs(club: Club):
    school = await club.amara.channel("general", server=1)
    secret = await club.amara.uses(school, "find", goal="learn sql", time="6 weeks")
    await club.amara.chooses(secret, "How many hours a week", "3 hours")
    (search,) = {
        part["custom_id"].split(":")[2] for part in parts_of(secret) if "details" in part.get("custom_id", "")
    }
    own = await club.jonas.uses(club.channel, "find", **TEACHING)

    def change(part: Json) -> None:
        if part.get("label") == "More":
            part["custom_id"] = f"b1:results:{search}:0"

    forge(club, own, change)
    forged = next(each for each in await club.jonas.sees(club.channel) if each["id"] == own["id"])
    assert "I do not keep this search" in text_of(await club.jonas.clicks(forged, "More"))


async def test_twenty_clicks_at_once_share_once(club: Club):
    answer = await club.amara.uses(club.channel, "find", **SQL)
    clicks = (club.amara.clicks(answer, "Share") for _ in range(20))
    await asyncio.gather(*clicks, return_exceptions=True)
    assert len(await club.jonas.sees(club.channel)) == 1
    shown = await seen(club, answer)
    assert component(shown, lambda part: part.get("label") == "Shared")["disabled"]


async def test_twenty_clicks_on_more_turn_one_page(club: Club):
    answer = await club.amara.uses(club.channel, "find", **TEACHING)
    turned = await asyncio.gather(*(club.amara.clicks(answer, "More") for _ in range(20)))
    assert {each["id"] for each in turned} == {answer["id"]}
    assert "Page 2" in text_of(await seen(club, answer))


async def test_two_people_at_the_same_public_button_get_their_own(club: Club):
    await club.mira.uses(club.channel, "find", share=True, **TEACHING)
    public = await club.jonas.last(club.channel)
    amaras, jonas = await asyncio.gather(
        club.amara.clicks(public, "My own answer"), club.jonas.clicks(public, "My own answer")
    )
    assert amaras["id"] != jonas["id"]
    assert is_private(amaras)
    assert is_private(jonas)
    assert text_of(await club.jonas.clicks(jonas, "More")) != text_of(await seen(club, amaras))


async def test_who_left_a_server_is_still_answered_in_direct_messages(club: Club):
    asked = await club.amara.uses(club.channel, "find", goal="learn sql", time="6 weeks")
    await club.amara.chooses(asked, "How many hours a week", "3 hours")
    direct = await club.amara.direct_messages_with(club.bot_id)
    del club.sandbox.world.guild.members[int(club.amara.id)]
    said = await club.amara.says(direct, "learn excel in 10 weeks")
    assert "3 h a week for 10 weeks" in text_of(await club.amara.hears_from_bot(direct, said["id"]))


@pytest.fixture
async def kept(club: Club) -> AsyncIterator[Json]:
    """An answer from before the trouble; its buttons work again after it."""
    answer = await club.amara.uses(club.channel, "find", **TEACHING)
    yield answer
    assert "Page 2" in text_of(await club.amara.clicks(answer, "More"))
    assert "SQL for Data Science" in text_of(await club.amara.uses(club.channel, "find", **SQL))


@pytest.mark.usefixtures("kept")
async def test_a_database_that_another_process_holds_is_told(club: Club):
    path = club.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = await club.amara.uses(club.channel, "find", **SQL)
        said = await club.amara.says(club.channel, f"<@{club.bot_id}> learn sql")
        spoken = await club.amara.hears_from_bot(club.channel, said["id"])
        other.execute("ROLLBACK")
    assert is_private(answer)
    for told in (answer, spoken):
        assert text_of(told) == "My database is busy. Please try again in a moment."


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_FULL, "my disk is full"),
        (sqlite3.SQLITE_READONLY, "may only be read"),
        (sqlite3.SQLITE_IOERR, "my disk fails"),
        (sqlite3.SQLITE_CORRUPT, "something is wrong with my database"),
        (sqlite3.SQLITE_CANTOPEN, "something is wrong with my database"),
    ],
)
@pytest.mark.usefixtures("kept")
async def test_what_the_disk_refuses_is_told_without_where_it_is(
    club: Club, monkeypatch: pytest.MonkeyPatch, code: int, words: str
):
    def refuse(*_arguments: object, **_options: object) -> None:
        error = sqlite3.OperationalError("refused")
        error.sqlite_errorcode = code
        raise sqlalchemy_error(error)

    with monkeypatch.context() as broken:
        broken.setattr(stored_searches, "keep", refuse)
        answer = await club.amara.uses(club.channel, "find", **SQL)
    assert is_private(answer)
    assert words in text_of(answer)
    assert "sqlite3" not in text_of(answer)
    assert "/" not in text_of(answer)


def sqlalchemy_error(cause: sqlite3.Error) -> Exception:
    return OperationalError("INSERT", {}, cause)


async def test_a_search_that_hangs_is_told_and_holds_up_nobody_else(
    club: Club, monkeypatch: pytest.MonkeyPatch
):
    go_on = threading.Event()
    search = CatalogueIndex.search

    def hang(self: CatalogueIndex, goal: str, **options: object) -> object:
        if goal == "forever":
            go_on.wait()
        return search(self, goal, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(CatalogueIndex, "search", hang)
    monkeypatch.setattr(finding, "MOST_SECONDS", 1.0)
    try:
        told = await club.amara.uses(club.channel, "find", goal="forever")
        answered = await club.jonas.uses(club.channel, "find", **SQL)
    finally:
        go_on.set()
    assert "Something went wrong on my side (error " in text_of(told)
    assert is_private(told)
    assert "SQL for Data Science" in text_of(answered)


def failing(fault: int | str, path: str) -> Hook:
    """Fails the first request whose path ends so, as Discord or the network would."""
    faults = [fault]

    async def hook(request: web.Request) -> web.StreamResponse | None:
        if not request.path.endswith(path) or not faults:
            return None
        faults.pop()
        if fault == "reset":
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        # discord.py reads a body only under exactly this type.
        headers = {"Via": "1.1 google", "Content-Type": "application/json"}
        body = b'{"message": "You are being rate limited.", "retry_after": 0.1, "global": false}'
        return web.Response(body=body, status=int(fault), headers=headers)

    return hook


@pytest.mark.parametrize("fault", [429, 500, 502, 503, "reset"])
@pytest.mark.usefixtures("hurried")
async def test_a_first_answer_that_discord_fails_to_take_is_given_again(club: Club, fault: int | str):
    club.sandbox.before_request(failing(fault, "/callback"))
    answer = await club.amara.uses(club.channel, "find", **SQL)
    assert is_private(answer)
    assert "SQL for Data Science" in text_of(answer)


@pytest.mark.parametrize("fault", [500, 503, "reset"])
async def test_an_answer_to_a_mention_that_discord_fails_to_take_is_given_again_once(
    club: Club, monkeypatch: pytest.MonkeyPatch, fault: int | str
):
    monkeypatch.setattr(replying, "PAUSES_SECONDS", (0.0, 0.0))
    club.sandbox.before_request(failing(fault, "/messages"))
    said = await club.amara.says(club.channel, f"<@{club.bot_id}> learn sql")
    answer = await club.amara.hears_from_bot(club.channel, said["id"])
    assert "SQL for Data Science" in text_of(answer)
    assert len(await club.jonas.sees(club.channel)) == 2
