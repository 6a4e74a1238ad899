"""How Discord's refusals are told apart."""

import json
from collections.abc import Callable
from typing import Any
from unittest.mock import Mock

import aiohttp
import discord
import pytest

from bot.discord_ui.delivering import _told_apart
from bot.domain.delivery import (
    DeliveryError,
    ForbiddenError,
    GoneError,
    Place,
    RetryError,
    UnknownError,
)


def refused(kind: type[discord.HTTPException], status: int, **headers: str) -> discord.HTTPException:
    response = Mock(spec=aiohttp.ClientResponse, status=status, reason="refused", headers=headers)
    return kind(response, {"code": 0, "message": "refused"})


CASES: dict[str, tuple[Callable[[], Exception], type[DeliveryError]]] = {
    "403": (lambda: refused(discord.Forbidden, 403), ForbiddenError),
    "404": (lambda: refused(discord.NotFound, 404), GoneError),
    "500": (lambda: refused(discord.DiscordServerError, 500), UnknownError),
    "503": (lambda: refused(discord.DiscordServerError, 503), UnknownError),
    "429": (lambda: refused(discord.HTTPException, 429, Via="1.1 google"), RetryError),
    "a wait that is too long": (lambda: discord.RateLimited(60.0), RetryError),
    "no connection": (lambda: aiohttp.ClientConnectorError(Mock(), OSError()), RetryError),
    "a reset": (ConnectionResetError, UnknownError),
    "gone in the middle": (aiohttp.ServerDisconnectedError, UnknownError),
    "half a body": (aiohttp.ClientPayloadError, UnknownError),
    "half a text": (lambda: json.JSONDecodeError("", "", 0), UnknownError),
    "too slow": (TimeoutError, UnknownError),
}


@pytest.mark.parametrize(("error", "kind"), CASES.values(), ids=CASES)
async def test_every_trouble_is_one_of_the_ports(error: Callable[[], Exception], kind: type[DeliveryError]):
    with pytest.raises(kind) as told:
        async with _told_apart(Place.CHANNEL):
            raise error()
    assert type(told.value) is kind


async def test_a_block_of_the_whole_of_badger_is_told_from_a_limit_of_a_route():
    async def told(**headers: str) -> RetryError:
        with pytest.raises(RetryError) as retry:
            async with _told_apart(Place.CHANNEL):
                raise refused(discord.HTTPException, 429, **headers)
        return retry.value

    limited: Any = await told(Via="1.1 google", **{"Retry-After": "7"})
    assert (limited.is_global, limited.after_seconds) == (False, 7.0)
    blocked = await told(**{"Retry-After": "soon"})
    assert (blocked.is_global, blocked.after_seconds) == (True, None)


async def test_what_is_badgers_own_fault_stays_what_it_is():
    with pytest.raises(discord.HTTPException):
        async with _told_apart(Place.CHANNEL):
            raise refused(discord.HTTPException, 400)


async def test_who_takes_no_direct_messages_is_told_from_a_channel():
    with pytest.raises(ForbiddenError) as told:
        async with _told_apart(Place.DIRECT_MESSAGE):
            raise refused(discord.Forbidden, 403)
    assert told.value.where is Place.DIRECT_MESSAGE
