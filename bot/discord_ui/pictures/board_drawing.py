"""Draws the week of a group: what was worked together, and a bar a member."""

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from bot.discord_ui.pictures.canvas import (
    BADGER,
    FAINT,
    INK,
    LARGE,
    LINE,
    MEDIUM,
    SECOND,
    SMALL,
    blank,
    drawable,
    lines_of,
    png_of,
)
from bot.discord_ui.pictures.picture import BOARD_ROWS, BoardPicture

_WIDTH, _SCALE = 480, 3
"""Narrow, so that its small letters can still be read on a phone."""
_ROW_POINTS, _HEAD_POINTS, _GOAL_POINTS, _END_POINTS = 34, 44, 46, 24
_LEFT, _RIGHT = 16, 464
_TITLE_LETTERS, _NAME_LETTERS, _TOLD_LETTERS = 40, 22, 40
_BAR_LEFT, _BAR_RIGHT, _BAR_HEIGHT = 186, 464, 9


def draw_board(picture: BoardPicture) -> bytes:
    """The picture as a PNG file; at most 16 members, the first at the top."""
    rows = picture.rows[:BOARD_ROWS]
    goal, end = _GOAL_POINTS if picture.goal else 0, _END_POINTS if picture.more else 8
    height = _HEAD_POINTS + goal + _ROW_POINTS * max(len(rows), 1) + end
    figure = blank(_WIDTH, height, arranged=False, scale=_SCALE)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(height, 0)
    title = lines_of(drawable(picture.title), _TITLE_LETTERS, 1)
    axes.text(_LEFT, 24, title, color=INK, fontweight="bold", fontsize=LARGE, va="center")
    if picture.goal:
        _draw_goal(axes, picture.goal)
    most = max([minutes for _, minutes, _ in rows], default=0) or 1
    for place, (name, minutes, told) in enumerate(rows):
        top = _HEAD_POINTS + goal + place * _ROW_POINTS
        # Letters that no font has leave nothing of a name; its place in the list still tells whose bar it is.
        _draw_row(axes, top, drawable(name) or f"{place + 1}.", minutes / most, told)
    if picture.more:
        below = height - _END_POINTS / 2
        axes.text(_LEFT, below, drawable(picture.more), color=FAINT, fontsize=SMALL, va="center")
    return png_of(figure)


def _draw_goal(axes: Axes, goal: tuple[float, str]) -> None:
    """How much of what the group wants to do in a week is done, as a broad bar."""
    share, told = goal
    axes.text(_LEFT, _HEAD_POINTS + 6, drawable(told), color=FAINT, fontsize=MEDIUM, va="center")
    _bar(axes, (_LEFT, _RIGHT), _HEAD_POINTS + 24, share, BADGER)


def _draw_row(axes: Axes, top: float, name: str, share: float, told: str) -> None:
    """A member: the name, what it was in words, and a bar beneath; none where there is nothing to show."""
    shown = lines_of(name, _NAME_LETTERS, 1)
    colour = INK if share else FAINT
    axes.text(_LEFT, top + 14, shown, color=colour, fontsize=MEDIUM, va="center")
    words = lines_of(drawable(told), _TOLD_LETTERS, 1)
    axes.text(_BAR_LEFT, top + 9, words, color=FAINT, fontsize=SMALL, va="center")
    _bar(axes, (_BAR_LEFT, _BAR_RIGHT), top + 23, share, SECOND)


def _bar(axes: Axes, ends: tuple[float, float], middle: float, share: float, colour: str) -> None:
    left, right = ends
    shares = [(1.0, LINE, 0.5)] + ([(min(share, 1.0), colour, 1.0)] if share else [])
    for part, painted, strength in shares:
        axes.add_patch(
            FancyBboxPatch(
                (left, middle - _BAR_HEIGHT / 2),
                max((right - left) * part, _BAR_HEIGHT),
                _BAR_HEIGHT,
                boxstyle=f"round,pad=0,rounding_size={_BAR_HEIGHT / 2}",
                facecolor=painted,
                alpha=strength,
                linewidth=0,
            )
        )
