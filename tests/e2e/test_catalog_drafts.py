"""The moderator adds and edits credentials; members find them at once; nothing that was typed is lost."""

import pytest

from tests.e2e.club import Club
from tests.e2e.person import Given, Json, Person, Refused, component, is_private, parts_of, text_of

TITLE = "Campfire Storytelling"
PARTS: tuple[Given, ...] = (
    TITLE,
    "Scouts of Example",
    "https://scouts.example.org/stories",
    "6 weeks, 3-5 h a week",
    ["practice", "exam"],
)
TASKS = "Watch lesson 1 | 45 min\nTell a story to a friend (30 min)\nTell one to a group"


async def begins(person: Person, channel: str, *parts: Given) -> Json:
    """Begins a draft, and returns its card."""
    opened = await person.uses_for_modal(channel, "catalog add")
    return await person.submits(opened, *(parts or PARTS))


async def adds_tasks(person: Person, card: Json, lines: str = TASKS, kind: str = "practice") -> Json:
    return await person.submits(await person.opens_modal(card, "Add task"), lines, [kind])


async def titles_found(person: Person, channel: str, typed: str) -> list[str]:
    return [
        choice["name"] for choice in await person.completes(channel, "credential show", "credential", typed)
    ]


def values(opened: Json) -> list[str]:
    """What stands in the inputs of a form before anything is typed."""
    return [part["value"] for part in parts_of(opened["modal"]) if part.get("value")]


async def test_a_credential_with_three_tasks_is_found_by_a_learner_at_once(club: Club):
    card = await begins(club.mira, club.channel)
    assert is_private(card)
    for words in (
        TITLE,
        "From Scouts of Example",
        "18 to 30 h",
        "read as: 18 h to 30 h, usually over 6 weeks",
        "5 of 14",
        "still missing: tasks, level, language",
    ):
        assert words in text_of(card)
    card = await adds_tasks(club.mira, card)
    for words in ("1. Watch lesson 1 (45 min)", "3. Tell one to a group", "6 of 14"):
        assert words in text_of(card)
    published = await club.mira.clicks(card, "Publish")
    assert f"{TITLE} is published" in text_of(published)
    assert any(TITLE in title for title in await titles_found(club.amara, club.channel, "campf"))
    assert TITLE in text_of(await club.amara.uses(club.channel, "find", goal="campfire storytelling"))
    shown = await club.mira.clicks(published, "Show it")
    assert "Watch lesson 1 (45 min)" in text_of(shown)


async def test_publishing_and_undoing_on_two_cards_of_one_draft_do_no_harm(club: Club):
    first = await begins(club.mira, club.channel)
    second = await club.mira.clicks(await club.mira.uses(club.channel, "catalog add"), "Go on with it")
    published = await club.mira.clicks(first, "Publish")
    again = await club.mira.clicks(second, "Publish")
    assert "is published already" in text_of(again)
    assert len(await titles_found(club.amara, club.channel, "campfire story")) == 1
    for card in (published, again):
        assert "is out of the catalogue again" in text_of(await club.mira.clicks(card, "Undo"))
    assert await titles_found(club.amara, club.channel, "campfire story") == []


async def test_bad_input_is_said_in_one_sentence_each_and_mended_without_typing_again(club: Club):
    refused = await begins(club.mira, club.channel, TITLE, "Scouts", "in the library", "ages", ["practice"])
    for words in (
        "“in the library” is not a link that people can open",
        "I could not make out “ages” as a time",
        "All that you typed is kept.",
    ):
        assert words in text_of(refused)
    again = await club.mira.opens_modal(refused, "Fix it")
    assert values(again) == [TITLE, "Scouts", "in the library", "ages"]
    chosen = [
        option["value"]
        for part in parts_of(again["modal"])
        for option in part.get("options", [])
        if option.get("default")
    ]
    assert chosen == ["practice"]
    mended = await club.mira.submits(again, *PARTS)
    assert "Publish" in [part.get("label") for part in parts_of(mended)]


async def test_tasks_that_cannot_be_read_are_mended_too(club: Club):
    card = await begins(club.mira, club.channel)
    refused = await adds_tasks(club.mira, card, "Watch | ages")
    assert "In line 1 I could not make out “ages” as a time" in text_of(refused)
    again = await club.mira.opens_modal(refused, "Fix it")
    assert values(again) == ["Watch | ages"]
    mended = await club.mira.submits(again, "Watch | 1 h", ["practice"])
    assert "1. Watch (1 h)" in text_of(mended)
    assert "Watch (1 h)" not in text_of(await club.mira.clicks(mended, "Take back the last tasks"))


async def test_a_draft_goes_on_after_a_restart(club: Club):
    card = await begins(club.mira, club.channel)
    form = await club.mira.opens_modal(card, "Add task")
    await club.restart_badger()
    card = await club.mira.submits(form, TASKS, ["practice"])
    await club.restart_badger()
    assert "is published" in text_of(await club.mira.clicks(card, "Publish"))


async def test_an_unfinished_draft_is_offered_when_another_is_begun(club: Club):
    await begins(club.mira, club.channel)
    offered = await club.mira.uses(club.channel, "catalog add")
    assert f"You have an unfinished draft: {TITLE}" in text_of(offered)
    card = await club.mira.clicks(offered, "Go on with it")
    assert "18 to 30 h" in text_of(card)
    asked = await club.mira.clicks(card, "Discard")
    gone = await club.mira.clicks(asked, "Throw it away")
    assert "thrown away" in text_of(gone)
    assert await club.mira.uses_for_modal(club.channel, "catalog add")


