"""Weeks of work at the sandbox's page: how far a member is, what stands behind each number, who sees it."""

import re
from datetime import timedelta

import pytest

from bot.discord_ui.pictures.drawing import Drawing, PictureFailedError
from bot.discord_ui.pictures.picture import Picture
from tests.e2e.attacks import bare, forge
from tests.e2e.club import Club
from tests.e2e.person import Json, Person, is_private, parts_of, text_of

pytestmark = pytest.mark.timeout(180)

READING = "newpaltz-science-of-reading"
"""Six tasks of its issuer's own."""
ANOTHER = "teacher-sel"
DAY = timedelta(days=1).total_seconds()
WEEK = 7 * DAY


@pytest.fixture(autouse=True)
def monday_morning(club: Club) -> None:
    """No test runs into midnight, or into another week."""
    club.sandbox.clock.move_to_next("monday 09:00")


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> list[Picture]:
    """Cards go out without their pictures, which are remembered: drawing has tests of its own."""
    wished: list[Picture] = []

    async def fails(_: Drawing, picture: Picture) -> bytes:
        wished.append(picture)
        raise PictureFailedError

    monkeypatch.setattr(Drawing, "png", fails)
    return wished


def labels(message: Json) -> list[str]:
    return [part["label"] for part in parts_of(message) if part.get("label")]


def options(message: Json, placeholder: str) -> list[Json]:
    """The options of the select with this placeholder; none where there is no such select."""
    found = (part for part in parts_of(message) if placeholder in part.get("placeholder", ""))
    return list(next(found, {}).get("options", []))


async def started(club: Club, credential: str = READING, person: Person | None = None) -> None:
    await (person or club.amara).uses(club.channel, "start", credential=credential, target="in 12 weeks")


async def logged(club: Club, **words: str) -> Json:
    return await club.amara.uses(club.channel, "log", **words)


async def ticked(club: Club, **words: str) -> Json:
    choices = await club.amara.completes(club.channel, "log", "task", "")
    return await logged(club, task=choices[0]["value"], **words)


async def progress(club: Club, **words: str) -> Json:
    return await club.amara.uses(club.channel, "progress", **words)


def line(message: Json, label: str) -> str:
    """What stands behind a bold label."""
    found = re.search(rf"\*\*{re.escape(label)}\*\* (.*)", text_of(message))
    assert found, text_of(message)
    return found[1]


async def test_the_first_look_has_a_picture_with_all_its_words_beside_it(club: Club):
    await started(club)
    empty = await progress(club)
    assert (empty["attachments"], line(empty, "Pace")) == ([], "nothing in the last four weeks")
    await ticked(club, minutes="1h30")
    card = await progress(club)
    assert is_private(card)
    (gallery,) = (part["items"] for part in parts_of(card) if part.get("items"))
    assert "1 of 6" in gallery[0]["description"]
    assert "1 h 30 min" in gallery[0]["description"]
    (attachment,) = card["attachments"]
    assert (await club.amara.downloads(attachment)).startswith(b"\x89PNG")
    assert "**1 of 6 tasks**" in text_of(card)
    assert line(card, "In all").startswith("1 h 30 min; about ")
    assert line(card, "Streak") == "one week"
    done = await club.amara.clicks(card, "Done")
    assert "2 of 6 tasks" in text_of(done)
    assert done["attachments"] == []


async def test_who_has_started_nothing_is_led_to_what_there_is(club: Club):
    empty = await progress(club)
    assert "/find goal:" in text_of(empty)
    assert "Everything I know" in text_of(await club.amara.clicks(empty, "Look around"))
    nothing = await club.amara.uses(club.channel, "track history")
    assert "/log ticks a task or logs time" in text_of(nothing)


@pytest.mark.usefixtures("undrawn")
async def test_weeks_of_work_with_rest_an_undo_and_a_late_entry_add_up_everywhere(club: Club):
    clock = club.sandbox.clock
    await started(club)
    await ticked(club, minutes="45")
    clock.advance(WEEK + 2 * DAY)
    await logged(club, minutes="30", on="Monday")
    await logged(club, minutes="99")
    await club.amara.uses(club.channel, "undo")
    clock.advance(2 * WEEK)
    await ticked(club, minutes="1h30")
    clock.advance(5 * DAY)
    card = await progress(club)
    assert "**2 of 6 tasks**" in text_of(card)
    assert line(card, "In all").startswith("2 h 45 min; about ")
    assert line(card, "This week") == "nothing logged yet"
    assert line(card, "Streak") == "3 weeks in a row, with one week of rest, and this week is still open"
    assert "One in any four breaks no streak" in text_of(card)
    assert line(card, "Where it leads").startswith("done ")
    whole = await club.amara.uses(club.channel, "track history", days=60)
    assert "3 entries, 2 tasks ticked, 2 h 45 min" in text_of(whole)
    assert text_of(whole).count("does not count") == 1
    assert "took back: 1 h 39 min" in text_of(whole)
    clock.advance(2 * WEEK)
    assert line(await progress(club), "Streak").startswith("none yet")


