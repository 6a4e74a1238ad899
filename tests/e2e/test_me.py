"""What members tell of themselves, take along, and let Badger forget."""

import asyncio
import csv
import io
import json

import pytest

from tests.e2e.club import Club
from tests.e2e.person import Json, Person, Refused, component, is_private, parts_of, text_of

CREDENTIAL = "teacher-sel"
FORMER_SECONDS = 11 * 60


async def begins_and_logs(club: Club, person: Person) -> str:
    """Starts a credential, ticks its first task, and returns the answer's words."""
    card = await person.uses(club.channel, "start", credential=CREDENTIAL)
    return text_of(await person.clicks(card, "Done"))


async def files_of(person: Person, message: Json) -> dict[str, bytes]:
    return {each["filename"]: await person.downloads(each) for each in message["attachments"]}


async def settings(club: Club, person: Person) -> Json:
    return await person.uses(club.channel, "me settings")


async def test_settings_are_changed_at_once_and_say_what_they_mean(club: Club):
    card = await settings(club, club.amara)
    assert is_private(card)
    assert "until then I count in UTC" in text_of(card)
    assert "Your study groups" in text_of(card)
    card = await club.amara.chooses(card, "Time for learning", "5 hours")
    assert "Kept: 5 h a week" in text_of(card)
    card = await club.amara.chooses(card, "Who sees your progress", "Everybody here")
    assert "Everybody in this server can see" in text_of(card)
    card = await club.amara.chooses(card, "When you finish", "I tell this server, and ping you")
    assert "you alone get a ping" in text_of(card)
    opened = await club.amara.opens_modal(card, "Change where I am")
    card = await club.amara.submits(opened, "berlin")
    assert "You are in Berlin (Europe)." in text_of(card)
    again = text_of(await settings(club, club.amara))
    for kept in ("Berlin (Europe)", "5 h a week", "Everybody here", "ping you"):
        assert kept in again
    assert "Berlin" not in text_of(await settings(club, club.jonas))


async def test_what_cannot_be_read_in_a_setting_is_kept_and_mended(club: Club):
    card = await settings(club, club.amara)
    refused = await club.amara.submits(await club.amara.opens_modal(card, "Change where I am"), "Atlantis X")
    assert "I do not know the time zone" in text_of(refused)
    opened = await club.amara.opens_modal(refused, "Fix it")
    assert component(opened["modal"], lambda part: part.get("custom_id") == "zone")["value"] == "Atlantis X"
    assert "Nairobi" in text_of(await club.amara.submits(opened, "Nairobi"))
    opened = await club.amara.chooses_modal(card, "Time for learning", "Another number")
    refused = await club.amara.submits(opened, "soonish")
    opened = await club.amara.opens_modal(refused, "Fix it")
    assert component(opened["modal"], lambda part: part.get("custom_id") == "hours")["value"] == "soonish"
    assert "2 h 30 min a week" in text_of(await club.amara.submits(opened, "2.5"))


async def test_a_zone_is_suggested_by_its_city_with_the_time_there(club: Club):
    (first, *_) = await club.amara.completes(club.channel, "me timezone", "zone", "berl")
    assert first["value"] == "Europe/Berlin"
    assert first["name"].startswith("Berlin (Europe): ")
    card = await club.amara.uses(club.channel, "me timezone", zone=first["value"])
    assert "What you logged keeps its days." in text_of(card)
    card = await club.amara.clicks(card, "Settings")
    assert "Berlin (Europe), where it is" in text_of(card)
    refused = await club.amara.uses(club.channel, "me timezone", zone="nowhere at all")
    assert [part["label"] for part in parts_of(refused) if part.get("label")] == ["Fix it"]


async def test_remembered_hours_are_what_find_goes_by(club: Club):
    await club.amara.chooses(await settings(club, club.amara), "Time for learning", "3 hours")
    answer = await club.amara.uses(club.channel, "find", goal="learn sql")
    assert "With the 3 h a week that I remember" in text_of(answer)
    without = await club.amara.clicks(answer, "Without my hours")
    assert "that I remember" not in text_of(without)
    mention = await club.amara.says(club.channel, f"<@{club.bot_id}> learn sql")
    public = await club.amara.hears_from_bot(club.channel, mention["id"])
    assert "that I remember" not in text_of(public)
    card = await club.amara.chooses(await settings(club, club.amara), "Time for learning", "None")
    assert "Forgotten." in text_of(card)
    assert "I remember" not in text_of(await club.amara.uses(club.channel, "find", goal="learn sql"))


async def test_answers_say_what_the_member_is_on_to_the_member_alone(club: Club):
    await begins_and_logs(club, club.amara)
    answer = await club.amara.uses(club.channel, "find", goal="social emotional learning for teachers")
    assert text_of(answer).count("**You are on it: 1 of ") == 1
    details = await club.amara.uses(club.channel, "credential show", credential=CREDENTIAL)
    assert "**You are on it: 1 of " in text_of(details)
    others = await club.jonas.uses(club.channel, "find", goal="social emotional learning for teachers")
    assert "You are on it" not in text_of(others)
    shared = await club.amara.uses(club.channel, "credential show", credential=CREDENTIAL, share=True)
    assert "You are on it" not in text_of(shared)
    await club.amara.clicks(answer, "Share")
    public = await club.jonas.last(club.channel)
    assert "Shared by" in text_of(public)
    assert "You are on it" not in text_of(public)


