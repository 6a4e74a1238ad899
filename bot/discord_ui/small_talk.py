"""Answers to what people write to Badger that is no goal."""

import discord

from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.help import help_card
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.plain_words import words_in
from bot.domain.small_talk import meant_by
from bot.wording.texts import Texts

_TOPICS = ("start", "progress", "me", "remind")
_THANKS, _OVERVIEW = "thanks", "overview"


def small_talk_card(texts: Texts, message: discord.Message) -> Card | None:
    """What Badger is and does, or the help with what is asked about; None where it may be a goal."""
    keys = (_THANKS, _OVERVIEW, *_TOPICS)
    phrases = {key: texts(f"small-talk-{key}").split("|") for key in keys}
    meant = meant_by(words_in(message.content), phrases)
    if meant is None:
        return None
    if meant == _THANKS:
        return notice_card(texts("small-talk-thanks-answer"))
    if meant in _TOPICS:
        return help_card(texts, meant)
    # In a channel others read along: a sentence is enough.
    return help_card(texts) if message.guild is None else notice_card(texts("mention-how-to"))
