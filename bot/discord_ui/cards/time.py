"""A time that could not be read: what can be done about it."""

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, button, buttons
from bot.discord_ui.cards.form import Form
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.markdown import cut
from bot.wording.texts import Texts

TIME_INPUT = "time"
_MOST_TYPED = 100


def time_form(texts: Texts, search_id: str, draft: str) -> Form:
    """The form for the time of a search that waits for one."""
    form = Form(texts("time-form-title"), custom_ids.TIME_FORM.of(search_id))
    form.ask(
        texts("time-form-label"),
        TIME_INPUT,
        example=texts("time-example-weekly"),
        draft=draft,
        most=_MOST_TYPED,
    )
    return form


def unread_time_card(texts: Texts, sentence: str, search_id: str, typed: str) -> Card:
    """What is wrong with the time, and the ways on: mending it, or the goal without one."""
    draft = cut(typed, custom_ids.MAX_DRAFT_LENGTH)
    ways = buttons(
        button(texts("button-fix"), custom_ids.FIX_TIME.of(search_id, draft)),
        button(texts("button-without-time"), custom_ids.WITHOUT_TIME.of(search_id)),
    )
    return notice_card(sentence, below=ways)
