"""Names are asked for once a day; who is not there is not asked for either, and a failure is no answer."""

from unittest.mock import AsyncMock, Mock, create_autospec

import discord

from bot.discord_ui.client import BadgerClient
from bot.discord_ui.known_names import ASKED_EVERY_SECONDS, KnownNames
from tests.discord_ui.fakes import http_error

SERVER, MIRA, NOA, GONE = 10, 1, 2, 3


class Server:
    """A server whose members are asked for; seconds pass by hand."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.names: dict[int, str | Exception] = {MIRA: "Mira", NOA: "Noa", GONE: http_error(404, 10007)}
        self.seconds = 0.0
        guild: Mock = create_autospec(discord.Guild, instance=True)
        guild.fetch_member = AsyncMock(side_effect=self._member)
        client: Mock = create_autospec(BadgerClient, instance=True)
        client.get_guild.side_effect = lambda guild_id: guild if guild_id == SERVER else None
        self.known = KnownNames(client, lambda: self.seconds)

    async def _member(self, user_id: int) -> Mock:
        self.asked.append(user_id)
        name = self.names.get(user_id, f"Member {user_id}")
        if isinstance(name, Exception):
            raise name
        member: Mock = create_autospec(discord.Member, instance=True)
        member.display_name = name
        return member


async def test_each_is_asked_for_once_a_day():
    server = Server()
    for _ in range(2):
        assert await server.known.of(SERVER, [MIRA, NOA]) == {MIRA: "Mira", NOA: "Noa"}
    assert server.asked == [MIRA, NOA]
    server.names[MIRA] = "Mira the Second"
    server.seconds += ASKED_EVERY_SECONDS
    assert (await server.known.of(SERVER, [MIRA]))[MIRA] == "Mira the Second"


async def test_who_has_left_has_no_name_and_is_not_asked_for_again():
    server = Server()
    for _ in range(2):
        assert await server.known.of(SERVER, [GONE]) == {}
    assert server.asked == [GONE]


async def test_what_fails_is_asked_again():
    server = Server()
    server.names[MIRA] = http_error(400, 0)
    assert await server.known.of(SERVER, [MIRA]) == {}
    server.names[MIRA] = "Mira"
    assert await server.known.of(SERVER, [MIRA]) == {MIRA: "Mira"}


async def test_of_many_some_are_named_now_and_the_others_the_next_times():
    server = Server()
    wanted = range(100, 125)
    found = [len(await server.known.of(SERVER, wanted)) for _ in range(3)]
    assert found == [10, 20, 25]


async def test_where_the_server_is_not_seen_nobody_is_named():
    assert await Server().known.of(99, [MIRA]) == {}
