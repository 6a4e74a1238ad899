"""The components of a member's settings: each change is kept at once, and said in words."""

from enum import StrEnum
from typing import TypeVar

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, Place, answer, asker_of, new_message, place_of_click
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.hours import OTHER_HOURS
from bot.discord_ui.cards.settings import NO_HOURS, settings_card
from bot.discord_ui.cards.settings_forms import (
    HOURS_INPUT,
    ZONE_INPUT,
    hours_kept_form,
    unread_hours_card,
    unread_zone_card,
    zone_form,
    zone_said,
)
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.forms import FormRoute, typed_in
from bot.discord_ui.hours_text import weekly_minutes_in
from bot.domain.errors import UserError
from bot.domain.visibility import Announcing, Visibility
from bot.services.member_profile import MemberProfile, Profile
from bot.wording.profile import (
    announcing_text,
    hours_text,
    visibility_text,
)
from bot.wording.texts import error_text

_MOST_DIGITS = 6
_Wish = TypeVar("_Wish", bound=StrEnum)


def profile_of(interaction: BadgerInteraction) -> MemberProfile:
    """The use cases of what members tell of themselves."""
    return interaction.client.desk.use_cases.work.profile


def settings_of(interaction: BadgerInteraction, profile: Profile, said: str = "") -> Card:
    """The settings of whoever acts, with what was just changed."""
    is_in_server = interaction.guild_id is not None
    return settings_card(interaction.client.desk.texts, profile, is_in_server=is_in_server, said=said)


async def kept_settings(interaction: BadgerInteraction) -> Card:
    """The settings as they are kept now."""
    return settings_of(interaction, await profile_of(interaction).settings(asker_of(interaction)))


class SettingsButton(Component, shape=custom_ids.ME_SETTINGS):
    """*Settings*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows them beside what is there."""
        await answer(interaction, kept_settings(interaction), new_message(interaction))


class HoursKeptSelect(Component, shape=custom_ids.ME_HOURS):
    """Hours a week."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Keeps the hours or forgets them; opens the form for another number."""
        chosen = _chosen(self.values)
        if chosen == OTHER_HOURS:
            await interaction.response.send_modal(hours_kept_form(interaction.client.desk.texts))
            return
        await answer(interaction, self._kept(interaction, chosen), place_of_click(interaction))

    async def _kept(self, interaction: BadgerInteraction, chosen: str) -> Card:
        texts, asker = interaction.client.desk.texts, asker_of(interaction)
        if chosen == NO_HOURS:
            profile = await profile_of(interaction).forget_weekly_minutes(asker)
            return settings_of(interaction, profile, texts("said-hours-none"))
        if not (chosen.isascii() and chosen.isdecimal() and len(chosen) <= _MOST_DIGITS):
            raise UserError("component-gone")
        return await _hours_kept(interaction, int(chosen))


async def _hours_kept(interaction: BadgerInteraction, minutes: int) -> Card:
    profile = await profile_of(interaction).set_weekly_minutes(asker_of(interaction), minutes)
    texts = interaction.client.desk.texts
    said = texts("said-hours", hours=hours_text(texts, profile.weekly_minutes))
    return settings_of(interaction, profile, said)


async def _hours_sent(interaction: BadgerInteraction, _parts: dict[str, str]) -> None:
    desk, typed = interaction.client.desk, typed_in(interaction, HOURS_INPUT)
    try:
        minutes = weekly_minutes_in(typed, today=desk.today())
    except UserError as refused:
        card = unread_hours_card(desk.texts, error_text(desk.texts, refused), typed)
        await answer(interaction, _ready(card), new_message(interaction))
        return
    await answer(interaction, _hours_kept(interaction, minutes), _place_of_form(interaction))


class HoursFixButton(Component, shape=custom_ids.ME_HOURS_FIX):
    """*Fix it* under hours that could not be read."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with what was typed."""
        form = hours_kept_form(interaction.client.desk.texts, self.parts["draft"])
        await interaction.response.send_modal(form)


def _one_of(wishes: type[_Wish], chosen: str) -> _Wish:
    if chosen not in set(wishes):
        raise UserError("component-gone")
    return wishes(chosen)


class _KeptSelect(Component):
    """One of a few wishes, kept for this server."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Keeps it."""
        await answer(
            interaction, self._answered(interaction, _chosen(self.values)), place_of_click(interaction)
        )

    async def _answered(self, interaction: BadgerInteraction, chosen: str) -> Card:
        profile, said = await self.kept(interaction, chosen)
        return settings_of(interaction, profile, said)

    async def kept(self, interaction: BadgerInteraction, chosen: str) -> tuple[Profile, str]:
        """What is kept now, and the words for it. Raises UserError `component-gone` for what is no choice."""
        raise NotImplementedError


class VisibilitySelect(_KeptSelect, shape=custom_ids.ME_VISIBILITY):
    """Who sees the member's progress."""

    async def kept(self, interaction: BadgerInteraction, chosen: str) -> tuple[Profile, str]:
        """Keeps who does."""
        wish, texts = _one_of(Visibility, chosen), interaction.client.desk.texts
        profile = await profile_of(interaction).set_visibility(asker_of(interaction), wish)
        return profile, texts("said-visibility", who=visibility_text(texts, wish))


class AnnouncingSelect(_KeptSelect, shape=custom_ids.ME_ANNOUNCING):
    """Whether the server is told of completions."""

    async def kept(self, interaction: BadgerInteraction, chosen: str) -> tuple[Profile, str]:
        """Keeps whether it is."""
        wish, texts = _one_of(Announcing, chosen), interaction.client.desk.texts
        profile = await profile_of(interaction).set_announcing(asker_of(interaction), wish)
        return profile, texts("said-announcing", what=announcing_text(texts, wish))


class ZoneButton(Component, shape=custom_ids.ME_ZONE):
    """*Change time zone*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form."""
        await interaction.response.send_modal(zone_form(interaction.client.desk.texts))


class ZoneFixButton(Component, shape=custom_ids.ME_ZONE_FIX):
    """*Fix it* under a zone that is not known."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with what was typed."""
        await interaction.response.send_modal(zone_form(interaction.client.desk.texts, self.parts["draft"]))


async def _zone_sent(interaction: BadgerInteraction, _parts: dict[str, str]) -> None:
    desk, typed = interaction.client.desk, typed_in(interaction, ZONE_INPUT)
    try:
        profile = await profile_of(interaction).set_time_zone(asker_of(interaction), typed)
    except UserError as refused:
        if refused.message_id != "zone-unknown":
            raise
        card = unread_zone_card(desk.texts, error_text(desk.texts, refused), typed)
        await answer(interaction, _ready(card), new_message(interaction))
        return
    said = zone_said(desk.texts, profile)
    await answer(interaction, _ready(settings_of(interaction, profile, said)), _place_of_form(interaction))


def _place_of_form(interaction: BadgerInteraction) -> Place:
    """In place of the card that led to the form; a message of its own where there is none."""
    return place_of_click(interaction) if interaction.message else new_message(interaction)


async def _ready(card: Card) -> Card:
    return card


def _chosen(values: tuple[str, ...]) -> str:
    return values[0] if values else ""


SETTINGS_COMPONENTS = (
    SettingsButton,
    HoursKeptSelect,
    HoursFixButton,
    VisibilitySelect,
    AnnouncingSelect,
    ZoneButton,
    ZoneFixButton,
)
SETTINGS_ROUTES = (
    FormRoute(custom_ids.ME_HOURS_FORM, _hours_sent),
    FormRoute(custom_ids.ME_ZONE_FORM, _zone_sent),
)
