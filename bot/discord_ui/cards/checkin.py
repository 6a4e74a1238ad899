"""The weekly check-in of a group: its message, its form, what members said, and weeks that are closed."""

from collections.abc import Iterator, Mapping
from datetime import date

import discord

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, Item, button, buttons, fitting, option, panel, rule, select, text
from bot.discord_ui.cards.form import Form
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, lines, small
from bot.domain.group_board import Window
from bot.domain.group_checkin import MAX_ANSWER_LENGTH, CheckinAnswer, WeekLine
from bot.services.group_checkins import AnswersPage, CheckinView, WeekView
from bot.wording.budget import date_text
from bot.wording.enrolment import work_text
from bot.wording.texts import Texts

WELL_INPUT, NEXT_INPUT = "well", "next"
_NAME_LENGTH = 40
_TITLE_LENGTH = 120
MOST_WEEK_LINES = 25
"""Of a closed week; each name is a request."""

Names = Mapping[int | None, str]


def week_name(texts: Texts, week: str) -> str:
    """The week by its Monday: "the week of 23 November 2026"."""
    return texts("checkin-week", date=date_text(texts, date.fromisoformat(f"{week}-1")))


def checkin_card(texts: Texts, view: CheckinView, mark: str) -> Card:
    """The message in the thread: what is asked, how many have answered, and the ways to do so."""
    of = (view.group.id, view.checkin.week)
    counted = texts("checkin-count", answered=view.answered, members=max(view.members, view.answered))
    answers = button(texts("button-checkin-answers"), custom_ids.CHECKIN_ANSWERS.of(*of, 0))
    if not view.checkin.is_open:
        said = lines(
            heading(texts("checkin-closed-title")),
            small(week_name(texts, view.checkin.week)),
            escape(texts("checkin-count-closed", answered=view.answered)),
        )
        week = button(texts("button-week"), custom_ids.GROUP_WEEK.of(*of), is_main=True)
        again = button(texts("button-group-checkin"), custom_ids.GROUP_CHECKIN.of(view.group.id))
        return Card([panel([text(said)]), *buttons(week, answers, again)])
    said = lines(
        heading(texts("checkin-title")),
        small(week_name(texts, view.checkin.week)),
        escape(texts("checkin-how")),
        bold(counted),
    )
    return Card(
        [
            panel([text(said)]),
            *buttons(
                button(texts("button-group-checkin"), custom_ids.CHECKIN_ANSWER.of(*of, mark), is_main=True),
                button(texts("button-checkin-rest"), custom_ids.CHECKIN_REST.of(*of)),
                answers if view.answered else None,
            ),
        ]
    )


def checkin_form(texts: Texts, view: CheckinView, note: str = "") -> Form:
    """The form, with what the member said before; both questions may stay empty."""
    own = view.own
    form = Form(texts("checkin-form"), custom_ids.CHECKIN_FORM.of(view.group.id, view.checkin.week))
    drafts = (note or (own.went_well if own else None) or "", (own.next_up if own else None) or "")
    for name, draft in zip((WELL_INPUT, NEXT_INPUT), drafts, strict=True):
        form.ask(
            texts(f"checkin-ask-{name}"),
            name,
            example=texts(f"checkin-ask-{name}-example"),
            draft=draft,
            most=MAX_ANSWER_LENGTH,
            is_needed=False,
            is_long=True,
        )
    return form


def answered_card(texts: Texts, view: CheckinView, *, is_resting: bool) -> Card:
    """That it is kept, and how to change it."""
    of = (view.group.id, view.checkin.week)
    said = texts("checkin-resting" if is_resting else "checkin-kept", name=view.group.name)
    ways = buttons(
        button(texts("button-checkin-answers"), custom_ids.CHECKIN_ANSWERS.of(*of, 0)),
        button(texts("button-checkin-change"), custom_ids.CHECKIN_ANSWER.of(*of, "")),
    )
    return notice_card(said, below=ways)


def mend_answer_card(texts: Texts, sentence: str, group_id: int, week: str) -> Card:
    """What is wrong with an answer, the form again, and the way to say nothing."""
    fix = button(texts("button-fix"), custom_ids.CHECKIN_ANSWER.of(group_id, week, ""))
    rest = button(texts("button-checkin-rest"), custom_ids.CHECKIN_REST.of(group_id, week))
    return notice_card(sentence, below=buttons(fix, rest))


def closed_card(texts: Texts, sentence: str, opened: CheckinView | None, group_id: int, week: str) -> Card:
    """That a check-in takes nothing any more: the way to the one that does, and to what the week was."""
    go = (
        None
        if opened is None
        else button(
            texts("button-checkin-open"),
            custom_ids.CHECKIN_ANSWER.of(group_id, opened.checkin.week, ""),
            is_main=True,
        )
    )
    was = button(texts("button-week"), custom_ids.GROUP_WEEK.of(group_id, week))
    return notice_card(sentence, below=buttons(go, was))


