"""The buttons and forms of a draft, used by its owner, by others, and when it is gone."""

import pytest

from bot.discord_ui import custom_ids
from bot.discord_ui.client import BadgerClient
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.drafts import (
    DraftAskButton,
    DraftDiscardButton,
    DraftMoreSelect,
    DraftOpenButton,
    DraftPickSelect,
    DraftPublishButton,
)
from bot.discord_ui.components.routing import route
from bot.domain.drafts import DraftField, Typed
from bot.services.asker import Asker
from tests.discord_ui.fakes import MIA, MODERATOR, NOAH, SERVER, Json, Played, interaction, shown_message, use
from tests.discord_ui.test_routing import MODAL

PARTS: Typed = {
    DraftField.TITLE: "First Aid at Work",
    DraftField.ISSUER: "Red Cross",
    DraftField.LINK: "https://example.org/first-aid",
    DraftField.TIME: "16 h",
    DraftField.KINDS: "practice",
}
GONE = "g" * 12


async def begun(badger: BadgerClient, typed: Typed = PARTS) -> str:
    view = await badger.desk.use_cases.drafts.begin(Asker(MIA, SERVER, 1), typed)
    return view.draft.id


def sent(*inputs: tuple[str, str | list[str]]) -> Json:
    """A form as Discord sends it: inputs and selects, a label each."""
    parts = [
        {"custom_id": name, "type": 3, "values": given}
        if isinstance(given, list)
        else {"custom_id": name, "type": 4, "value": given}
        for name, given in inputs
    ]
    return {"components": [{"type": 18, "component": part} for part in parts]}


async def submit(badger: BadgerClient, identity: str, data: Json) -> Played:
    played = interaction(
        badger, kind=MODAL, custom_id=identity, data=data, message=shown_message(), permissions=MODERATOR
    )
    await route(played.interaction)
    return played


@pytest.mark.parametrize(
    ("component", "shape", "more"),
    [
        (DraftOpenButton, custom_ids.DRAFT_OPEN, ()),
        (DraftPublishButton, custom_ids.DRAFT_PUBLISH, ("plain",)),
        (DraftDiscardButton, custom_ids.DRAFT_DISCARD, ("sure",)),
        (DraftAskButton, custom_ids.DRAFT_ASK, ("parts",)),
    ],
)
async def test_a_draft_is_its_owners_alone_and_may_be_gone(
    badger: BadgerClient, component: type[Component], shape: custom_ids.IdShape, more: tuple[str, ...]
):
    mine = shape.of(await begun(badger), *more)
    other = shown_message(owner_id=NOAH)
    played = await use(badger, component, mine, user_id=NOAH, permissions=MODERATOR, message=other)
    assert "somebody else’s draft" in played.last.words
    gone = await use(badger, component, shape.of(GONE, *more), permissions=MODERATOR)
    assert "This draft is not kept any more" in gone.last.words


async def test_without_the_permission_nothing_is_published(badger: BadgerClient):
    played = await use(badger, DraftPublishButton, custom_ids.DRAFT_PUBLISH.of(await begun(badger), "plain"))
    assert "Manage Server" in played.last.words
    assert len(await badger.desk.use_cases.drafts.unfinished(Asker(MIA, SERVER, 2))) == 1


async def test_publishing_an_unfinished_draft_says_all_that_has_to_be_mended(badger: BadgerClient):
    draft = await begun(badger, {**PARTS, DraftField.TIME: "ages", DraftField.LINK: "nowhere"})
    identity = custom_ids.DRAFT_PUBLISH.of(draft, "plain")
    played = await use(badger, DraftPublishButton, identity, permissions=MODERATOR)
    assert played.last.where == "in place"
    for words in ("Before it can be published:", "“nowhere” is not a link", "“ages” as a time", "(Fix it)"):
        assert words in played.last.words


async def test_a_form_that_there_is_not_is_answered_kindly(badger: BadgerClient):
    draft = await begun(badger)
    for identity in (custom_ids.DRAFT_ASK.of(draft, "spells"), custom_ids.DRAFT_ASK.of(draft, "x")):
        played = await use(badger, DraftAskButton, identity, permissions=MODERATOR)
        assert "belongs to an older answer of mine" in played.last.words
    more = custom_ids.DRAFT_MORE.of(draft)
    played = await use(badger, DraftMoreSelect, more, "spells", permissions=MODERATOR)
    assert "belongs to an older answer of mine" in played.last.words


async def test_one_of_several_drafts_is_chosen(badger: BadgerClient):
    draft = await begun(badger)
    played = await use(badger, DraftPickSelect, custom_ids.DRAFT_PICK.of(), draft, permissions=MODERATOR)
    assert "### First Aid at Work" in played.last.words


async def test_a_choice_that_is_none_is_kept_out(badger: BadgerClient):
    draft = await begun(badger)
    data = sent(("level", ["wizard"]), ("language", ""), ("topics", ""), ("cost", ""), ("type", []))
    played = await submit(badger, custom_ids.DRAFT_FORM.of(draft, "about"), data)
    assert "“wizard” is none of the choices" in played.last.words


async def test_tasks_without_a_kind_are_kept_to_be_mended(badger: BadgerClient):
    draft = await begun(badger)
    played = await submit(
        badger, custom_ids.DRAFT_FORM.of(draft, "tasks"), sent(("tasks", "Watch"), ("task-kind", []))
    )
    assert "Choose what kind of tasks these are.\nAll that you typed is kept.\n(Fix it)" in played.last.words


async def test_an_empty_form_begins_a_draft_that_says_what_is_missing(badger: BadgerClient):
    played = await submit(badger, custom_ids.DRAFT_NEW.of(), {"components": []})
    for words in ("The title is missing.", "The link to its page is missing.", "(Fix it)"):
        assert words in played.last.words
