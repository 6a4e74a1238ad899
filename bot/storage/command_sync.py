"""The queries of which commands Discord was told of."""

from datetime import datetime

from sqlmodel import Session, select

from bot.storage.tables import CommandSyncRow
from bot.storage.upserts import upsert


def synced_hash(session: Session, application_id: int) -> str | None:
    """The hash of the commands that Discord was last told of; None where it never was."""
    return session.exec(
        select(CommandSyncRow.commands_hash).where(CommandSyncRow.application_id == application_id)
    ).first()


def remember_sync(session: Session, application_id: int, commands_hash: str, *, now: datetime) -> None:
    """Keeps the hash in place of an earlier one."""
    values = {"commands_hash": commands_hash, "synced_at": now}
    upsert(session, CommandSyncRow, {"application_id": application_id}, values)
