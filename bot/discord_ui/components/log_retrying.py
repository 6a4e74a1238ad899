"""*Fix it*, under a `/log` whose minutes, day or note could not be taken."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, asker_of, place_of_click
from bot.discord_ui.cards.log_forms import DAY_INPUT, MINUTES_INPUT, NOTE_INPUT, retry_form
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.forms import FormRoute, typed_in
from bot.discord_ui.tracking_answers import kept_request, log_and_show
from bot.services.log_requests import LogRequest


class RetryLogButton(Component, shape=custom_ids.LOG_RETRY):
    """*Fix it*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with what was typed."""
        desk, key = interaction.client.desk, self.parts["waiting"]
        words = await desk.use_cases.work.words.kept(asker_of(interaction), key)
        await interaction.response.send_modal(retry_form(desk.texts, words, key))


async def _sent(interaction: BadgerInteraction, parts: dict[str, str]) -> None:
    """Logs what was meant: the task as it was named, the rest as it was mended."""
    named = (await kept_request(interaction, parts["waiting"])).task
    request = LogRequest(
        named,
        typed_in(interaction, MINUTES_INPUT),
        typed_in(interaction, DAY_INPUT),
        typed_in(interaction, NOTE_INPUT),
    )
    await log_and_show(interaction, request, place_of_click(interaction))


RETRY_COMPONENTS = (RetryLogButton,)
RETRY_ROUTES = (FormRoute(custom_ids.LOG_RETRY_FORM, _sent),)
