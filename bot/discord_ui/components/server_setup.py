"""The components of a server's set-up and of its doctor: each change is kept at once."""

from datetime import time
from typing import TYPE_CHECKING, Any

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, Place, answer, place_of_click
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.server_setup import (
    NO_DIGEST,
    OTHER_ZONE,
    server_zone_form,
    unread_server_zone_card,
)
from bot.discord_ui.cards.settings_forms import ZONE_INPUT
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.forms import FormRoute, typed_in
from bot.discord_ui.gate import Needs
from bot.discord_ui.keeping import keeper_of
from bot.discord_ui.server_answers import (
    begun,
    channel_set,
    chosen_channel,
    digest_set,
    doctored,
    previewed,
    repaired,
    set_answer,
    setup_of,
)
from bot.domain.errors import UserError
from bot.wording.profile import place_text
from bot.wording.texts import error_text

if TYPE_CHECKING:
    from collections.abc import Mapping

_LAST_WEEKDAY = 6


class _OfSetup(Component):
    """What all of them need."""

    needs = Needs.MANAGE_GUILD


def _chosen(interaction: BadgerInteraction) -> str:
    """The one value that was chosen, as Discord sends it; empty for none."""
    data: Mapping[str, Any] = interaction.data or {}
    return next((str(value) for value in data.get("values") or ()), "")


class SetupButton(_OfSetup, shape=custom_ids.SETUP):
    """*Set up*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the set-up."""
        await answer(interaction, begun(interaction), place_of_click(interaction))


class SetupChannelSelect(_OfSetup, shape=custom_ids.SETUP_CHANNEL):
    """Where completions are told."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Keeps the channel."""
        await answer(interaction, self._set(interaction), place_of_click(interaction))

    async def _set(self, interaction: BadgerInteraction) -> Card:
        return await channel_set(interaction, chosen_channel(interaction, _chosen(interaction)))


class SetupAnnouncingButton(_OfSetup, shape=custom_ids.SETUP_ANNOUNCING):
    """*Tell nobody for now*, and *Tell again*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Keeps it."""
        await answer(interaction, self._set(interaction), place_of_click(interaction))

    async def _set(self, interaction: BadgerInteraction) -> Card:
        setup, keeper = setup_of(interaction), keeper_of(interaction)
        is_on = self.parts["answer"] == "yes"
        state = await (setup.resume(keeper) if is_on else setup.pause(keeper))
        said = "setup-said-resumed" if is_on else "setup-said-paused"
        return set_answer(interaction, state, interaction.client.desk.texts(said))


class SetupZoneSelect(_OfSetup, shape=custom_ids.SETUP_ZONE):
    """The server's zone."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Keeps it, or opens the form for another."""
        chosen = _chosen(interaction)
        if chosen == OTHER_ZONE:
            await interaction.response.send_modal(server_zone_form(interaction.client.desk.texts))
            return
        await answer(interaction, _zone_set(interaction, chosen), place_of_click(interaction))


async def _zone_set(interaction: BadgerInteraction, typed: str) -> Card:
    texts = interaction.client.desk.texts
    try:
        state = await setup_of(interaction).set_zone(keeper_of(interaction), typed)
    except UserError as refused:
        if refused.message_id != "zone-unknown":
            raise
        return unread_server_zone_card(texts, error_text(texts, refused), typed)
    return set_answer(
        interaction, state, texts("setup-said-zone", place=place_text(texts, state.settings.zone))
    )


async def _zone_sent(interaction: BadgerInteraction, _parts: dict[str, str]) -> None:
    place = Place.PRIVATE if interaction.message is None else place_of_click(interaction)
    await answer(interaction, _zone_set(interaction, typed_in(interaction, ZONE_INPUT)), place)


class SetupZoneFixButton(_OfSetup, shape=custom_ids.SETUP_ZONE_FIX):
    """*Fix it* under a zone that is not known."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with what was typed."""
        form = server_zone_form(interaction.client.desk.texts, self.parts["draft"])
        await interaction.response.send_modal(form)


class DigestDaySelect(_OfSetup, shape=custom_ids.SETUP_DIGEST_DAY):
    """The day of the digest, or none."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Keeps it."""
        await answer(interaction, self._set(interaction), place_of_click(interaction))

    async def _set(self, interaction: BadgerInteraction) -> Card:
        chosen = _chosen(interaction)
        if chosen == NO_DIGEST:
            state = await setup_of(interaction).remove_digest(keeper_of(interaction))
            return set_answer(interaction, state, interaction.client.desk.texts("setup-said-no-digest"))
        if chosen not in {str(day) for day in range(_LAST_WEEKDAY + 1)}:
            raise UserError("component-gone")
        return await digest_set(interaction, weekday=int(chosen))


class DigestTimeSelect(_OfSetup, shape=custom_ids.SETUP_DIGEST_TIME):
    """The time of the digest."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Keeps it."""
        await answer(interaction, self._set(interaction), place_of_click(interaction))

    async def _set(self, interaction: BadgerInteraction) -> Card:
        try:
            at = time.fromisoformat(_chosen(interaction)).replace(tzinfo=None)
        except ValueError as forged:
            raise UserError("component-gone") from forged
        return await digest_set(interaction, at=at)


class DigestChannelSelect(_OfSetup, shape=custom_ids.SETUP_DIGEST_CHANNEL):
    """Where the digest goes."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Keeps it."""
        await answer(interaction, self._set(interaction), place_of_click(interaction))

    async def _set(self, interaction: BadgerInteraction) -> Card:
        return await digest_set(interaction, channel_id=chosen_channel(interaction, _chosen(interaction)))


class PreviewButton(_OfSetup, shape=custom_ids.SETUP_PREVIEW):
    """*Preview*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows a completion as it would be told, beside the set-up."""
        await answer(interaction, previewed(interaction), Place.PRIVATE)


class DoctorButton(_OfSetup, shape=custom_ids.DOCTOR):
    """*Check*, and *Check again*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Makes every check anew."""
        await answer(interaction, doctored(interaction), place_of_click(interaction))


class RepairSelect(_OfSetup, shape=custom_ids.REPAIR):
    """Another channel in the place of one that takes nothing."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Keeps it, and makes every check anew."""
        await answer(interaction, self._repaired(interaction), place_of_click(interaction))

    async def _repaired(self, interaction: BadgerInteraction) -> Card:
        chosen = chosen_channel(interaction, _chosen(interaction))
        return await repaired(interaction, int(self.parts["channel"]), chosen)


class MendButton(_OfSetup, shape=custom_ids.REPAIR_TOLD):
    """*Mend it*, under what tells of such a channel."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the doctor, for whoever clicks."""
        await answer(interaction, doctored(interaction), Place.PRIVATE)


SETUP_ROUTE = FormRoute(custom_ids.SETUP_ZONE_FORM, _zone_sent, Needs.MANAGE_GUILD)
SETUP_COMPONENTS = (
    SetupButton,
    SetupChannelSelect,
    SetupAnnouncingButton,
    SetupZoneSelect,
    SetupZoneFixButton,
    DigestDaySelect,
    DigestTimeSelect,
    DigestChannelSelect,
    PreviewButton,
    DoctorButton,
    RepairSelect,
    MendButton,
)
