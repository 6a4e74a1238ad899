"""A moderator retires, restores, looks back, merges and looks again; members see what became of it."""

from tests.e2e.club import Club
from tests.e2e.person import is_private, text_of

PORTFOLIO, COURSE = "nea-sel-self-awareness", "teacher-sel"


async def test_what_is_retired_leads_members_to_its_successor_and_comes_back(club: Club):
    older = await club.amara.uses(club.channel, "credential browse", topic="teaching")
    shown_before = await club.amara.uses(club.channel, "compare", first=PORTFOLIO, second=COURSE)
    retired = await club.mira.uses(
        club.channel,
        "catalog retire",
        credential=COURSE,
        reason="it is\nno longer offered",
        successor=PORTFOLIO,
    )
    assert is_private(retired)
    assert "Members do not find it here any more." in text_of(retired)
    assert "it is no longer offered" in text_of(retired)

    asked = await club.amara.uses(club.channel, "credential show", credential=COURSE)
    assert is_private(asked)
    assert "is retired here (it is no longer offered). In its place: “" in text_of(asked)
    successor = await club.amara.clicks(asked, "Show it")
    assert "What you do" in text_of(successor)
    chosen = await club.amara.chooses(shown_before, "Details", "2. ")
    assert "is retired here" in text_of(chosen)
    compared = await club.amara.uses(club.channel, "compare", first=PORTFOLIO, second=COURSE)
    assert "is retired here" in text_of(compared)
    assert older
    choices = await club.amara.completes(club.channel, "credential show", "credential", COURSE)
    assert COURSE not in {choice["value"] for choice in choices}
    found = await club.amara.uses(club.channel, "find", goal="social emotional learning for teachers")
    assert f'"{COURSE}"' not in str(found)

    gone = await club.mira.completes(club.channel, "catalog restore", "credential", "")
    assert [choice["value"] for choice in gone] == [COURSE]
    restored = await club.mira.uses(club.channel, "catalog restore", credential=COURSE)
    assert "is back" in text_of(restored)
    assert "as it comes with Badger" in text_of(restored)
    assert await club.mira.completes(club.channel, "catalog restore", "credential", "") == []
    again = await club.amara.uses(club.channel, "credential show", credential=COURSE)
    assert "What you do" in text_of(again)

    undone = await club.mira.clicks(restored, "Undo")
    assert "Members do not see" in text_of(undone)
    late = await club.mira.clicks(retired, "Undo")
    assert "There is nothing to take back any more" in text_of(late)


async def test_the_history_tells_of_every_change_and_any_version_can_be_restored(club: Club):
    await club.mira.uses(club.channel, "catalog retire", credential=COURSE, reason="No longer offered")
    await club.mira.uses(club.channel, "catalog restore", credential=COURSE)
    for number in range(4):
        await club.mira.uses(club.channel, "catalog retire", credential=COURSE, reason=f"Reason {number}")
        await club.mira.uses(club.channel, "catalog restore", credential=COURSE)
    known = await club.mira.completes(club.channel, "catalog history", "credential", "")
    assert [choice["value"] for choice in known] == [COURSE]
    history = await club.mira.uses(club.channel, "catalog history", credential=COURSE)
    text = text_of(history)
    assert is_private(history)
    assert "10\\. restored" in text
    assert "Mira" in text
    assert "<t:" in text
    assert "Why: Reason 3" in text
    assert "Page 1 of 2" in text
    older = await club.mira.clicks(history, "Older")
    assert "Why: No longer offered" in text_of(older)
    version = await club.mira.chooses(older, "Open a version", "Version 1:")
    assert "As it was then" in text_of(version)
    assert "**Work** " in text_of(version)
    back = await club.mira.clicks(version, "Restore this version")
    assert "Version 1 is restored, as a new version." in text_of(back)
    assert "it is retired" in text_of(back)
    asked = await club.amara.uses(club.channel, "credential show", credential=COURSE)
    assert "No longer offered" in text_of(asked)


async def test_nothing_of_it_is_for_a_learner_or_reaches_another_server(club: Club):
    refused = await club.amara.forces(club.channel, "catalog retire", credential=COURSE, reason="because")
    assert "Manage Server" in text_of(refused)
    await club.mira.uses(club.channel, "catalog retire", credential=COURSE, reason="because")
    school = await club.mira.channel("general", server=1)
    shown = await club.mira.uses(school, "credential show", credential=COURSE)
    assert "What you do" in text_of(shown)
    assert await club.mira.completes(school, "catalog history", "credential", "") == []
    unknown = await club.mira.uses(school, "catalog history", credential=COURSE)
    assert "There is nothing of your own" in text_of(unknown)


async def test_what_was_not_looked_at_for_long_is_looked_at_again(club: Club):
    listed = await club.mira.uses(club.channel, "catalog stale")
    assert "credentials to look at again" in text_of(listed)
    assert "its hours are not stated" in text_of(listed)
    second = await club.mira.clicks(listed, "More")
    assert "Page 2" in text_of(second)
    opened = await club.mira.chooses(second, "Look at", "11. ")
    assert "This comes with Badger" in text_of(opened)
    looked = await club.mira.clicks(opened, "Looked again: still right")
    assert "counts as checked today" in text_of(looked)
    history = await club.mira.clicks(looked, "History")
    assert "Checked: 2026-11 → " in text_of(history)
    listed = await club.mira.uses(club.channel, "catalog stale")
    draft = await club.mira.clicks(await club.mira.chooses(listed, "Look at", "1. "), "Edit")
    assert is_private(draft)


async def test_from_the_list_something_is_retired_with_a_reason(club: Club):
    listed = await club.mira.uses(club.channel, "catalog stale", days=0)
    opened = await club.mira.chooses(listed, "Look at", "1. ")
    modal = await club.mira.opens_modal(opened, "Retire it")
    unsaid = await club.mira.submits(modal, " . ".replace(".", " "))
    assert "Say why" in text_of(unsaid)
    again = await club.mira.opens_modal(unsaid, "Fix it")
    retired = await club.mira.submits(again, "Nobody teaches it any more")
    assert "Nobody teaches it any more" in text_of(retired)


async def test_two_entries_are_merged_and_taken_apart_again(club: Club):
    await club.mira.uses(club.channel, "catalog-alias add", word="selfie", means=f"@{COURSE}")
    await club.jonas.uses(club.channel, "start", credential=COURSE)
    preview = await club.mira.uses(club.channel, "catalog merge", keep=PORTFOLIO, drop=COURSE)
    text = text_of(preview)
    assert "What is taken over" in text
    assert "This server's word selfie leads to the one you keep." in text
    merged = await club.mira.clicks(preview, "Merge")
    assert "leads to it" in text_of(merged)
    asked = await club.amara.uses(club.channel, "credential show", credential=COURSE)
    assert "it is the same as “" in text_of(asked)
    kept = await club.jonas.uses(club.channel, "credential show", credential=PORTFOLIO)
    assert "You are on it" in text_of(kept)
    again = await club.jonas.clicks(kept, "Start")
    assert "It is listed as “" in text_of(again)
    meant = await club.amara.uses(club.channel, "credential show", credential="selfie")
    assert "What you do" in text_of(meant)
    log = await club.mira.uses(club.channel, "server audit")
    assert "Merged “" in text_of(log)
    undone = await club.mira.clicks(merged, "Undo")
    assert "there are two entries again" in text_of(undone)
    back = await club.amara.uses(club.channel, "credential show", credential=COURSE)
    assert "What you do" in text_of(back)
