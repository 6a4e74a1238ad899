"""A card: a layout that Discord keeps and this process does not."""

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import discord
from discord import ui

from bot.discord_ui.markdown import Markup, label

MOST_CHARACTERS = 4000
MOST_OPTIONS = 25
MOST_BUTTONS = 5
MOST_FILES = 10
MOST_FILE_BYTES = 10 * 2**20
_LABEL_LENGTH = 80
_OPTION_LENGTH = 100
_PLACEHOLDER_LENGTH = 150
_URL_LENGTH = 512
_ALT_LENGTH = 1024
_PLAIN_HTTPS = re.compile(r"https://(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#][!#-;=?-\[\]_a-z~]*)?", re.IGNORECASE)
"""A public name, no port and no user, and what an address may hold without being escaped."""
_PLAIN_HTTP = re.compile(r"^http://", re.IGNORECASE)
_FILE_NAME = re.compile(r"\w[\w.-]{0,99}", re.ASCII)
"""Discord renames files that are called otherwise, and their card would no longer name them."""
_TIGHTER = (1.0, 0.6, 0.35, 0.2, 0.1)
"""The shares of their lengths to which texts are cut until a card holds them."""

Item: TypeAlias = ui.Item[Any]
Button: TypeAlias = ui.Button[Any]


@dataclass(frozen=True, slots=True)
class CardFile:
    """A file to download from a card: a plain name with its suffix, and at most 10 MiB.

    Raises ValueError for what Discord would rename or refuse.
    """

    name: str
    content: bytes

    def __post_init__(self) -> None:
        if not _FILE_NAME.fullmatch(self.name) or len(self.content) > MOST_FILE_BYTES:
            raise ValueError(self.name, len(self.content))


class _FileItem(ui.File[Any]):
    """Where a card shows one of its files."""

    def __init__(self, card_file: CardFile) -> None:
        super().__init__(f"attachment://{card_file.name}")
        self.card_file = card_file


class _PictureItem(ui.MediaGallery[Any]):
    """Where a card shows one of its files as a picture."""

    def __init__(self, card_file: CardFile, description: str) -> None:
        address = f"attachment://{card_file.name}"
        super().__init__(discord.MediaGalleryItem(address, description=label(description, _ALT_LENGTH)))
        self.card_file = card_file


class Card(ui.LayoutView):
    """A layout without a memory: its ids name everything that a click needs, now and after a restart."""

    def __init__(self, items: Iterable[Item]) -> None:
        super().__init__(timeout=None)
        for item in items:
            self.add_item(item)
        names = [card_file.name for card_file in self.files]
        if len(names) > MOST_FILES or len(names) > len(set(names)):
            raise ValueError(names)

    @property
    def files(self) -> tuple[CardFile, ...]:
        """The files that its items show, in their order."""
        shown = (item for item in self.walk_children() if isinstance(item, _FileItem | _PictureItem))
        return tuple(item.card_file for item in shown)

    def uploads(self) -> list[discord.File]:
        """The files as discord.py sends them: new ones for each sending, which reads and closes them."""
        return [discord.File(io.BytesIO(each.content), each.name) for each in self.files]

    def is_finished(self) -> bool:
        """Always: discord.py would keep a layout that still listens, a private one with a timer too."""
        return True


def fitting(build: Callable[[float], Card]) -> Card:
    """The card with the longest texts that Discord takes; `build` is told the share of their lengths."""
    card = build(1.0)
    for share in _TIGHTER[1:]:
        if card.content_length() <= MOST_CHARACTERS:
            break
        card = build(share)
    return card


def text(markup: Markup) -> ui.TextDisplay[Any]:
    """A block of text."""
    return ui.TextDisplay(markup)


def panel(items: Iterable[Item]) -> ui.Container[Any]:
    """The frame around what belongs together."""
    return ui.Container(*items)


def rule() -> ui.Separator[Any]:
    """A thin line between two blocks."""
    return ui.Separator()


def download(card_file: CardFile) -> Item:
    """The file with its name and size, to be downloaded; a card may show ten."""
    return _FileItem(card_file)


def picture(card_file: CardFile, description: str) -> Item:
    """The file as a picture, with a description for who does not see it, up to 1,024 characters."""
    return _PictureItem(card_file, description)


def button(name: str, custom_id: str, *, is_main: bool = False) -> Button:
    """A button; at most one of a card stands out as its main one."""
    style = discord.ButtonStyle.primary if is_main else discord.ButtonStyle.secondary
    return ui.Button(label=label(name, _LABEL_LENGTH), custom_id=custom_id, style=style)


def link(name: str, url: str) -> Button | None:
    """A button to a page of the web, by https even where the address has http.

    None where it is no plain address.
    """
    url = _PLAIN_HTTP.sub("https://", url)
    if len(url) > _URL_LENGTH or not _PLAIN_HTTPS.fullmatch(url):
        return None
    return ui.Button(label=label(name, _LABEL_LENGTH), url=url)


def buttons(*candidates: Button | None) -> list[ui.ActionRow[Any]]:
    """The buttons that there are in rows of five; no row where there is none."""
    there = [candidate for candidate in candidates if candidate is not None]
    return [
        ui.ActionRow(*there[start : start + MOST_BUTTONS]) for start in range(0, len(there), MOST_BUTTONS)
    ]


def option(name: str, value: str, description: str = "") -> discord.SelectOption:
    """One choice of a select."""
    shown = label(description, _OPTION_LENGTH) if description else None
    return discord.SelectOption(label=label(name, _OPTION_LENGTH), value=value, description=shown)


def select(
    placeholder: str,
    custom_id: str,
    options: Sequence[discord.SelectOption],
    *,
    least: int = 1,
    most: int = 1,
) -> ui.ActionRow[Any]:
    """A select in its row (a bare one is refused by Discord)."""
    return ui.ActionRow(
        ui.Select(
            placeholder=label(placeholder, _PLACEHOLDER_LENGTH),
            custom_id=custom_id,
            options=list(options),
            min_values=least,
            max_values=most,
        )
    )
