"""The use case of telling members what became of what they proposed: once, and after a restart too."""

from bot.domain.errors import UserError
from bot.domain.ports import Clock
from bot.domain.proposals import Proposal
from bot.storage import proposals
from bot.storage.database import Database

MOST_AT_A_START = 100
"""Who cannot be reached is tried at every start: not all of them at once."""
MOST_AT_A_COMMAND = 5
"""So many stand in one message; the rest is told at the next command."""


class Outcomes:
    """Knows what is decided and not yet told."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def untold(self) -> list[tuple[int, str]]:
        """The servers and ids of what members do not know the end of, the newest decision first."""
        return await self._database.read(proposals.untold, limit=MOST_AT_A_START)

    async def untold_of(self, guild_id: int, member_id: int) -> list[Proposal]:
        """What this member does not know the end of in the server, the oldest decision first."""
        return await self._database.read(proposals.untold_of, guild_id, member_id, limit=MOST_AT_A_COMMAND)

    async def to_tell(self, guild_id: int, proposal_id: str) -> Proposal | None:
        """The proposal, where its member is still to be told what became of it."""
        proposal = await self._database.read(proposals.proposal_of, guild_id, proposal_id)
        if proposal is None or proposal.is_open or proposal.told_at or proposal.member_id is None:
            return None
        return proposal

    async def beside(self, guild_id: int, proposal_id: str) -> list[str]:
        """The ids of what was accepted together with a proposal and is to be told too."""
        return await self._database.read(proposals.untold_beside, guild_id, proposal_id)

    async def told(self, proposal: Proposal) -> None:
        """Remembers that the member knows."""
        await self._database.write(proposals.mark_told, proposal.guild_id, proposal.id, self._clock.now())

    async def own(self, member_id: int, proposal_id: str) -> Proposal:
        """A member's own proposal, of whatever server. Raises UserError `suggestion-gone`."""
        proposal = await self._database.read(proposals.own, member_id, proposal_id)
        if proposal is None:
            raise UserError("suggestion-gone")
        return proposal
