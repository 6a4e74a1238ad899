"""Discord's troubles and the database's, each met many times: nothing is lost, nothing doubled."""

import asyncio
import random
from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.delivery import RetryError, UnknownError
from bot.domain.errors import UserError
from bot.scheduling import sending
from bot.storage.database import Database, Session
from tests.scheduling.counting_port import CountingPort
from tests.scheduling.delivery_club import CHANNEL, KEEPER, MIRA, DeliveryClub, put_completion
from tests.set_clock import NOW

MANY = 60
"""Deliveries, of which every third meets the trouble."""
TROUBLES: dict[str, tuple[Callable[[], BaseException], bool]] = {
    # The trouble, and whether the message is there all the same.
    "429 of a route": (lambda: RetryError(0.5), False),
    "429 of everything": (lambda: RetryError(0.5, is_global=True), False),
    "500": (UnknownError, False),
    "502 after it counted": (UnknownError, True),
    "503": (UnknownError, False),
    "504 after it counted": (UnknownError, True),
    "connection refused": (RetryError, False),
    "connection reset before": (UnknownError, False),
    "connection reset after": (UnknownError, True),
    "half a body": (UnknownError, True),
    "hang": (TimeoutError, True),
}


async def put_many(club: DeliveryClub) -> None:
    def put(session: Session) -> None:
        for number in range(MANY):
            put_completion(session, f"e{number}", MIRA, NOW)

    await club.setup.set_channel(KEEPER, CHANNEL)
    await club.database.write(put)


async def deliver_all(club: DeliveryClub) -> None:
    """Until nothing waits any more; time passes in between."""
    while any(status in {"pending", "leased"} for status, _ in club.rows()):
        await club.deliver()
        club.end_leases()
        await club.time.sleep(1)


def lost_and_doubled(port: CountingPort) -> tuple[int, int]:
    return MANY - sum(bool(found) for found in port.messages.values()), port.doubled


@pytest.mark.parametrize("name", TROUBLES)
async def test_no_trouble_of_discords_loses_or_doubles_anything(club: DeliveryClub, name: str):
    trouble, counts = TROUBLES[name]
    troubles = club.port.after if counts else club.port.before
    for _ in range(MANY // 3):
        troubles.extend([trouble(), None, None])
    await put_many(club)
    await deliver_all(club)
    assert lost_and_doubled(club.port) == (0, 0)
    assert set(club.rows()) == {("sent", None)}


async def test_trouble_while_looking_is_no_reason_to_send_again(club: DeliveryClub):
    club.port.after.extend(UnknownError() for _ in range(MANY))
    for _ in range(MANY // 3):
        club.port.looking.extend([RetryError(1.0), UnknownError(), TimeoutError()])
    await put_many(club)
    await deliver_all(club)
    assert lost_and_doubled(club.port) == (0, 0)


async def test_a_call_that_hangs_is_cut_off_and_looked_for(
    club: DeliveryClub, monkeypatch: pytest.MonkeyPatch
):
    await club.announce()
    monkeypatch.setattr(sending, "CALL_SECONDS", 0.001)
    club.port.gate = asyncio.Event()
    await club.deliver()
    assert club.rows() == [("leased", None)]
    monkeypatch.setattr(sending, "CALL_SECONDS", 30)
    club.port.gate.set()
    await deliver_all(club)
    assert (club.port.doubled, club.port.calls["find"]) == (0, 1)


class TroubledDatabase:
    """A database that is locked, full or gone now and then: before a commit or, unknown to us, after it."""

    def __init__(self, database: Database, chance: random.Random, errors: list[str]) -> None:
        self._database = database
        self._chance = chance
        self._errors = errors
        self.refused = 0

    async def read(self, query: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the query has it
        return await self._database.read(query, *args, **kwargs)

    async def write(self, query: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - same
        if self._chance.random() < 0.2:
            self.refused += 1
            raise UserError(self._chance.choice(self._errors))
        value = await self._database.write(query, *args, **kwargs)
        if self._chance.random() < 0.1:
            self.refused += 1
            raise UserError("database-uncertain")
        return value


@pytest.mark.parametrize("error", ["database-busy", "database-full", "database-unreachable"])
async def test_no_trouble_of_the_databases_loses_or_doubles_anything(club: DeliveryClub, error: str):
    await put_many(club)
    troubled = TroubledDatabase(club.database, random.Random(error), [error])  # noqa: S311 - chance, no secret
    club.deliveries._database = troubled  # type: ignore[assignment]  # noqa: SLF001 - it is put in its place
    while any(status in {"pending", "leased"} for status, _ in club.rows()):
        try:
            await club.deliver()
        except UserError:
            club.dispatcher = club.new_dispatcher()
        club.end_leases()
    assert lost_and_doubled(club.port) == (0, 0)
    assert troubled.refused > 10
