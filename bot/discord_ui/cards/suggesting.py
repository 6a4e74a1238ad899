"""Suggesting a credential and reporting one: the form, and what is said to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, button, buttons, option, select
from bot.discord_ui.cards.form import Form
from bot.discord_ui.cards.notice import notice_card
from bot.domain.credential import Credential, RequirementKind
from bot.domain.drafts import DraftField, Typed
from bot.domain.moderation import ProposalKind
from bot.domain.proposals import Proposal
from bot.wording.texts import Texts

_ASKED = (
    (DraftField.TITLE, 200),
    (DraftField.LINK, 500),
    (DraftField.ISSUER, 200),
    (DraftField.TIME, 100),
)
"""What is needed first; with how many characters it may have."""
_NEEDED = {DraftField.TITLE, DraftField.LINK}


@dataclass(frozen=True, slots=True)
class KeptAt:
    """Where what was typed is kept: its id ("" for nowhere), and the server that it is for."""

    kept: str = ""
    server: int | str = ""


def suggest_form(texts: Texts, typed: Typed, at: KeptAt | None = None) -> Form:
    """The form, filled with what was typed, and kept `at`."""
    at = at or KeptAt()
    form = Form(texts("suggest-form-title"), custom_ids.SUGGEST_FORM.of(at.kept, at.server))
    for field, most in _ASKED:
        form.ask(
            texts(f"suggest-ask-{field.value}"),
            field.value,
            example=texts(f"draft-example-{field.value}"),
            draft=typed.get(field, ""),
            most=most,
            is_needed=field in _NEEDED,
        )
    kinds = [option(texts(f"kind-{kind.value}"), kind.value) for kind in RequirementKind]
    form.let_choose(
        texts("suggest-ask-kinds"),
        DraftField.KINDS.value,
        kinds,
        chosen=typed.get(DraftField.KINDS, "").split(","),
        most=len(kinds),
        is_needed=False,
    )
    return form


def fix_suggestion_card(texts: Texts, sentence: str, at: KeptAt) -> Card:
    """What is wrong with it, and the way to mend it; what was typed is not lost."""
    fix = button(texts("button-fix"), custom_ids.SUGGEST_FIX.of(at.kept, at.server))
    return notice_card(sentence, below=buttons(fix))


def alike_card(texts: Texts, alike: Sequence[Credential], at: KeptAt) -> Card:
    """What the suggestion may be already: to be looked at, or sent anyway."""
    options = [option(each.title, each.id, each.issuer_line) for each in alike]
    names = (texts("credential-choice", title=each.title, issuer=each.issuer_line) for each in alike)
    ways = buttons(
        button(texts("button-show"), custom_ids.SHOW_ONE.of(alike[0].id)) if len(alike) == 1 else None,
        button(texts("button-send-anyway"), custom_ids.SUGGEST_ANYWAY.of(at.kept, at.server)),
        button(texts("button-change-it"), custom_ids.SUGGEST_FIX.of(at.kept, at.server)),
    )
    look = [select(texts("select-show"), custom_ids.SHOW.of(), options)] if len(alike) > 1 else []
    return notice_card(texts("suggest-alike", count=len(alike)), *names, below=[*look, *ways])


def proposed_card(texts: Texts, proposal: Proposal, *, is_new: bool) -> Card:
    """What happens next."""
    state, title = "sent" if is_new else "waits", proposal.title
    is_report = proposal.kind is ProposalKind.REPORT
    return notice_card(texts(f"report-{state}" if is_report else f"suggest-{state}", title=title))
