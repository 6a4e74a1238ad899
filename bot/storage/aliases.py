"""The queries of the servers' own words. Every query names its server."""

from datetime import datetime

from sqlmodel import Session, col, delete, func, select, update

from bot.domain.server_words import AddedWord, ServerWord
from bot.storage.tables import CatalogueAliasRow
from bot.storage.text_order import in_text_order
from bot.storage.upserts import insert_new


def words_of(session: Session, guild_id: int) -> list[ServerWord]:
    """All words of a server, in their order."""
    return [added.word for added in _added(session, guild_id)]


def page_of(session: Session, guild_id: int, *, limit: int, offset: int) -> list[AddedWord]:
    """Some words of a server in their order, each with who added it."""
    return _added(session, guild_id, limit=limit, offset=offset)


def _added(
    session: Session, guild_id: int, *, limit: int | None = None, offset: int | None = None
) -> list[AddedWord]:
    rows = session.exec(
        select(CatalogueAliasRow)
        .where(col(CatalogueAliasRow.guild_id) == guild_id)
        .order_by(in_text_order(col(CatalogueAliasRow.word)))
        .limit(limit)
        .offset(offset)
    )
    return [
        AddedWord(ServerWord(row.word, row.credential_id, row.words), row.added_by, row.added_at)
        for row in rows
    ]


def count_of(session: Session, guild_id: int) -> int:
    """How many words a server has."""
    query = select(func.count()).where(col(CatalogueAliasRow.guild_id) == guild_id)
    return session.exec(query).one()


def word_of(session: Session, guild_id: int, word: str) -> ServerWord | None:
    """What a word means in a server; None where it is none of its own."""
    row = session.exec(
        select(CatalogueAliasRow).where(
            col(CatalogueAliasRow.guild_id) == guild_id, col(CatalogueAliasRow.word) == word
        )
    ).first()
    return None if row is None else ServerWord(row.word, row.credential_id, row.words)


def add(session: Session, guild_id: int, word: ServerWord, added_by: int | None, now: datetime) -> bool:
    """Adds a word, and says whether it did: not where the server has it already."""
    values = {
        "guild_id": guild_id,
        "word": word.word,
        "credential_id": word.credential_id,
        "words": word.words,
        "added_by": added_by,
        "added_at": now,
    }
    return insert_new(session, CatalogueAliasRow, ("guild_id", "word"), values)


def remove(session: Session, guild_id: int, word: str) -> None:
    """Takes a word away from a server."""
    session.exec(
        delete(CatalogueAliasRow).where(
            col(CatalogueAliasRow.guild_id) == guild_id, col(CatalogueAliasRow.word) == word
        )
    )


def words_for(session: Session, guild_id: int, credential_id: str) -> list[str]:
    """The words of a server that mean a credential, in their order."""
    query = (
        select(CatalogueAliasRow.word)
        .where(
            col(CatalogueAliasRow.guild_id) == guild_id,
            col(CatalogueAliasRow.credential_id) == credential_id,
        )
        .order_by(in_text_order(col(CatalogueAliasRow.word)))
    )
    return list(session.exec(query))


def lead_to(session: Session, guild_id: int, words: list[str], *, from_id: str, to_id: str) -> None:
    """Lets those of the words that mean one credential mean another."""
    session.exec(
        update(CatalogueAliasRow)
        .where(
            col(CatalogueAliasRow.guild_id) == guild_id,
            col(CatalogueAliasRow.word).in_(words),
            col(CatalogueAliasRow.credential_id) == from_id,
        )
        .values(credential_id=to_id)
    )


def forget_adder(session: Session, user_id: int, guild_id: int | None = None) -> None:
    """Lets the words that a person added, in one server or (None) in all, be those of an erased member."""
    query = update(CatalogueAliasRow).where(col(CatalogueAliasRow.added_by) == user_id)
    if guild_id is not None:
        query = query.where(col(CatalogueAliasRow.guild_id) == guild_id)
    session.exec(query.values(added_by=None))