def answers_card(
    texts: Texts, page: AnswersPage, names: Names, *, may_remove: bool = False, done: str = ""
) -> Card:
    """What members said, each by name; moderators take down what somebody wrote, and read what was `done`."""
    view = page.view
    of = (view.group.id, view.checkin.week)

    def build(share: float) -> Card:
        head = lines(
            escape(done) if done else None,
            heading(texts("checkin-answers-title", name=cut(view.group.name, _TITLE_LENGTH))),
            small(week_name(texts, view.checkin.week)),
        )
        said = [_answer(texts, each, names, share) for each in page.answers]
        blocks: list[Item] = [text(head), rule(), *map(text, said)] if said else [text(head)]
        if not said:
            blocks.append(text(escape(texts("checkin-answers-none"))))
        if page.pages > 1:
            blocks.append(text(small(texts("page-of", page=page.page + 1, pages=page.pages))))
        return Card([panel(blocks), *_turning(texts, page, of), *_removing(texts, page, names, may_remove)])

    return fitting(build)


def _answer(texts: Texts, answer: CheckinAnswer, names: Names, share: float) -> Markup:
    length = round(MAX_ANSWER_LENGTH * share)
    told = [
        Markup(f"{escape(texts(f'checkin-said-{which}'))} {escape(cut(said, length))}")
        for which, said in (("well", answer.went_well), ("next", answer.next_up))
        if said
    ]
    if answer.is_resting:
        told.append(escape(texts("checkin-said-resting")))
    if not told:
        told.append(escape(texts("checkin-said-removed")))
    return lines(bold(cut(names[answer.user_id], _NAME_LENGTH)), *told)


def _turning(texts: Texts, page: AnswersPage, of: tuple[int, str]) -> Iterator[Item]:
    before, after = page.page - 1, page.page + 1
    is_open = page.view.checkin.is_open
    yield from buttons(
        button(texts("button-back"), custom_ids.CHECKIN_ANSWERS.of(*of, before)) if page.page else None,
        button(texts("button-more"), custom_ids.CHECKIN_ANSWERS.of(*of, after))
        if after < page.pages
        else None,
        button(texts("button-group-checkin"), custom_ids.CHECKIN_ANSWER.of(*of, "")) if is_open else None,
    )


def _removing(texts: Texts, page: AnswersPage, names: Names, may_remove: bool) -> Iterator[Item]:  # noqa: FBT001  # passed on
    written = [each for each in page.answers if each.went_well or each.next_up]
    if not (may_remove and written):
        return
    options = [option(cut(names[each.user_id], _NAME_LENGTH), str(each.user_id)) for each in written]
    of = (page.view.group.id, page.view.checkin.week, page.page)
    yield select(texts("select-checkin-remove"), custom_ids.CHECKIN_REMOVE.of(*of), options)


def week_card(texts: Texts, view: WeekView, names: Names) -> Card:
    """A closed week as it was, and the way to others."""
    week = view.week

    def build(share: float) -> Card:
        shown = week.lines[: max(5, round(MOST_WEEK_LINES * share))]
        total = work_text(texts, week.total_minutes, week.total_tasks)
        together = texts("group-together", work=total) if total else texts("group-together-none")
        head = lines(
            heading(texts("group-week-title", name=cut(view.group.name, _TITLE_LENGTH))),
            small(week_name(texts, week.week)),
            bold(together) if view.is_sum_told else None,
        )
        told = [_week_line(texts, each, view, names) for each in shown]
        more = len(week.lines) - len(shown)
        end = [
            small(texts("group-board-more", count=more)) if more else None,
            small(texts("group-week-stays")),
        ]
        return Card([panel([text(head), rule(), text(lines(*told, *end))]), *_week_ways(texts, view)])

    return fitting(build)


def _week_line(texts: Texts, line: WeekLine, view: WeekView, names: Names) -> Markup:
    """Who was erased is nobody's name; who keeps it to themselves by now is left alone."""
    name = bold(cut(names[line.user_id], _NAME_LENGTH))
    if line.user_id in view.hidden:
        return Markup(f"{name} {escape(texts('group-line-private'))}")
    work = work_text(texts, line.minutes, line.tasks_done) or texts("group-resting")
    return Markup(f"{name} {escape(work)}")


def _week_ways(texts: Texts, view: WeekView) -> Iterator[Item]:
    of = (view.group.id, view.week.week)
    answers = button(texts("button-checkin-answers"), custom_ids.CHECKIN_ANSWERS.of(*of, 0))
    now = custom_ids.GROUP_BOARD.of(view.group.id, Window.WEEK.value, 0, "tab")
    board = button(texts("button-group-board"), now) if view.group.is_living else None
    yield from buttons(answers if view.answered else None, board)
    if len(view.weeks) > 1:
        options = [_week_option(texts, each, view.week.week) for each in view.weeks]
        yield select(texts("select-group-week"), custom_ids.GROUP_WEEK_PICK.of(view.group.id), options)


def _week_option(texts: Texts, week: str, shown: str) -> discord.SelectOption:
    choice = option(week_name(texts, week), week)
    choice.default = week == shown
    return choice
