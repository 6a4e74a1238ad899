"""The whole catalogue as files to download."""

from collections.abc import Sequence

from bot.catalogue.documents import Document
from bot.discord_ui.cards.card import Card, CardFile, download, panel, text
from bot.discord_ui.markdown import escape, heading, lines, small
from bot.wording.texts import Texts


def export_card(texts: Texts, documents: Sequence[Document]) -> Card:
    """The files, and what can be done with them."""
    count = len(documents)
    body = lines(
        heading(texts("export-title")),
        escape(texts("export-how", count=count)),
        small(texts("export-again", count=count)),
    )
    files = (download(CardFile(document.name, document.content)) for document in documents)
    return Card([panel([text(body)]), *files])