async def test_a_profile_is_shared_only_as_far_as_the_server_may_see_it(club: Club):
    assert "You have not started anything" in text_of(await club.amara.uses(club.channel, "me profile"))
    await begins_and_logs(club, club.amara)
    card = await club.amara.uses(club.channel, "me profile")
    assert "Working on" in text_of(card)
    assert "Share" not in {part.get("label") for part in parts_of(card)}
    refused = await club.amara.uses(club.channel, "me profile", share=True)
    assert is_private(refused)
    assert "I have shared nothing" in text_of(refused)
    card = await club.amara.clicks(refused, "Settings")
    await club.amara.chooses(card, "Who sees your progress", "Everybody here")
    shared = await club.amara.uses(club.channel, "me profile", share=True)
    assert not is_private(shared)
    assert "Amara" in text_of(await club.jonas.last(club.channel))
    await club.mira.uses_on(club.channel, "Remove", shared["id"])
    assert shared["id"] not in {each["id"] for each in await club.jonas.sees(club.channel)}
    card = await club.amara.uses(club.channel, "me profile")
    await club.amara.clicks(card, "Share")
    assert "Shared by Amara" in text_of(await club.jonas.last(club.channel))
    await club.amara.chooses(await settings(club, club.amara), "Who sees your progress", "Only you")
    older = await club.amara.uses(club.channel, "me profile")
    assert "Share" not in {part.get("label") for part in parts_of(older)}


async def test_all_that_is_kept_is_handed_over(club: Club):
    await begins_and_logs(club, club.amara)
    await club.amara.uses(club.channel, "log", minutes="45", note="=SUM(A1)")
    handed = await club.amara.uses(club.channel, "me export")
    assert is_private(handed)
    files = await files_of(club.amara, handed)
    data = json.loads(files["badger-data.json"])
    assert data["user_id"] == club.amara.id
    assert [row["kind"] for row in data["log_entries"]] == ["done", "minutes"]
    rows = list(csv.DictReader(io.StringIO(files["badger-ledger.csv"].decode())))
    assert [row["note"] for row in rows] == ["", "'=SUM(A1)"]


async def test_who_erases_is_asked_twice_offered_their_data_and_may_begin_anew(club: Club):
    await begins_and_logs(club, club.amara)
    card = await club.amara.uses(club.channel, "me erase", scope="here")
    assert "The credential that you started, with the one entry in your log" in text_of(card)
    assert "badger-data.json" in await files_of(
        club.amara, await club.amara.clicks(card, "Take my data along")
    )
    kept = await club.amara.clicks(card, "Keep everything")
    assert "Nothing was erased" in text_of(kept)
    card = await club.amara.uses(club.channel, "me erase", scope="everywhere")
    sure = await club.amara.clicks(card, "Go on")
    assert "cannot bring them back" in text_of(sure)
    # A page that has not noticed sends the same click again.
    both = await asyncio.gather(*(club.amara.clicks(sure, "Erase it now") for _ in range(2)))
    assert all("I keep nothing of you any more" in text_of(each) for each in both)
    assert "You have not started anything" in text_of(await club.amara.uses(club.channel, "me profile"))
    assert "Done" in await begins_and_logs(club, club.amara)


async def test_the_button_that_erases_does_not_work_for_long(club: Club):
    await begins_and_logs(club, club.amara)
    card = await club.amara.uses(club.channel, "me erase", scope="everywhere")
    sure = await club.amara.clicks(card, "Go on")
    message = club.sandbox.world.channel(int(club.channel)).messages[int(sure["id"])]  # type: ignore[union-attr]
    button = component(
        {"components": message.components}, lambda part: "erase-sure" in part.get("custom_id", "")
    )
    head, _, asked_at = button["custom_id"].rpartition(":")
    button["custom_id"] = f"{head}:{int(asked_at) - FORMER_SECONDS}"
    seen = next(each for each in await club.amara.sees(club.channel) if each["id"] == sure["id"])
    late = await club.amara.clicks(seen, "Erase it now")
    assert "nothing was erased" in text_of(late)
    assert "Working on" in text_of(await club.amara.uses(club.channel, "me profile"))
    again = await club.amara.clicks(late, "Go on")
    assert "cannot bring them back" in text_of(again)


async def test_a_direct_message_knows_what_belongs_to_the_person(club: Club):
    await begins_and_logs(club, club.amara)
    direct = await club.amara.direct_messages_with(club.bot_id)
    card = await club.amara.uses(direct, "me settings")
    assert "in each server: /me settings there" in text_of(card)
    assert "Who sees your progress here" not in text_of(card)
    card = await club.amara.chooses(card, "Time for learning", "8 hours")
    assert "Kept: 8 h a week" in text_of(card)
    await club.amara.uses(direct, "me timezone", zone="Europe/Madrid")
    handed = await club.amara.uses(direct, "me export")
    assert "badger-ledger.csv" in await files_of(club.amara, handed)
    with pytest.raises(Refused):
        await club.amara.uses(direct, "start", credential=CREDENTIAL)
    nowhere = await club.amara.uses(direct, "me erase", scope="here")
    assert "there is no “here”" in text_of(nowhere)
    card = await club.amara.clicks(nowhere, "Erase everywhere")
    sure = await club.amara.clicks(card, "Go on")
    assert "I keep nothing of you" in text_of(await club.amara.clicks(sure, "Erase it now"))
    assert "Not said yet" in text_of(await settings(club, club.amara))
