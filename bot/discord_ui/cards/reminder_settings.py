"""What is set of a member's weekly reminder: what was just set, what there is, and what became of a trial."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Button, Card, button, buttons, option, panel, text
from bot.discord_ui.cards.form import Form
from bot.discord_ui.cards.moments import moment
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.markdown import Markup, bold, escape, heading, labelled, lines, small
from bot.discord_ui.markdown import moment as relative
from bot.domain.outbox import OutboxStatus, Verdict
from bot.domain.schedule import Schedule, ScheduleSet
from bot.services.reminder_view import ReminderView
from bot.services.reminders import Outcome
from bot.wording.texts import Texts
from bot.wording.weekly_time import wall_time_text, week_beginning_text, weekday_text, weekly_text

DAY_INPUT = "day"
TIME_INPUT = "time"
_DAYS = 7
_TIME_LENGTH = 40
_CLOSED = frozenset({Verdict.FORBIDDEN, Verdict.GONE, Verdict.FAULTY_CHANNEL})


@dataclass(frozen=True, slots=True)
class Standing:
    """A reminder as it is now, and what it would say; `now` is the calendar's moment."""

    schedule: Schedule
    view: ReminderView
    now: datetime


def reminder_set_card(texts: Texts, done: ScheduleSet, standing: Standing) -> Card:
    """What was set, as it was understood, and all that follows from it."""
    schedule = done.schedule
    said = texts("reminder-set" if done.is_new else "reminder-changed")
    missed = (
        texts("reminder-week-missed", monday=week_beginning_text(texts, done.missed_week))
        if (done.missed_week)
        else None
    )
    shown = lines(
        escape(said),
        _when(texts, schedule),
        _next(texts, standing),
        _where(schedule, texts),
        escape(missed) if missed else None,
        *_hints(texts, standing),
        small(texts("reminder-zone-unknown")) if not done.zone_is_known else None,
    )
    zone = button(texts("button-zone-say"), custom_ids.ME_ZONE.of(), is_main=True)
    ways = buttons(None if done.zone_is_known else zone, *_ways(texts, standing))
    return Card([panel([text(shown)]), *ways])


def reminder_list_card(texts: Texts, standing: Standing, said: str = "") -> Card:
    """What is set, when it comes next, and where; `said` stands above: what was just done."""
    schedule = standing.schedule
    refused = texts("reminder-refused" if schedule.channel_id is None else "reminder-refused-channel")
    shown = lines(
        escape(said) if said else None,
        heading(texts("reminder-title")),
        _when(texts, schedule),
        _next(texts, standing),
        _where(schedule, texts),
        escape(refused) if schedule.refused_at else None,
        *_hints(texts, standing),
    )
    return Card([panel([text(shown)]), *buttons(*_ways(texts, standing))])


def no_reminder_card(texts: Texts, said: str = "") -> Card:
    """That there is none, and how to get one."""
    way = button(texts("button-reminder-set"), custom_ids.REMINDER_CHANGE.of(), is_main=True)
    return notice_card(*((said,) if said else ()), texts("reminder-none-yet"), below=buttons(way))


def reminder_form(texts: Texts, weekday: int, at: str) -> Form:
    """The form for the day and the time."""
    form = Form(texts("reminder-form-title"), custom_ids.REMINDER_FORM.of())
    days = [option(weekday_text(texts, each), str(each)) for each in range(_DAYS)]
    form.let_choose(texts("reminder-form-day"), DAY_INPUT, days, chosen=(str(weekday),))
    form.ask(
        texts("reminder-form-time"),
        TIME_INPUT,
        example=texts("reminder-form-time-example"),
        draft=at,
        most=_TIME_LENGTH,
    )
    return form


def fix_reminder_card(texts: Texts, sentence: str, kept: str) -> Card:
    """What is wrong with the time, and the form again with what was typed."""
    return notice_card(sentence, below=buttons(button(texts("button-fix"), custom_ids.REMINDER_FIX.of(kept))))


