"""A server's own words, a page at a time."""

from collections.abc import Mapping

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, button, buttons, fitting, panel, text
from bot.discord_ui.cards.moments import moment
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, joined, lines, small
from bot.domain.server_words import AddedWord
from bot.services.aliases import WordPage
from bot.wording.texts import Texts

_MEANING_LENGTH = 120
_NAME_LENGTH = 40


def words_card(texts: Texts, page: WordPage, names: Mapping[int | None, str]) -> Card:
    """The words with what they mean, who added them and when."""

    def build(share: float) -> Card:
        shown = [_line(texts, word, page.titles, names, share) for word in page.words]
        body = lines(
            heading(texts("words-title", count=page.total)),
            *(shown or [escape(texts("words-none"))]),
            small(texts("page-of", page=page.page + 1, pages=page.pages)) if page.pages > 1 else None,
        )
        turns = buttons(
            button(texts("button-back"), custom_ids.WORDS.of(page.page - 1)) if page.page else None,
            button(texts("button-more"), custom_ids.WORDS.of(page.page + 1))
            if page.page + 1 < page.pages
            else None,
        )
        return Card([panel([text(body)]), *turns])

    return fitting(build)


def _line(
    texts: Texts, added: AddedWord, titles: Mapping[str, str], names: Mapping[int | None, str], share: float
) -> Markup:
    word = added.word
    meaning = titles[word.credential_id] if word.credential_id is not None else word.words or ""
    return lines(
        joined(
            bold(word.word), escape(texts("word-means", meaning=cut(meaning, round(_MEANING_LENGTH * share))))
        ),
        Markup(f"-# {joined(escape(cut(names[added.added_by], _NAME_LENGTH)), moment(added.added_at))}"),
    )
