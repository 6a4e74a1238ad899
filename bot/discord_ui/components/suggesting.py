"""Suggesting a credential: the form that was sent in, and what can be done about it."""

from collections.abc import Mapping

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, Place, answer, asker_of, place_for, place_of_click
from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.credential import credential_card
from bot.discord_ui.cards.suggesting import (
    KeptAt,
    alike_card,
    fix_suggestion_card,
    proposed_card,
    suggest_form,
)
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.forms import FormRoute, chosen_in, typed_in
from bot.discord_ui.direct_messages import server_of
from bot.discord_ui.people import is_member
from bot.domain.drafts import FIELDS, DraftField, DraftForm, Typed
from bot.domain.errors import UserError
from bot.services.asker import Asker
from bot.services.proposal_queue import suggested_in
from bot.services.proposing import Suggested
from bot.wording.texts import error_text

_MENDABLE = ("draft-", "effort-")
"""How the messages begin of what is wrong with something typed."""


async def _asker(interaction: BadgerInteraction, parts: Mapping[str, str | None]) -> Asker:
    """Who suggests, to the moderators of which server.

    Raises UserError `not-there-any-more` where a direct message names a server in which they are not.
    """
    asker = asker_of(interaction, int(parts["server"] or 0) or None)
    if interaction.guild_id is None and asker.guild_id is not None:
        await _check_member(interaction, asker.guild_id)
    return asker


async def _check_member(interaction: BadgerInteraction, guild_id: int) -> None:
    if not await is_member(interaction.client, guild_id, interaction.user.id):
        raise UserError("not-there-any-more")


def _sent_fields(interaction: BadgerInteraction) -> Typed:
    typed = {field: typed_in(interaction, field.value) for field in FIELDS[DraftForm.PARTS]}
    return {**typed, DraftField.KINDS: ",".join(chosen_in(interaction, DraftField.KINDS.value))}


async def _suggestion_sent(interaction: BadgerInteraction, parts: dict[str, str]) -> None:
    # Where something was mended, what was wrong goes; what was refused stays beside the new one.
    place = place_of_click(interaction) if parts["kept"] else place_for(interaction)
    await answer(interaction, _suggested(interaction, parts), place)


async def _suggested(interaction: BadgerInteraction, parts: Mapping[str, str | None]) -> Card:
    """What happens next; or what is wrong, or there already, with what was typed kept."""
    desk, asker = interaction.client.desk, await _asker(interaction, parts)
    typed = _sent_fields(interaction)
    proposing = desk.use_cases.proposing
    try:
        suggested = await proposing.suggest(asker, typed)
    except UserError as refused:
        if not refused.message_id.startswith(_MENDABLE):
            raise
        at = KeptAt(await proposing.keep(asker, typed), asker.guild_id or "")
        return fix_suggestion_card(desk.texts, error_text(desk.texts, refused), at)
    if suggested.proposal is None:
        at = KeptAt(await proposing.keep(asker, typed), asker.guild_id or "")
        return alike_card(desk.texts, suggested.alike, at)
    return await _thanks(interaction, asker, suggested, parts["kept"])


async def _thanks(
    interaction: BadgerInteraction, asker: Asker, suggested: Suggested, kept: str | None
) -> Card:
    desk, proposal = interaction.client.desk, suggested.proposal
    if proposal is None:
        raise UserError("suggestion-gone")
    if kept:
        await desk.use_cases.proposing.drop(asker, kept)
    is_new = proposal.interaction_id == asker.interaction_id
    return proposed_card(desk.texts, proposal, is_new=is_new)


class FixSuggestionButton(Component, shape=custom_ids.SUGGEST_FIX):
    """*Fix it*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with what was typed."""
        asker, kept = await _asker(interaction, self.parts), self.parts["kept"] or ""
        typed = await interaction.client.desk.use_cases.proposing.kept(asker, kept)
        form = suggest_form(interaction.client.desk.texts, typed, KeptAt(kept, asker.guild_id or ""))
        await interaction.response.send_modal(form)


class SendAnywayButton(Component, shape=custom_ids.SUGGEST_ANYWAY):
    """*Send anyway*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Sends what was typed, whatever is there already."""
        await answer(interaction, self._sent(interaction), place_of_click(interaction))

    async def _sent(self, interaction: BadgerInteraction) -> Card:
        asker, kept = await _asker(interaction, self.parts), self.parts["kept"] or ""
        proposing = interaction.client.desk.use_cases.proposing
        suggested = await proposing.suggest(asker, await proposing.kept(asker, kept), is_sure=True)
        return await _thanks(interaction, asker, suggested, kept)


class SuggestAgainButton(Component, shape=custom_ids.SUGGEST_AGAIN):
    """*Change it and send again*, under what was not taken."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with what was suggested, for the moderators of the same server."""
        desk = interaction.client.desk
        own = await desk.use_cases.outcomes.own(interaction.user.id, self.parts["proposal"])
        await _check_member(interaction, own.guild_id)
        await desk.use_cases.proposing.check(
            Asker(interaction.user.id, own.guild_id, interaction.id),
        )
        form = suggest_form(desk.texts, suggested_in(own), KeptAt(server=own.guild_id))
        await interaction.response.send_modal(form)


class OutcomeButton(Component, shape=custom_ids.OUTCOME):
    """*Show it*, under what was taken, and under what was reported."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the credential as the server of the proposal sees it."""
        await answer(interaction, self._shown(interaction), place_for(interaction))

    async def _shown(self, interaction: BadgerInteraction) -> Card:
        desk = interaction.client.desk
        own = await desk.use_cases.outcomes.own(interaction.user.id, self.parts["proposal"])
        view = desk.use_cases.catalogue.credential(own.guild_id, own.shown_id or "")
        return credential_card(desk.texts, view, Audience(can_share=interaction.guild_id is not None))


class ShowButton(Component, shape=custom_ids.SHOW_ONE):
    """*Show it*, of a credential that is named in the button."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the credential beside the message, which stays."""
        place = Place.PRIVATE if interaction.guild_id is not None else Place.PUBLIC
        await answer(interaction, self._shown(interaction), place)

    async def _shown(self, interaction: BadgerInteraction) -> Card:
        desk, server = interaction.client.desk, await server_of(interaction)
        view = desk.use_cases.catalogue.credential(server.guild_id, self.parts["credential"])
        return credential_card(desk.texts, view, Audience(can_share=interaction.guild_id is not None))


SUGGEST_ROUTE = FormRoute(custom_ids.SUGGEST_FORM, _suggestion_sent)
SUGGEST_COMPONENTS = (
    FixSuggestionButton,
    SendAnywayButton,
    SuggestAgainButton,
    OutcomeButton,
    ShowButton,
)
