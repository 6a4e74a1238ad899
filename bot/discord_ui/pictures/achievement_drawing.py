"""Draws what a member has finished, like a certificate that one is glad to show."""

from math import cos, pi, sin

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Polygon

from bot.discord_ui.pictures.canvas import (
    BADGER,
    FAINT,
    HUGE,
    INK,
    LARGE,
    LINE,
    MEDIUM,
    PAPER,
    RIBBON,
    blank,
    drawable,
    lines_of,
    png_of,
)
from bot.discord_ui.pictures.picture import AchievementPicture

_WIDTH, _HEIGHT = 800, 420
_TITLE_LETTERS, _TITLE_LINES = 34, 3
_POINTS_OF_THE_SEAL = 24


def draw_achievement(picture: AchievementPicture) -> bytes:
    """The picture as a PNG file."""
    figure = blank(_WIDTH, _HEIGHT, arranged=False)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(0, _HEIGHT)
    axes.set_aspect("equal")
    axes.add_patch(
        Polygon(
            [(20, 20), (_WIDTH - 20, 20), (_WIDTH - 20, _HEIGHT - 20), (20, _HEIGHT - 20)],
            closed=True,
            fill=False,
            edgecolor=LINE,
            linewidth=2,
        )
    )
    _draw_seal(axes, 130, 232)
    _write(axes, picture)
    return png_of(figure)


def _draw_seal(axes: Axes, x: float, y: float) -> None:
    for lean in (-1, 1):
        tail = [(x, y - 20), (x + lean * 62, y - 128), (x + lean * 30, y - 112), (x + lean * 12, y - 140)]
        axes.add_patch(Polygon(tail, closed=True, facecolor=RIBBON, linewidth=0))
    edge = [
        (
            x + radius * cos(2 * pi * point / (2 * _POINTS_OF_THE_SEAL)),
            y + radius * sin(2 * pi * point / (2 * _POINTS_OF_THE_SEAL)),
        )
        for point in range(2 * _POINTS_OF_THE_SEAL)
        for radius in ((70,) if point % 2 else (62,))
    ]
    axes.add_patch(Polygon(edge, closed=True, facecolor=BADGER, linewidth=0))
    axes.add_patch(Circle((x, y), 50, facecolor=PAPER, linewidth=0))
    tick = [(x - 26, y), (x - 8, y - 20), (x + 28, y + 22)]
    axes.plot(
        *zip(*tick, strict=True),
        color=BADGER,
        linewidth=9,
        solid_capstyle="round",
        solid_joinstyle="round",
    )


def _write(axes: Axes, picture: AchievementPicture) -> None:
    title = lines_of(drawable(picture.title), _TITLE_LETTERS, _TITLE_LINES)
    left = 240
    axes.text(left, 350, drawable(picture.headline), color=BADGER, fontsize=LARGE, va="center")
    axes.text(left, 322, title, color=INK, fontsize=HUGE, fontweight="bold", va="top", linespacing=1.25)
    below = 322 - 34 * (title.count("\n") + 1) - 14
    axes.text(left, below, lines_of(drawable(picture.issuer), 48, 1), color=FAINT, va="top", fontsize=MEDIUM)
    for place, (figure, words) in enumerate(picture.facts):
        x = left + place * 180
        axes.text(x, 96, drawable(figure), color=INK, fontsize=HUGE, fontweight="bold", va="center")
        axes.text(x, 62, drawable(words), color=FAINT, va="center", fontsize=MEDIUM)
