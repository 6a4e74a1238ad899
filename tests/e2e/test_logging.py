"""A member begins, logs day by day, takes back, and finishes, at the sandbox's page."""

import asyncio
from datetime import timedelta
from itertools import count
from unittest.mock import patch

import pytest

from bot.discord_ui.draining import finish_answers
from bot.discord_ui.pictures.picture import AchievementPicture, Picture
from tests.e2e.attacks import forge, seen
from tests.e2e.club import TEXTS, Club
from tests.e2e.person import Json, Person, is_private, parts_of, text_of

pytestmark = pytest.mark.timeout(120)

READING = "newpaltz-science-of-reading"
"""Six tasks of its issuer's own."""
GENERAL = "google-ai"
"""Its tasks say the kinds of proof alone."""
DAY = timedelta(days=1).total_seconds()


@pytest.fixture(autouse=True)
def monday_morning(club: Club) -> None:
    """No test runs into midnight, or into another week."""
    club.sandbox.clock.move_to_next("monday 09:00")


def labels(message: Json) -> list[str]:
    return [part["label"] for part in parts_of(message) if part.get("label")]


async def started(club: Club, person: Person | None = None, **options: str) -> Json:
    """A new enrolment's card, after the question."""
    return await (person or club.amara).uses(club.channel, "start", credential=READING, **options)


async def test_from_find_to_the_first_task(club: Club):
    amara, channel = club.amara, club.channel
    answer = await amara.uses(channel, "find", goal="learn sql", time="3h/week for 6 weeks")
    options = next(part["options"] for part in parts_of(answer) if "Details" in part.get("placeholder", ""))
    details = await amara.chooses(answer, "Details", options[0]["label"])
    card = await amara.clicks(details, "Start")
    assert is_private(card)
    assert card["id"] != details["id"]
    assert "Started." in text_of(card)
    assert "shall I tell this server?" in text_of(card)
    assert "You can change it in /me settings" in text_of(card)
    assert "I count your days in UTC until you tell me where you are" in text_of(card)
    quiet = await amara.clicks(card, "No, keep it to myself")
    assert quiet["id"] == card["id"]
    assert "I tell nobody." in text_of(quiet)
    assert "shall I tell this server?" not in text_of(quiet)
    done = await amara.clicks(quiet, "Done")
    assert "✓ Done: “" in text_of(done)
    assert "1 of" in text_of(done)
    assert "First week of a streak" in text_of(done)
    again = await amara.clicks(details, "Start")
    assert "You have started this already" in text_of(again)
    assert "shall I tell this server?" not in text_of(again)


async def test_the_first_start_alone_asks_and_an_answer_leaves_the_other_question(club: Club):
    amara = club.amara
    card = await started(club)
    refused = await amara.submits(await amara.opens_modal(card, "Say where I am"), "Atlantis")
    assert "I do not know the time zone “Atlantis”" in text_of(refused)
    there = await amara.submits(await amara.opens_modal(refused, "Fix it"), "auckland")
    assert "You are in Auckland (Pacific). It is Monday, 22:" in text_of(there)
    assert "Science of Reading" in text_of(there)
    assert "Say where I am" not in labels(there)
    assert "shall I tell this server?" in text_of(there)
    told = await amara.clicks(there, "Yes, tell them")
    assert "Say where I am" not in labels(told)
    assert "shall I tell this server?" not in text_of(told)
    await started(club, club.jonas)
    other = await club.jonas.uses(club.channel, "start", credential=GENERAL)
    assert "Started." in text_of(other)
    assert "Say where I am" not in labels(other)
    assert "shall I tell this server?" not in text_of(other)


async def test_the_daily_act_is_three_keystrokes_and_a_tap(club: Club):
    await started(club)
    offered = await club.amara.uses(club.channel, "log")
    assert is_private(offered)
    assert "What did you do?" in text_of(offered)
    (button,) = [label for label in labels(offered) if label.startswith("Done: ")]
    done = await club.amara.clicks(offered, button)
    assert f"✓ Done: “{button.removeprefix('Done: ')[:20]}" in text_of(done)
    choices = await club.amara.completes(club.channel, "log", "task", "")
    assert button.removeprefix("Done: ") not in choices[0]["name"]
    named = await club.amara.uses(
        club.channel, "log", task=choices[0]["value"], minutes="1h30", on="yesterday"
    )
    assert "1 h 30 min, yesterday" in text_of(named)
    assert "2 of" in text_of(named)


