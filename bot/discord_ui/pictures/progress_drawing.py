"""Draws how far a member is: tasks and hours as they grew, and a calendar of active days."""

from datetime import date, timedelta

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch
from matplotlib.ticker import MaxNLocator

from bot.discord_ui.pictures.canvas import (
    BADGER,
    FAINT,
    INK,
    LINE,
    PAPER,
    SECOND,
    blank,
    drawable,
    lines_of,
    png_of,
)
from bot.discord_ui.pictures.picture import CALENDAR_WEEKS, ProgressPicture

_MINUTES_PER_HOUR = 60
_DAYS_PER_WEEK = 7
_WIDTH, _HEIGHT, _SCALE = 420, 480, 3
"""A phone shows it about 280 wide, and a screen at most 350 high: at both its letters can be read."""
_TITLE, _CAPTION, _LABEL, _CELL, _CELL_FULL = 12.0, 11.0, 9.5, 8.5, 6.5
_DIGITS = 3
"""So many have their place in a day of the calendar at full size."""
_TITLE_LETTERS = 38
_MARGIN_INCHES = 0.08
_STRONG_MINUTES = 120
"""A day with so many minutes has the strongest colour."""
_FEW_TICKS = 3
_LEAST_HOURS = 2.0


def draw_progress(picture: ProgressPicture) -> bytes:
    """The picture as a PNG file."""
    figure = blank(_WIDTH, _HEIGHT, scale=_SCALE, margin=_MARGIN_INCHES)
    tasks, hours, calendar = figure.subplots(3, 1, height_ratios=(2.6, 2.6, 4.6))
    title = lines_of(drawable(picture.title), _TITLE_LETTERS, 1)
    if title:
        figure.suptitle(title, color=INK, fontweight="bold", fontsize=_TITLE)
    _draw_tasks(tasks, picture)
    _draw_hours(hours, picture)
    _draw_calendar(calendar, picture)
    return png_of(figure)


def _draw_tasks(axes: Axes, picture: ProgressPicture) -> None:
    _prepare(axes, picture, picture.captions.tasks)
    top = max(picture.total_tasks, 1)
    axes.set_ylim(0, top * 1.12)
    axes.yaxis.set_major_locator(MaxNLocator(_FEW_TICKS, integer=True))
    axes.axhline(top, color=FAINT, linewidth=1, linestyle=":")
    _draw_way_to_target(axes, picture, top)
    _draw_steps(axes, picture, [done for _, done, _ in picture.points], BADGER)


def _draw_hours(axes: Axes, picture: ProgressPicture) -> None:
    _prepare(axes, picture, picture.captions.hours)
    hours = [minutes / _MINUTES_PER_HOUR for _, _, minutes in picture.points]
    top = max([*hours, _LEAST_HOURS])
    if picture.effort_minutes is not None:
        lower, upper = (minutes / _MINUTES_PER_HOUR for minutes in picture.effort_minutes)
        axes.axhspan(lower, max(upper, lower), color=FAINT, alpha=0.25, linewidth=0)
        axes.axhline(lower, color=FAINT, linewidth=1, linestyle=":")
        top = max(top, upper)
        _draw_way_to_target(axes, picture, lower)
    axes.set_ylim(0, top * 1.12)
    axes.yaxis.set_major_locator(MaxNLocator(_FEW_TICKS, integer=True))
    _draw_steps(axes, picture, hours, SECOND)


