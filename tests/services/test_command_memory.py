import asyncio

from bot.services.command_memory import CommandMemory
from bot.storage.database import Database
from tests.set_clock import SetClock


async def test_the_commands_of_each_application_are_remembered(database: Database, clock: SetClock):
    memory = CommandMemory(database, clock)
    assert await memory.synced_hash(1) is None
    await memory.remember(1, "a" * 64)
    await memory.remember(1, "b" * 64)
    assert await memory.synced_hash(1) == "b" * 64
    assert await memory.synced_hash(2) is None


async def test_whoever_compares_is_alone(database: Database, clock: SetClock):
    memory = CommandMemory(database, clock)
    inside: list[int] = []

    async def compare_and_tell(number: int) -> None:
        async with memory.lock():
            inside.append(number)
            assert inside == [number]
            await asyncio.sleep(0)
            inside.remove(number)

    await asyncio.gather(*map(compare_and_tell, range(3)))