async def test_more_details_fill_the_meter(club: Club):
    card = await begins(club.mira, club.channel)
    about = await club.mira.chooses_modal(card, "More details", "Level")
    card = await club.mira.submits(
        about, ["for beginners"], "English", "public speaking, communication", "49 EUR", ["badge"]
    )
    hours = await club.mira.chooses_modal(card, "More details", "Summary")
    card = await club.mira.submits(
        hours, "Tell a story that people remember.", "", ["the issuer"], "the leaflet", ["in a classroom"]
    )
    outcomes = await club.mira.chooses_modal(card, "More details", "Skills")
    card = await club.mira.submits(outcomes, "storytelling, voice", [], "", "3 years", "")
    card = await adds_tasks(club.mira, card)
    assert "14 of 14" in text_of(card)
    assert "paid (49 EUR)" in text_of(card)
    assert "Valid for** 3 years" in text_of(card)


async def test_a_language_that_nobody_knows_is_kept_to_be_mended(club: Club):
    card = await begins(club.mira, club.channel)
    about = await club.mira.chooses_modal(card, "More details", "Level")
    refused = await club.mira.submits(about, [], "Klingon", "stories", "lots", [])
    assert "I know no language “klingon”" in text_of(refused)
    assert "I could not make out “lots” as a cost" in text_of(refused)
    again = await club.mira.opens_modal(refused, "Fix it")
    assert values(again) == ["Klingon", "stories", "lots"]


async def test_what_may_be_there_already_is_named(club: Club):
    card = await begins(club.mira, club.channel, "SQL for Data Science", *PARTS[1:])
    assert "It may be there already: “SQL for Data Science”" in text_of(card)
    assert "100 % alike" in text_of(card)


async def test_an_edit_overrides_the_seed_pack_here_and_can_go_back_to_the_original(club: Club):
    (original, *_) = await titles_found(club.mira, club.channel, "SQL for Data Science")
    card = await club.mira.uses(club.channel, "catalog edit", credential="SQL for Data Science")
    form = await club.mira.opens_modal(card, "Edit")
    title, issuer, link, time = values(form)
    assert title == "SQL for Data Science"
    kinds = _chosen_labels(form)
    card = await club.mira.submits(form, "SQL as We Teach It", issuer, link, time, kinds)
    published = await club.mira.clicks(card, "Publish")
    assert "SQL as We Teach It is published" in text_of(published)
    assert any("SQL as We" in each for each in await titles_found(club.amara, club.channel, "SQL as we"))
    school = await club.mira.channel("general", server=1)
    assert original in await titles_found(club.amara, school, "SQL for Data Science")
    again = await club.mira.uses(club.channel, "catalog edit", credential="SQL as We Teach It")
    back = await club.mira.clicks(again, "Back to the original")
    assert "Members see the original again" in text_of(back)
    assert original in await titles_found(club.amara, club.channel, "SQL for Data Science")


async def test_what_somebody_else_changed_meanwhile_is_not_overwritten_unasked(staffed_club: Club):
    club, colleague = staffed_club, staffed_club.staff["organiser"]
    sql = "SQL for Data Science"
    mine = await club.mira.uses(club.channel, "catalog edit", credential=sql)
    mine = await adds_tasks(club.mira, mine, "Our extra task", "lessons")
    theirs = await colleague.uses(club.channel, "catalog edit", credential=sql)
    theirs = await adds_tasks(colleague, theirs, "Their extra task", "lessons")
    await colleague.clicks(theirs, "Publish")
    conflict = await club.mira.clicks(mine, "Publish")
    assert "Somebody else changed this credential" in text_of(conflict)
    again = await club.mira.clicks(conflict, "Start again from the new one")
    assert "Our extra task" not in text_of(again)
    shown = await club.amara.uses(club.channel, "credential show", credential=sql)
    assert "Their extra task" in text_of(shown)
    mine = await adds_tasks(club.mira, again, "Our extra task", "lessons")
    assert "is published" in text_of(await club.mira.clicks(mine, "Publish"))


async def test_changes_that_were_begun_are_still_there_when_one_comes_back(club: Club):
    card = await club.mira.uses(club.channel, "catalog edit", credential="SQL for Data Science")
    await adds_tasks(club.mira, card, "Our extra task", "lessons")
    again = await club.mira.uses(club.channel, "catalog edit", credential="SQL for Data Science")
    assert "Take back the last tasks" in [part.get("label") for part in parts_of(again)]
    assert await club.mira.uses_for_modal(club.channel, "catalog add")


async def test_what_is_hidden_here_comes_back_with_one_click(club: Club):
    sql = "SQL for Data Science"
    card = await club.mira.uses(club.channel, "catalog edit", credential=sql)
    hidden = await club.mira.clicks(card, "Hide here")
    assert "do not see it any more" in text_of(hidden)
    assert not any(sql in title for title in await titles_found(club.amara, club.channel, sql))
    await club.mira.clicks(hidden, "Undo")
    assert any(sql in title for title in await titles_found(club.amara, club.channel, sql))


async def test_nobody_but_who_began_it_can_use_a_draft(club: Club):
    card = await begins(club.mira, club.channel)
    with pytest.raises(Refused):
        await club.jonas.clicks(card, "Publish")
    assert await titles_found(club.amara, club.channel, "campfire story") == []


def _chosen_labels(opened: Json) -> list[str]:
    options = component(opened["modal"], lambda part: bool(part.get("options")))["options"]
    return [option["label"] for option in options if option.get("default")]
