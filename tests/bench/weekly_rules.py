"""Ten years of weekly rules in every zone: is each week due once?

`python -m tests.bench.weekly_rules [--years N] [--zones N]` prints one JSON line last. Zones whose clocks
show the same through all these years are done once. 7 weekdays by 48 half hours each; two processes.
"""

import argparse
import json
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from itertools import product
from time import perf_counter
from zoneinfo import ZoneInfo, available_timezones

from bot.domain.local_days import iso_week, week_of
from bot.domain.weekly_rule import WeeklyRule, next_due

FIRST_YEAR = 2026
_WEEKDAYS, _SLOTS = range(7), [time(hour, minute) for hour in range(24) for minute in (0, 30)]
_STEP = timedelta(minutes=30)
_PROCESSES = 2


def clocks_of(name: str, years: int) -> str:
    """A hash of what the clocks of a zone show at every half hour of these years."""
    zone, moment, end = ZoneInfo(name), datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), _end(years)
    digest, last = sha256(), None
    while moment < end:
        offset = moment.astimezone(zone).utcoffset()
        if offset != last:
            digest.update(f"{moment} {offset}".encode())
            last = offset
        moment += _STEP
    return digest.hexdigest()


def walk(name: str, years: int) -> tuple[int, int, int, int]:
    """Of all rules of a zone: weeks that were due, missed, due twice, and shifted by a gap."""
    zone = ZoneInfo(name)
    counts = [_walk_rule(WeeklyRule(zone, *slot), years) for slot in product(_WEEKDAYS, _SLOTS)]
    due, missed, doubled, shifted = (sum(column) for column in zip(*counts, strict=True))
    return due, missed, doubled, shifted


def _walk_rule(rule: WeeklyRule, years: int) -> tuple[int, int, int, int]:
    after, end = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), _end(years)
    weeks: list[str] = []
    shifted = 0
    while (due := next_due(rule, after)).at < end:
        weeks.append(due.week)
        shifted += due.at.astimezone(rule.zone).time() != rule.at
        after = due.at
    missed = len(set(_weeks_between(weeks[0], weeks[-1])) - set(weeks))
    return len(weeks), missed, len(weeks) - len(set(weeks)), shifted


def _weeks_between(first: str, last: str) -> Iterable[str]:
    monday = week_of(date.fromisocalendar(int(first[:4]), int(first[-2:]), 1))
    while iso_week(monday) <= last:
        yield iso_week(monday)
        monday += timedelta(weeks=1)


def _end(years: int) -> datetime:
    return datetime(FIRST_YEAR + years, 1, 1, tzinfo=UTC)


def weekly_rules(years: int, most_zones: int | None = None) -> dict[str, float]:
    """The figures of all zones, or of some."""
    started = perf_counter()
    names = sorted(available_timezones())[:most_zones]
    with ProcessPoolExecutor(_PROCESSES) as pool:
        clocks = pool.map(clocks_of, names, [years] * len(names), chunksize=8)
        different = sorted({clock: name for name, clock in zip(names, clocks, strict=True)}.values())
        counts = list(pool.map(walk, different, [years] * len(different)))
    due, missed, doubled, shifted = (sum(column) for column in zip(*counts, strict=True))
    return {
        "zones": len(names),
        "different": len(different),
        "rules": len(different) * len(_WEEKDAYS) * len(_SLOTS),
        "due": due,
        "missed": missed,
        "doubled": doubled,
        "shifted": shifted,
        "seconds": round(perf_counter() - started, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--zones", type=int, default=None)
    options = parser.parse_args()
    print(json.dumps(weekly_rules(options.years, options.zones)))


if __name__ == "__main__":
    main()
