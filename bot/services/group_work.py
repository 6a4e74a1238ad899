"""The use cases of study groups, side by side."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.ports import Clock
from bot.services.group_boards import GroupBoards
from bot.services.member_ledger import CatalogueOf
from bot.services.study_groups import StudyGroups
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class GroupWork:
    """The life of groups, and their boards."""

    life: StudyGroups
    boards: GroupBoards

    @classmethod
    def over(
        cls, database: Database, catalogue_of: CatalogueOf, clock: Clock, wake: Callable[[], None]
    ) -> "GroupWork":
        """All of them; `wake` is called when something is to be told at once."""
        return cls(
            StudyGroups(catalogue_of, database, clock, wake),
            GroupBoards(catalogue_of, database, clock),
        )
