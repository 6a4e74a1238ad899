"""Files that wait to be imported: each moderator's newest in a server, for a day, once."""

from datetime import timedelta

from sqlmodel import Session

from bot.domain.upload import KEPT_FOR, WaitingFile
from bot.storage import catalogue_uploads
from tests.set_clock import NOW

CLUB, OTHER_CLUB = 10, 20
MIRA, NOA = 1, 2


def keep(session: Session, *, guild_id: int = CLUB, owner_id: int = MIRA, name: str = "list.csv") -> str:
    return catalogue_uploads.keep(session, guild_id, owner_id, name, b"title\n", NOW).id


def opened(
    session: Session, upload_id: str, guild_id: int = CLUB, owner_id: int = MIRA
) -> WaitingFile | None:
    return catalogue_uploads.opened(session, guild_id, owner_id, upload_id, NOW)


def test_a_file_comes_back_as_it_was_for_its_owner_in_its_server_alone(session: Session):
    upload_id = keep(session)
    found = opened(session, upload_id)
    assert found == WaitingFile(upload_id, CLUB, MIRA, "list.csv", b"title\n", NOW + KEPT_FOR)
    assert opened(session, upload_id, OTHER_CLUB) is None
    assert opened(session, upload_id, CLUB, NOA) is None


def test_a_newer_file_takes_the_place_of_ones_older_one_and_of_no_other(session: Session):
    older, noas, elsewhere = keep(session), keep(session, owner_id=NOA), keep(session, guild_id=OTHER_CLUB)
    newer = keep(session)
    assert opened(session, older) is None
    assert opened(session, newer)
    assert opened(session, noas, CLUB, NOA)
    assert opened(session, elsewhere, OTHER_CLUB)


def test_a_file_is_imported_once_and_is_known_as_such(session: Session):
    upload_id = keep(session)
    assert not catalogue_uploads.mark_imported(session, OTHER_CLUB, upload_id)
    assert [catalogue_uploads.mark_imported(session, CLUB, upload_id) for _ in range(2)] == [True, False]
    found = opened(session, upload_id)
    assert found
    assert found.content is None
    assert not catalogue_uploads.discard(session, CLUB, MIRA, upload_id)


def test_only_its_owner_discards_a_file(session: Session):
    upload_id = keep(session)
    assert not catalogue_uploads.discard(session, CLUB, NOA, upload_id)
    assert catalogue_uploads.discard(session, CLUB, MIRA, upload_id)
    assert opened(session, upload_id) is None


def test_what_is_over_is_not_opened_and_then_deleted(session: Session):
    upload_id = keep(session)
    later = NOW + KEPT_FOR
    assert catalogue_uploads.opened(session, CLUB, MIRA, upload_id, later) is None
    assert catalogue_uploads.delete_expired(session, later - timedelta(seconds=1), 9) == 0
    keep(session, owner_id=NOA)
    assert [catalogue_uploads.delete_expired(session, later, 1) for _ in range(3)] == [1, 1, 0]


def test_who_is_erased_leaves_no_file_behind(session: Session):
    here, elsewhere, noas = keep(session), keep(session, guild_id=OTHER_CLUB), keep(session, owner_id=NOA)
    catalogue_uploads.forget_owner(session, MIRA, CLUB)
    assert opened(session, here) is None
    assert opened(session, elsewhere, OTHER_CLUB)
    catalogue_uploads.forget_owner(session, MIRA)
    assert opened(session, elsewhere, OTHER_CLUB) is None
    assert opened(session, noas, CLUB, NOA)


def test_a_long_name_keeps_its_ending(session: Session):
    found = opened(session, keep(session, name="x" * 300 + ".csv"))
    assert found
    assert found.name == "x" * 196 + ".csv"
