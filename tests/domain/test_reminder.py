"""What a weekly reminder says, and in which mood."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.enrolment import Enrolment, EnrolmentStatus, changed_to
from bot.domain.ledger import LogEntry
from bot.domain.progress import progress_of
from bot.domain.reminder import MOST_LINES, Mood, mood_of, reminder_of
from tests.domain.some_enrolment import START, enrolment, entry, task

TASKS = tuple(task(number, 60, 60) for number in range(1, 11))


def day(number: int) -> date:
    return START + timedelta(days=number)


def mood(found: Enrolment, entries: list[LogEntry], today: int) -> Mood:
    return mood_of(found, progress_of(found, entries, today=day(today)))


def test_before_anything_is_logged_it_speaks_of_a_beginning():
    assert mood(enrolment(*TASKS), [], 6) is Mood.BEGIN
    assert mood(enrolment(*TASKS), [], 60) is Mood.BEGIN


def test_work_without_a_day_to_be_done_by_is_just_work():
    assert mood(enrolment(*TASKS), [entry(1, day(1), done=1, minutes=60)], 7) is Mood.WORKED


def test_a_pace_that_leads_to_the_day_is_on_time_and_one_that_does_not_is_late():
    entries = [entry(number, day(number), done=number, minutes=60) for number in range(1, 5)]
    found = enrolment(*TASKS)
    assert mood(replace(found, target=day(60)), entries, 14) is Mood.ON_TIME
    assert mood(replace(found, target=day(20)), entries, 14) is Mood.LATE


def test_a_day_that_has_passed_is_said_as_such():
    entries = [entry(1, day(12), done=1, minutes=60)]
    assert mood(replace(enrolment(*TASKS), target=day(10)), entries, 14) is Mood.PAST


def test_weeks_without_anything_are_quiet_whatever_the_day():
    entries = [entry(1, day(1), done=1, minutes=60)]
    found = replace(enrolment(*TASKS), target=day(20))
    assert mood(found, entries, 28) is Mood.QUIET
    assert mood(found, entries, 14) is not Mood.QUIET


def test_a_credential_without_tasks_says_so():
    assert mood(enrolment(), [], 7) is Mood.WITHOUT_TASKS


def test_what_rests_or_is_over_is_not_spoken_of():
    found = enrolment(*TASKS)
    progress = progress_of(found, [], today=day(1))
    for status in set(EnrolmentStatus) - {EnrolmentStatus.ACTIVE}:
        resting = changed_to(found, status, found.started_at, 2)
        assert reminder_of([(resting, progress)], today=day(1)) is None
    both = reminder_of(
        [(changed_to(found, EnrolmentStatus.PAUSED, found.started_at, 2), progress), (found, progress)],
        today=day(1),
    )
    assert both is not None
    assert [line.enrolment for line in both.lines] == [found]


def test_more_than_a_few_are_counted():
    found = enrolment(*TASKS)
    told = reminder_of([(found, progress_of(found, [], today=day(1)))] * (MOST_LINES + 2), today=day(1))
    assert told is not None
    assert (len(told.lines), told.more) == (MOST_LINES, 2)


def test_the_week_before_is_told_beside_this_one():
    entries = [entry(1, day(1), minutes=50), entry(2, day(8), minutes=15)]
    found = enrolment(*TASKS)
    told = reminder_of([(found, progress_of(found, entries, today=day(8)))], today=day(8))
    assert told is not None
    assert told.lines[0].minutes_last_week == 50
    assert told.lines[0].progress.minutes_this_week == 15
