"""The use cases of study groups, side by side."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.ports import Clock
from bot.services.group_boards import GroupBoards
from bot.services.group_checkins import GroupCheckins
from bot.services.group_invitations import GroupInvitations
from bot.services.group_lists import GroupLists
from bot.services.group_places import GroupPlaces
from bot.services.happy_to_help import HappyToHelp
from bot.services.kudos import KudosGiving
from bot.services.member_ledger import CatalogueOf
from bot.services.study_groups import StudyGroups
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class GroupWork:
    """The life of groups, their boards, places and check-ins, and what members give one another."""

    life: StudyGroups
    lists: GroupLists
    invitations: GroupInvitations
    boards: GroupBoards
    places: GroupPlaces
    checkins: GroupCheckins
    kudos: KudosGiving
    help: HappyToHelp

    @classmethod
    def over(
        cls, database: Database, catalogue_of: CatalogueOf, clock: Clock, wake: Callable[[], None]
    ) -> "GroupWork":
        """All of them; `wake` is called when something is to be told at once."""
        return cls(
            StudyGroups(catalogue_of, database, clock, wake),
            GroupLists(catalogue_of, database, clock),
            GroupInvitations(catalogue_of, database, clock, wake),
            GroupBoards(catalogue_of, database, clock),
            GroupPlaces(database, clock, wake),
            GroupCheckins(catalogue_of, database, clock, wake),
            KudosGiving(database, clock),
            HappyToHelp(catalogue_of, database, clock),
        )
