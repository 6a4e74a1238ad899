"""Asking for hours a week: a select of sensible numbers, and a form for any other."""

from typing import Any

import discord
from discord import ui

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Item, button, buttons, option, select
from bot.discord_ui.markdown import label
from bot.domain.budget import MINUTES_PER_HOUR
from bot.wording.texts import Texts

HOURS_CHOICES = (1, 2, 3, 5, 8, 10, 15, 20)
OTHER_HOURS = "other"
HOURS_INPUT = "hours"
_TITLE_LENGTH = 45


class Form(ui.Modal):
    """A form without a memory: what is sent in is routed by its id, now and after a restart."""

    def __init__(self, title: str, custom_id: str) -> None:
        super().__init__(title=label(title, _TITLE_LENGTH), custom_id=custom_id)

    def is_finished(self) -> bool:
        """Always: discord.py would wait for its answer in memory."""
        return True


def hours_select(texts: Texts, search_id: str) -> Item:
    """The question for hours a week under an answer that lacks them."""
    options = [
        option(texts("hours-choice", hours=hours), str(hours * MINUTES_PER_HOUR)) for hours in HOURS_CHOICES
    ]
    options.append(option(texts("hours-other"), OTHER_HOURS))
    return select(texts("select-hours"), custom_ids.HOURS.of(search_id), options)


def hours_form(texts: Texts, search_id: str, draft: str = "") -> Form:
    """The form for any number of hours a week, with what was typed before."""
    form = Form(texts("hours-form-title"), custom_ids.HOURS_FORM.of(search_id))
    typed: ui.TextInput[Any] = ui.TextInput(
        custom_id=HOURS_INPUT,
        style=discord.TextStyle.short,
        placeholder=label(texts("hours-form-example"), 100),
        default=draft or None,
        max_length=custom_ids.MAX_DRAFT_LENGTH,
    )
    form.add_item(ui.Label(text=label(texts("hours-form-label"), _TITLE_LENGTH), component=typed))
    return form


def fix_hours_buttons(texts: Texts, search_id: str, draft: str) -> list[ui.ActionRow[Any]]:
    """The button that reopens the form with what was typed."""
    return buttons(button(texts("button-fix"), custom_ids.FIX_HOURS.of(search_id, draft)))
