"""The short names of months and weekdays, as a language writes them where they stand alone."""

from functools import cache

from babel.dates import get_day_names, get_month_names

_MONTHS = range(1, 13)
_WEEKDAYS = range(7)


@cache
def short_months(locale: str) -> tuple[str, ...]:
    """The months from January, as in "Jan" and "Feb"."""
    names = get_month_names("abbreviated", context="stand-alone", locale=locale)
    return tuple(str(names[month]) for month in _MONTHS)


@cache
def short_weekdays(locale: str) -> tuple[str, ...]:
    """The weekdays from Monday, as in "Mon" and "Tue"."""
    names = get_day_names("abbreviated", context="stand-alone", locale=locale)
    return tuple(str(names[weekday]) for weekday in _WEEKDAYS)
