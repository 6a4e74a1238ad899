"""The base of everything one can click: one way in, one way out for errors."""

import re
from typing import Any, ClassVar

import discord
from discord import ui

from bot.discord_ui.answering import BadgerInteraction
from bot.discord_ui.custom_ids import IdShape
from bot.discord_ui.direct_messages import settle_server_of_row
from bot.discord_ui.errors import report
from bot.discord_ui.gate import Needs, check_needs
from bot.domain.errors import UserError

_NEVER = re.compile(r"(?!)")


class Component(ui.DynamicItem[ui.Item[Any]], template=_NEVER):
    """A button or a select that is known by its id alone.

    discord.py swallows what a dynamic item raises, so every step is guarded here.
    """

    shape: ClassVar[IdShape]
    needs: ClassVar[Needs] = Needs.NOTHING
    """What a member must be allowed to use it."""

    def __init_subclass__(cls, *, shape: IdShape | None = None) -> None:
        """A class without a shape is a base of others."""
        super().__init_subclass__(template=shape.pattern if shape else _NEVER)
        if shape:
            cls.shape = shape

    def __init__(self, item: ui.Item[Any], parts: dict[str, str]) -> None:
        super().__init__(item)
        self.parts = parts

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> "Component":
        """The component that was used, with the parts of its id."""
        return cls(item, match.groupdict())

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Checks who clicks, does what the component is for, and tells of what goes wrong."""
        try:
            check_clicker(interaction)
            check_needs(interaction, self.needs)
            await settle_server_of_row(interaction, self.parts)
            await self.used(interaction)
        except Exception as error:  # noqa: BLE001  # every error takes the one way
            await report(interaction, error, f"using the component {self.shape.name}")

    async def used(self, interaction: BadgerInteraction) -> None:
        """What a click or a choice does."""
        raise NotImplementedError

    @property
    def search(self) -> str:
        """The search that the component belongs to."""
        return self.parts["search"]

    @property
    def page(self) -> int:
        """The page that it names, counted from 0."""
        return int(self.parts["page"])

    @property
    def values(self) -> tuple[str, ...]:
        """What was chosen in a select, which need not be one of its options."""
        return tuple(getattr(self.item, "values", ()))


def check_clicker(interaction: BadgerInteraction) -> None:
    """Lets only its owner use a private message. Raises UserError `not-your-answer`."""
    message = interaction.message
    if message is None or not message.flags.ephemeral or message.interaction_metadata is None:
        return
    if message.interaction_metadata.user.id != interaction.user.id:
        raise UserError("not-your-answer")
