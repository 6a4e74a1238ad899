"""A credential's facts in words: what it takes, costs, asks for and claims."""

from math import ceil

from babel import Locale

from bot.domain.budget import DAYS_PER_WEEK, MINUTES_PER_HOUR
from bot.domain.credential import (
    Cost,
    Credential,
    CreditClaim,
    Effort,
    EffortBasis,
    Source,
    Task,
    WeeksRange,
)
from bot.domain.fit import WeeksNeeded
from bot.wording.texts import Texts

_MONTHS_PER_YEAR = 12


def effort_text(texts: Texts, effort: Effort) -> str:
    """The work: "about 65 to 130 h, estimated", "at least 40 h", "not stated"."""
    low, high = effort.min_minutes, effort.max_minutes
    estimated = "-estimated" if effort.basis is EffortBasis.DERIVED else ""
    if low is None and high is None:
        return texts("effort-not-stated")
    if high is None or low is None:
        name = "effort-at-most" if low is None else "effort-at-least"
        return texts(name, min=time_text(texts, low or 0), max=time_text(texts, high or 0))
    if low == high:
        return texts(f"effort{estimated}-exact", min=time_text(texts, low))
    if effort.basis is EffortBasis.MEMBERS_MEDIAN:
        return texts("effort-median-range", min=_start(low, high), max=time_text(texts, high))
    return texts(f"effort{estimated}-range", min=_start(low, high), max=time_text(texts, high))


def time_text(texts: Texts, minutes: int) -> str:
    """A length of work: "45 min" below an hour, else hours with at most one decimal ("1.5 h")."""
    if minutes < MINUTES_PER_HOUR:
        return texts("amount-minutes", minutes=minutes)
    return texts("amount-hours", hours=round(minutes / MINUTES_PER_HOUR, 1))


def _start(low: int, high: int) -> str:
    """The start of a range in the unit of its end, without the unit."""
    return str(low) if high < MINUTES_PER_HOUR else _hours(low)


def _hours(minutes: int) -> str:
    return f"{round(minutes / MINUTES_PER_HOUR, 1):g}"


def elapsed_text(texts: Texts, credential: Credential) -> str:
    """The calendar: prescribed weeks, or self-paced with the weeks it usually takes."""
    if credential.prescribed_weeks:
        return texts("elapsed-prescribed", weeks=weeks_text(texts, credential.prescribed_weeks))
    if credential.typical_weeks:
        return texts("elapsed-self-paced-typical", weeks=weeks_text(texts, credential.typical_weeks))
    return texts("elapsed-self-paced")


def weeks_text(texts: Texts, weeks: WeeksRange | WeeksNeeded) -> str:
    """Calendar weeks, begun ones counted whole: "6 weeks", "13 to 26 weeks", "8 weeks or more".

    A calendar that is over within a week is told in days: "4 days".
    """
    if isinstance(weeks, WeeksRange) and weeks.max_weeks < 1:
        return _days_text(texts, weeks)
    low = ceil(round(weeks.min_weeks or 0, 2))
    if weeks.max_weeks is None:
        return texts("weeks-from", min=low)
    high = ceil(round(weeks.max_weeks, 2))
    if low in {0, high}:
        return texts("weeks-exact", min=high)
    return texts("weeks-range", min=low, max=high)


def _days_text(texts: Texts, weeks: WeeksRange) -> str:
    low, high = (ceil(round(end * DAYS_PER_WEEK, 2)) for end in (weeks.min_weeks, weeks.max_weeks))
    return texts("amount-days", count=high) if low == high else texts("days-range", min=low, max=high)


def language_text(texts: Texts, code: str) -> str:
    """The name of a language by its ISO 639-1 code ("Spanish"); an unnamed one keeps its code."""
    return str(Locale.parse(texts.locale).languages.get(code, code))


def cost_text(texts: Texts, cost: Cost) -> str:
    """What it costs, with the amount where a source states one: "paid (199 USD)"."""
    words = texts(f"cost-{cost.cost_class.value}")
    if cost.amount is None:
        return words
    return texts("cost-with-amount", cost=words, amount=f"{cost.amount:g}", currency=cost.currency or "")


def checked_text(texts: Texts, source: Source) -> str:
    """When a person last looked at the source, and how old its facts were."""
    if source.facts_as_of:
        return texts("checked-on-snapshot", date=source.checked_on, year=source.facts_as_of)
    return texts("checked-on", date=source.checked_on)


def credit_text(texts: Texts, credit: CreditClaim, source: Source) -> str:
    """A claim of college credit as the source's own, dated."""
    return texts("credit-claim", claim=credit.claim, checked=checked_text(texts, source))


def validity_text(texts: Texts, credential: Credential) -> str:
    """For how long it is valid once it is earned: "3 years", "18 months", "not stated"."""
    months = credential.valid_months
    if months is None:
        return texts("validity-not-stated")
    years, rest = divmod(months, _MONTHS_PER_YEAR)
    return texts("validity-months", count=months) if rest else texts("validity-years", count=years)


def shown_by_text(texts: Texts, credential: Credential) -> str:
    """The kinds of its requirements in order: "lessons, quiz, portfolio"."""
    return ", ".join(texts(f"kind-{kind.value}") for kind in credential.shown_by)


def task_text(texts: Texts, task: Task) -> str:
    """A task with its time where known: "Final exam (2 h)"."""
    low, high = task.min_minutes, task.max_minutes
    if low is None and high is None:
        return task.title
    time = effort_text(texts, Effort(low, high, EffortBasis.STATED))
    return texts("task-with-time", title=task.title, time=time)
