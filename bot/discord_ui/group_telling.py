"""What study groups and their owners are told: the board's first posting, news, and what is out of order."""

from typing import TYPE_CHECKING

from bot.discord_ui.cards.group_told import group_fault_card, news_card
from bot.discord_ui.telling import Telling
from bot.domain.delivery import Delivery, NothingToSayError
from bot.domain.group_place import GroupPlace, PlaceTrouble
from bot.domain.study_group import GroupEvent, StudyGroup
from bot.services.asker import Asker

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient

_ABOUT_A_STAY = {GroupEvent.JOINED, GroupEvent.LEFT, GroupEvent.OWNER}


async def board_telling(client: "BadgerClient", delivery: Delivery) -> Telling:
    """The board, whose message is edited from then on."""
    place = await client.desk.use_cases.groups.places.place(delivery.key.guild_id, delivery.key.scope_id)
    return Telling(await client.boards.card(place))


async def news_telling(client: "BadgerClient", delivery: Delivery) -> Telling:
    """Who came or went, whom it lets into the thread or out. Raises NothingToSayError of who was erased."""
    key, texts = delivery.key, client.desk.texts
    event, about = key.subject.split(":", 1)
    happened = GroupEvent(event)
    group = await _group(client, key.guild_id, key.scope_id)
    places = client.desk.use_cases.groups.places
    place = await places.place(key.guild_id, key.scope_id)
    words = {name: str(each) for name, each in delivery.payload.items()}
    if happened not in _ABOUT_A_STAY:
        if happened is GroupEvent.RENAMED:
            await client.threads.rename(place, group.name)
        return Telling(news_card(texts, group, happened, delivery.nonce, words=words))
    stay = await places.stay(key.guild_id, int(about))
    if stay is None:
        raise NothingToSayError
    is_in = stay.user_id in await places.members(key.guild_id, key.scope_id)
    shut_out = not await _moved(client, place, happened, stay.user_id, is_in=is_in)
    card = news_card(
        texts, group, happened, delivery.nonce, about=stay.user_id, words=words, is_shut_out=shut_out
    )
    return Telling(card)


async def _moved(
    client: "BadgerClient", place: GroupPlace, event: GroupEvent, user_id: int, *, is_in: bool
) -> bool:
    """Lets the member in or out as they stand now; false where Discord did not let them in."""
    if event is GroupEvent.JOINED and is_in:
        return await client.threads.let_in(place, user_id)
    if event is GroupEvent.LEFT and not is_in:
        await client.threads.let_out(place, user_id)
    return True


async def group_fault_telling(client: "BadgerClient", delivery: Delivery) -> Telling:
    """What is out of order, and the way to repair it."""
    key = delivery.key
    group = await _group(client, key.guild_id, int(key.subject))
    server = client.server_names([key.guild_id])[key.guild_id]
    trouble = PlaceTrouble(str(delivery.payload["trouble"]))
    return Telling(group_fault_card(client.desk.texts, group, server, trouble, delivery.nonce))


async def _group(client: "BadgerClient", guild_id: int, group_id: int) -> StudyGroup:
    groups = client.desk.use_cases.groups
    return (await groups.lists.group(Asker(0, guild_id, 0), str(group_id))).group
