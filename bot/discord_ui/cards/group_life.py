"""What was done to a study group or a membership: begun, joined, left, ended; each with the next step."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Button, Card, button, buttons, panel, text
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, lines, small
from bot.domain.group_board import Window
from bot.domain.group_place import PlaceTrouble
from bot.domain.study_group import StudyGroup
from bot.wording.groups import follows_text
from bot.wording.texts import Texts

_TITLE_LENGTH = 200
_NAME_LENGTH = 60


@dataclass(frozen=True, slots=True)
class MeetingPlace:
    """Where a group meets; `thread_id` is None where there is no thread yet.

    `is_shut`: whoever reads it is not let in by Discord. `trouble`: what is to be mended of it.
    """

    thread_id: int | None = None
    is_private: bool = True
    is_shut: bool = False
    trouble: PlaceTrouble | None = None


def new_group_card(texts: Texts, group: StudyGroup, title: str | None, author: str) -> Card:
    """That somebody began a group which everybody here may join, for all to see."""
    body = lines(
        heading(group.name),
        escape(texts("group-begun", name=cut(author, _NAME_LENGTH))),
        escape(cut(follows_text(texts, title), _TITLE_LENGTH)),
        small(texts("group-begun-how", most=group.most_members)),
    )
    ways = buttons(
        button(texts("button-group-join"), custom_ids.GROUP_JOIN.of(group.id), is_main=True),
        board_button(texts, group.id),
    )
    return Card([panel([text(body)]), *ways])


def made_card(texts: Texts, group: StudyGroup, place: MeetingPlace, *, is_new: bool = True) -> Card:
    """For whoever began a group: where it meets, and what makes it grow."""
    said = texts("group-made" if is_new else "group-made-already", name=cut(group.name, _NAME_LENGTH))
    body = lines(
        bold(said),
        meeting_text(texts, place, may_repair=True),
        None if place.is_private or place.trouble else small(texts("group-place-public")),
        small(texts("group-made-open" if group.is_open else "group-made-closed")),
    )
    repair = button(texts("button-group-repair"), custom_ids.GROUP_REPAIR.of(group.id))
    ways = buttons(
        repair if place.trouble else None,
        button(texts("button-group-invite"), custom_ids.GROUP_INVITE.of(group.id), is_main=True),
        button(texts("button-group-goal"), custom_ids.GROUP_GOAL.of(group.id)),
        board_button(texts, group.id),
        button(texts("button-group-manage"), custom_ids.GROUP_MANAGE.of(group.id)),
    )
    return Card([panel([text(body)]), *ways])


def meeting_text(texts: Texts, place: MeetingPlace, *, may_repair: bool = False) -> Markup:
    """The thread, or that it comes, or what is wrong with it, or why one is not in it."""
    if place.trouble:
        said = texts("group-trouble", trouble=place.trouble.value)
        way = texts("group-trouble-repair" if may_repair else "group-trouble-wait")
        return Markup(f"⚠️ {escape(said)} {escape(way)}")
    if place.is_shut:
        return escape(texts("group-shut-out"))
    if place.thread_id is None:
        return escape(texts("group-place-later"))
    return Markup(f"{escape(texts('group-meets'))} <#{place.thread_id}>")


@dataclass(frozen=True, slots=True)
class Joiner:
    """What there is to tell somebody who is in a group now.

    `hides`: they keep their work to themselves. `starts`: the credential that the group follows, where they
    have not begun it. `is_direct`: they read it in a direct message, whose buttons lead into no server.
    """

    is_new: bool
    hides: bool = False
    starts: str | None = None
    is_direct: bool = False


def joined_card(texts: Texts, group: StudyGroup, place: MeetingPlace, joiner: Joiner) -> Card:
    """That one is in, where it meets, and what the group sees of one."""
    said = texts(
        "group-joined" if joiner.is_new else "group-joined-already", name=cut(group.name, _NAME_LENGTH)
    )
    body = lines(
        bold(said),
        meeting_text(texts, place),
        small(texts("group-sees-nothing" if joiner.hides else "group-sees")) if joiner.is_new else None,
        small(texts("group-start-hint")) if joiner.starts else None,
    )
    ways = () if joiner.is_direct else _joined_ways(texts, group, joiner)
    return Card([panel([text(body)]), *buttons(*ways)])


def _joined_ways(texts: Texts, group: StudyGroup, joiner: Joiner) -> Iterator[Button]:
    if joiner.starts:
        yield button(texts("button-start"), custom_ids.START.of(joiner.starts), is_main=True)
    yield board_button(texts, group.id)
    yield button(texts("button-settings"), custom_ids.ME_SETTINGS.of())


def left_card(texts: Texts, group: StudyGroup) -> Card:
    """That one has left, and the way back where the group is open."""
    name = cut(group.name, _NAME_LENGTH)
    if not group.is_living:
        return notice_card(texts("group-left-ended", name=name), below=buttons(list_button(texts)))
    back = button(texts("button-group-back"), custom_ids.GROUP_JOIN.of(group.id)) if group.is_open else None
    return notice_card(texts("group-left", name=name), below=buttons(back, list_button(texts)))


def ended_card(texts: Texts, group: StudyGroup, *, is_new: bool) -> Card:
    """That the group has ended."""
    said = texts("group-ended" if is_new else "group-ended-already", name=cut(group.name, _NAME_LENGTH))
    return notice_card(said, below=buttons(list_button(texts)))


def board_button(texts: Texts, group_id: int, *, is_main: bool = False) -> Button:
    """The way to the board, for whoever clicks."""
    shown = custom_ids.GROUP_BOARD.of(group_id, Window.WEEK.value, 0, "open")
    return button(texts("button-group-board"), shown, is_main=is_main)


def list_button(texts: Texts) -> Button:
    """The way to all groups."""
    return button(texts("button-group-list"), custom_ids.GROUP_LIST.of(0))
