"""A member who uses whatever they like, also what nobody offered them."""

import json
from dataclasses import replace
from typing import Any

import aiohttp

from bot.discord_ui.gate import Needs
from bot.discord_ui.markdown import escape
from bot.sandbox.interactions.interaction import Interaction
from bot.sandbox.world import Channel, Message
from tests.e2e.club import TEXTS, Club
from tests.e2e.person import Person, text_of
from tests.permissions import entries
from tests.permissions.entries import Entry
from tests.permissions.members import Kind

Json = dict[str, Any]
REFUSED, PASSED, FAILED = "refused", "passes", "no answer"
_PERMISSIONS = {
    Needs.MANAGE_GUILD: "permission-manage-server",
    Needs.MANAGE_MESSAGES: "permission-manage-messages",
}
_REFUSALS = {
    escape(TEXTS("moderators-only", place=place, permission=TEXTS(permission)))
    for place in ("server", "direct")
    for permission in _PERMISSIONS.values()
}
_UNEXPECTED = "Something went wrong"


class Actor:
    """A person of one kind at their page, in the channel where they act."""

    def __init__(
        self,
        kind: Kind,
        person: Person,
        club: Club,
        session: aiohttp.ClientSession,
        channel: Channel,
        target: Message,
    ) -> None:
        self.kind = kind
        self._session = session
        self._opened: Interaction | None = None
        self._person = person
        self._club = club
        self._channel = channel
        self._target = target
        self.unexpected: list[str] = []
        """The entry points that answered with an error of Badger's own."""
        self.heard: list[str] = []
        """All that was said to them, forms included."""

    async def offered(self) -> set[str]:
        """The ids of the commands that their picker shows."""
        return {str(command["id"]) for command in await self._person.commands(str(self._channel.id))}

    async def uses(self, entry: Entry) -> str:
        """Uses it, forged where need be, and says what came of it."""
        body = {**entry.body, "channel_id": str(self._channel.id)}
        if body["kind"] == "component":
            body["message_id"] = str(self._forged_message(entry).id)
        elif body["kind"] == "modal":
            body["interaction_id"] = str((await self._forged_form(entry)).id)
        answer = await self._acts(body, entry.files)
        return await self._outcome(entry, int(answer["interaction_id"]))

    async def is_told_anything(self, entry: Entry) -> bool:
        """Whether an option of it suggests something to them."""
        channel = {"channel_id": str(self._channel.id)}
        told = [(await self._acts(body | channel))["choices"] for body in entry.suggests]
        self.heard += [str(choice["name"]) for choices in told for choice in choices or ()]
        return any(told)

    async def _acts(self, body: Json, files: tuple[tuple[str, bytes], ...] = ()) -> Json:
        body = self._of_this_place(body)
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("payload_json", json.dumps(body), content_type="application/json")
        for place, (name, content) in enumerate(files):
            form.add_field(f"files[{place}]", content, filename=name)
        sent: Any = {"data": form} if files else {"json": body}
        url = f"{self._club.sandbox.address}/people/interactions"
        async with self._session.post(url, params={"person": self._person.id}, **sent) as answer:
            told: Json = await answer.json()
            assert answer.ok, (body, told)
            return told

    def _of_this_place(self, part: Any) -> Any:  # noqa: ANN401  # JSON
        """The body, or a part of it, with somebody and something of this place where it leaves that open."""
        match part:
            case dict():
                return {name: self._of_this_place(value) for name, value in part.items()}
            case list():
                return [self._of_this_place(value) for value in part]
            case entries.A_MEMBER:
                return self._neighbour()
            case entries.A_CHANNEL:
                return str(self._channel.id)
            case entries.A_MESSAGE:
                return str(self._copied(self._target).id)
        return part

    def _neighbour(self) -> str:
        if self._channel.guild_id is None:
            return self._club.bot_id
        return self._club.amara.id

    def _copied(self, message: Message) -> Message:
        copied = replace(message, id=self._club.sandbox.world.snowflakes.next())
        self._channel.keep(copied)
        return copied

    def _forged_message(self, entry: Entry) -> Message:
        """A message of Badger's with the component in it, as only Discord could make one."""
        message = self._copied(self._target)
        message.components = entry.components
        return message

    async def _forged_form(self, entry: Entry) -> Interaction:
        """An interaction that opened the form, as far as this person's client knows."""
        self._opened = self._opened or await self._asked_for_help()
        self._opened.submitted = None
        self._opened.modal = {"custom_id": entry.body["custom_id"], "title": "forged", "components": []}
        return self._opened

    async def _asked_for_help(self) -> Interaction:
        commands = await self._person.commands(str(self._channel.id))
        identity = next(each["id"] for each in commands if each["name"] == "help")
        body = {"kind": "command", "command_id": identity, "channel_id": str(self._channel.id), "options": []}
        asked = self._interaction(int((await self._acts(body))["interaction_id"]))
        await self._is_over(asked)
        return asked

    def _interaction(self, interaction_id: int) -> Interaction:
        interactions = self._club.sandbox._interactions  # noqa: SLF001  # what only Discord could forge
        found = interactions.with_id(interaction_id)
        assert found is not None
        return found

    async def _is_over(self, interaction: Interaction) -> Json:
        """The last that their page tells of it."""
        identity = str(interaction.id)
        return await self._person.wait_for(
            lambda event: (
                event.get("interaction_id") == identity
                and (event["type"] == "modal" or event.get("state") in {"answered", "failed"})
            )
        )

    async def _outcome(self, entry: Entry, interaction_id: int) -> str:
        interaction = self._interaction(interaction_id)
        event = await self._is_over(interaction)
        if event.get("state") == "failed":
            return FAILED
        messages = (
            self._channel.messages.get(each or 0)
            for each in (interaction.original_id, *sorted(interaction.written_ids))
        )
        said = [
            text_of({"content": each.content, "embeds": each.embeds, "components": each.components})
            for each in messages
            if each is not None
        ]
        self.heard += [*said, json.dumps(event.get("modal", ""), ensure_ascii=False)]
        if any(_UNEXPECTED in each for each in said):
            self.unexpected.append(entry.name)
        return REFUSED if any(each in _REFUSALS for each in said) else PASSED
