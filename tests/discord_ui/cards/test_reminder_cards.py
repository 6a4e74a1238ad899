"""The cards of reminders, notices and digests, with the longest and nastiest texts that they may hold."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.digest import digest_alt, digest_card, digest_picture, told_of
from bot.discord_ui.cards.reminder import Posted, own_reminder_card, reminder_card
from bot.discord_ui.cards.reminder_settings import Standing, reminder_list_card, reminder_set_card
from bot.discord_ui.cards.renewal_notice import renewal_card
from bot.discord_ui.cards.target_notice import notice_card_of
from bot.discord_ui.message_parts import custom_ids_in
from bot.domain.digest import Digest, DigestLine, digest_days
from bot.domain.group_weeks import OwnGroupWeek, OwnGroupWeeks, ToldGroup, ToldGroups
from bot.domain.ledger import LogEntry
from bot.domain.progress import progress_of
from bot.domain.reminder import Mood, reminder_of
from bot.domain.schedule import Schedule, ScheduleSet, WeeklyTime, member_reminder
from bot.domain.visibility import Visibility
from bot.services.reminder_view import ReminderView
from bot.services.renewal_notices import RenewalNotice
from bot.services.target_notices import TargetNotice
from bot.wording.texts import load_texts
from tests.discord_ui.fakes import words_of
from tests.discord_ui.limits import faults_of
from tests.domain.some_enrolment import START, enrolment, entry, task

TEXTS = load_texts("en")
NASTY = "@everyone <@1> [a](https://b.example) **x** _y_ `z` # h " * 6
MARK, ID = "a" * 24, "e" * 12
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
POSTED = Posted(7, MARK, NASTY[:100])
WORK = enrolment(*(task(number, 60, 90) for number in range(1, 7)))


def view(
    *entries: LogEntry, works: int = 1, target: date | None = None, today: date = START, nasty: bool = False
) -> ReminderView:
    """A reminder of some enrolments that are alike."""
    found = replace(WORK, id=ID, target=target)
    if nasty:
        tasks = tuple(replace(each, title=NASTY[:200]) for each in found.tasks)
        found = replace(found, outline=replace(found.outline, title=NASTY[:200], tasks=tasks))
    alike = [replace(found, id=f"{number:012}") for number in range(works)]
    reminder = reminder_of([(each, progress_of(each, entries, today=today)) for each in alike], today=today)
    return ReminderView(10, 1, reminder, Visibility.GROUPS)


def faults_but_for(card: Card, meant: str) -> list[object]:
    """What is wrong with a card; the one text that begins so holds a mention or a time on purpose."""
    return [each for each in faults_of(card) if not str(each).startswith(meant)]


def is_open(found: ReminderView) -> ReminderView:
    return replace(found, visibility=Visibility.SERVER)


@pytest.mark.parametrize("works", [1, 3, 5])
@pytest.mark.parametrize("is_public", [True, False])
def test_a_reminder_fits_and_bears_its_mark(works: int, is_public: bool):  # a parameter
    posted = replace(POSTED, is_public=is_public, is_trial=True)
    for shown in (view(works=works, nasty=True), is_open(view(works=works, nasty=True))):
        card = reminder_card(TEXTS, shown, posted)
        assert faults_but_for(card, "<@1>, ") == []
        assert any(MARK in each for each in custom_ids_in(card.children))
        assert "@everyone" not in words_of(card)


def test_where_others_read_it_says_nothing_that_the_member_keeps_from_them():
    posted = replace(POSTED, is_public=True)
    closed = words_of(reminder_card(TEXTS, view(), posted))
    assert "<@1>, your weekly reminder is here" in closed
    assert "SQL" not in closed
    assert words_of(reminder_card(TEXTS, replace(view(), reminder=None), posted)) == closed
    told = words_of(reminder_card(TEXTS, is_open(view()), posted))
    assert "SQL" in told
    assert "SQL" in words_of(own_reminder_card(TEXTS, view(), "Club"))
    assert "<@1>" not in words_of(reminder_card(TEXTS, view(), POSTED))


def test_more_than_three_are_counted_and_the_same_sentence_is_said_once():
    shown = words_of(reminder_card(TEXTS, view(works=5), POSTED))
    assert "And 2 more that you work on" in shown
    assert shown.count("Nothing is logged yet") == 1


@pytest.mark.parametrize(
    ("mood", "entries", "days", "target", "sentence"),
    [
        (Mood.BEGIN, (), 1, None, "Nothing is logged yet, and that is fine"),
        (Mood.WORKED, (entry(1, START, done=1, minutes=60),), 3, None, "Good going"),
        (Mood.ON_TIME, (entry(1, START, done=1, minutes=60),), 3, 90, "you are done in time"),
        (Mood.LATE, (entry(1, START, done=1, minutes=60),), 3, 10, "a later day is fine too"),
        (Mood.PAST, (entry(1, START, done=1, minutes=60),), 3, 2, "nothing is lost"),
        (Mood.QUIET, (entry(1, START, done=1, minutes=60),), 40, 90, "One small task is enough"),
    ],
)
def test_every_mood_has_words_that_never_blame(
    mood: Mood, entries: tuple[LogEntry, ...], days: int, target: int | None, sentence: str
):
    day = None if target is None else START + timedelta(days=target)
    shown = view(*entries, target=day, today=START + timedelta(days=days))
    assert shown.reminder is not None
    assert shown.reminder.lines[0].mood is mood
    words = words_of(reminder_card(TEXTS, shown, POSTED))
    assert sentence in words
    assert not {"behind", "failed", "late", "only"} & set(words.casefold().split())


def test_a_notice_fits_and_says_nothing_in_public_that_is_kept():
    shown = view(target=START + timedelta(days=14), nasty=True).reminder
    assert shown is not None
    notice = TargetNotice(shown.lines[0], START + timedelta(days=14), 14, Visibility.PRIVATE)
    card = notice_card_of(TEXTS, notice, POSTED, 1)
    assert faults_of(card) == []
    assert "In 14 days" in words_of(card)
    assert any(MARK in each for each in custom_ids_in(card.children))
    public = notice_card_of(TEXTS, notice, replace(POSTED, is_public=True), 1)
    assert "days" not in words_of(public)
    assert any(MARK in each for each in custom_ids_in(public.children))


@pytest.mark.parametrize("is_offered", [True, False])
def test_a_notice_of_an_expiry_fits_and_says_nothing_in_public_that_is_kept(is_offered: bool):  # a parameter
    nasty = replace(WORK, outline=replace(WORK.outline, title=NASTY[:200], issuer_line=NASTY[:200]))
    notice = RenewalNotice(
        nasty,
        START,
        START,
        START + timedelta(days=60),
        60,
        is_offered=is_offered,
        visibility=Visibility.PRIVATE,
    )
    card = renewal_card(TEXTS, notice, POSTED, 1)
    assert faults_of(card) == []
    assert "runs out in 60 days" in words_of(card)
    assert all(line.startswith("-# ") for line in words_of(card).splitlines() if "-# " in line)
    assert ("Start again" in words_of(card)) is is_offered
    public = renewal_card(TEXTS, notice, replace(POSTED, is_public=True), 1)
    assert "days" not in words_of(public)
    for shown in (card, public):
        assert any(MARK in each for each in custom_ids_in(shown.children))
    seen_by_all = replace(notice, visibility=Visibility.SERVER)
    assert "<@1>" in words_of(renewal_card(TEXTS, seen_by_all, replace(POSTED, is_public=True), 1))


@pytest.mark.parametrize("paused_until", [None, NOW + timedelta(days=3), datetime(9999, 12, 1, tzinfo=UTC)])
@pytest.mark.parametrize("channel_id", [None, 2**62])
def test_what_is_set_fits_in_every_state(paused_until: datetime | None, channel_id: int | None):
    when = WeeklyTime("America/Argentina/Buenos_Aires", 6, time(23, 59))
    schedule = Schedule(member_reminder(10, 1), when, channel_id, paused_until, NOW, NOW)
    standing = Standing(schedule, replace(view(), reminder=None, has_paused=True), NOW)
    for card in (
        reminder_list_card(TEXTS, standing, "✓ Paused."),
        reminder_set_card(TEXTS, ScheduleSet(schedule, "2026-W48", zone_is_known=False), standing),
    ):
        assert faults_but_for(card, "✓ ") == []
        assert "Every Sunday at 23:59" in words_of(card)


def test_who_was_refused_finds_the_way_to_the_channel_where_it_is_set():
    schedule = Schedule(member_reminder(10, 1), WeeklyTime("UTC", 0, time(9)), None, None, NOW)
    shown = words_of(reminder_list_card(TEXTS, Standing(schedule, view(), NOW)))
    assert "Use this channel" not in shown
    refused = words_of(reminder_list_card(TEXTS, Standing(replace(schedule, refused_at=NOW), view(), NOW)))
    assert "did not let me send you a direct message" in refused
    assert "Use this channel" in refused


def test_a_digest_fits_counts_the_rest_and_pings_nobody():
    days = digest_days(datetime(2026, 11, 30, 9, tzinfo=UTC), "Europe/Berlin")
    many = tuple(DigestLine(number, NASTY[:200]) for number in range(30))
    digest = Digest(days, many, many, {date(2026, 11, 24): 45, date(2026, 11, 25): 600}, 3)
    names = dict.fromkeys(told_of(digest), NASTY[:32])
    card = digest_card(TEXTS, digest, names, MARK)
    assert faults_but_for(card, "### The week") == []
    assert "and 25 more" in words_of(card)
    assert "@everyone" not in words_of(card)
    assert "10 h 45 min of work, by 3 members" in words_of(card)
    assert any(MARK in each for each in custom_ids_in(card.children))
    drawn = digest_picture(TEXTS, digest)
    assert drawn is not None
    assert [bar[:2] for bar in drawn.bars[:3]] == [("Mon", 0), ("Tue", 45), ("Wed", 600)]
    assert "Tue 45 min, Wed 10 h" in digest_alt(TEXTS, digest)


def test_who_has_left_is_not_told_of():
    days = digest_days(datetime(2026, 11, 30, 9, tzinfo=UTC), None)
    digest = Digest(days, (DigestLine(1, "SQL"), DigestLine(2, "Python")), (), {}, 0)
    shown = words_of(digest_card(TEXTS, digest, {2: "Noa"}, MARK))
    assert "Noa: Python" in shown
    assert "SQL" not in shown
    assert digest_picture(TEXTS, digest) is None


def test_a_digest_names_groups_and_counts_the_rest():
    days = digest_days(datetime(2026, 11, 30, 9, tzinfo=UTC), "Europe/Berlin")
    groups = tuple(ToldGroup(NASTY[:60], 3, 240, 5) for _ in range(5))
    digest = Digest(days, (), (), {}, 0, ToldGroups(groups, 4))
    assert not digest.is_empty
    card = digest_card(TEXTS, digest, {}, MARK)
    assert faults_but_for(card, "### The week") == []
    assert "4 h, 5 tasks ticked, 3 members" in words_of(card)
    assert "and 4 more" in words_of(card)


def test_a_reminder_tells_of_the_members_groups_to_them_alone():
    weeks = (
        OwnGroupWeek(NASTY[:60], 90, 0, is_last_week=False),
        OwnGroupWeek("Early Birds", 0, 2, is_last_week=True),
        OwnGroupWeek("Slow Owls", 0, 0, is_last_week=False),
    )
    found = replace(view(), groups=OwnGroupWeeks(weeks, 2))
    for card in (reminder_card(TEXTS, found, POSTED), own_reminder_card(TEXTS, found, "Club")):
        assert faults_of(card) == []
        shown = words_of(card)
        assert "1 h 30 min together this week" in shown
        assert "Early Birds: 2 tasks ticked together last week" in shown
        assert "Slow Owls: quiet at the moment" in shown
        assert "and 2 more" in shown
    public = reminder_card(TEXTS, is_open(found), replace(POSTED, is_public=True))
    assert "Early Birds" not in words_of(public)
