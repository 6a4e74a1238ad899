"""Discord's troubles for real: broken answers to the real client. Nothing is lost, nothing doubled."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.discord_ui import delivering
from bot.sandbox.messages import Messages
from tests.e2e.breaking_proxy import Fault, failing, half_a_body, limited, reset
from tests.e2e.delivery_stage import DeliveryStage, Patience
from tests.e2e.person import text_of

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(120)]

MANY = 9
"""Deliveries, of which every third meets the trouble."""
VIA = {"Via": "1.1 sandbox"}
LIMITS = [
    limited("429 of a route", **VIA, **{"Retry-After": "1", "X-RateLimit-Scope": "user"}),
    limited("429 of everything", **VIA, **{"Retry-After": "40", "X-RateLimit-Global": "true"}),
    limited("429 before Discord", **{"Retry-After": "600"}),
]
TROUBLES = [*(failing(status) for status in (500, 502, 503, 504)), reset(is_taken=False)]
TAKEN = [
    *(failing(status, is_taken=True) for status in (500, 502, 503, 504)),
    reset(is_taken=True),
    half_a_body(),
]
HANGS = [False, True]


def named(fault: Fault) -> str:
    return fault.name


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def shared_stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[DeliveryStage]:
    url = f"sqlite:///{tmp_path_factory.mktemp('faults') / 'badger.sqlite3'}"
    async with DeliveryStage.opened(url) as stage:
        yield stage


@pytest.fixture
def stage(shared_stage: DeliveryStage, monkeypatch: pytest.MonkeyPatch) -> DeliveryStage:
    """What Discord was given, it forgets at once: its nonces help nobody."""
    monkeypatch.setattr(Messages, "with_nonce", lambda *_: None)
    shared_stage.begin()
    return shared_stage


async def is_whole(stage: DeliveryStage) -> None:
    """All arrived, once, and is known as sent; every fault was met."""
    assert stage.lost_and_doubled() == (0, 0)
    assert await stage.rows() == {("sent", None): len(stage.expected)}
    assert stage.proxy.left == 0
    assert stage.sandbox.violations == []


@pytest.mark.parametrize("fault", [*LIMITS, *TROUBLES, *TAKEN], ids=named)
async def test_a_message_that_meets_trouble_arrives_once(stage: DeliveryStage, fault: Fault):
    stage.proxy.befall("message", [fault, None, None] * (MANY // 3))
    await stage.put(MANY)
    await stage.deliver_all()
    await is_whole(stage)


@pytest.mark.parametrize("is_taken", HANGS)
async def test_a_call_that_hangs_is_cut_off_and_looked_for(
    stage: DeliveryStage, monkeypatch: pytest.MonkeyPatch, *, is_taken: bool
):
    patience = Patience()
    monkeypatch.setattr(delivering, "patience", patience)
    stage.proxy.hung = patience.end
    stage.proxy.befall("message", [stage.proxy.hang(is_taken=is_taken), None, None] * (MANY // 3))
    await stage.put(MANY)
    await stage.deliver_all(workers=1)
    await is_whole(stage)
    assert stage.proxy.counts["history"] >= MANY // 3


@pytest.mark.parametrize("fault", [*LIMITS, *TROUBLES, *TAKEN], ids=named)
async def test_trouble_while_looking_is_no_reason_to_send_again(stage: DeliveryStage, fault: Fault):
    stage.proxy.befall("message", [reset(is_taken=True)] * 3)
    stage.proxy.befall("history", [fault] * 3)
    await stage.put(3)
    await stage.deliver_all()
    await is_whole(stage)
    assert stage.proxy.counts["message"] == 3


@pytest.mark.parametrize("fault", [*LIMITS, *TROUBLES, half_a_body()], ids=named)
async def test_trouble_while_a_name_is_asked_for_puts_off_what_was_surely_not_sent(
    stage: DeliveryStage, fault: Fault
):
    stage.proxy.befall("lookup", [fault] * 3)
    await stage.put(3)
    await stage.deliver_all()
    await is_whole(stage)
    assert (stage.proxy.counts["message"], stage.proxy.counts["history"]) == (3, 0)


@pytest.mark.parametrize("fault", [*LIMITS, *TROUBLES, *TAKEN], ids=named)
async def test_a_message_is_changed_in_the_end_whatever_befalls_its_change(
    stage: DeliveryStage, fault: Fault
):
    await stage.put(3)
    await stage.deliver_all()
    stage.proxy.befall("change", [fault] * 3)
    await stage.take_back()
    await stage.deliver_all()
    await is_whole(stage)
    told = [text_of({"components": each.components}) for each in stage.messages()]
    assert ["is still at work" in each for each in told] == [True] * 3, told


async def test_a_limit_of_everything_holds_everybody(stage: DeliveryStage):
    stage.proxy.befall("message", [LIMITS[1]])
    await stage.put(3)
    begun = stage.time.seconds
    await stage.deliver_all(workers=1)
    assert stage.time.seconds - begun >= 40
    # Who waits for a limit in discord.py, and is cut off, leaves everybody waiting for ever.
    assert stage.client.http._global_over.is_set()  # noqa: SLF001 - it shows nowhere else
    await is_whole(stage)
