"""The use cases of reminders, side by side."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.ports import Clock
from bot.services.digest_view import DigestReader
from bot.services.member_ledger import CatalogueOf
from bot.services.reminder_view import ReminderReader
from bot.services.reminders import Reminders
from bot.services.schedules import Schedules
from bot.services.target_notices import TargetNotices
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Reminding:
    """When reminders and digests come, what members do with one, and what they and notices say."""

    schedules: Schedules
    reminders: Reminders
    reader: ReminderReader
    notices: TargetNotices
    digests: DigestReader

    @classmethod
    def over(
        cls, database: Database, catalogue_of: CatalogueOf, clock: Clock, wake: Callable[[], None]
    ) -> "Reminding":
        """All of them; `wake` is called when something is due at once."""
        return cls(
            Schedules(database, clock, wake),
            Reminders(database, clock),
            ReminderReader(catalogue_of, database, clock),
            TargetNotices(database, clock),
            DigestReader(catalogue_of, database),
        )
