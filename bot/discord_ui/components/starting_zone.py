"""Where the member is, asked once: under the card of what they began first."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, asker_of, new_message, place_of_click, show
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.settings_forms import ZONE_INPUT, unread_zone_card, zone_form, zone_said
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.forms import FormRoute, typed_in
from bot.discord_ui.starting_answers import still_asking_card
from bot.discord_ui.tracking_answers import current
from bot.domain.errors import UserError
from bot.services.member_profile import Profile
from bot.wording.texts import error_text


class StartZoneButton(Component, shape=custom_ids.START_ZONE):
    """*Say where I am*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form."""
        form = zone_form(interaction.client.desk.texts, enrolment_id=self.parts["enrolment"])
        await interaction.response.send_modal(form)


class StartZoneFixButton(Component, shape=custom_ids.START_ZONE_FIX):
    """*Fix it* under a zone that is not known."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with what was typed."""
        texts, enrolment_id = interaction.client.desk.texts, self.parts["enrolment"]
        form = zone_form(texts, self.parts["draft"], enrolment_id=enrolment_id)
        await interaction.response.send_modal(form)


async def _sent(interaction: BadgerInteraction, parts: dict[str, str]) -> None:
    desk, typed, enrolment_id = interaction.client.desk, typed_in(interaction, ZONE_INPUT), parts["enrolment"]
    try:
        profile = await desk.use_cases.work.profile.set_time_zone(asker_of(interaction), typed)
    except UserError as refused:
        if refused.message_id != "zone-unknown":
            raise
        sentence = error_text(desk.texts, refused)
        card = unread_zone_card(desk.texts, sentence, typed, enrolment_id=enrolment_id)
        await show(interaction, card, new_message(interaction))
        return
    await answer(interaction, _kept(interaction, enrolment_id, profile), place_of_click(interaction))


async def _kept(interaction: BadgerInteraction, enrolment_id: str, profile: Profile) -> Card:
    """Reads the enrolment after the zone was kept: its days are counted by it."""
    view = await current(interaction, enrolment_id)
    return still_asking_card(interaction, view, profile, zone_said(interaction.client.desk.texts, profile))


START_ZONE_COMPONENTS = (StartZoneButton, StartZoneFixButton)
START_ZONE_ROUTE = FormRoute(custom_ids.START_ZONE_FORM, _sent)
