"""`/compare`, `/credential show`, `/credential browse` and `/help`."""

import re
from pathlib import Path

import discord

from tests.e2e.club import Club
from tests.e2e.person import is_private, text_of

PORTFOLIO, COURSE = "nea-sel-self-awareness", "teacher-sel"


async def test_a_portfolio_beside_a_course_shows_the_differences_first(club: Club):
    answer = await club.amara.uses(club.channel, "compare", first=PORTFOLIO, second=COURSE)
    text = text_of(answer)
    assert is_private(answer)
    assert text.index("What differs") < text.index("The same in both")
    for words in ("10 to 15 h", "about 65 to 130 h, estimated", "portfolio", "quiz"):
        assert words in text


async def test_four_can_be_compared_by_their_titles(club: Club):
    answer = await club.amara.uses(
        club.channel,
        "compare",
        first=PORTFOLIO,
        second=COURSE,
        third="CELTA: Certificate in English Language Teaching to Adults",
        fourth="iste-certified-educator",
    )
    assert "What differs" in text_of(answer)
    assert "### 4" in text_of(answer)


async def test_comparing_one_with_itself_is_refused_kindly(club: Club):
    answer = await club.amara.uses(club.channel, "compare", first=COURSE, second=COURSE)
    assert "named twice" in text_of(answer)


async def test_a_credential_is_found_by_its_letters_and_shown_in_full(club: Club):
    choices = await club.amara.completes(club.channel, "credential show", "credential", "first aid")
    assert choices
    answer = await club.amara.uses(club.channel, "credential show", credential=choices[0]["value"])
    assert "What you do" in text_of(answer)
    assert "Source:" in text_of(answer)


async def test_a_credential_that_there_is_not_is_answered_with_the_nearest(club: Club):
    answer = await club.amara.uses(club.channel, "credential show", credential="underwater basket weaving")
    assert is_private(answer)
    assert "I have no credential" in text_of(answer)


async def test_browsing_by_topic_then_a_page_then_one_credential(club: Club):
    everything = await club.amara.uses(club.channel, "credential browse")
    assert "Everything I know" in text_of(everything)
    second = await club.amara.clicks(everything, "More")
    assert "Page 2" in text_of(second)
    on_topic = await club.amara.chooses(second, "Choose a topic", "data")
    assert "On data" in text_of(on_topic)
    shown = await club.amara.chooses(on_topic, "Details", "1. ")
    assert "What you do" in text_of(shown)
    back = await club.amara.clicks(shown, "Back to the list")
    assert text_of(back) == text_of(on_topic)


async def test_browsing_an_issuer_that_there_is_not(club: Club):
    answer = await club.amara.uses(club.channel, "credential browse", issuer="Hogwarts")
    assert "I have nothing from “Hogwarts”" in text_of(answer)


async def test_help_says_what_to_do_and_more_on_each_topic(club: Club):
    overview = await club.amara.uses(club.channel, "help")
    assert is_private(overview)
    assert "/find" in text_of(overview)
    more = await club.amara.chooses(overview, "More about", "What I keep")
    assert "30 days" in text_of(more)


async def test_a_component_of_an_older_badger_is_answered_kindly(club: Club):
    channel = club.client.get_channel(int(club.channel))
    assert isinstance(channel, discord.TextChannel)
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Old", custom_id="b0:old"))
    await channel.send("an older answer", view=view)
    old = await club.amara.last(club.channel)
    answer = await club.amara.clicks(old, "Old")
    assert is_private(answer)
    assert "older answer" in text_of(answer)


async def test_the_readme_names_every_command(club: Club):
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`/([a-z-]+)", readme)) | set(re.findall(r"\*Apps → ([^*]+)\*", readme))
    named -= {"livez"}
    assert {command["name"] for command in await club.mira.commands(club.channel)} == named


async def test_what_was_used_is_named_whole(club: Club):
    answer = await club.amara.uses(club.channel, "credential browse")
    assert answer["interaction_metadata"]["name"] == "credential browse"


async def test_of_a_title_that_is_half_remembered_the_nearest_can_be_chosen(club: Club):
    told = await club.amara.uses(club.channel, "start", credential="science of reading fund")
    assert "The nearest are: “Science of Reading" in text_of(told)
    details = await club.amara.chooses(told, "Show …", "Science of Reading Fundamentals (micro")
    assert is_private(details)
    assert "Started." in text_of(await club.amara.clicks(details, "Start"))
