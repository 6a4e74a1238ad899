"""REST about the first answer to an interaction. It needs no token of the bot's."""

from bot.sandbox import refusals
from bot.sandbox.events import Events
from bot.sandbox.interactions.answer_messages import AnswerMessages, asks_privacy
from bot.sandbox.interactions.interaction import Interaction, Interactions
from bot.sandbox.layouts import numbered
from bot.sandbox.message_payloads import message_payload
from bot.sandbox.messages import Messages
from bot.sandbox.refusals import RefusedError, refuse_faults
from bot.sandbox.rest.call import Call
from bot.sandbox.rest.spoilt import tell_hidden_files
from bot.sandbox.rest.unplayed import unplayed_faults
from bot.sandbox.rules import interaction_response_faults
from bot.sandbox.rules.faults import below
from bot.sandbox.violations import Violations
from bot.sandbox.wire import Json
from bot.sandbox.world import EPHEMERAL, LOADING, Message, World

_MESSAGE, _DEFERRED, _DEFERRED_UPDATE, _UPDATE, _CHOICES, _MODAL = 4, 5, 6, 7, 8, 9


class FirstAnswers:
    """The endpoint to which the bot answers at once."""

    def __init__(
        self,
        world: World,
        events: Events,
        messages: Messages,
        interactions: Interactions,
        violations: Violations,
    ) -> None:
        self._world = world
        self._events = events
        self._messages = messages
        self._interactions = interactions
        self._violations = violations
        self._written = AnswerMessages(world, messages)

    def answer(self, call: Call) -> Json | None:
        """What became of the answer, where that is asked for."""
        interaction = self._interactions.with_token(call.ids["token"])
        if interaction is None or interaction.id != call.id("interaction_id") or interaction.is_expired:
            raise RefusedError(refusals.UNKNOWN_INTERACTION)
        if interaction.is_acknowledged:
            raise RefusedError(refusals.ALREADY_ACKNOWLEDGED)
        try:
            self._check(interaction, call)
        except RefusedError as refused:
            self._interactions.refuse(interaction, refused)
            raise
        kind, data = call.object()["type"], call.object().get("data") or {}
        message, payload = self._take(interaction, kind, data, call)
        if call.query.get("with_response") not in ("1", "true"):
            return None
        return _callback(interaction, kind, message, payload)

    def _check(self, interaction: Interaction, call: Call) -> None:
        source = interaction.source
        body = call.object()
        is_update = body.get("type") == _UPDATE and source is not None
        before = message_payload(self._world, source, with_reference=False) if is_update and source else None
        faults = interaction_response_faults(
            body,
            interaction_type=int(interaction.kind),
            files=call.file_names,
            before=before,
            is_from_message=source is not None,
            choice_type=interaction.focused_type,
        )
        refuse_faults([*faults, *below(unplayed_faults(self._world, body.get("data")), "data")])
        if is_update and source and source.id not in interaction.channel.messages:
            raise RefusedError(refusals.UNKNOWN_MESSAGE)
        if body["type"] in (_MESSAGE, _UPDATE):
            flags_before = source.flags if is_update and source else 0
            tell_hidden_files(self._violations, call, body.get("data") or {}, flags_before)

    def _take(
        self, interaction: Interaction, kind: int, data: Json, call: Call
    ) -> tuple[Message | None, Json | None]:
        if kind == _CHOICES:
            self._interactions.answer(interaction)
            if interaction.choices is not None and not interaction.choices.done():
                interaction.choices.set_result(data["choices"])
            return None, None
        if kind == _MODAL:
            interaction.modal = data | {"components": numbered(data["components"])}
            self._interactions.acknowledge(interaction)
            self._events.modal_opened(
                interaction.person_id, interaction.id, interaction.channel, interaction.modal
            )
            return None, None
        if kind in (_DEFERRED_UPDATE, _UPDATE) and interaction.source is not None:
            return self._update(interaction, interaction.source, kind, call)
        return self._write(interaction, kind, data, call)

    def _update(
        self, interaction: Interaction, source: Message, kind: int, call: Call
    ) -> tuple[Message, Json | None]:
        interaction.original_id = source.id
        if kind == _DEFERRED_UPDATE:
            self._interactions.acknowledge(interaction)
            return source, None
        data = call.object().get("data") or {}
        payload = self._messages.rewrite(interaction.channel, source, data, call.files)
        self._interactions.answer(interaction)
        return source, payload

    def _write(self, interaction: Interaction, kind: int, data: Json, call: Call) -> tuple[Message, Json]:
        is_deferred = kind == _DEFERRED
        message, payload = self._written.write(
            interaction,
            data,
            call.files,
            message_type=interaction.message_type,
            is_private=asks_privacy(data),
            flags=LOADING if is_deferred else 0,
        )
        interaction.original_id = message.id
        if is_deferred:
            self._interactions.acknowledge(interaction)
            self._interactions.await_content(interaction)
        else:
            self._interactions.answer(interaction)
        return message, payload


def _callback(interaction: Interaction, kind: int, message: Message | None, payload: Json | None) -> Json:
    shown: Json = {"id": str(interaction.id), "type": int(interaction.kind)}
    resource: Json = {"type": kind}
    if message is not None:
        shown["response_message_id"] = str(message.id)
        shown["response_message_loading"] = bool(message.flags & LOADING)
        shown["response_message_ephemeral"] = bool(message.flags & EPHEMERAL)
    if payload is not None:
        resource["message"] = payload
    return {"interaction": shown, "resource": resource}
