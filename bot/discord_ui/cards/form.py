"""A form of up to five questions, filled with what was typed and chosen before."""

from collections.abc import Iterable
from typing import Any

import discord
from discord import ui

from bot.discord_ui.markdown import label

_TITLE_LENGTH = 45
_QUESTION_LENGTH = 45
_HINT_LENGTH = 100


class Form(ui.Modal):
    """A form without a memory: what is sent in is routed by its id, now and after a restart."""

    def __init__(self, title: str, custom_id: str) -> None:
        super().__init__(title=label(title, _TITLE_LENGTH), custom_id=custom_id)

    def is_finished(self) -> bool:
        """Always: discord.py would wait for its answer in memory."""
        return True

    def ask(  # every question has its own
        self,
        question: str,
        input_id: str,
        *,
        example: str,
        draft: str,
        most: int,
        is_needed: bool = True,
        is_long: bool = False,
    ) -> None:
        """Asks for a line of up to `most` characters, or (`is_long`) for a paragraph."""
        typed: ui.TextInput[Any] = ui.TextInput(
            custom_id=input_id,
            style=discord.TextStyle.long if is_long else discord.TextStyle.short,
            placeholder=label(example, _HINT_LENGTH),
            default=draft[:most] or None,
            max_length=most,
            required=is_needed,
        )
        self.add_item(ui.Label(text=label(question, _QUESTION_LENGTH), component=typed))

    def let_choose(
        self,
        question: str,
        input_id: str,
        options: Iterable[discord.SelectOption],
        *,
        chosen: Iterable[str] = (),
        most: int = 1,
        is_needed: bool = True,
        hint: str = "",
    ) -> None:
        """Lets choose up to `most` of the options; those whose value is in `chosen` are chosen before.

        Nothing may be chosen where it `is_needed` not; `hint` stands under the question.
        """
        values = frozenset(chosen)
        shown = [_as_before(each, values) for each in options]
        choice: ui.Select[Any] = ui.Select(
            custom_id=input_id,
            options=shown,
            min_values=int(is_needed),
            max_values=min(most, len(shown)),
            required=is_needed,
        )
        beneath = label(hint, _HINT_LENGTH) if hint else None
        self.add_item(ui.Label(text=label(question, _QUESTION_LENGTH), component=choice, description=beneath))


def _as_before(option: discord.SelectOption, chosen: frozenset[str]) -> discord.SelectOption:
    return discord.SelectOption(
        label=option.label,
        value=option.value,
        description=option.description,
        default=option.value in chosen,
    )
