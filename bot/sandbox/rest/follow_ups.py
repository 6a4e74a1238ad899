"""REST about what follows the first answer to an interaction. It needs no token of the bot's."""

from bot.sandbox import refusals
from bot.sandbox.interactions.answer_messages import AnswerMessages, asks_privacy
from bot.sandbox.interactions.interaction import Interaction, Interactions, Kind
from bot.sandbox.message_payloads import message_payload
from bot.sandbox.messages import REPLY, Messages
from bot.sandbox.refusals import RefusedError, refuse_faults
from bot.sandbox.rest.call import Call
from bot.sandbox.rest.spoilt import tell_hidden_files
from bot.sandbox.rest.unplayed import unplayed_faults
from bot.sandbox.rules import Fault, message_faults
from bot.sandbox.violations import Violations
from bot.sandbox.wire import Json
from bot.sandbox.world import LOADING, Message, World

_SEEN = {False: "public", True: "private"}


class FollowUps:
    """Endpoints under the interaction's token."""

    def __init__(
        self, world: World, messages: Messages, interactions: Interactions, violations: Violations
    ) -> None:
        self._world = world
        self._violations = violations
        self._messages = messages
        self._interactions = interactions
        self._written = AnswerMessages(world, messages)

    def write(self, call: Call) -> Json:
        """A further message; the first one after a deferred answer takes its place and its privacy."""
        interaction = self._acknowledged(call)
        original = interaction.original()
        body = call.object()
        self._refuse(interaction, message_faults(body, files=call.file_names, place="interaction"), body)
        tell_hidden_files(self._violations, call, body)
        if original is not None and original.flags & LOADING:
            self._judge_privacy(original, call)
            return self._rewrite(interaction, original, call)
        _, payload = self._written.write(
            interaction,
            body,
            call.files,
            message_type=0 if interaction.original_id is None else REPLY,
            is_private=asks_privacy(body),
        )
        self._interactions.answer(interaction)
        return payload

    def message(self, call: Call) -> Json:
        """A message that answered the interaction."""
        return message_payload(self._world, self._found(self._acknowledged(call), call))

    def edit(self, call: Call) -> Json:
        """A message that answered the interaction, with another content."""
        interaction = self._acknowledged(call)
        message = self._found(interaction, call)
        before = message_payload(self._world, message, with_reference=False)
        files, body = call.file_names, call.object()
        faults = message_faults(body, is_edit=True, files=files, before=before, place="interaction")
        self._refuse(interaction, faults, body)
        tell_hidden_files(self._violations, call, body, message.flags)
        return self._rewrite(interaction, message, call)

    def delete(self, call: Call) -> None:
        """A message that answered the interaction is gone."""
        interaction = self._acknowledged(call)
        self._messages.delete(interaction.channel, self._found(interaction, call))
        self._interactions.answer(interaction)

    def _rewrite(self, interaction: Interaction, message: Message, call: Call) -> Json:
        is_new = bool(message.flags & LOADING)
        payload = self._messages.rewrite(
            interaction.channel, message, call.object(), call.files, is_new=is_new
        )
        self._interactions.answer(interaction)
        return payload

    def _judge_privacy(self, original: Message, call: Call) -> None:
        is_private, was_private = asks_privacy(call.object()), original.visible_to is not None
        if is_private != was_private:
            text = (
                f"The first follow-up takes the deferred answer's place: it is {_SEEN[was_private]}, "
                f"although the bot sent it as {_SEEN[is_private]}."
            )
            self._violations.add(0, text, call.where, body=call.body)

    def _refuse(self, interaction: Interaction, faults: list[Fault], body: object) -> None:
        try:
            refuse_faults([*faults, *unplayed_faults(self._world, body)])
        except RefusedError as refused:
            self._interactions.refuse(interaction, refused)
            raise

    def _acknowledged(self, call: Call) -> Interaction:
        interaction = self._interactions.with_token(call.ids["token"])
        if interaction is None or call.id("application_id") != self._world.application.id:
            raise RefusedError(refusals.UNKNOWN_WEBHOOK)
        if self._interactions.has_expired(interaction):
            raise RefusedError(refusals.INVALID_WEBHOOK_TOKEN)
        if not interaction.is_acknowledged or interaction.kind is Kind.AUTOCOMPLETE:
            raise RefusedError(refusals.UNKNOWN_WEBHOOK)
        return interaction

    def _found(self, interaction: Interaction, call: Call) -> Message:
        named = call.ids.get("message_id")
        message_id = interaction.original_id if named is None else call.id("message_id")
        own = {*interaction.written_ids, interaction.original_id}
        message = interaction.channel.messages.get(message_id or 0) if message_id in own else None
        if message is None:
            raise RefusedError(refusals.UNKNOWN_MESSAGE)
        return message
