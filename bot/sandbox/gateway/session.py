"""A session of the bot: what it hears, in numbered events that are replayed when it comes back."""

import secrets
from collections import deque

from bot.sandbox.gateway import intents
from bot.sandbox.gateway.connection import Connection
from bot.sandbox.wire import dumps

_MOST_KEPT = 5000
_SHARD_SHIFT = 22


class Session:
    """Outlives its connection, so that the bot can resume it."""

    def __init__(self, intent_bits: int, shard: tuple[int, int], connection: Connection) -> None:
        self.id = secrets.token_hex(16)
        self.intents = intent_bits
        self.shard = shard
        self.connection: Connection | None = connection
        self.sequence = 0
        self._sent: deque[tuple[int, str]] = deque(maxlen=_MOST_KEPT)

    def hears_of(self, guild_id: int | None) -> bool:
        """Whether what happens in a server (None: in a direct channel) is this shard's affair."""
        number, count = self.shard
        return number == (0 if guild_id is None else (guild_id >> _SHARD_SHIFT) % count)

    @property
    def reads_content(self) -> bool:
        """Whether the bot asked for what others write."""
        return bool(self.intents & intents.MESSAGE_CONTENT)

    def dispatch(self, name: str, data: str) -> None:
        """Sends an event, whose data is JSON already, now or when the bot comes back."""
        self.sequence += 1
        text = f'{{"op":0,"t":"{name}","s":{self.sequence},"d":{data}}}'
        self._sent.append((self.sequence, text))
        if self.connection is not None:
            self.connection.send(text)

    def replay(self, after: int) -> bool:
        """Sends again what came after an event; False where too much has happened since."""
        if self.connection is None or (self._sent and after + 1 < self._sent[0][0]):
            return False
        for sequence, text in self._sent:
            if sequence > after:
                self.connection.send(text)
        self.dispatch("RESUMED", dumps({}))
        return True
