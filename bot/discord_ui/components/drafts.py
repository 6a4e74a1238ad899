"""The components and forms of a draft of the catalogue. All of them are for who may manage the server."""

from collections.abc import Coroutine
from typing import TypeAlias

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, asker_of, place_of_click
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.draft import (
    OVER,
    SURE,
    conflict_card,
    discard_card,
    draft_card,
    published_card,
    undone_card,
    unfinished_card,
)
from bot.discord_ui.cards.draft_forms import draft_form, new_draft_form
from bot.discord_ui.cards.kept import kept_card
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.draft_typing import drafts_of, form_named
from bot.discord_ui.gate import Needs
from bot.domain.catalogue_layers import EntryChange
from bot.domain.drafts import DraftForm
from bot.domain.errors import UserError

Work: TypeAlias = Coroutine[None, None, Card]


class _DraftComponent(Component):
    """What stands under a draft."""

    needs = Needs.MANAGE_GUILD

    @property
    def draft_id(self) -> str:
        """The draft that it belongs to."""
        return self.parts["entry_draft"]

    async def show(self, interaction: BadgerInteraction, work: Work) -> None:
        """Shows the card in place of the one that was used."""
        await answer(interaction, work, place_of_click(interaction))

    async def open_form(self, interaction: BadgerInteraction, form: DraftForm) -> None:
        """Opens a form with what was typed before."""
        view = await drafts_of(interaction).open(asker_of(interaction), self.draft_id)
        shown = draft_form(interaction.client.desk.texts, self.draft_id, view.draft.content, form)
        await interaction.response.send_modal(shown)


class DraftAskButton(_DraftComponent, shape=custom_ids.DRAFT_ASK):
    """*Add task* and *Edit*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form."""
        await self.open_form(interaction, form_named(self.parts["form"]))


class DraftFixButton(_DraftComponent, shape=custom_ids.DRAFT_FIX):
    """*Fix it*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form again."""
        await self.open_form(interaction, form_named(self.parts["form"]))


class DraftMoreSelect(_DraftComponent, shape=custom_ids.DRAFT_MORE):
    """*More details*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form that was chosen."""
        await self.open_form(interaction, form_named(next(iter(self.values), "")))


class DraftOpenButton(_DraftComponent, shape=custom_ids.DRAFT_OPEN):
    """*Go on with it* and *Back to the draft*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the draft."""
        await self.show(interaction, self._opened(interaction))

    async def _opened(self, interaction: BadgerInteraction) -> Card:
        view = await drafts_of(interaction).open(asker_of(interaction), self.draft_id)
        return draft_card(interaction.client.desk.texts, view)


class DraftPickSelect(Component, shape=custom_ids.DRAFT_PICK):
    """*Go on with …*, where several drafts wait."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the draft that was chosen."""
        await answer(interaction, self._opened(interaction), place_of_click(interaction))

    async def _opened(self, interaction: BadgerInteraction) -> Card:
        view = await drafts_of(interaction).open(asker_of(interaction), next(iter(self.values), ""))
        return draft_card(interaction.client.desk.texts, view)


class DraftLessButton(_DraftComponent, shape=custom_ids.DRAFT_LESS):
    """*Take back the last tasks*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the draft without them."""
        await self.show(interaction, self._taken_back(interaction))

    async def _taken_back(self, interaction: BadgerInteraction) -> Card:
        view = await drafts_of(interaction).take_back_tasks(asker_of(interaction), self.draft_id)
        texts = interaction.client.desk.texts
        return draft_card(texts, view, texts("draft-tasks-taken-back"))


class DraftAgainButton(_DraftComponent, shape=custom_ids.DRAFT_AGAIN):
    """*Start again from the new one*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the draft over what the server sees now."""
        await self.show(interaction, self._renewed(interaction))

    async def _renewed(self, interaction: BadgerInteraction) -> Card:
        view = await drafts_of(interaction).start_again(asker_of(interaction), self.draft_id)
        texts = interaction.client.desk.texts
        return draft_card(texts, view, texts("draft-started-again"))


