"""What follows on the report on a file: import, discard, undo."""

import pytest

from bot.catalogue.documents import Document
from bot.discord_ui import custom_ids
from bot.discord_ui.client import BadgerClient
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.imports import DiscardImportButton, ImportButton, UndoImportButton
from bot.services.asker import Asker
from tests.discord_ui.fakes import (
    MIA,
    MODERATOR,
    NOAH,
    SERVER,
    Patient,
    Played,
    body_of,
    custom_ids_in,
    shown_message,
    use,
)

LIST = b"id,title,issuer,url,language,topics,requirements\n"
ROW = b'knots,Knots,Scouts,https://example.org/knots,en,data,"lessons | Six knots | 1 | 2"\n'


async def clicks(
    client: BadgerClient, component: type[Component], identity: str, user_id: int = MIA
) -> Played:
    """A moderator clicks on a message of their own."""
    message = shown_message(owner_id=user_id)
    return await use(client, component, identity, user_id=user_id, permissions=MODERATOR, message=message)


@pytest.fixture
async def upload_id(badger: BadgerClient) -> str:
    document = Document("list.csv", LIST + ROW)
    checked = await badger.desk.use_cases.uploads.check(Asker(MIA, SERVER, 1), document, lambda _: None)
    assert checked.upload_id
    return checked.upload_id


async def test_what_waits_is_imported_in_place_with_its_report(badger: BadgerClient, upload_id: str):
    played = await clicks(badger, ImportButton, custom_ids.IMPORT.of(upload_id))
    assert "Imported" in played.last.words
    assert "(Undo the import)" in played.last.words
    assert list(played.last.files) == ["report-list.csv"]


async def test_a_second_click_says_that_it_is_done(badger: BadgerClient, upload_id: str):
    await clicks(badger, ImportButton, custom_ids.IMPORT.of(upload_id))
    for component in (ImportButton, DiscardImportButton):
        played = await clicks(badger, component, component.shape.of(upload_id))
        assert "list.csv was imported already" in played.last.words


async def test_what_is_gone_says_so_where_the_report_was(
    badger: BadgerClient, upload_id: str, patience: Patient
):
    await clicks(badger, DiscardImportButton, custom_ids.DISCARD_IMPORT.of(upload_id))
    patience.gives_up = True
    played = await clicks(badger, ImportButton, custom_ids.IMPORT.of(upload_id))
    assert "I do not hold this file any more" in played.last.words
    assert played.last.where == "deferred"


async def test_somebody_elses_file_is_nobodys(badger: BadgerClient, upload_id: str):
    played = await clicks(badger, ImportButton, custom_ids.IMPORT.of(upload_id), user_id=NOAH)
    assert "I do not hold this file any more" in played.last.words


async def test_an_import_is_taken_back_once(badger: BadgerClient, upload_id: str):
    done = await clicks(badger, ImportButton, custom_ids.IMPORT.of(upload_id))
    (identity,) = custom_ids_in(body_of(done.last.view))
    number = identity.split(":")[2]
    first = await clicks(badger, UndoImportButton, custom_ids.UNDO_IMPORT.of(number))
    assert "taken back" in first.last.words
    second = await clicks(badger, UndoImportButton, custom_ids.UNDO_IMPORT.of(number))
    assert "nothing to take back" in second.last.words
