"""The one way of an error to the person, as a sentence, and to the log, with its cause."""

import logging
from collections.abc import Iterator
from secrets import token_hex

import discord
from discord import app_commands

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import ANSWERED_ALREADY, BadgerInteraction, tell_privately
from bot.discord_ui.cards.card import (
    MOST_OPTIONS,
    Button,
    Card,
    Item,
    button,
    buttons,
    option,
    select,
)
from bot.discord_ui.cards.notice import notice_card
from bot.domain.errors import UserError
from bot.domain.gone import CredentialGoneError
from bot.domain.naming import CredentialUnclearError
from bot.wording.texts import Texts, error_text

_log = logging.getLogger(__name__)

_EXPIRED = 10062
_LATE = {_EXPIRED: "the interaction had expired", ANSWERED_ALREADY: "it was answered already"}


async def report(interaction: BadgerInteraction, error: Exception, doing: str) -> None:
    """Tells the person privately what went wrong, and the log why; `doing` names what was being done.

    Raises nothing that Discord or the error can cause.
    """
    if is_late(error):
        log_late(error, doing)
        return
    card = error_card(interaction.client.desk.texts, error, doing)
    try:
        if interaction.type is discord.InteractionType.autocomplete:
            await _suggest_nothing(interaction)
        else:
            await tell_privately(interaction, card)
    except (discord.HTTPException, discord.InteractionResponded) as refused:
        _log.warning("An error could not be told while %s: %s", doing, refused)


async def _suggest_nothing(interaction: BadgerInteraction) -> None:
    if not interaction.response.is_done():
        await interaction.response.autocomplete([])


def error_card(texts: Texts, error: Exception, doing: str) -> Card:
    """The sentence of the error as a card, its cause in the log; what is gone leads to its successor."""
    cause = _cause(error)
    below = [*_nearest(texts, cause), *buttons(_way_on(texts, cause))]
    return notice_card(error_sentence(texts, error, doing), below=below)


def _nearest(texts: Texts, cause: BaseException) -> Iterator[Item]:
    """What may be meant by a name that nothing has, to choose from."""
    if isinstance(cause, CredentialUnclearError) and cause.nearest:
        options = [option(each.title, each.id, each.issuer_line) for each in cause.nearest[:MOST_OPTIONS]]
        yield select(texts("select-show"), custom_ids.SHOW.of(), options)


def _way_on(texts: Texts, cause: BaseException) -> Button | None:
    """The button that leads on: to a successor, or to something that one can start."""
    match cause:
        case CredentialGoneError(successor_id=str(successor_id)):
            return button(texts("button-show"), custom_ids.SHOW_ONE.of(successor_id))
        case UserError(message_id="nothing-started"):
            return button(texts("button-browse"), custom_ids.BROWSE.of(0, "", ""))
        case UserError(message_id="enrolment-unknown" | "enrolment-ambiguous"):
            return button(texts("button-profile"), custom_ids.ME_PROFILE.of())
        case UserError(message_id="group-unknown" | "group-over" | "group-full" | "group-by-invitation"):
            return button(texts("button-group-list"), custom_ids.GROUP_LIST.of(0))
    return None


def error_sentence(texts: Texts, error: Exception, doing: str) -> str:
    """The sentence of an error; an unexpected one is logged under the id that the sentence names."""
    match _cause(error):
        case UserError() as refused:
            return error_text(texts, refused)
        case (
            app_commands.CommandNotFound()
            | app_commands.CommandSignatureMismatch()
            | app_commands.TransformerError()
        ):
            _log.warning("Discord still shows an older command while %s", doing)
            return texts("command-outdated")
        case discord.Forbidden() as forbidden:
            _log.warning("Discord forbids it while %s: %s", doing, forbidden)
            return texts("discord-forbidden")
        case cause:
            error_id = token_hex(4)
            _log.error("Error %s while %s", error_id, doing, exc_info=cause)
            return texts("unexpected", error_id=error_id)


def is_late(error: Exception) -> bool:
    """Whether nobody waits for the answer any more: it expired, or was given by another click."""
    cause = _cause(error)
    return isinstance(cause, discord.HTTPException) and cause.code in _LATE


def log_late(error: Exception, doing: str) -> None:
    """A line in the log on an answer that came too late."""
    cause = _cause(error)
    if isinstance(cause, discord.HTTPException):
        _log.info("No answer while %s: %s", doing, _LATE.get(cause.code, cause.code))


def _cause(error: BaseException) -> BaseException:
    """The error itself, out of discord.py's wrappings."""
    while isinstance(error, app_commands.CommandInvokeError | app_commands.TransformerError):
        inner = error.original if isinstance(error, app_commands.CommandInvokeError) else error.__cause__
        if inner is None:
            break
        error = inner
    return error
