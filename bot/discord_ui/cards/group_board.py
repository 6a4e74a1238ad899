"""A group's board as whoever asks sees it, for their eyes alone: a window, and ten members to a page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Button, Card, Item, button, buttons, fitting, panel, rule, text
from bot.discord_ui.cards.group_life import MeetingPlace, meeting_text
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, joined, labelled, lines, small
from bot.domain.group_board import Board, BoardLine, Window
from bot.domain.group_place import PlaceTrouble
from bot.domain.paging import page_count, page_within
from bot.wording.budget import date_text
from bot.wording.groups import (
    follows_text,
    former_text,
    goal_bar,
    goal_text,
    line_bar,
    line_more_text,
    line_work_text,
    members_text,
    pace_text,
    rules_text,
    total_text,
    window_text,
)
from bot.wording.texts import Texts

BOARD_PAGE_SIZE = 10
_TITLE_LENGTH = 120
_NAME_LENGTH = 40

Names = Mapping[int | None, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """How whoever looks stands to a group of `members`; `thread_id` and `trouble` are of its place.

    `is_invited`: an invitation waits for them.
    """

    members: int
    is_member: bool = False
    may_manage: bool = False
    is_invited: bool = False
    thread_id: int | None = None
    trouble: PlaceTrouble | None = None


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The part of a board that one card shows, and who is on it, by their ids."""

    board: Board
    page: int
    pages: int
    lines: tuple[BoardLine, ...]
    private_user_ids: tuple[int, ...]

    @property
    def user_ids(self) -> tuple[int, ...]:
        """Whoever is to be named on the card."""
        return (*(line.user_id for line in self.lines), *self.private_user_ids)


def page_of_board(board: Board, page: int) -> BoardPage:
    """The page, or the nearest that there is: who lets be seen what they did, then who keeps it."""
    people: tuple[BoardLine | int, ...] = (*board.lines, *board.private_user_ids)
    pages = page_count(len(people), BOARD_PAGE_SIZE)
    page = page_within(page, pages)
    shown = people[page * BOARD_PAGE_SIZE : (page + 1) * BOARD_PAGE_SIZE]
    return BoardPage(
        board,
        page,
        pages,
        tuple(each for each in shown if isinstance(each, BoardLine)),
        tuple(each for each in shown if isinstance(each, int)),
    )


def group_board_card(texts: Texts, page: BoardPage, standing: Standing, names: Names, said: str = "") -> Card:
    """The page, with what whoever looks can do next; `said` stands above: what was just done."""

    def build(share: float) -> Card:
        blocks: list[Item] = [text(escape(said)), rule()] if said else []
        blocks.append(text(_head(texts, page.board, standing, names, share)))
        people = list(_people(texts, page, names, share))
        blocks += [rule(), text(lines(*people))] if people else []
        end = list(_end(texts, page))
        blocks += [rule(), text(lines(*end))] if end else []
        return Card([panel(blocks), *_controls(texts, page, standing)])

    return fitting(build)


def _head(texts: Texts, board: Board, standing: Standing, names: Names, share: float) -> Markup:
    group = board.group
    goal, pace = goal_text(texts, group), pace_text(texts, board)
    return lines(
        heading(cut(group.name, _TITLE_LENGTH)),
        small(cut(follows_text(texts, board.credential_title), round(_TITLE_LENGTH * max(share, 0.6)))),
        small(_rules(texts, board, standing, names)),
        _place(texts, standing),
        _door(texts, board, standing),
        labelled(texts("label-group-goal"), goal) if goal else None,
        Markup(f"{bold(window_text(texts, board.window))} {_since(texts, board)}".rstrip()),
        Markup(f"{goal_bar(board)} {escape(total_text(texts, board))}".strip()),
        labelled(texts("label-pace"), pace) if pace else None,
    )


def _rules(texts: Texts, board: Board, standing: Standing, names: Names) -> str:
    """How many there are and who may join; members also read who leads the group."""
    group = board.group
    said = {"members": members_text(texts, standing.members, group), "rules": rules_text(texts, group)}
    if not standing.is_member or group.owner_id is None:
        return texts("group-rules", **said)
    return texts("group-rules-led", **said, name=cut(names[group.owner_id], _NAME_LENGTH))


def _since(texts: Texts, board: Board) -> Markup:
    """The days that a month is about: its weeks are whole."""
    if board.window is not Window.MONTH or board.since is None:
        return Markup("")
    return escape(texts("group-window-since", date=date_text(texts, board.since)))


