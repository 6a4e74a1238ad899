"""The use cases of reminders, side by side."""

from dataclasses import dataclass

from bot.services.reminder_view import ReminderReader
from bot.services.reminders import Reminders
from bot.services.schedules import Schedules


@dataclass(frozen=True, slots=True)
class Reminding:
    """When reminders come, what members do with one, and what it says."""

    schedules: Schedules
    reminders: Reminders
    reader: ReminderReader
