"""Plain words: a mention in a channel, a reply to Badger, a direct message."""

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.cards.results import results_card
from bot.discord_ui.errors import error_card
from bot.discord_ui.finding_answers import private_answer, public_answer, request_for, time_alone_answer
from bot.discord_ui.message_parts import custom_ids_in
from bot.discord_ui.plain_words import goal_in, words_in
from bot.discord_ui.replying import reply
from bot.discord_ui.small_talk import small_talk_card
from bot.domain.advice import Advice
from bot.domain.errors import UserError
from bot.domain.hits import Certainty
from bot.services.advice import AdviceRequest
from bot.services.asker import Asker

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient

_log = logging.getLogger(__name__)

_SPOKEN = {discord.MessageType.default, discord.MessageType.reply}
_SEARCH_IDS = (custom_ids.DETAILS.pattern, custom_ids.RESULTS.pattern, custom_ids.MINE.pattern)


class PlainWordsCog(commands.Cog):
    """Answers what people write; a channel's answer has nothing personal in it."""

    def __init__(self, client: "BadgerClient") -> None:
        self._client = client

    @commands.Cog.listener("on_message")
    async def hear(self, message: discord.Message) -> None:
        """Answers a message that speaks to Badger, and no other."""
        if message.author.bot or message.type not in _SPOKEN or not self._is_spoken_to(message):
            return
        if not _may_answer(message):
            _log.info("Spoken to where I may not write")
            return
        try:
            card = await self._answer(message)
        except Exception as error:  # noqa: BLE001  # every error takes the one way
            card = error_card(self._client.desk.texts, error, "answering a message")
        if card is not None:
            await reply(message, card)

    def _is_spoken_to(self, message: discord.Message) -> bool:
        """A mention of everyone or of a role is none of Badger."""
        me = self._client.user
        return message.guild is None or (
            me is not None and any(user.id == me.id for user in message.mentions)
        )

    async def _answer(self, message: discord.Message) -> Card | None:
        asker = Asker(message.author.id, message.guild.id if message.guild else None, message.id)
        words, is_mere_reply = words_in(message.content), self._is_mere_reply(message)
        if not words:
            return None if is_mere_reply else notice_card(self._client.desk.texts("mention-how-to"))
        if not is_mere_reply and (known := small_talk_card(self._client.desk.texts, message)) is not None:
            return known
        request = request_for(goal_in(message.content))
        if message.guild is None:
            return await self._answer_directly(asker, request)
        if is_mere_reply:
            return await self._answer_reply(message, asker)
        return await public_answer(self._client, asker, request)

    async def _answer_directly(self, asker: Asker, request: AdviceRequest) -> Card:
        """A direct message names a goal, or a time for the goal before."""
        try:
            return await private_answer(self._client, asker, request)
        except UserError as refused:
            if refused.message_id != "goal-only-time":
                raise
            card = await time_alone_answer(self._client, asker, request.goal)
            if card is None:
                raise
            return card

    def _is_mere_reply(self, message: discord.Message) -> bool:
        """Whether Badger is mentioned only because Discord mentions whom one replies to."""
        me = self._client.user
        is_reply = message.guild is not None and message.reference is not None
        return is_reply and me is not None and me.id not in message.raw_mentions

    async def _answer_reply(self, message: discord.Message, asker: Asker) -> Card | None:
        """A reply may name a new goal, or a time for the goal before; thanks and the like are left alone."""
        finding = self._client.desk.use_cases.finding
        request = request_for(goal_in(message.content))
        try:
            found = await finding.find_in_public(asker, request)
        except UserError as refused:
            before = await self._search_before(message, asker)
            if refused.message_id != "goal-only-time" or before is None:
                return None
            again = replace(request, goal=before.goal, time=request.goal, filters=before.filters)
            return await public_answer(self._client, asker, again)
        if found.advice.certainty is Certainty.NONE:
            return None
        return results_card(self._client.desk.texts, found, Audience(is_public=True))

    async def _search_before(self, message: discord.Message, asker: Asker) -> Advice | None:
        """The advice of the answer that a message replies to."""
        search_id = _search_in(message.reference)
        if search_id is None or message.reference is None:
            return None
        # The message itself will ask the new question.
        reader = replace(asker, interaction_id=message.reference.message_id or 0)
        return (await self._client.desk.use_cases.finding.reopen(reader, search_id)).advice


def _search_in(reference: discord.MessageReference | None) -> str | None:
    """The search of Badger's answer that a message replies to."""
    replied_to = reference.resolved if reference else None
    if not isinstance(replied_to, discord.Message):
        return None
    for custom_id in custom_ids_in(replied_to.components):
        found = _first_match(custom_id)
        if found:
            return found["search"]
    return None


def _first_match(custom_id: str) -> re.Match[str] | None:
    return next(filter(None, (pattern.fullmatch(custom_id) for pattern in _SEARCH_IDS)), None)


def _may_answer(message: discord.Message) -> bool:
    """Whether Badger may write where it was spoken to, as far as is known here."""
    channel, me = message.channel, message.guild.me if message.guild else None
    if me is None or not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return True
    permissions = channel.permissions_for(me)
    if isinstance(channel, discord.Thread):
        return permissions.send_messages_in_threads
    return permissions.send_messages
