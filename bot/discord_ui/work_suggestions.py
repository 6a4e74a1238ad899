"""What Discord suggests to a member who looks at their work or mends it."""

from collections.abc import Container, Iterable

from discord.app_commands import Choice

from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.suggestions import MOST_CHOICES, choice
from bot.discord_ui.track_answers import means_no_day
from bot.domain.day_text import parse_target
from bot.domain.enrolment import EnrolmentStatus
from bot.domain.errors import UserError
from bot.services.ledger_views import EnrolmentLine
from bot.wording.budget import date_text
from bot.wording.ledger_rows import short_day_text, work_text

OPEN = frozenset({EnrolmentStatus.ACTIVE, EnrolmentStatus.PAUSED})
GOING = frozenset({EnrolmentStatus.ACTIVE})
RESTING = frozenset({EnrolmentStatus.PAUSED, EnrolmentStatus.DROPPED})
ANY = frozenset(EnrolmentStatus)


async def enrolment_choices(
    interaction: BadgerInteraction, typed: str, statuses: Container[EnrolmentStatus] = ANY
) -> list[Choice[str]]:
    """The member's enrolments of these statuses, open ones and the latest first; the value is the id."""
    reader = interaction.client.desk.use_cases.work.progress
    lines = await reader.suggest_enrolments(asker_of(interaction), typed)
    return _choices(interaction, (line for line in lines if line.enrolment.status in statuses))


async def others_choices(interaction: BadgerInteraction, owner_id: int, typed: str) -> list[Choice[str]]:
    """What another member works on, as far as they let it be seen; nothing else."""
    reader, wanted = interaction.client.desk.use_cases.work.progress, typed.strip().casefold()
    try:
        shown = await reader.progress_of(asker_of(interaction), owner_id)
    except UserError:
        return []
    first = EnrolmentLine(shown.view.enrolment, shown.view.progress.tasks_done, None)
    lines = (first, *shown.others)
    return _choices(
        interaction, (line for line in lines if wanted in line.enrolment.outline.title.casefold())
    )


async def entry_choices(interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
    """The member's newest entries that stand; the value is the number."""
    desk = interaction.client.desk
    lines = await desk.use_cases.work.progress.suggest_entries(asker_of(interaction), typed)
    offered = (
        choice(
            desk.texts(
                "entry-choice-own",
                day=short_day_text(desk.texts, line.entry.local_day, today=desk.today()),
                what=work_text(desk.texts, line.entry, line.task_title),
                credential=line.credential_title,
            ),
            str(line.entry.id),
        )
        for line in lines
    )
    return [each for each in offered if each is not None][:MOST_CHOICES]


async def target_choices(interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
    """How the typed day is understood where the member is; no day where nothing is typed."""
    desk = interaction.client.desk
    texts, profile = desk.texts, desk.use_cases.work.profile
    if means_no_day(interaction, typed):
        no_day = choice(texts("target-choice-none"), texts("target-none-words").split("|")[0])
        return [] if no_day is None else [no_day]
    today = (await profile.settings(asker_of(interaction))).today
    try:
        day = parse_target(typed, today=today)
    except UserError:
        return []
    name = texts("target-choice", date=date_text(texts, day), days=(day - today).days)
    found = choice(name, day.isoformat())
    return [] if found is None else [found]


def _choices(interaction: BadgerInteraction, lines: Iterable[EnrolmentLine]) -> list[Choice[str]]:
    texts = interaction.client.desk.texts
    offered = (
        choice(
            texts(
                "enrolment-choice",
                title=line.enrolment.outline.title,
                done=line.tasks_done,
                total=len(line.enrolment.tasks),
                status=line.enrolment.status.value,
            ),
            line.enrolment.id,
        )
        for line in lines
    )
    return [each for each in offered if each is not None][:MOST_CHOICES]
