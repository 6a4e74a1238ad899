import asyncio
from unittest.mock import Mock, patch

import discord
import pytest
from aiohttp import ClientWebSocketResponse

from bot.discord_ui.client import BadgerClient
from bot.discord_ui.connection import connect, disconnect
from bot.domain.errors import UserError


def _closed_with(code: int) -> discord.ConnectionClosed:
    return discord.ConnectionClosed(Mock(spec=ClientWebSocketResponse), shard_id=None, code=code)


async def _connecting_fails(badger: BadgerClient, error: Exception) -> None:
    async def fail(*, reconnect: bool = True) -> None:
        del reconnect
        raise error

    with (
        patch.object(BadgerClient, "login", autospec=True),
        patch.object(badger, "connect", fail),
        patch.object(badger, "wait_until_ready", autospec=True),
    ):
        await (await connect(badger, "a.token"))


async def test_a_token_that_is_withdrawn_is_told_in_one_sentence(badger: BadgerClient):
    with pytest.raises(UserError) as refused:
        await _connecting_fails(badger, _closed_with(4004))
    assert refused.value.message_id == "token-refused"


async def test_another_end_of_the_connection_keeps_its_cause(badger: BadgerClient):
    with pytest.raises(discord.ConnectionClosed) as ended:
        await _connecting_fails(badger, _closed_with(4013))
    assert ended.value.code == 4013


async def test_a_discord_that_says_nothing_is_not_waited_for(
    badger: BadgerClient, caplog: pytest.LogCaptureFixture
):
    with patch.object(badger, "close", asyncio.Event().wait):
        await disconnect(badger, most_seconds=0)
    assert "did not answer the goodbye" in caplog.text
