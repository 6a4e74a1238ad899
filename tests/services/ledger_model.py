"""The ledger as somebody would keep it on paper: lists, and sums over all of them."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass
class PlainEnrolment:
    id: str
    guild_id: int
    user_id: int
    credential_id: str
    tasks: list[tuple[str, str]]
    started_on: date
    statuses: list[str] = field(default_factory=lambda: ["active"])
    target: date | None = None
    title: str = ""
    declined: tuple[str, list[tuple[str, str]]] | None = None

    @property
    def status(self) -> str:
        return self.statuses[-1]

    @property
    def is_open(self) -> bool:
        return self.status in {"active", "paused"}


@dataclass
class PlainEntry:
    id: int
    enrolment: PlainEnrolment
    task_id: str | None
    is_done: bool
    minutes: int | None
    note: str | None
    day: date
    stands: bool = True


@dataclass
class PlainLedger:
    """All servers and members; a method a deed, none of them clever."""

    now: datetime
    zones: dict[int, str] = field(default_factory=dict)
    announcing: dict[tuple[int, int], str] = field(default_factory=dict)
    enrolments: list[PlainEnrolment] = field(default_factory=list)
    entries: list[PlainEntry] = field(default_factory=list)
    announced: dict[str, bool] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)

    def kept(self, credential_id: str) -> str:
        return self.merged.get(credential_id, credential_id)

    def today(self, user_id: int) -> date:
        return self.now.astimezone(ZoneInfo(self.zones.get(user_id, "UTC"))).date()

    def of(self, guild_id: int, user_id: int) -> list[PlainEnrolment]:
        return [each for each in self.enrolments if (each.guild_id, each.user_id) == (guild_id, user_id)]

    def entries_of(self, enrolment: PlainEnrolment) -> list[PlainEntry]:
        return [entry for entry in self.entries if entry.enrolment is enrolment and entry.stands]

    def mine(self, guild_id: int, user_id: int) -> list[PlainEntry]:
        return [entry for each in self.of(guild_id, user_id) for entry in self.entries_of(each)]

    def newest(self, guild_id: int, user_id: int) -> PlainEntry | None:
        return max(self.mine(guild_id, user_id), key=lambda entry: entry.id, default=None)

    def ticked(self, enrolment: PlainEnrolment) -> set[str]:
        return {entry.task_id or "" for entry in self.entries_of(enrolment) if entry.is_done}

    def minutes_on(self, guild_id: int, user_id: int, day: date) -> int:
        return sum(entry.minutes or 0 for entry in self.mine(guild_id, user_id) if entry.day == day)

    def other_is_open(self, enrolment: PlainEnrolment) -> bool:
        return any(
            each.is_open
            and self.kept(each.credential_id) == self.kept(enrolment.credential_id)
            and each is not enrolment
            for each in self.of(enrolment.guild_id, enrolment.user_id)
        )

    def would_reopen(self, entry: PlainEntry) -> bool:
        enrolment = entry.enrolment
        counts = entry.is_done and entry.task_id in {task_id for task_id, _ in enrolment.tasks}
        return enrolment.status == "completed" and counts

    def settle(self, enrolment: PlainEnrolment) -> None:
        is_finished = {task_id for task_id, _ in enrolment.tasks} <= self.ticked(enrolment)
        whose = (enrolment.guild_id, enrolment.user_id)
        if enrolment.is_open and is_finished:
            enrolment.statuses.append("completed")
            if self.announcing.get(whose, "off") != "off":
                self.announced[enrolment.id] = True
        elif enrolment.status == "completed" and not is_finished:
            enrolment.statuses.append(enrolment.statuses[-2])
            if enrolment.id in self.announced:
                self.announced[enrolment.id] = False

    def take_in(self, enrolment: PlainEnrolment, title: str, tasks: list[tuple[str, str]]) -> None:
        ids = {task_id for task_id, _ in tasks}
        ticked = self.ticked(enrolment)
        own = [task for task in enrolment.tasks if task[0].startswith("own_")]
        kept = [
            task for task in enrolment.tasks if task[0] in ticked and task[0] not in ids and task not in own
        ]
        enrolment.title, enrolment.tasks = title, [*tasks, *kept, *own]
        enrolment.declined = None
        self.settle(enrolment)

    def offers(self, enrolment: PlainEnrolment, title: str, tasks: list[tuple[str, str]]) -> bool:
        if not enrolment.is_open or enrolment.declined == (title, tasks):
            return False
        ticked, ids = self.ticked(enrolment), {task_id for task_id, _ in tasks}
        had = [task for task in enrolment.tasks if not task[0].startswith("own_")]
        stays = [task for task in had if task[0] in ids or task[0] not in ticked]
        return stays != tasks or enrolment.title != title

    def erase(self, user_id: int, guild_id: int | None) -> None:
        def is_gone(guild: int, user: int) -> bool:
            return user == user_id and guild_id in {None, guild}

        self.entries = [e for e in self.entries if not is_gone(e.enrolment.guild_id, e.enrolment.user_id)]
        for each in [each for each in self.enrolments if is_gone(each.guild_id, each.user_id)]:
            self.enrolments.remove(each)
            self.announced.pop(each.id, None)
        self.announcing = {whose: how for whose, how in self.announcing.items() if not is_gone(*whose)}
        elsewhere = {each.guild_id for each in self.enrolments if each.user_id == user_id}
        elsewhere |= {guild for guild, user in self.announcing if user == user_id}
        if not elsewhere:
            self.zones.pop(user_id, None)

    def weeks(self, entries: list[PlainEntry]) -> dict[date, int]:
        sums: dict[date, int] = {}
        for entry in entries:
            monday = entry.day - timedelta(days=entry.day.weekday())
            sums[monday] = sums.get(monday, 0) + (entry.minutes or 0)
        return sums


def streak_weeks(days: set[date], today: date) -> int:
    """Counted from the other end: the longest run up to now in which no four weeks hold two of rest."""
    mondays = {day - timedelta(days=day.weekday()) for day in days}
    if not mondays:
        return 0
    current = max(today - timedelta(days=today.weekday()), *mondays)
    best = 0
    for first in mondays:
        span = [first + timedelta(weeks=n) for n in range((current - first).days // 7 + 1)]
        worked = [week in mondays or week == current for week in span]
        fours = [worked[at : at + 4] for at in range(max(1, len(worked) - 3))]
        if all(four.count(False) < 2 for four in fours):
            best = max(best, sum(week in mondays for week in span))
    return best
