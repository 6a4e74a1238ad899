"""The world with which the sandbox starts: two servers, four people and one bot."""

from dataclasses import replace

from bot.sandbox import permissions
from bot.sandbox.snowflakes import Snowflakes, moment_of
from bot.sandbox.world import (
    FORUM_CHANNEL,
    TEXT_CHANNEL,
    Application,
    Channel,
    Guild,
    Member,
    Overwrite,
    Person,
    PersonRole,
    Role,
    User,
    World,
)

_BOT = (
    permissions.VIEW_CHANNEL
    | permissions.SEND_MESSAGES
    | permissions.EMBED_LINKS
    | permissions.ATTACH_FILES
    | permissions.READ_MESSAGE_HISTORY
    | permissions.USE_EXTERNAL_EMOJIS
)
_MODERATOR = (
    permissions.MANAGE_GUILD
    | permissions.MANAGE_CHANNELS
    | permissions.MANAGE_MESSAGES
    | permissions.MANAGE_THREADS
    | permissions.MENTION_EVERYONE
)


_ADMINISTRATOR = Role(0, "Administrator", permissions.ADMINISTRATOR)
_ORGANISER = Role(0, "Organiser", permissions.MANAGE_GUILD)
_HELPER = Role(0, "Helper", permissions.MANAGE_MESSAGES)


def default_world(snowflakes: Snowflakes, bot_name: str = "Badger", *, with_staff: bool = False) -> World:
    """A new world: a club with all four people in it, and a small school with two of them.

    `with_staff` adds four more to the club, for tests of who may do what: its owner, an administrator
    (`ada`), one who may manage the server alone (`tomas`), and one who may manage messages alone (`hana`).
    """
    application_id = snowflakes.next()
    bot = User(id=application_id, username=bot_name, is_bot=True)
    people = [
        Person(User(snowflakes.next(), "amara", "Amara"), "learner"),
        Person(User(snowflakes.next(), "jonas", "Jonas"), "learner"),
        Person(User(snowflakes.next(), "noor", "Noor"), "learner"),
        Person(User(snowflakes.next(), "mira", "Mira"), "moderator"),
    ]
    founder = User(snowflakes.next(), "founder", "The founder")
    world = World(
        snowflakes=snowflakes,
        application=Application(application_id, bot_name, f"{bot_name} in the sandbox", founder.id),
        bot=bot,
        people=people,
    )
    for user in (bot, founder, *(person.user for person in people)):
        world.users[user.id] = user
    club = _club(world, people)
    school = _guild(world, "Evening School", [people[0], people[3]])
    _channel(world, school, "general", "The school's one room")
    if with_staff:
        world.people.append(Person(founder, "owner"))
        _add_staff(world, club, "ada", "administrator", _ADMINISTRATOR)
        _add_staff(world, club, "tomas", "organiser", _ORGANISER)
        _add_staff(world, club, "hana", "helper", _HELPER)
    return world


def _club(world: World, people: list[Person]) -> Guild:
    club = _guild(world, "Open Learning Club", people)
    _channel(world, club, "welcome", "Say hello, and try the commands")
    _channel(world, club, "find-a-credential", "What do you want to be able to do?")
    _channel(world, club, "study-hall", "For everything on the way")
    announcements = _channel(world, club, "announcements", "News of the club")
    announcements.overwrites += [
        Overwrite(club.id, deny=permissions.SEND_MESSAGES),
        Overwrite(_role(club, "Moderator").id, allow=permissions.SEND_MESSAGES),
        Overwrite(world.bot.id, is_member=True, deny=permissions.SEND_MESSAGES),
    ]
    moderators = _channel(world, club, "moderators", "Moderators only")
    moderators.overwrites += [
        Overwrite(club.id, deny=permissions.VIEW_CHANNEL),
        Overwrite(_role(club, world.bot.username).id, deny=permissions.VIEW_CHANNEL),
        Overwrite(_role(club, "Moderator").id, allow=permissions.VIEW_CHANNEL),
    ]
    _channel(world, club, "show-and-tell", "Posts on what you made and learned", FORUM_CHANNEL)
    return club


def _add_staff(world: World, guild: Guild, name: str, kind: PersonRole, role: Role) -> None:
    user = User(world.snowflakes.next(), name, name.title())
    given = replace(role, id=world.snowflakes.next(), position=len(guild.roles))
    guild.roles[given.id] = given
    guild.members[user.id] = Member(user.id, moment_of(guild.id).isoformat(), [given.id])
    world.users[user.id] = user
    world.people.append(Person(user, kind))


def _guild(world: World, name: str, people: list[Person]) -> Guild:
    snowflakes, owner_id = world.snowflakes, world.application.owner_id
    guild = Guild(id=snowflakes.next(), name=name, owner_id=owner_id)
    world.guilds[guild.id] = guild
    everyone = Role(guild.id, "@everyone", permissions.EVERYONE)
    bot_role = Role(snowflakes.next(), world.bot.username, _BOT, position=1, bot_id=world.bot.id)
    moderator = Role(snowflakes.next(), "Moderator", _MODERATOR, position=2, color=0x2E7D32, is_hoisted=True)
    guild.roles = {role.id: role for role in (everyone, bot_role, moderator)}
    joined_at = moment_of(guild.id).isoformat()
    guild.members = {
        owner_id: Member(owner_id, joined_at),
        world.bot.id: Member(world.bot.id, joined_at, [bot_role.id]),
    }
    for person in people:
        roles = [moderator.id] if person.role == "moderator" else []
        guild.members[person.id] = Member(person.id, joined_at, roles)
    return guild


def _channel(world: World, guild: Guild, name: str, topic: str, kind: int = TEXT_CHANNEL) -> Channel:
    channel = Channel(
        id=world.snowflakes.next(),
        name=name,
        type=kind,
        guild_id=guild.id,
        position=len(guild.channels),
        topic=topic,
    )
    guild.channels[channel.id] = channel
    return channel


def _role(guild: Guild, name: str) -> Role:
    return next(role for role in guild.roles.values() if role.name == name)
