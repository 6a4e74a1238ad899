import discord
import pytest

from bot.discord_ui.client import BadgerClient
from bot.discord_ui.components.forms import typed_in
from bot.discord_ui.components.routing import route
from tests.discord_ui.fakes import Json, interaction

MODAL = discord.InteractionType.modal_submit
COMPONENT = discord.InteractionType.component


def typed(input_id: str, value: str) -> Json:
    """A form as Discord sends it: an input in a label."""
    return {"components": [{"type": 18, "component": {"type": 4, "custom_id": input_id, "value": value}}]}


@pytest.mark.parametrize("kind", [MODAL, COMPONENT])
@pytest.mark.parametrize("identity", ["b1:unheard-of", "b0:results:x:1", "", "b1:results:x"])
async def test_what_nobody_claims_is_answered_kindly(
    badger: BadgerClient, kind: discord.InteractionType, identity: str
):
    played = interaction(badger, kind=kind, custom_id=identity)
    await route(played.interaction)
    assert played.last.where == "private message"
    assert "belongs to an older answer of mine" in played.last.words


async def test_what_discord_py_takes_itself_is_left_to_it(badger: BadgerClient):
    for kind, identity in ((COMPONENT, "b1:help"), (discord.InteractionType.application_command, None)):
        played = interaction(badger, kind=kind, custom_id=identity)
        await route(played.interaction)
        assert played.shown == []


async def test_what_was_typed_is_found_in_a_label_and_in_a_row(badger: BadgerClient):
    in_label = interaction(badger, data=typed("hours", "4")).interaction
    row = {"components": [{"type": 1, "components": [{"type": 4, "custom_id": "hours", "value": "5"}]}]}
    in_row = interaction(badger, data=row).interaction
    assert (typed_in(in_label, "hours"), typed_in(in_row, "hours"), typed_in(in_row, "x")) == ("4", "5", "")
