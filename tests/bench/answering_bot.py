"""The bots that `tests.bench.answers` measures, each a process of its own.

`python -m tests.bench.answering_bot badger|pong ADDRESS TOKEN FOLDER` runs until it is stopped, and prints
"ready" once Discord has said so.
"""

import asyncio
import sys
from pathlib import Path

import discord
from discord import app_commands

from bot.app.serving import serve
from bot.app.surroundings import Surroundings
from bot.discord_ui.address import DiscordAddress
from bot.ops.system_clock import SystemClock
from bot.wording.texts import load_texts


async def run_badger(address: DiscordAddress, token: str, folder: Path) -> None:
    database_url = f"sqlite:///{folder / 'badger.sqlite3'}"
    surroundings = Surroundings(token, database_url, SystemClock(), address)
    await serve(surroundings, load_texts("en"), asyncio.Event(), lambda _: print("ready", flush=True))


class Pong(discord.Client):
    """A bot that answers one word to /find: what discord.py and the stand-in cost by themselves."""

    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        @self.tree.command(name="find", description="Answers one word")
        async def find(interaction: discord.Interaction, goal: str, time: str | None = None) -> None:
            del goal, time
            await interaction.response.send_message("pong", ephemeral=True)

        await self.tree.sync()

    async def on_ready(self) -> None:
        print("ready", flush=True)


def main() -> None:
    kind, address, token, folder = sys.argv[1:]
    where = DiscordAddress(f"{address}/api/v10", f"{address.replace('http', 'ws')}/gateway")
    if kind == "badger":
        asyncio.run(run_badger(where, token, Path(folder)))
    else:
        where.point_there()
        Pong().run(token, log_handler=None)


if __name__ == "__main__":
    main()
