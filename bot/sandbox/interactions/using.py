"""A person uses something: what they may, and the interaction that the bot hears of."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from bot.sandbox import refusals
from bot.sandbox.files import Files, Upload
from bot.sandbox.interactions.client_refusals import client_refuses
from bot.sandbox.interactions.components import component_data
from bot.sandbox.interactions.interaction import Interaction, Interactions, Kind
from bot.sandbox.interactions.modals import modal_data
from bot.sandbox.interactions.options import OptionsGiven
from bot.sandbox.interactions.payloads import interaction_payload, metadata
from bot.sandbox.interactions.resolver import USER, Resolver
from bot.sandbox.interactions.sent_files import SentFiles
from bot.sandbox.interactions.usable import commands_here, usable_commands
from bot.sandbox.messages import REPLY
from bot.sandbox.refusals import RefusedError
from bot.sandbox.snowflakes import snowflake_or_none
from bot.sandbox.wire import Json
from bot.sandbox.world import LOADING, Channel, Message, Person, World

_CHAT_INPUT, _ON_MESSAGE = 1, 3
_SUB_COMMAND, _GROUP = 1, 2
_ANSWERS_COMMAND, _ANSWERS_MENU = 20, 23


@dataclass(frozen=True, slots=True)
class _Used:
    kind: Kind
    data: Json
    about: Json
    message_type: int
    source: Message | None = None
    focused_type: int | None = None


class Using:
    """Turns what a person does into interactions. Raises RefusedError where their client would not."""

    def __init__(self, world: World, interactions: Interactions, files: Files) -> None:
        self._world = world
        self._interactions = interactions
        self._files = files

    def command(
        self, person: Person, channel: Channel, body: Json, files: Mapping[int, Upload]
    ) -> Interaction:
        """A command is used, of the `/` menu or of a context menu."""
        command = self._usable(person, channel, body)
        sent = self._sent(files)
        resolver = self._resolver(person, channel, sent)
        data, about = _named(command), _about(command)
        if command["type"] == _CHAT_INPUT:
            options = OptionsGiven(resolver, is_autocomplete=False).read(command, body.get("options"))
            if options:
                data["options"] = options
                about["name"] = _whole_name(command["name"], options)
        else:
            about |= self._target(command, body, resolver)
            data["target_id"] = str(body["target_id"])
        sent.keep()
        if resolver.resolved:
            data["resolved"] = resolver.resolved
        answer_type = _ANSWERS_COMMAND if command["type"] == _CHAT_INPUT else _ANSWERS_MENU
        return self._start(person, channel, _Used(Kind.COMMAND, data, about, answer_type))

    async def autocomplete(self, person: Person, channel: Channel, body: Json) -> list[Json] | None:
        """The bot's choices for what is typed so far; None where it gave none in time."""
        command = self._usable(person, channel, body)
        resolver = self._resolver(person, channel)
        data = _named(command)
        given = OptionsGiven(resolver, is_autocomplete=True)
        data["options"] = given.read(command, body.get("options"))
        if resolver.resolved:
            data["resolved"] = resolver.resolved
        used = _Used(Kind.AUTOCOMPLETE, data, _about(command), 0, focused_type=given.focused_type)
        interaction = self._start(person, channel, used)
        return await interaction.choices if interaction.choices is not None else None

    def component(self, person: Person, channel: Channel, body: Json) -> Interaction:
        """A button is clicked, or something is chosen in a select."""
        message = channel.messages.get(snowflake_or_none(body.get("message_id")) or 0)
        if message is None or message.visible_to not in (None, person.id):
            raise RefusedError(refusals.UNKNOWN_MESSAGE)
        if message.author_id != self._world.bot.id or message.flags & LOADING:
            raise client_refuses("message_id", "There is nothing to use in this message.")
        data = component_data(message, body, self._resolver(person, channel))
        about = {"interacted_message_id": str(message.id)}
        return self._start(person, channel, _Used(Kind.COMPONENT, data, about, REPLY, message))

    def modal(self, person: Person, body: Json, files: Mapping[int, Upload]) -> Interaction:
        """A modal that the bot opened is submitted."""
        opened = self._interactions.with_id(snowflake_or_none(body.get("interaction_id")) or 0)
        if opened is None or opened.person_id != person.id or opened.modal is None:
            raise RefusedError(refusals.UNKNOWN_INTERACTION)
        if opened.submitted is not None and opened.submitted.is_acknowledged:
            raise client_refuses("interaction_id", "This modal was submitted.")
        if body.get("custom_id") != opened.modal["custom_id"]:
            raise client_refuses("custom_id", "This is not the modal that was opened.")
        channel = opened.channel
        if not self._world.sees(person.id, channel):
            raise RefusedError(refusals.MISSING_ACCESS)
        sent = self._sent(files)
        data = modal_data(opened.modal, body, self._resolver(person, channel, sent))
        sent.keep()
        about = {"triggering_interaction_metadata": opened.metadata}
        answer_type = opened.message_type if opened.source is None else REPLY
        used = _Used(Kind.MODAL_SUBMIT, data, about, answer_type, opened.source)
        opened.submitted = self._start(person, channel, used)
        return opened.submitted

    def _usable(self, person: Person, channel: Channel, body: Json) -> Json:
        command_id = str(body.get("command_id"))
        is_forced = body.get("forced") is True
        found = (commands_here if is_forced else usable_commands)(self._world, person.id, channel)
        for command in found:
            if command["id"] == command_id:
                return command
        raise RefusedError(refusals.UNKNOWN_COMMAND)

    def _target(self, command: Json, body: Json, resolver: Resolver) -> Json:
        target_id = snowflake_or_none(body.get("target_id")) or 0
        if command["type"] == _ON_MESSAGE:
            if not resolver.message(target_id):
                raise RefusedError(refusals.UNKNOWN_MESSAGE)
            return {"target_message_id": str(target_id)}
        if not resolver.resolve(USER, target_id):
            raise RefusedError(refusals.UNKNOWN_USER)
        return {"target_user": resolver.resolved["users"][str(target_id)]}

    def _sent(self, files: Mapping[int, Upload]) -> SentFiles:
        return SentFiles(self._files, self._world.snowflakes, self._world.application.id, files)

    def _resolver(self, person: Person, channel: Channel, sent: SentFiles | None = None) -> Resolver:
        guild = self._world.guild_of(channel)
        return Resolver(self._world, person.id, guild, channel, sent)

    def _start(self, person: Person, channel: Channel, used: _Used) -> Interaction:
        guild = self._world.guild_of(channel)
        interaction_id, token = self._interactions.new_ids()
        interaction = Interaction(
            id=interaction_id,
            token=token,
            kind=used.kind,
            person_id=person.id,
            channel=channel,
            guild=guild,
            metadata=metadata(interaction_id, used.kind, person.user, guild, **used.about),
            message_type=used.message_type,
            source=used.source,
            focused_type=used.focused_type,
        )
        if used.kind is Kind.AUTOCOMPLETE:
            interaction.choices = asyncio.get_running_loop().create_future()
        self._interactions.start(interaction, interaction_payload(self._world, interaction, used.data))
        return interaction


def _named(command: Json) -> Json:
    data = {name: command[name] for name in ("id", "name", "type")}
    return data | ({"guild_id": command["guild_id"]} if "guild_id" in command else {})


def _whole_name(name: str, options: list[Json]) -> str:
    """With its group and its sub-command: what people see that was used."""
    if not options or options[0]["type"] not in {_SUB_COMMAND, _GROUP}:
        return name
    first = options[0]
    return _whole_name(f"{name} {first['name']}", first.get("options", []))


def _about(command: Json) -> Json:
    return {"name": command["name"], "command_type": command["type"]}
