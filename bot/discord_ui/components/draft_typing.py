"""The forms of a draft that were sent in. What was typed is kept, whether it can be read or not."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, Place, answer, asker_of, place_of_click
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.draft import draft_card, refused_card
from bot.discord_ui.cards.draft_forms import choices_in
from bot.discord_ui.components.forms import FormRoute, chosen_in, typed_in
from bot.discord_ui.gate import Needs
from bot.domain.drafts import FIELDS, DraftField, DraftForm, Typed
from bot.domain.errors import UserError
from bot.services.catalogue_drafts import CatalogueDrafts
from bot.services.draft_views import DraftView


def drafts_of(interaction: BadgerInteraction) -> CatalogueDrafts:
    """The use cases of drafts."""
    return interaction.client.desk.use_cases.drafts


def form_named(name: str) -> DraftForm:
    """The form with this name. Raises UserError `component-gone` where there is none."""
    try:
        return DraftForm(name)
    except ValueError as cause:
        raise UserError("component-gone") from cause


def _typed(interaction: BadgerInteraction, form: DraftForm) -> Typed:
    return {field: _said(interaction, field) for field in FIELDS[form]}


def _said(interaction: BadgerInteraction, field: DraftField) -> str:
    if choices_in(field):
        return ",".join(chosen_in(interaction, field.value))
    return typed_in(interaction, field.value)


async def _new_sent(interaction: BadgerInteraction, _: dict[str, str]) -> None:
    place = place_of_click(interaction) if interaction.message else Place.PRIVATE
    await answer(interaction, _begun(interaction), place)


async def _begun(interaction: BadgerInteraction) -> Card:
    typed = _typed(interaction, DraftForm.PARTS)
    view = await drafts_of(interaction).begin(asker_of(interaction), typed)
    return _after(interaction, view, DraftForm.PARTS)


async def _form_sent(interaction: BadgerInteraction, parts: dict[str, str]) -> None:
    work = _taken(interaction, parts["entry_draft"], form_named(parts["form"]))
    await answer(interaction, work, place_of_click(interaction))


async def _taken(interaction: BadgerInteraction, draft_id: str, form: DraftForm) -> Card:
    drafts, asker, typed = drafts_of(interaction), asker_of(interaction), _typed(interaction, form)
    if form is DraftForm.TASKS:
        view = await drafts.add_tasks(asker, draft_id, typed[DraftField.TASKS], typed[DraftField.TASK_KIND])
    else:
        view = await drafts.type(asker, draft_id, form, typed)
    return _after(interaction, view, form)


def _after(interaction: BadgerInteraction, view: DraftView, form: DraftForm) -> Card:
    """The draft, or why the form cannot stand as it is."""
    texts = interaction.client.desk.texts
    if view.refused:
        return refused_card(texts, view, form)
    return draft_card(texts, view)


DRAFT_ROUTES = (
    FormRoute(custom_ids.DRAFT_NEW, _new_sent, Needs.MANAGE_GUILD),
    FormRoute(custom_ids.DRAFT_FORM, _form_sent, Needs.MANAGE_GUILD),
)