async def test_a_target_in_words_is_said_back_and_one_that_cannot_be_read_keeps_nobody(club: Club):
    refused = await started(club, target="sometime soonish")
    assert "could not make out “sometime soonish”" in text_of(refused)
    card = await club.amara.clicks(refused, "Start without a day")
    assert "Started." in text_of(card)
    with_day = await started(club, target="in 8 weeks")
    wanted = (club.sandbox.clock.now() + timedelta(weeks=8)).date()
    assert f"Got it: to be done by {wanted.day} {wanted:%B %Y}" in text_of(with_day)
    assert "56 days left" in text_of(with_day)


async def test_a_target_is_understood_while_it_is_typed(club: Club):
    offered = await club.amara.completes(club.channel, "start", "target", "", credential=READING)
    assert [each["name"].count("days") for each in offered] == [1, 1, 1]
    (typed,) = await club.amara.completes(club.channel, "start", "target", "in 3 weeks", credential=READING)
    wanted = (club.sandbox.clock.now() + timedelta(weeks=3)).date()
    assert f"{wanted.day} {wanted:%B %Y}" in typed["name"]
    card = await started(club, target=typed["value"])
    assert f"Got it: to be done by {wanted.day} {wanted:%B %Y}" in text_of(card)
    assert await club.amara.completes(club.channel, "start", "target", "soonish", credential=READING) == []


async def test_minutes_alone_are_time_and_the_same_again_is_asked_about_once(club: Club):
    await started(club)
    logged = await club.amara.uses(club.channel, "log", minutes="45", note="got stuck at joins")
    assert "✓ Logged: 45 min" in text_of(logged)
    assert "0 of" in text_of(logged)
    asked = await club.amara.uses(club.channel, "log", minutes="45")
    assert "You logged 45 min a moment ago. Was that a second time?" in text_of(asked)
    twice = await asyncio.gather(
        *(club.amara.clicks(asked, "Yes, log it again") for _ in range(3)), return_exceptions=True
    )
    assert [each for each in twice if isinstance(each, BaseException)] == []
    card = await club.amara.clicks(logged, "Undo")
    assert "I have undone nothing" in text_of(card)
    assert "This week: 1 h 30 min" in text_of(card)


async def test_two_quick_presses_of_done_tick_one_task(club: Club):
    card = await started(club)
    await asyncio.gather(*(club.amara.clicks(card, "Done") for _ in range(5)), return_exceptions=True)
    stale = await seen(club, card)
    assert "1 of" in text_of(stale)
    choices = await club.amara.completes(club.channel, "log", "task", "")
    ticked = await club.amara.uses(club.channel, "log", task=choices[0]["value"])
    assert "2 of" in text_of(ticked)
    late = await club.amara.clicks(stale, "Done")
    assert "was ticked already, so I have ticked nothing else" in text_of(late)
    assert "2 of" in text_of(late)


async def test_undo_takes_back_one_entry_and_says_which(club: Club):
    nothing = await club.amara.uses(club.channel, "undo")
    assert "There is nothing to undo" in text_of(nothing)
    card = await started(club)
    done = await club.amara.clicks(card, "Done")
    await asyncio.gather(*(club.amara.clicks(done, "Undo") for _ in range(4)), return_exceptions=True)
    after = await seen(club, done)
    assert "0 of" in text_of(after)
    await club.amara.uses(club.channel, "log", minutes="20")
    undone = await club.amara.uses(club.channel, "undo")
    assert "Undone: 20 min" in text_of(undone)