@pytest.mark.usefixtures("undrawn")
async def test_every_number_is_explained_by_its_entries(club: Club):
    await started(club)
    await ticked(club, minutes="45", note="secret & *bold*")
    club.sandbox.clock.advance(WEEK)
    await logged(club, minutes="30")
    card = await club.amara.clicks(await progress(club), "Why these numbers?")
    assert line(card, "Tasks") == "1 of 6 tasks"
    assert "Together: one entry, one task ticked, 45 min" in text_of(card)
    for number, together in (
        ("In all", "2 entries, one task ticked, 1 h 15 min"),
        ("This week", "one entry, 30 min"),
        ("Streak", "2 entries, one task ticked, 1 h 15 min"),
        ("Pace", "2 entries, one task ticked, 1 h 15 min"),
    ):
        card = await club.amara.chooses(card, "Explain another number", number)
        assert f"Together: {together}" in text_of(card)
    assert "**1 of 6 tasks**" in text_of(await club.amara.clicks(card, "Progress"))


@pytest.mark.usefixtures("undrawn")
async def test_several_credentials_change_by_a_select(club: Club):
    await started(club)
    await started(club, ANOTHER)
    await logged(club, minutes="20")
    card = await progress(club)
    (other,) = options(card, "Another credential")
    assert other["description"].endswith("underway")
    changed = await club.amara.chooses(card, "Another credential", other["label"])
    assert other["label"] in text_of(changed)
    assert line(changed, "With all you do here") == "one week"
    choices = await club.amara.completes(club.channel, "progress", "credential", "reading")
    assert choices[0]["name"].endswith("(0 of 6)")
    named = await progress(club, credential=choices[0]["value"])
    assert "0 of 6 tasks" in text_of(named)
    unknown = await progress(club, credential="underwater basket weaving")
    assert "You have not started that one here" in text_of(unknown)


@pytest.mark.usefixtures("undrawn")
async def test_another_member_sees_as_much_as_is_allowed_and_never_a_note(club: Club):
    hidden = text_of(await club.jonas.uses(club.channel, "progress", member=club.amara.id))
    await started(club)
    await logged(club, minutes="20", note="a secret of mine")
    for who in ("Only you", "Your study groups"):
        settings = await club.amara.uses(club.channel, "me settings")
        await club.amara.chooses(settings, "Who sees your progress", who)
        for answer in (
            await club.jonas.uses(club.channel, "progress", member=club.amara.id),
            await club.jonas.uses(club.channel, "progress", member=club.amara.id, credential=READING),
            await club.jonas.uses_on(club.channel, "Learning profile", club.amara.id),
        ):
            assert text_of(answer) == hidden
            assert is_private(answer)
        suggested = await club.jonas.completes(
            club.channel, "progress", "credential", "", member=club.amara.id
        )
        assert suggested == []
    settings = await club.amara.uses(club.channel, "me settings")
    await club.amara.chooses(settings, "Who sees your progress", "Everybody here")
    card = await club.jonas.uses_on(club.channel, "Learning profile", club.amara.id)
    assert "Amara works on this" in text_of(card)
    assert line(card, "In all").startswith("20 min")
    assert "secret" not in text_of(card)
    assert labels(card) == []
    assert is_private(card)
    own = await club.amara.uses(club.channel, "progress", member=club.amara.id)
    assert "Done" in labels(own)


@pytest.mark.usefixtures("undrawn")
async def test_what_was_open_to_see_closes_with_the_next_click(club: Club):
    await started(club)
    await started(club, ANOTHER)
    settings = await club.amara.uses(club.channel, "me settings")
    settings = await club.amara.chooses(settings, "Who sees your progress", "Everybody here")
    card = await club.jonas.uses(club.channel, "progress", member=club.amara.id)
    await club.amara.chooses(settings, "Who sees your progress", "Only you")
    (other,) = options(card, "Another credential")
    refused = await club.jonas.chooses(card, "Another credential", other["label"])
    assert "nothing of theirs to show you" in text_of(await club.jonas.last(club.channel)) or (
        "nothing of theirs to show you" in text_of(refused)
    )


@pytest.mark.usefixtures("undrawn")
async def test_texts_of_a_credential_and_notes_cannot_ping_or_format(club: Club):
    await started(club)
    note = f"<@{club.jonas.id}> @everyone **loud** [a](https://evil.example)"
    await logged(club, minutes="20", note=note)
    card = await club.amara.uses(club.channel, "track history")
    for active in ("<@", "@everyone", "](", "**loud**"):
        assert active not in bare(card)


@pytest.mark.usefixtures("undrawn")
async def test_forged_ids_and_values_show_nothing_of_anybody(club: Club):
    await started(club)
    await started(club, ANOTHER)
    await logged(club, minutes="20")
    jonas = club.jonas
    await started(club, person=jonas)
    nobody = ("9" * 19, "0", club.amara.id)
    for member_id in nobody:
        card = await jonas.clicks(await jonas.uses(club.channel, "progress"), "Why these numbers?")

        def change(part: Json, member_id: str = member_id) -> None:
            if str(part.get("custom_id", "")).startswith("b1:progress:"):
                part["custom_id"] = re.sub(r"\d{2,}", member_id, part["custom_id"], count=1)

        forge(club, card, change)
        (forged,) = [each for each in await jonas.sees(club.channel) if each["id"] == card["id"]]
        await jonas.clicks(forged, "Progress")
        assert "nothing of theirs to show you" in text_of(await jonas.last(club.channel))
    log = await club.amara.uses(club.channel, "track history")
    for value in ("9" * 40, "x", "999999"):

        def choose(part: Json, value: str = value) -> None:
            for option in part.get("options", []):
                option["value"] = value

        forge(club, log, choose)
        (forged,) = [each for each in await club.amara.sees(club.channel) if each["id"] == log["id"]]
        await club.amara.chooses(forged, "Change or undo an entry", "Mon ")
        told = text_of(await club.amara.last(club.channel))
        assert "do not find that entry" in told or "does not work any more" in told
