"""The moderators' queue: what waits, and one of it with all that is known."""

from collections.abc import Iterator, Mapping

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import (
    Button,
    Card,
    Item,
    button,
    buttons,
    fitting,
    link,
    option,
    panel,
    select,
    text,
)
from bot.discord_ui.cards.form import Form
from bot.discord_ui.custom_ids import IdShape
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, joined, labelled, lines, moment, small
from bot.domain.catalogue_changes import MAX_REASON_LENGTH
from bot.domain.drafts import DraftField
from bot.domain.moderation import ProposalKind
from bot.domain.proposals import Proposal
from bot.services.proposal_queue import QUEUE_PAGE_SIZE, QueuedProposal, QueuePage, suggested_in
from bot.wording.credential import cost_text, effort_text
from bot.wording.texts import Texts

WORD_INPUT = "word"
_TITLE_LENGTH = 150
_LINE_LENGTH = 300
_NOTE_LENGTH = 600
_NAME_LENGTH = 40
_SHOWN = (DraftField.ISSUER, DraftField.LINK, DraftField.TIME, DraftField.KINDS)

Names = Mapping[int | None, str]


def queue_card(texts: Texts, page: QueuePage, said: str = "") -> Card:
    """What waits, the oldest first; `said` stands above."""

    def build(share: float) -> Card:
        first = page.page * QUEUE_PAGE_SIZE + 1
        shown = [
            _line(texts, number, proposal, share) for number, proposal in enumerate(page.proposals, first)
        ]
        body = lines(
            escape(said) if said else None,
            heading(texts("queue-title", total=page.total)) if shown else escape(texts("queue-empty")),
            *shown,
            small(texts("page-of", page=page.page + 1, pages=page.pages)) if page.pages > 1 else None,
        )
        return Card([panel([text(body)]), *_controls(texts, page)])

    return fitting(build)


def _line(texts: Texts, number: int, proposal: Proposal, share: float) -> Markup:
    title = cut(proposal.title, round(_TITLE_LENGTH * share))
    return lines(
        bold(f"{number}. {title}"), joined(escape(_kind(texts, proposal)), moment(proposal.created_at))
    )


def _kind(texts: Texts, proposal: Proposal) -> str:
    if proposal.reason is None:
        return texts("queue-suggestion")
    return texts("queue-report", reason=texts(f"choice-reason-{proposal.reason.value}"))


def _controls(texts: Texts, page: QueuePage) -> Iterator[Item]:
    first = page.page * QUEUE_PAGE_SIZE + 1
    options = [
        option(f"{number}. {proposal.title}", proposal.id, _kind(texts, proposal))
        for number, proposal in enumerate(page.proposals, first)
    ]
    if options:
        yield select(texts("select-queue"), custom_ids.QUEUE_OPEN.of(page.page), options)
    yield from buttons(
        button(texts("button-back"), custom_ids.QUEUE.of(page.page - 1)) if page.page else None,
        button(texts("button-more"), custom_ids.QUEUE.of(page.page + 1))
        if page.page + 1 < page.pages
        else None,
    )


def queued_card(texts: Texts, queued: QueuedProposal, names: Names, said: str = "") -> Card:
    """One proposal with what a moderator can do about it; one that is decided says who did, and what."""

    def build(share: float) -> Card:
        blocks: list[Item] = [text(_about(texts, queued, names, share))]
        return Card(
            [
                *([text(escape(said))] if said else []),
                panel(blocks),
                *_look_alikes(texts, queued),
                *_ways(texts, queued),
            ]
        )

    return fitting(build)


def _about(texts: Texts, queued: QueuedProposal, names: Names, share: float) -> Markup:
    proposal = queued.proposal
    by = texts("queue-by", name=cut(names[proposal.member_id], _NAME_LENGTH))
    is_report = proposal.kind is ProposalKind.REPORT
    return lines(
        heading(cut(proposal.title, round(_TITLE_LENGTH * share))),
        joined(escape(_kind(texts, proposal)), escape(by), moment(proposal.created_at)),
        *(_reported(texts, queued, share) if is_report else _suggested(texts, queued, share)),
        *_end(texts, queued, names, share),
    )


def _suggested(texts: Texts, queued: QueuedProposal, share: float) -> Iterator[Markup]:
    typed = suggested_in(queued.proposal)
    limit = round(_LINE_LENGTH * share)
    for field in _SHOWN:
        said = typed.get(field, "")
        if field is DraftField.KINDS:
            said = ", ".join(texts(f"kind-{kind}") for kind in said.split(",") if kind)
        if said:
            yield labelled(texts(f"queue-field-{field.value}"), cut(said, limit))
    unsaid = ", ".join(texts(f"queue-field-{each.value}") for each in _SHOWN if not typed.get(each))
    if unsaid:
        yield small(texts("queue-not-said", fields=unsaid))
    if queued.proposal.is_open and not (typed.get(DraftField.ISSUER) and typed.get(DraftField.KINDS)):
        yield small(texts("queue-assumed"))
    if queued.same:
        yield small(texts("queue-same", count=queued.same))
    if queued.alike:
        yield bold(texts("queue-alike", count=len(queued.alike)))
    for each in queued.alike:
        name = texts("credential-choice", title=each.title, issuer=each.issuer_line)
        yield Markup(f"- {escape(cut(name, limit))}")


