# ruff: noqa: ANN401  # options are handed on to commands of all kinds
"""The commands, each as discord.py calls it."""

from typing import Any

import pytest

from bot.discord_ui.client import BadgerClient
from bot.discord_ui.cogs.comparing import ComparingCog
from bot.discord_ui.cogs.credentials import CredentialCog
from bot.discord_ui.cogs.finding import FindingCog, find_menu
from bot.discord_ui.cogs.helping import HelpingCog
from bot.domain.errors import UserError
from tests.discord_ui.fakes import OTHER_SERVER, SERVER, Played, Shown, interaction, spoken


async def run(
    badger: BadgerClient, cog: Any, name: str, *, guild_id: int | None = SERVER, **options: Any
) -> Played:
    played = interaction(badger, guild_id=guild_id)
    await getattr(cog, name).callback(cog, played.interaction, **options)
    return played


async def find(badger: BadgerClient, goal: str = "learn sql", **options: Any) -> Played:
    return await run(badger, FindingCog(badger.desk), "find", goal=goal, **options)


async def compare(badger: BadgerClient, **options: Any) -> Shown:
    return (await run(badger, ComparingCog(badger.desk), "compare", **options)).last


async def test_a_goal_is_answered_privately(badger: BadgerClient):
    shown = (await find(badger, time="3h/week for 6 weeks")).last
    assert shown.where == "private message"
    assert "SQL for Data Science" in shown.words
    assert "(Share)" in shown.words


async def test_a_shared_answer_is_public_and_impersonal(badger: BadgerClient):
    shown = (await find(badger, share=True)).last
    assert shown.where == "message"
    assert "(My own answer)" in shown.words


async def test_filters_hold(badger: BadgerClient):
    shown = (await find(badger, level="advanced")).last
    assert "Only: advanced" in shown.words
    assert "SQL for Data Science" not in shown.words


async def test_a_value_that_discord_never_offered_is_refused(badger: BadgerClient):
    with pytest.raises(UserError, match="filter-value-unknown"):
        await find(badger, level="divine")


@pytest.mark.parametrize("is_shared", [False, True])
async def test_a_bad_time_gets_its_sentence_and_loses_nothing(badger: BadgerClient, is_shared: bool):
    shown = (await find(badger, time="soonish", share=is_shared)).last
    assert shown.where == "private message"
    assert "“soonish”" in shown.words
    assert "(Fix it)\n(Without a time)" in shown.words


async def test_a_bad_time_in_a_direct_message_stays_there(badger: BadgerClient):
    played = await run(
        badger, FindingCog(badger.desk), "find", guild_id=None, goal="learn sql", time="soonish"
    )
    assert played.last.where == "message"
    assert "(Fix it)" in played.last.words


async def test_a_bad_goal_beside_a_bad_time_is_refused(badger: BadgerClient):
    with pytest.raises(UserError, match="goal-only-time"):
        await find(badger, goal="3h a week", time="soonish")


async def test_a_direct_message_keeps_its_answers(badger: BadgerClient):
    shown = (await find(badger, guild_id=None, share=True)).last
    assert shown.where == "message"
    assert "(Share)" not in shown.words
    assert "(My own answer)" not in shown.words


async def test_who_learns_in_two_servers_is_asked_which(badger: BadgerClient):
    await find(badger, guild_id=SERVER)
    await find(badger, guild_id=OTHER_SERVER)
    played = await find(badger, guild_id=None)
    assert "Which one shall our direct messages be about?" in played.last.words
    assert "Which one" in (await compare(badger, first="sql", second="java", guild_id=None)).words


async def test_a_message_is_taken_for_a_goal(badger: BadgerClient):
    played = interaction(badger)
    menu = find_menu("Find a credential for this")
    await menu.callback(played.interaction, spoken(badger, "does **anyone** teach SQL?"))
    assert played.last.where == "private message"
    assert "SQL for Data Science" in played.last.words


async def test_two_are_compared_by_the_titles_that_people_type(badger: BadgerClient):
    shown = await compare(badger, first="virtual teaching", second="virtual teaching in practice")
    assert shown.where == "private message"
    assert "**Work**\n1. 4 to 5 h\n2. about 30 to 40 h, estimated" in shown.words


async def test_a_shared_comparison_is_public(badger: BadgerClient):
    shown = await compare(badger, first="sql", second="java", third="cpp", fourth="cna", share=True)
    assert shown.where == "message"
    assert "(Share)" not in shown.words


async def test_a_credential_is_shown_in_full(badger: BadgerClient):
    cog = CredentialCog(badger.desk)
    shown = (await run(badger, cog, "show", credential="virtual-teaching-portfolio")).last
    assert shown.where == "private message"
    assert "2. Portfolio of student work" in shown.words
    assert (await run(badger, cog, "show", credential="sql", share=True)).last.where == "message"


async def test_the_catalogue_is_looked_around_in(badger: BadgerClient):
    cog = CredentialCog(badger.desk)
    assert "### Everything I know: 24 credentials" in (await run(badger, cog, "browse")).last.words
    assert "### On teaching: 2 credentials" in (await run(badger, cog, "browse", topic="teaching")).last.words


async def test_help_is_given_on_a_topic(badger: BadgerClient):
    played = await run(badger, HelpingCog(badger.desk), "explain", topic="privacy")
    assert "### What I keep" in played.last.words


@pytest.mark.parametrize(
    ("cog", "suggestion", "typed", "first"),
    [
        (FindingCog, "suggest_time", "3h/week", "✓ 3 h a week"),
        (FindingCog, "suggest_topic", "teach", "teaching"),
        (FindingCog, "suggest_language", "spa", "Spanish"),
        (ComparingCog, "suggest_credential", "sql for", "SQL for Data Science – Example University"),
        (CredentialCog, "suggest_credential", "java", "Java – Meta (Coursera)"),
        (CredentialCog, "suggest_topic", "dat", "data"),
        (CredentialCog, "suggest_issuer", "quick", "Quick Badges"),
        (HelpingCog, "suggest_topic", "comp", "Comparing"),
    ],
)
async def test_suggestions_come_from_memory(
    badger: BadgerClient, cog: type, suggestion: str, typed: str, first: str
):
    suggest = getattr(cog(badger.desk), suggestion)
    choices = await suggest(interaction(badger).interaction, typed)
    assert choices[0].name == first
