"""A person at the sandbox's page, for tests: they type, click, choose and read, through the people's door.

A person speaks as people do (the label of a button, the placeholder of a select), so that a test reads
like what a member does. What comes back are Discord's own objects as plain dicts.
"""

import asyncio
import io
import itertools
import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

Json = dict[str, Any]
Named = tuple[str, bytes]
"""A file: its name and its content."""
Given = str | bool | Sequence[str] | Sequence[Named] | None
"""What a person gives in one part of a modal; None leaves an optional one as it is."""

PRIVATE = 64
THINKING = 128
_WAIT_SECONDS = 60
_SUB_COMMAND, _GROUP = 1, 2
_STRING, _INTEGER, _BOOLEAN = 3, 4, 5
_BUTTON, _STRING_SELECT, _USER_SELECT, _UPLOAD, _RADIOS = 2, 3, 5, 19, 21


class Refused(Exception):  # noqa: N818  # it is what the person's own client would say
    """The person's client or Discord refused what they did; `code` is Discord's."""

    def __init__(self, status: int, error: Json) -> None:
        super().__init__(status, error)
        self.code = error.get("code")


class InteractionFailed(Exception):  # noqa: N818
    """The bot did not answer in time, or its answer was refused."""


class Person:
    """One person of the world, with the events that they were told of."""

    def __init__(self, session: aiohttp.ClientSession, address: str, user_id: str) -> None:
        self.id = user_id
        self._session = session
        self._address = address
        self._states: dict[str, list[Json]] = {}
        self._modals: dict[str, Json] = {}
        self._changed = asyncio.Event()
        self.events: list[Json] = []

    async def world(self) -> Json:
        """The world as this person sees it."""
        return dict(await self._get("/people/world"))

    async def channel(self, name: str, server: int = 0) -> str:
        """The id of a channel of the server by its name."""
        guild = (await self.world())["guilds"][server]
        return str(next(channel["id"] for channel in guild["channels"] if channel["name"] == name))

    async def direct_messages_with(self, user_id: str) -> str:
        """The id of the direct channel with a user."""
        return str((await self._post("/people/direct-messages", {"user_id": user_id}))["id"])

    async def sees(self, channel: str) -> list[Json]:
        """The messages of a channel that this person sees, newest first."""
        return list(await self._get(f"/people/channels/{channel}/messages"))

    async def last(self, channel: str) -> Json:
        """The newest message that this person sees in a channel."""
        return (await self.sees(channel))[0]

    async def says(
        self, channel: str, content: str, *, reply_to: str | None = None, files: Sequence[Named] = ()
    ) -> Json:
        """Writes a message, with files (their names and contents) where there are some."""
        body = {"content": content} | ({"reply_to": reply_to} if reply_to else {})
        return await self._post(f"/people/channels/{channel}/messages", body, files)

    async def commands(self, channel: str, *, every: bool = False) -> list[Json]:
        """The commands that this person may use in a channel, or `every` one, hidden ones too."""
        query = "?every=true" if every else ""
        return list(await self._get(f"/people/channels/{channel}/commands{query}"))

    async def uses(self, channel: str, command: str, /, **options: object) -> Json:
        """Uses a slash command ("credential show") and returns the answer's message.

        A file is attached to an option as its name and content: `file=("name.csv", b"…")`.
        """
        return await self._answer_to(channel, await self._calls(channel, command, options))

    async def forces(self, channel: str, command: str, **options: object) -> Json:
        """Uses a slash command as `uses` does, even where the picker hides it from this person."""
        return await self._answer_to(channel, await self._calls(channel, command, options, forced=True))

    async def uses_for_modal(self, channel: str, command: str, **options: object) -> Json:
        """Uses a slash command that opens a modal; returns the event with the modal."""
        return await self._modal_of(await self._calls(channel, command, options))

    async def uses_on(self, channel: str, command: str, target_id: str) -> Json:
        """Uses a command of a message's or a user's context menu and returns the answer's message."""
        return await self._answer_to(channel, await self._calls_on(channel, command, target_id))

    async def forces_on(self, channel: str, command: str, target_id: str) -> Json:
        """Uses a command of a context menu as `uses_on` does, even where it is hidden from this person."""
        interaction = await self._calls_on(channel, command, target_id, forced=True)
        return await self._answer_to(channel, interaction)

    async def uses_on_for_modal(self, channel: str, command: str, target_id: str) -> Json:
        """Uses a command of a context menu that opens a modal; returns the event with the modal."""
        return await self._modal_of(await self._calls_on(channel, command, target_id))

    async def completes(
        self, channel: str, command: str, option: str, typed: str, **others: object
    ) -> list[Json]:
        """The choices that are offered for what is typed in an option so far."""
        body = await self._command(channel, command, others | {option: typed})
        body["kind"] = "autocomplete"
        for given in _leaves(body["options"]):
            if given["name"] == option:
                given["focused"] = True
        answer = await self._post("/people/interactions", body)
        return list(answer["choices"] or [])

    async def clicks(self, message: Json, label: str) -> Json:
        """Clicks the button with this label; returns the message that answers it, or the changed one."""
        button = component(message, lambda part: part["type"] == _BUTTON and part.get("label") == label)
        return await self._uses_component(message, button, None)

    async def chooses(self, message: Json, placeholder: str, *labels: str) -> Json:
        """Chooses the options with these labels (or their beginnings) in the select with this placeholder."""
        select = component(
            message,
            lambda part: part["type"] == _STRING_SELECT and placeholder in part.get("placeholder", ""),
        )
        values = [
            next(option["value"] for option in select["options"] if option["label"].startswith(label))
            for label in labels
        ]
        return await self._uses_component(message, select, values)

    async def opens_modal(self, message: Json, label: str) -> Json:
        """Clicks a button that opens a modal; returns the event with the modal."""
        button = component(message, lambda part: part["type"] == _BUTTON and part.get("label") == label)
        interaction = await self._interacts(_component_body(message, button, None))
        return await self._modal_of(interaction) | {"message": message}

    async def picks(self, message: Json, placeholder: str, *user_ids: str) -> Json:
        """Chooses these people in the select of people with this placeholder."""
        select = component(
            message,
            lambda part: part["type"] == _USER_SELECT and placeholder in part.get("placeholder", ""),
        )
        return await self._uses_component(message, select, list(user_ids))

    async def chooses_modal(self, message: Json, placeholder: str, label: str) -> Json:
        """Chooses an option that opens a modal; returns the event with the modal."""
        select = component(
            message,
            lambda part: part["type"] == _STRING_SELECT and placeholder in part.get("placeholder", ""),
        )
        value = next(option["value"] for option in select["options"] if option["label"].startswith(label))
        interaction = await self._interacts(_component_body(message, select, [value]))
        return await self._modal_of(interaction) | {"message": message}

    async def submits(self, opened: Json, *given: Given) -> Json:
        """Submits a modal, filled in from top to bottom; returns the message that answers it.

        A text goes into an input and chooses a radio button; a list of labels is chosen in a select or in
        checkboxes, a list of files (names and contents) is uploaded, and a truth ticks a single checkbox.
        """
        interaction = await self._submits(opened, given)
        return await self._answer_to(opened["channel_id"], interaction, changed=opened.get("message"))

    async def _submits(self, opened: Json, given: Sequence[Given]) -> str:
        waiting = iter(given)
        modal, files = opened["modal"], list[Named]()
        body = {
            "kind": "modal",
            "interaction_id": opened["interaction_id"],
            "custom_id": modal["custom_id"],
            "components": [_filled(part, waiting, files) for part in modal["components"]],
        }
        return await self._interacts(body, files)

    async def downloads(self, attachment: Json) -> bytes:
        """The content of a file that a message brought."""
        async with self._session.get(attachment["url"]) as answer:
            answer.raise_for_status()
            return await answer.read()

    async def dismisses(self, message: Json) -> None:
        """Takes a private answer away."""
        path = f"/people/channels/{message['channel_id']}/messages/{message['id']}"
        async with self._session.delete(self._address + path, params={"person": self.id}) as answer:
            await _checked(answer)

    async def ends(self, channel: str) -> None:
        """Deletes a thread, as a moderator may."""
        url = f"{self._address}/people/channels/{channel}"
        async with self._session.delete(url, params={"person": self.id}) as answer:
            await _checked(answer)

    async def wait_for(self, holds: Callable[[Json], bool]) -> Json:
        """The first event, past or to come, for which `holds`."""
        async with asyncio.timeout(_WAIT_SECONDS):
            while True:
                self._changed.clear()
                for event in self.events:
                    if holds(event):
                        return event
                await self._changed.wait()

    async def hears_from_bot(self, channel: str, after: str) -> Json:
        """The first message of another than this person in `channel` that is newer than `after`."""
        event = await self.wait_for(
            lambda event: (
                event["type"] == "message_create"
                and event["message"]["channel_id"] == channel
                and int(event["message"]["id"]) > int(after)
                and event["message"]["author"]["id"] != self.id
            )
        )
        return dict(event["message"])

    async def _uses_component(self, message: Json, part: Json, values: list[str] | None) -> Json:
        interaction = await self._interacts(_component_body(message, part, values))
        return await self._answer_to(message["channel_id"], interaction, changed=message)

    async def _calls(self, channel: str, command: str, options: Json, *, forced: bool = False) -> str:
        files = [value for value in options.values() if isinstance(value, tuple)]
        return await self._interacts(await self._command(channel, command, options, forced=forced), files)

    async def _calls_on(self, channel: str, command: str, target_id: str, *, forced: bool = False) -> str:
        found = await self._find_command(channel, command, forced=forced)
        body: Json = {"kind": "command", "channel_id": channel, "command_id": found["id"], "options": []}
        return await self._interacts(body | {"target_id": target_id, "forced": forced})

    async def _interacts(self, body: Json, files: Sequence[Named] = ()) -> str:
        return str((await self._post("/people/interactions", body, files))["interaction_id"])

    async def _modal_of(self, interaction_id: str) -> Json:
        return await self.wait_for(
            lambda event: event["type"] == "modal" and event["interaction_id"] == interaction_id
        )

    async def _answer_to(self, channel: str, interaction_id: str, changed: Json | None = None) -> Json:
        state = await self.wait_for(
            lambda event: (
                event["type"] == "interaction"
                and event["interaction_id"] == interaction_id
                and event["state"] in {"answered", "failed"}
            )
        )
        if state["state"] == "failed":
            raise InteractionFailed(state["reason"])
        for message in await self.sees(channel):
            if (message.get("interaction_metadata") or {}).get("id") == interaction_id:
                return message
        if changed is None:
            raise InteractionFailed("answered without a message")
        return next(message for message in await self.sees(channel) if message["id"] == changed["id"])

    async def _command(self, channel: str, command: str, options: Json, *, forced: bool = False) -> Json:
        name, *branches = command.split(" ")
        found = await self._find_command(channel, name, forced=forced)
        specs, files = _specs(found, branches), itertools.count()
        given = [
            _option(specs, option, str(next(files)) if isinstance(value, tuple) else value)
            for option, value in options.items()
            if value is not None
        ]
        for place, branch in reversed(list(enumerate(branches))):
            kind = _SUB_COMMAND if place == len(branches) - 1 else _GROUP
            given = [{"name": branch, "type": kind, "options": given}]
        body = {"kind": "command", "channel_id": channel, "command_id": found["id"], "options": given}
        return body | ({"forced": True} if forced else {})

    async def _find_command(self, channel: str, name: str, *, forced: bool = False) -> Json:
        commands = await self.commands(channel, every=forced)
        found = next((command for command in commands if command["name"] == name), None)
        if found is None:
            raise Refused(404, {"code": 0, "message": f"no command {name} here"})
        return found

    async def _get(self, path: str) -> Any:  # noqa: ANN401  # JSON
        async with self._session.get(self._address + path, params={"person": self.id}) as answer:
            return await _checked(answer)

    async def _post(self, path: str, body: Json, files: Sequence[Named] = ()) -> Json:
        sent: dict[str, Any] = {"data": _form(body, files)} if files else {"json": body}
        async with self._session.post(self._address + path, params={"person": self.id}, **sent) as answer:
            return dict(await _checked(answer) or {})

    def _hear(self, event: Json) -> None:
        self.events.append(event)
        self._changed.set()


