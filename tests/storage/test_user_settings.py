from datetime import timedelta

from bot.storage import user_settings
from bot.storage.database import Database
from tests.set_clock import NOW


async def test_hours_are_remembered_in_place_of_earlier_ones(database: Database):
    assert await database.read(user_settings.weekly_minutes_of, 1) is None
    for minutes in (60, 180):
        await database.write(user_settings.remember_weekly_minutes, 1, minutes, now=NOW)
    assert await database.read(user_settings.weekly_minutes_of, 1) == 180
    assert await database.read(user_settings.weekly_minutes_of, 2) is None


async def test_hours_and_the_server_of_direct_messages_leave_each_other_alone(database: Database):
    later = NOW + timedelta(days=1)
    await database.write(user_settings.remember_weekly_minutes, 1, 60, now=NOW)
    await database.write(user_settings.choose_direct_message_server, 1, 10, now=later)
    assert await database.read(user_settings.weekly_minutes_of, 1) == 60
    await database.write(user_settings.remember_weekly_minutes, 1, 90, now=later)
    assert await database.read(user_settings.direct_message_server_of, 1) == 10


async def test_a_choice_is_forgotten_only_if_it_is_still_the_choice(database: Database):
    await database.write(user_settings.choose_direct_message_server, 1, 10, now=NOW)
    await database.write(user_settings.forget_direct_message_server, 1, 20, now=NOW)
    assert await database.read(user_settings.direct_message_server_of, 1) == 10
    await database.write(user_settings.forget_direct_message_server, 1, 10, now=NOW)
    assert await database.read(user_settings.direct_message_server_of, 1) is None
