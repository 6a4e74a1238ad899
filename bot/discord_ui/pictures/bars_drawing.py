"""Draws bars with what they stand for at their ends."""

from bot.discord_ui.pictures.canvas import (
    FAINT,
    INK,
    LARGE,
    SECOND,
    blank,
    drawable,
    lines_of,
    png_of,
)
from bot.discord_ui.pictures.picture import BarsPicture

MOST_BARS = 25
_WIDTH, _SCALE = 480, 3
"""A phone shows it about 280 wide: its letters can be read there too."""
_BAR_POINTS, _MOST_POINTS = 34, 620
"""Of a bar, and of all bars: many are narrower."""
_WORDS = 10.5
_NAME_LETTERS, _TITLE_LETTERS = 18, 44


def draw_bars(picture: BarsPicture) -> bytes:
    """The picture as a PNG file; at most 25 bars."""
    bars = picture.bars[:MOST_BARS]
    rows = max(len(bars), 1)
    figure = blank(_WIDTH, 60 + min(_BAR_POINTS * rows, _MOST_POINTS), scale=_SCALE)
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_title(
        lines_of(drawable(picture.title), _TITLE_LETTERS, 1),
        color=INK,
        loc="left",
        fontweight="bold",
        fontsize=LARGE,
    )
    most = max([minutes for _, minutes, _ in bars], default=0) or 1
    axes.set_xlim(-0.65, 1.45)
    axes.set_ylim(rows, 0)
    for row, (name, minutes, told) in enumerate(bars):
        shown = lines_of(drawable(name), _NAME_LETTERS, 1)
        axes.text(-0.02, row + 0.5, shown, color=INK, ha="right", va="center", fontsize=_WORDS)
        axes.barh(row + 0.5, minutes / most, height=0.6, color=SECOND)
        axes.text(
            minutes / most + 0.02,
            row + 0.5,
            drawable(told),
            color=FAINT,
            ha="left",
            va="center",
            fontsize=_WORDS,
        )
    return png_of(figure)
