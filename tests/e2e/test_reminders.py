"""A weekly reminder from its setting to its buttons, week after week, at the sandbox's page."""

import asyncio
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, col, select

from bot.domain.renewal import expires_on
from bot.storage.tables import OutboxRow, ScheduleRow
from tests.e2e.club import Club
from tests.e2e.person import Json, Person, is_private, parts_of, text_of
from tests.e2e.proposing import CLOSED

pytestmark = pytest.mark.timeout(180)

READING = "newpaltz-science-of-reading"
BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
WEEK = timedelta(days=7).total_seconds()


@pytest.fixture(autouse=True)
def sunday_noon(club: Club) -> None:
    """No test runs into another day by itself."""
    club.sandbox.clock.move_to_next("sunday 12:00")


def labels(message: Json) -> list[str]:
    return [part["label"] for part in parts_of(message) if part.get("label")]


async def started(club: Club, person: Person | None = None, **options: str) -> Json:
    card = await (person or club.amara).uses(club.channel, "start", credential=READING, **options)
    return await (person or club.amara).clicks(card, "No, keep it to myself")


async def reminders(person: Person, channel: str, at_least: int) -> list[Json]:
    """The reminders in a channel, the oldest first, once there are so many; never more."""
    await person.wait_for(lambda _: count_in(person, channel) >= at_least)
    assert count_in(person, channel) == at_least
    return [each for each in reversed(await person.sees(channel)) if is_reminder(each)]


async def set_up(
    club: Club, zone: str = "Berlin", day: str = "Monday", at: str = "18:00", **options: str
) -> str:
    """Amara works on something and has a reminder; returns her direct channel."""
    await started(club)
    await club.amara.uses(club.channel, "me timezone", zone=zone)
    await club.amara.uses(club.channel, "remind weekly", day=day, at=at, **options)
    return await club.amara.direct_messages_with(club.bot_id)


async def after(club: Club, moment: datetime) -> None:
    """The calendar shows a moment, and all that was due until then is sent: a trial comes after it."""
    club.sandbox.clock.move_to(moment.astimezone(UTC) + timedelta(seconds=1))


async def settled(club: Club) -> None:
    """All that is due now is sent or skipped: what is due no more cannot come later."""
    reader = club.client.desk.use_cases.reminding.reader
    database = reader._database  # noqa: SLF001  # nobody else can say that nothing more is to come
    for _ in range(200):
        if await database.read(_waiting, reader.now()) == 0:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("still waiting")


def _waiting(session: Session, now: datetime) -> int:
    due = session.exec(select(ScheduleRow.id).where(col(ScheduleRow.next_due_utc) <= now)).all()
    open_rows = col(OutboxRow.status).in_(["pending", "leased"])
    waiting = session.exec(select(OutboxRow.id).where(open_rows, col(OutboxRow.due_at) <= now)).all()
    return len(due) + len(waiting)


def is_reminder(message: Json) -> bool:
    return any(":remind-snooze:" in part.get("custom_id", "") for part in parts_of(message))


def count_in(person: Person, channel: str) -> int:
    return sum(
        event["type"] == "message_create"
        and event["message"]["channel_id"] == channel
        and is_reminder(event["message"])
        for event in person.events
    )


def monday_at(club: Club, zone: ZoneInfo, hour: int, minute: int = 0) -> datetime:
    """The next Monday at a wall time there."""
    now = club.sandbox.clock.now().astimezone(zone)
    day = now.date() + timedelta(days=(7 - now.weekday()) % 7)
    found = datetime.combine(day, time(hour, minute), zone)
    return found if found > now else found + timedelta(days=7)


