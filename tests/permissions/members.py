"""Every kind of member, and the world in which they are."""

from dataclasses import dataclass

from bot.discord_ui.gate import Needs
from bot.sandbox.default_world import default_world
from bot.sandbox.snowflakes import Snowflakes, moment_of
from bot.sandbox.world import Guild, Member, Person, User, World

DIRECT = "a direct message"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of member: their name in the world, where they act, and what they are allowed there."""

    name: str
    username: str
    where: str
    allowed: frozenset[Needs] = frozenset()

    def may(self, needs: Needs) -> bool:
        """Whether what needs this is for them."""
        return needs is Needs.NOTHING or needs in self.allowed


_ALL = frozenset({Needs.MANAGE_GUILD, Needs.MANAGE_MESSAGES})
KINDS = (
    Kind("owner", "founder", "club", _ALL),
    Kind("administrator", "ada", "club", _ALL),
    Kind("Manage Server", "tomas", "club", frozenset({Needs.MANAGE_GUILD})),
    Kind("Manage Messages", "hana", "club", frozenset({Needs.MANAGE_MESSAGES})),
    Kind("member", "amara", "club"),
    Kind("moderator elsewhere", "elias", "club"),
    Kind("of another server", "otto", "school"),
    Kind("moderator, direct", "mira", DIRECT),
)


def world_of_all() -> World:
    """The sandbox's world with somebody of every kind in it."""
    world = default_world(Snowflakes(), with_staff=True)
    club, school = world.guild, world.other_guild
    moderator = next(role for role in school.roles.values() if role.name == "Moderator")
    elias, otto = _newcomer(world, "elias"), _newcomer(world, "otto")
    _join(club, elias, [])
    _join(school, elias, [moderator.id])
    _join(school, otto, [])
    return world


def _newcomer(world: World, name: str) -> User:
    user = User(world.snowflakes.next(), name, name.title())
    world.users[user.id] = user
    world.people.append(Person(user, "learner"))
    return user


def _join(guild: Guild, user: User, roles: list[int]) -> None:
    guild.members[user.id] = Member(user.id, moment_of(guild.id).isoformat(), roles)
