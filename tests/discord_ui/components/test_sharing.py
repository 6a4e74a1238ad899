from datetime import timedelta
from unittest.mock import patch

import discord
import pytest

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.comparison import comparison_card
from bot.discord_ui.client import BadgerClient
from bot.discord_ui.components.sharing import (
    ShareComparisonButton,
    ShareCredentialButton,
    ShareResultsButton,
)
from bot.discord_ui.shares import Shares
from bot.services.asker import Asker
from tests.discord_ui.components.test_searches import asked
from tests.discord_ui.fakes import MIA, SERVER, http_error, use
from tests.set_clock import SetClock

SHARED_BY = "-# Shared by Mia \\*the\\* reader"


async def test_an_answer_is_shared_under_the_name_of_who_did(badger: BadgerClient):
    found = await asked(badger, "learn sql")
    identity = custom_ids.SHARE_RESULTS.of(found.search_id, 0)
    played = await use(badger, ShareResultsButton, identity, view=discord.ui.LayoutView())
    public, private = played.shown
    assert public.where == "follow-up"
    assert public.words.startswith(SHARED_BY)
    assert private.where == "deferred"


async def test_remembered_hours_are_not_shared(badger: BadgerClient):
    found = await asked(badger, "learn sql", "until March")
    await badger.desk.use_cases.finding.answer_weekly_minutes(_asker(), found.search_id, 300)
    played = await use(badger, ShareResultsButton, custom_ids.SHARE_RESULTS.of(found.search_id, 0))
    assert "Your time: until 1 March 2027" in played.shown[0].words
    assert "5 h a week" not in played.shown[0].words


async def test_hours_alone_that_were_remembered_leave_no_time(badger: BadgerClient):
    found = await asked(badger, "learn sql")
    await badger.desk.use_cases.finding.answer_weekly_minutes(_asker(), found.search_id, 300)
    played = await use(badger, ShareResultsButton, custom_ids.SHARE_RESULTS.of(found.search_id, 0))
    assert "Your time" not in played.shown[0].words


async def test_what_was_asked_long_ago_is_shared_as_the_member_sees_it(badger: BadgerClient, clock: SetClock):
    found = await asked(badger, "learn sql", "until 1 December")
    clock.advance(timedelta(days=14))
    played = await use(badger, ShareResultsButton, custom_ids.SHARE_RESULTS.of(found.search_id, 0))
    assert "Your time: until 1 December 2026 (= 1 week)" in played.shown[0].words


async def test_a_day_that_has_passed_is_shared_without_the_remembered_hours(
    badger: BadgerClient, clock: SetClock
):
    found = await asked(badger, "learn sql", "until 1 December")
    await badger.desk.use_cases.finding.answer_weekly_minutes(_asker(), found.search_id, 300)
    clock.advance(timedelta(days=14))
    played = await use(badger, ShareResultsButton, custom_ids.SHARE_RESULTS.of(found.search_id, 0))
    assert "Your time: until 1 December 2026 (= 1 week)" in played.shown[0].words
    assert "5 h a week" not in played.shown[0].words


def _asker() -> Asker:
    return Asker(MIA, SERVER, 5)


async def test_a_second_click_shares_nothing_more(badger: BadgerClient):
    identity = custom_ids.SHARE_CREDENTIAL.of("sql")
    first = await use(badger, ShareCredentialButton, identity)
    second = await use(badger, ShareCredentialButton, identity)
    assert first.shown[0].words.startswith(SHARED_BY)
    assert [shown.where for shown in second.shown] == ["private message"]
    assert "shared already" in second.last.words


async def test_what_failed_can_be_shared_again(badger: BadgerClient):
    identity = custom_ids.SHARE_CREDENTIAL.of("no-such")
    await use(badger, ShareCredentialButton, identity)
    again = await use(badger, ShareCredentialButton, custom_ids.SHARE_CREDENTIAL.of("sql"))
    assert again.shown[0].words.startswith(SHARED_BY)


async def test_what_broke_can_be_shared_again(badger: BadgerClient):
    identity = custom_ids.SHARE_CREDENTIAL.of("sql")
    with patch("bot.discord_ui.components.sharing.credential_card", side_effect=RuntimeError("broken")):
        await use(badger, ShareCredentialButton, identity)
    again = await use(badger, ShareCredentialButton, identity)
    assert again.shown[0].words.startswith(SHARED_BY)


async def test_a_comparison_is_shared_with_what_stands_in_its_select(badger: BadgerClient):
    comparison = badger.desk.use_cases.catalogue.compare(None, ("sql", "java"))
    card = comparison_card(badger.desk.texts, comparison, Audience(can_share=True))
    played = await use(badger, ShareComparisonButton, custom_ids.SHARE_COMPARISON.of(), view=card)
    assert "1. SQL for Data Science | 2. Java" in played.shown[0].words


async def test_a_direct_message_has_nobody_to_share_with(badger: BadgerClient):
    played = await use(badger, ShareCredentialButton, custom_ids.SHARE_CREDENTIAL.of("sql"), guild_id=None)
    assert "Use Share in a server" in played.last.words


def test_only_the_latest_shares_are_kept():
    shares = Shares()
    assert all(shares.claim(message_id) for message_id in range(1001))
    assert not shares.claim(1000)
    assert shares.claim(0)


@pytest.mark.parametrize("status", [403, 500])
async def test_a_channel_that_takes_no_message_is_told_to_the_person(badger: BadgerClient, status: int):
    with patch("bot.discord_ui.components.sharing.credential_card", side_effect=http_error(status, 50013)):
        played = await use(badger, ShareCredentialButton, custom_ids.SHARE_CREDENTIAL.of("sql"))
    assert len(played.shown) == 1
    assert badger.shares.claim(4001)