async def test_a_reminder_is_set_arrives_and_its_buttons_work(club: Club):
    amara, clock = club.amara, club.sandbox.clock
    await started(club)
    await amara.uses(club.channel, "me timezone", zone="Berlin")
    choices = await amara.completes(club.channel, "remind weekly", "at", "6pm", day="monday")
    assert [each["name"] for each in choices] == ["✓ 18:00, Berlin (Europe) time"]
    card = await amara.uses(club.channel, "remind weekly", day="Monday", at="6pm")
    assert is_private(card)
    assert "Your reminder is set" in text_of(card)
    assert "Every Monday at 18:00, as clocks go in Berlin (Europe)" in text_of(card)
    assert "As a direct message" in text_of(card)
    direct = await amara.direct_messages_with(club.bot_id)
    clock.move_to(
        clock.now().astimezone(BERLIN).replace(hour=18, minute=0, second=1).__add__(timedelta(days=1))
    )
    (first,) = await reminders(amara, direct, 1)
    assert "Your weekly reminder" in text_of(first)
    assert "0 of" in text_of(first)
    assert "Nothing is logged yet, and that is fine" in text_of(first)
    assert labels(first) == ["Done", "Log time", "Snooze a day", "Not this week"]
    done = await amara.clicks(first, "Done")
    assert done["id"] != first["id"]
    assert "✓ Done: “" in text_of(done)
    late = await amara.clicks(first, "Done")
    assert "was ticked already" in text_of(late)
    opened = await amara.opens_modal(first, "Log time")
    logged = await amara.submits(opened, "25", None, "", "")
    assert "✓ Logged: 25 min" in text_of(logged)
    snoozed = await amara.clicks(first, "Snooze a day")
    assert "All right, I come again" in text_of(snoozed)
    again = await amara.clicks(first, "Snooze a day")
    assert "snoozed already" in text_of(again)
    clock.advance(timedelta(days=1).total_seconds())
    _, second = await reminders(amara, direct, 2)
    assert "1 of" in text_of(second)
    assert "This week: 25 min" in text_of(second)
    skipped = await amara.clicks(second, "Not this week")
    assert "not this week" in text_of(skipped)
    await club.restart_badger()
    clock.advance(timedelta(days=7).total_seconds())
    third = (await reminders(amara, direct, 3))[-1]
    assert "Last week: 25 min" in text_of(third)
    assert count_in(amara, direct) == 3


@pytest.mark.parametrize(
    ("zone", "city", "before"),
    [
        (BERLIN, "Berlin", datetime(2027, 10, 24, 12, tzinfo=UTC)),
        (BERLIN, "Berlin", datetime(2028, 3, 19, 12, tzinfo=UTC)),
        (NEW_YORK, "New York", datetime(2027, 10, 31, 12, tzinfo=UTC)),
        (NEW_YORK, "New York", datetime(2028, 3, 5, 12, tzinfo=UTC)),
    ],
)
async def test_the_wall_time_stays_over_a_clock_change(
    club: Club, zone: ZoneInfo, city: str, before: datetime
):
    club.sandbox.clock.move_to(before)
    direct = await set_up(club, city)
    first = monday_at(club, zone, 18)
    for number in range(1, 4):
        moment = datetime.combine((first + timedelta(days=7 * (number - 1))).date(), time(18), zone)
        club.sandbox.clock.move_to(moment.astimezone(UTC) - timedelta(minutes=2))
        await settled(club)
        assert count_in(club.amara, direct) == number - 1
        await after(club, moment)
        await reminders(club.amara, direct, number)


async def test_editing_time_and_zone_in_the_week_never_sends_it_twice_nor_skips_it_silently(club: Club):
    amara = club.amara
    direct = await set_up(club)
    await after(club, monday_at(club, BERLIN, 18))
    await reminders(amara, direct, 1)
    later = await amara.uses(club.channel, "remind weekly", day="Friday", at="18:00")
    assert "Your reminder is changed" in text_of(later)
    assert "has no reminder" not in text_of(later)
    club.sandbox.clock.move_to_next("saturday 12:00")
    await settled(club)
    assert count_in(amara, direct) == 1
    moved = await amara.uses(club.channel, "me timezone", zone="New York")
    assert "New York" in text_of(moved)
    shown = await amara.uses(club.channel, "remind list")
    assert "Every Friday at 18:00, as clocks go in New York (America)" in text_of(shown)
    club.sandbox.clock.move_to_next("tuesday 12:00")
    missed = await amara.uses(club.channel, "remind weekly", day="Monday", at="9")
    assert "has no reminder; the next one" in text_of(missed)
    await after(club, monday_at(club, NEW_YORK, 9))
    await reminders(amara, direct, 2)


async def test_the_time_is_understood_in_words_or_refused_in_a_sentence(club: Club):
    amara = club.amara
    await started(club)
    card = await amara.uses(club.channel, "remind weekly", day="on fridays", at="9 in the evening")
    assert "Every Friday at 21:00" in text_of(card)
    assert "I took the time for UTC" in text_of(card)
    assert "Say where I am" in labels(card)
    opened = await amara.opens_modal(card, "Say where I am")
    await amara.submits(opened, "Berlin")
    shown = await amara.uses(club.channel, "remind list")
    assert "as clocks go in Berlin (Europe)" in text_of(shown)
    for options, sentence in (
        ({"day": "someday", "at": "9"}, "could not make out “someday”"),
        ({"day": "Monday", "at": "later"}, "could not make out “later”"),
        ({"day": "Monday", "at": "Friday 9"}, "two different days, Monday and Friday"),
    ):
        told = await amara.uses(club.channel, "remind weekly", **options)
        assert sentence in text_of(told)
    changed = await amara.opens_modal(shown, "Change it")
    wrong = await amara.submits(changed, ["Tuesday"], "soonish")
    assert "could not make out “soonish”" in text_of(wrong)
    mended = await amara.opens_modal(wrong, "Fix it")
    kept = await amara.submits(mended, ["Tuesday"], "half past six pm")
    assert "Every Tuesday at 18:30" in text_of(kept)


