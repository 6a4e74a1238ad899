"""Study groups in the club: what most tests of them begin with."""

from bot.services.group_work import GroupWork
from bot.services.study_groups import NewGroup
from tests.services.ledger_club import HERE, MIRA, NOA, Club

TEO = 100_000_000_000_000_003
CHANNEL = 100_000_000_000_000_030


def group_work(club: Club) -> GroupWork:
    """All use cases of groups over the club's database."""
    return GroupWork.over(club.database, club.seen, club.clock, lambda: None)


async def make_group(
    club: Club,
    name: str = "Night Owls",
    *others: int,
    owner_id: int = MIRA,
    credential: str | None = None,
    guild_id: int = HERE,
) -> int:
    """Makes a group with these members, and says its number."""
    life = group_work(club).life
    made = await life.create(club.asker(owner_id, guild_id), NewGroup(name, CHANNEL, credential))
    for user_id in others:
        await life.join(club.asker(user_id, guild_id), made.group.id)
    return made.group.id


async def study_together(club: Club) -> int:
    """Lets the two members of the club be in a group, and says its number."""
    return await make_group(club, "Night Owls", NOA)