def trial_card(texts: Texts, schedule: Schedule, outcome: Outcome) -> Card:
    """What became of a trial, and the way on where it was not sent."""
    if outcome.status is OutboxStatus.SENT:
        return _sent_card(texts, schedule)
    if outcome.verdict is Verdict.REFUSED_DM:
        return refused_card(texts)
    if outcome.verdict in _CLOSED:
        return refused_channel_card(texts, schedule)
    said = "reminder-nothing" if outcome.verdict is Verdict.FINISHED else "reminder-trial-failed"
    return notice_card(texts(said if outcome.is_settled else "reminder-trial-waits"))


def _sent_card(texts: Texts, schedule: Schedule) -> Card:
    if schedule.channel_id is None:
        return notice_card(texts("reminder-trial-sent"))
    sent = f"{escape(texts('reminder-trial-sent-channel'))} {_channel(schedule.channel_id)}"
    return Card([text(Markup(sent))])


def refused_card(texts: Texts) -> Card:
    """Direct messages are refused: how to allow them, and the channel in their place."""
    ways = buttons(
        button(texts("button-reminder-here"), custom_ids.REMINDER_HERE.of(), is_main=True),
        button(texts("button-reminder-again"), custom_ids.REMINDER_TEST.of()),
    )
    return notice_card(texts("reminder-refused"), texts("reminder-refused-how"), below=ways)


def refused_channel_card(texts: Texts, schedule: Schedule) -> Card:
    """The channel does not take it: another in its place."""
    channel = _channel(schedule.channel_id) if schedule.channel_id else None
    ways = buttons(
        button(texts("button-reminder-here"), custom_ids.REMINDER_HERE.of(), is_main=True),
        button(texts("button-reminder-again"), custom_ids.REMINDER_TEST.of()),
    )
    return Card([text(lines(escape(texts("reminder-refused-channel")), channel)), *ways])


def moment_card(texts: Texts, said: str, at: datetime) -> Card:
    """A sentence that ends in a moment."""
    return Card([text(Markup(f"{escape(texts(said))} {moment(at)} ({relative(at)})."))])


def _when(texts: Texts, schedule: Schedule) -> Markup:
    return bold(weekly_text(texts, schedule.when))


def _next(texts: Texts, standing: Standing) -> Markup:
    schedule = standing.schedule
    if schedule.is_paused_for_good:
        return escape(texts("reminder-paused"))
    if schedule.is_paused(standing.now) and schedule.paused_until is not None:
        return Markup(f"{escape(texts('reminder-paused-until'))} {moment(schedule.paused_until)}")
    at = schedule.next_due
    return Markup(f"{labelled(texts('label-next-reminder'), '')}{moment(at)} ({relative(at)})")


def _where(schedule: Schedule, texts: Texts) -> Markup:
    if schedule.channel_id is None:
        return escape(texts("reminder-by-dm"))
    return Markup(f"{escape(texts('reminder-in-channel'))} {_channel(schedule.channel_id)}")


def _channel(channel_id: int) -> Markup:
    return Markup(f"<#{channel_id}>")


def _hints(texts: Texts, standing: Standing) -> Iterator[Markup]:
    """Who reads it in a channel, and why it may say nothing."""
    if standing.schedule.channel_id is not None:
        yield small(texts("reminder-others-see" if standing.view.is_for_all else "reminder-others-see-not"))
    if standing.view.reminder is None:
        name = "reminder-silent-paused" if standing.view.has_paused else "reminder-silent"
        yield small(texts(name))


def _ways(texts: Texts, standing: Standing) -> Iterator[Button | None]:
    is_paused = standing.schedule.is_paused(standing.now)
    if standing.schedule.refused_at and not is_paused:
        yield button(texts("button-reminder-here"), custom_ids.REMINDER_HERE.of(), is_main=True)
    if not is_paused:
        yield button(texts("button-reminder-test"), custom_ids.REMINDER_TEST.of())
    yield button(texts("button-reminder-change"), custom_ids.REMINDER_CHANGE.of())
    name, what = ("button-reminder-resume", "resume") if is_paused else ("button-reminder-pause", "pause")
    yield button(texts(name), custom_ids.REMINDER_PAUSE.of(what))
    yield button(texts("button-reminder-off"), custom_ids.REMINDER_OFF.of())


def time_draft(schedule: Schedule) -> str:
    """The time that is set, as it is typed."""
    return wall_time_text(schedule.when.at)
