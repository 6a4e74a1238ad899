"""Who takes a click or a form: every component and form by its shape, and one answer for the rest."""

from discord import InteractionType

from bot.discord_ui.answering import BadgerInteraction
from bot.discord_ui.components.announcing import ANNOUNCEMENT_COMPONENTS
from bot.discord_ui.components.audit import AUDIT_COMPONENTS
from bot.discord_ui.components.blocks import BLOCK_COMPONENTS
from bot.discord_ui.components.checks import CHECK_COMPONENTS
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.draft_typing import DRAFT_ROUTES
from bot.discord_ui.components.drafts import DRAFT_COMPONENTS
from bot.discord_ui.components.enrolment import ENROLMENT_COMPONENTS
from bot.discord_ui.components.forms import FormRoute
from bot.discord_ui.components.group_checkins import GROUP_CHECKIN_COMPONENTS, GROUP_CHECKIN_ROUTE
from bot.discord_ui.components.group_forms import GROUP_FORM_COMPONENTS, GROUP_ROUTES
from bot.discord_ui.components.group_places import GROUP_PLACE_COMPONENTS
from bot.discord_ui.components.groups import GROUP_COMPONENTS
from bot.discord_ui.components.happy_to_help import HELP_COMPONENTS
from bot.discord_ui.components.imports import IMPORT_COMPONENTS
from bot.discord_ui.components.keeping import KEEPING_COMPONENTS, RETIRE_ROUTE
from bot.discord_ui.components.kudos import KUDOS_COMPONENTS
from bot.discord_ui.components.log_retrying import RETRY_COMPONENTS, RETRY_ROUTES
from bot.discord_ui.components.logging_time import LOG_COMPONENTS, LOG_ROUTES
from bot.discord_ui.components.lookups import LOOKUP_COMPONENTS
from bot.discord_ui.components.merging import MERGE_COMPONENTS
from bot.discord_ui.components.own_data import OWN_DATA_COMPONENTS
from bot.discord_ui.components.own_tasks import OWN_TASK_COMPONENTS, OWN_TASK_ROUTES
from bot.discord_ui.components.profile import PROFILE_COMPONENTS
from bot.discord_ui.components.progress import PROGRESS_COMPONENTS
from bot.discord_ui.components.queue import QUEUE_COMPONENTS, QUEUE_ROUTES
from bot.discord_ui.components.reminders import REMINDER_COMPONENTS, REMINDER_ROUTES
from bot.discord_ui.components.renewals import RENEWAL_COMPONENTS
from bot.discord_ui.components.searches import HOURS_ROUTE, SEARCH_COMPONENTS
from bot.discord_ui.components.server_choice import SERVER_COMPONENTS
from bot.discord_ui.components.server_setup import SETUP_COMPONENTS, SETUP_ROUTE
from bot.discord_ui.components.settings import SETTINGS_COMPONENTS, SETTINGS_ROUTES
from bot.discord_ui.components.sharing import SHARE_COMPONENTS
from bot.discord_ui.components.staleness import STALE_COMPONENTS
from bot.discord_ui.components.starting_zone import START_ZONE_COMPONENTS, START_ZONE_ROUTE
from bot.discord_ui.components.suggesting import SUGGEST_COMPONENTS, SUGGEST_ROUTE
from bot.discord_ui.components.tasks import TASK_COMPONENTS
from bot.discord_ui.components.times import TIME_COMPONENTS, TIME_ROUTE
from bot.discord_ui.components.track import TRACK_COMPONENTS, TRACK_ROUTES
from bot.discord_ui.components.words import WORD_COMPONENTS
from bot.discord_ui.direct_messages import settle_server_of_row
from bot.discord_ui.errors import report
from bot.discord_ui.gate import check_needs
from bot.domain.errors import UserError

COMPONENTS: tuple[type[Component], ...] = (
    *SEARCH_COMPONENTS,
    *DRAFT_COMPONENTS,
    *LOOKUP_COMPONENTS,
    *SHARE_COMPONENTS,
    *SERVER_COMPONENTS,
    *TIME_COMPONENTS,
    *TASK_COMPONENTS,
    *BLOCK_COMPONENTS,
    *SUGGEST_COMPONENTS,
    *QUEUE_COMPONENTS,
    *IMPORT_COMPONENTS,
    *CHECK_COMPONENTS,
    *KEEPING_COMPONENTS,
    *STALE_COMPONENTS,
    *MERGE_COMPONENTS,
    *WORD_COMPONENTS,
    *AUDIT_COMPONENTS,
    *PROGRESS_COMPONENTS,
    *TRACK_COMPONENTS,
    *ENROLMENT_COMPONENTS,
    *LOG_COMPONENTS,
    *RETRY_COMPONENTS,
    *OWN_TASK_COMPONENTS,
    *SETUP_COMPONENTS,
    *ANNOUNCEMENT_COMPONENTS,
    *REMINDER_COMPONENTS,
    *RENEWAL_COMPONENTS,
    *SETTINGS_COMPONENTS,
    *START_ZONE_COMPONENTS,
    *PROFILE_COMPONENTS,
    *OWN_DATA_COMPONENTS,
    *KUDOS_COMPONENTS,
    *HELP_COMPONENTS,
    *GROUP_COMPONENTS,
    *GROUP_FORM_COMPONENTS,
    *GROUP_PLACE_COMPONENTS,
    *GROUP_CHECKIN_COMPONENTS,
)
FORMS: tuple[FormRoute, ...] = (
    *DRAFT_ROUTES,
    HOURS_ROUTE,
    TIME_ROUTE,
    SUGGEST_ROUTE,
    *QUEUE_ROUTES,
    RETIRE_ROUTE,
    *LOG_ROUTES,
    *RETRY_ROUTES,
    *OWN_TASK_ROUTES,
    *REMINDER_ROUTES,
    *SETTINGS_ROUTES,
    START_ZONE_ROUTE,
    *TRACK_ROUTES,
    SETUP_ROUTE,
    *GROUP_ROUTES,
    GROUP_CHECKIN_ROUTE,
)
_COMPONENT_PATTERNS = tuple(component.shape.pattern for component in COMPONENTS)
_FORM_PATTERNS = tuple((form.shape.pattern, form) for form in FORMS)


async def route(interaction: BadgerInteraction) -> None:
    """Takes a form to its route; tells who used something that nobody claims that it is gone.

    discord.py itself takes commands, and components to the `COMPONENTS` that are registered with it.
    """
    identity = interaction.custom_id or ""
    try:
        if interaction.type is InteractionType.modal_submit:
            await _route_form(interaction, identity)
        elif interaction.type is InteractionType.component and not _is_claimed(identity):
            raise UserError("component-gone")  # noqa: TRY301  # every error takes the one way
    except Exception as error:  # noqa: BLE001  # same
        await report(interaction, error, f"routing {identity.split(':')[1:2] or 'an unknown id'}")


def _is_claimed(identity: str) -> bool:
    return any(pattern.fullmatch(identity) for pattern in _COMPONENT_PATTERNS)


async def _route_form(interaction: BadgerInteraction, identity: str) -> None:
    for pattern, form in _FORM_PATTERNS:
        found = pattern.fullmatch(identity)
        if found:
            check_needs(interaction, form.needs)
            await settle_server_of_row(interaction, found.groupdict())
            await form.sent(interaction, found.groupdict())
            return
    raise UserError("component-gone")
