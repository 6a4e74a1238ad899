"""A Discord in memory that counts: it keeps its history, and fails as it is told to."""

import asyncio
from collections import Counter, defaultdict, deque
from itertools import count

from bot.domain.delivery import Delivery, SentMessage
from bot.domain.ports import Turn

WORKERS = 4


async def at_once() -> None:
    """The turn of who waits for nobody."""


class CountingPort:
    """`before` and `after` are the troubles to come: of each call one is taken, before or after it counts.

    After it counts, the message is there and the caller does not know. `knows_nonces`: sent again, it is not
    a second message.
    """

    def __init__(self) -> None:
        self.messages: dict[str, list[SentMessage]] = defaultdict(list)
        self.deliveries: list[Delivery] = []
        self.amended: list[Delivery] = []
        self.calls: Counter[str] = Counter()
        self.calls_before_amending = 0
        self.before: deque[BaseException | None] = deque()
        self.after: deque[BaseException | None] = deque()
        self.looking: deque[BaseException | None] = deque()
        self.amending: deque[BaseException | None] = deque()
        self.knows_nonces = False
        self.in_flight = self.most_in_flight = 0
        self.gate: asyncio.Event | None = None
        self.begun = asyncio.Event()
        self.is_full = asyncio.Event()
        self._numbers = count(2**60)

    @property
    def doubled(self) -> int:
        return sum(len(found) - 1 for found in self.messages.values())

    async def send(self, delivery: Delivery, turn: Turn = at_once) -> SentMessage:
        self.calls["send"] += 1
        await turn()
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        self.begun.set()
        if self.in_flight == WORKERS:
            self.is_full.set()
        try:
            if self.gate is not None:
                await self.gate.wait()
            _raise_next(self.before)
            found = self.messages[delivery.nonce]
            if not (found and self.knows_nonces):
                found.append(SentMessage(delivery.channel_id or 1, next(self._numbers)))
                self.deliveries.append(delivery)
            _raise_next(self.after)
            return found[-1]
        finally:
            self.in_flight -= 1

    async def find_sent(self, delivery: Delivery, turn: Turn = at_once) -> SentMessage | None:
        self.calls["find"] += 1
        await turn()
        _raise_next(self.looking)
        found = self.messages.get(delivery.nonce)
        return found[0] if found else None

    async def amend(self, delivery: Delivery, turn: Turn = at_once) -> None:
        self.calls_before_amending = self.calls["send"]
        self.calls["amend"] += 1
        await turn()
        _raise_next(self.amending)
        self.amended.append(delivery)


def _raise_next(troubles: deque[BaseException | None]) -> None:
    trouble = troubles.popleft() if troubles else None
    if trouble is not None:
        raise trouble