async def test_time_by_the_form_with_what_is_wrong_kept(club: Club):
    card = await started(club)
    opened = await club.amara.opens_modal(card, "Log time")
    wrong = await club.amara.submits(opened, "a while", None, "yesterday", "joins are hard")
    assert "could not make out “a while”" in text_of(wrong)
    again = await club.amara.opens_modal(wrong, "Fix it")
    kept = [part["component"].get("value") for part in again["modal"]["components"]]
    assert kept == ["a while", None, "yesterday", "joins are hard"]
    options = again["modal"]["components"][1]["component"]["options"]
    logged = await club.amara.submits(again, "50 min", [options[1]["label"]], "yesterday", "joins are hard")
    assert "✓ Logged: 50 min on “" in text_of(logged)
    assert "yesterday" in text_of(logged)
    assert "0 of" in text_of(logged)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"minutes": "soon"}, "could not make out “soon”"),
        ({"minutes": "25h"}, "24 hours"),
        ({"minutes": "30", "on": "in May"}, "could not make out “in May”"),
        ({"minutes": "30", "on": "tomorrow"}, "has not come yet"),
        ({"minutes": "30", "on": "9 days ago"}, "up to 7 days ago"),
        ({"task": "nobody:nothing"}, "You have not started that one here"),
    ],
)
async def test_what_cannot_be_logged_is_one_sentence(club: Club, options: dict[str, str], sentence: str):
    await started(club)
    told = await club.amara.uses(club.channel, "log", **options)
    assert is_private(told)
    assert sentence in text_of(told)
    assert "nothing to undo" in text_of(await club.amara.uses(club.channel, "undo"))


async def test_what_was_said_with_the_command_is_kept_to_be_mended(club: Club):
    await started(club)
    task = (await club.amara.completes(club.channel, "log", "task", ""))[0]["value"]
    wrong = await club.amara.uses(club.channel, "log", task=task, minutes="soon", on="in May", note="hard")
    opened = await club.amara.opens_modal(wrong, "Fix it")
    assert values(opened) == ["soon", "in May", "hard"]
    still_wrong = await club.amara.submits(opened, "45 min", "9 days ago", "hard")
    assert "up to 7 days ago" in text_of(still_wrong)
    again = await club.amara.opens_modal(still_wrong, "Fix it")
    assert values(again) == ["45 min", "9 days ago", "hard"]
    logged = await club.amara.submits(again, "45 min", "yesterday", "hard")
    assert "✓ Done: “" in text_of(logged)
    assert "45 min, yesterday" in text_of(logged)


def values(opened: Json) -> list[str | None]:
    """What a form holds already."""
    return [part["component"].get("value") for part in opened["modal"]["components"]]


async def test_words_that_are_no_task_lead_to_the_nearest_or_to_a_task_of_ones_own(club: Club):
    await started(club)
    told = await club.amara.uses(
        club.channel, "log", task="Fixed my own *query*", minutes="25", on="yesterday"
    )
    assert "I find no open task “Fixed my own \\*query\\*”" in text_of(told)
    own = await club.amara.clicks(told, "Add it, done")
    assert "✓ Done: “Fixed my own \\*query\\*”, 25 min, yesterday" in text_of(own)
    other = await club.amara.uses(club.channel, "log", task="Something else", minutes="15")
    options = next(part["options"] for part in parts_of(other) if part.get("options"))
    nearest = await club.amara.chooses(other, "Choose a task", options[0]["label"])
    assert "✓ Done: “" in text_of(nearest)
    assert "15 min" in text_of(nearest)


async def test_who_has_started_nothing_is_shown_the_way(club: Club):
    for options in ({}, {"minutes": "30"}, {"task": "anything"}):
        told = await club.amara.uses(club.channel, "log", **options)
        assert is_private(told)
        assert "find a credential with /find" in text_of(told)
    assert "Everything I know" in text_of(await club.amara.clicks(told, "Look around"))
    assert await club.amara.completes(club.channel, "log", "task", "") == []


async def test_the_last_task_brings_warm_words_and_the_picture(club: Club):
    card = await started(club)
    await club.amara.clicks(card, "Yes, tell them")
    card = await seen(club, card)
    for day in count():
        club.sandbox.clock.advance(DAY * (1 + day % 3))
        card = await club.amara.clicks(card, "Done")
        if "You did it!" in text_of(card):
            break
    assert "Every task of it, by you." in text_of(card)
    assert "as soon as its moderators choose a channel" in text_of(card)
    illustrated = await club.amara.wait_for(
        lambda event: (
            event["type"] == "message_update"
            and event["message"]["id"] == card["id"]
            and any(part.get("items") for part in parts_of(event["message"]))
        )
    )
    (item,) = next(part["items"] for part in parts_of(illustrated["message"]) if part.get("items"))
    assert "A certificate" in item["description"]
    assert "tasks" in item["description"]
    where = await club.amara.clicks(await seen(club, card), "Progress")
    assert "Done. All of it." in text_of(where)
    again = await started(club)
    assert "You have finished this already" in text_of(again)
    assert "Start it again" in labels(again)
    undone = await club.amara.uses(club.channel, "undo")
    assert "So it is not finished any more." in text_of(undone)


