"""What beginning a study group comes to on Discord: told to all where all may join, the next steps beside."""

import asyncio
import logging

import discord
from aiohttp import ClientConnectionError

from bot.discord_ui.answering import BadgerInteraction, Place, answer, asker_of, tell_privately
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.group_forms import OPEN, GroupWords, fix_new_group_card
from bot.discord_ui.cards.group_life import made_card, new_group_card
from bot.discord_ui.group_answers import groups_of, meeting_of, trouble_of
from bot.domain.errors import UserError
from bot.domain.group_place import GroupPlace
from bot.domain.study_group import DEFAULT_MEMBERS
from bot.services.group_rooms import GroupView
from bot.services.study_groups import NewGroup
from bot.wording.texts import Texts, error_text

_log = logging.getLogger(__name__)

MENDABLE = ("group-name-", "group-size-", "credential-", "zone-unknown")
"""How the messages begin of what is wrong with something typed."""
_LOOKS = 12
_SECONDS_BETWEEN_LOOKS = 0.25
"""Three seconds in all: the sweep is woken, and Discord makes a thread within one."""
_MOST_DIGITS = 4


async def create_from_words(interaction: BadgerInteraction, words: GroupWords) -> None:
    """Begins the group; what is wrong with the words is said in private, with the form to mend it."""
    is_public = words.openness == OPEN
    try:
        wanted = _wanted(interaction, words)
        if is_public:
            await _in_public(interaction, wanted)
        else:
            await answer(interaction, _made(interaction, wanted), Place.PRIVATE)
    except UserError as refused:
        if not refused.message_id.startswith(MENDABLE):
            raise
        await tell_privately(interaction, await _to_mend(interaction, refused, words))


async def _to_mend(interaction: BadgerInteraction, refused: UserError, words: GroupWords) -> Card:
    desk = interaction.client.desk
    kept = await desk.use_cases.work.words.keep(asker_of(interaction), words.to_keep())
    return fix_new_group_card(desk.texts, error_text(desk.texts, refused), kept)


def _wanted(interaction: BadgerInteraction, words: GroupWords) -> NewGroup:
    credential = words.credential.strip()
    is_none = not credential or means_none(interaction.client.desk.texts, credential)
    return NewGroup(
        words.name,
        _channel_id(interaction),
        None if is_none else credential,
        DEFAULT_MEMBERS if not words.size.strip() else size_in(words.size),
        is_open=words.openness == OPEN,
    )


def _channel_id(interaction: BadgerInteraction) -> int:
    """The channel in which the group gets its thread: a thread has none of its own."""
    channel = interaction.channel
    return channel.parent_id if isinstance(channel, discord.Thread) else interaction.channel_id or 0


def size_in(typed: str) -> int:
    """A number of members as it is typed. Raises UserError `group-size-unreadable`."""
    typed = typed.strip()
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= _MOST_DIGITS):
        raise UserError("group-size-unreadable", text=typed[:20])
    return int(typed)


def means_none(texts: Texts, typed: str) -> bool:
    """Whether somebody says that there shall be none."""
    return typed.strip().casefold() in texts("group-none-words").split("|")


async def _in_public(interaction: BadgerInteraction, wanted: NewGroup) -> None:
    """The group for all to see, and for its founder alone what makes it grow."""
    made: list[GroupView] = []

    async def begun() -> Card:
        view = await groups_of(interaction).life.create(asker_of(interaction), wanted)
        made.append(view)
        texts, author = interaction.client.desk.texts, interaction.user.display_name
        return new_group_card(texts, view.group, view.credential_title, author)

    await answer(interaction, begun(), Place.PUBLIC)
    card = await _next_steps(interaction, made[0])
    try:
        await interaction.followup.send(view=card, ephemeral=True)
    except (discord.HTTPException, ClientConnectionError) as refused:
        # The group is there, and all have read so: somebody may have deleted the channel meanwhile.
        _log.info("The next steps of a new group could not be shown: %s", refused)


async def _made(interaction: BadgerInteraction, wanted: NewGroup) -> Card:
    return await _next_steps(
        interaction, await groups_of(interaction).life.create(asker_of(interaction), wanted)
    )


async def _next_steps(interaction: BadgerInteraction, view: GroupView) -> Card:
    place = await _place_soon(interaction, view)
    return made_card(interaction.client.desk.texts, view.group, meeting_of(place))


async def _place_soon(interaction: BadgerInteraction, view: GroupView) -> GroupPlace:
    """Where the group meets, with its thread where that is made in a moment."""
    places, group = groups_of(interaction).places, view.group
    for _ in range(_LOOKS):
        place = await places.place(group.guild_id, group.id)
        if place.thread_id is not None or trouble_of(place) is not None:
            return place
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
    return await places.place(group.guild_id, group.id)
