"""Servers, threads, members and messages that are gone, shut or out of sight when something is due."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from sqlmodel import Session

from bot.sandbox import permissions
from bot.sandbox.gateway import intents
from bot.sandbox.messages import Messages
from bot.sandbox.payloads import guild_create_payload
from bot.sandbox.world import PUBLIC_THREAD, Channel, Overwrite, Thread
from bot.storage import deliveries
from tests.e2e.breaking_proxy import reset
from tests.e2e.delivery_stage import DeliveryStage
from tests.e2e.person import text_of
from tests.e2e.test_delivery_faults import is_whole
from tests.set_clock import NOW

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(120)]

HOUR = timedelta(hours=1)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def shared_stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[DeliveryStage]:
    async with DeliveryStage.opened(f"sqlite:///{tmp_path_factory.mktemp('places') / 'b.sqlite3'}") as stage:
        yield stage


@pytest_asyncio.fixture(loop_scope="module")
async def stage(shared_stage: DeliveryStage, monkeypatch: pytest.MonkeyPatch) -> DeliveryStage:
    monkeypatch.setattr(Messages, "with_nonce", lambda *_: None)
    shared_stage.begin()
    await shared_stage.forget_faults()
    await shared_stage.set_channel(shared_stage.channel.id)
    return shared_stage


@pytest.fixture
def thread(stage: DeliveryStage) -> Channel:
    """One that was put away, which the bot was never told of."""
    world, since = stage.sandbox.world, NOW.isoformat()
    found = Channel(
        world.snowflakes.next(),
        "finished",
        PUBLIC_THREAD,
        stage.guild.id,
        parent_id=stage.channel.id,
        thread=Thread(stage.member, since, since, 1440, datetime.now(UTC), is_archived=True),
    )
    stage.guild.threads[found.id] = found
    return found


async def goes(stage: DeliveryStage, *, is_out_of_sight: bool) -> None:
    """The server is gone for Badger, or Discord does not show it."""
    gone = {"id": str(stage.guild.id), "unavailable": True}
    data = gone if is_out_of_sight else {"id": gone["id"]}
    event = "guild_unavailable" if is_out_of_sight else "guild_remove"
    await tells(stage, "GUILD_DELETE", data, event)


async def comes_back(stage: DeliveryStage, event: str) -> None:
    data = guild_create_payload(stage.sandbox.world, stage.guild, with_members=False)
    await tells(stage, "GUILD_CREATE", dict(data), event)


async def tells(stage: DeliveryStage, name: str, data: dict[str, object], event: str) -> None:
    """Discord tells the bot of something, which it has heard then."""
    gateway = stage.sandbox._gateway  # noqa: SLF001 - nobody at the page can do this
    with stage.hearing(event) as heard:
        gateway.dispatch(name, intents.GUILDS, stage.guild.id, data)
        await heard


async def test_a_server_out_of_sight_is_waited_for(stage: DeliveryStage):
    await goes(stage, is_out_of_sight=True)
    await stage.put(3)
    await stage.deliver()
    assert await stage.rows() == {("pending", None): 3}
    assert stage.proxy.counts == {}
    await comes_back(stage, "guild_available")
    await stage.deliver_all()
    await is_whole(stage)


async def test_what_may_be_sent_is_not_given_up_while_its_server_is_out_of_sight(stage: DeliveryStage):
    stage.proxy.befall("message", [reset(is_taken=True)])
    await stage.put(1)
    await stage.deliver()
    await goes(stage, is_out_of_sight=True)
    await stage.let_time_pass()
    await stage.deliver()
    assert await stage.rows() == {("leased", None): 1}
    await comes_back(stage, "guild_available")
    await stage.deliver_all()
    await is_whole(stage)
    assert stage.proxy.counts["message"] == 1


async def test_nothing_is_asked_of_a_server_that_badger_has_left(stage: DeliveryStage):
    await goes(stage, is_out_of_sight=False)
    await stage.put(3)
    await stage.deliver_all()
    assert await stage.rows() == {("dead", "gone"): 3}
    assert stage.proxy.counts == {}
    await comes_back(stage, "guild_available")


async def test_a_thread_that_was_put_away_is_written_in_and_looked_into(
    stage: DeliveryStage, thread: Channel
):
    await stage.set_channel(thread.id)
    stage.proxy.befall("message", [reset(is_taken=True), None, None])
    await stage.put(3)
    await stage.deliver_all()
    await is_whole(stage)
    assert {each.channel_id for each in stage.messages()} == {thread.id}


async def test_a_thread_whose_history_is_hidden_proves_nothing(stage: DeliveryStage, thread: Channel):
    await stage.set_channel(thread.id)
    stage.proxy.befall("message", [reset(is_taken=True)])
    await stage.put(1)
    await stage.deliver()
    hidden = Overwrite(stage.guild.id, deny=permissions.READ_MESSAGE_HISTORY)
    allowed = Overwrite(stage.sandbox.world.bot.id, is_member=True, deny=permissions.READ_MESSAGE_HISTORY)
    stage.channel.overwrites += [hidden, allowed]
    await comes_back(stage, "guild_available")
    await stage.deliver_all()
    stage.channel.overwrites.clear()
    await comes_back(stage, "guild_available")
    assert stage.lost_and_doubled() == (0, 0)
    assert stage.proxy.counts["message"] == 1


async def test_a_thread_that_is_locked_counts_as_out_of_order_and_is_told_once(
    stage: DeliveryStage, thread: Channel
):
    assert thread.thread is not None
    thread.thread.is_locked = True
    await stage.set_channel(thread.id)
    await stage.put(1)
    await stage.deliver_all()
    await stage.put(2)
    await stage.deliver_all()
    rows = await stage.rows()
    assert rows == {("dead", "forbidden"): 1, ("skipped", "faulty_channel"): 2}
    stage.sandbox.violations.clear()


@pytest.mark.parametrize("is_locked", [False, True])
async def test_a_thread_that_was_put_away_is_taken_up_to_change_a_message_where_badger_may(
    stage: DeliveryStage, thread: Channel, *, is_locked: bool
):
    await stage.set_channel(thread.id)
    await stage.put(1)
    await stage.deliver_all()
    assert thread.thread is not None
    thread.thread.is_archived, thread.thread.is_locked = True, is_locked
    await stage.take_back()
    await stage.deliver_all()
    (message,) = stage.messages()
    assert ("is still at work" in text_of({"components": message.components})) is not is_locked
    assert stage.proxy.counts["change"] <= 2
    stage.sandbox.violations.clear()


async def test_a_message_that_was_deleted_before_it_was_to_be_changed_is_left_alone(stage: DeliveryStage):
    await stage.put(2)
    await stage.deliver_all()
    stage.channel.messages.clear()
    await stage.take_back()
    await stage.deliver_all()
    assert (stage.proxy.counts["change"], stage.proxy.counts["message"]) == (2, 2)
    assert stage.messages() == []
    stage.sandbox.violations.clear()


async def test_who_has_left_is_announced_without_a_name(stage: DeliveryStage):
    left = stage.guild.members.pop(stage.member)
    await stage.put(1)
    await stage.deliver_all()
    stage.guild.members[stage.member] = left
    (message,) = stage.messages()
    assert "Amara" not in text_of({"components": message.components})
    stage.sandbox.violations.clear()
    await is_whole(stage)


async def test_a_clock_that_was_ahead_when_a_message_was_tried_hides_it_from_nobody(
    stage: DeliveryStage, monkeypatch: pytest.MonkeyPatch
):
    true_time, ahead = deliveries.database_time, HOUR

    def stepped_time(session: Session) -> datetime:
        return true_time(session) + ahead

    monkeypatch.setattr(deliveries, "database_time", stepped_time)
    stage.proxy.befall("message", [reset(is_taken=True)] * 3)
    await stage.put(3)
    await stage.deliver()
    ahead = timedelta()
    await stage.deliver_all()
    await is_whole(stage)
    assert stage.proxy.counts["message"] == 3
