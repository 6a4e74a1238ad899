"""The card of a draft: what learners would see, what to look at, how complete it is, and what to do next."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from bot.catalogue.completeness import Element
from bot.catalogue.draft_fields import stated_in
from bot.catalogue.rows import credential_of
from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import (
    MOST_OPTIONS,
    Button,
    Card,
    Item,
    button,
    buttons,
    fitting,
    option,
    panel,
    rule,
    select,
    text,
)
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, joined, labelled, lines, small
from bot.domain.credential import Credential
from bot.domain.drafts import Draft, DraftField, DraftForm, DraftProblem
from bot.domain.errors import UserError
from bot.services.draft_publishing import Publication
from bot.services.draft_views import DraftView
from bot.wording.credential import (
    cost_text,
    effort_text,
    elapsed_text,
    shown_by_text,
    task_text,
    validity_text,
)
from bot.wording.drafts import alike_text, gaps_text, meter_text, new_topic_text
from bot.wording.effort import effort_reading
from bot.wording.texts import Texts, error_text

MOST_TASKS = 10
_LINE_LENGTH = 200
_TASK_LENGTH = 100
_MORE_FORMS = (DraftForm.ABOUT, DraftForm.HOURS, DraftForm.OUTCOMES)
PLAIN, OVER = "plain", "over"
"""Whether publishing stops before what somebody else changed meanwhile."""
ASK, SURE = "ask", "sure"
"""Whether a draft is thrown away at once."""


def draft_card(texts: Texts, view: DraftView, notice: str | None = None) -> Card:
    """A draft with all its ways on; `notice` is what was just done."""

    def build(share: float) -> Card:
        head = lines(
            bold(notice) if notice else None,
            small(texts("draft-private" if view.draft.is_new else "draft-private-edit")),
        )
        blocks: list[Item] = [text(head), text(_preview(texts, view, share))]
        looked_at = list(_to_look_at(texts, view))
        if looked_at:
            marked = (Markup(f"- {escape(cut(each, round(_LINE_LENGTH * 2 * share)))}") for each in looked_at)
            blocks += [rule(), text(lines(bold(texts("draft-look")), *marked))]
        blocks += [rule(), text(small(_meter(texts, view)))]
        return Card([panel(blocks), _more(texts, view), *buttons(*_buttons(texts, view))])

    return fitting(build)


def _preview(texts: Texts, view: DraftView, share: float) -> Markup:
    row, limit = view.reading.row, round(_LINE_LENGTH * share)
    title = heading(cut(row.get("title") or texts("draft-untitled"), limit))
    if view.reading.problems:
        wrong = (Markup(f"- {escape(error_text(texts, each.error))}") for each in view.reading.problems)
        return lines(title, bold(texts("draft-unfinished-list")), *wrong)
    credential = credential_of(row)
    return lines(
        title,
        joined(
            escape(texts("label-issuer", issuer=cut(credential.issuer_line, limit))),
            escape(cost_text(texts, credential.cost)),
        ),
        joined(
            labelled(texts("column-effort"), effort_text(texts, credential.effort)),
            labelled(texts("column-elapsed"), elapsed_text(texts, credential)),
        ),
        _echo(texts, view),
        escape(texts("label-shown-by", kinds=shown_by_text(texts, credential))),
        labelled(texts("aspect-validity"), validity_text(texts, credential))
        if credential.valid_months
        else None,
        escape(texts("label-link", url=cut(credential.url, limit))),
        *_tasks(texts, credential, share),
    )


def _echo(texts: Texts, view: DraftView) -> Markup | None:
    """How the time was understood, in words that say more than the hours do."""
    typed = view.draft.content.typed.get(DraftField.TIME, "").strip()
    if not typed:
        return None
    reading = effort_reading(texts, stated_in(view.reading.row))
    return small(texts("draft-time-read", typed=cut(typed, _TASK_LENGTH), reading=reading))


def _tasks(texts: Texts, credential: Credential, share: float) -> Iterator[Markup]:
    tasks = credential.tasks
    yield bold(texts("label-tasks"))
    for number, task in enumerate(tasks[:MOST_TASKS], start=1):
        yield Markup(f"{number}. {escape(cut(task_text(texts, task), round(_TASK_LENGTH * share)))}")
    if len(tasks) > MOST_TASKS:
        yield escape(texts("label-tasks-more", count=len(tasks) - MOST_TASKS))


def _to_look_at(texts: Texts, view: DraftView) -> Iterator[str]:
    for other in view.alike:
        yield alike_text(texts, other.credential, other.percent, is_of_same_issuer=other.is_of_same_issuer)
    if view.reading.problems:
        return
    row, missing = view.reading.row, view.completeness.missing
    lacks_hours = Element.WORKLOAD in missing
    yield from gaps_text(
        texts,
        lacks_hours=lacks_hours,
        lacks_basis=not lacks_hours and not _has_basis(view, row),
        lacks_tasks=Element.TASKS in missing,
    )
    for each in view.new_topics:
        yield new_topic_text(texts, each.topic, each.nearest)
    for note in view.notes:
        yield error_text(texts, UserError(note.message_id, **note.arguments))


def _has_basis(view: DraftView, row: Any) -> bool:  # noqa: ANN401  # a row of the schema
    """Whether somebody said where the hours come from."""
    content = view.draft.content
    if row.get("effort_note") or content.typed.get(DraftField.BASIS):
        return True
    return content.base is not None and stated_in(json.loads(content.base)) == stated_in(row)


def _meter(texts: Texts, view: DraftView) -> str:
    complete = view.completeness
    return meter_text(texts, len(complete.there), complete.total, (each.value for each in complete.missing))


def _more(texts: Texts, view: DraftView) -> Item:
    forms = [
        option(texts(f"draft-form-{form.value}"), form.value, texts(f"draft-more-{form.value}"))
        for form in _MORE_FORMS
    ]
    return select(texts("draft-more"), custom_ids.DRAFT_MORE.of(view.draft.id), forms)


def _buttons(texts: Texts, view: DraftView) -> Iterator[Button | None]:
    draft = view.draft
    wrong = next(iter(view.reading.problems), None)
    yield _ask(texts("button-add-task"), draft.id, DraftForm.TASKS)
    yield _ask(texts("button-edit"), draft.id, DraftForm.PARTS)
    yield (
        button(texts("button-publish"), custom_ids.DRAFT_PUBLISH.of(draft.id, PLAIN))
        if wrong is None
        else fix_button(texts, draft.id, wrong.form)
    )
    if draft.content.has_tasks_to_take_back:
        yield button(texts("button-take-back-tasks"), custom_ids.DRAFT_LESS.of(draft.id))
    yield button(texts("button-discard"), custom_ids.DRAFT_DISCARD.of(draft.id, ASK))
    if view.covers:
        yield button(texts("button-original"), custom_ids.DRAFT_ORIGINAL.of(draft.id))
    if not draft.is_new:
        yield button(texts("button-hide-here"), custom_ids.DRAFT_HIDE.of(draft.id))


def _ask(name: str, draft_id: str, form: DraftForm) -> Button:
    return button(name, custom_ids.DRAFT_ASK.of(draft_id, form.value))


def fix_button(texts: Texts, draft_id: str, form: DraftForm) -> Button:
    """*Fix it*: the form again, with what was typed."""
    return button(texts("button-fix"), custom_ids.DRAFT_FIX.of(draft_id, form.value))


def refused_card(texts: Texts, view: DraftView, form: DraftForm) -> Card:
    """Why a form cannot stand as it is, a sentence each; all that was typed is kept."""
    sentences = [error_text(texts, each) for each in view.refused]
    below = buttons(fix_button(texts, view.draft.id, form), _open(texts, view.draft.id))
    return notice_card(*sentences, texts("draft-kept"), below=below)


def unfinished_card(texts: Texts, draft_id: str, problems: tuple[DraftProblem, ...]) -> Card:
    """What has to be mended before a draft can be published."""
    sentences = [error_text(texts, each.error) for each in problems]
    below = buttons(fix_button(texts, draft_id, problems[0].form), _open(texts, draft_id))
    return notice_card(texts("draft-unfinished-list"), *sentences, below=below)


def resume_card(texts: Texts, waiting: Sequence[Draft]) -> Card:
    """The drafts that wait, the one worked on last first: to go on with one, or to begin another."""
    ways: list[Item] = [
        *buttons(
            button(texts("button-go-on"), custom_ids.DRAFT_OPEN.of(waiting[0].id)),
            button(texts("button-new-draft"), custom_ids.DRAFT_ANOTHER.of()),
        )
    ]
    if len(waiting) > 1:
        options = [option(_title(texts, draft), draft.id) for draft in waiting[:MOST_OPTIONS]]
        ways = [select(texts("draft-pick"), custom_ids.DRAFT_PICK.of(), options), *ways]
    title = cut(_title(texts, waiting[0]), _LINE_LENGTH)
    return notice_card(texts("draft-waits", title=title, count=len(waiting)), below=ways)


def _title(texts: Texts, draft: Draft) -> str:
    return draft.content.typed.get(DraftField.TITLE, "").strip() or texts("draft-untitled")


def _open(texts: Texts, draft_id: str) -> Button:
    return button(texts("button-back-to-draft"), custom_ids.DRAFT_OPEN.of(draft_id))


def conflict_card(texts: Texts, draft_id: str) -> Card:
    """Somebody else was faster."""
    below = buttons(
        button(texts("button-start-from-new"), custom_ids.DRAFT_AGAIN.of(draft_id)),
        button(texts("button-publish-over"), custom_ids.DRAFT_PUBLISH.of(draft_id, OVER)),
        _open(texts, draft_id),
    )
    return notice_card(texts("draft-conflict"), below=below)


def published_card(texts: Texts, publication: Publication, waiting: int = 0) -> Card:
    """That it is published, where to look at it, how to take it back, and what of members is `waiting`."""
    published, draft = publication.published, publication.draft
    name = "draft-published-now" if publication.is_new else "draft-published-already"
    below = buttons(
        button(texts("button-show"), custom_ids.SHOW_ONE.of(published.credential_id)),
        button(texts("button-undo"), custom_ids.DRAFT_UNDO.of(draft.id)),
        button(texts("button-add-another"), custom_ids.DRAFT_ANOTHER.of())
        if draft.is_new and not draft.proposal_id
        else None,
        _queue_button(texts, draft, waiting),
    )
    return notice_card(texts(name, title=cut(publication.title, _LINE_LENGTH)), below=below)


def _queue_button(texts: Texts, draft: Draft, waiting: int) -> Button | None:
    if draft.proposal_id:
        return button(texts("button-queue"), custom_ids.QUEUE.of(0))
    name = texts("button-queue-waiting", count=waiting)
    return button(name, custom_ids.QUEUE.of(0)) if waiting else None


def undone_card(texts: Texts, publication: Publication) -> Card:
    """That it was taken back."""
    name = "draft-undone" if publication.draft.is_new else "draft-undone-edit"
    below = buttons(_open(texts, publication.draft.id))
    return notice_card(texts(name, title=cut(publication.title, _LINE_LENGTH)), below=below)


def discard_card(texts: Texts, draft_id: str) -> Card:
    """Asks once before all that was typed is gone."""
    below = buttons(
        button(texts("button-discard-surely"), custom_ids.DRAFT_DISCARD.of(draft_id, SURE)),
        _open(texts, draft_id),
    )
    return notice_card(texts("draft-discard-asked"), below=below)
