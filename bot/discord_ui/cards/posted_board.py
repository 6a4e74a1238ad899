"""The board as it stands in a group's thread: what each did this week, and what all did together."""

from collections.abc import Iterator, Mapping

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import (
    Card,
    CardFile,
    Item,
    button,
    buttons,
    fitting,
    panel,
    picture,
    rule,
    text,
)
from bot.discord_ui.markdown import Markup, cut, escape, heading, joined, labelled, lines, small
from bot.discord_ui.pictures.picture import BOARD_ROWS, BoardPicture
from bot.domain.group_board import Board, BoardLine, Window
from bot.wording.budget import minutes_text
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

PICTURE_NAME = "board.png"
MOST_LINES = 20
"""The message holds no more; all stand on the pages behind *Board*."""
_TITLE_LENGTH = 120
_ALT_LENGTH = 1000


def posted_board_card(texts: Texts, board: Board, mark: str, drawn: CardFile | None = None) -> Card:
    """The message, the last one of a group that is over; `mark` is the nonce with which it was posted."""
    if not board.group.is_living:
        return _last_card(texts, board)

    def build(share: float) -> Card:
        most = max(5, round(MOST_LINES * share))
        blocks: list[Item] = [text(_head(texts, board, share))]
        people = list(_people(texts, board, most))
        blocks += [rule(), text(lines(*people))] if people else []
        if drawn is not None:
            blocks.append(picture(drawn, board_alt(texts, board)))
        blocks += [text(each) for each in [lines(*_end(texts, board, most))] if each]
        return Card([panel(blocks), *_ways(texts, board.group.id, mark)])

    return fitting(build)


def board_picture(texts: Texts, board: Board, names: Mapping[int, str]) -> BoardPicture | None:
    """What the picture of the week shows; None where nobody worked. Who is not in `names` has none."""
    if not any(line.minutes or line.tasks_done for line in board.lines):
        return None
    rows = (
        (names.get(line.user_id, ""), line.minutes, line_work_text(texts, line, board.window))
        for line in board.lines[:BOARD_ROWS]
    )
    more = len(board.lines) - BOARD_ROWS
    return BoardPicture(
        texts("group-picture-title", name=cut(board.group.name, _TITLE_LENGTH)),
        _goal(texts, board),
        tuple(rows),
        texts("group-picture-more", count=more) if more > 0 else "",
    )


def board_alt(texts: Texts, board: Board) -> str:
    """What the picture shows, for who does not see it; each member's own line stands in the text above."""
    busy = sum(not line.is_resting for line in board.lines)
    said = texts("group-picture-alt", busy=busy, count=len(board.lines), together=total_text(texts, board))
    return cut(said, _ALT_LENGTH)


def _goal(texts: Texts, board: Board) -> tuple[float, str] | None:
    goal = board.group.goal_minutes_week
    if not goal or board.total_minutes is None:
        return None
    done, wanted = minutes_text(texts, board.total_minutes), minutes_text(texts, goal)
    return board.total_minutes / goal, texts("group-picture-goal", done=done, goal=wanted)


def _head(texts: Texts, board: Board, share: float) -> Markup:
    group = board.group
    goal, pace = goal_text(texts, group), pace_text(texts, board)
    follows = cut(follows_text(texts, board.credential_title), round(_TITLE_LENGTH * max(share, 0.6)))
    count = len(board.lines) + board.hidden_count
    return lines(
        heading(cut(group.name, _TITLE_LENGTH)),
        small(follows),
        small(
            texts("group-rules", members=members_text(texts, count, group), rules=rules_text(texts, group))
        ),
        labelled(texts("label-group-goal"), goal) if goal else None,
        Markup(f"**{escape(window_text(texts, Window.WEEK))}** {goal_bar(board)}".rstrip()),
        escape(total_text(texts, board)),
        labelled(texts("label-pace"), pace) if pace else None,
    )


def _people(texts: Texts, board: Board, most: int) -> Iterator[Markup]:
    for line in board.lines[:most]:
        yield _line(texts, line, board)
    for user_id in board.private_user_ids[: max(0, most - len(board.lines))]:
        yield Markup(f"<@{user_id}> {escape(texts('group-line-private'))}")


def _line(texts: Texts, line: BoardLine, board: Board) -> Markup:
    """Whom Discord names itself; nobody is pinged by an edit, nor by a message that pings nobody."""
    work = escape(line_work_text(texts, line, board.window))
    more = joined(*(escape(each) for each in line_more_text(texts, line)))
    return lines(
        # The bar last: on a phone it goes to the next line as a whole.
        Markup(" ".join(part for part in (f"<@{line.user_id}>", work, line_bar(line, board)) if part)),
        Markup(f"-# {more}") if more else None,
    )


def _end(texts: Texts, board: Board, most: int) -> Iterator[Markup]:
    more = len(board.lines) + len(board.private_user_ids) - most
    former = former_text(texts, board)
    if more > 0:
        yield small(texts("group-board-more", count=more))
    if former:
        yield small(former)
    if hidden := board.hidden_count - len(board.private_user_ids):
        yield small(texts("group-hidden", count=hidden))
    if not any(line.minutes or line.tasks_done for line in board.lines):
        yield small(texts("group-board-fresh"))


def _ways(texts: Texts, group_id: int, mark: str) -> Iterator[Item]:
    yield from buttons(
        button(texts("button-group-board"), custom_ids.GROUP_BOARD_TOLD.of(group_id, mark), is_main=True),
        button(texts("button-group-kudos"), custom_ids.GROUP_KUDOS.of(group_id)),
        button(texts("button-group-checkin"), custom_ids.GROUP_CHECKIN.of(group_id)),
        button(texts("button-group-weeks"), custom_ids.GROUP_WEEK.of(group_id, "")),
    )


def _last_card(texts: Texts, board: Board) -> Card:
    said = lines(
        heading(cut(board.group.name, _TITLE_LENGTH)),
        escape(texts("group-board-over")),
        escape(total_text(texts, board)),
    )
    way = button(texts("button-group-weeks"), custom_ids.GROUP_WEEK.of(board.group.id, ""))
    return Card([panel([text(said)]), *buttons(way)])
