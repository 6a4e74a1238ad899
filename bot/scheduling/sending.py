"""One delivery from claim to mark: looked for, sent, and kept; or put off, or given up."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.domain.delivery import (
    Delivery,
    DeliveryError,
    ForbiddenError,
    GoneError,
    NothingToSayError,
    RetryError,
    SentMessage,
    UnknownError,
)
from bot.domain.delivery_rules import LONGEST_WAIT, MOST_FAILURES, TokenBucket, backoff, is_too_late
from bot.domain.outbox import Verdict
from bot.domain.ports import DeliveryPort
from bot.services.deliveries import Claim, Deliveries

CALL_SECONDS = 30.0
"""A call that takes longer hangs: nobody knows what became of it."""
_FIRST_PAUSE_SECONDS = 0.05
_PATIENCE = 5
"""What cannot be changed now is tried again as after so many tries: half a minute."""
_LONGEST_PAUSE_SECONDS = 5.0
_log = logging.getLogger(__name__)


class Sending:
    """Sends one at a time, however many do so at once; `bucket` spreads their requests."""

    def __init__(
        self,
        deliveries: Deliveries,
        port: DeliveryPort,
        bucket: TokenBucket,
        *,
        seconds: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
        chance: Callable[[], float],
    ) -> None:
        self._deliveries = deliveries
        self._port = port
        self._bucket = bucket
        self._seconds = seconds
        self._sleep = sleep
        self._chance = chance
        self._amended_in_vain: Counter[int] = Counter()

    async def deliver(self, claim: Claim, claimed_at: float) -> None:
        """Sends what was claimed `claimed_at` seconds, and keeps what came of it. Raises nothing of its own.

        Nothing is begun that might not end within the lease.
        """
        try:
            message = await self._looked_for(claim, claimed_at)
            if message is None and claim.unwanted is not None:
                await self._surely(lambda: self._deliveries.skip(claim, claim.unwanted or Verdict.WITHDRAWN))
                return
            message = message or await self._sent(claim, claimed_at)
        except _LeaseIsShortError:
            await self._surely(lambda: self._deliveries.give_back([claim]))
        except Exception as error:  # noqa: BLE001 - it is told apart, and what is unknown is logged
            await self._failed(claim, error)
        else:
            await self._surely(lambda: self._deliveries.sent(claim, message))

    async def amend(self, delivery: Delivery) -> None:
        """Changes what was sent to what holds now; tried again later where that fails. Raises nothing."""
        try:
            await self._opened()
            async with asyncio.timeout(CALL_SECONDS):
                await self._port.amend(delivery, self._turn)
        except (GoneError, ForbiddenError):
            # Nobody reads any more what it says.
            await self._surely(lambda: self._deliveries.amended(delivery))
        except Exception as error:  # noqa: BLE001 - same
            await self._not_amended(delivery, error)
        else:
            self._amended_in_vain.pop(delivery.id, None)
            await self._surely(lambda: self._deliveries.amended(delivery))

    async def _not_amended(self, delivery: Delivery, error: Exception) -> None:
        _log.warning("A message could not be changed", exc_info=error)
        self._close_where_all_wait(error)
        if not isinstance(error, RetryError | UnknownError | TimeoutError):
            self._amended_in_vain[delivery.id] += 1
            if self._amended_in_vain[delivery.id] >= MOST_FAILURES:
                del self._amended_in_vain[delivery.id]
                await self._surely(lambda: self._deliveries.amended(delivery))
                return
        wait = backoff(_PATIENCE, self._chance(), getattr(error, "after_seconds", None))
        await self._surely(lambda: self._deliveries.put_amendment_off(delivery, wait))

    async def _looked_for(self, claim: Claim, claimed_at: float) -> SentMessage | None:
        if not claim.must_look:
            return None
        await self._begin(claimed_at)
        async with asyncio.timeout(CALL_SECONDS):
            return await self._port.find_sent(claim.delivery, self._turn)

    async def _sent(self, claim: Claim, claimed_at: float) -> SentMessage:
        await self._begin(claimed_at)
        try:
            async with asyncio.timeout(CALL_SECONDS):
                return await self._port.send(claim.delivery, self._turn)
        except TimeoutError as cause:
            raise UnknownError from cause

    async def _begin(self, claimed_at: float) -> None:
        """Returns when it may begin. Raises `_LeaseIsShortError` where a call might outlast the lease."""
        longest = self._deliveries.lease.total_seconds() / 2
        if self._seconds() + self._bucket.wait_now(self._seconds()) - claimed_at > longest:
            raise _LeaseIsShortError
        await self._opened()
        if self._seconds() - claimed_at > longest:
            raise _LeaseIsShortError

    async def _turn(self) -> None:
        """Returns when one more request may be made."""
        await self._sleep(self._bucket.wait_for(1, self._seconds()))
        while (wait := self._bucket.enter(self._seconds())) > 0:
            await self._sleep(wait)

    async def _opened(self) -> None:
        """Returns when nobody was told to send nothing at all."""
        while (closed := self._bucket.closed_for(self._seconds())) > 0:
            await self._sleep(closed)

    async def _failed(self, claim: Claim, error: Exception) -> None:
        if isinstance(error, NothingToSayError):
            await self._surely(lambda: self._deliveries.skip(claim, Verdict.NOTHING_NEW))
        elif isinstance(error, GoneError | ForbiddenError):
            refusal: DeliveryError = error
            await self._surely(lambda: self._deliveries.refused(claim, refusal))
        else:
            await self._put_off(claim, error)

    async def _put_off(self, claim: Claim, error: Exception) -> None:
        asked = error.after_seconds if isinstance(error, RetryError) else None
        self._close_where_all_wait(error)
        if not isinstance(error, RetryError | UnknownError | TimeoutError):
            _log.error("A message could not be sent", exc_info=error)
            if claim.delivery.tries >= MOST_FAILURES:
                await self._surely(lambda: self._deliveries.bury(claim, Verdict.FAILED))
                return
        # What was only looked for in vain may still be there.
        may_be_sent = claim.must_look or not isinstance(error, RetryError)
        wait = backoff(claim.delivery.tries, self._chance(), asked)
        await self._surely(lambda: self._wait_or_give_up(claim, wait, may_be_sent=may_be_sent))

    def _close_where_all_wait(self, error: Exception) -> None:
        if isinstance(error, RetryError) and error.is_global:
            asked = min(error.after_seconds or 1.0, LONGEST_WAIT.total_seconds())
            self._bucket.close_for(asked, self._seconds())

    async def _wait_or_give_up(self, claim: Claim, wait: timedelta, *, may_be_sent: bool) -> None:
        if is_too_late(claim.delivery.first_tried_at, await self._deliveries.database_time()):
            await self._deliveries.bury(claim, Verdict.TOO_LATE)
        else:
            await self._deliveries.put_off(claim, wait, may_be_sent=may_be_sent)

    async def _surely(self, keep: Callable[[], Awaitable[None]]) -> None:
        """Keeps what came of it, trying while the lease holds: what is not kept is looked for later."""
        started, pause = self._seconds(), _FIRST_PAUSE_SECONDS
        while True:
            try:
                await keep()
            except Exception:  # noqa: BLE001 - whatever the database has, it is asked again
                if self._seconds() - started > self._deliveries.lease.total_seconds():
                    _log.exception("What came of a message could not be kept")
                    return
                await self._sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
            else:
                return


class _LeaseIsShortError(Exception):
    """It would be begun too late."""
