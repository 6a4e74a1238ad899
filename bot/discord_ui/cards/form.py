"""A form of one line, filled with what was typed before."""

from typing import Any

import discord
from discord import ui

from bot.discord_ui.markdown import label

_TITLE_LENGTH = 45
_EXAMPLE_LENGTH = 100


class Form(ui.Modal):
    """A form without a memory: what is sent in is routed by its id, now and after a restart."""

    def __init__(self, title: str, custom_id: str) -> None:
        super().__init__(title=label(title, _TITLE_LENGTH), custom_id=custom_id)

    def is_finished(self) -> bool:
        """Always: discord.py would wait for its answer in memory."""
        return True

    def ask(self, question: str, input_id: str, *, example: str, draft: str, most: int) -> None:
        """Asks for a line of up to `most` characters."""
        typed: ui.TextInput[Any] = ui.TextInput(
            custom_id=input_id,
            style=discord.TextStyle.short,
            placeholder=label(example, _EXAMPLE_LENGTH),
            default=draft or None,
            max_length=most,
        )
        self.add_item(ui.Label(text=label(question, _TITLE_LENGTH), component=typed))
