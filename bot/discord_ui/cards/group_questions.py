"""What is asked around study groups: which one is meant, and whether somebody is sure."""

from collections.abc import Iterable

import discord

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import MOST_OPTIONS, Button, Card, button, buttons, option, panel, select, text
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.markdown import cut, escape, heading, lines, small
from bot.domain.study_group import StudyGroup
from bot.wording.groups import rules_text
from bot.wording.texts import Texts

_NAME_LENGTH = 60


def which_group_card(texts: Texts, groups: Iterable[StudyGroup], action: str, kept: str = "") -> Card:
    """The asker's groups to choose from; `action` is what goes on then, `kept` what was typed for it."""
    options = [option(group.name, str(group.id), rules_text(texts, group)) for group in groups]
    asked = select(
        texts("select-group-which"), custom_ids.GROUP_WHICH.of(action, kept), options[:MOST_OPTIONS]
    )
    return notice_card(texts("group-which"), below=[asked])


def no_group_card(texts: Texts) -> Card:
    """Whoever is in no group finds one, or begins one."""
    ways = buttons(
        button(texts("button-group-list"), custom_ids.GROUP_LIST.of(0), is_main=True),
        button(texts("button-group-new"), custom_ids.GROUP_NEW.of()),
    )
    return notice_card(texts("group-none-of-yours"), below=ways)


def leave_card(texts: Texts, group: StudyGroup, what: str) -> Card:
    """Whether somebody wants to leave, with what follows; `what`: "plain", "owner" or "last"."""
    return _sure_card(
        texts("group-leave-title", name=cut(group.name, _NAME_LENGTH)),
        (
            texts("group-leave-stays"),
            texts("group-leave-then", what=what, open="yes" if group.is_open else "no"),
        ),
        _danger(texts("button-group-leave-sure"), custom_ids.GROUP_LEAVE_SURE.of(group.id)),
        button(texts("button-group-stay"), custom_ids.GROUP_STAY.of(group.id)),
    )


def end_card(texts: Texts, group: StudyGroup, members: int) -> Card:
    """Whether a group is to end for all its members."""
    return _sure_card(
        texts("group-end-title", name=cut(group.name, _NAME_LENGTH)),
        (texts("group-end-means", count=members), texts("group-end-stays")),
        _danger(texts("button-group-end-sure"), custom_ids.GROUP_END_SURE.of(group.id)),
        button(texts("button-group-end-keep"), custom_ids.GROUP_STAY.of(group.id)),
    )


def _sure_card(title: str, sentences: Iterable[str], sure: Button, keep: Button) -> Card:
    first, *more = sentences
    body = lines(heading(title), escape(first), *(small(each) for each in more))
    return Card([panel([text(body)]), *buttons(sure, keep)])


def _danger(name: str, custom_id: str) -> Button:
    sure = button(name, custom_id)
    sure.style = discord.ButtonStyle.danger
    return sure
