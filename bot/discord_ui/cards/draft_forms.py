"""The forms of a draft: its five parts, its tasks, and what more can be said of it."""

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import option
from bot.discord_ui.cards.form import Form
from bot.domain.credential import RequirementKind
from bot.wording.texts import Texts

TITLE_INPUT = "title"
ISSUER_INPUT = "issuer"
LINK_INPUT = "link"
TIME_INPUT = "time"
KINDS_INPUT = "kinds"
_MOST_NAME = 200
_MOST_LINK = 500
_MOST_TIME = 100


def new_draft_form(texts: Texts) -> Form:
    """The five parts of a new credential."""
    form = Form(texts("draft-form-title"), custom_ids.DRAFT_NEW.of())
    _ask_parts(form, texts)
    return form


def _ask_parts(form: Form, texts: Texts) -> None:
    for name, most in (
        (TITLE_INPUT, _MOST_NAME),
        (ISSUER_INPUT, _MOST_NAME),
        (LINK_INPUT, _MOST_LINK),
        (TIME_INPUT, _MOST_TIME),
    ):
        form.ask(
            texts(f"draft-ask-{name}"),
            name,
            example=texts(f"draft-example-{name}"),
            draft="",
            most=most,
            is_needed=name != TIME_INPUT,
        )
    kinds = [option(texts(f"kind-{kind.value}"), kind.value) for kind in RequirementKind]
    form.let_choose(texts("draft-ask-kinds"), KINDS_INPUT, kinds, most=len(kinds))
