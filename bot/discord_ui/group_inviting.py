"""What inviting into a study group comes to on Discord, and what the invited one answers."""

from typing import Any

import discord

from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.group_invite import ask_invited_card, declined_card
from bot.discord_ui.group_answers import groups_of
from bot.discord_ui.group_membership import join_answer
from bot.discord_ui.people import is_member
from bot.domain.errors import UserError
from bot.domain.log_words import LogWords
from bot.domain.study_group import check_living
from bot.services.asker import Asker

_BOT = "bot"
_MOST_DIGITS = 19


def invite_words(member: discord.User | discord.Member) -> LogWords:
    """Whom the command names, as it waits where it has to be asked which group is meant.

    Raises UserError `invite-not-here` for who is not in the server.
    """
    if not isinstance(member, discord.Member):
        raise UserError("invite-not-here", name=member.display_name)
    return LogWords(task=str(member.id), note=member.display_name, day=_BOT if member.bot else "")


async def invite_answer(interaction: BadgerInteraction, group_id: int, words: LogWords) -> Card:
    """Invites whom the words name; lets choose somebody where they name nobody.

    Raises UserError `group-over`, `group-not-in-it`, and as `GroupInvitations.invite` does.
    """
    groups, asker, texts = groups_of(interaction), asker_of(interaction), interaction.client.desk.texts
    if not words.task:
        view = await groups.lists.group(asker, str(group_id))
        check_living(view.group)
        if view.membership_of(asker.user_id) is None:
            raise UserError("group-not-in-it", name=view.group.name)
        return ask_invited_card(texts, view.group)
    if not words.task.isdecimal():
        # Something else waited under the id.
        raise UserError("component-gone")
    invited = await groups.invitations.invite(asker, group_id, int(words.task), is_bot=words.day == _BOT)
    said = "group-invite-sent" if invited.is_new else "group-invite-waits"
    return ask_invited_card(texts, invited.view.group, texts(said, name=words.note))


def chosen_member(interaction: BadgerInteraction) -> LogWords:
    """Whom a select of people names.

    Raises UserError `component-gone` where it names nobody, `invite-not-here`.
    """
    data: Any = interaction.data or {}
    chosen = next((str(value) for value in data.get("values") or ()), "")
    user = data.get("resolved", {}).get("users", {}).get(chosen)
    if user is None or not (chosen.isascii() and chosen.isdecimal() and len(chosen) <= _MOST_DIGITS):
        raise UserError("component-gone")
    name = user.get("global_name") or user["username"]
    member = data["resolved"].get("members", {}).get(chosen)
    if member is None:
        raise UserError("invite-not-here", name=name)
    name = member.get("nick") or name
    return LogWords(task=chosen, note=str(name), day=_BOT if user.get("bot") else "")


async def invited_answer(interaction: BadgerInteraction, group_id: int, *, comes: bool) -> Card:
    """What the invited one answers, here or in a direct message.

    Raises UserError `group-invitation-gone`, `not-there-any-more` for who has left the server, and as
    `StudyGroups.join` does.
    """
    asker = await _invited(interaction, group_id)
    if comes:
        return await join_answer(interaction, asker, group_id)
    view = await groups_of(interaction).invitations.decline(asker, group_id)
    return declined_card(interaction.client.desk.texts, view.group, is_direct=interaction.guild_id is None)


async def _invited(interaction: BadgerInteraction, group_id: int) -> Asker:
    """Whoever acts, in the server of the group: a direct message has none of its own."""
    if interaction.guild_id is not None:
        return asker_of(interaction)
    guild_id = await groups_of(interaction).invitations.server_of_one(interaction.user.id, group_id)
    if guild_id is None:
        raise UserError("group-invitation-gone")
    if not await is_member(interaction.client, guild_id, interaction.user.id):
        raise UserError("not-there-any-more")
    return asker_of(interaction, guild_id)
