"""*Kudos* on a group's board, and the choice of whom to give them."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, Place, answer, new_message, place_of_click
from bot.discord_ui.components.component import Component
from bot.discord_ui.kudos_answers import kudos_answer, kudos_choice_answer
from bot.domain.errors import UserError

_LONGEST_ID = 19


class KudosButton(Component, shape=custom_ids.GROUP_KUDOS):
    """*Kudos*, under a board, which stays."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Lets whoever clicks choose a member."""
        work = kudos_choice_answer(interaction, int(self.parts["number"]))
        await answer(interaction, work, new_message(interaction))


class KudosMoreButton(Component, shape=custom_ids.GROUP_KUDOS_MORE):
    """*Back* and *More* among many members."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the page."""
        work = kudos_choice_answer(interaction, int(self.parts["number"]), self.page)
        await answer(interaction, work, place_of_click(interaction))


class KudosSelect(Component, shape=custom_ids.GROUP_KUDOS_WHO):
    """*Choose a member …*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Gives them kudos, which everybody here reads."""
        chosen = self.values[0] if self.values else ""
        if not (chosen.isascii() and chosen.isdecimal() and len(chosen) <= _LONGEST_ID):
            raise UserError("component-gone")
        work = kudos_answer(interaction, int(chosen), int(self.parts["number"]))
        await answer(interaction, work, Place.PUBLIC)


KUDOS_COMPONENTS = (KudosButton, KudosMoreButton, KudosSelect)
