"""Weekly reminders as somebody would keep them with a calendar on the wall, day after day."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
TWO_DAYS = timedelta(days=2)
FAR = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass
class PlainThing:
    """Something due; `limbo`: somebody died with it in hand, and it `arrived` or did not."""

    due: datetime
    state: str
    order: int
    limbo: bool = False
    arrived: bool = False


@dataclass
class PlainMember:
    """A member with at most one rule, and everything that ever was due of theirs, by its period."""

    zone: str = "UTC"
    rule: tuple[int, time] | None = None
    since: datetime = FAR
    paused_until: datetime | None = None
    things: dict[str, PlainThing] = field(default_factory=dict)

    def set_rule(self, weekday: int, at: time, now: datetime) -> None:
        self.sweep(now)
        self.rule, self.since, self.paused_until = (weekday, at), now, None

    def move(self, zone: str, now: datetime) -> None:
        self.sweep(now)
        self.zone, self.since = zone, now

    def pause(self, until: datetime | None, now: datetime) -> None:
        self.sweep(now)
        self.paused_until = until

    def skip_week(self, now: datetime) -> None:
        self.sweep(now)
        for thing in self.things.values():
            if thing.state == "pending" and not thing.limbo:
                thing.state = "not_this_week"
        week = week_of(now.astimezone(ZoneInfo(self.zone)))
        if week not in self.things:
            self.add(week, now, "not_this_week")
        self.since = now

    def snooze(self, now: datetime) -> bool:
        """Whether there was anything to snooze."""
        sent = [
            (thing.due, thing.order, period) for period, thing in self.things.items() if thing.state == "sent"
        ]
        if not sent or now - max(sent)[0] > timedelta(days=7):
            return False
        week, _, number = max(sent)[2].partition("#s")
        period = f"{week}#s{int(number or 0) + 1}"
        if period not in self.things:
            local = now.astimezone(ZoneInfo(self.zone))
            tomorrow = datetime.combine(local.date() + DAY, local.time(), ZoneInfo(self.zone))
            self.add(period, tomorrow.astimezone(UTC), "pending")
        return True

    def sweep(self, now: datetime) -> None:
        """Writes down what is due by now, of several the newest as to be sent."""
        dues = self.dues(now)
        for week, due in dues:
            if self.paused_until is not None and due < self.paused_until:
                self.add(week, due, "paused")
            elif (week, due) == dues[-1] and now - due < TWO_DAYS:
                self.add(week, due, "pending")
            else:
                self.add(week, due, "missed")

    def dues(self, now: datetime) -> list[tuple[str, datetime]]:
        if self.rule is None:
            return []
        weekday, at = self.rule
        zone, day, found = ZoneInfo(self.zone), (self.since - 3 * DAY).date(), []
        while day <= (now + 3 * DAY).date():
            due = datetime.combine(day, at, zone).astimezone(UTC)
            week = week_of(datetime.combine(day, at))
            if day.weekday() == weekday and self.since < due <= now and week not in self.things:
                found.append((week, due))
            day += DAY
        return found

    def deliver(self, now: datetime) -> None:
        for thing in self.waiting(now):
            thing.state = "sent" if thing.arrived else self.verdict(thing, now) or "sent"
            thing.limbo = False

    def die(self, now: datetime, *, after_sending: bool) -> None:
        """Somebody claims all that waits, perhaps sends it, and dies."""
        for thing in self.waiting(now):
            unwanted = self.verdict(thing, now)
            if unwanted and not thing.limbo:
                thing.state = unwanted
            elif not thing.arrived:
                thing.limbo, thing.arrived = True, after_sending and not unwanted

    def waiting(self, now: datetime) -> list[PlainThing]:
        return [
            each
            for each in self.things.values()
            if (each.state == "pending" and each.due <= now) or each.limbo
        ]

    def verdict(self, thing: PlainThing, now: datetime) -> str | None:
        if self.rule is None:
            return "off"
        if now - thing.due > TWO_DAYS:
            return "missed"
        return "paused" if self.paused_until is not None and now < self.paused_until else None

    def add(self, period: str, due: datetime, state: str) -> None:
        self.things[period] = PlainThing(due, state, len(self.things))


def week_of(day: datetime) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"
