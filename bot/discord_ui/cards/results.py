"""The answer to `/find`: what was understood, the results of a page, and what can be done next."""

from collections.abc import Iterable, Iterator

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.audience import Audience, share_button
from bot.discord_ui.cards.card import (
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
from bot.discord_ui.cards.hours import hours_select
from bot.discord_ui.cards.verdict import verdict_markup
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, joined, labelled, lines, small
from bot.domain.advice import Advice, Advised
from bot.domain.budget import Budget
from bot.domain.marks import NO_MARKS, Marks
from bot.services.finding import FoundAdvice
from bot.wording.advice import filters_text, fit_text, headline, why_line, would_fit_text
from bot.wording.advice_extras import before_text, doors_text
from bot.wording.budget import budget_reading, minutes_text
from bot.wording.credential import cost_text, effort_text, elapsed_text
from bot.wording.profile import mark_text
from bot.wording.texts import Texts

MOST_COMPARED = 4
_GOAL_LENGTH = 300
_TITLE_LENGTH = 150
_LINE_LENGTH = 200


def results_card(texts: Texts, found: FoundAdvice, audience: Audience, marks: Marks = NO_MARKS) -> Card:
    """One page of a stored search; `marks` are the member's own, for their private answer."""

    def build(share: float) -> Card:
        blocks = [text(_head(texts, found, audience, share))]
        for number, advised in _numbered(found):
            mark = mark_text(texts, marks, advised.credential.id)
            blocks.append(text(_result(texts, number, advised, found.advice.budget, share, mark)))
        between: list[Item] = [blocks[0]]
        for block in blocks[1:]:
            between += [rule(), block]
        foot = _foot(texts, found)
        if foot:
            between.append(text(foot))
        return Card([panel(between), *_controls(texts, found, audience, marks)])

    return fitting(build)


def _head(texts: Texts, found: FoundAdvice, audience: Audience, share: float) -> Markup:
    advice = found.advice
    goal = cut(advice.goal, round(_GOAL_LENGTH * share))
    unexplained = ", ".join(f"“{word}”" for word in advice.unexplained)
    return lines(
        audience.sharer(texts),
        escape(texts("answer-heard", goal=goal)),
        _time_line(texts, found),
        escape(texts("answer-filters", filters=filters_text(texts, advice.filters)))
        if advice.filters.are_set
        else None,
        bold(
            texts("answer-longer", count=found.longer_count) if found.is_longer else headline(texts, advice)
        ),
        escape(cut(texts("answer-unexplained", words=unexplained), round(_LINE_LENGTH * share)))
        if unexplained and advice.results and not found.is_longer
        else None,
    )


def _time_line(texts: Texts, found: FoundAdvice) -> Markup | None:
    budget = found.advice.budget
    if budget is None:
        return None
    reading = budget_reading(texts, budget)
    if not found.hours_remembered or budget.weekly_minutes is None:
        return escape(texts("answer-heard-time", reading=reading))
    hours = minutes_text(texts, budget.weekly_minutes)
    has_calendar = budget.weeks is not None or budget.deadline is not None
    name = "answer-heard-time-remembered" if has_calendar else "answer-heard-remembered"
    return escape(texts(name, reading=reading, hours=hours))


def _result(  # a result has these parts
    texts: Texts, number: int, advised: Advised, budget: Budget | None, share: float, mark: str
) -> Markup:
    credential = advised.credential
    change = would_fit_text(texts, advised)
    cost = escape(cost_text(texts, credential.cost))
    issuer = texts("label-issuer", issuer=cut(credential.issuer_line, round(_LINE_LENGTH * share)))
    return lines(
        heading(f"{number}. {cut(credential.title, round(_TITLE_LENGTH * share))}"),
        joined(escape(issuer), cost),
        bold(mark),
        joined(
            verdict_markup(texts, advised.verdict) if budget else Markup(""),
            labelled(texts("column-effort"), effort_text(texts, credential.effort)),
            labelled(texts("column-elapsed"), elapsed_text(texts, credential)),
        ),
        escape(texts("label-would-fit", text=change)) if change else None,
        *(escape(cut(line, round(_LINE_LENGTH * share))) for line in _beside_it(texts, advised, budget)),
        small(cut(why_line(texts, advised, budget), round(_LINE_LENGTH * share))),
    )


def _beside_it(texts: Texts, advised: Advised, budget: Budget | None) -> Iterator[str]:
    before = before_text(texts, advised)
    if before:
        yield before
    yield from doors_text(texts, advised, budget)


def _foot(texts: Texts, found: FoundAdvice) -> Markup:
    left_out = found.advice.too_long_left_out
    place, pages = found.position
    return lines(
        small(texts("answer-too-long-left-out", count=left_out))
        if left_out and not found.is_longer
        else None,
        small(texts("page-of", page=place + 1, pages=pages)) if pages > 1 else None,
    )


def _controls(texts: Texts, found: FoundAdvice, audience: Audience, marks: Marks) -> Iterator[Item]:
    if audience.is_in_server:
        yield from _starting(texts, found, marks)
    if found.results:
        yield _details(texts, found)
    if len(found.results) > 1 and not audience.is_public:
        yield _comparing(texts, found)
    if found.advice.choices and not audience.is_public:
        yield _narrowing(texts, found)
    if asks_for_hours(found.advice) and not audience.is_public:
        yield hours_select(texts, found.search_id)
    yield from buttons(
        _page_button(texts, found, -1),
        _page_button(texts, found, 1),
        button(texts("button-mine"), custom_ids.MINE.of(found.search_id)) if audience.is_public else None,
        button(texts("button-change-hours"), custom_ids.CHANGE_HOURS.of(found.search_id))
        if found.hours_remembered and not audience.is_public
        else None,
        button(texts("button-without-hours"), custom_ids.WITHOUT_HOURS.of(found.search_id))
        if found.hours_remembered and not audience.is_public
        else None,
        share_button(texts, custom_ids.SHARE_RESULTS.of(found.search_id, found.page), audience)
        if found.results
        else None,
        button(texts("button-browse"), custom_ids.BROWSE.of(0, "", "")) if not found.results else None,
    )


def _starting(texts: Texts, found: FoundAdvice, marks: Marks) -> Iterator[Item]:
    """A button each for what one neither has nor is on."""
    known = marks.earned | marks.started.keys()
    yield from buttons(
        *(
            button(texts("button-start-number", number=number), custom_ids.START.of(advised.credential.id))
            for number, advised in _numbered(found)
            if advised.credential.id not in known
        )
    )


def asks_for_hours(advice: Advice) -> bool:
    """Whether hours a week would say more: there is something to judge, and no number of hours."""
    budget = advice.budget
    return bool(advice.results) and (budget is None or budget.lacks_weekly_hours)


def _page_button(texts: Texts, found: FoundAdvice, step: int) -> Button | None:
    page = found.page + step
    if not 0 <= page < found.pages:
        return None
    name = "button-more" if step > 0 else "button-back"
    if page == found.pages_in_reach and step > 0:
        name = "button-longer"
    return button(texts(name, count=found.longer_count), custom_ids.RESULTS.of(found.search_id, page))


def _details(texts: Texts, found: FoundAdvice) -> Item:
    return select(
        texts("select-details"),
        custom_ids.DETAILS.of(found.search_id, found.page),
        [
            option(
                f"{number}. {advised.credential.title}", advised.credential.id, _beside(texts, advised, found)
            )
            for number, advised in _numbered(found)
        ],
    )


def _narrowing(texts: Texts, found: FoundAdvice) -> Item:
    options = [
        option(choice.topic, choice.topic, texts("topic-count", count=choice.count))
        for choice in found.advice.choices
    ]
    return select(texts("select-narrow"), custom_ids.NARROW.of(found.search_id), options)


def _comparing(texts: Texts, found: FoundAdvice) -> Item:
    options = [
        option(f"{number}. {advised.credential.title}", advised.credential.id)
        for number, advised in _numbered(found)
    ]
    most = min(MOST_COMPARED, len(options))
    custom_id = custom_ids.COMPARE.of(found.search_id, found.page)
    return select(texts("select-compare", most=most), custom_id, options, least=2, most=most)


def _numbered(found: FoundAdvice) -> Iterable[tuple[int, Advised]]:
    return enumerate(found.results, start=found.first_number)


def _beside(texts: Texts, advised: Advised, found: FoundAdvice) -> str:
    issuer = advised.credential.issuer_line
    if found.advice.budget is None:
        return issuer
    return texts("option-issuer-fit", issuer=issuer, fit=fit_text(texts, advised))
