"""What is due is sent once, and what stands in its way is told apart."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.delivery import (
    ForbiddenError,
    GoneError,
    NothingToSayError,
    Place,
    RetryError,
    SentMessage,
    UnknownError,
)
from bot.domain.errors import UserError
from bot.domain.outbox import OutboxKind
from bot.scheduling.dispatching import dispatching
from bot.services.deliveries import Claim
from bot.storage import outbox, server_settings
from bot.storage.database import Session
from tests.scheduling.counting_port import WORKERS
from tests.scheduling.delivery_club import (
    CHANNEL,
    HERE,
    KEEPER,
    MIRA,
    NOA,
    OTHER_CHANNEL,
    DeliveryClub,
    put_completion,
    set_status,
)
from tests.set_clock import NOW

SENT = ("sent", None)


def tell_nowhere(session: Session) -> None:
    server_settings.put(session, HERE, {"announce_channel_id": None}, now=NOW)


async def test_what_is_due_is_sent_once_to_where_its_member_wants_it(club: DeliveryClub):
    await club.remind(MIRA)
    await club.remind(NOA, CHANNEL)
    await club.deliver()
    assert club.port.deliveries == []
    club.go_to(2026, 11, 25, 9, 0)
    for _ in range(2):
        await club.deliver()
    assert {(each.key.scope_id, each.channel_id) for each in club.port.deliveries} == {
        (MIRA, None),
        (NOA, CHANNEL),
    }
    assert club.rows("status, message_id IS NOT NULL") == [("sent", True), ("sent", True)]
    assert club.port.calls == {"send": 2}


async def test_a_completion_is_told_in_the_servers_channel(club: DeliveryClub):
    await club.announce()
    await club.deliver()
    assert [(each.channel_id, each.payload) for each in club.port.deliveries] == [(CHANNEL, {"title": "SQL"})]


async def test_what_is_not_wanted_any_more_is_skipped_and_says_why(club: DeliveryClub):
    await club.remind(MIRA)
    await club.remind(NOA)
    club.go_to(2026, 11, 25, 9, 0)
    await club.deliveries.make_due(club.clock.now())
    await club.database.write(set_status, MIRA, "paused")
    await club.database.write(set_status, NOA, "completed")
    await club.deliver()
    assert sorted(club.rows()) == [("skipped", "finished"), ("skipped", "paused")]
    assert club.port.calls == {}


@pytest.mark.parametrize(
    ("undo", "why"),
    [
        (lambda club: club.database.write(tell_nowhere), "no_channel"),
        (lambda club: club.setup.pause(KEEPER), "paused"),
        (
            lambda club: club.database.write(outbox.withdraw, HERE, OutboxKind.COMPLETION, "e1", now=NOW),
            "withdrawn",
        ),
    ],
)
async def test_a_completion_that_is_not_to_be_told_any_more_is_not(
    club: DeliveryClub, undo: Callable[[DeliveryClub], Awaitable[object]], why: str
):
    await club.announce()
    await undo(club)
    await club.deliver()
    assert (club.rows(), club.port.calls) == ([("skipped", why)], {})


async def test_a_completion_that_was_taken_back_and_holds_again_is_told(club: DeliveryClub):
    await club.announce()
    await club.database.write(outbox.withdraw, HERE, OutboxKind.COMPLETION, "e1", now=NOW)
    await club.deliver()
    await club.database.write(put_completion, "e1", MIRA, NOW)
    await club.deliver()
    assert (club.rows(), len(club.port.deliveries)) == ([SENT], 1)


async def test_what_was_told_and_does_not_hold_any_more_is_changed_and_back(club: DeliveryClub):
    await club.announce()
    await club.deliver()
    await club.database.write(outbox.withdraw, HERE, OutboxKind.COMPLETION, "e1", now=NOW)
    club.port.amending.append(RetryError(1.0))
    await club.deliver()
    club.end_leases()
    for _ in range(2):
        await club.deliver()
    assert [each.is_withdrawn for each in club.port.amended] == [True]
    await club.database.write(put_completion, "e1", MIRA, NOW)
    await club.deliver()
    assert [each.is_withdrawn for each in club.port.amended] == [True, False]
    assert (club.port.doubled, len(club.port.deliveries)) == (0, 1)
    assert club.port.amended[0].sent is not None


async def test_a_message_that_is_gone_is_not_changed_again(club: DeliveryClub):
    await club.announce()
    await club.deliver()
    await club.database.write(outbox.withdraw, HERE, OutboxKind.COMPLETION, "e1", now=NOW)
    club.port.amending.append(GoneError())
    for _ in range(2):
        await club.deliver()
    assert club.port.calls == {"send": 1, "amend": 1}


async def test_a_week_in_which_there_is_nothing_to_say_is_done(club: DeliveryClub):
    await club.announce()
    club.port.before.append(NothingToSayError())
    await club.deliver()
    assert club.rows() == [("skipped", "nothing_new")]


async def test_a_refused_direct_message_is_told_to_the_member_once(club: DeliveryClub):
    await club.remind(MIRA)
    club.go_to(2026, 11, 25, 9, 0)
    club.port.before.append(ForbiddenError(Place.DIRECT_MESSAGE))
    await club.deliver()
    assert club.rows() == [("dead", "refused_dm")]
    assert [await club.schedules.tell_refusal(club.asker()) for _ in range(2)] == [True, False]
    club.go_to(2026, 12, 2, 9, 0)
    await club.deliver()
    found = await club.schedules.reminder(club.asker())
    assert (club.rows()[1], found and found.refused_at) == (SENT, None)


@pytest.mark.parametrize("error", [ForbiddenError(Place.CHANNEL), GoneError()])
async def test_a_channel_out_of_order_is_told_to_moderators_once_and_left_alone_until_it_is_mended(
    club: DeliveryClub, error: Exception
):
    for subject in ("e1", "e2"):
        await club.announce(subject)
        club.port.before.append(error)
    for _ in range(3):
        await club.deliver()
    told = [each.key.subject for each in club.port.deliveries]
    assert told == [str(CHANNEL)]
    assert club.port.calls["send"] == 3
    state = await club.setup.state(HERE)
    assert [fault.channel_id for fault in state.faults] == [CHANNEL]


async def test_nothing_is_sent_to_a_channel_out_of_order(club: DeliveryClub):
    await club.announce("e1")
    club.port.before.append(GoneError())
    await club.deliver()
    await club.database.write(put_completion, "e2", MIRA, NOW)
    await club.deliver()
    assert club.rows() == [("dead", "gone"), SENT, ("skipped", "faulty_channel")]
    assert not (await club.setup.repair(KEEPER, CHANNEL, CHANNEL)).faults
    await club.database.write(put_completion, "e3", MIRA, NOW)
    await club.deliver()
    assert club.rows() == [SENT] * 4


async def test_what_was_surely_not_sent_waits_and_is_sent_without_looking(club: DeliveryClub):
    await club.announce()
    club.port.before.append(RetryError(3.0))
    await club.deliver()
    assert club.rows() == [("pending", None)]
    await club.deliver()
    assert club.port.calls == {"send": 1}
    club.end_leases()
    await club.deliver()
    assert (club.rows(), club.port.calls) == ([SENT], {"send": 2})


async def test_what_may_have_been_sent_is_looked_for_before_it_is_sent_again(club: DeliveryClub):
    for subject, trouble in (("e1", (None, UnknownError())), ("e2", (UnknownError(), None))):
        await club.announce(subject)
        club.port.before.append(trouble[0])
        club.port.after.append(trouble[1])
        await club.deliver()
        club.port.before.clear()
        club.port.after.clear()
    assert [row[0] for row in club.rows()] == ["leased", "leased"]
    club.end_leases()
    club.port.looking.append(RetryError(1.0))
    await club.deliver()
    club.end_leases()
    await club.deliver()
    assert (club.rows(), club.port.doubled, len(club.port.messages)) == ([SENT, SENT], 0, 2)


async def test_what_is_not_wanted_any_more_and_was_sent_is_known_as_sent(club: DeliveryClub):
    await club.announce()
    club.port.after.append(UnknownError())
    await club.deliver()
    await club.database.write(outbox.withdraw, HERE, OutboxKind.COMPLETION, "e1", now=NOW)
    club.end_leases()
    await club.deliver()
    assert club.rows() == [SENT]
    await club.announce("e2")
    club.port.before.append(UnknownError())
    await club.deliver()
    await club.database.write(outbox.withdraw, HERE, OutboxKind.COMPLETION, "e2", now=NOW)
    club.end_leases()
    await club.deliver()
    assert club.rows()[-1] == ("skipped", "withdrawn")


async def test_what_was_taken_back_while_nobody_knew_that_it_was_sent_says_so_in_the_end(club: DeliveryClub):
    await club.announce()
    club.port.after.append(UnknownError())
    await club.deliver()
    await club.database.write(outbox.withdraw, HERE, OutboxKind.COMPLETION, "e1", now=NOW)
    club.end_leases()
    for _ in range(3):
        await club.deliver()
    assert (club.rows(), [each.is_withdrawn for each in club.port.amended]) == ([SENT], [True])


async def test_it_is_looked_for_and_sent_where_it_was_tried_first(club: DeliveryClub):
    await club.remind(MIRA, CHANNEL)
    club.go_to(2026, 11, 25, 9, 0)
    club.port.before.append(UnknownError())
    await club.deliver()
    await club.schedules.set_reminder(club.asker(), 2, club.clock.now().time(), OTHER_CHANNEL)
    club.end_leases()
    await club.deliver()
    assert [each.channel_id for each in club.port.deliveries] == [CHANNEL]


async def test_an_error_of_badgers_own_is_given_up_after_some_tries(
    club: DeliveryClub, caplog: pytest.LogCaptureFixture
):
    await club.announce()
    for _ in range(9):
        club.port.before.append(RuntimeError("a card that cannot be drawn"))
        await club.deliver()
        club.end_leases()
    assert (club.rows(), club.port.calls["send"]) == ([("dead", "failed")], 8)
    assert "a card that cannot be drawn" in caplog.text


async def test_two_days_of_tries_are_enough(club: DeliveryClub):
    await club.announce()
    club.port.before.append(RetryError())
    await club.deliver()
    club.store.rows(club.url, "UPDATE outbox SET first_tried_at = '2026-01-01 00:00:00.000000'")
    club.end_leases()
    club.port.before.append(RetryError())
    await club.deliver()
    assert club.rows() == [("dead", "too_late")]


async def test_everybody_waits_where_discord_says_so(club: DeliveryClub):
    for number in range(3):
        await club.announce(f"e{number}")
    club.port.before.append(RetryError(40.0, is_global=True))
    before = club.time.seconds
    await club.deliver()
    club.end_leases()
    await club.deliver()
    assert len(club.port.messages) == 3
    assert club.time.seconds - before >= 40


async def test_a_burst_is_spread_to_forty_requests_a_second(club: DeliveryClub):
    for number in range(100):
        await club.database.write(put_completion, f"e{number}", MIRA, NOW)
    await club.setup.set_channel(KEEPER, CHANNEL)
    before = club.time.seconds
    await club.deliver()
    assert len(club.port.messages) == 100
    assert club.time.seconds - before > 99 / 40 - 0.2
    assert club.port.most_in_flight <= 4


async def test_a_database_that_is_locked_for_a_while_is_asked_again(
    club: DeliveryClub, monkeypatch: pytest.MonkeyPatch
):
    await club.announce()
    refusals = iter(range(3))
    sent = club.deliveries.sent

    async def refuse_at_first(claim: Claim, message: SentMessage) -> None:
        if next(refusals, None) is not None:
            raise UserError("database-busy")
        await sent(claim, message)

    monkeypatch.setattr(club.deliveries, "sent", refuse_at_first)
    await club.deliver()
    assert (club.rows(), club.port.calls) == ([SENT], {"send": 1})


async def test_what_a_killed_process_had_in_hand_is_looked_for_by_the_next(club: DeliveryClub):
    await club.announce("sent")
    await club.announce("unsent")
    claims, _ = await club.deliveries.claim(club.clock.now(), 10)
    await club.port.send(claims[0].delivery)
    await club.deliver()
    assert club.port.calls == {"send": 1}
    club.end_leases()
    await club.deliver()
    assert (club.rows(), club.port.doubled) == ([SENT, SENT], 0)
    assert club.port.calls == {"send": 2, "find": 2}


async def test_who_lost_their_claim_changes_nothing_but_says_that_it_was_sent(club: DeliveryClub):
    await club.announce()
    (mine,), _ = await club.deliveries.claim(club.clock.now(), 10)
    club.end_leases()
    (other,), _ = await club.deliveries.claim(club.clock.now(), 10)
    await club.deliveries.put_off(mine, timedelta(), may_be_sent=False)
    await club.deliveries.give_back([mine])
    assert club.rows() == [("leased", None)]
    await club.deliveries.sent(mine, await club.port.send(mine.delivery))
    assert (club.rows(), other.must_look) == ([SENT], True)


async def test_no_two_claims_hold_the_same(club: DeliveryClub):
    for number in range(30):
        await club.database.write(put_completion, f"e{number}", MIRA, NOW)
    await club.setup.set_channel(KEEPER, CHANNEL)
    claims = await asyncio.gather(*(club.deliveries.claim(NOW, 10) for _ in range(4)))
    ids = [claim.delivery.id for found, _ in claims for claim in found]
    assert len(ids) == len(set(ids)) == 30


async def test_at_the_end_what_is_being_sent_finishes_and_what_was_not_begun_is_given_back(
    club: DeliveryClub, monkeypatch: pytest.MonkeyPatch
):
    for number in range(6):
        await club.database.write(put_completion, f"e{number}", MIRA, NOW)
    await club.setup.set_channel(KEEPER, CHANNEL)
    club.port.gate = asyncio.Event()
    running = asyncio.create_task(club.dispatcher.run())
    club.dispatcher.wake()
    await club.port.is_full.wait()
    club.dispatcher.stop()
    given_back = asyncio.Event()
    give_back = club.deliveries.give_back

    async def say_so(claims: Iterable[Claim]) -> None:
        await give_back(claims)
        given_back.set()

    monkeypatch.setattr(club.deliveries, "give_back", say_so)
    await given_back.wait()
    assert sorted(club.rows()) == [("leased", None)] * 4 + [("pending", None)] * 2
    club.port.gate.set()
    await running
    assert sorted(club.rows()) == [("pending", None)] * 2 + [SENT] * 4
    club.dispatcher = club.new_dispatcher()
    await club.deliver()
    assert (club.rows(), club.port.doubled) == ([SENT] * 6, 0)


async def test_it_runs_beside_everything_else_and_is_woken(club: DeliveryClub):
    await club.announce()
    async with dispatching(club.dispatcher):
        await club.port.begun.wait()
    assert club.rows() == [SENT]


async def test_a_clock_that_is_set_an_hour_forward_and_back_loses_and_doubles_nothing(club: DeliveryClub):
    await club.remind(MIRA)
    for hour in (8, 9, 8, 9, 10, 9):
        club.go_to(2026, 11, 25, hour, 5)
        await club.deliver()
    assert (club.rows(), club.port.calls) == ([SENT], {"send": 1})


async def test_where_the_calendar_jumps_it_goes_from_due_to_due(club: DeliveryClub):
    club.walks = True
    club.dispatcher = club.new_dispatcher()
    await club.remind(MIRA)
    await club.deliver()
    club.go_to(2026, 12, 17, 0, 0)
    await club.deliver()
    assert [each.key.period for each in club.port.deliveries] == [
        "2026-W48",
        "2026-W49",
        "2026-W50",
        "2026-W51",
    ]


async def test_a_snooze_comes_again_a_day_later(club: DeliveryClub):
    await club.remind(MIRA)
    club.go_to(2026, 11, 25, 9, 0)
    await club.deliver()
    await club.reminders.snooze(club.asker())
    club.go_to(2026, 11, 26, 9, 0)
    await club.deliver()
    assert [each.key.period for each in club.port.deliveries] == ["2026-W48", "2026-W48#s1"]


async def test_in_a_burst_what_was_asked_for_just_now_does_not_wait_for_all_of_it(club: DeliveryClub):
    for number in range(240):
        await club.database.write(put_completion, f"e{number}", MIRA, NOW)
    await club.setup.set_channel(KEEPER, CHANNEL)
    club.clock.advance(timedelta(minutes=1))
    await club.database.write(put_completion, "mine", MIRA, club.clock.now())
    await club.deliver()
    subjects = [each.key.subject for each in club.port.deliveries]
    assert subjects.index("mine") < 160
    assert (len(subjects), club.port.doubled) == (241, 0)


async def test_a_burst_is_written_due_no_faster_than_it_goes_out(
    club: DeliveryClub, monkeypatch: pytest.MonkeyPatch
):
    for user_id in range(MIRA, MIRA + 120):
        await club.remind(user_id)
    club.go_to(2026, 11, 25, 9, 0)
    waiting: list[int] = []
    claim = club.deliveries.claim

    async def look(*args: Any, **how: Any) -> tuple[list[Claim], int]:  # noqa: ANN401 - as it has it
        waiting.append(sum(status == "pending" for status, _ in club.rows()))
        return await claim(*args, **how)

    monkeypatch.setattr(club.deliveries, "claim", look)
    await club.deliver()
    assert max(waiting) <= 60
    assert (club.rows(), club.port.doubled) == ([SENT] * 120, 0)


async def test_messages_are_changed_while_a_burst_goes_out(club: DeliveryClub):
    await club.announce("told")
    await club.deliver()
    await club.database.write(outbox.withdraw, HERE, OutboxKind.COMPLETION, "told", now=NOW)
    for number in range(100):
        await club.database.write(put_completion, f"e{number}", MIRA, NOW)
    await club.deliver()
    assert club.port.calls_before_amending < 60


async def test_a_message_that_cannot_be_changed_for_a_fault_of_ours_is_left_alone_in_the_end(
    club: DeliveryClub,
):
    await club.announce()
    await club.deliver()
    await club.database.write(outbox.withdraw, HERE, OutboxKind.COMPLETION, "e1", now=NOW)
    club.port.amending.extend(RuntimeError("a card that cannot be drawn") for _ in range(20))
    for _ in range(12):
        await club.deliver()
        club.end_leases()
    assert club.port.calls["amend"] == 8


async def test_a_wait_without_an_end_ends(club: DeliveryClub):
    await club.announce()
    club.port.before.append(RetryError(float("inf"), is_global=True))
    await club.deliver()
    await club.time.sleep(3600)
    club.end_leases()
    await club.deliver()
    assert (club.rows(), club.port.doubled) == ([SENT], 0)


async def test_who_fails_in_a_way_that_nobody_thought_of_holds_nobody_up(
    club: DeliveryClub, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def fail(*_: object) -> float:
        raise ZeroDivisionError

    for number in range(2 * WORKERS):
        await club.announce(f"e{number}")
    club.port.before.extend(RetryError(1.0) for _ in range(WORKERS))
    monkeypatch.setattr("bot.scheduling.sending.backoff", fail)
    await club.deliver()
    monkeypatch.undo()
    assert "A delivery was left as it is" in caplog.text
    assert sorted(club.rows()) == [("leased", None)] * WORKERS + [SENT] * WORKERS
    club.end_leases()
    await club.deliver()
    assert (club.rows(), club.port.doubled) == ([SENT] * 2 * WORKERS, 0)
