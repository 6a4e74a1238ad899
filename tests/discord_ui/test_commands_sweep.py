"""Sweeps over everything that is registered with Discord."""

from typing import Any

import pytest

from bot.discord_ui.client import BadgerClient
from bot.discord_ui.command_payload import WORDED, command_payload, payload_hash
from bot.sandbox.rules import commands_faults

_CHAT, _USER, _MESSAGE = 1, 2, 3


@pytest.fixture
async def payload(badger: BadgerClient) -> list[dict[str, Any]]:
    await badger.add_commands()
    return command_payload(badger.tree, badger.desk.texts)


def leaves(command: dict[str, Any]) -> list[dict[str, Any]]:
    options = command.get("options", [])
    return [command, *(leaf for option in options for leaf in leaves(option))]


def test_discord_takes_every_command(payload: list[dict[str, Any]]):
    assert commands_faults(payload) == []


def test_every_command_has_words_of_its_own(payload: list[dict[str, Any]]):
    described = [leaf for command in payload if command["type"] == _CHAT for leaf in leaves(command)]
    assert all(leaf["description"] not in {"", WORDED} for leaf in described)


def test_the_commands_are_these(payload: list[dict[str, Any]]):
    assert [(command["type"], command["name"]) for command in payload] == [
        (_CHAT, "announce"),
        (_CHAT, "catalog"),
        (_CHAT, "catalog-alias"),
        (_CHAT, "catalog-task"),
        (_CHAT, "compare"),
        (_CHAT, "credential"),
        (_CHAT, "find"),
        (_CHAT, "group"),
        (_CHAT, "help"),
        (_CHAT, "log"),
        (_CHAT, "me"),
        (_CHAT, "progress"),
        (_CHAT, "remind"),
        (_CHAT, "server"),
        (_CHAT, "start"),
        (_CHAT, "track"),
        (_CHAT, "undo"),
        (_USER, "Learning profile"),
        (_USER, "Send kudos"),
        (_MESSAGE, "Find a credential for this"),
        (_MESSAGE, "Log as task"),
        (_MESSAGE, "Remove"),
        (_MESSAGE, "Suggest as credential"),
    ]


def test_servers_install_badger_and_direct_messages_know_some_of_it(payload: list[dict[str, Any]]):
    assert {tuple(command["integration_types"]) for command in payload} == {(0,)}
    contexts = {command["name"]: command["contexts"] for command in payload}
    assert contexts["find"] == [0, 1]
    assert contexts["Find a credential for this"] == [0]


def test_a_command_costs_far_less_than_discord_allows(payload: list[dict[str, Any]]):
    for command in payload:
        parts = leaves(command)
        letters = sum(len(part["name"]) + len(part.get("description", "")) for part in parts)
        choices = [choice for part in parts for choice in part.get("choices", [])]
        assert letters + sum(len(choice["name"]) + len(choice["value"]) for choice in choices) < 8000


async def test_the_hash_changes_with_the_commands_only(badger: BadgerClient, payload: list[dict[str, Any]]):
    again = command_payload(badger.tree, badger.desk.texts)
    assert payload_hash(payload) == payload_hash(again)
    again[0]["description"] += "!"
    assert payload_hash(payload) != payload_hash(again)
