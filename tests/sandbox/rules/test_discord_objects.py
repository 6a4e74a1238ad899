"""What real discord.py builds passes: the rules refuse nothing that a library sends of itself."""

import io
import json
from datetime import timedelta
from typing import Any

import discord
import pytest
from discord import app_commands, ui
from discord.http import handle_message_parameters

from bot.sandbox.rules import (
    command_faults,
    commands_faults,
    interaction_response_faults,
    message_faults,
)
from tests.openapi import OPENAPI, openapi_faults
from tests.sandbox.rules.bodies import Body


def described(method: str, path: str, body: object) -> list[str]:
    return openapi_faults(method, path, body) if OPENAPI.is_file() else []


class Answer(ui.LayoutView):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        card: ui.Container[Answer] = ui.Container(accent_colour=discord.Colour.blurple())
        card.add_item(ui.TextDisplay("# Learn SQL\nThree credentials fit."))
        card.add_item(
            ui.Section("**SQL basics**: 12 hours", accessory=ui.Button(label="Details", custom_id="d:1"))
        )
        card.add_item(
            ui.Section("Board", accessory=ui.Thumbnail("https://example.org/a.png", description="Board"))
        )
        card.add_item(ui.Separator(spacing=discord.SeparatorSpacing.large))
        card.add_item(ui.MediaGallery(discord.MediaGalleryItem("attachment://board.png")))
        card.add_item(ui.File("attachment://board.png"))
        self.add_item(card)
        options = [
            discord.SelectOption(label=str(n), emoji="✅", description="x", default=n == 0) for n in range(3)
        ]
        self.add_item(
            ui.ActionRow(ui.Select(custom_id="pick", placeholder="Compare", max_values=3, options=options))
        )
        buttons: list[ui.Button[Answer]] = [
            ui.Button(label="More", custom_id="more", style=discord.ButtonStyle.primary, emoji="➡️"),
            ui.Button(label="Open", url="https://example.org/sql"),
        ]
        self.add_item(ui.ActionRow(*buttons))
        self.add_item(
            ui.ActionRow(ui.ChannelSelect(custom_id="where", channel_types=[discord.ChannelType.text]))
        )


