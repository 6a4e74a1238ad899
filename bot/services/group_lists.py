"""The use cases of finding study groups: by name, by page, while somebody types."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.names import Name, Names
from bot.domain.paging import page_count, page_within
from bot.domain.ports import Clock
from bot.domain.study_group import StudyGroup
from bot.services.asker import Asker
from bot.services.group_invitations import InvitationView, invitations_of
from bot.services.group_rooms import GroupLine, GroupView, group_named, server_of, title_of, view_of
from bot.services.member_ledger import CatalogueOf
from bot.storage import group_invites, group_members, study_groups
from bot.storage.database import Database, Session

MOST_CHOICES = 25
"""Discord shows at most 25."""
PAGE_SIZE = 10


class Among(StrEnum):
    """Which groups are suggested while somebody types."""

    ALL = "all"
    MINE = "mine"
    JOINABLE = "joinable"
    MANAGED = "managed"


@dataclass(frozen=True, slots=True)
class GroupsPage:
    """A page of the living groups of a server, the asker's own first; `page` counts from 0."""

    lines: tuple[GroupLine, ...]
    page: int
    pages: int
    total: int
    invitations: tuple[InvitationView, ...]


_Found = tuple[StudyGroup, bool]
"""A group, and whether the asker is in it."""


class GroupLists:
    """Finds the groups of a server; a direct message without one raises UserError `server-needed`."""

    def __init__(self, catalogue_of: CatalogueOf, database: Database, clock: Clock) -> None:
        """`catalogue_of` is what a server sees at this moment."""
        self._catalogue_of = catalogue_of
        self._database = database
        self._clock = clock

    async def group(self, asker: Asker, named: str) -> GroupView:
        """A group by its number or its name, a slip allowed. Raises UserError `group-unknown`."""

        def look(session: Session) -> GroupView:
            group = group_named(session, server_of(asker), named)
            return view_of(session, self._catalogue_of, group)

        return await self._database.read(look)

    async def mine(self, asker: Asker) -> list[GroupView]:
        """The groups in which the asker is, the one joined last first."""

        def look(session: Session) -> list[GroupView]:
            guild_id = server_of(asker)
            stays = group_members.of_user(session, guild_id, asker.user_id)
            found = study_groups.with_numbers(session, guild_id, (stay.group_id for stay in stays))
            return [view_of(session, self._catalogue_of, found[stay.group_id]) for stay in reversed(stays)]

        return await self._database.read(look)

    async def page_of(self, asker: Asker, page: int = 0, *, only_mine: bool = False) -> GroupsPage:
        """A page of the server's groups with the asker's invitations; `page` is cut to those there are."""
        return await self._database.read(self._page, asker, page, self._clock.now(), only_mine=only_mine)

    async def suggest(self, asker: Asker, typed: str = "", among: Among = Among.ALL) -> list[GroupLine]:
        """The groups that the letters may mean, at most 25, best first; by name where nothing is typed."""
        if asker.guild_id is None:
            return []
        # Off the event loop: with a thousand names a keystroke takes a while.
        return await self._database.read(self._suggested, asker, typed, among, self._clock.now())

    def _page(
        self, session: Session, asker: Asker, page: int, now: datetime, *, only_mine: bool
    ) -> GroupsPage:
        guild_id = server_of(asker)
        mine = len(group_members.of_user(session, guild_id, asker.user_id))
        total = mine if only_mine else study_groups.count_living(session, guild_id)
        pages = page_count(total, PAGE_SIZE)
        page = page_within(page, pages)
        found = study_groups.page(
            session,
            guild_id,
            asker.user_id,
            limit=PAGE_SIZE,
            skipped=page * PAGE_SIZE,
            only_own=only_mine,
        )
        invitations = invitations_of(session, self._catalogue_of, asker, now)
        lines = self._lines(session, guild_id, found)
        return GroupsPage(tuple(lines), page, pages, total, invitations)

    def _suggested(
        self, session: Session, asker: Asker, typed: str, among: Among, now: datetime
    ) -> list[GroupLine]:
        found = _among(session, asker, among, now)
        if typed.strip():
            by_number = {str(group.id): (group, is_member) for group, is_member in found}
            names = Names(Name(number, group.name) for number, (group, _) in by_number.items())
            found = [by_number[key] for key in names.suggest(typed, MOST_CHOICES)]
        return self._lines(session, server_of(asker), found[:MOST_CHOICES])

    def _lines(self, session: Session, guild_id: int, found: list[_Found]) -> list[GroupLine]:
        counts = group_members.counts(session, guild_id, (group.id for group, _ in found))
        return [
            GroupLine(group, counts.get(group.id, 0), is_member, title_of(self._catalogue_of, group))
            for group, is_member in found
        ]


def _among(session: Session, asker: Asker, among: Among, now: datetime) -> list[_Found]:
    guild_id = server_of(asker)
    only_own = among is Among.MINE
    found = study_groups.page(session, guild_id, asker.user_id, limit=None, skipped=0, only_own=only_own)
    if among is Among.MANAGED:
        return [each for each in found if each[0].owner_id == asker.user_id]
    if among is not Among.JOINABLE:
        return found
    invited = {each.group_id for each in group_invites.all_open_of(session, guild_id, asker.user_id, now)}
    return [
        (group, is_member)
        for group, is_member in found
        if not is_member and (group.is_open or group.id in invited)
    ]