def _place(texts: Texts, standing: Standing) -> Markup | None:
    """Where the members meet, and what is to be mended of it."""
    place = MeetingPlace(standing.thread_id, trouble=standing.trouble)
    if standing.trouble is not None or (standing.is_member and standing.thread_id is not None):
        return meeting_text(texts, place, may_repair=standing.may_manage)
    return None


def _door(texts: Texts, board: Board, standing: Standing) -> Markup | None:
    """Why who is not in the group cannot join it; None where they can."""
    if standing.is_member:
        return None
    if standing.members >= board.group.most_members:
        return small(texts("group-no-room"))
    return None if board.group.is_open or standing.is_invited else small(texts("group-ask-inside"))


def _people(texts: Texts, page: BoardPage, names: Names, share: float) -> Iterator[Markup]:
    for line in page.lines:
        yield _line(texts, line, page.board, cut(names[line.user_id], round(_NAME_LENGTH * share)))
    for user_id in page.private_user_ids:
        name = cut(names[user_id], round(_NAME_LENGTH * share))
        yield Markup(f"{bold(name)} {escape(texts('group-line-private'))}")


def _line(texts: Texts, line: BoardLine, board: Board, name: str) -> Markup:
    work = escape(line_work_text(texts, line, board.window))
    more = joined(*(escape(each) for each in line_more_text(texts, line)))
    return lines(
        Markup(" ".join(part for part in (bold(name), line_bar(line, board), work) if part)),
        Markup(f"-# {more}") if more else None,
    )


def _end(texts: Texts, page: BoardPage) -> Iterator[Markup]:
    """Who is on no line of their own, and where one is in a long board."""
    board, is_last = page.board, page.page + 1 == page.pages
    former = former_text(texts, board)
    if is_last and former:
        yield small(former)
    # Who keeps it from the group too is on a line of the group's.
    if is_last and (hidden := board.hidden_count - len(board.private_user_ids)):
        yield small(texts("group-hidden", count=hidden))
    if page.pages > 1:
        yield small(texts("page-of", page=page.page + 1, pages=page.pages))


def _controls(texts: Texts, page: BoardPage, standing: Standing) -> Iterator[Item]:
    yield from buttons(*_turns(texts, page))
    yield from buttons(*_windows(texts, page, standing))
    yield from buttons(*_ways(texts, page, standing))


def _windows(texts: Texts, page: BoardPage, standing: Standing) -> Iterator[Button]:
    """The windows, of which the one that is shown cannot be pressed, and the weeks that are over."""
    group_id = page.board.group.id
    for window in Window:
        tab = button(window_text(texts, window), custom_ids.GROUP_BOARD.of(group_id, window.value, 0, "tab"))
        tab.disabled = window is page.board.window
        yield tab
    if standing.is_member:
        yield button(texts("button-group-weeks"), custom_ids.GROUP_WEEK.of(group_id, ""))


def _turns(texts: Texts, page: BoardPage) -> Iterator[Button | None]:
    group_id, shown, turn = page.board.group.id, page.board.window, custom_ids.GROUP_BOARD
    before, after = page.page - 1, page.page + 1
    yield button(texts("button-back"), turn.of(group_id, shown.value, before, "turn")) if page.page else None
    yield (
        button(texts("button-more"), turn.of(group_id, shown.value, after, "turn"))
        if after < page.pages
        else None
    )


def _ways(texts: Texts, page: BoardPage, standing: Standing) -> Iterator[Button | None]:
    group = page.board.group
    if not standing.is_member:
        has_room = standing.members < group.most_members
        if has_room and (group.is_open or standing.is_invited):
            yield button(texts("button-group-join"), custom_ids.GROUP_JOIN.of(group.id), is_main=True)
        if standing.may_manage:
            yield from _managing(texts, group.id, standing)
        return
    yield button(texts("button-group-kudos"), custom_ids.GROUP_KUDOS.of(group.id))
    yield button(texts("button-group-checkin"), custom_ids.GROUP_CHECKIN.of(group.id))
    yield button(texts("button-group-invite"), custom_ids.GROUP_INVITE.of(group.id))
    if standing.may_manage:
        yield from _managing(texts, group.id, standing)
    yield button(texts("button-group-leave"), custom_ids.GROUP_LEAVE.of(group.id))


def _managing(texts: Texts, group_id: int, standing: Standing) -> Iterator[Button]:
    if standing.trouble is not None:
        yield button(texts("button-group-repair"), custom_ids.GROUP_REPAIR.of(group_id), is_main=True)
    yield button(texts("button-group-manage"), custom_ids.GROUP_MANAGE.of(group_id))
