"""Which study group is meant: the one named, the one whose thread it is, the only one; else it is asked."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.group_questions import no_group_card, which_group_card
from bot.discord_ui.group_answers import board_answer, groups_of
from bot.discord_ui.group_checkin_answers import noted_answer
from bot.discord_ui.group_goals import goal_answer
from bot.discord_ui.group_inviting import invite_answer
from bot.discord_ui.group_membership import leave_answer
from bot.domain.log_words import LogWords
from bot.domain.study_group import StudyGroup

Doing: TypeAlias = Callable[[BadgerInteraction, int, LogWords], Awaitable[Card]]


async def _board(interaction: BadgerInteraction, group_id: int, _words: LogWords) -> Card:
    return await board_answer(interaction, group_id)


async def _leave(interaction: BadgerInteraction, group_id: int, _words: LogWords) -> Card:
    return await leave_answer(interaction, group_id)


BOARD, LEAVE, GOAL, INVITE, CHECKIN = "board", "leave", "goal", "invite", "checkin"
DOINGS: Mapping[str, Doing] = {
    BOARD: _board,
    LEAVE: _leave,
    GOAL: goal_answer,
    INVITE: invite_answer,
    CHECKIN: noted_answer,
}


@dataclass(frozen=True, slots=True)
class Candidates:
    """The groups that may be meant: one that surely is, several of the asker's, or none."""

    meant: int | None
    others: tuple[StudyGroup, ...] = ()


async def meant(
    interaction: BadgerInteraction, named: str | None, action: str, words: LogWords | None = None
) -> Card:
    """Does one of `DOINGS` for the group that is meant, with what was typed for it; else asks which it is.

    Raises UserError `server-needed`, `group-unknown`, and what is done raises.
    """
    found = await candidates(interaction, named)
    if found.meant is not None:
        return await DOINGS[action](interaction, found.meant, words or LogWords())
    return await asked_which(interaction, found, action, words)


async def asked_which(
    interaction: BadgerInteraction, found: Candidates, action: str, words: LogWords | None
) -> Card:
    """The groups to choose from, while what was typed waits; the way to one where there is none."""
    desk = interaction.client.desk
    if not found.others:
        return no_group_card(desk.texts)
    has_words = words is not None and words != LogWords()
    kept = await desk.use_cases.work.words.keep(asker_of(interaction), words) if words and has_words else ""
    return which_group_card(desk.texts, found.others, action, kept)


async def candidates(interaction: BadgerInteraction, named: str | None) -> Candidates:
    """The groups that may be meant. Raises UserError `server-needed`, `group-unknown` for what is named."""
    groups, asker = groups_of(interaction), asker_of(interaction)
    if named and named.strip():
        return Candidates((await groups.lists.group(asker, named)).group.id)
    here = await groups.places.group_in(asker.guild_id or 0, interaction.channel_id or 0)
    if here is not None:
        return Candidates(here)
    mine = tuple(view.group for view in await groups.lists.mine(asker))
    return Candidates(mine[0].id if len(mine) == 1 else None, mine)