@asynccontextmanager
async def person_at(address: str, user_id: str) -> AsyncIterator[Person]:
    """A person with the page open."""
    async with aiohttp.ClientSession() as session:
        person = Person(session, address, user_id)
        url = f"{address}/people/events"
        async with session.ws_connect(url, params={"person": user_id}) as socket:
            listening = asyncio.create_task(_listen(socket, person))
            try:
                yield person
            finally:
                listening.cancel()


async def _listen(socket: aiohttp.ClientWebSocketResponse, person: Person) -> None:
    async for frame in socket:
        person._hear(frame.json())  # noqa: SLF001  # one file, one thing


def parts_of(message: Json) -> Iterator[Json]:
    """Every component of a message, inner ones too, in the order in which one reads."""
    stack = list(reversed(message.get("components", [])))
    while stack:
        part = stack.pop()
        yield part
        single = (part[name] for name in ("accessory", "component") if part.get(name))
        inner = [*part.get("components", []), *single]
        stack.extend(reversed(inner))


def component(message: Json, holds: Callable[[Json], bool]) -> Json:
    """The first component for which `holds`. Raises LookupError with what there is."""
    for part in parts_of(message):
        if holds(part):
            return part
    there = [part.get("label") or part.get("placeholder") for part in parts_of(message)]
    raise LookupError([label for label in there if label])