async def test_pausing_going_on_and_turning_off(club: Club):
    amara = club.amara
    direct = await set_up(club)
    paused = await amara.uses(club.channel, "remind pause")
    assert "It rests until you resume it." in text_of(paused)
    club.sandbox.clock.advance(WEEK)
    await settled(club)
    assert count_in(amara, direct) == 0
    going = await amara.clicks(paused, "Resume")
    assert "It goes on." in text_of(going)
    await after(club, monday_at(club, BERLIN, 18))
    await reminders(amara, direct, 1)
    until = await amara.uses(club.channel, "remind pause", until="in 2 weeks")
    assert "It rests until <t:" in text_of(until)
    club.sandbox.clock.advance(WEEK)
    await settled(club)
    assert count_in(amara, direct) == 1
    off = await amara.uses(club.channel, "remind off")
    assert "Your reminder is off" in text_of(off)
    again = await amara.uses(club.channel, "remind off")
    assert "no reminder to turn off" in text_of(again)
    nothing = await amara.uses(club.channel, "remind list")
    assert "You have no weekly reminder here" in text_of(nothing)


async def test_what_is_paused_or_finished_is_not_spoken_of(club: Club):
    amara = club.amara
    silent = await amara.uses(club.channel, "remind weekly", day="Monday", at="18:00")
    assert "it stays silent until you start something" in text_of(silent)
    await started(club)
    direct = await amara.direct_messages_with(club.bot_id)
    await amara.uses(club.channel, "track pause", credential=READING)
    resting = await amara.uses(club.channel, "remind list")
    assert "All that you work on here is paused" in text_of(resting)
    club.sandbox.clock.advance(WEEK)
    await settled(club)
    assert count_in(amara, direct) == 0


async def test_closed_direct_messages_lead_to_the_channel(club: Club):
    amara = club.amara
    await set_up(club)
    club.sandbox.world.people[0].accepts_direct_messages = False
    await after(club, monday_at(club, BERLIN, 18))
    await settled(club)
    await amara.uses(club.channel, "log", minutes="5")
    told = await amara.wait_for(
        lambda event: (
            event["type"] == "message_create" and "did not let me send you" in text_of(event["message"])
        )
    )
    assert is_private(told["message"])
    assert "Privacy Settings" in text_of(told["message"])
    tried = await amara.uses(club.channel, "remind test")
    assert "Discord did not let me send you a direct message" in text_of(tried)
    # Discord's own word for it: nothing that Badger does wrong.
    closed = [each.code for each in club.sandbox.violations]
    assert set(closed) == {CLOSED}
    club.sandbox.violations.clear()
    here = await amara.clicks(told["message"], "Use this channel")
    assert "In the channel <#" in text_of(here)
    assert "nothing of what it says" in text_of(here)
    sent = await amara.uses(club.channel, "remind test")
    assert "✓ Sent. Look in <#" in text_of(sent)
    (posted,) = await reminders(amara, club.channel, 1)
    assert f"<@{amara.id}>" in text_of(posted)
    assert "Reading" not in text_of(posted)
    assert labels(posted) == ["Show me", "Snooze a day", "Not this week"]
    mine = await amara.clicks(posted, "Show me")
    assert is_private(mine)
    assert "0 of" in text_of(mine)
    theirs = await club.jonas.clicks(posted, "Show me")
    assert is_private(theirs)
    assert "Nothing of yours is underway here" in text_of(theirs)
    refused = await club.jonas.clicks(posted, "Snooze a day")
    assert "somebody else’s" in text_of(refused)


async def test_a_trial_is_a_real_delivery_and_uses_up_no_week(club: Club):
    amara = club.amara
    direct = await set_up(club)
    sent = await amara.uses(club.channel, "remind test")
    assert "Look at our direct messages" in text_of(sent)
    (trial,) = await reminders(amara, direct, 1)
    assert "A trial. This is how it looks" in text_of(trial)
    await after(club, monday_at(club, BERLIN, 18))
    await reminders(amara, direct, 2)


