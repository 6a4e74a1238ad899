"""A sandbox with thousands of servers, each with a channel and a member, that counts what the bot asks.

`python -m tests.bench.crowded_sandbox SERVERS FILE` prints where it is in one line of JSON, with the member;
servers and their channels are in the file, as JSON. When its standard input ends it prints what it counted.
"""

import asyncio
import json
import sys
import time
from collections import Counter, deque
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.sandbox import permissions
from bot.sandbox.default_world import default_world
from bot.sandbox.server import Sandbox
from bot.sandbox.snowflakes import Snowflakes
from bot.sandbox.world import Channel, Guild, Member, Role, User, World

_ANSWERS = ("/interactions/", "/webhooks/")
_JOINED_AT = "2026-01-01T00:00:00+00:00"


class Counts:
    """The bot's requests, but for its answers to interactions, which have a limit of their own."""

    def __init__(self) -> None:
        self.requests = 0
        self.most_in_a_second = 0
        self._last: deque[float] = deque()

    async def count(self, request: web.Request) -> web.StreamResponse | None:
        """Counts one, when it comes."""
        if any(part in request.path for part in _ANSWERS):
            return None
        now = time.monotonic()
        self.requests += 1
        self._last.append(now)
        while now - self._last[0] >= 1.0:
            self._last.popleft()
        self.most_in_a_second = max(self.most_in_a_second, len(self._last))
        return None


def crowd(world: World, servers: int) -> tuple[User, list[Channel]]:
    """So many servers more, and the channel of each; the one member is in all of them."""
    member = User(world.snowflakes.next(), "lena", "Lena")
    world.users[member.id] = member
    channels = []
    for number in range(servers):
        guild = Guild(world.snowflakes.next(), f"Server {number}", member.id)
        everyone = permissions.EVERYONE | permissions.ATTACH_FILES
        guild.roles[guild.id] = Role(guild.id, "@everyone", everyone)
        guild.members = {each: Member(each, _JOINED_AT) for each in (member.id, world.bot.id)}
        channel = Channel(world.snowflakes.next(), "general", guild_id=guild.id)
        guild.channels[channel.id] = channel
        world.guilds[guild.id] = guild
        channels.append(channel)
    return member, channels


async def _serve(world: World, member: User, channels: list[Channel]) -> None:
    counts = Counts()
    async with Sandbox.started(world=world) as sandbox:
        sandbox.before_request(counts.count)
        _say(
            {
                "address": sandbox.address,
                "bot_token": sandbox.bot_token,
                "member_id": member.id,
            }
        )
        await asyncio.to_thread(sys.stdin.read)
        arrived = Counter({each.id: len(each.messages) for each in channels})
    _say(
        {
            "sent": sum(arrived.values()),
            "lost": sum(not count for count in arrived.values()),
            "doubled": sum(max(0, count - 1) for count in arrived.values()),
            "requests": counts.requests,
            "most_requests_in_a_second": counts.most_in_a_second,
        }
    )


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main(servers: int, file: Path) -> None:
    world = default_world(Snowflakes())
    member, channels = crowd(world, servers)
    # A line of so many would be too long for a pipe's reader.
    file.write_text(json.dumps([(each.guild_id, each.id) for each in channels]), encoding="ascii")
    asyncio.run(_serve(world, member, channels))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