def _prepare(axes: Axes, picture: ProgressPicture, caption: str) -> None:
    axes.set_facecolor(PAPER)
    axes.set_title(caption, color=INK, loc="left", fontsize=_CAPTION)
    axes.tick_params(colors=FAINT, length=0, labelsize=_LABEL)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(LINE)
    axes.grid(axis="y", color=LINE, linewidth=0.6)
    axes.set_axisbelow(True)
    first, last = picture.points[0][0], _last_day(picture)
    axes.set_xlim(0, max((last - first).days, 1))
    ticks = sorted({0, (last - first).days // 2, (last - first).days})
    axes.set_xticks(ticks, [_day_name(first + timedelta(days=tick), picture) for tick in ticks])
    labels = axes.get_xticklabels()
    labels[0].set_horizontalalignment("left")
    labels[-1].set_horizontalalignment("right" if len(labels) > 1 else "left")


def _last_day(picture: ProgressPicture) -> date:
    return max(picture.today, picture.points[-1][0], picture.target or picture.today)


def _day_name(day: date, picture: ProgressPicture) -> str:
    return f"{day.day} {drawable(picture.captions.months[day.month - 1])}"


def _draw_way_to_target(axes: Axes, picture: ProgressPicture, goal: float) -> None:
    """A line from the start to the target, and where today is."""
    first = picture.points[0][0]
    if picture.target is not None and picture.target > first:
        days = (picture.target - first).days
        axes.plot([0, days], [0, goal], color=FAINT, linewidth=1.2, linestyle="--")
        axes.annotate(
            drawable(picture.captions.target),
            (days, goal),
            xytext=(-4, 4),
            textcoords="offset points",
            color=FAINT,
            ha="right",
            va="bottom",
            fontsize=_LABEL,
        )


def _draw_steps(axes: Axes, picture: ProgressPicture, heights: list[float] | list[int], colour: str) -> None:
    first = picture.points[0][0]
    days = [(day - first).days for day, _, _ in picture.points]
    days.append(max((picture.today - first).days, days[-1]))
    axes.step(days, [*heights, heights[-1]], where="post", color=colour, linewidth=2.4)
    axes.fill_between(days, [*heights, heights[-1]], step="post", color=colour, alpha=0.18, linewidth=0)
    axes.plot([days[-1]], [heights[-1]], marker="o", markersize=6, color=colour, clip_on=False)


def _draw_calendar(axes: Axes, picture: ProgressPicture) -> None:
    """A column a week, a row a weekday; an active day holds its minutes in figures."""
    axes.set_facecolor(PAPER)
    axes.set_title(picture.captions.active_days, color=INK, loc="left", fontsize=_CAPTION)
    axes.set_axis_off()
    axes.set_aspect("auto")
    monday = picture.today - timedelta(days=picture.today.weekday())
    first = monday - timedelta(weeks=CALENDAR_WEEKS - 1)
    minutes = dict(picture.active_days)
    axes.set_xlim(-0.9, CALENDAR_WEEKS)
    axes.set_ylim(_DAYS_PER_WEEK, -0.9)
    for row, name in enumerate(picture.captions.weekdays):
        axes.text(-0.15, row + 0.5, drawable(name), color=FAINT, ha="right", va="center", fontsize=_CELL)
    for week in range(CALENDAR_WEEKS):
        _draw_week(axes, picture, first + timedelta(weeks=week), week, minutes)


def _draw_week(
    axes: Axes, picture: ProgressPicture, monday: date, column: int, minutes: dict[date, int]
) -> None:
    if column == 0 or monday.day <= _DAYS_PER_WEEK:
        month = drawable(picture.captions.months[monday.month - 1])
        axes.text(column + 0.05, -0.2, month, color=FAINT, ha="left", va="bottom", fontsize=_CELL)
    for row in range(_DAYS_PER_WEEK):
        day = monday + timedelta(days=row)
        if day > picture.today:
            continue
        is_active = day in minutes
        strength = 0.35 + 0.65 * min(minutes.get(day, 0) / _STRONG_MINUTES, 1)
        axes.add_patch(
            FancyBboxPatch(
                (column + 0.06, row + 0.1),
                0.88,
                0.8,
                boxstyle="round,pad=0,rounding_size=0.08",
                facecolor=SECOND if is_active else LINE,
                alpha=strength if is_active else 0.35,
                edgecolor=INK if day == picture.today else "none",
                linewidth=1.2,
            )
        )
        if is_active:
            figure = str(minutes[day]) if minutes[day] else "•"
            size = _CELL if len(figure) <= _DIGITS else _CELL_FULL
            axes.text(column + 0.5, row + 0.5, figure, color=INK, ha="center", va="center", fontsize=size)
