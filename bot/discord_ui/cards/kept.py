"""What was done to an entry of the catalogue, with the way back."""

from collections.abc import Iterable

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Button, Card, button, buttons
from bot.discord_ui.cards.form import Form
from bot.discord_ui.cards.notice import notice_card
from bot.domain.catalogue_changes import MAX_REASON_LENGTH
from bot.wording.texts import Texts

REASON_INPUT = "reason"


def kept_card(
    texts: Texts, credential_id: str, version: int, *sentences: str, more: Iterable[tuple[str, str]] = ()
) -> Card:
    """The sentences, *Undo*, the way to the history, and `more` buttons (message and id)."""
    ways = buttons(
        button(texts("button-undo"), custom_ids.UNDO_ENTRY.of(credential_id, version)),
        history_button(texts, credential_id),
        *(button(texts(message_id), custom_id) for message_id, custom_id in more),
    )
    return notice_card(*sentences, below=ways)


def undone_card(texts: Texts, credential_id: str, *sentences: str) -> Card:
    """The sentences, and the way to the history."""
    return notice_card(*sentences, below=buttons(history_button(texts, credential_id)))


def history_button(texts: Texts, credential_id: str) -> Button:
    """The way to the history of an entry."""
    return button(texts("button-history"), custom_ids.HISTORY.of(credential_id, 0))


def retire_form(texts: Texts, credential_id: str) -> Form:
    """The form for why a credential is retired."""
    form = Form(texts("retire-form-title"), custom_ids.RETIRE_FORM.of(credential_id))
    form.ask(
        texts("retire-form-reason"),
        REASON_INPUT,
        example=texts("retire-form-example"),
        draft="",
        most=MAX_REASON_LENGTH,
        is_long=True,
    )
    return form
