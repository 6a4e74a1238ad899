"""How a stated effort was understood, in words that `parse_effort` reads back to the very same effort."""

from bot.domain.budget import DAYS_PER_WEEK, WEEKS_DECIMALS, WEEKS_PER_MONTH
from bot.domain.credential import WeeksRange
from bot.domain.effort_text import StatedEffort
from bot.wording.budget import minutes_text
from bot.wording.texts import Texts

_MONTHS_DECIMALS = 2


def effort_reading(texts: Texts, effort: StatedEffort) -> str:
    """The hours, then the calendar: "10 h to 15 h, usually over 6 to 8 weeks"."""
    work = _work(texts, effort)
    if effort.weeks is None:
        return work or texts("effort-not-stated")
    name = "effort-reading-set" if effort.prescribed_weeks else "effort-reading-usual"
    weeks = texts(name, weeks=_weeks(texts, effort.weeks))
    return texts("effort-reading-joined", work=work or texts("effort-reading-no-hours"), weeks=weeks)


def _work(texts: Texts, effort: StatedEffort) -> str:
    low, high = effort.min_minutes, effort.max_minutes
    if low is None and high is None:
        return ""
    if high is None:
        return texts("effort-at-least", min=minutes_text(texts, low or 0))
    if low is None:
        return texts("effort-at-most", max=minutes_text(texts, high))
    if low == high:
        return texts("effort-exact", min=minutes_text(texts, low))
    return texts("effort-range", min=minutes_text(texts, low), max=minutes_text(texts, high))


def _weeks(texts: Texts, weeks: WeeksRange) -> str:
    """In the unit in which both ends are shortest: people say days and months where weeks have decimals."""
    ends = (weeks.min_weeks, weeks.max_weeks)
    days = [round(end * DAYS_PER_WEEK) for end in ends]
    months = [round(end / WEEKS_PER_MONTH, _MONTHS_DECIMALS) for end in ends]
    if all(end == int(end) for end in ends):
        return _ends(texts, "amount-weeks", [int(end) for end in ends])
    if all(end == round(each / DAYS_PER_WEEK, WEEKS_DECIMALS) for end, each in zip(ends, days, strict=True)):
        return _ends(texts, "amount-days", days)
    if all(
        end == round(each * WEEKS_PER_MONTH, WEEKS_DECIMALS) for end, each in zip(ends, months, strict=True)
    ):
        return _ends(texts, "amount-months", months)
    return _ends(texts, "amount-weeks", ends)


def _ends(texts: Texts, name: str, ends: "list[int] | list[float] | tuple[float, float]") -> str:
    low, high = (texts(name, count=end) for end in ends)
    return low if low == high else texts("effort-range", min=low, max=high)
