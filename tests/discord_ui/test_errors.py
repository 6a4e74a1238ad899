import logging
import re

import discord
import pytest
from discord import app_commands

from bot.discord_ui.client import BadgerClient
from bot.discord_ui.errors import error_sentence, report
from bot.domain.errors import UserError
from bot.wording.texts import load_texts
from tests.discord_ui.fakes import MIA, http_error, interaction

TEXTS = load_texts("en")


async def test_what_the_person_can_mend_is_said_privately_and_not_logged(
    badger: BadgerClient, caplog: pytest.LogCaptureFixture
):
    played = interaction(badger)
    await report(played.interaction, UserError("topic-unknown", topic="<@1>", topics="sql"), "/find")
    assert played.last.where == "private message"
    assert played.last.words == "I have no topic “\\<\\@1\\>”. The nearest are: sql."
    assert caplog.records == []


async def test_anything_else_has_an_id_that_leads_to_its_cause(
    badger: BadgerClient, caplog: pytest.LogCaptureFixture
):
    played = interaction(badger)
    await report(played.interaction, ZeroDivisionError("a slip"), "/find")
    identity = re.search(r"error ([0-9a-f]{8})", played.last.words)
    assert identity
    assert f"Error {identity[1]} while /find" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert str(MIA) not in caplog.text


@pytest.mark.parametrize(("status", "code"), [(404, 10062), (400, 40060)])
async def test_an_answer_that_came_too_late_is_a_line_in_the_log(
    badger: BadgerClient, caplog: pytest.LogCaptureFixture, status: int, code: int
):
    caplog.set_level(logging.INFO)
    played = interaction(badger)
    await report(played.interaction, http_error(status, code), "/find")
    assert played.shown == []
    assert [record.levelname for record in caplog.records] == ["INFO"]


def test_what_discord_forbids_is_explained():
    assert "Ask a moderator" in error_sentence(TEXTS, http_error(403, 50013), "/find")


def test_an_older_command_is_explained():
    missing = app_commands.CommandNotFound("gone", [])
    assert "Reload Discord" in error_sentence(TEXTS, missing, "/gone")


def test_the_cause_counts_and_not_what_wraps_it(badger: BadgerClient):
    command = badger.tree  # any command does
    wrapped = app_commands.CommandInvokeError.__new__(app_commands.CommandInvokeError)
    wrapped.original = UserError("search-gone")
    assert command is not None
    assert "Ask again with /find" in error_sentence(TEXTS, wrapped, "/find")


def test_a_value_that_discord_would_not_send_is_one_of_an_older_command():
    number = app_commands.transformers.get_supported_annotation(app_commands.Range[int, 0, 9])[0]
    refused = app_commands.TransformerError(10, discord.AppCommandOptionType.integer, number)
    assert "an older version of this command" in error_sentence(TEXTS, refused, "/catalog stale")


async def test_an_error_while_typing_suggests_nothing(badger: BadgerClient):
    played = interaction(badger, kind=discord.InteractionType.autocomplete)
    await report(played.interaction, UserError("search-gone"), "/find topic")
    assert played.calls == ["suggest []"]
    assert played.shown == []


async def test_an_error_that_cannot_be_told_is_logged(badger: BadgerClient, caplog: pytest.LogCaptureFixture):
    played = interaction(badger)
    played.interaction.response.send_message.side_effect = http_error(500, 0)
    await report(played.interaction, UserError("search-gone"), "/find")
    assert "could not be told" in caplog.text
