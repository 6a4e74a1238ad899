"""The moderators' queue: deciding once, and what comes of it for everybody."""

import asyncio

from bot.discord_ui.draining import finish_answers
from tests.e2e.club import Club
from tests.e2e.person import is_private, text_of
from tests.e2e.proposing import (
    LINK,
    REPORTED,
    TITLE,
    opens_first,
    refuses,
    suggests,
    told,
)


async def test_a_suggestion_is_accepted_told_and_found(club: Club):
    sent = await suggests(club.amara, club.channel, time="10-15 hours")
    assert is_private(sent)
    assert f"The moderators see “{TITLE}” in their queue" in text_of(sent)
    item = await opens_first(club)
    assert is_private(item)
    for words in (TITLE, "by Amara", "10-15 hours", "Not said: Issuer, Proof"):
        assert words in text_of(item)
    after = await club.mira.clicks(item, "Accept")
    assert f"In the catalogue now: “{TITLE}”" in text_of(after)
    assert "Nothing waits" in text_of(after)
    message = await told(club, club.amara)
    assert "is in the catalogue now" in text_of(message)
    shown = await club.amara.clicks(message, "Show it")
    assert TITLE in text_of(shown)
    found = await club.amara.uses(club.channel, "find", goal="beekeeping")
    assert TITLE in text_of(found)


async def test_a_report_is_done_with_a_word_to_the_member(club: Club):
    sent = await club.amara.uses(
        club.channel,
        "credential report",
        credential=REPORTED,
        reason="wrong_cost",
        note="It is <@1> 99 USD now",
    )
    assert "in their queue" in text_of(sent)
    again = await club.amara.uses(
        club.channel,
        "credential report",
        credential=REPORTED,
        reason="wrong_cost",
        note="It is <@1> 99 USD now",
    )
    assert "You reported that" in text_of(again)
    item = await opens_first(club)
    assert "the cost is wrong" in text_of(item)
    assert "99 USD now" in text_of(item)
    after = await club.mira.submits(await club.mira.opens_modal(item, "Done"), "The new price is in.")
    assert "Done" in text_of(after)
    message = await told(club, club.amara)
    assert "have dealt with what you reported" in text_of(message)
    assert "The new price is in" in text_of(message)


async def test_what_is_reported_is_retired_from_the_queue(club: Club):
    await club.amara.uses(club.channel, "credential report", credential=REPORTED, reason="outdated")
    item = await opens_first(club)
    after = await club.mira.submits(await club.mira.opens_modal(item, "Retire it"), "The course has ended.")
    assert "Retired" in text_of(after)
    gone = await club.amara.uses(club.channel, "credential show", credential=REPORTED)
    assert "retired" in text_of(gone)


async def test_the_second_moderator_sees_who_decided_what(club: Club):
    await suggests(club.amara, club.channel)
    first, second = await opens_first(club), await opens_first(club)
    await refuses(club, first, "We have one like it.")
    late = await club.mira.clicks(second, "Accept")
    assert "Mira refused this already" in text_of(late)
    assert "We have one like it" in text_of(late)
    found = await club.amara.uses(club.channel, "credential show", credential=TITLE)
    assert "I have no credential" in text_of(found)


async def test_two_clicks_at_the_same_moment_accept_once(club: Club):
    await suggests(club.amara, club.channel)
    first, second = await opens_first(club), await opens_first(club)
    both = await asyncio.gather(club.mira.clicks(first, "Accept"), club.mira.clicks(second, "Accept"))
    said = sorted(text_of(each) for each in both)
    assert sum("In the catalogue now" in each for each in said) == 1
    assert sum("Mira accepted this already" in each for each in said) == 1
    await finish_answers()
    direct = await club.amara.direct_messages_with(club.bot_id)
    assert len(await club.amara.sees(direct)) == 1
    browsed = await club.amara.uses(club.channel, "credential browse", issuer="bees.example.org")
    assert "one credential" in text_of(browsed)


async def test_after_a_decision_comes_the_next(club: Club):
    for number in (1, 2, 3):
        await suggests(
            club.amara, club.channel, f"Course number {number * 1111}", f"https://c{number}.example.org/x"
        )
    item = await opens_first(club)
    assert "2 more wait" in text_of(item)
    item = await refuses(club, item, "No.")
    assert "Course number 2222" in text_of(item)
    assert "One more waits" in text_of(item)


async def test_a_suggestion_is_edited_and_accepted(club: Club):
    await suggests(club.amara, club.channel)
    draft = await club.mira.clicks(await opens_first(club), "Edit and accept")
    assert TITLE in text_of(draft)
    edited = await club.mira.submits(
        await club.mira.opens_modal(draft, "Edit"),
        *("Beekeeping from Scratch", "Bee Academy", LINK, "20 hours", ["practice"]),
    )
    assert "Bee Academy" in text_of(edited)
    published = await club.mira.clicks(edited, "Publish")
    queue = await club.mira.clicks(published, "Back to the queue")
    assert "Nothing waits" in text_of(queue)
    message = await told(club, club.amara)
    assert "is in the catalogue now" in text_of(message)
    assert "Bee Academy" in text_of(await club.amara.clicks(message, "Show it"))


async def test_a_reported_entry_is_edited_though_another_is_done_with_it(club: Club):
    await club.amara.uses(club.channel, "credential report", credential=REPORTED, reason="wrong_time")
    item = await opens_first(club)
    draft = await club.mira.clicks(await opens_first(club), "Edit the entry")
    await club.mira.submits(await club.mira.opens_modal(item, "Done"), "")
    edited = await club.mira.submits(
        await club.mira.opens_modal(draft, "Edit"),
        *("Another Title", "An Issuer", LINK, "20 hours", ["quiz"]),
    )
    await club.mira.clicks(edited, "Publish")
    assert "Another Title" in text_of(
        await club.amara.uses(club.channel, "credential show", credential=REPORTED)
    )
    assert "have dealt with what you reported" in text_of(await told(club, club.amara))