async def test_notices_come_two_weeks_and_three_days_before_the_day(club: Club):
    amara, clock = club.amara, club.sandbox.clock
    direct = await set_up(club, day="Wednesday")
    card = await amara.uses(club.channel, "track target", credential=READING, day="in 3 weeks")
    assert "To be done by" in text_of(card)
    before = len(await amara.sees(direct))
    clock.advance(WEEK + 3600 * 3)
    await settled(club)
    (notice,) = [each for each in await amara.sees(direct) if "In 14 days" in text_of(each)]
    assert "the day by which you wanted to be done" in text_of(notice)
    assert labels(notice) == ["Done", "Log time", "Progress"]
    done = await amara.clicks(notice, "Done")
    assert "✓ Done: “" in text_of(done)
    progress = await amara.clicks(notice, "Progress")
    assert "1 of" in text_of(progress)
    await amara.uses(club.channel, "track target", credential=READING, day="none")
    clock.advance(3 * WEEK)
    await settled(club)
    assert [each for each in await amara.sees(direct) if "In 3 days" in text_of(each)] == []
    assert len(await amara.sees(direct)) > before


CARD = "aha-bls"
"""Valid for two years."""


async def finished(club: Club, credential: str) -> Json:
    """Amara ends what she works on, task by task; returns what she is told then."""
    card = await club.amara.clicks(
        await club.amara.uses(club.channel, "start", credential=credential), "No, keep it to myself"
    )
    while "Done" in labels(card):
        card = await club.amara.clicks(card, "Done")
    return card


async def test_what_is_valid_for_a_time_is_told_of_before_it_runs_out(club: Club):
    amara, clock = club.amara, club.sandbox.clock
    direct = await amara.direct_messages_with(club.bot_id)
    done = await finished(club, CARD)
    assert "It is valid until" in text_of(done)
    earned = clock.now().date()
    assert "Valid until" in text_of(await amara.uses(club.channel, "progress", credential=CARD))
    expires = expires_on(earned, 24)
    await after(club, datetime.combine(expires - timedelta(days=60), time(9), UTC))
    await settled(club)
    (notice,) = [each for each in await amara.sees(direct) if "is valid until" in text_of(each)]
    assert "It runs out in 60 days" in text_of(notice)
    assert labels(notice) == ["Look at it", "Start again"]
    looked = await amara.clicks(notice, "Look at it")
    assert "Valid for** 2 years" in text_of(looked)
    again = await amara.clicks(notice, "Start again")
    assert "0 of" in text_of(again)
    twice = await amara.clicks(notice, "Start again")
    assert "0 of" in text_of(twice)
    await after(club, datetime.combine(expires - timedelta(days=14), time(9), UTC))
    await settled(club)
    assert len([each for each in await amara.sees(direct) if "It runs out in" in text_of(each)]) == 1


async def test_who_takes_no_direct_messages_is_told_of_an_expiry_at_a_command(club: Club):
    amara, clock = club.amara, club.sandbox.clock
    await finished(club, CARD)
    club.sandbox.world.people[0].accepts_direct_messages = False
    expires = expires_on(clock.now().date(), 24)
    await after(club, datetime.combine(expires - timedelta(days=60), time(9), UTC))
    await settled(club)
    await amara.uses(club.channel, "help")
    told = await amara.wait_for(
        lambda event: event["type"] == "message_create" and "runs out in 60 days" in text_of(event["message"])
    )
    assert is_private(told["message"])
    again = await amara.clicks(told["message"], "Start again")
    assert "0 of" in text_of(again)
    assert {each.code for each in club.sandbox.violations} == {CLOSED}
    club.sandbox.violations.clear()


async def test_a_channel_takes_reminders_only_where_both_may_write(club: Club):
    hall, news = [await club.mira.channel(name) for name in ("study-hall", "announcements")]
    refused = await club.amara.uses(club.channel, "remind weekly", day="Monday", at="9", where=news)
    assert "You may not write in that channel" in text_of(refused)
    closed = await club.mira.uses(club.channel, "remind weekly", day="Monday", at="9", where=news)
    assert "I may not write in that channel" in text_of(closed)
    await started(club)
    kept = await club.amara.uses(club.channel, "remind weekly", day="Monday", at="9", where=hall)
    assert f"In the channel <#{hall}>" in text_of(kept)
    settings = await club.amara.uses(club.channel, "me settings")
    await club.amara.chooses(settings, "Who sees", "Everybody")
    club.sandbox.clock.move_to_next("monday 09:00")
    (posted,) = await reminders(club.jonas, hall, 1)
    assert f"<@{club.amara.id}>, here is your weekly reminder." in text_of(posted)
    assert "0 of" in text_of(posted)
    assert [each["id"] for each in posted["mentions"]] == [club.amara.id]
    mine = await club.jonas.clicks(posted, "Done")
    assert is_private(mine)
    assert "Nothing of yours is underway" in text_of(mine)
