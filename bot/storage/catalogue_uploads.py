"""The queries of files that wait to be imported. Every one names its server or its owner."""

from datetime import UTC, datetime

from sqlmodel import Session, col, delete, select, update

from bot.domain.upload import KEPT_FOR, WaitingFile
from bot.storage.random_ids import new_id
from bot.storage.tables import CatalogueUploadRow
from bot.storage.tables.moderation import MAX_FILE_NAME_LENGTH

_IMPORTED = b""
"""What is left of the bytes of a file that was imported; a file without any is never kept."""


def keep(
    session: Session, guild_id: int, owner_id: int, name: str, content: bytes, now: datetime
) -> WaitingFile:
    """The file, kept for `KEPT_FOR` in place of the one that its owner sent in the server before."""
    session.exec(
        delete(CatalogueUploadRow).where(
            col(CatalogueUploadRow.guild_id) == guild_id, col(CatalogueUploadRow.owner_id) == owner_id
        )
    )
    row = CatalogueUploadRow(
        id=new_id(),
        guild_id=guild_id,
        owner_id=owner_id,
        name=name[-MAX_FILE_NAME_LENGTH:],
        content=content,
        created_at=now.astimezone(UTC),
        expires_at=now.astimezone(UTC) + KEPT_FOR,
    )
    session.add(row)
    session.flush()
    return _file_of(row)


def opened(
    session: Session, guild_id: int, owner_id: int, upload_id: str, now: datetime
) -> WaitingFile | None:
    """The file of this owner; None where it is not kept in the server any more."""
    row = session.exec(
        select(CatalogueUploadRow).where(
            col(CatalogueUploadRow.guild_id) == guild_id,
            col(CatalogueUploadRow.owner_id) == owner_id,
            col(CatalogueUploadRow.id) == upload_id,
            col(CatalogueUploadRow.expires_at) > now,
        )
    ).first()
    return None if row is None else _file_of(row)


def mark_imported(session: Session, guild_id: int, upload_id: str) -> bool:
    """Forgets the bytes of a file and remembers that it was imported; False where that was so before."""
    marked = session.exec(
        update(CatalogueUploadRow)
        .where(
            col(CatalogueUploadRow.guild_id) == guild_id,
            col(CatalogueUploadRow.id) == upload_id,
            col(CatalogueUploadRow.content) != _IMPORTED,
        )
        .values(content=_IMPORTED)
    )
    return bool(marked.rowcount)


def discard(session: Session, guild_id: int, owner_id: int, upload_id: str) -> bool:
    """Deletes a file that waits, and says whether it did: not one that was imported."""
    deleted = session.exec(
        delete(CatalogueUploadRow).where(
            col(CatalogueUploadRow.guild_id) == guild_id,
            col(CatalogueUploadRow.owner_id) == owner_id,
            col(CatalogueUploadRow.id) == upload_id,
            col(CatalogueUploadRow.content) != _IMPORTED,
        )
    )
    return bool(deleted.rowcount)


def delete_expired(session: Session, now: datetime, limit: int) -> int:
    """Deletes at most `limit` files of all servers that are over, and says how many."""
    over = session.exec(
        select(CatalogueUploadRow.id)
        .where(col(CatalogueUploadRow.expires_at) <= now)
        .order_by(col(CatalogueUploadRow.expires_at), col(CatalogueUploadRow.id))
        .limit(limit)
    ).all()
    if over:
        session.exec(delete(CatalogueUploadRow).where(col(CatalogueUploadRow.id).in_(over)))
    return len(over)


def forget_owner(session: Session, owner_id: int, guild_id: int | None = None) -> None:
    """Deletes the files of a person, in one server or (None) in all."""
    query = delete(CatalogueUploadRow).where(col(CatalogueUploadRow.owner_id) == owner_id)
    if guild_id is not None:
        query = query.where(col(CatalogueUploadRow.guild_id) == guild_id)
    session.exec(query)


def _file_of(row: CatalogueUploadRow) -> WaitingFile:
    return WaitingFile(row.id, row.guild_id, row.owner_id, row.name, row.content or None, row.expires_at)
