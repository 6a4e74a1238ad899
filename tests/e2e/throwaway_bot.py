"""A small bot on the real discord.py client, for tests of the sandbox itself."""

import asyncio
import io
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Self

import discord
from discord import app_commands, ui
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.sandbox.server import Sandbox

_INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
_TOPICS = ("data", "design", "dance")


class Details(ui.DynamicItem[ui.Button[Any]], template=r"details:(?P<number>\d+)"):
    """A button that works after a restart."""

    def __init__(self, number: int) -> None:
        super().__init__(ui.Button(label=f"Details {number}", custom_id=f"details:{number}"))
        self.number = number

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(int(match["number"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Details of {self.number}", ephemeral=True)


class Note(ui.Modal, title="A note"):
    """Asks for a note."""

    def __init__(self) -> None:
        super().__init__()
        self.text: ui.TextInput[Note] = ui.TextInput(max_length=100)
        self.topic: ui.Select[Note] = ui.Select(
            options=[discord.SelectOption(label=topic) for topic in _TOPICS], required=False
        )
        self.add_item(ui.TextDisplay("Say something"))
        self.add_item(ui.Label(text="Text", component=self.text))
        self.add_item(ui.Label(text="Topic", component=self.topic))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Noted: {self.text.value} {self.topic.values}")


class Proof(ui.Modal, title="Proof"):
    """Asks for a file and counts its bytes."""

    def __init__(self) -> None:
        super().__init__()
        self.files: ui.FileUpload[Proof] = ui.FileUpload(max_values=2)
        self.add_item(ui.Label(text="Proof", component=self.files))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        sizes = [len(await file.read()) for file in self.files.values]
        await interaction.response.send_message(f"Proof of {sizes}")


class Choices(ui.View):
    """A button that opens a modal, a select that changes the message, and one that answers later."""

    @ui.button(label="Note")
    async def note(self, interaction: discord.Interaction, _button: ui.Button["Choices"]) -> None:
        await interaction.response.send_modal(Note())

    @ui.select(placeholder="Pick", options=[discord.SelectOption(label=topic) for topic in _TOPICS])
    async def pick(self, interaction: discord.Interaction, select: ui.Select["Choices"]) -> None:
        await interaction.response.edit_message(content=f"Picked {select.values[0]}")

    @ui.button(label="Slowly")
    async def slowly(self, interaction: discord.Interaction, _button: ui.Button["Choices"]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="Done slowly", view=None)


class Layout(ui.LayoutView):
    """A layout of Components V2 with a button in a section."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        section: ui.Section[Any] = ui.Section("## SQL", accessory=Details(7))
        self.add_item(
            ui.Container["Layout"](section, ui.Separator["Layout"](), ui.TextDisplay["Layout"]("-# 6 weeks"))
        )


class ThrowawayBot(discord.Client):
    """Answers in every way that there is."""

    def __init__(self) -> None:
        mentions = discord.AllowedMentions.none()
        super().__init__(intents=_INTENTS, allowed_mentions=mentions, guild_ready_timeout=0.1)
        self.tree = app_commands.CommandTree(self)
        self.ready = asyncio.Event()
        self.resumed = asyncio.Event()

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Details)
        self.tree.add_command(_find)
        self.tree.add_command(_slow)
        self.tree.add_command(_choose)
        self.tree.add_command(_lay_out)
        self.tree.add_command(_count)
        self.tree.add_command(_quote)
        self.tree.add_command(_greet)
        await self.tree.sync()

    async def on_ready(self) -> None:
        self.ready.set()

    async def on_resumed(self) -> None:
        self.resumed.set()

    async def on_message(self, message: discord.Message) -> None:
        is_meant = message.guild is None or (self.user is not None and self.user in message.mentions)
        if is_meant and message.author != self.user:
            await message.reply(f"You said: {message.content.rpartition('> ')[2]}", mention_author=False)


@app_commands.command(name="find", description="Finds something")
async def _find(interaction: discord.Interaction, goal: str, topic: str | None = None) -> None:
    await interaction.response.send_message(f"{goal} in {topic}", ephemeral=True)


@_find.autocomplete("topic")
async def _topics(_interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [
        app_commands.Choice(name=topic.title(), value=topic) for topic in _TOPICS if topic.startswith(typed)
    ]


@app_commands.command(name="slow", description="Thinks first")
async def _slow(interaction: discord.Interaction) -> None:
    await interaction.response.defer(thinking=True, ephemeral=True)
    await interaction.followup.send("Thought about it", ephemeral=True)
    await interaction.followup.send("And once more", ephemeral=True)


@app_commands.command(name="choose", description="Shows components")
async def _choose(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("Choose", view=Choices())


@app_commands.command(name="layout", description="Shows a layout")
async def _lay_out(interaction: discord.Interaction) -> None:
    await interaction.response.send_message(view=Layout())


@app_commands.command(name="count", description="Counts lines")
async def _count(interaction: discord.Interaction, file: discord.Attachment | None = None) -> None:
    if file is None:
        await interaction.response.send_modal(Proof())
        return
    content = await file.read()
    report = discord.File(io.BytesIO(content.upper()), filename="report.csv", description="In capitals")
    lines = len(content.splitlines())
    await interaction.response.send_message(f"{file.filename}: {lines} lines", file=report)


@app_commands.context_menu(name="Quote")
async def _quote(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"> {message.content}")


@app_commands.context_menu(name="Greet")
async def _greet(interaction: discord.Interaction, member: discord.Member) -> None:
    await interaction.response.send_message(f"Hello {member.display_name}")


@asynccontextmanager
async def throwaway_bot_in(sandbox: Sandbox) -> AsyncIterator[ThrowawayBot]:
    """The bot, ready, at the sandbox; discord.py is pointed back afterwards."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = sandbox.api_base, URL(sandbox.gateway_url)
    bot = ThrowawayBot()
    running = asyncio.create_task(bot.start(sandbox.bot_token))
    try:
        ready = asyncio.create_task(bot.ready.wait())
        await asyncio.wait({running, ready}, timeout=20, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
        assert bot.ready.is_set()
        yield bot
    finally:
        await bot.close()
        with suppress(asyncio.CancelledError):
            await running
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
