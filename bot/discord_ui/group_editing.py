"""What changing a study group comes to on Discord: what it is, and when it checks in."""

from dataclasses import dataclass, replace
from datetime import time

from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.group_forms import CLOSED, OPEN, GroupWords, fix_group_card
from bot.discord_ui.cards.group_manage import FIRST_TIME
from bot.discord_ui.group_answers import check_leads, groups_of, is_moderator, manage_answer, set_up_card
from bot.discord_ui.group_making import MENDABLE, means_none, size_in
from bot.domain.errors import UserError
from bot.domain.study_group import GroupChanges, StudyGroup
from bot.domain.wall_times import parse_wall_time, parse_weekday
from bot.services.group_rooms import GroupView
from bot.wording.texts import Texts, error_text
from bot.wording.weekly_time import weekly_text


@dataclass(frozen=True, slots=True)
class EditWords:
    """What was said of a group with the command; None where nothing was."""

    name: str | None = None
    credential: str | None = None
    size: int | None = None
    is_open: bool | None = None
    checkin_day: str | None = None
    checkin_at: str | None = None
    zone: str | None = None

    @property
    def changes(self) -> GroupChanges:
        """What of it is the group's own."""
        return GroupChanges(self.name, self.credential, self.size, self.is_open, self.zone)


async def edit_named(interaction: BadgerInteraction, named: str, words: EditWords) -> Card:
    """Changes what is said of the group that is named, and shows how it is set up then.

    Raises UserError `group-unknown`, `group-not-yours`, `group-over`, and as what is changed does.
    """
    texts = interaction.client.desk.texts
    view = await groups_of(interaction).lists.group(asker_of(interaction), named)
    if words == EditWords():
        return await set_up_card(interaction, view)
    check_leads(interaction, view)
    when = _checkin_said(texts, words)
    said = []
    changes = words.changes
    if words.credential is not None and means_none(texts, words.credential):
        changes = replace(changes, credential_id="")
    if changes != GroupChanges():
        said.append(await _edited(interaction, view.group, changes))
    if words.checkin_day is not None or words.checkin_at is not None:
        said.append(await checkin_said(interaction, view.group.id, when))
    return await manage_answer(interaction, view.group.id, *said)


@dataclass(frozen=True, slots=True)
class CheckinWish:
    """When a group is to check in; `is_off`: no more."""

    weekday: int | None = None
    at: time | None = None
    is_off: bool = False


def _checkin_said(texts: Texts, words: EditWords) -> CheckinWish:
    """Raises UserError as `parse_weekday` and `parse_wall_time` do."""
    if words.checkin_day and means_none(texts, words.checkin_day):
        return CheckinWish(is_off=True)
    at = parse_wall_time(words.checkin_at) if words.checkin_at else None
    day = parse_weekday(words.checkin_day) if words.checkin_day else at.weekday if at else None
    return CheckinWish(day, at.at if at else None)


async def checkin_said(interaction: BadgerInteraction, group_id: int, wish: CheckinWish) -> str:
    """Keeps when the group checks in, and says so. Raises UserError `group-over`, `group-not-yours`."""
    texts, asker, checkins = (
        interaction.client.desk.texts,
        asker_of(interaction),
        groups_of(interaction).checkins,
    )
    leads = is_moderator(interaction)
    if wish.is_off:
        await checkins.turn_off(asker, group_id, is_moderator=leads)
        return texts("group-checkin-none")
    before = await checkins.when(asker.guild_id or 0, group_id)
    weekday = wish.weekday if before is None or wish.weekday is not None else before.when.weekday
    if weekday is None:
        return texts("group-checkin-day-missing")
    at = wish.at or (before.when.at if before else FIRST_TIME)
    done = await checkins.set_time(asker, group_id, weekday, at, is_moderator=leads)
    return texts("group-checkin-set", when=weekly_text(texts, done.schedule.when))


async def _edited(interaction: BadgerInteraction, group: StudyGroup, changes: GroupChanges) -> str:
    done = await groups_of(interaction).life.edit(
        asker_of(interaction), group.id, changes, is_moderator=is_moderator(interaction)
    )
    return interaction.client.desk.texts("group-edited" if done.is_changed else "group-edited-nothing")


def group_words(view: GroupView) -> GroupWords:
    """What a group is, as it is typed."""
    group = view.group
    openness = OPEN if group.is_open else CLOSED
    title = view.credential_title or ""
    return GroupWords(group.name, title, str(group.most_members), openness, group.zone)


async def edit_from_words(interaction: BadgerInteraction, group_id: int, words: GroupWords) -> Card:
    """Makes the group what was typed; what cannot be is told with the form to mend it.

    Raises UserError `group-unknown`, `group-not-yours`, `group-over`.
    """
    desk, asker = interaction.client.desk, asker_of(interaction)
    view = await groups_of(interaction).lists.group(asker, str(group_id))
    credential = words.credential.strip()
    # A title that nobody touched may be ambiguous, or gone from the catalogue.
    is_same = credential == (view.credential_title or "")
    credential = "" if means_none(desk.texts, credential) else credential
    try:
        size = size_in(words.size) if words.size.strip() else None
        said = await _edited(
            interaction,
            view.group,
            GroupChanges(
                words.name,
                None if is_same else credential,
                size,
                words.openness == OPEN,
                words.zone.strip() or None,
            ),
        )
    except UserError as refused:
        if not refused.message_id.startswith(MENDABLE):
            raise
        kept = await desk.use_cases.work.words.keep(asker, words.to_keep())
        return fix_group_card(desk.texts, error_text(desk.texts, refused), group_id, kept)
    return await manage_answer(interaction, group_id, said)
