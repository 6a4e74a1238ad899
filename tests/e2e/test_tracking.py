"""Mending what was logged, resting, dropping and aiming, and a catalogue that changes meanwhile."""

from datetime import timedelta

import pytest

from bot.discord_ui.pictures.drawing import Drawing, PictureFailedError
from bot.discord_ui.pictures.picture import Picture
from tests.e2e.club import Club
from tests.e2e.person import Json, Person, parts_of, text_of

pytestmark = [pytest.mark.timeout(180), pytest.mark.usefixtures("undrawn")]

READING = "newpaltz-science-of-reading"
"""Six tasks of its issuer's own."""
DAY = timedelta(days=1).total_seconds()


@pytest.fixture(autouse=True)
def monday_morning(club: Club) -> None:
    """No test runs into midnight, or into another week."""
    club.sandbox.clock.move_to_next("monday 09:00")


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cards go out without their pictures."""

    async def fails(_: Drawing, __: Picture) -> bytes:
        raise PictureFailedError

    monkeypatch.setattr(Drawing, "png", fails)


def labels(message: Json) -> list[str]:
    return [part["label"] for part in parts_of(message) if part.get("label")]


async def started(club: Club, **options: str) -> Json:
    return await club.amara.uses(club.channel, "start", credential=READING, **options)


async def history(club: Club, person: Person | None = None) -> str:
    return text_of(await (person or club.amara).uses(club.channel, "track history"))


async def newest_entry(club: Club) -> str:
    choices = await club.amara.completes(club.channel, "track edit", "entry", "")
    return str(choices[0]["value"])


async def test_an_entry_is_changed_by_options_and_changed_back(club: Club):
    await started(club)
    await club.amara.uses(club.channel, "log", minutes="45", note="chapter 1")
    changed = await club.amara.uses(
        club.channel, "track edit", entry=await newest_entry(club), minutes="1h15", on="yesterday"
    )
    assert "Changed: 1 h 15 min, yesterday" in text_of(changed)
    assert "Undo" not in labels(changed)
    assert "one entry, 1 h 15 min" in await history(club)
    back = await club.amara.clicks(changed, "Change it back")
    assert "Changed back: 45 min" in text_of(back)
    told = await history(club)
    assert "one entry, 45 min" in told
    assert told.count("(changed later: does not count)") == 2
    assert "Note: chapter 1" in told


async def test_an_entry_without_more_opens_a_form_whose_mistakes_are_kept(club: Club):
    await started(club)
    await club.amara.uses(club.channel, "log", minutes="45")
    entry = await newest_entry(club)
    form = await club.amara.uses_for_modal(club.channel, "track edit", entry=entry)
    bad = await club.amara.submits(form, "soonish", "today", "kept")
    assert "could not make out “soonish”" in text_of(bad)
    form = await club.amara.opens_modal(bad, "Fix it")
    typed = [part["component"].get("value") for part in form["modal"]["components"]]
    assert typed == ["soonish", "today", "kept"]
    changed = await club.amara.submits(form, "50", "today", "kept")
    assert "Changed: 50 min" in text_of(changed)
    assert "Note: kept" in await history(club)


async def test_a_form_sent_in_as_it_was_changes_nothing(club: Club):
    await started(club)
    await club.amara.uses(club.channel, "log", minutes="45")
    form = await club.amara.uses_for_modal(club.channel, "track edit", entry=await newest_entry(club))
    typed = [part["component"].get("value") or "" for part in form["modal"]["components"]]
    same = await club.amara.submits(form, *typed)
    assert "says so already" in text_of(same)
    assert "change" not in (await history(club)).replace("a change is a row", "")


async def test_an_old_entry_is_taken_back_from_the_log_and_a_second_time_kindly_refused(club: Club):
    await started(club)
    await club.amara.uses(club.channel, "log", minutes="45")
    club.sandbox.clock.advance(9 * DAY)
    await club.amara.uses(club.channel, "log", minutes="20")
    log = await club.amara.uses(club.channel, "track history")
    entry = await club.amara.chooses(log, "Change or undo an entry", "Mon ")
    card = await club.amara.clicks(entry, "Back to the list")
    entry = await club.amara.chooses(card, "Change or undo an entry", "Mon ")
    undone = await club.amara.clicks(entry, "Take it back")
    assert "Undone: 45 min" in text_of(undone)
    told = await history(club)
    assert "one entry, 20 min" in told
    assert "45 min (undone: does not count)" in told
    second = await club.amara.uses(club.channel, "log", minutes="30")
    assert "50 min" in text_of(second)


async def test_nobody_reaches_the_entries_of_another(club: Club):
    await started(club)
    await club.amara.uses(club.channel, "log", minutes="45")
    entry = await newest_entry(club)
    assert await club.jonas.completes(club.channel, "track edit", "entry", "") == []
    refused = await club.jonas.uses(club.channel, "track edit", entry=entry, minutes="1")
    assert "do not find that entry among yours" in text_of(refused)
    for nonsense in ("9" * 40, "-1", "x"):
        refused = await club.amara.uses(club.channel, "track edit", entry=nonsense, minutes="1")
        assert "do not find that entry among yours" in text_of(refused)
    for command in ("track pause", "track resume", "track drop", "track target"):
        refused = await club.jonas.uses(club.channel, command, credential=READING)
        assert "Nothing of yours is underway here" in text_of(refused)


async def test_pause_resume_and_drop_lose_nothing_and_bear_repeating(club: Club):
    await started(club)
    await club.amara.uses(club.channel, "log", minutes="45")
    paused = await club.amara.uses(club.channel, "track pause", credential=READING)
    assert text_of(paused).startswith("Paused. Take your time")
    again = await club.amara.uses(club.channel, "track pause", credential=READING)
    assert "It is paused already." in text_of(again)
    assert await club.amara.completes(club.channel, "track pause", "credential", "") == []
    (choice,) = await club.amara.completes(club.channel, "track resume", "credential", "")
    assert choice["name"].endswith("(0 of 6, paused)")
    await club.amara.uses(club.channel, "log", minutes="15")
    resumed = await club.amara.clicks(paused, "Take it up again")
    assert "Welcome back." in text_of(resumed)
    assert "This week: 1 h" in text_of(resumed)
    going = await club.amara.uses(club.channel, "track resume", credential=READING)
    assert "nothing to resume" in text_of(going)


async def test_dropping_is_asked_about_and_can_be_taken_up_again(club: Club):
    await started(club)
    await club.amara.uses(club.channel, "log", minutes="45")
    asked = await club.amara.uses(club.channel, "track drop", credential=READING)
    kept = await club.amara.clicks(asked, "Keep it")
    assert "0 of 6 tasks" in text_of(kept)
    asked = await club.amara.uses(club.channel, "track drop", credential=READING)
    dropped = await club.amara.clicks(asked, "Yes, drop it")
    assert "What you logged is kept" in text_of(dropped)
    again = await club.amara.uses(club.channel, "track drop", credential=READING)
    assert "You have dropped that one already" in text_of(again)
    for command in ("track pause", "track target"):
        over = await club.amara.uses(club.channel, command, credential=READING)
        assert "You have dropped" in text_of(over)
        assert "Take it up again" in labels(over)
    assert "one entry, 45 min" in await history(club)
    shown = await club.amara.uses(club.channel, "progress")
    assert "Done" not in labels(shown)
    up = await club.amara.clicks(dropped, "Take it up again")
    assert "This week: 45 min" in text_of(up)


async def test_the_buttons_of_an_old_card_say_that_it_was_dropped_and_offer_the_way_back(club: Club):
    first = await started(club)
    for label in ("Done", "Log time"):
        card = first if label == "Done" else await club.amara.uses(club.channel, "log", minutes="5")
        asked = await club.amara.uses(club.channel, "track drop", credential=READING)
        await club.amara.clicks(asked, "Yes, drop it")
        stale = await club.amara.clicks(card, label)
        assert stale["id"] == card["id"]
        assert "You have dropped" in text_of(stale)
        await club.amara.clicks(stale, "Take it up again")


async def test_the_day_to_be_done_by_is_set_said_back_and_cleared(club: Club):
    await started(club)
    (reading,) = await club.amara.completes(
        club.channel, "track target", "day", "in 3 weeks", credential=READING
    )
    assert reading["name"].endswith("in 21 days")
    card = await club.amara.uses(club.channel, "track target", credential=READING, day=reading["value"])
    assert "in 21 days." in text_of(card)
    cleared = await club.amara.uses(club.channel, "track target", credential=READING)
    assert "Without a day to be done by now" in text_of(cleared)
    none_was = await club.amara.uses(club.channel, "track target", credential=READING, day="no day")
    assert "There is no day to be done by yet" in text_of(none_was)
    chosen = await club.amara.clicks(none_was, "In 4 weeks")
    assert "in 28 days." in text_of(chosen)
    back = await club.amara.clicks(cleared, "Put the day back")
    assert "in 21 days." in text_of(back)
    refused = await club.amara.uses(club.channel, "track target", credential=READING, day="soonish")
    assert "could not make out “soonish”" in text_of(refused)
    assert "in 56 days." in text_of(await club.amara.clicks(refused, "In 8 weeks"))


async def edits(club: Club, title: str, at: int) -> None:
    """A moderator edits the title of a task."""
    tasks = await club.mira.completes(club.channel, "catalog-task edit", "task", "", credential=READING)
    await club.mira.uses(
        club.channel, "catalog-task edit", credential=READING, task=tasks[at]["value"], title=title
    )


async def test_a_catalogue_that_changed_is_offered_and_taken_over(club: Club):
    await started(club)
    await club.amara.uses(club.channel, "log")
    await club.mira.uses(club.channel, "catalog-task add", credential=READING, title="Keep a diary")
    await edits(club, "Phonics, with a class", 1)
    shown = await club.amara.uses(club.channel, "progress")
    assert "The catalogue has changed since you started" in text_of(shown)
    assert "New: “Keep a diary”" in text_of(shown)
    assert "“Phonics” is now “Phonics, with a class”" in text_of(shown)
    taken = await club.amara.clicks(shown, "Take it over")
    assert "0 of 7 tasks" in text_of(taken)
    assert "has changed since" not in text_of(await club.amara.uses(club.channel, "progress"))


async def test_who_keeps_theirs_is_not_asked_again_and_a_stale_offer_says_so(club: Club):
    await started(club)
    await edits(club, "Phonics, with a class", 1)
    first = await club.amara.uses(club.channel, "progress")
    await edits(club, "Phonics, with a book", 1)
    stale = await club.amara.clicks(first, "Take it over")
    assert "has changed once more since" in text_of(stale) or (
        "has changed once more since" in text_of(await club.amara.last(club.channel))
    )
    now = await club.amara.uses(club.channel, "progress")
    assert "“Phonics” is now “Phonics, with a book”" in text_of(now)
    kept = await club.amara.clicks(now, "Keep mine")
    assert "0 of 6 tasks" in text_of(kept)
    assert "has changed since" not in text_of(await club.amara.uses(club.channel, "progress"))
