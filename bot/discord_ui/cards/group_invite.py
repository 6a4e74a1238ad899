"""Invitations into a study group: who is asked, what they are told, and what they answer."""

from discord import ui

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Button, Card, Item, button, buttons, panel, text
from bot.discord_ui.cards.group_life import board_button, list_button
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.markdown import cut, escape, heading, label, lines, small
from bot.domain.study_group import INVITATION_DAYS, StudyGroup
from bot.wording.groups import follows_text, goal_text
from bot.wording.texts import Texts

_NAME_LENGTH = 40
_TITLE_LENGTH = 200
_SERVER_LENGTH = 80
_PLACEHOLDER_LENGTH = 150


def ask_invited_card(texts: Texts, group: StudyGroup, *said: str) -> Card:
    """Lets choose whom to invite; `said` stands above: what became of who was just chosen."""
    chosen: Item = ui.ActionRow(
        ui.UserSelect(
            placeholder=label(texts("select-group-invite"), _PLACEHOLDER_LENGTH),
            custom_id=custom_ids.GROUP_INVITE_WHO.of(group.id),
        )
    )
    body = lines(
        *(escape(each) for each in said),
        heading(texts("group-invite-title", name=group.name)),
        small(texts("group-invite-how", days=INVITATION_DAYS)),
    )
    return Card([panel([text(body)]), chosen, *buttons(board_button(texts, group.id))])


def invitation_card(
    texts: Texts, group: StudyGroup, title: str | None, by: str, server: str, mark: str
) -> Card:
    """What the invited one reads; `mark` is that of the message."""
    goal = goal_text(texts, group)
    body = lines(
        heading(texts("group-invited-title", name=group.name)),
        escape(texts("group-invited-by", by=cut(by, _NAME_LENGTH), server=cut(server, _SERVER_LENGTH))),
        escape(cut(follows_text(texts, title), _TITLE_LENGTH)),
        escape(texts("group-invited-goal", goal=goal)) if goal else None,
        small(texts("group-invited-how", days=INVITATION_DAYS)),
    )
    return Card([panel([text(body)]), *buttons(*answer_buttons(texts, group.id, mark))])


def waiting_invitation_card(texts: Texts, group: StudyGroup, title: str | None, by: str) -> Card:
    """The same at a command of the invited one, whose direct messages are closed."""
    body = lines(
        escape(texts("group-invited-here", by=cut(by, _NAME_LENGTH), name=group.name)),
        escape(cut(follows_text(texts, title), _TITLE_LENGTH)),
    )
    return Card([panel([text(body)]), *buttons(*answer_buttons(texts, group.id, custom_ids.PREVIEW_MARK))])


def answer_buttons(texts: Texts, group_id: int, mark: str) -> tuple[Button, Button]:
    """*Join* and *No thanks*; both bear the mark by which the message is known again."""
    ids = custom_ids.GROUP_INVITED
    return (
        button(texts("button-group-join"), ids.of(group_id, "yes", mark), is_main=True),
        button(texts("button-group-decline"), ids.of(group_id, "no", mark)),
    )


def declined_card(texts: Texts, group: StudyGroup, *, is_direct: bool) -> Card:
    """That an invitation is answered with no, of which nobody is told; `is_direct`: in a direct message."""
    ways = buttons(None if is_direct else list_button(texts))
    said = texts("group-declined", name=group.name, open="yes" if group.is_open else "no")
    return notice_card(said, below=ways)
