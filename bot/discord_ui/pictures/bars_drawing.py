"""Draws bars with what they stand for at their ends."""

from bot.discord_ui.pictures.canvas import (
    FAINT,
    INK,
    LARGE,
    MEDIUM,
    SECOND,
    blank,
    drawable,
    lines_of,
    png_of,
)
from bot.discord_ui.pictures.picture import BarsPicture

MOST_BARS = 25
_WIDTH = 720
_BAR_POINTS = 38
_NAME_LETTERS = 24


def draw_bars(picture: BarsPicture) -> bytes:
    """The picture as a PNG file; at most 25 bars."""
    bars = picture.bars[:MOST_BARS]
    figure = blank(_WIDTH, 70 + _BAR_POINTS * max(len(bars), 1))
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_title(
        lines_of(drawable(picture.title), 52, 1), color=INK, loc="left", fontweight="bold", fontsize=LARGE
    )
    most = max([minutes for _, minutes, _ in bars], default=0) or 1
    axes.set_xlim(-0.55, 1.3)
    axes.set_ylim(max(len(bars), 1), 0)
    for row, (name, minutes, told) in enumerate(bars):
        shown = lines_of(drawable(name), _NAME_LETTERS, 1)
        axes.text(-0.02, row + 0.5, shown, color=INK, ha="right", va="center", fontsize=MEDIUM)
        axes.barh(row + 0.5, minutes / most, height=0.6, color=SECOND)
        axes.text(
            minutes / most + 0.02,
            row + 0.5,
            drawable(told),
            color=FAINT,
            ha="left",
            va="center",
            fontsize=MEDIUM,
        )
    return png_of(figure)
