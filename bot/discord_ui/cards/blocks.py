"""Who is kept from what in a server, a page at a time."""

from collections.abc import Iterator, Mapping

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, Item, button, buttons, fitting, option, panel, select, text
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, joined, lines, moment, small
from bot.domain.member_blocks import MemberBlock
from bot.services.member_blocks import BlocksPage
from bot.wording.texts import Texts

_NAME_LENGTH = 40
_REASON_LENGTH = 200


def blocks_card(texts: Texts, page: BlocksPage, names: Mapping[int | None, str], said: str = "") -> Card:
    """The blocks with who set them and why, and the select that lifts one; `said` stands above."""

    def build(share: float) -> Card:
        shown = [_line(texts, block, names, share) for block in page.blocks]
        body = lines(
            escape(said) if said else None,
            heading(texts("blocks-title")),
            *(shown or [escape(texts("blocks-empty"))]),
            small(texts("page-of", page=page.page + 1, pages=page.pages)) if page.pages > 1 else None,
        )
        return Card([panel([text(body)]), *_controls(texts, page, names)])

    return fitting(build)


def _line(texts: Texts, block: MemberBlock, names: Mapping[int | None, str], share: float) -> Markup:
    what = texts(f"choice-what-{block.what.value}")
    name = cut(names[block.user_id], _NAME_LENGTH)
    by = texts("blocks-by", name=cut(names[block.blocked_by], _NAME_LENGTH))
    reason = block.reason and texts(
        "blocks-reason", reason=cut(block.reason, max(20, round(_REASON_LENGTH * share)))
    )
    return lines(
        joined(bold(name), escape(texts("blocks-line", what=what))),
        escape(reason) if reason else None,
        Markup(f"{small(by)} · {moment(block.blocked_at)}"),
    )


def _controls(texts: Texts, page: BlocksPage, names: Mapping[int | None, str]) -> Iterator[Item]:
    options = [
        option(names[user_id], str(user_id))
        for user_id in dict.fromkeys(each.user_id for each in page.blocks)
    ]
    if options:
        yield select(texts("select-unblock"), custom_ids.UNBLOCK.of(page.page), options)
    yield from buttons(
        button(texts("button-back"), custom_ids.BLOCKS.of(page.page - 1)) if page.page else None,
        button(texts("button-more"), custom_ids.BLOCKS.of(page.page + 1))
        if page.page + 1 < page.pages
        else None,
    )