async def test_a_restart_in_the_middle_loses_nothing_and_old_cards_go_on(club: Club):
    card = await started(club)
    done = await club.amara.clicks(card, "Done")
    await club.restart_badger()
    after = await club.amara.clicks(done, "Done")
    assert "2 of" in text_of(after)
    await club.restart_badger()
    undone = await club.amara.clicks(after, "Undo")
    assert "1 of" in text_of(undone)


async def test_anothers_card_and_another_servers_do_nothing_for_me(club: Club):
    mine = await started(club)
    theirs = await started(club, club.jonas)
    ids = [part["custom_id"] for part in parts_of(mine) if part.get("custom_id")]
    buttons = [each for each in ids if ":tick:" not in each and ":start-zone:" not in each]
    assert len(buttons) == 5
    for identity in buttons:

        def change(part: Json, identity: str = identity) -> None:
            if part.get("label") in {"Log time", "Forged"}:
                part.update(custom_id=identity, label="Forged")

        forge(club, theirs, change)
        forged = next(each for each in await club.jonas.sees(club.channel) if each["id"] == theirs["id"])
        told = await club.jonas.clicks(forged, "Forged")
        refusals = ("You have not started that one here", "I have nothing of theirs to show you")
        assert any(refusal in text_of(told) for refusal in refusals), (identity, text_of(told))
    school = await club.amara.channel("general", server=1)
    nothing = await club.amara.uses(school, "log")
    assert "find a credential with /find" in text_of(nothing)
    assert "0 of" in text_of(await club.amara.uses(club.channel, "log", minutes="5"))


async def test_the_words_of_a_message_tick_a_task_after_one_tap(club: Club):
    await started(club)
    choices = await club.amara.completes(club.channel, "log", "task", "")
    ref = choices[1]["value"]
    enrolment = await club.amara.uses(club.channel, "log", minutes="5")
    title = next(
        option["label"]
        for part in parts_of(enrolment)
        for option in part.get("options", [])
        if option["value"] == ref
    ).split(" (")[0]
    said = await club.amara.says(club.channel, f"I finally finished {title}, phew")
    offered = await club.amara.uses_on(club.channel, "Log as task", said["id"])
    assert is_private(offered)
    assert "Is it this one?" in text_of(offered)
    (button,) = [label for label in labels(offered) if label.startswith("Done: ")]
    done = await club.amara.clicks(offered, button)
    assert f"✓ Done: “{title}" in text_of(done)
    said = await club.amara.says(club.channel, "what a day, <@1> @everyone")
    offered = await club.amara.uses_on(club.channel, "Log as task", said["id"])
    assert "No open task of yours is called that" in text_of(offered)
    opened = await club.amara.opens_modal(offered, "Log time")
    assert "what a day" in str(opened["modal"])


async def test_the_catalogue_changes_meanwhile_and_the_member_is_asked(club: Club):
    card = await started(club)
    await club.mira.uses(club.channel, "catalog-task add", credential=READING, title="One more query")
    done = await club.amara.clicks(card, "Done")
    assert TEXTS("offer-title") in text_of(done)
    assert "One more query" in text_of(done)
    taken = await club.amara.clicks(done, "Take it over")
    assert TEXTS("offer-taken") in text_of(taken)
    assert "1 of" in text_of(taken)
    assert TEXTS("offer-title") not in text_of(taken)


async def test_days_and_weeks_go_by(club: Club):
    card = await started(club)
    club.sandbox.clock.move_to_next("monday 09:00")
    card = await club.amara.clicks(card, "Done")
    club.sandbox.clock.move_to_next("tuesday 09:00")
    club.sandbox.clock.advance(7 * DAY)
    await club.amara.uses(club.channel, "log", minutes="30")
    shown = await club.amara.uses(club.channel, "log", minutes="1h", on="Monday")
    assert "2 weeks in a row" in text_of(shown)
    assert "This week: 1 h 30 min" in text_of(shown)
    club.sandbox.clock.advance(7 * DAY)
    later = await club.amara.uses(club.channel, "log", minutes="20")
    assert "You do about" in text_of(later)
    assert "3 weeks in a row" in text_of(later)


