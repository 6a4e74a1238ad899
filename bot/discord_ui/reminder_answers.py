"""What setting, changing and trying one's reminder comes to on Discord."""

import asyncio
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.cards.reminder_settings import (
    Standing,
    moment_card,
    no_reminder_card,
    reminder_list_card,
    reminder_set_card,
    trial_card,
)
from bot.discord_ui.writable_channels import WritableChannel, check_writable, check_writable_here
from bot.domain.day_text import parse_end_of_rest
from bot.domain.errors import UserError
from bot.domain.local_days import local_day
from bot.domain.schedule import Schedule
from bot.domain.wall_times import parse_wall_time, parse_weekday
from bot.services.asker import Asker
from bot.services.reminders import Outcome
from bot.services.reminding import Reminding
from bot.wording.weekly_time import weekday_text

_LOOKS = 60
_SECONDS_BETWEEN_LOOKS = 0.25
"""A quarter of a minute in all: the sweep is woken, and Discord answers within a second."""


def reminding_of(interaction: BadgerInteraction) -> Reminding:
    """The use cases of reminders."""
    return interaction.client.desk.use_cases.reminding


async def set_answer(
    interaction: BadgerInteraction, day: str, at: str, where: WritableChannel | None
) -> Card:
    """Sets the reminder as it is said. Raises UserError as `read_time` and `check_writable` do."""
    weekday, wall_time = read_time(interaction, day, at)
    if where is not None:
        check_writable(interaction, where)
    return await keep(interaction, weekday, wall_time, None if where is None else where.id)


def read_time(interaction: BadgerInteraction, day: str, at: str) -> tuple[int, time]:
    """The weekday and the time that were said.

    Raises UserError `weekday-unreadable`, `time-unreadable`, `reminder-two-days`.
    """
    weekday, said = parse_weekday(day), parse_wall_time(at)
    if said.weekday not in {None, weekday}:
        texts = interaction.client.desk.texts
        first, second = (weekday_text(texts, each) for each in (weekday, said.weekday or 0))
        raise UserError("reminder-two-days", first=first, second=second)
    return weekday, said.at


async def keep(interaction: BadgerInteraction, weekday: int, at: time, channel_id: int | None) -> Card:
    """Keeps the reminder, and says all that follows."""
    asker = asker_of(interaction)
    done = await reminding_of(interaction).schedules.set_reminder(asker, weekday, at, channel_id)
    standing = await _standing(interaction, asker, done.schedule)
    return reminder_set_card(interaction.client.desk.texts, done, standing)


async def here_answer(interaction: BadgerInteraction) -> Card:
    """Lets the reminder come to the channel of the click. Raises UserError as the check, `reminder-none`."""
    channel_id = check_writable_here(interaction)
    schedule = await needed_schedule(interaction)
    return await keep(interaction, schedule.when.weekday, schedule.when.at, channel_id)


async def needed_schedule(interaction: BadgerInteraction) -> Schedule:
    """The member's reminder. Raises UserError `reminder-none`."""
    schedule = await reminding_of(interaction).schedules.reminder(asker_of(interaction))
    if schedule is None:
        raise UserError("reminder-none")
    return schedule


async def list_answer(interaction: BadgerInteraction, said: str = "") -> Card:
    """What is set, under what was just done; the way to one where there is none."""
    asker, texts = asker_of(interaction), interaction.client.desk.texts
    schedule = await reminding_of(interaction).schedules.reminder(asker)
    if schedule is None:
        return no_reminder_card(texts)
    return reminder_list_card(texts, await _standing(interaction, asker, schedule), said)


async def snooze_answer(interaction: BadgerInteraction, asker: Asker, delivery_id: int | None = None) -> Card:
    """Lets a reminder come again tomorrow, and says when. Raises UserError as `Reminders.snooze` does."""
    snoozed = await reminding_of(interaction).reminders.snooze(asker, delivery_id)
    said = "reminder-snoozed" if snoozed.is_new else "reminder-snoozed-already"
    return moment_card(interaction.client.desk.texts, said, snoozed.due_at)


async def skip_answer(interaction: BadgerInteraction, asker: Asker) -> Card:
    """Is quiet for the week, and says when the next comes. Raises UserError as `Reminders.skip_week` does."""
    schedule = await reminding_of(interaction).reminders.skip_week(asker)
    return moment_card(interaction.client.desk.texts, "reminder-skipped", schedule.next_due)


async def pause_answer(interaction: BadgerInteraction, until: str | None) -> Card:
    """Lets it rest, until a day in words or for good.

    Raises UserError `reminder-none`, and as `parse_end_of_rest` does.
    """
    schedule = await needed_schedule(interaction)
    moment = _beginning_of(until, schedule, interaction) if until and until.strip() else None
    await reminding_of(interaction).schedules.pause_reminder(asker_of(interaction), moment)
    return await list_answer(interaction, interaction.client.desk.texts("reminder-paused-now"))


async def resume_answer(interaction: BadgerInteraction) -> Card:
    """Ends the rest. Raises UserError `reminder-none`."""
    await reminding_of(interaction).schedules.resume_reminder(asker_of(interaction))
    return await list_answer(interaction, interaction.client.desk.texts("reminder-resumed"))


async def off_answer(interaction: BadgerInteraction) -> Card:
    """Takes it away."""
    was_there = await reminding_of(interaction).schedules.remove_reminder(asker_of(interaction))
    said = "reminder-off" if was_there else "reminder-off-already"
    return notice_card(interaction.client.desk.texts(said))


async def test_answer(interaction: BadgerInteraction) -> Card:
    """Sends one now, waits a little, and says what became of it. Raises UserError `reminder-none`."""
    asker, reminding = asker_of(interaction), reminding_of(interaction)
    schedule = await needed_schedule(interaction)
    delivery_id = await reminding.schedules.try_reminder(asker)
    outcome = await _settled(reminding, asker, delivery_id)
    # Here it is said: it need not be said again after the next command.
    await reminding.schedules.tell_refusal(asker)
    return trial_card(interaction.client.desk.texts, schedule, outcome)


async def _settled(reminding: Reminding, asker: Asker, delivery_id: int) -> Outcome:
    for _ in range(_LOOKS):
        outcome = await reminding.reminders.outcome(asker, delivery_id)
        if outcome.is_settled:
            return outcome
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
    return await reminding.reminders.outcome(asker, delivery_id)


def _beginning_of(day: str, schedule: Schedule, interaction: BadgerInteraction) -> datetime:
    """The first moment of a day in words, where the member is."""
    now = reminding_of(interaction).reader.now()
    wanted = parse_end_of_rest(day, today=local_day(now, schedule.when.zone))
    return datetime.combine(wanted, time(), ZoneInfo(schedule.when.zone)).astimezone(UTC)


async def _standing(interaction: BadgerInteraction, asker: Asker, schedule: Schedule) -> Standing:
    reader = reminding_of(interaction).reader
    view = await reader.reminder(schedule.owner.guild_id, asker.user_id)
    return Standing(schedule, view, reader.now())