class DraftPublishButton(_DraftComponent, shape=custom_ids.DRAFT_PUBLISH):
    """*Publish*, and *Publish mine anyway*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Publishes it, or says what stands in the way."""
        await self.show(interaction, self._published(interaction))

    async def _published(self, interaction: BadgerInteraction) -> Card:
        texts, drafts, asker = interaction.client.desk.texts, drafts_of(interaction), asker_of(interaction)
        is_over_others = self.parts["how"] == OVER
        try:
            publication = await drafts.publish(asker, self.draft_id, is_over_others=is_over_others)
        except UserError as refused:
            if refused.message_id == "draft-conflict":
                return conflict_card(texts, self.draft_id)
            if refused.message_id != "draft-unfinished":
                raise
            view = await drafts.open(asker, self.draft_id)
            return unfinished_card(texts, self.draft_id, view.reading.problems)
        await interaction.client.desk.use_cases.catalogue_changed()
        draft = publication.draft
        if draft.proposal_id is not None:
            interaction.client.outcomes.tell_soon(draft.guild_id, draft.proposal_id)
        waiting = await interaction.client.desk.use_cases.queue.waiting(draft.guild_id)
        return published_card(texts, publication, waiting)


class DraftUndoButton(_DraftComponent, shape=custom_ids.DRAFT_UNDO):
    """*Undo* under what was published."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Takes it back."""
        await self.show(interaction, self._undone(interaction))

    async def _undone(self, interaction: BadgerInteraction) -> Card:
        publication = await drafts_of(interaction).undo(asker_of(interaction), self.draft_id)
        await interaction.client.desk.use_cases.catalogue_changed()
        return undone_card(interaction.client.desk.texts, publication)


class DraftDiscardButton(_DraftComponent, shape=custom_ids.DRAFT_DISCARD):
    """*Discard*, asked once."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Asks, or throws it away."""
        await self.show(interaction, self._discarded(interaction))

    async def _discarded(self, interaction: BadgerInteraction) -> Card:
        texts, drafts, asker = interaction.client.desk.texts, drafts_of(interaction), asker_of(interaction)
        if self.parts["how"] != SURE:
            view = await drafts.open(asker, self.draft_id)
            return discard_card(texts, view.draft.id)
        await drafts.discard(asker, self.draft_id)
        return notice_card(texts("draft-discarded"))


class DraftOriginalButton(_DraftComponent, shape=custom_ids.DRAFT_ORIGINAL):
    """*Back to the original*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Lets the server see again what lies below its own entry."""
        await self.show(interaction, self._gone_back(interaction))

    async def _gone_back(self, interaction: BadgerInteraction) -> Card:
        change = await drafts_of(interaction).go_back_to_original(asker_of(interaction), self.draft_id)
        return await _left(interaction, change, "draft-original-again")


class DraftHideButton(_DraftComponent, shape=custom_ids.DRAFT_HIDE):
    """*Hide here*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Takes the credential out of sight in this server."""
        await self.show(interaction, self._hidden(interaction))

    async def _hidden(self, interaction: BadgerInteraction) -> Card:
        change = await drafts_of(interaction).hide(asker_of(interaction), self.draft_id)
        return await _left(interaction, change, "draft-hidden")


async def _left(interaction: BadgerInteraction, change: EntryChange, said: str) -> Card:
    """What members see from now on, and the way back."""
    desk = interaction.client.desk
    await desk.use_cases.catalogue_changed()
    return kept_card(desk.texts, change.after.credential_id, change.after.version, desk.texts(said))


class DraftAnotherButton(Component, shape=custom_ids.DRAFT_ANOTHER):
    """*Begin another*."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form for a new credential."""
        await interaction.response.send_modal(new_draft_form(interaction.client.desk.texts))


DRAFT_COMPONENTS = (
    DraftAskButton,
    DraftFixButton,
    DraftMoreSelect,
    DraftOpenButton,
    DraftPickSelect,
    DraftLessButton,
    DraftAgainButton,
    DraftPublishButton,
    DraftUndoButton,
    DraftDiscardButton,
    DraftOriginalButton,
    DraftHideButton,
    DraftAnotherButton,
)