class Rows(ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        for number in range(7):
            emoji = discord.PartialEmoji(name="party", id=5) if number else None
            self.add_item(ui.Button(label="x", custom_id=str(number), emoji=emoji))
        me = discord.SelectDefaultValue(id=5, type=discord.SelectDefaultValueType.user)
        self.add_item(ui.UserSelect(custom_id="who", default_values=[me]))


class Ask(ui.Modal, title="Your time"):
    explained: ui.TextDisplay[Any] = ui.TextDisplay("How many hours a week do you have?")
    hours: ui.TextInput[Any] = ui.TextInput(label="Hours a week", max_length=10, default="3")
    level: ui.Label[Any] = ui.Label(
        text="Level",
        description="Yours",
        component=ui.Select(options=[discord.SelectOption(label="Beginner")], required=False),
    )
    note: ui.Label[Any] = ui.Label(
        text="Note", component=ui.TextInput(style=discord.TextStyle.long, required=False)
    )
    proof: ui.Label[Any] = ui.Label(text="Proof", component=ui.FileUpload(required=False, min_values=0))


def payload(**parameters: object) -> Body:
    with handle_message_parameters(**parameters) as found:  # type: ignore[arg-type]
        if found.payload is not None:
            return dict(found.payload)
        assert found.multipart is not None
        return dict(json.loads(found.multipart[0]["value"]))


def embed() -> discord.Embed:
    made = discord.Embed(
        title="SQL", description="x", url="https://example.org", timestamp=discord.utils.utcnow()
    )
    made.set_author(name="Badger", icon_url="https://example.org/a.png").set_footer(text="x")
    return made.set_image(url="attachment://board.png").add_field(name="Time", value="12 hours")


async def test_a_layout_passes():
    board = discord.File(io.BytesIO(b"x"), "board.png", description="Board")
    body = payload(
        view=Answer(), files=[board], allowed_mentions=discord.AllowedMentions.none(), nonce="5" * 24
    )
    assert body["flags"] == 1 << 15
    assert message_faults(body, files=1) == []
    assert message_faults(body, files=1, place="channel") == []
    assert described("POST", "/channels/1/messages", body) == []


async def test_rows_and_embeds_pass():
    board = discord.File(io.BytesIO(b"x"), "board.png")
    reference = discord.MessageReference(message_id=5, channel_id=6, guild_id=7, fail_if_not_exists=False)
    body = payload(
        content="Hi",
        view=Rows(),
        embed=embed(),
        file=board,
        mention_author=False,
        message_reference=reference.to_message_reference_dict(),
        flags=discord.MessageFlags(suppress_notifications=True),
    )
    assert message_faults(body, files=1, place="channel") == []
    assert described("POST", "/channels/1/messages", body) == []


def layout_components() -> list[Body]:
    return list(payload(view=Answer())["components"])


async def test_a_poll_passes():
    poll = (
        discord.Poll("When?", timedelta(hours=24)).add_answer(text="Now", emoji="✅").add_answer(text="Later")
    )
    body = payload(poll=poll)
    assert message_faults(body, place="channel") == []
    assert described("POST", "/channels/1/messages", body) == []


async def test_edits_pass():
    before = {"flags": 1 << 15, "components": layout_components(), "attachments": []}
    body = payload(view=Answer(), attachments=[discord.File(io.BytesIO(b"x"), "board.png")])
    assert message_faults(body, is_edit=True, files=1, before=before) == []
    before = {"flags": 0, "content": "Hi", "components": payload(view=Rows())["components"]}
    assert message_faults(payload(view=None), is_edit=True, before=before) == []


async def test_a_modal_passes():
    body = {"type": 9, "data": Ask().to_dict()}
    assert interaction_response_faults(body, interaction_type=2) == []
    assert described("POST", "/interactions/1/abc/callback", body) == []


@app_commands.command(name="find", description="Find a credential")
@app_commands.describe(goal="What to learn", level="Where you stand", weeks="At most")
@app_commands.choices(level=[app_commands.Choice(name="Beginner", value="beginner")])
@app_commands.default_permissions(manage_guild=True)
async def find(
    _interaction: discord.Interaction,
    goal: app_commands.Range[str, 1, 100],
    level: str | None = None,
    weeks: app_commands.Range[int, 0, 52] | None = None,
    hours: float | None = None,
    where: discord.TextChannel | None = None,
    file: discord.Attachment | None = None,
) -> None:
    """Takes every kind of option."""


@find.autocomplete("goal")
async def _goals(_interaction: discord.Interaction, _written: str) -> list[app_commands.Choice[str]]:
    return []


async def _do(_interaction: discord.Interaction) -> None:
    """Does nothing."""


async def _do_with(_interaction: discord.Interaction, _message: discord.Message) -> None:
    """Does nothing with a message."""


@pytest.fixture
async def tree() -> app_commands.CommandTree[discord.Client]:
    made = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))
    catalogue = app_commands.Group(name="catalog", description="The catalogue", guild_only=True)
    task = app_commands.Group(name="task", description="Tasks", parent=catalogue)
    for parent in (catalogue, task):
        add: app_commands.Command[Any, [], None] = app_commands.Command(
            name="add", description="Add one", callback=_do
        )
        parent.add_command(add)
    made.add_command(find)
    made.add_command(catalogue)
    made.add_command(app_commands.ContextMenu(name="Find a credential for this", callback=_do_with))
    return made


async def test_commands_pass(tree: app_commands.CommandTree[discord.Client]):
    bodies = [each.to_dict(tree) for each in tree.get_commands()]
    assert len(bodies) == 3
    assert commands_faults(bodies) == []
    assert [command_faults(body) for body in bodies] == [[], [], []]
    assert described("PUT", "/applications/1/commands", bodies) == []
