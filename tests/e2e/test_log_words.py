"""What a member types with `/log` and `/track edit`: understood while they type, mended where it is not."""

import pytest

from bot.discord_ui.pictures.drawing import Drawing, PictureFailedError
from bot.discord_ui.pictures.picture import Picture
from tests.e2e.club import Club
from tests.e2e.person import Json, text_of

pytestmark = pytest.mark.timeout(180)

READING = "newpaltz-science-of-reading"


@pytest.fixture(autouse=True)
async def started(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a Monday morning, of a credential whose second task is Phonics; no pictures."""

    async def fails(_: Drawing, __: Picture) -> bytes:
        raise PictureFailedError

    monkeypatch.setattr(Drawing, "png", fails)
    club.sandbox.clock.move_to_next("monday 09:00")
    await club.amara.uses(club.channel, "start", credential=READING)


def typed_in(form: Json) -> list[str]:
    return [part["component"].get("value", "") for part in form["modal"]["components"]]


async def log(club: Club, **options: str) -> Json:
    return await club.amara.uses(club.channel, "log", **options)


async def test_minutes_that_cannot_be_read_are_mended_without_naming_the_task_again(club: Club):
    bad = await log(club, task="Phonics", minutes="soonish", on="yesterday", note="hard")
    assert "could not make out “soonish”" in text_of(bad)
    form = await club.amara.opens_modal(bad, "Fix it")
    assert typed_in(form) == ["soonish", "yesterday", "hard"]
    worse = await club.amara.submits(form, "25h", "yesterday", "hard")
    assert "between one minute and 24 hours" in text_of(worse)
    form = await club.amara.opens_modal(worse, "Fix it")
    done = await club.amara.submits(form, "ninety", "yesterday", "hard")
    assert "✓ Done: “Phonics”, 1 h 30 min, yesterday" in text_of(done)


async def test_time_alone_on_a_day_too_long_ago_is_mended_through_restarts(club: Club):
    bad = await log(club, minutes="30", on="8 days ago")
    assert "up to 7 days ago" in text_of(bad)
    await club.restart_badger()
    form = await club.amara.opens_modal(bad, "Fix it")
    await club.restart_badger()
    logged = await club.amara.submits(form, "30", "yesterday", "")
    assert "✓ Logged: 30 min, yesterday" in text_of(logged)


async def test_a_day_and_a_note_alone_go_with_the_task_that_is_chosen(club: Club):
    offer = await log(club, on="yesterday", note="by the window")
    assert "For Sun" in text_of(offer)
    assert "Note: by the window" in text_of(offer)
    assert "Phonemic awareness" in text_of(offer)
    done = await club.amara.clicks(offer, "Done: Phonemic awareness")
    assert "✓ Done: “Phonemic awareness”, yesterday" in text_of(done)
    history = text_of(await club.amara.uses(club.channel, "track history"))
    assert "Note: by the window" in history
    late = await log(club, on="9 days ago")
    form = await club.amara.opens_modal(late, "Fix it")
    assert typed_in(form) == ["", "9 days ago", ""]
    done = await club.amara.submits(form, "20", "today", "")
    assert "✓ Done: “Phonics”, 20 min" in text_of(done)


async def test_minutes_and_days_are_told_as_they_are_understood(club: Club):
    async def told(option: str, typed: str, command: str = "log") -> list[str]:
        return [choice["name"] for choice in await club.amara.completes(club.channel, command, option, typed)]

    assert await told("minutes", "1,5 h") == ["✓ 1 h 30 min"]
    assert await told("minutes", "soon") == ["Say it like 45, 1h30 or half an hour"]
    assert (await told("minutes", ""))[:2] == ["15 min", "30 min"]
    days = await told("on", "")
    assert (len(days), days[0].endswith(", today"), days[1].startswith("Sun")) == (8, True, True)
    assert (await told("on", "friday"))[0].endswith(", 3 days ago")
    assert (await told("on", "8 days ago"))[0].startswith("A day up to a week back")
    assert await told("minutes", "0", "track edit") == ["Without minutes"]


async def test_a_change_that_cannot_be_read_is_mended(club: Club):
    await log(club, minutes="45", note="kept")
    (entry, *_) = await club.amara.completes(club.channel, "track edit", "entry", "")
    bad = await club.amara.uses(club.channel, "track edit", entry=entry["value"], minutes="soonish")
    form = await club.amara.opens_modal(bad, "Fix it")
    minutes, day, note = typed_in(form)
    assert (minutes, note) == ("soonish", "kept")
    changed = await club.amara.submits(form, "50", day, note)
    assert "Changed: 50 min" in text_of(changed)
