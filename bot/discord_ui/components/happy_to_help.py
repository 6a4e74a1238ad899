"""*Happy to help others*, under what is completed, and taking it back."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, asker_of, new_message, place_of_click
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.happy_to_help import willing_card
from bot.discord_ui.components.component import Component
from bot.discord_ui.message_parts import custom_ids_in


class HappyToHelpButton(Component, shape=custom_ids.HAPPY_TO_HELP):
    """Both ways; the card of what is completed stays."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Keeps it, and says what it means."""
        place = place_of_click(interaction) if _is_on_its_answer(interaction) else new_message(interaction)
        await answer(interaction, self._kept(interaction), place)

    async def _kept(self, interaction: BadgerInteraction) -> Card:
        desk, asker = interaction.client.desk, asker_of(interaction)
        use = desk.use_cases.groups.help
        say = use.offer if self.parts["answer"] == "yes" else use.take_back
        return willing_card(desk.texts, await say(asker, self.parts["enrolment"]))


def _is_on_its_answer(interaction: BadgerInteraction) -> bool:
    """Whether it stands under what it said itself, and not under what is completed."""
    message = interaction.message
    found = () if message is None else custom_ids_in(message.components)
    return all(custom_ids.HAPPY_TO_HELP.pattern.fullmatch(each) for each in found)


HELP_COMPONENTS = (HappyToHelpButton,)
