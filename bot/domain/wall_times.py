"""Times of day as people write them ("18:30", "6pm", "Monday 9", "9 in the evening"), and weekdays."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from bot.domain.budget_numbers import Reader
from bot.domain.budget_words import (
    FILLER_MARKS,
    ONES,
    TENS,
    WEEKDAY_PLURALS,
    WEEKDAY_WORDS,
    corrected_tokens,
    tokens_of,
)
from bot.domain.errors import UserError
from bot.domain.plain_text import printable

_QUOTED_LENGTH = 40
_NOON = 12
_HOURS = 24
_MINUTES = 60
_FIRST_EVENING_HOUR = 4
"""Who says "at night" of an earlier hour means the one before dawn."""
_DOTTED = re.compile(r"(?P<hour>\d{1,2})[.,](?P<minute>\d{2})")
_RUN_TOGETHER = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d{2})")
_NAMED: Mapping[str, time] = {
    "noon": time(12),
    "midday": time(12),
    "lunch": time(12, 30),
    "lunchtime": time(12, 30),
    "midnight": time(0),
}
_PARTS: Mapping[str, time] = {
    "morning": time(9),
    "afternoon": time(15),
    "evening": time(19),
    "night": time(21),
    "tonight": time(20),
}
"""The parts of a day, and the hour that is meant by each alone: it is echoed, and easily said better."""
_MORNING, _LATER = frozenset({"am", "morning"}), frozenset({"pm", "afternoon", "evening", "night", "tonight"})
_AROUND = FILLER_MARKS | frozenset("at on every each around about the in o'clock oclock clock uhr".split())
_PAST = {"half": 30, "quarter": 15}


@dataclass(frozen=True, slots=True)
class SaidTime:
    """A time on somebody's wall, with the weekday where one was said beside it (from Monday, 0)."""

    at: time
    weekday: int | None = None


def parse_wall_time(text: str) -> SaidTime:
    """The time that the text says; a bare hour counts from midnight. Raises UserError `time-unreadable`."""
    return wall_times(text)[0]


def wall_times(text: str) -> list[SaidTime]:
    """The times that the text may say, the likeliest first: of a bare "6" also the one after noon.

    Raises UserError `time-unreadable` (`text`) where there is none.
    """
    typed = printable(text)
    reader = Reader(corrected_tokens(tokens_of(typed[: 2 * _QUOTED_LENGTH])))
    weekday = _weekday(reader)
    found = reader.first_of(_with_its_part, _part_alone)
    if weekday is None:
        weekday = _weekday(reader)
    _skip(reader)
    if not found or not reader.is_done:
        raise UserError("time-unreadable", text=typed[:_QUOTED_LENGTH])
    return [SaidTime(at, weekday) for at in found]


def parse_weekday(text: str) -> int:
    """The day of the week, from Monday, 0: "Monday", "mon", "on Tuesdays", "every Friday".

    Raises UserError `weekday-unreadable` (`text`).
    """
    typed = printable(text)
    reader = Reader(corrected_tokens(tokens_of(typed[: 2 * _QUOTED_LENGTH])))
    weekday = _weekday(reader)
    _skip(reader)
    if weekday is None or not reader.is_done:
        raise UserError("weekday-unreadable", text=typed[:_QUOTED_LENGTH])
    return weekday


def _skip(reader: Reader) -> None:
    while not reader.is_done and reader.peek() in _AROUND:
        reader.at += 1


def _weekday(reader: Reader) -> int | None:
    _skip(reader)
    word = reader.peek()
    weekday = WEEKDAY_WORDS.get(word, WEEKDAY_PLURALS.get(word))
    if weekday is not None:
        reader.at += 1
        _skip(reader)
    return weekday


def _with_its_part(reader: Reader) -> list[time] | None:
    """The times of an hour with the part of the day before or after it, or without any."""
    before = _part(reader)
    _skip(reader)
    named = _NAMED.get(reader.peek())
    if named is not None and before is None:
        reader.at += 1
        return [named]
    said = reader.first_of(_past_or_to, _in_digits, _in_words)
    if said is None:
        return None
    hour, minute, is_bare = said
    part = before or _part(reader)
    if part is None:
        return _both_halves(hour, minute) if is_bare else _times((hour, minute))
    return _times(_in_its_half(hour, part, minute))


