"""Goals on Discord: the same way for the command, the menu, a mention and a direct message."""

from typing import TYPE_CHECKING

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.results import results_card
from bot.discord_ui.cards.server_choice import server_choice_card
from bot.discord_ui.direct_messages import settled_server
from bot.domain.filters import Filters
from bot.services.advice import AdviceRequest
from bot.services.asker import Asker

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient


def request_for(goal: str, time: str | None = None, filters: Filters | None = None) -> AdviceRequest:
    """What a person asked for."""
    return AdviceRequest(goal, time, filters or Filters())


async def private_answer(client: "BadgerClient", asker: Asker, request: AdviceRequest) -> Card:
    """A person's own answer; in a direct message that may be about two servers, first the question which."""
    texts, use_cases = client.desk.texts, client.desk.use_cases
    server = await settled_server(client.desk, asker.user_id, asker.guild_id)
    found = await use_cases.finding.find(Asker(asker.user_id, server.guild_id, asker.interaction_id), request)
    if server.choices:
        waiting = custom_ids.SERVER.of(found.search_id)
        return server_choice_card(texts, client.server_names(server.choices), waiting)
    return results_card(texts, found, Audience(can_share=asker.guild_id is not None))


async def public_answer(client: "BadgerClient", asker: Asker, request: AdviceRequest) -> Card:
    """An answer that all can see, with nothing personal in it."""
    found = await client.desk.use_cases.finding.find_in_public(asker, request)
    return results_card(client.desk.texts, found, Audience(is_public=True))
