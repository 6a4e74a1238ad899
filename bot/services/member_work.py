"""The use cases of members who work on credentials, side by side."""

from dataclasses import dataclass

from bot.domain.ports import Clock
from bot.services.enrolling import Enrolling
from bot.services.kept_words import KeptWords
from bot.services.member_data import MemberData
from bot.services.member_ledger import CatalogueOf
from bot.services.member_overview import MemberOverview
from bot.services.member_profile import MemberProfile
from bot.services.progress_view import ProgressReader
from bot.services.renewal_notices import RenewalNotices
from bot.services.tracking import Tracking
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class MemberWork:
    """Beginning, logging, reading the ledger, what members tell of themselves, and all their data."""

    enrolling: Enrolling
    tracking: Tracking
    progress: ProgressReader
    profile: MemberProfile
    data: MemberData
    overview: MemberOverview
    words: KeptWords
    renewals: RenewalNotices

    @classmethod
    def over(cls, database: Database, catalogue_of: CatalogueOf, clock: Clock) -> "MemberWork":
        """All of them over one ledger; `catalogue_of` is what a server sees at this moment."""
        return cls(
            Enrolling(catalogue_of, database, clock),
            Tracking(catalogue_of, database, clock),
            ProgressReader(catalogue_of, database, clock),
            MemberProfile(database, clock),
            MemberData(database, clock),
            MemberOverview(catalogue_of, database, clock),
            KeptWords(database, clock),
            RenewalNotices(catalogue_of, database, clock),
        )
