"""A member's own data: the files to take along, and the questions before all of it is erased."""

from collections.abc import Iterator, Sequence

import discord

from bot.catalogue.documents import Document
from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import (
    MOST_FILE_BYTES,
    MOST_FILES,
    Button,
    Card,
    CardFile,
    button,
    buttons,
    download,
    panel,
    rule,
    text,
)
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, lines, small
from bot.domain.erasure import ErasureScope
from bot.services.member_data import Erased, Footprint
from bot.wording.texts import Texts

_SERVER_LENGTH = 100


def own_data_cards(texts: Texts, documents: Sequence[Document]) -> list[Card]:
    """The files, as many to a message as Discord takes; the first says what they are."""
    batches = list(_batches(documents))
    cards = []
    for number, batch in enumerate(batches, start=1):
        body = lines(
            heading(texts("own-data-title")) if number == 1 else None,
            escape(texts("own-data-how")) if number == 1 else None,
            small(texts("own-data-message", number=number, of=len(batches))) if len(batches) > 1 else None,
        )
        files = (download(CardFile(each.name, each.content)) for each in batch)
        cards.append(Card([panel([text(body)]), *files]))
    return cards


def _batches(documents: Sequence[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for document in documents:
        size = sum(len(each.content) for each in batch) + len(document.content)
        if batch and (len(batch) == MOST_FILES or size > MOST_FILE_BYTES):
            yield batch
            batch = []
        batch.append(document)
    yield batch


def erase_card(texts: Texts, footprint: Footprint, scope: ErasureScope, server: str) -> Card:
    """The first step: what goes, what stays, and the data to take along before."""
    goes = lines(
        heading(_named(texts, "erase-title", scope, server)),
        bold(texts("erase-goes")),
        *(Markup(f"- {escape(each)}") for each in _goes(texts, footprint, scope)),
    )
    stays = lines(
        bold(texts("erase-stays")), *(Markup(f"- {escape(each)}") for each in _stays(texts, footprint, scope))
    )
    warning = text(escape(texts("erase-no-way-back")))
    ways = buttons(
        button(texts("button-export-first"), custom_ids.ME_EXPORT.of()),
        button(texts("button-erase-ask"), custom_ids.ERASE_ASK.of(scope.value)),
        _keep(texts),
    )
    return Card([panel([text(goes), rule(), text(stays), rule(), warning]), *ways])


def _goes(texts: Texts, footprint: Footprint, scope: ErasureScope) -> Iterator[str]:
    yield texts("erase-goes-work", enrolments=footprint.enrolments, entries=footprint.entries)
    if footprint.groups:
        yield texts("erase-goes-groups", groups=footprint.groups)
    yield texts("erase-goes-asked")
    is_all = scope is ErasureScope.EVERYWHERE or footprint.servers <= 1
    yield texts("erase-goes-settings" if is_all else "erase-goes-settings-here")
    yield texts("erase-goes-told")


def _stays(texts: Texts, footprint: Footprint, scope: ErasureScope) -> Iterator[str]:
    yield texts("erase-stays-catalogue")
    if footprint.groups:
        yield texts("erase-stays-groups")
    yield texts("erase-stays-shared")
    yield texts("erase-stays-backups")
    if scope is ErasureScope.HERE and footprint.servers > 1:
        yield texts("erase-stays-elsewhere")


def erase_sure_card(texts: Texts, scope: ErasureScope, server: str, asked_at: int) -> Card:
    """The second step; its button works for some minutes from `asked_at` (seconds since 1970) on."""
    sure = button(texts("button-erase-sure"), custom_ids.ERASE_SURE.of(scope.value, asked_at))
    sure.style = discord.ButtonStyle.danger
    body = lines(
        heading(_named(texts, "erase-sure-title", scope, server)),
        escape(texts("erase-sure")),
        small(texts("erase-sure-minutes")),
    )
    return Card([panel([text(body)]), *buttons(sure, _keep(texts))])


def erased_card(texts: Texts, erased: Erased, server: str) -> Card:
    """That it is done."""
    name = "erased-all" if erased.is_all else "erased-here"
    said = texts(name, server=cut(server, _SERVER_LENGTH))
    return notice_card(said, texts("erased-anew"))


def erase_here_needs_server_card(texts: Texts) -> Card:
    """In a direct message there is no "here": everywhere can be chosen instead."""
    everywhere = custom_ids.ERASE_CHOOSE.of()
    return notice_card(
        texts("erase-here-direct"), below=buttons(button(texts("button-erase-everywhere"), everywhere))
    )


def _keep(texts: Texts) -> Button:
    return button(texts("button-erase-keep"), custom_ids.ERASE_KEEP.of())


def _named(texts: Texts, name: str, scope: ErasureScope, server: str) -> str:
    return texts(name, scope=scope.value, server=cut(server, _SERVER_LENGTH))
