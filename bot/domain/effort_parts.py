"""How many parts a credential has, in plain words: "10 modules", "3 to 5 sessions", "a workshop"."""

from dataclasses import dataclass

from bot.domain.budget_numbers import Reader, read_number

PART_WORDS = frozenset(
    "module modules lesson lessons unit units session sessions class classes video videos chapter chapters "
    "course courses part parts lecture lectures workshop workshops lab labs assignment assignments exercise "
    "exercises section sections seminar seminars meeting meetings evening evenings project projects".split()
)


@dataclass(frozen=True, slots=True)
class PartCount:
    """From `low` to `high` parts."""

    low: float
    high: float


def read_part_count(reader: Reader) -> PartCount | None:
    """The count that begins here; what is none leaves the place as it was."""
    return reader.first_of(_count)


def _count(reader: Reader) -> PartCount | None:
    low = read_number(reader)
    if low is None:
        return None
    high = low
    if reader.take_dash() or reader.take("to"):
        end = read_number(reader)
        if end is None:
            return None
        high = end
    if not reader.take_any(*PART_WORDS):
        return None
    return PartCount(min(low, high), max(low, high))
