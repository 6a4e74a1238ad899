"""The queries of kudos. Every one names its server, or whose own they are."""

from datetime import date

from sqlmodel import Session, col, select

from bot.domain.kudos import Kudos
from bot.storage.tables import KudosRow


def add(session: Session, kudos: Kudos, interaction_id: int) -> None:
    """Writes a good word. Raises IntegrityError for a second one of a day to the same."""
    session.add(
        KudosRow(
            guild_id=kudos.guild_id,
            group_id=kudos.group_id,
            sender_id=kudos.sender_id,
            receiver_id=kudos.receiver_id,
            given_on=kudos.given_on,
            given_at=kudos.given_at,
            interaction_id=interaction_id,
        )
    )
    session.flush()


def given_by(session: Session, guild_id: int, sender_id: int, interaction_id: int) -> Kudos | None:
    """What an interaction of the sender gave; None where it gave nothing."""
    query = select(KudosRow).where(
        col(KudosRow.guild_id) == guild_id,
        col(KudosRow.interaction_id) == interaction_id,
        col(KudosRow.sender_id) == sender_id,
    )
    row = session.exec(query).first()
    return None if row is None else kudos_of(row)


def given_on(session: Session, guild_id: int, sender_id: int, day: date) -> frozenset[int]:
    """To whom somebody gave kudos in the server on a day of theirs."""
    query = select(KudosRow.receiver_id).where(
        col(KudosRow.sender_id) == sender_id,
        col(KudosRow.guild_id) == guild_id,
        col(KudosRow.given_on) == day,
    )
    return frozenset(session.exec(query))


def kudos_of(row: KudosRow) -> Kudos:
    """What a row says."""
    return Kudos(row.guild_id, row.sender_id, row.receiver_id, row.given_on, row.given_at, row.group_id)
