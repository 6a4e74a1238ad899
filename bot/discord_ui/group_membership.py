"""What joining a study group, leaving it and ending it come to on Discord."""

import logging
from dataclasses import replace

import discord
from aiohttp import ClientError

from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.group_life import Joiner, ended_card, joined_card, left_card
from bot.discord_ui.cards.group_questions import end_card, leave_card
from bot.discord_ui.group_answers import check_leads, groups_of, is_moderator, meeting_of
from bot.domain.errors import UserError
from bot.domain.group_place import GroupPlace
from bot.domain.study_group import check_living
from bot.domain.visibility import Visibility
from bot.services.asker import Asker
from bot.services.study_groups import Joined

_log = logging.getLogger(__name__)


async def join_named(interaction: BadgerInteraction, named: str) -> Card:
    """Takes whoever acts into the group that is named. Raises UserError `group-unknown`, and as `join`."""
    view = await groups_of(interaction).lists.group(asker_of(interaction), named)
    return await join_answer(interaction, asker_of(interaction), view.group.id)


async def join_answer(interaction: BadgerInteraction, asker: Asker, group_id: int) -> Card:
    """Takes the asker in, and says what that means. Raises UserError as `StudyGroups.join` does."""
    groups = groups_of(interaction)
    joined = await groups.life.join(asker, group_id)
    group = joined.view.group
    texts, place = interaction.client.desk.texts, await groups.places.place(group.guild_id, group.id)
    is_in = not joined.is_new or await _let_in(interaction, place, asker.user_id)
    meeting = replace(meeting_of(place), is_shut=not is_in)
    return joined_card(texts, group, meeting, await _joiner(interaction, asker, joined))


async def _let_in(interaction: BadgerInteraction, place: GroupPlace, user_id: int) -> bool:
    """Whether Discord lets them in: the thread hears of them by and by, but they want to go there now."""
    try:
        return await interaction.client.threads.let_in(place, user_id)
    except (ClientError, OSError, discord.RateLimited) as broken:
        _log.info("A member is let into the thread of their group with the news: %s", broken)
        return True


async def _joiner(interaction: BadgerInteraction, asker: Asker, joined: Joined) -> Joiner:
    work, credential_id = interaction.client.desk.use_cases.work, joined.view.group.credential_id
    hides = (await work.profile.settings(asker)).visibility is Visibility.PRIVATE
    joiner = Joiner(joined.is_new, hides, is_direct=interaction.guild_id is None)
    if credential_id is None or joined.view.credential_title is None:
        return joiner
    marks = await work.overview.marks(asker)
    knows_it = credential_id in marks.earned or credential_id in marks.started
    return joiner if knows_it else replace(joiner, starts=credential_id)


async def leave_answer(interaction: BadgerInteraction, group_id: int) -> Card:
    """Asks whether whoever acts wants to leave.

    Raises UserError `group-unknown`, `group-over`, `group-not-in-it`.
    """
    view = await groups_of(interaction).lists.group(asker_of(interaction), str(group_id))
    if view.membership_of(interaction.user.id) is None:
        check_living(view.group)
        raise UserError("group-not-in-it", name=view.group.name)
    what = "owner" if view.group.owner_id == interaction.user.id else "plain"
    if len(view.members) == 1:
        what = "last"
    return leave_card(interaction.client.desk.texts, view.group, what)


async def left_answer(interaction: BadgerInteraction, group_id: int) -> Card:
    """Lets whoever acts go; a second click says the same. Raises UserError `group-unknown`."""
    left = await groups_of(interaction).life.leave(asker_of(interaction), group_id)
    texts, group = interaction.client.desk.texts, left.view.group
    if not (left.is_changed or group.is_living):
        return ended_card(texts, group, is_new=False)
    return left_card(texts, group)


async def end_named(interaction: BadgerInteraction, named: str) -> Card:
    """Asks whether the group that is named shall end. Raises UserError as `end_answer` does."""
    view = await groups_of(interaction).lists.group(asker_of(interaction), named)
    return await end_answer(interaction, view.group.id)


async def end_answer(interaction: BadgerInteraction, group_id: int) -> Card:
    """Asks whether the group shall end.

    Raises UserError `group-unknown`, `group-over`, `group-not-yours`.
    """
    view = await groups_of(interaction).lists.group(asker_of(interaction), str(group_id))
    check_leads(interaction, view)
    return end_card(interaction.client.desk.texts, view.group, len(view.members))


async def ended_answer(interaction: BadgerInteraction, group_id: int) -> Card:
    """Ends the group; a second click says so. Raises UserError `group-unknown`, `group-not-yours`."""
    ended = await groups_of(interaction).life.end(
        asker_of(interaction), group_id, is_moderator=is_moderator(interaction)
    )
    return ended_card(interaction.client.desk.texts, ended.view.group, is_new=ended.is_changed)
