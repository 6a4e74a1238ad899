"""The commands as Discord is told of them: discord.py's description, in the words of `locales/`."""

from collections.abc import Iterable
from hashlib import sha256
from json import dumps
from typing import Any

from discord import app_commands

from bot.wording.texts import Texts

_CHAT_INPUT = 1
_SUB_COMMANDS = (1, 2)
WORDED = "…"
"""What stands in code in place of a description."""


def command_payload(tree: app_commands.CommandTree[Any], texts: Texts) -> list[dict[str, Any]]:
    """Every command with its descriptions and the names of its choices.

    Raises KeyError where `locales/` has no words for one of them.
    """
    commands = [command.to_dict(tree) for command in tree._get_all_commands(guild=None)]  # noqa: SLF001  # the types that `get_commands` takes apart
    for command in commands:
        if command.get("type", _CHAT_INPUT) == _CHAT_INPUT:
            _word(command, command["name"], texts)
    return sorted(commands, key=lambda command: (command.get("type", _CHAT_INPUT), command["name"]))


def _word(command: dict[str, Any], path: str, texts: Texts) -> None:
    command["description"] = texts(f"command-{path}")
    for option in command.get("options", ()):
        if option["type"] in _SUB_COMMANDS:
            _word(option, f"{path}-{option['name']}", texts)
            continue
        option["description"] = _first(texts, (f"option-{path}-{option['name']}", f"option-{option['name']}"))
        for choice in option.get("choices", ()):
            choice["name"] = texts(f"choice-{option['name']}-{choice['value']}")


def _first(texts: Texts, message_ids: Iterable[str]) -> str:
    """The words of the first id that has some."""
    *specials, general = message_ids
    for message_id in specials:
        try:
            return texts(message_id)
        except KeyError:
            continue
    return texts(general)


def payload_hash(payload: list[dict[str, Any]]) -> str:
    """A hash that changes exactly when the payload does."""
    return sha256(dumps(payload, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
