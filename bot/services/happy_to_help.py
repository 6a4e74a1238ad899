"""The use cases of who finished a credential and is happy to help others with it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.enrolment import Enrolment, EnrolmentStatus
from bot.domain.errors import UserError
from bot.domain.moderation import BlockedFrom
from bot.domain.ports import Clock
from bot.services.asker import Asker
from bot.services.member_ledger import CatalogueOf, enrolment_of, member_of
from bot.storage import happy_to_help, member_blocks
from bot.storage.database import Database, Session


@dataclass(frozen=True, slots=True)
class Willing:
    """Whether somebody helps with what they completed; `is_changed`: they said so just now."""

    enrolment: Enrolment
    is_helping: bool
    is_changed: bool


class HappyToHelp:
    """Keeps who helps with what, and shows it as long as it is completed."""

    def __init__(self, catalogue_of: CatalogueOf, database: Database, clock: Clock) -> None:
        """`catalogue_of` is what a server sees at this moment."""
        self._catalogue_of = catalogue_of
        self._database = database
        self._clock = clock

    async def offer(self, asker: Asker, enrolment_id: str) -> Willing:
        """Lists the asker under the credential that they completed.

        Raises UserError `server-needed`, `enrolment-unknown`, `help-not-completed`, `help-blocked`.
        """
        return await self._database.write(self._offer, asker, enrolment_id, self._clock.now())

    async def take_back(self, asker: Asker, enrolment_id: str) -> Willing:
        """Lists the asker no more. Raises UserError `server-needed`, `enrolment-unknown`."""
        return await self._database.write(self._take_back, asker, enrolment_id, self._clock.now())

    async def helpers(self, guild_id: int, credential_id: str) -> list[int]:
        """Who helps with a credential in the server, who offered first first."""
        ids = self._catalogue_of(guild_id).seen.ids_of(credential_id)
        return await self._database.read(happy_to_help.helpers, guild_id, ids)

    def _offer(self, session: Session, asker: Asker, enrolment_id: str, now: datetime) -> Willing:
        member = member_of(session, asker, now)
        enrolment = enrolment_of(session, member, enrolment_id)
        if enrolment.status is not EnrolmentStatus.COMPLETED:
            raise UserError("help-not-completed", title=enrolment.outline.title)
        if BlockedFrom.EVERYTHING in member_blocks.blocks_of(session, member.guild_id, member.user_id):
            raise UserError("help-blocked")
        ids = self._catalogue_of(member.guild_id).seen.ids_of(enrolment.credential_id)
        if happy_to_help.is_willing(session, member.guild_id, member.user_id, ids):
            return Willing(enrolment, is_helping=True, is_changed=False)
        happy_to_help.add(session, member.guild_id, member.user_id, enrolment.credential_id, since=now)
        return Willing(enrolment, is_helping=True, is_changed=True)

    def _take_back(self, session: Session, asker: Asker, enrolment_id: str, now: datetime) -> Willing:
        member = member_of(session, asker, now)
        enrolment = enrolment_of(session, member, enrolment_id)
        ids = self._catalogue_of(member.guild_id).seen.ids_of(enrolment.credential_id)
        was_willing = happy_to_help.is_willing(session, member.guild_id, member.user_id, ids)
        happy_to_help.take_back(session, member.guild_id, member.user_id, ids)
        return Willing(enrolment, is_helping=False, is_changed=was_willing)
