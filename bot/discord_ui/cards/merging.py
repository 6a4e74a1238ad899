"""A merge before it is made, and after."""

from collections.abc import Iterator

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, Item, button, buttons, fitting, panel, rule, text
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, lines
from bot.services.catalogue_merging import Merged, MergePreview
from bot.wording.entry_differences import difference_lines
from bot.wording.texts import Texts

_TITLE_LENGTH = 150
_LINE_LENGTH = 300
_MOST_LINES = 15
_MOST_NAMED = 5


def merge_preview_card(texts: Texts, preview: MergePreview) -> Card:
    """What would be taken over, and *Merge*."""
    merge = preview.merge

    def build(share: float) -> Card:
        title = round(_TITLE_LENGTH * share)
        head = lines(
            heading(texts("merge-title")),
            *(
                escape(texts(said, title=cut(each.title, title), issuer=cut(each.issuer_line, title)))
                for said, each in (("merge-keep", merge.keep), ("merge-drop", merge.drop))
            ),
        )
        blocks: list[Item] = [text(head), rule(), text(_taken(texts, preview, share))]
        around = lines(*(Markup(f"- {escape(each)}") for each in _around(texts, preview, share)))
        blocks += [rule(), text(around)]
        ids = custom_ids.keys_of((merge.keep.id, merge.drop.id))
        return Card([panel(blocks), *buttons(button(texts("button-merge"), custom_ids.MERGE.of(ids)))])

    return fitting(build)


def _taken(texts: Texts, preview: MergePreview, share: float) -> Markup:
    told = difference_lines(texts, preview.merge.keep, preview.merge.merged)
    shown = [cut(each, round(_LINE_LENGTH * share)) for each in told[:_MOST_LINES]]
    more = len(told) - len(shown)
    return lines(
        bold(texts("merge-taken")),
        *(Markup(f"- {escape(each)}") for each in shown),
        escape(texts("history-more", count=more)) if more else None,
        None if told else escape(texts("merge-nothing-taken")),
    )


def _around(texts: Texts, preview: MergePreview, share: float) -> Iterator[str]:
    limit = round(_TITLE_LENGTH * share)
    yield texts("merge-retires", title=cut(preview.merge.drop.title, limit))
    if preview.words:
        yield texts("merge-words", words=", ".join(preview.words[:_MOST_NAMED]), count=len(preview.words))
    if preview.others:
        titles = ", ".join(cut(each, limit) for each in preview.others[:_MOST_NAMED])
        yield texts("merge-others", titles=titles, count=len(preview.others))


def merged_card(texts: Texts, merged: Merged) -> Card:
    """What was done, and *Undo*, which takes both back."""
    merge = merged.preview.merge
    keep, drop = cut(merge.keep.title, _TITLE_LENGTH), cut(merge.drop.title, _TITLE_LENGTH)
    ways = buttons(
        button(texts("button-undo"), custom_ids.UNDO_MERGE.of(merged.number)),
        button(texts("button-history"), custom_ids.HISTORY.of(merge.drop.id, 0)),
    )
    return notice_card(texts("merge-done", keep=keep, drop=drop), below=ways)
