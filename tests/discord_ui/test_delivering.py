"""How Discord's refusals are told apart."""

import json
from collections.abc import Callable
from unittest.mock import Mock

import aiohttp
import discord
import pytest

from bot.discord_ui.delivering import told_apart
from bot.domain.delivery import (
    DeliveryError,
    ForbiddenError,
    GoneError,
    Place,
    RetryError,
    UnknownError,
)


def refused(kind: type[discord.HTTPException], status: int, code: int = 0) -> discord.HTTPException:
    response = Mock(spec=aiohttp.ClientResponse, status=status, reason="refused", headers={})
    return kind(response, {"code": code, "message": "refused"})


CASES: dict[str, tuple[Callable[[], Exception], type[DeliveryError]]] = {
    "403": (lambda: refused(discord.Forbidden, 403), ForbiddenError),
    "404": (lambda: refused(discord.NotFound, 404), GoneError),
    "an archived thread": (lambda: refused(discord.HTTPException, 400, code=50083), ForbiddenError),
    "slow mode": (lambda: refused(discord.Forbidden, 403, code=20016), RetryError),
    "direct channels opened too fast": (lambda: refused(discord.HTTPException, 400, code=40003), RetryError),
    "a wait that is too long": (lambda: discord.RateLimited(60.0), RetryError),
    "no connection": (lambda: aiohttp.ClientConnectorError(Mock(), OSError()), RetryError),
}
BROKEN: dict[str, Callable[[], Exception]] = {
    "a reset": ConnectionResetError,
    "gone in the middle": aiohttp.ServerDisconnectedError,
    "half a body": aiohttp.ClientPayloadError,
    "half a text": lambda: json.JSONDecodeError("", "", 0),
    "too slow": TimeoutError,
}


async def at_once() -> None:
    """Nobody waits."""


@pytest.mark.parametrize(("error", "kind"), CASES.values(), ids=CASES)
async def test_every_trouble_is_one_of_the_ports(error: Callable[[], Exception], kind: type[DeliveryError]):
    with pytest.raises(kind) as told:
        async with told_apart(Place.CHANNEL, at_once):
            raise error()
    assert type(told.value) is kind


@pytest.mark.parametrize("error", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize(("is_given", "kind"), [(False, RetryError), (True, UnknownError)])
async def test_what_breaks_before_a_message_was_given_to_discord_was_surely_not_sent(
    error: Callable[[], Exception], kind: type[DeliveryError], *, is_given: bool
):
    async def break_it() -> None:
        async with told_apart(Place.CHANNEL, at_once) as requests:
            requests.may_be_sent = is_given
            raise error()

    with pytest.raises(DeliveryError) as told:
        await break_it()
    assert type(told.value) is kind


async def test_what_is_badgers_own_fault_stays_what_it_is():
    with pytest.raises(discord.HTTPException):
        async with told_apart(Place.CHANNEL, at_once):
            raise refused(discord.HTTPException, 400)


async def test_who_takes_no_direct_messages_is_told_from_a_channel():
    with pytest.raises(ForbiddenError) as told:
        async with told_apart(Place.DIRECT_MESSAGE, at_once):
            raise refused(discord.Forbidden, 403)
    assert told.value.where is Place.DIRECT_MESSAGE