async def test_tasks_of_ones_own_where_only_general_ones_are_listed(club: Club):
    card = await club.amara.uses(club.channel, "start", credential=GENERAL)
    assert "You can add tasks of your own." in text_of(card)
    opened = await club.amara.opens_modal(card, "Add a task")
    wrong = await club.amara.submits(opened, "Read chapter 1 | soon\nRead chapter 2 | 45 min")
    assert "“soon”" in text_of(wrong)
    again = await club.amara.opens_modal(wrong, "Fix it")
    assert "Read chapter 1 | soon" in str(again["modal"])
    added = await club.amara.submits(again, "Read *chapter* 1 | 1-2h\nRead chapter 2 | 45 min")
    assert "Added 2 tasks." in text_of(added)
    chosen = await club.amara.chooses(added, "Tick another task", "Read *chapter* 1 (1 to 2 h)")
    assert "✓ Done: “Read \\*chapter\\* 1”" in text_of(chosen)
    listed = await club.amara.uses(club.channel, "start", credential=READING)
    assert "Add a task" not in labels(listed)


async def test_a_public_card_starts_for_whoever_clicks_and_for_nobody_else(club: Club):
    await club.mira.uses(club.channel, "credential show", credential=READING, share=True)
    public = await club.jonas.last(club.channel)
    mine = await club.jonas.clicks(public, "Start")
    assert is_private(mine)
    assert "Started." in text_of(mine)
    assert await seen(club, public) == public
    assert "find a credential with /find" in text_of(await club.mira.uses(club.channel, "log"))


async def test_values_that_were_never_offered_tick_nothing(club: Club):
    theirs = await started(club, club.jonas)
    refs = await club.jonas.completes(club.channel, "log", "task", "")
    card = await started(club)
    for value in (str(refs[0]["value"]), "nobody", "e" * 12 + ":", "<@1> @everyone"):

        def offer(part: Json, value: str = value) -> None:
            for option in part.get("options", [])[:1]:
                option.update(value=value, label="forged")

        forge(club, card, offer)
        told = await club.amara.chooses(await seen(club, card), "Tick another task", "forged")
        assert is_private(told)
        assert "Something went wrong" not in text_of(told)
        assert "✓" not in text_of(told)
    assert "0 of" in text_of(await club.jonas.clicks(theirs, "No, keep it to myself"))
    assert "nothing to undo" in text_of(await club.amara.uses(club.channel, "undo"))


async def test_words_that_wait_are_nobody_elses(club: Club):
    await started(club)
    mine = await club.amara.uses(club.channel, "log", task="Wrote a poem on phonics", minutes="25")
    identity = next(part["custom_id"] for part in parts_of(mine) if part.get("label") == "Add it, done")
    theirs = await started(club, club.jonas)

    def change(part: Json) -> None:
        if part.get("label") == "Done":
            part["custom_id"] = f"b1:log-kept:{identity.split(':')[3]}"

    forge(club, theirs, change)
    forged = next(each for each in await club.jonas.sees(club.channel) if each["id"] == theirs["id"])
    assert "I do not keep what you typed there" in text_of(await club.jonas.clicks(forged, "Done"))
    await club.restart_badger()
    assert "25 min" in text_of(await club.amara.clicks(mine, "Add it, done"))


async def test_taking_in_what_the_catalogue_left_can_finish_it(club: Club):
    card = await started(club)
    last = (await club.mira.completes(club.channel, "catalog-task remove", "task", "", credential=READING))[
        -1
    ]
    await club.mira.uses(club.channel, "catalog-task remove", credential=READING, task=last["value"])
    for _ in range(5):
        card = await club.amara.clicks(card, "Done")
    finished = await club.amara.clicks(card, "Take it over")
    assert "You did it!" in text_of(finished)
    assert "5 tasks" in text_of(finished)


async def test_a_picture_that_comes_late_takes_nothing_away(club: Club):
    card = await started(club)
    drawn, goes_on = asyncio.Event(), asyncio.Event()
    draw = club.client.desk.drawing.png

    async def slowly(picture: Picture) -> bytes:
        if isinstance(picture, AchievementPicture):
            drawn.set()
            await goes_on.wait()
        return await draw(picture)

    with patch.object(club.client.desk.drawing, "png", slowly):
        for _ in range(6):
            card = await club.amara.clicks(card, "Done")
        await drawn.wait()
        looked = await club.amara.clicks(card, "Find the next one")
        goes_on.set()
        await finish_answers()
    assert text_of(await seen(club, looked)) == text_of(looked)
    assert "You did it!" not in text_of(looked)
