"""What follows on a file to import: it is taken, or let go."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, Place, answer, asker_of, place_of_click, show
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.import_report import progress_card
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.components.component import Component
from bot.discord_ui.errors import error_card, is_late
from bot.discord_ui.gate import Needs
from bot.discord_ui.importing import import_answer
from bot.discord_ui.keeping import keeper_of
from bot.discord_ui.progress import Tell, answer_with_progress


class ImportButton(Component, shape=custom_ids.IMPORT):
    """*Import these rows* under the report on a file."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: BadgerInteraction) -> None:
        """Imports the file into the catalogue as it is now, and says what became of it."""
        uploads = interaction.client.desk.use_cases.uploads
        upload_id = self.parts["upload"]

        async def work(tell: Tell) -> Card:
            return await import_answer(
                interaction, uploads.import_waiting(asker_of(interaction), upload_id, tell)
            )

        texts = interaction.client.desk.texts
        place = place_of_click(interaction)
        try:
            await answer_with_progress(
                interaction, work, lambda done: progress_card(texts, texts("import-the-file"), done), place
            )
        except Exception as error:
            if is_late(error) or place is not Place.HERE:
                raise
            # The message may show how far it is, which it will not be any more.
            await show(interaction, error_card(texts, error, "importing a file"), place)


class DiscardImportButton(Component, shape=custom_ids.DISCARD_IMPORT):
    """*Discard* under the report on a file."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: BadgerInteraction) -> None:
        """Lets the file go."""
        await answer(interaction, self._discarded(interaction), place_of_click(interaction))

    async def _discarded(self, interaction: BadgerInteraction) -> Card:
        desk = interaction.client.desk
        name = await desk.use_cases.uploads.discard(asker_of(interaction), self.parts["upload"])
        return notice_card(desk.texts("import-discarded", file=name))


class UndoImportButton(Component, shape=custom_ids.UNDO_IMPORT):
    """*Undo the import* under what an import did."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: BadgerInteraction) -> None:
        """Takes the whole import back where nothing was done with it since."""
        await answer(interaction, self._undone(interaction), place_of_click(interaction))

    async def _undone(self, interaction: BadgerInteraction) -> Card:
        desk = interaction.client.desk
        undone = await desk.use_cases.import_undoing.undo(keeper_of(interaction), int(self.parts["number"]))
        await desk.use_cases.catalogue_changed()
        return notice_card(desk.texts("import-undone", file=undone.file, count=undone.count))


IMPORT_COMPONENTS = (ImportButton, DiscardImportButton, UndoImportButton)
