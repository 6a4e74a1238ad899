"""The components of what a moderator retired, restored or looks up in a history."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, place_of_click
from bot.discord_ui.cards.card import Card, button, buttons
from bot.discord_ui.cards.history import history_card, version_card
from bot.discord_ui.cards.kept import REASON_INPUT, kept_card, retire_form, undone_card
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.forms import FormRoute, typed_in
from bot.discord_ui.gate import Needs
from bot.discord_ui.keeping import keeper_of
from bot.discord_ui.people import names_of
from bot.domain.catalogue_layers import EntryChange, EntryStatus
from bot.domain.errors import UserError
from bot.services.catalogue_history import HistoryPage
from bot.wording.texts import error_text


async def retired(
    interaction: BadgerInteraction, credential_id: str, reason: str, successor_id: str | None
) -> Card:
    """Retires a credential, and says what members see now."""
    desk = interaction.client.desk
    title = desk.use_cases.catalogue.credential(interaction.guild_id, credential_id).credential.title
    change = await desk.use_cases.care.keeping.retire(
        keeper_of(interaction), credential_id, reason, successor_id
    )
    await desk.use_cases.catalogue_changed()
    return kept_card(
        desk.texts,
        credential_id,
        change.after.version,
        desk.texts("retire-done", title=title),
        desk.texts("retire-said", reason=change.after.reason or ""),
    )


def title_here(interaction: BadgerInteraction, credential_id: str) -> str:
    """The title under which the server knows what its layer said something of."""
    history = interaction.client.desk.use_cases.care.history
    return history.entry(interaction.guild_id or 0, credential_id).title


def state_text(interaction: BadgerInteraction, change: EntryChange) -> str:
    """What members see after a change."""
    texts, after = interaction.client.desk.texts, change.after
    title = title_here(interaction, after.credential_id)
    seen = interaction.client.desk.use_cases.catalogue.ids(interaction.guild_id)
    if after.status is EntryStatus.INHERITED and after.credential_id not in seen:
        return texts("state-unseen", title=title)
    return texts(f"state-{after.status.value}", title=title)


async def shown_history(interaction: BadgerInteraction, named: str, page: int) -> Card:
    """A page of the history of what is named."""
    desk, guild_id = interaction.client.desk, keeper_of(interaction).guild_id
    found = await desk.use_cases.care.history.page(guild_id, named, page)
    return history_card(desk.texts, found, await _names(interaction, found))


async def _names(interaction: BadgerInteraction, page: HistoryPage) -> dict[int | None, str]:
    actors = [line.version.by.actor_id for line in page.lines]
    return await names_of(interaction.client, interaction.guild_id, actors)


class UndoEntryButton(Component, shape=custom_ids.UNDO_ENTRY):
    """*Undo*."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: BadgerInteraction) -> None:
        """Takes the change back, where it is the newest."""
        await answer(interaction, self._undone(interaction), place_of_click(interaction))

    async def _undone(self, interaction: BadgerInteraction) -> Card:
        desk, credential_id = interaction.client.desk, self.parts["credential"]
        change = await desk.use_cases.care.keeping.undo(
            keeper_of(interaction), credential_id, int(self.parts["version"])
        )
        await desk.use_cases.catalogue_changed()
        said = desk.texts("undo-done"), state_text(interaction, change)
        return undone_card(desk.texts, credential_id, *said)


class HistoryButton(Component, shape=custom_ids.HISTORY):
    """*History*, Newer and Older."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the page."""
        work = shown_history(interaction, self.parts["credential"], self.page)
        await answer(interaction, work, place_of_click(interaction))


class VersionSelect(Component, shape=custom_ids.HISTORY_VERSION):
    """The versions of a page."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the version in full."""
        await answer(interaction, self._version(interaction), place_of_click(interaction))

    async def _version(self, interaction: BadgerInteraction) -> Card:
        chosen = self.values[0] if self.values else ""
        if not (chosen.isascii() and chosen.isdecimal() and len(chosen) < _TOO_LONG):
            raise UserError("component-gone")
        desk, guild_id = interaction.client.desk, keeper_of(interaction).guild_id
        found = await desk.use_cases.care.history.version(guild_id, self.parts["credential"], int(chosen))
        return version_card(desk.texts, found, await _names(interaction, found))


class GoBackButton(Component, shape=custom_ids.GO_BACK):
    """*Restore this version*."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: BadgerInteraction) -> None:
        """Lets the server's catalogue say again what it said in the version."""
        await answer(interaction, self._gone_back(interaction), place_of_click(interaction))

    async def _gone_back(self, interaction: BadgerInteraction) -> Card:
        desk, credential_id = interaction.client.desk, self.parts["credential"]
        number = int(self.parts["version"])
        change = await desk.use_cases.care.keeping.go_back(keeper_of(interaction), credential_id, number)
        await desk.use_cases.catalogue_changed()
        said = desk.texts("go-back-done", number=number), state_text(interaction, change)
        return kept_card(desk.texts, credential_id, change.after.version, *said)


class RetireButton(Component, shape=custom_ids.RETIRE):
    """*Retire*, and *Fix it* where no reason was given."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: BadgerInteraction) -> None:
        """Asks why."""
        form = retire_form(interaction.client.desk.texts, self.parts["credential"])
        await interaction.response.send_modal(form)


async def _reason_sent(interaction: BadgerInteraction, parts: dict[str, str]) -> None:
    work = _retired_for(interaction, parts["credential"], typed_in(interaction, REASON_INPUT))
    await answer(interaction, work, place_of_click(interaction))


async def _retired_for(interaction: BadgerInteraction, credential_id: str, reason: str) -> Card:
    desk = interaction.client.desk
    try:
        return await retired(interaction, credential_id, reason, None)
    except UserError as refused:
        if not refused.message_id.startswith("reason-"):
            raise
        fix = button(desk.texts("button-fix"), custom_ids.RETIRE.of(credential_id))
        return notice_card(error_text(desk.texts, refused), below=buttons(fix))


RETIRE_ROUTE = FormRoute(custom_ids.RETIRE_FORM, _reason_sent, Needs.MANAGE_GUILD)
_TOO_LONG = 10
"""A version's number has at most nine digits in an id."""
KEEPING_COMPONENTS = (UndoEntryButton, HistoryButton, VersionSelect, GoBackButton, RetireButton)