def _reported(texts: Texts, queued: QueuedProposal, share: float) -> Iterator[Markup]:
    proposal, limit = queued.proposal, round(_LINE_LENGTH * share)
    if queued.credential is None:
        yield escape(texts("queue-reported-gone"))
    else:
        yield labelled(texts("queue-field-issuer"), cut(queued.credential.issuer_line, limit))
        yield labelled(texts("queue-field-link"), cut(queued.credential.url, limit))
        yield labelled(texts("column-effort"), effort_text(texts, queued.credential.effort))
        yield labelled(texts("column-cost"), cost_text(texts, queued.credential.cost))
    if proposal.note:
        yield labelled(texts("queue-note"), cut(proposal.note, round(_NOTE_LENGTH * share)))


def _end(texts: Texts, queued: QueuedProposal, names: Names, share: float) -> Iterator[Markup]:
    proposal = queued.proposal
    if proposal.is_open or proposal.decided_at is None:
        yield small(texts("queue-left", left=queued.total - 1))
        return
    name = cut(names[proposal.decided_by], _NAME_LENGTH)
    decided = escape(texts(f"queue-decided-{proposal.status.value}", name=name))
    yield joined(decided, moment(proposal.decided_at))
    if proposal.answer:
        answer = cut(proposal.answer, round(_LINE_LENGTH * share))
        yield escape(texts("outcome-answer", answer=answer))


def _look_alikes(texts: Texts, queued: QueuedProposal) -> Iterator[Item]:
    options = [option(each.title, each.id, each.issuer_line) for each in queued.alike]
    if len(options) > 1:
        yield select(texts("select-show"), custom_ids.SHOW.of(), options)


def _ways(texts: Texts, queued: QueuedProposal) -> Iterator[Item]:
    proposal = queued.proposal
    if proposal.is_open:
        deciding = _for_report if proposal.kind is ProposalKind.REPORT else _for_suggestion
        yield from buttons(*deciding(texts, queued))
    to_next = not proposal.is_open and queued.total > 0
    yield from buttons(
        button(texts("button-next"), custom_ids.QUEUE_NEXT.of()) if to_next else None,
        _show(texts, queued),
        _page(texts, queued),
        button(texts("button-queue"), custom_ids.QUEUE.of(0)),
    )


def _for_suggestion(texts: Texts, queued: QueuedProposal) -> Iterator[Button]:
    proposal_id = queued.proposal.id
    yield button(texts("button-accept"), custom_ids.PROPOSAL_ACCEPT.of(proposal_id))
    yield button(texts("button-edit-accept"), custom_ids.PROPOSAL_EDIT.of(proposal_id))
    yield button(texts("button-refuse"), custom_ids.PROPOSAL_REFUSE.of(proposal_id))


def _for_report(texts: Texts, queued: QueuedProposal) -> Iterator[Button]:
    proposal_id = queued.proposal.id
    is_there = queued.credential is not None
    if is_there:
        yield button(texts("button-edit-entry"), custom_ids.PROPOSAL_EDIT.of(proposal_id))
    yield button(texts("button-report-done"), custom_ids.PROPOSAL_DONE.of(proposal_id))
    if is_there:
        yield button(texts("button-retire"), custom_ids.PROPOSAL_RETIRE.of(proposal_id))
    yield button(texts("button-refuse"), custom_ids.PROPOSAL_REFUSE.of(proposal_id))


def _show(texts: Texts, queued: QueuedProposal) -> Button | None:
    """The one credential that there is to be looked at beside it."""
    there = [*queued.alike, *([queued.credential] if queued.credential else [])]
    return button(texts("button-show"), custom_ids.SHOW_ONE.of(there[0].id)) if len(there) == 1 else None


def _page(texts: Texts, queued: QueuedProposal) -> Button | None:
    if queued.credential is not None:
        return link(texts("button-page"), queued.credential.url)
    typed = suggested_in(queued.proposal)
    return link(texts("button-page"), typed.get(DraftField.LINK, ""))


def word_form(texts: Texts, about: str, shape: IdShape, proposal_id: str, draft: str = "") -> Form:
    """The form for the moderator's word: `about` is what they decide (refuse, done, retire)."""
    form = Form(texts(f"queue-{about}-title"), shape.of(proposal_id))
    form.ask(
        texts(f"queue-{about}-ask"),
        WORD_INPUT,
        example=texts(f"queue-{about}-example"),
        draft=draft,
        most=MAX_REASON_LENGTH,
        is_needed=about != "done",
        is_long=True,
    )
    return form
