"""The conversation in the README: real goals, typed into the real conversation, as a picture.

`python -m tests.transcript OUT.svg` writes it.
"""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.app.catalogue import build_adviser
from bot.services.advice import AdviceRequest
from bot.terminal.conversation import Conversation
from bot.wording.texts import load_texts

WIDTH = 92
TODAY = date(2026, 11, 24)
TYPED = (
    "learn sql",
    "3h/week for 6 weeks",
    "1",
    "my meetings always run over, any badge for that?",
    "soonish",
    "20h",
    "become a nurse aide",
    "10 hours a week until 15 March",
    "k8s",
    "any",
    "first aid for my hiking group",
    "a weekend",
    "quiero aprender marketing",
    "2 evenings a week",
    "teching fractions, max 10 hrs",
    "gunsmith",
    "any",
    "helicopter pilot by next weekend",
    "asdf qwerty",
    "",
    "quit",
)
# Rich's own template names web fonts; a picture in a README must not load anything.
SVG = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: Menlo, Consolas, DejaVu Sans Mono, monospace; font-size: {char_height}px;
line-height: {line_height}px; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    out = parser.parse_args().out
    out.write_text(transcript(), encoding="utf-8")


def transcript() -> str:
    """The conversation as SVG; the same each time, since the day is fixed."""
    with Path("/dev/null").open("w", encoding="utf-8") as nowhere:
        console = Console(
            record=True,
            width=WIDTH,
            file=nowhere,
            force_terminal=True,
            color_system="truecolor",
            highlight=False,
            emoji=False,
            markup=False,
        )
        console.print(Text("$ badger advise --limit 2"))
        adviser = build_adviser(None, lambda: TODAY)
        talk = Conversation(adviser, load_texts("en"), console, _typist(console), lambda: TODAY)
        talk.run(AdviceRequest("", limit=2))
        return console.export_svg(title="badger", code_format=SVG, unique_id="badger")


def _typist(console: Console) -> Callable[[str], str]:
    typed = iter(TYPED)

    def ask(prompt: str) -> str:
        line = next(typed)
        console.print(Text(prompt).append(line, style="bold cyan"))
        return line

    return ask


if __name__ == "__main__":
    main()
