"""Asking for hours a week: a select of sensible numbers, and a form for any other."""

from typing import Any

from discord import ui

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Item, button, buttons, option, select
from bot.discord_ui.cards.form import Form
from bot.domain.budget import MINUTES_PER_HOUR
from bot.wording.texts import Texts

HOURS_CHOICES = (1, 2, 3, 5, 8, 10, 15, 20)
OTHER_HOURS = "other"
HOURS_INPUT = "hours"


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
    form.ask(
        texts("hours-form-label"),
        HOURS_INPUT,
        example=texts("hours-form-example"),
        draft=draft,
        most=custom_ids.MAX_DRAFT_LENGTH,
    )
    return form


def fix_hours_buttons(texts: Texts, search_id: str, draft: str) -> list[ui.ActionRow[Any]]:
    """The button that reopens the form with what was typed."""
    return buttons(button(texts("button-fix"), custom_ids.FIX_HOURS.of(search_id, draft)))