def text_of(message: Json) -> str:
    """Everything that one reads in a message."""
    embeds = (embed.get("description", "") for embed in message.get("embeds", []))
    texts = (part.get("content", "") for part in parts_of(message))
    return "\n".join(part for part in (message.get("content", ""), *embeds, *texts) if part)


def is_private(message: Json) -> bool:
    """Whether only its person sees it."""
    return bool(message["flags"] & PRIVATE)


def _component_body(message: Json, part: Json, values: list[str] | None) -> Json:
    body = {
        "kind": "component",
        "channel_id": message["channel_id"],
        "message_id": message["id"],
        "component_type": part["type"],
        "custom_id": part["custom_id"],
    }
    return body if values is None else body | {"values": values}


def _form(body: Json, files: Sequence[Named]) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", json.dumps(body), content_type="application/json")
    for place, (name, content) in enumerate(files):
        form.add_field(f"files[{place}]", io.BytesIO(content), filename=name)
    return form


def _specs(command: Json, branches: Sequence[str]) -> dict[str, Json]:
    """What the options of a command, or of the sub-command at the end of these names, are like."""
    level = {option["name"]: option for option in command.get("options", [])}
    for branch in branches:
        level = {option["name"]: option for option in level.get(branch, {}).get("options", [])}
    return level


