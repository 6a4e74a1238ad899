"""The messages with which interactions are answered."""

from collections.abc import Mapping

from bot.sandbox import refusals
from bot.sandbox.files import Upload
from bot.sandbox.interactions.interaction import Interaction
from bot.sandbox.messages import REPLY, Draft, Messages
from bot.sandbox.refusals import RefusedError
from bot.sandbox.wire import Json
from bot.sandbox.world import EPHEMERAL, Message, World


class AnswerMessages:
    """Writes them as the bot's, where the interaction took place."""

    def __init__(self, world: World, messages: Messages) -> None:
        self._world = world
        self._messages = messages

    def write(
        self,
        interaction: Interaction,
        body: Json,
        files: Mapping[int, Upload],
        *,
        message_type: int,
        is_private: bool,
        flags: int = 0,
    ) -> tuple[Message, Json]:
        """A new message: the first one of the interaction, or one that refers to that.

        Raises RefusedError where the channel is gone by now.
        """
        if self._world.channel(interaction.channel.id) is None:
            raise RefusedError(refusals.UNKNOWN_CHANNEL)
        metadata = interaction.metadata
        target = interaction.source.id if interaction.source is not None else None
        if interaction.original_id is not None:
            metadata = metadata | {"original_response_message_id": str(interaction.original_id)}
            target = interaction.original_id
        draft = Draft(
            body,
            files,
            type=message_type,
            flags=flags,
            visible_to=interaction.person_id if is_private else None,
            replies_to=target if message_type == REPLY else None,
            interaction_metadata=metadata,
        )
        message, payload = self._messages.write(interaction.channel, self._world.bot.id, draft)
        interaction.written_ids.add(message.id)
        return message, payload


def asks_privacy(body: Json) -> bool:
    """Whether the answer is for the interaction's person alone."""
    return bool((body.get("flags") or 0) & EPHEMERAL)
