"""Kudos as everybody reads them, and the choice of whom to give them in a study group."""

from collections.abc import Iterator, Mapping

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import (
    MOST_OPTIONS,
    Card,
    Item,
    button,
    buttons,
    option,
    panel,
    select,
    text,
)
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, lines, small
from bot.domain.paging import page_count, page_within
from bot.services.kudos import KudosChoice
from bot.wording.texts import Texts

_NAME_LENGTH = 40


def kudos_card(texts: Texts, sender: str, receiver: str) -> Card:
    """Who gives whom a good word; nobody is pinged."""
    gives = escape(texts("kudos-gives"))
    return Card(
        [text(Markup(f"👏 {bold(cut(sender, _NAME_LENGTH))} {gives} {bold(cut(receiver, _NAME_LENGTH))}"))]
    )


def chosen_page(choice: KudosChoice, page: int) -> tuple[int, int, tuple[int, ...]]:
    """The page, or the nearest there is, of how many, and whom one can choose on it."""
    pages = page_count(len(choice.user_ids), MOST_OPTIONS)
    page = page_within(page, pages)
    return page, pages, choice.user_ids[page * MOST_OPTIONS : (page + 1) * MOST_OPTIONS]


def kudos_choice_card(texts: Texts, choice: KudosChoice, page: int, names: Mapping[int | None, str]) -> Card:
    """The members to choose from, a page of them; a kind word where there is nobody."""
    group = choice.group
    if choice.is_alone:
        way = button(texts("button-group-invite"), custom_ids.GROUP_INVITE.of(group.id), is_main=True)
        return notice_card(texts("kudos-alone", name=group.name), below=buttons(way))
    if not choice.user_ids:
        return notice_card(texts("kudos-all", name=group.name))
    head = lines(
        heading(texts("kudos-whom", name=group.name)),
        small(texts("kudos-how", left=choice.left_today)),
    )
    return Card([panel([text(head)]), *_below(texts, choice, page, names)])


def _below(texts: Texts, choice: KudosChoice, page: int, names: Mapping[int | None, str]) -> Iterator[Item]:
    number = choice.group.id
    page, pages, shown = chosen_page(choice, page)
    options = [option(names[user_id], str(user_id)) for user_id in shown]
    yield select(texts("select-kudos"), custom_ids.GROUP_KUDOS_WHO.of(number, page), options)
    more = custom_ids.GROUP_KUDOS_MORE
    yield from buttons(
        button(texts("button-back"), more.of(number, page - 1)) if page else None,
        button(texts("button-more"), more.of(number, page + 1)) if page + 1 < pages else None,
    )