def _option(specs: Mapping[str, Json], name: str, value: object) -> Json:
    guessed = _BOOLEAN if isinstance(value, bool) else _INTEGER if isinstance(value, int) else _STRING
    return {"name": name, "type": specs.get(name, {}).get("type", guessed), "value": value}


def _leaves(options: list[Json]) -> Iterator[Json]:
    for option in options:
        if option["type"] in (_SUB_COMMAND, _GROUP):
            yield from _leaves(option["options"])
        else:
            yield option


def _filled(part: Json, given: Iterator[Given], files: list[Named]) -> Json:
    """A modal's part as Discord sends it with what the person filled in; its files are added to `files`."""
    kept: Json = {name: part[name] for name in ("type", "id") if name in part}
    if "components" in part:
        return kept | {"components": [_filled(inner, given, files) for inner in part["components"]]}
    if "component" in part:
        return kept | {"component": _filled(part["component"], given, files)}
    if "custom_id" in part:
        return kept | {"custom_id": part["custom_id"]} | _value(part, next(given), files)
    return kept


def _value(part: Json, given: Given, files: list[Named]) -> Json:
    if part["type"] == _UPLOAD:
        start = len(files)
        files += [each for each in given if isinstance(each, tuple)] if isinstance(given, list) else []
        return {"values": [str(place) for place in range(start, len(files))]}
    if isinstance(given, list):
        return {"values": [_value_of(part, str(label)) for label in given]}
    if part["type"] == _RADIOS and isinstance(given, str):
        return {"value": _value_of(part, given)}
    return {"value": given}


def _value_of(part: Json, label: str) -> str:
    """The value of the option with this label (or its beginning); an id of a member or a channel as it is."""
    options = part.get("options")
    if options is None:
        return label
    return str(next(option["value"] for option in options if option["label"].startswith(label)))


async def _checked(answer: aiohttp.ClientResponse) -> Any:  # noqa: ANN401  # JSON
    if answer.status == 204:
        return None
    body = await answer.json()
    if answer.status >= 400:
        raise Refused(answer.status, body["error"])
    return body
