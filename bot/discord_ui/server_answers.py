"""What the set-up of a server, its doctor and its announcements come to on Discord."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import discord

from bot.discord_ui.answering import BadgerInteraction
from bot.discord_ui.cards.announcement import Achiever, announcement_card
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.doctor import doctor_card
from bot.discord_ui.cards.server_setup import FIRST_HOUR, WRITTEN_IN, setup_card, show_card
from bot.discord_ui.completion_telling import drawn
from bot.discord_ui.keeping import keeper_of
from bot.discord_ui.people import names_of
from bot.discord_ui.server_look import access_to, look_at
from bot.domain.announcement import Announcement
from bot.domain.day_text import parse_end_of_rest
from bot.domain.errors import UserError
from bot.domain.local_days import local_day
from bot.domain.server_checks import checks_of
from bot.domain.server_settings import AnnouncementStyle
from bot.services.server_setup import ServerSetup, ServerState

_TOO_LONG = 20
"""The largest number that the database takes has 19 digits, and no snowflake is near it."""


_EXAMPLE = (12, 14 * 60, 40)
"""Tasks, minutes and days of nobody."""


def setup_of(interaction: BadgerInteraction) -> ServerSetup:
    """The use cases of the set-up."""
    return interaction.client.desk.use_cases.setup


def guild_of(interaction: BadgerInteraction) -> discord.Guild:
    """The server in which somebody acts. Raises UserError `server-unseen-now`."""
    guild = interaction.client.get_guild(interaction.guild_id or 0)
    if guild is None:
        raise UserError("server-unseen-now")
    return guild


def chosen_channel(interaction: BadgerInteraction, typed: str) -> int:
    """The channel that was chosen: one of this server to write in. Raises UserError `channel-unfit`."""
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < _TOO_LONG else 0
    channel = guild_of(interaction).get_channel(number)
    if channel is None or channel.type not in WRITTEN_IN:
        raise UserError("channel-unfit")
    return number


async def begun(interaction: BadgerInteraction, *said: str) -> Card:
    """The guided set-up; from now on those who set up are told here of what is out of order."""
    state = await setup_of(interaction).begin(keeper_of(interaction), interaction.channel_id or 0)
    return setup_card(interaction.client.desk.texts, state, *said)


def set_answer(interaction: BadgerInteraction, state: ServerState, *said: str) -> Card:
    """The set-up after a change, with what was changed."""
    return setup_card(interaction.client.desk.texts, state, *said)


async def shown(interaction: BadgerInteraction) -> Card:
    """What is set."""
    state = await setup_of(interaction).state(guild_of(interaction).id)
    by = state.settings.changed_by
    names = await names_of(interaction.client, interaction.guild_id, [by])
    return show_card(interaction.client.desk.texts, state, names[by])


async def channel_set(interaction: BadgerInteraction, channel_id: int) -> Card:
    """Keeps where completions are told, and says what of that is not allowed yet."""
    state = await setup_of(interaction).set_channel(keeper_of(interaction), channel_id)
    return set_answer(interaction, state, *channel_said(interaction, "setup-said-channel", channel_id))


def channel_said(interaction: BadgerInteraction, said: str, channel_id: int) -> list[str]:
    """That it is set, and what Badger is not allowed there."""
    texts, guild = interaction.client.desk.texts, guild_of(interaction)
    access = access_to(guild, channel_id)
    missing = ", ".join(texts(f"discord-permission-{each.value}") for each in access.missing)
    warned = texts("setup-said-missing", missing=missing) if access.missing else ""
    return [texts(said), warned]


async def digest_set(
    interaction: BadgerInteraction,
    *,
    channel_id: int | None = None,
    weekday: int | None = None,
    at: time | None = None,
) -> Card:
    """Keeps what was said of the digest, and what is known else. Raises UserError `digest-no-channel`."""
    keeper, setup = keeper_of(interaction), setup_of(interaction)
    before = await setup.state(keeper.guild_id)
    digest = before.digest
    channel = channel_id or (digest.channel_id if digest else before.settings.announce_channel_id)
    if channel is None:
        raise UserError("digest-no-channel")
    day = weekday if weekday is not None else digest.when.weekday if digest else 0
    wall = at or (digest.when.at if digest else time(FIRST_HOUR))
    await setup.set_digest(keeper, channel, day, wall)
    state = await setup.state(keeper.guild_id)
    return set_answer(interaction, state, *channel_said(interaction, "setup-said-digest", channel))


async def doctored(interaction: BadgerInteraction, *said: str) -> Card:
    """Every check, made now; a channel that takes messages again is not out of order any more."""
    client, guild, setup = interaction.client, guild_of(interaction), setup_of(interaction)
    state = await setup.begin(keeper_of(interaction), interaction.channel_id or 0)
    facts = await look_at(client, guild, state)
    mended = {each.channel_id for each in facts.channels if each.takes_messages}
    mended &= {each.channel_id for each in state.faults}
    for channel_id in sorted(mended):
        state = await setup.repair(keeper_of(interaction), channel_id, channel_id)
    told = [client.desk.texts("doctor-mended")] if mended else []
    role = guild.self_role
    name = role.name if role else guild.me.display_name
    return doctor_card(client.desk.texts, checks_of(facts), state, name, *said, *told)


async def repaired(interaction: BadgerInteraction, old_id: int, new_id: int) -> Card:
    """Puts another channel in the place of one that takes nothing."""
    await setup_of(interaction).repair(keeper_of(interaction), old_id, new_id)
    return await doctored(interaction, interaction.client.desk.texts("doctor-repaired"))


async def previewed(interaction: BadgerInteraction) -> Card:
    """A completion as it would be told here, of the moderator's own; nobody else sees it."""
    client = interaction.client
    texts, state = client.desk.texts, await setup_of(interaction).state(guild_of(interaction).id)
    example = _example(interaction)
    item = await drawn(client, example) if state.settings.style is AnnouncementStyle.PICTURE else None
    who = Achiever(interaction.user.display_name)
    return announcement_card(texts, example, who, tone=state.settings.tone, marks=None, shown=item)


def _example(interaction: BadgerInteraction) -> Announcement:
    """The first credential of the server's catalogue, as if somebody had finished it."""
    catalogue, guild_id = interaction.client.desk.use_cases.catalogue, interaction.guild_id
    first = min(catalogue.ids(guild_id), default=None)
    if first is None:
        raise UserError("preview-nothing")
    found = catalogue.credential(guild_id, first).credential
    return Announcement(found.id, found.title, found.issuer_line, *_EXAMPLE)


async def paused(interaction: BadgerInteraction, until: str | None) -> Card:
    """Tells none until a day, or until somebody says so. Raises UserError as `parse_end_of_rest` does."""
    keeper, setup = keeper_of(interaction), setup_of(interaction)
    moment = None
    if until is not None and until.strip():
        state = await setup.state(keeper.guild_id)
        zone = state.settings.zone
        day = parse_end_of_rest(until, today=local_day(state.now, zone))
        moment = datetime.combine(day, time(), ZoneInfo(zone or "UTC")).astimezone(UTC)
    return set_answer(
        interaction,
        await setup.pause(keeper, moment),
        interaction.client.desk.texts("setup-said-paused"),
    )


async def told_now(interaction: BadgerInteraction) -> str:
    """Tells at once what waits, and says how much that is."""
    count = await setup_of(interaction).tell_now(keeper_of(interaction))
    return interaction.client.desk.texts("announce-now", count=count)
