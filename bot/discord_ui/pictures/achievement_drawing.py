"""Draws what a member has finished, like a certificate that one is glad to show."""

from math import cos, pi, sin

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Polygon

from bot.discord_ui.pictures.canvas import (
    BADGER,
    FAINT,
    INK,
    LARGE,
    LINE,
    PAPER,
    RIBBON,
    blank,
    drawable,
    lines_of,
    png_of,
)
from bot.discord_ui.pictures.picture import AchievementPicture

_WIDTH, _HEIGHT, _SCALE = 480, 330, 3
"""A phone shows it about 280 wide: its letters can be read there too."""
_EDGE = 12
_SEAL, _LEFT = (84, 226), 162
_TITLE_LETTERS, _TITLE_LINES = 22, 4
_ISSUER_LETTERS = 36
_FACT_WIDTH, _FACT_LETTERS, _FACT_LINES = 148, 18, 2
_TITLE, _FIGURE, _WORDS = 14.0, 14.0, 10.5
_LINE_POINTS = 25
_POINTS_OF_THE_SEAL = 24


def draw_achievement(picture: AchievementPicture) -> bytes:
    """The picture as a PNG file."""
    figure = blank(_WIDTH, _HEIGHT, arranged=False, scale=_SCALE)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(0, _HEIGHT)
    axes.set_aspect("equal")
    axes.add_patch(
        Polygon(
            [
                (_EDGE, _EDGE),
                (_WIDTH - _EDGE, _EDGE),
                (_WIDTH - _EDGE, _HEIGHT - _EDGE),
                (_EDGE, _HEIGHT - _EDGE),
            ],
            closed=True,
            fill=False,
            edgecolor=LINE,
            linewidth=2,
        )
    )
    _draw_seal(axes, *_SEAL)
    _write(axes, picture)
    return png_of(figure)


def _draw_seal(axes: Axes, x: float, y: float) -> None:
    for lean in (-1, 1):
        tail = [(x, y - 16), (x + lean * 48, y - 98), (x + lean * 23, y - 86), (x + lean * 9, y - 108)]
        axes.add_patch(Polygon(tail, closed=True, facecolor=RIBBON, linewidth=0))
    edge = [
        (
            x + radius * cos(2 * pi * point / (2 * _POINTS_OF_THE_SEAL)),
            y + radius * sin(2 * pi * point / (2 * _POINTS_OF_THE_SEAL)),
        )
        for point in range(2 * _POINTS_OF_THE_SEAL)
        for radius in ((54,) if point % 2 else (48,))
    ]
    axes.add_patch(Polygon(edge, closed=True, facecolor=BADGER, linewidth=0))
    axes.add_patch(Circle((x, y), 39, facecolor=PAPER, linewidth=0))
    tick = [(x - 20, y), (x - 6, y - 16), (x + 22, y + 17)]
    axes.plot(
        *zip(*tick, strict=True),
        color=BADGER,
        linewidth=7,
        solid_capstyle="round",
        solid_joinstyle="round",
    )


def _write(axes: Axes, picture: AchievementPicture) -> None:
    title = lines_of(drawable(picture.title), _TITLE_LETTERS, _TITLE_LINES)
    issuer = lines_of(drawable(picture.issuer), _ISSUER_LETTERS, 1)
    axes.text(_LEFT, 292, drawable(picture.headline), color=BADGER, fontsize=LARGE, va="center")
    axes.text(_LEFT, 272, title, color=INK, fontsize=_TITLE, fontweight="bold", va="top", linespacing=1.25)
    below = 272 - _LINE_POINTS * (title.count("\n") + 1) - 6
    axes.text(_LEFT, below, issuer, color=FAINT, va="top", fontsize=_WORDS)
    for place, (figure, words) in enumerate(picture.facts):
        x, told = 2 * _EDGE + place * _FACT_WIDTH, lines_of(drawable(words), _FACT_LETTERS, _FACT_LINES)
        axes.text(x, 78, drawable(figure), color=INK, fontsize=_FIGURE, fontweight="bold", va="center")
        axes.text(x, 62, told, color=FAINT, va="top", fontsize=_WORDS, linespacing=1.1)
