"""Who asks, and where: what every use case on Discord is told."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asker:
    """A person and the server in which they act; `guild_id` is None in a direct message.

    `interaction_id` is Discord's id of what they did (an interaction or a message): a repeat of the
    same one changes nothing a second time.
    """

    user_id: int
    guild_id: int | None
    interaction_id: int
