"""How long a credential of CTDL takes: work and calendar, from whatever its duration profiles say."""

from typing import Any

from bot.catalogue.completion import note
from bot.catalogue.ctdl_nodes import Node
from bot.catalogue.durations import MINUTES_PER_HOUR, Duration, duration_of
from bot.catalogue.problems import Problem

_CALENDAR = ("exactDuration", "minimumDuration", "maximumDuration")
_MAX_NOTE = 600
_OWN = {"effort_basis": "effortBasis", "effort_confidence": "effortConfidence", "effort_note": "effortNote"}


def effort_of(node: Node, language: str) -> tuple[dict[str, Any], list[Problem]]:
    """The fields of the schema on effort and calendar, and what was read into them."""
    profiles = node.nodes("estimatedDuration")
    row: dict[str, Any] = {name: text for name, key in _OWN.items() if (text := node.phrase(key))}
    notes: list[Problem] = []
    work = [each for profile in profiles for each in _durations(profile, "timeRequired")]
    calendar = [each for profile in profiles for name in _CALENDAR for each in _durations(profile, name)]
    work += [each for each in _durations(node, "timeRequired") if not profiles]
    if not work and calendar and all(each.is_work for each in calendar):
        work, calendar = calendar, []
        notes.append(note("import-hours-from-duration"))
    row |= _hours(profiles, work)
    row |= _weeks(profiles, calendar)
    prose = [text for profile in profiles if (text := profile.phrase("description", language))]
    if prose and "effort_note" not in row:
        row["effort_note"] = prose[0][:_MAX_NOTE].strip()
    if prose and not work and not calendar:
        notes.append(note("import-duration-prose"))
    return row, notes


def _hours(profiles: list[Node], work: list[Duration]) -> dict[str, float]:
    minutes = sorted(round(each.minutes) for each in work if each.is_work and each.minutes >= 1)
    if not minutes:
        return {}
    ends = {"effort_min_hours": minutes[0], "effort_max_hours": minutes[-1]}
    for end in (text for profile in profiles for text in profile.phrases("openEnd")):
        ends.pop({"minimum": "effort_min_hours", "maximum": "effort_max_hours"}.get(end, ""), None)
    return {name: each / MINUTES_PER_HOUR for name, each in ends.items()}


def _weeks(profiles: list[Node], calendar: list[Duration]) -> dict[str, list[float]]:
    """The calendar is the usual one unless Badger itself wrote that the issuer sets it."""
    weeks = sorted(each.all_weeks for each in calendar)
    if not weeks:
        return {}
    is_set = any(profile.phrase("calendar") == "prescribed" for profile in profiles)
    return {"prescribed_weeks" if is_set else "typical_weeks": [weeks[0], weeks[-1]]}


def _durations(node: Node, name: str) -> list[Duration]:
    return [found for text in node.phrases(name) if (found := duration_of(text)) is not None]


def task_hours(node: Node) -> dict[str, float]:
    """The hours of one task."""
    profiles = node.nodes("estimatedDuration")
    work = [each for profile in profiles for each in _durations(profile, "timeRequired")]
    named = {"effort_min_hours": "hours_min", "effort_max_hours": "hours_max"}
    return {named[name]: hours for name, hours in _hours(profiles, work).items()}