def _part_alone(reader: Reader) -> list[time] | None:
    _skip(reader)
    part = _PARTS.get(reader.peek())
    if part is None:
        return None
    reader.at += 1
    return [part]


def _part(reader: Reader) -> str | None:
    """The part of the day that comes next: "am", "p.m.", "in the evening", "at night"."""
    start = reader.at
    _skip(reader)
    for letter in "ap":
        if reader.take(f"{letter}m") or reader.take(letter, ".", "m") or reader.take(letter, "m"):
            return f"{letter}m"
    if reader.peek() in _PARTS:
        reader.at += 1
        return reader.peek(-1)
    reader.at = start
    return None


def _past_or_to(reader: Reader) -> tuple[int, int, bool] | None:
    """ "half past six", "a quarter to 9", "ten past nine"."""
    reader.take("a")
    minutes = _PAST.get(reader.peek())
    if minutes is not None:
        reader.at += 1
    else:
        minutes = _count(reader)
        reader.take_any("minutes", "minute", "min")
    if minutes is None or not 0 < minutes < _MINUTES or not reader.take_any("past", "to", "after", "before"):
        return None
    is_past = reader.peek(-1) in {"past", "after"}
    hour = _count(reader)
    if hour is None:
        return None
    if is_past:
        return hour, minutes, True
    return (hour - 1) % _HOURS if hour != 1 else _NOON, _MINUTES - minutes, True


def _in_digits(reader: Reader) -> tuple[int, int, bool] | None:
    """18:30, 18.30, 1830, 18h30, 18h, 9."""
    kind, digits = reader.kind(), reader.peek()
    reader.at += 1
    if kind == "clock":
        hour, minute = digits.split(":")
        return int(hour), int(minute), False
    return _with_h(reader, digits) if kind == "number" else None


def _with_h(reader: Reader, digits: str) -> tuple[int, int, bool] | None:
    found = _DOTTED.fullmatch(digits) or (
        _RUN_TOGETHER.fullmatch(digits) if len(digits) > len("24") else None
    )
    if found:
        return int(found["hour"]), int(found["minute"]), False
    if not digits.isdecimal():
        return None
    if not (reader.take("h") or reader.take("hr") or reader.take("hrs")):
        return int(digits), 0, not digits.startswith("0")
    if reader.kind() == "number" and reader.is_tight() and reader.peek().isdecimal():
        reader.at += 1
        return int(digits), int(reader.peek(-1)), False
    return int(digits), 0, False


def _in_words(reader: Reader) -> tuple[int, int, bool] | None:
    """ "nine", "six thirty", "eighteen fifteen"."""
    hour = _count(reader)
    if hour is None:
        return None
    minute = _count(reader)
    return hour, minute or 0, True


def _count(reader: Reader) -> int | None:
    """A whole number in digits or words below sixty."""
    word = reader.peek()
    if reader.kind() == "number" and word.isdecimal() and len(word) <= len("59"):
        reader.at += 1
        return int(word)
    if word in ONES:
        reader.at += 1
        return ONES[word]
    if word not in TENS:
        return None
    reader.at += 1
    reader.take_dash()
    ones = ONES.get(reader.peek(), 0)
    if not 0 < ones < len("123456789") + 1:
        return TENS[word]
    reader.at += 1
    return TENS[word] + ones


def _times(*said: tuple[int, int] | None) -> list[time]:
    """Those that a clock can show; midnight may be called the 24th hour."""
    there = [each for each in said if each is not None]
    return [
        time(hour % _HOURS, minute)
        for hour, minute in there
        if 0 <= minute < _MINUTES and (0 <= hour < _HOURS or (hour, minute) == (_HOURS, 0))
    ]


def _both_halves(hour: int, minute: int) -> list[time]:
    """A bare hour of the small clock may also be the one after noon (of a bare 12: midnight)."""
    other = ((hour + _NOON) % _HOURS, minute) if 0 < hour <= _NOON else None
    return _times((hour, minute), other)


def _in_its_half(hour: int, part: str, minute: int) -> tuple[int, int] | None:
    if part in _MORNING:
        return (hour % _NOON, minute) if hour <= _NOON else None
    if part not in _LATER or hour > _NOON:
        return hour, minute
    if part == "night" and hour < _FIRST_EVENING_HOUR:
        return hour, minute
    if hour == _NOON and part in {"evening", "night", "tonight"}:
        return 0, minute
    return hour % _NOON + _NOON, minute
