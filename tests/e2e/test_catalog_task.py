"""A moderator changes the tasks of a credential on Discord; what members see changes with it."""

import pytest

from tests.e2e.attacks import ACTIVE, NASTY, assert_nobody_was_pinged, bare, nasty
from tests.e2e.club import Club
from tests.e2e.person import Json, Refused, is_private, text_of

TITLE = "Try a query of your own"


async def chosen(club: Club, typed: str = "sql") -> Json:
    """A credential that the moderator finds while typing."""
    return (await club.mira.completes(club.channel, "catalog-task add", "credential", typed))[0]


async def tasks_of(club: Club, credential: str, typed: str = "") -> list[Json]:
    return await club.mira.completes(club.channel, "catalog-task edit", "task", typed, credential=credential)


async def test_a_task_is_added_edited_moved_removed_and_each_is_seen_at_once(club: Club):
    mira, channel = club.mira, club.channel
    credential = str((await chosen(club))["value"])
    before = await tasks_of(club, credential)
    added = await mira.uses(
        channel,
        "catalog-task add",
        credential=credential,
        title=TITLE,
        kind="practice",
        minutes="1-2h",
        after=before[0]["value"],
    )
    assert is_private(added)
    assert f"Added “{TITLE}” as task 2 of {len(before) + 1}." in text_of(added)
    assert f"2. {TITLE} (1 to 2 h)" in text_of(added)
    shown = await club.amara.uses(channel, "credential show", credential=credential)
    assert f"2. {TITLE} (1 to 2 h)" in text_of(shown)
    task = (await tasks_of(club, credential, "own"))[0]
    assert task["name"] == f"2. {TITLE} (1 to 2 h)"
    edited = await mira.uses(
        channel, "catalog-task edit", credential=credential, task=task["value"], minutes="45"
    )
    assert f"2. {TITLE} (45 min)" in text_of(edited)
    moved = await mira.uses(
        channel, "catalog-task move", credential=credential, task=task["value"], position=1
    )
    assert f"Moved “{TITLE}”: it is task 1 of" in text_of(moved)
    removed = await mira.uses(channel, "catalog-task remove", credential=credential, task=task["value"])
    assert f"Removed “{TITLE}”." in text_of(removed)
    assert [each["name"] for each in await tasks_of(club, credential)] == [each["name"] for each in before]


async def test_undo_takes_the_change_back_and_only_the_newest(club: Club):
    mira, channel = club.mira, club.channel
    credential = str((await chosen(club))["value"])
    first = await mira.uses(channel, "catalog-task add", credential=credential, title=TITLE)
    second = await mira.uses(channel, "catalog-task add", credential=credential, title="Another one")
    late = await mira.clicks(first, "Undo")
    assert "I have undone nothing" in text_of(late)
    undone = await mira.clicks(second, "Undo")
    assert "Undone." in text_of(undone)
    assert "Another one" not in text_of(undone)
    assert TITLE in text_of(undone)
    shown = await club.amara.uses(channel, "credential show", credential=credential)
    assert TITLE in text_of(shown)
    assert "Another one" not in text_of(shown)


async def test_another_server_keeps_its_tasks(club: Club):
    credential = str((await chosen(club))["value"])
    await club.mira.uses(club.channel, "catalog-task add", credential=credential, title=TITLE)
    school = await club.amara.channel("general", server=1)
    shown = await club.amara.uses(school, "credential show", credential=credential)
    assert TITLE not in text_of(shown)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"title": "x", "minutes": "soon"}, "I could not make out “soon” as a time."),
        ({"title": "x", "after": "the exam of the moon"}, "There is no task “the exam of the moon”"),
        ({"title": "\u200b"}, "A task needs a title."),
    ],
)
async def test_what_cannot_be_done_is_one_sentence_and_nothing_changes(
    club: Club, options: dict[str, str], sentence: str
):
    credential = str((await chosen(club))["value"])
    before = await tasks_of(club, credential)
    refused = await club.mira.uses(club.channel, "catalog-task add", credential=credential, **options)
    assert is_private(refused)
    assert sentence in text_of(refused)
    assert await tasks_of(club, credential) == before


async def test_members_are_not_shown_the_commands(club: Club):
    with pytest.raises(Refused):
        await club.amara.uses(club.channel, "catalog-task remove", credential="x", task="1")


async def test_who_is_no_moderator_any_more_undoes_nothing(club: Club):
    credential = str((await chosen(club))["value"])
    added = await club.mira.uses(club.channel, "catalog-task add", credential=credential, title=TITLE)
    club.sandbox.world.guild.members[int(club.mira.id)].role_ids.clear()
    refused = await club.mira.clicks(added, "Undo")
    assert "it needs the permission “Manage Server”" in text_of(refused)
    shown = await club.amara.uses(club.channel, "credential show", credential=credential)
    assert TITLE in text_of(shown)


async def test_whatever_a_title_holds_is_shown_as_it_is_and_pings_nobody(club: Club):
    credential = str((await chosen(club))["value"])
    for kind in NASTY:
        title = nasty(club, kind)[:200]
        answer = await club.mira.uses(club.channel, "catalog-task add", credential=credential, title=title)
        assert not [mark for mark in ACTIVE if mark in bare(answer)]
        assert "Something went wrong" not in text_of(answer)
    shown = await club.amara.uses(club.channel, "credential show", credential=credential)
    assert not [mark for mark in ACTIVE if mark in bare(shown)]
    assert_nobody_was_pinged(club)
