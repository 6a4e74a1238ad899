"""One credential in full: what it takes, asks for, costs, claims, and where that is from."""

import re
from collections.abc import Iterator

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.audience import Audience, share_button
from bot.discord_ui.cards.card import Button, Card, Item, button, buttons, fitting, link, panel, rule, text
from bot.discord_ui.cards.verdict import verdict_markup
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, joined, labelled, lines, small
from bot.domain.advice import Advised
from bot.domain.budget import Budget
from bot.domain.credential import Credential
from bot.domain.marks import NO_MARKS, Marks
from bot.services.catalogue_view import CredentialView
from bot.wording.advice import reasons, would_fit_text
from bot.wording.comparison import claim_text, type_text
from bot.wording.credential import (
    checked_text,
    cost_text,
    effort_text,
    elapsed_text,
    language_text,
    shown_by_text,
    task_text,
    validity_text,
)
from bot.wording.profile import mark_text
from bot.wording.texts import Texts

MOST_TASKS = 12
_COMMIT = re.compile(r"(@[0-9a-f]{7})[0-9a-f]{33}\b")
"""The file of a commit is named well enough by the beginning of its number."""
_MOST_REASONS = 5
_MOST_NAMED = 5
_TEXT_LENGTH = 600
_LINE_LENGTH = 300
_TASK_LENGTH = 120
_SOURCE_LENGTH = 160


def credential_card(
    texts: Texts,
    view: CredentialView,
    audience: Audience,
    *,
    back: Button | None = None,
    advised: Advised | None = None,
    budget: Budget | None = None,
    marks: Marks = NO_MARKS,
    helpers: str = "",
) -> Card:
    """The facts, the tasks, and the way to the issuer's page; `advised` is what a search said of it.

    `marks` are the member's own, for their private card; `helpers` says who is happy to help.
    """
    credential = view.credential

    def build(share: float) -> Card:
        mark = mark_text(texts, marks, credential.id)
        blocks: list[Item] = [text(_facts(texts, credential, audience, share, mark))]
        if advised is not None:
            blocks += [rule(), text(_advice(texts, advised, budget, share))]
        blocks += [rule(), text(_tasks(texts, credential, share))]
        blocks += [rule(), text(escape(f"🤝 {helpers}"))] if helpers else []
        blocks += [rule(), text(_around(texts, view, share))]
        return Card([panel(blocks), *buttons(*_buttons(texts, credential, audience, back))])

    return fitting(build)


def _facts(texts: Texts, credential: Credential, audience: Audience, share: float, mark: str) -> Markup:
    level = texts(f"level-{credential.level.value}")
    for_whom = texts("label-level", level=level, language=language_text(texts, credential.language))
    effort = effort_text(texts, credential.effort)
    # That nobody states the hours is said once.
    note = credential.effort.note if credential.effort.note != effort else ""
    return lines(
        audience.sharer(texts),
        heading(cut(credential.title, round(_LINE_LENGTH * share))),
        escape(texts("label-issuer", issuer=cut(credential.issuer_line, round(_LINE_LENGTH * share)))),
        bold(mark),
        escape(cut(credential.summary, round(_TEXT_LENGTH * share))),
        joined(escape(type_text(texts, credential)), escape(for_whom)),
        labelled(texts("column-effort"), effort),
        small(cut(texts("label-effort-basis", note=note), round(_LINE_LENGTH * share))) if note else None,
        labelled(texts("column-elapsed"), elapsed_text(texts, credential)),
        labelled(texts("column-cost"), cost_text(texts, credential.cost)),
        escape(texts("label-shown-by", kinds=shown_by_text(texts, credential))),
        labelled(texts("aspect-validity"), validity_text(texts, credential))
        if credential.valid_months
        else None,
    )


def _advice(texts: Texts, advised: Advised, budget: Budget | None, share: float) -> Markup:
    change = would_fit_text(texts, advised)
    why = reasons(texts, advised, budget)[:_MOST_REASONS]
    return lines(
        verdict_markup(texts, advised.verdict) if budget else None,
        escape(texts("label-would-fit", text=change)) if change else None,
        bold(texts("label-why-list")) if why else None,
        *(Markup(f"- {escape(cut(reason, round(_LINE_LENGTH * share)))}") for reason in why),
    )


def _tasks(texts: Texts, credential: Credential, share: float) -> Markup:
    tasks = credential.tasks
    shown = [cut(task_text(texts, task), round(_TASK_LENGTH * share)) for task in tasks[:MOST_TASKS]]
    return lines(
        bold(texts("label-tasks")),
        *(Markup(f"{number}. {escape(task)}") for number, task in enumerate(shown, start=1)),
        escape(texts("label-tasks-more", count=len(tasks) - MOST_TASKS)) if len(tasks) > MOST_TASKS else None,
    )


def _around(texts: Texts, view: CredentialView, share: float) -> Markup:
    """What it names: prior credentials, the same course elsewhere, claims and the source, all dated."""
    credential, limit = view.credential, round(_LINE_LENGTH * share)
    source = texts(
        "label-source",
        source=cut(_COMMIT.sub(r"\1", credential.source.reference), round(_SOURCE_LENGTH * share)),
        checked=checked_text(texts, credential.source),
    )
    return lines(
        *(escape(texts("label-prior", title=cut(prior.title, limit))) for prior in view.prior[:_MOST_NAMED]),
        *(
            escape(texts("label-twin-named", issuer=cut(twin.issuer_line, limit)))
            for twin in view.twins[:_MOST_NAMED]
        ),
        escape(cut(claim_text(texts, credential), 2 * limit)) if credential.credit else None,
        escape(texts("label-link", url=cut(credential.url, limit)))
        if _page(texts, credential) is None
        else None,
        small(source),
    )


def _page(texts: Texts, credential: Credential) -> Button | None:
    return link(texts("button-page"), credential.url)


def _buttons(
    texts: Texts, credential: Credential, audience: Audience, back: Button | None
) -> Iterator[Button | None]:
    yield _page(texts, credential)
    yield back
    if audience.is_in_server:
        yield button(texts("button-start"), custom_ids.START.of(credential.id), is_main=True)
    yield share_button(texts, custom_ids.SHARE_CREDENTIAL.of(credential.id), audience)
