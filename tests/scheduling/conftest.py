from collections.abc import AsyncIterator

import pytest

from bot.storage.database import Database
from tests.scheduling.delivery_club import DeliveryClub
from tests.stores import Store


@pytest.fixture
async def club(store: Store) -> AsyncIterator[DeliveryClub]:
    """On each kind of database in turn."""
    url = store.new_url()
    database = await Database.open(url)
    yield DeliveryClub(database, store, url)
    await database.close()
