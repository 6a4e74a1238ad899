"""The weekly reminder: where one is, what comes next, and the buttons of the daily act."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Button, Card, Item, button, buttons, fitting, panel, rule, text
from bot.discord_ui.cards.enrolment import done_button
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, joined, labelled, lines, small
from bot.domain.group_weeks import OwnGroupWeek, OwnGroupWeeks
from bot.domain.reminder import Mood, Reminder, ReminderLine
from bot.services.reminder_view import ReminderView
from bot.wording.enrolment import bar_text, position_text, work_text
from bot.wording.reminder import mood_text, next_text, pace_text, weeks_text
from bot.wording.texts import Texts

_TITLE_LENGTH = 200
_TASK_LENGTH = 200
_NAME_LENGTH = 40
_SERVER_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Posted:
    """The message in which a reminder stands: its row in the outbox, its mark, and who reads it.

    `server` is the server's name. `is_public`: others read it too. `is_trial`: somebody asked for it.
    """

    delivery_id: int
    mark: str
    server: str
    is_public: bool = False
    is_trial: bool = False


def reminder_card(texts: Texts, view: ReminderView, posted: Posted) -> Card:
    """The reminder as it is delivered; where others read it, it says only what they may see."""
    if posted.is_public and not view.is_for_all:
        return _closed_card(texts, view, posted)
    if view.reminder is None:
        return _empty_card(texts, posted)
    reminder = view.reminder

    def build(share: float) -> Card:
        head = _head(texts, view, posted)
        items = [item for line in reminder.lines for item in _line(texts, line, reminder, share)]
        last = small(_more(texts, reminder)) if reminder.more else None
        end: list[Item] = [text(last)] if last else []
        end += [] if posted.is_public else _groups(texts, view.groups)
        return Card([panel([text(head), *items, *end]), *_later(texts, posted)])

    return fitting(build)


def own_reminder_card(texts: Texts, view: ReminderView, server: str) -> Card:
    """What the reminder says to its member, to be read in private; it is nobody's delivery."""
    if view.reminder is None:
        return Card([text(escape(texts("reminder-nothing")))])
    reminder = view.reminder

    def build(share: float) -> Card:
        head = lines(heading(texts("reminder-title")), small(_where(texts, server)))
        items = [item for line in reminder.lines for item in _line(texts, line, reminder, share)]
        return Card([panel([text(head), *items, *_groups(texts, view.groups)])])

    return fitting(build)


def _head(texts: Texts, view: ReminderView, posted: Posted) -> Markup:
    trial = small(texts("reminder-trial")) if posted.is_trial else None
    if posted.is_public:
        return lines(joined_words(view.user_id, texts("reminder-in-public-open")), trial)
    return lines(heading(texts("reminder-title")), small(_where(texts, posted.server)), trial)


def joined_words(user_id: int, said: str) -> Markup:
    """A sentence that begins with the member, whom the sending may ping, and nobody else."""
    return Markup(f"<@{user_id}>, {escape(said)}")


def _closed_card(texts: Texts, view: ReminderView, posted: Posted) -> Card:
    """That it came, and nothing of what it says."""
    said = joined_words(view.user_id, texts("reminder-in-public"))
    trial = small(texts("reminder-trial")) if posted.is_trial else None
    show = button(
        texts("button-show-mine"), custom_ids.REMIND_SHOW.of(posted.delivery_id, posted.mark), is_main=True
    )
    return Card([text(lines(said, trial)), *buttons(show, *_ways(texts, posted))])


def _empty_card(texts: Texts, posted: Posted) -> Card:
    """A trial of somebody who works on nothing."""
    trial = small(texts("reminder-trial")) if posted.is_trial else None
    return Card([text(lines(trial, escape(texts("reminder-nothing")))), *_later(texts, posted)])


def _groups(texts: Texts, told: OwnGroupWeeks) -> list[Item]:
    """A line for each of the member's study groups; nothing where they are in none."""
    if not told.weeks:
        return []
    said = (_group(texts, week) for week in told.weeks)
    more = small(texts("reminder-groups-more", count=told.more)) if told.more else None
    return [rule(), text(lines(bold(texts("reminder-groups")), *said, more))]


def _group(texts: Texts, week: OwnGroupWeek) -> Markup:
    work = work_text(texts, week.minutes, week.tasks_done)
    when = "none" if not work else "last" if week.is_last_week else "this"
    return Markup(
        f"- {escape(texts('reminder-group', name=cut(week.name, _NAME_LENGTH), when=when, work=work))}"
    )


def _where(texts: Texts, server: str) -> str:
    return texts("reminder-where", server=cut(server, _SERVER_LENGTH))


def _more(texts: Texts, reminder: Reminder) -> str:
    return texts("reminder-more", count=reminder.more)


def _line(texts: Texts, line: ReminderLine, reminder: Reminder, share: float) -> Iterator[Item]:
    if len(reminder.lines) > 1:
        yield rule()
    place = reminder.lines.index(line)
    said = mood_text(texts, reminder.lines[place - 1]) if place else ""
    yield text(standing_text(texts, line, share, said))
    yield from buttons(*daily_buttons(texts, line, is_first=not place))


def standing_text(texts: Texts, line: ReminderLine, share: float, said: str = "") -> Markup:
    """Where the member is on one credential, what comes next, and where the pace leads.

    `said` is the sentence of the credential before: the same is not said twice.
    """
    mood = mood_text(texts, line)
    progress = line.progress
    bar = bar_text(progress.tasks_done, progress.tasks_total)
    pace, shown = pace_text(texts, line), cut(next_text(texts, line), round(_TASK_LENGTH * share))
    return lines(
        bold(cut(line.enrolment.outline.title, round(_TITLE_LENGTH * share))),
        Markup(f"{bar} {escape(position_text(texts, progress))}".strip()),
        joined(*(escape(each) for each in weeks_text(texts, line))),
        labelled(texts("enrolment-next"), shown) if shown else None,
        labelled(texts("label-pace"), pace) if pace else None,
        escape(mood) if mood != said else None,
    )


def daily_buttons(texts: Texts, line: ReminderLine, *, is_first: bool) -> Iterator[Button]:
    """The buttons of the daily act; the main one of a card is the first *Done*."""
    enrolment, task = line.enrolment, line.progress.next_task
    if line.mood is Mood.WITHOUT_TASKS:
        yield button(texts("button-own-tasks"), custom_ids.OWN_TASKS.of(enrolment.id))
    if task is not None:
        done = done_button(texts("button-done"), enrolment.id, task)
        yield done if is_first else button(texts("button-done"), done.custom_id or "")
    yield button(texts("button-log-time"), custom_ids.LOG_TIME.of(enrolment.id))


def _later(texts: Texts, posted: Posted) -> list[Item]:
    return list(buttons(*_ways(texts, posted)))


def _ways(texts: Texts, posted: Posted) -> Iterator[Button]:
    """Both bear the mark by which the message is known again."""
    parts = posted.delivery_id, posted.mark
    yield button(texts("button-snooze"), custom_ids.REMIND_SNOOZE.of(*parts))
    yield button(texts("button-not-this-week"), custom_ids.REMIND_SKIP.of(*parts))
