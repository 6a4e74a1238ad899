"""What Discord suggests to a member who names a study group, or says what one wants to reach."""

from collections.abc import Iterable

from discord.app_commands import Choice

from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.group_answers import groups_of, is_moderator
from bot.discord_ui.reminder_suggestions import day_choices
from bot.discord_ui.suggestions import MOST_CHOICES, choice, completed_credentials
from bot.domain.day_text import parse_target
from bot.domain.errors import UserError
from bot.services.group_lists import Among
from bot.services.group_rooms import GroupLine
from bot.wording.budget import date_text
from bot.wording.groups import members_text, rules_text
from bot.wording.texts import Texts


async def group_choices(interaction: BadgerInteraction, typed: str, among: Among) -> list[Choice[str]]:
    """Groups by name, slips allowed; the value is the number."""
    found = await groups_of(interaction).lists.suggest(asker_of(interaction), typed, among)
    return _choices(interaction.client.desk.texts, found)


async def led_choices(interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
    """The groups that whoever types may change: their own, and all for moderators."""
    among = Among.ALL if is_moderator(interaction) else Among.MANAGED
    return await group_choices(interaction, typed, among)


def checkin_day_choices(texts: Texts, typed: str) -> list[Choice[str]]:
    """The days of the week that the letters may mean, and that there shall be no check-in."""
    off = choice(texts("group-checkin-no-day"), texts("group-none-words").split("|")[1])
    return [*([] if off is None or typed.strip() else [off]), *day_choices(texts, typed)]


async def credential_choices(interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
    """Credentials by title, and that there shall be none for all."""
    desk = interaction.client.desk
    found = await completed_credentials(desk, interaction.guild_id, typed)
    none = choice(desk.texts("group-follows-none"), desk.texts("group-none-words").split("|")[0])
    return [*([] if none is None or typed.strip() else [none]), *found][:MOST_CHOICES]


async def by_choices(interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
    """How the day is understood, counted from the day where the member is."""
    desk = interaction.client.desk
    today = (await desk.use_cases.work.profile.settings(asker_of(interaction))).today
    try:
        day = parse_target(typed, today=today)
    except UserError:
        return []
    name = desk.texts("target-choice", date=date_text(desk.texts, day), days=(day - today).days)
    found = choice(name, day.isoformat())
    return [] if found is None else [found]


def _choices(texts: Texts, lines: Iterable[GroupLine]) -> list[Choice[str]]:
    offered = (
        choice(
            texts(
                "group-choice",
                name=line.group.name,
                members=members_text(texts, line.members, line.group),
                rules=rules_text(texts, line.group),
            ),
            str(line.group.id),
        )
        for line in lines
    )
    return [each for each in offered if each is not None]
