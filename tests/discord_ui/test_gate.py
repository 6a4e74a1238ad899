from typing import Any

import discord
import pytest
from discord import app_commands
from discord.ext import commands

from bot.discord_ui.client import BadgerClient
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.forms import FormRoute
from bot.discord_ui.components.routing import route
from bot.discord_ui.custom_ids import IdShape
from bot.discord_ui.gate import Needs, check_needs, moderated, needs_of
from bot.domain.errors import UserError
from tests.discord_ui.fakes import MODERATOR, NOBODY, interaction, use

MESSAGES = discord.Permissions(manage_messages=True)
ADMINISTRATOR = discord.Permissions(administrator=True)
EVERYTHING = discord.Permissions.all()
SECRET = IdShape("secret-button")
SECRET_FORM = IdShape("secret-form")


class SecretButton(Component, shape=SECRET):
    """A button of the moderators."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()


@moderated(Needs.MANAGE_GUILD)
class KeepersCog(commands.GroupCog, group_name="keepers", group_description="…"):
    """A group of the moderators."""

    @app_commands.command(name="keep", description="…")
    async def keep(self, interaction: discord.Interaction[Any]) -> None:
        """Keeps."""


@pytest.mark.parametrize(
    ("needs", "held"),
    [
        (Needs.NOTHING, NOBODY),
        (Needs.MANAGE_GUILD, MODERATOR),
        (Needs.MANAGE_GUILD, ADMINISTRATOR),
        (Needs.MANAGE_GUILD, EVERYTHING),
        (Needs.MANAGE_MESSAGES, MESSAGES),
        (Needs.MANAGE_MESSAGES, ADMINISTRATOR),
    ],
)
def test_who_is_allowed_what_is_needed_passes(badger: BadgerClient, needs: Needs, held: discord.Permissions):
    check_needs(interaction(badger, permissions=held).interaction, needs)


@pytest.mark.parametrize(
    ("needs", "held"),
    [
        (Needs.MANAGE_GUILD, NOBODY),
        (Needs.MANAGE_GUILD, MESSAGES),
        (Needs.MANAGE_MESSAGES, NOBODY),
        (Needs.MANAGE_MESSAGES, MODERATOR),
    ],
)
def test_nobody_else_passes(badger: BadgerClient, needs: Needs, held: discord.Permissions):
    with pytest.raises(UserError, match="moderators-only"):
        check_needs(interaction(badger, permissions=held).interaction, needs)


def test_in_a_direct_message_nobody_passes_whatever_it_says(badger: BadgerClient):
    with pytest.raises(UserError, match="moderators-only"):
        check_needs(
            interaction(badger, guild_id=None, permissions=EVERYTHING).interaction, Needs.MANAGE_GUILD
        )


async def test_a_component_of_the_moderators_does_nothing_for_others(badger: BadgerClient):
    refused = await use(badger, SecretButton, SECRET.of())
    assert refused.calls == []
    assert refused.last.where == "private message"
    assert "it needs the permission “Manage Server”" in refused.last.words
    taken = await use(badger, SecretButton, SECRET.of(), permissions=MODERATOR)
    assert taken.calls == ["defer"]


async def test_a_form_of_the_moderators_does_nothing_for_others(
    badger: BadgerClient, monkeypatch: pytest.MonkeyPatch
):
    sent: list[dict[str, str]] = []

    async def keep(_: object, parts: dict[str, str]) -> None:
        sent.append(parts)

    secret = FormRoute(SECRET_FORM, keep, Needs.MANAGE_MESSAGES)
    monkeypatch.setattr("bot.discord_ui.components.routing._FORM_PATTERNS", ((SECRET_FORM.pattern, secret),))
    kind = discord.InteractionType.modal_submit
    refused = interaction(badger, kind=kind, custom_id=SECRET_FORM.of(), permissions=MODERATOR)
    await route(refused.interaction)
    assert sent == []
    assert "it needs the permission “Manage Messages”" in refused.last.words
    await route(interaction(badger, kind=kind, custom_id=SECRET_FORM.of(), permissions=MESSAGES).interaction)
    assert sent == [{}]


async def test_a_group_declares_for_all_its_commands_once():
    cog = KeepersCog()
    assert [needs_of(command) for command in cog.walk_app_commands()] == [Needs.MANAGE_GUILD]
    group = cog.app_command
    assert isinstance(group, app_commands.Group)
    assert group.default_permissions == MODERATOR
    assert group.allowed_contexts is not None
    assert group.allowed_contexts.to_array() == [0]


async def test_what_declares_nothing_is_for_everybody(badger: BadgerClient):
    await badger.add_commands()
    find = badger.tree.get_command("find")
    assert find is not None
    assert needs_of(find) is Needs.NOTHING


@pytest.mark.parametrize(
    ("kind", "answered"),
    [
        (discord.InteractionType.application_command, []),
        (discord.InteractionType.autocomplete, ["suggest []"]),
    ],
)
async def test_a_command_of_the_moderators_is_not_even_begun_for_others(
    badger: BadgerClient, kind: discord.InteractionType, answered: list[str]
):
    command = next(iter(KeepersCog().walk_app_commands()))
    refused = interaction(badger, kind=kind)
    refused.interaction.command = command
    assert not await badger.tree.interaction_check(refused.interaction)
    assert refused.calls == answered
    assert bool(refused.shown) is not bool(answered)
    passing = interaction(badger, kind=kind, permissions=MODERATOR)
    passing.interaction.command = command
    assert await badger.tree.interaction_check(passing.interaction)
    assert passing.shown == []
