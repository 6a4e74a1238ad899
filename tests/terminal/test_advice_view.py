import io
from dataclasses import replace
from datetime import date

import pytest
from rich.cells import cell_len
from rich.console import Console

from bot.domain.credential import Cost, CostClass, Effort, EffortBasis, WeeksRange
from bot.services.advice import AdviceRequest, Adviser
from bot.terminal.advice_view import show_advice
from bot.wording.texts import load_texts
from tests.small_catalogue import credential, make_index

TODAY = date(2026, 11, 24)
TEXTS = load_texts("en")
NARROWEST = 10
"""Below it the indent alone fills the line; it must only not fail."""


def changed(identity: str, title: str, **facts: object):
    return replace(credential(identity, title), **facts)  # type: ignore[arg-type]


WELDING = (
    changed(
        "a",
        "Welding [red]basics[/red] for everyone who has always wanted to weld something big",
        effort=Effort(480, 960, EffortBasis.STATED),
        cost=Cost(CostClass.PAID, 199, "USD"),
        typical_weeks=WeeksRange(4, 4),
    ),
    changed("b", "Welding II", effort=Effort(3900, 7800, EffortBasis.DERIVED)),
    changed("c", "Welding III", effort=Effort(1200, 1500, EffortBasis.STATED)),
    changed("d", "Welding IV"),
    changed("e", "Welding V", effort=Effort(480, 900, EffortBasis.STATED), prescribed_weeks=WeeksRange(9, 9)),
)


def shown(time: str, width: int, goal: str = "welding") -> str:
    adviser = Adviser(WELDING, make_index(WELDING), lambda: TODAY)
    out = io.StringIO()
    console = Console(file=out, width=width, highlight=False, emoji=False, markup=False)
    show_advice(console, TEXTS, adviser.advise(AdviceRequest(goal, time)))
    return out.getvalue()


@pytest.mark.parametrize("width", [3, 30, 60, 119, 120, 200])
def test_nothing_is_wider_than_the_terminal(width: int):
    lines = shown("3h/week for 6 weeks", width).splitlines()
    assert width < NARROWEST or all(cell_len(line.rstrip()) <= width for line in lines)


@pytest.mark.parametrize("width", [110, 130])
def test_everything_reads_without_colour(width: int):
    text = " ".join(shown("3h/week for 6 weeks", width).split())
    assert "Your time: 3 h a week for 6 weeks (= 18 h in all)" in text
    assert "[red]basics[/red]" in text
    for words in ("✓ fits", "△ near miss", "? time not", "your 18 h cover 8 to 16 h"):
        assert words in text
    assert "One more matches, but takes far more time." in text


def test_a_near_miss_says_what_would_make_it_fit():
    text = shown("3h/week for 6 weeks", 110)
    assert "Would fit: at 4.5 h/week or for 9 weeks; may already fit at 3.5 h/week or for 7 weeks" in text


def test_derived_hours_are_shown_as_estimated():
    assert "about 65 to 130 h, estimated" in shown("", 110)


def test_a_late_calendar_is_named():
    text = " ".join(shown("10h/week for 6 weeks", 110, goal="welding v").split())
    assert "its calendar of 9 weeks ends after your time" in text
    assert "your 60 h cover 8 to 15 h" in text


def test_hours_a_week_alone_say_how_many_weeks_each_takes():
    assert "3 to 6 weeks at your 3 h a week (8 to 16 h)" in shown("3h/week", 110)


def test_weeks_alone_ask_for_the_hours():
    text = shown("10 weeks", 110)
    assert "How many hours a week do you have?" in text
    assert "depends on your hours" in text


def test_nothing_that_fits_is_said_honestly():
    assert "Nothing that matches fits your time." in shown("5h", 110, goal="welding iii")
    assert "I cannot say whether these fit your time" in shown("1h", 110)
    assert "I know nothing that fits this." in shown("", 110, goal="gunsmith")
