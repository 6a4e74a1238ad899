"""Tasks of a member's own: added, renamed, ticked and taken away again."""

import pytest

from bot.discord_ui.pictures.drawing import Drawing, PictureFailedError
from bot.discord_ui.pictures.picture import Picture
from tests.e2e.club import Club
from tests.e2e.person import Json, parts_of, text_of

pytestmark = pytest.mark.timeout(180)

GENERAL = "google-ai"
"""Two tasks that only say the kind of proof."""


@pytest.fixture(autouse=True)
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cards go out without their pictures."""

    async def fails(_: Drawing, __: Picture) -> bytes:
        raise PictureFailedError

    monkeypatch.setattr(Drawing, "png", fails)


def labels(message: Json) -> list[str]:
    return [part["label"] for part in parts_of(message) if part.get("label")]


async def with_tasks(club: Club, *lines: str) -> Json:
    card = await club.amara.uses(club.channel, "start", credential=GENERAL)
    form = await club.amara.opens_modal(card, "Add a task")
    return await club.amara.submits(form, "\n".join(lines))


async def test_a_task_of_ones_own_is_renamed_and_what_is_wrong_is_mended(club: Club):
    card = await with_tasks(club, "Watch modul 1 | 45 min", "Watch module 2")
    assert "Add a task" not in labels(card)
    listed = await club.amara.clicks(card, "Your own tasks")
    assert "- Watch modul 1 (45 min)\n- Watch module 2" in text_of(listed)
    chosen = await club.amara.chooses(listed, "Rename or remove one", "Watch modul 1")
    form = await club.amara.opens_modal(chosen, "Rename it")
    assert [part["component"].get("value") for part in form["modal"]["components"]] == [
        "Watch modul 1 | 45 min"
    ]
    twice = await club.amara.submits(form, "watch module 2")
    assert "There is a task “watch module 2” already." in text_of(twice)
    form = await club.amara.opens_modal(twice, "Fix it")
    assert [part["component"].get("value") for part in form["modal"]["components"]] == ["watch module 2"]
    renamed = await club.amara.submits(form, "Watch *module* 1 | 1h")
    assert "It is “Watch \\*module\\* 1” now." in text_of(renamed)
    assert "- Watch \\*module\\* 1 (1 h)" in text_of(renamed)


async def test_a_task_is_removed_once_put_back_and_kept_where_it_is_ticked(club: Club):
    card = await with_tasks(club, "Watch module 1 | 45 min")
    listed = await club.amara.clicks(card, "Your own tasks")
    chosen = await club.amara.chooses(listed, "Rename or remove one", "Watch module 1")
    removed = await club.amara.clicks(chosen, "Remove it")
    assert "Removed “Watch module 1”." in text_of(removed)
    assert "Time that you logged" not in text_of(removed)
    form = await club.amara.opens_modal(removed, "Put it back")
    assert form["modal"]["components"][0]["component"]["value"] == "Watch module 1 | 45 min"
    back = await club.amara.submits(form, "Watch module 1 | 45 min")
    assert "0 of 3 tasks" in text_of(back)
    await club.amara.uses(club.channel, "log", task="Watch module 1")
    listed = await club.amara.clicks(back, "Your own tasks")
    assert "✓ Watch module 1" in text_of(listed)
    ticked = await club.amara.chooses(listed, "Rename or remove one", "✓ Watch module 1")
    assert "It is ticked." in text_of(ticked)
    assert "Remove it" not in labels(ticked)


async def test_an_old_button_removes_nothing_and_nobody_removes_anothers(club: Club):
    card = await with_tasks(club, "Watch module 1", "Watch module 2")
    listed = await club.amara.clicks(card, "Your own tasks")
    other = await club.amara.uses(club.channel, "track pause", credential=GENERAL)
    listed_too = await club.amara.clicks(other, "Your own tasks")
    first = await club.amara.chooses(listed, "Rename or remove one", "Watch module 1")
    same = await club.amara.chooses(listed_too, "Rename or remove one", "Watch module 1")
    await club.amara.clicks(first, "Remove it")
    stale = await club.amara.clicks(same, "Remove it")
    assert "not among yours any more" in text_of(stale)
    assert "- Watch module 2" in text_of(stale)


async def test_what_was_logged_on_a_task_that_is_gone_still_counts(club: Club):
    card = await with_tasks(club, "Watch module 1")
    form = await club.amara.opens_modal(card, "Log time")
    await club.amara.submits(form, "20", ["Watch module 1"], "", "")
    listed = await club.amara.clicks(
        await club.amara.uses(club.channel, "track resume", credential=GENERAL), "Your own tasks"
    )
    chosen = await club.amara.chooses(listed, "Rename or remove one", "Watch module 1")
    removed = await club.amara.clicks(chosen, "Remove it")
    assert "Time that you logged on it still counts." in text_of(removed)
    assert "20 min on “a task that is gone”" in text_of(await club.amara.uses(club.channel, "track history"))
    undone = await club.amara.uses(club.channel, "undo")
    assert "Undone: 20 min on “a task that is gone”" in text_of(undone)


async def test_taking_the_last_open_task_away_finishes(club: Club):
    card = await with_tasks(club, "One too many")
    for _ in range(2):
        card = await club.amara.clicks(card, "Done")
    listed = await club.amara.clicks(card, "Your own tasks")
    chosen = await club.amara.chooses(listed, "Rename or remove one", "One too many")
    assert "You did it!" in text_of(await club.amara.clicks(chosen, "Remove it"))
