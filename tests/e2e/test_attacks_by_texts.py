"""Badger under attack by what people write: one kind sentence, nothing lost."""

import logging
import re
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from tests.e2e.attacks import ACTIVE, NASTY, SQL, assert_nobody_was_pinged, bare, nasty
from tests.e2e.club import Club
from tests.e2e.conftest import running_club
from tests.e2e.person import is_private, text_of

_THREAD = re.compile(r"You meet in <#\d+>|\*\*Thread\*\* <#\d+>")
"""A card writes this itself, of a thread that it knows."""
pytestmark = [pytest.mark.timeout(60), pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def club(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Club]:
    """One club for all: no attack leaves a trace that another one minds."""
    async with running_club(tmp_path_factory.mktemp("club")) as club:
        yield club


@pytest.fixture(autouse=True)
def nobody_is_named_in_the_log(club: Club, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever happens, no id of a person stands in the log, and nobody was pinged."""
    caplog.set_level(logging.INFO)
    yield
    for person in club.sandbox.world.people:
        assert str(person.id) not in caplog.text
    assert_nobody_was_pinged(club)


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
    before = len(await club.jonas.sees(club.channel))
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
    assert len(await club.jonas.sees(club.channel)) == before


@pytest.mark.parametrize("kind", NASTY)
async def test_no_form_breaks_the_question_for_hours(club: Club, kind: str):
    asked = await club.amara.uses(club.channel, "find", goal="learn sql")
    if "Change my hours" in str(asked["components"]):
        # What was told before is remembered.
        form = await club.amara.opens_modal(asked, "Change my hours")
    else:
        form = await club.amara.chooses_modal(asked, "How many hours a week", "Another number")
    refused = await club.amara.submits(form, nasty(club, kind)[:40])
    assert is_private(refused)
    assert not [mark for mark in ACTIVE if mark in bare(refused)]
    again = await club.amara.opens_modal(refused, "Fix it")
    assert "3 h a week" in text_of(await club.amara.submits(again, "3"))


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


@pytest.mark.parametrize("kind", NASTY)
async def test_no_name_of_a_group_breaks_what_is_said_of_it(club: Club, kind: str):
    name = nasty(club, kind)[:60]
    made = await club.amara.uses(club.channel, "group create", name=name)
    found = await club.jonas.completes(club.channel, "group join", "group", "")
    answers = [
        made,
        await club.jonas.uses(club.channel, "group join", group=found[0]["value"] if found else name),
        await club.jonas.uses(club.channel, "group board"),
        await club.jonas.uses(club.channel, "group list"),
        await club.amara.uses(club.channel, "group goal", hours_week=name[:40], by=name[:40]),
        await club.amara.uses(club.channel, "group invite", member=club.noor.id),
        await club.amara.uses(club.channel, "group edit", group=name, checkin_day=name[:40]),
    ]
    for answer in answers:
        said = _THREAD.sub("", bare(answer))
        assert not [mark for mark in ACTIVE if mark in said]
        assert answer["mentions"] == []
        assert "Something went wrong" not in text_of(answer)
    for group in await club.mira.completes(club.channel, "group end", "group", ""):
        sure = await club.mira.uses(club.channel, "group end", group=group["value"])
        await club.mira.clicks(sure, "End it for all")
