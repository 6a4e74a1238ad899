"""Goals on Discord: the same way for the command, the menu, a mention and a direct message."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.results import results_card
from bot.discord_ui.cards.server_choice import server_choice_card
from bot.discord_ui.cards.time import unread_time_card
from bot.discord_ui.direct_messages import settled_server
from bot.domain.errors import UserError
from bot.domain.filters import Filters
from bot.domain.marks import Marks
from bot.services.advice import AdviceRequest
from bot.services.asker import Asker
from bot.services.finding import FoundAdvice
from bot.services.servers import DirectMessageServer
from bot.wording.texts import error_text

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient


def request_for(goal: str, time: str | None = None, filters: Filters | None = None) -> AdviceRequest:
    """What a person asked for."""
    return AdviceRequest(goal, time, filters or Filters())


async def private_answer(client: "BadgerClient", asker: Asker, request: AdviceRequest) -> Card:
    """A person's own answer; in a direct message that may be about two servers, first the question which."""
    finding = client.desk.use_cases.finding
    server = await settled_server(client.desk, asker.user_id, asker.guild_id)
    there = replace(asker, guild_id=server.guild_id)
    found, marks = await with_marks(client, there, finding.find(there, request))
    return _in_its_server(client, asker, found, server, marks)


async def with_marks(
    client: "BadgerClient", asker: Asker, finding: Coroutine[None, None, FoundAdvice]
) -> tuple[FoundAdvice, Marks]:
    """What is found, and what the asker has to do with it: read beside the search. Raises as the search."""
    overview = client.desk.use_cases.work.overview
    if asker.guild_id is None:
        found = await finding
        return found, await overview.marks(replace(asker, guild_id=found.guild_id))
    reading = asyncio.ensure_future(overview.marks(asker))
    try:
        found = await finding
    except BaseException:
        reading.cancel()
        raise
    return found, await reading


async def retimed_answer(client: "BadgerClient", asker: Asker, search_id: str, time: str | None) -> Card:
    """A stored search with another time, or without one, as a person's own answer."""
    server = await settled_server(client.desk, asker.user_id, asker.guild_id)
    retiming = client.desk.use_cases.finding.retime(asker, search_id, time)
    found, marks = await with_marks(client, asker, retiming)
    return _in_its_server(client, asker, found, server, marks)


async def time_alone_answer(client: "BadgerClient", asker: Asker, time: str) -> Card | None:
    """A time that is said alone in a direct message, for what the person asked last; None without that."""
    server = await settled_server(client.desk, asker.user_id, asker.guild_id)
    own_asker = replace(asker, guild_id=server.guild_id)
    found = await client.desk.use_cases.finding.join_time(own_asker, time)
    if found is None:
        return None
    marks = await client.desk.use_cases.work.overview.marks(own_asker)
    return _in_its_server(client, asker, found, server, marks)


def _in_its_server(
    client: "BadgerClient", asker: Asker, found: FoundAdvice, server: DirectMessageServer, marks: Marks
) -> Card:
    """The answer, or the question which server it is about where that is open."""
    texts = client.desk.texts
    if server.choices and found.guild_id is None:
        waiting = custom_ids.SERVER.of(found.search_id)
        return server_choice_card(texts, client.server_names(server.choices), waiting)
    return results_card(texts, found, Audience(can_share=asker.guild_id is not None), marks)


def is_unread_time(request: AdviceRequest, refused: UserError) -> bool:
    """Whether a request was refused for its time, which is typed beside the goal."""
    return isinstance(request.time, str) and refused.message_id.startswith("budget-")


async def unread_time_answer(
    client: "BadgerClient", asker: Asker, request: AdviceRequest, refused: UserError
) -> Card:
    """What is wrong with the time; the rest of the question waits. Raises UserError as `find` does."""
    server = await settled_server(client.desk, asker.user_id, asker.guild_id)
    finding = client.desk.use_cases.finding
    search_id = await finding.keep_untimed(replace(asker, guild_id=server.guild_id), request)
    texts = client.desk.texts
    return unread_time_card(texts, error_text(texts, refused), search_id, str(request.time))


async def public_answer(client: "BadgerClient", asker: Asker, request: AdviceRequest) -> Card:
    """An answer that all can see, with nothing personal in it."""
    found = await client.desk.use_cases.finding.find_in_public(asker, request)
    return results_card(client.desk.texts, found, Audience(is_public=True))
