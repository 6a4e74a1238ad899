import asyncio
import logging
from unittest.mock import AsyncMock, Mock, PropertyMock, create_autospec, patch

import discord
import pytest
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route

from bot.discord_ui.address import DiscordAddress
from bot.discord_ui.client import BadgerClient
from bot.discord_ui.command_sync import sync_commands
from bot.discord_ui.components.routing import COMPONENTS
from bot.discord_ui.invite import invite_link
from tests.discord_ui.fakes import SERVER, FakeSyncMemory, interaction


def test_badger_hears_no_more_than_it_needs(badger: BadgerClient):
    heard = {name for name, is_on in badger.intents if is_on}
    assert heard == {"guilds", "guild_messages", "dm_messages"}


def test_badger_pings_nobody_by_default(badger: BadgerClient):
    mentions = badger.allowed_mentions
    assert mentions is not None
    assert mentions.to_dict() == discord.AllowedMentions.none().to_dict()


async def test_commands_are_told_to_discord_once_for_every_change():
    http = create_autospec(HTTPClient, instance=True)
    http.bulk_upsert_global_commands = AsyncMock(spec=HTTPClient.bulk_upsert_global_commands)
    memory = FakeSyncMemory()
    assert await sync_commands(http, 1, [{"name": "find"}], memory)
    assert not await sync_commands(http, 1, [{"name": "find"}], memory)
    assert await sync_commands(http, 1, [{"name": "seek"}], memory)
    assert http.bulk_upsert_global_commands.await_count == 2


async def test_set_up_adds_what_works_without_a_memory(badger: BadgerClient):
    with patch.object(BadgerClient, "application_id", new_callable=PropertyMock, return_value=7):
        badger.http.bulk_upsert_global_commands = AsyncMock(spec=HTTPClient.bulk_upsert_global_commands)  # type: ignore[method-assign]
        await badger.setup_hook()
    badger.http.bulk_upsert_global_commands.assert_awaited_once()
    store = badger._connection._view_store  # noqa: SLF001  # discord.py shows it to nobody
    assert set(store._dynamic_items.values()) == set(COMPONENTS)  # noqa: SLF001
    assert store._views == {}  # noqa: SLF001


async def test_being_ready_is_a_line_in_the_log(badger: BadgerClient, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.INFO)
    await badger.on_ready()
    assert "Connected to Discord, in 0 servers" in caplog.text


async def test_messages_and_forms_go_their_own_way(badger: BadgerClient):
    await badger.on_message(Mock(spec=discord.Message))
    played = interaction(badger, kind=discord.InteractionType.component, custom_id="b0:gone")
    await badger.on_interaction(played.interaction)
    assert "older answer" in played.last.words


async def test_an_error_of_a_command_takes_the_one_way(badger: BadgerClient):
    played = interaction(badger)
    await badger.tree.on_error(played.interaction, discord.app_commands.CommandNotFound("gone", []))
    assert "Reload Discord" in played.last.words


def test_a_server_that_cannot_be_seen_has_a_general_name(badger: BadgerClient):
    assert badger.server_names([SERVER]) == {SERVER: "a server that I cannot see right now"}


def test_badger_can_be_pointed_to_another_discord(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    DiscordAddress("http://127.0.0.1:1/api/v10", "ws://127.0.0.1:1/gateway").point_there()
    assert Route("GET", "/users/@me").url == "http://127.0.0.1:1/api/v10/users/@me"
    assert str(DiscordWebSocket.DEFAULT_GATEWAY) == "ws://127.0.0.1:1/gateway"


async def test_the_address_is_set_just_before_logging_in(badger: BadgerClient):
    address = create_autospec(DiscordAddress, instance=True)
    client = BadgerClient(badger.desk, FakeSyncMemory(), address)
    with patch("discord.Client.login", new=AsyncMock()) as login:
        await client.login("token")
    address.point_there.assert_called_once_with()
    login.assert_awaited_once()
    await asyncio.sleep(0)


def test_the_invite_asks_for_what_is_used_and_no_more():
    link = invite_link(7)
    assert "client_id=7" in link
    assert "scope=bot+applications.commands" in link
    permissions = discord.Permissions(int(link.split("permissions=")[1].split("&")[0]))
    assert {name for name, is_on in permissions if is_on} == {
        "view_channel",
        "read_messages",
        "send_messages",
        "send_messages_in_threads",
        "create_public_threads",
        "create_private_threads",
        "attach_files",
        "read_message_history",
    } - {"view_channel"}
