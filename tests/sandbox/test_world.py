import itertools
from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox import permissions
from bot.sandbox.clock import Clock, ClockRefusesError
from bot.sandbox.default_world import default_world
from bot.sandbox.snowflakes import Snowflakes, moment_of, snowflake_or_none
from bot.sandbox.world import World

TUESDAY = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    return default_world(Snowflakes())


def test_snowflakes_rise_even_when_the_machines_clock_jumps_back():
    ticks = iter([1_800_000_000_000, 1_700_000_000_000, 1_700_000_000_000, 1_800_000_000_001])
    snowflakes = Snowflakes(lambda: next(ticks))
    made = [snowflakes.next() for _ in range(4)]
    assert all(first < second for first, second in itertools.pairwise(made))
    assert moment_of(made[0]) == datetime.fromtimestamp(1_800_000_000, UTC)


@pytest.mark.parametrize("value", ["", "-1", "1.0", "٣", "9" * 30, True, None, [], 1.5])
def test_what_is_no_snowflake_is_told_apart(value: object):
    assert snowflake_or_none(value) is None


def test_the_bot_writes_in_open_channels_and_neither_in_announcements_nor_among_moderators(world: World):
    def bot_may(name: str) -> int:
        return world.permissions(world.bot.id, world.channel_named(name))

    assert bot_may("welcome") & permissions.SEND_MESSAGES
    assert bot_may("announcements") & permissions.VIEW_CHANNEL
    assert not bot_may("announcements") & permissions.SEND_MESSAGES
    assert bot_may("moderators") == 0


def test_only_the_moderator_sees_the_moderators_channel_and_writes_announcements(world: World):
    moderators, announcements = world.channel_named("moderators"), world.channel_named("announcements")
    assert [world.sees(person.id, moderators) for person in world.people] == [False, False, False, True]
    writers = [
        bool(world.permissions(person.id, announcements) & permissions.SEND_MESSAGES)
        for person in world.people
    ]
    assert writers == [False, False, False, True]
    assert world.permissions(world.moderator.id, announcements) & permissions.MANAGE_GUILD


def test_who_may_not_write_may_neither_attach_nor_ping_everyone(world: World):
    allowed = world.permissions(world.learner.id, world.channel_named("announcements"))
    assert not allowed & (permissions.ATTACH_FILES | permissions.MENTION_EVERYONE)


def test_the_owner_may_everything(world: World):
    assert world.permissions(world.guild.owner_id, world.channel_named("moderators")) == permissions.ALL


def test_the_second_server_has_one_learner_and_the_moderator(world: World):
    general = world.channel_named("general", world.other_guild)
    assert [world.sees(person.id, general) for person in world.people] == [True, False, False, True]


def test_a_direct_channel_is_opened_once_and_seen_by_two(world: World):
    first, is_new = world.direct_channel(world.bot.id, world.learner.id)
    again, is_new_again = world.direct_channel(world.learner.id, world.bot.id)
    assert first is again
    assert (is_new, is_new_again) == (True, False)
    assert not world.sees(world.moderator.id, first)


def test_a_full_channel_forgets_its_oldest_message(world: World, monkeypatch: pytest.MonkeyPatch):
    from bot.sandbox import world as module

    monkeypatch.setattr(module, "MOST_MESSAGES", 2)
    channel = world.channel_named("welcome")
    for number in (1, 2, 3):
        channel.keep(module.Message(number, channel.id, world.learner.id, ""))
    assert list(channel.messages) == [2, 3]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("monday 09:00", datetime(2026, 11, 30, 9, tzinfo=UTC)),
        ("Tuesday 20:01", datetime(2026, 11, 24, 20, 1, tzinfo=UTC)),
        ("tuesday 20:00", datetime(2026, 12, 1, 20, tzinfo=UTC)),
    ],
)
def test_the_calendar_moves_to_the_next_weekday(when: str, expected: object):
    clock = Clock(lambda: TUESDAY)
    clock.move_to_next(when)
    assert clock.now() == expected


def test_whoever_asked_is_told_from_when_to_when_the_calendar_moved():
    clock, told = Clock(lambda: TUESDAY), []
    clock.on_moved(lambda before, after: told.append((before, after)))
    clock.advance(60)
    clock.move_to(TUESDAY + timedelta(hours=1))
    hour = TUESDAY + timedelta(hours=1)
    assert told == [(TUESDAY, TUESDAY + timedelta(minutes=1)), (TUESDAY + timedelta(minutes=1), hour)]
    assert clock.ahead_seconds == 3600


def test_the_calendar_never_moves_back():
    clock = Clock(lambda: TUESDAY)
    with pytest.raises(ClockRefusesError):
        clock.move_to(TUESDAY - timedelta(seconds=1))
    for nonsense in ("soon", "someday 09:00", "monday 24:00"):
        with pytest.raises(ClockRefusesError):
            clock.move_to_next(nonsense)
