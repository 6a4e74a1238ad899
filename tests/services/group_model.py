"""Study groups as somebody would keep them on paper: lists, and sums over all of them."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.services.ledger_model import streak_weeks

Who = tuple[int, int]
"""A server and a user in it."""


@dataclass
class PlainWork:
    """An entry. `ghost_of` is the group for which an erased member's was kept."""

    who: Who
    credential: str
    day: date
    minutes: int
    is_done: bool
    entry_id: int
    stands: bool = True


@dataclass
class PlainStay:
    user_id: int
    joined_on: date
    left_on: date | None = None
    shared: bool | None = None


@dataclass
class PlainGroup:
    id: int
    guild_id: int
    name: str
    owner_id: int | None
    credential: str | None
    most: int
    is_open: bool
    created_on: date
    zone: str
    stays: list[PlainStay] = field(default_factory=list)
    invited: dict[int, datetime] = field(default_factory=dict)
    ghosts: list[PlainWork] = field(default_factory=list)
    is_living: bool = True

    @property
    def members(self) -> list[int]:
        return [stay.user_id for stay in self.stays if stay.left_on is None]


@dataclass
class PlainLine:
    minutes: int
    tasks: int
    streak: int
    done_of: tuple[int, int] | None


@dataclass
class PlainClub:
    """All servers, members and groups; a method a deed, none of them clever."""

    now: datetime
    tasks_of: dict[str, int]
    zones: dict[int, str] = field(default_factory=dict)
    visibility: dict[Who, str] = field(default_factory=dict)
    groups: list[PlainGroup] = field(default_factory=list)
    work: list[PlainWork] = field(default_factory=list)

    def today(self, zone: str) -> date:
        return self.now.astimezone(ZoneInfo(zone)).date()

    def day_of(self, user_id: int) -> date:
        return self.today(self.zones.get(user_id, "UTC"))

    def sees_all(self, who: Who) -> str:
        return self.visibility.get(who, "groups")

    def living(self, guild_id: int) -> list[PlainGroup]:
        return [group for group in self.groups if group.guild_id == guild_id and group.is_living]

    def of(self, who: Who) -> list[PlainGroup]:
        return [group for group in self.living(who[0]) if who[1] in group.members]

    def standing(self, who: Who) -> list[PlainWork]:
        return [each for each in self.work if each.who == who and each.stands]

    def ticked(self, who: Who, credential: str) -> int:
        return sum(each.is_done for each in self.standing(who) if each.credential == credential)

    def leave(self, group: PlainGroup, user_id: int) -> None:
        for stay in group.stays:
            if stay.user_id == user_id and stay.left_on is None:
                stay.left_on = max(stay.joined_on, self.day_of(user_id))
                stay.shared = self.sees_all((group.guild_id, user_id)) != "private"
        self.pass_on(group, user_id)

    def pass_on(self, group: PlainGroup, user_id: int) -> None:
        if not group.members:
            group.is_living = False
        elif group.owner_id == user_id:
            group.owner_id = group.members[0]

    def end(self, group: PlainGroup) -> None:
        owner = group.owner_id
        for user_id in group.members:
            self.leave(group, user_id)
        group.owner_id, group.is_living = owner, False

    def counts(self, group: PlainGroup, user_id: int) -> bool:
        mine = [stay for stay in group.stays if stay.user_id == user_id]
        if mine[-1].left_on is None:
            return self.sees_all((group.guild_id, user_id)) != "private"
        return bool(mine[-1].shared)

    def counted(self, group: PlainGroup, user_id: int) -> list[PlainWork]:
        """What a member did in the group, whatever it follows."""
        spans = [(stay.joined_on, stay.left_on) for stay in group.stays if stay.user_id == user_id]
        return [
            each
            for each in self.standing((group.guild_id, user_id))
            if any(first <= each.day and (last is None or each.day <= last) for first, last in spans)
        ]

    def all_counted(self, group: PlainGroup) -> dict[int, list[PlainWork]]:
        people = dict.fromkeys(stay.user_id for stay in group.stays)
        return {each: self.counted(group, each) for each in people if self.counts(group, each)}

    def sums(self, group: PlainGroup, some: list[PlainWork], window: str) -> tuple[int, int]:
        """Minutes and ticked tasks in a window, of what the group follows."""
        today = self.today(group.zone)
        monday = today - timedelta(days=today.weekday())
        first = {"week": monday, "month": today.replace(day=1), "all": date.min}[window]
        wanted = [
            each
            for each in some
            if (group.credential is None or each.credential == group.credential)
            and each.day < monday + timedelta(days=7)
            # Every week that touches the window is in it as a whole.
            and (window == "all" or each.day + timedelta(days=6 - each.day.weekday()) >= first)
        ]
        return sum(each.minutes for each in wanted), sum(each.is_done for each in wanted)

    def total(self, group: PlainGroup, window: str) -> tuple[int, int]:
        everything = [each for mine in self.all_counted(group).values() for each in mine]
        return self.sums(group, [*everything, *group.ghosts], window)

    def former(self, group: PlainGroup, window: str) -> tuple[int, int]:
        left = [
            each
            for user_id, mine in self.all_counted(group).items()
            if user_id not in group.members
            for each in mine
        ]
        return self.sums(group, [*left, *group.ghosts], window)

    def line(self, group: PlainGroup, user_id: int, window: str) -> PlainLine:
        who = (group.guild_id, user_id)
        seen = [
            each
            for each in self.standing(who)
            if group.credential is None or each.credential == group.credential
        ]
        minutes, tasks = self.sums(group, self.counted(group, user_id), window)
        done_of = None
        if group.credential is not None and self.has_started(who, group.credential):
            done_of = self.ticked(who, group.credential), self.tasks_of[group.credential]
        streak = streak_weeks({each.day for each in seen}, self.today(group.zone))
        return PlainLine(minutes, tasks, streak, done_of)

    def has_started(self, who: Who, credential: str) -> bool:
        # Whoever undid all has an enrolment all the same.
        return any(each.who == who and each.credential == credential for each in self.work)

    def may_tell(self, group: PlainGroup, window: str) -> bool:
        """Whether others may know the total: nobody can work out what one did who is not shown."""
        sums = {user_id: self.sums(group, mine, window) for user_id, mine in self.all_counted(group).items()}
        shown = {each for each in group.members if self.sees_all((group.guild_id, each)) == "server"}
        by_ghost: dict[Who, list[PlainWork]] = {}
        for each in group.ghosts:
            by_ghost.setdefault(each.who, []).append(each)
        ghosts = [self.sums(group, mine, window) for mine in by_ghost.values()]
        hidden = [found for user_id, found in sums.items() if user_id not in shown] + ghosts
        workers = sum(found != (0, 0) for found in [*sums.values(), *ghosts])
        few = {1, 2}
        return (
            workers >= 3
            and sum(minutes > 0 for minutes, _ in hidden) not in few
            and sum(tasks > 0 for _, tasks in hidden) not in few
        )

    def erase(self, who: Who, ghost: Who) -> None:
        """Forgets a member of a server; what counted of them is a ghost's from now on."""
        guild_id, user_id = who
        for group in [each for each in self.groups if each.guild_id == guild_id]:
            was_in = user_id in group.members
            if any(stay.user_id == user_id for stay in group.stays) and self.counts(group, user_id):
                for each in self.counted(group, user_id):
                    group.ghosts.append(
                        PlainWork(ghost, each.credential, each.day, each.minutes, each.is_done, 0)
                    )
            group.stays = [stay for stay in group.stays if stay.user_id != user_id]
            group.invited.pop(user_id, None)
            if was_in:
                self.pass_on(group, user_id)
            if group.owner_id == user_id:
                group.owner_id = None
        self.work = [each for each in self.work if each.who != who]
        self.visibility.pop(who, None)
