"""The paper that the pictures are drawn on: size, colours and letters."""

import warnings
from functools import cache
from io import BytesIO
from textwrap import wrap

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

PAPER = "#2b2d31"
INK = "#f2f3f5"
FAINT = "#9aa0a8"
LINE = "#4a4d55"
BADGER = "#f0b232"
RIBBON = "#b07f1d"
SECOND = "#5ac8a8"
_DOTS_PER_INCH = 100
SCALE = 2
"""Phones show a picture at half its size and sharper."""
SMALL, MEDIUM, LARGE = 8.0, 9.5, 12.0
_MARGIN_INCHES = 0.14


def blank(
    width: int, height: int, *, arranged: bool = True, scale: int = SCALE, margin: float = _MARGIN_INCHES
) -> Figure:
    """An empty picture of this many points, `scale` pixels each; `arranged`: charts find their places.

    They keep `margin` inches from one another.
    """
    mpl.rcParams["text.parse_math"] = False
    size = (width / _DOTS_PER_INCH, height / _DOTS_PER_INCH)
    layout = ConstrainedLayoutEngine(w_pad=margin, h_pad=margin, hspace=0) if arranged else None
    return Figure(figsize=size, dpi=_DOTS_PER_INCH * scale, facecolor=PAPER, layout=layout)


def png_of(figure: Figure) -> bytes:
    """The picture as a file."""
    kept = BytesIO()
    with warnings.catch_warnings():
        # Letters that no font has are left out before; marks that combine may still lack one.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure.savefig(kept, format="png", facecolor=PAPER)
    return kept.getvalue()


def drawable(text: str) -> str:
    """The text as far as the letters go that come with the library; empty where most of it is lost."""
    known = _letters()
    kept = "".join(letter for letter in text if ord(letter) in known)
    return kept.strip() if len(kept) * 2 > len(text) else ""


@cache
def _letters() -> frozenset[int]:
    font = font_manager.get_font(font_manager.findfont("DejaVu Sans"))
    return frozenset(font.get_charmap())


def lines_of(text: str, width: int, most: int) -> str:
    """The text in at most `most` lines of about `width` letters, the last one cut where it is longer."""
    lines = wrap(text, width, break_long_words=True)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1][: width - 1].rstrip()}…"]
    return "\n".join(lines)
