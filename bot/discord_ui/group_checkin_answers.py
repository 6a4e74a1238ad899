"""What checking in comes to on Discord: by command, by button, by form; and reading what others said."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.cards.card import Card, button, buttons
from bot.discord_ui.cards.checkin import (
    MOST_WEEK_LINES,
    answered_card,
    answers_card,
    checkin_form,
    closed_card,
    mend_answer_card,
    week_card,
)
from bot.discord_ui.cards.form import Form
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.gate import Needs, is_allowed
from bot.discord_ui.group_answers import groups_of
from bot.discord_ui.keeping import keeper_of
from bot.discord_ui.people import names_of
from bot.domain.errors import UserError
from bot.domain.log_words import LogWords
from bot.services.group_checkins import CheckinView, GroupCheckins
from bot.wording.texts import error_text

_MENDABLE = {"checkin-empty", "checkin-too-long"}


def checkins_of(interaction: BadgerInteraction) -> GroupCheckins:
    """The use cases of check-ins."""
    return groups_of(interaction).checkins


async def form_of(interaction: BadgerInteraction, group_id: int, week: str | None = None) -> Form:
    """The form of the check-in that is open, with what the member said before.

    Raises UserError `group-not-in-it`, `group-over`, `checkin-none`, `checkin-closed`.
    """
    view = await checkins_of(interaction).opened(asker_of(interaction), group_id)
    if week is not None and view.checkin.week != week:
        raise UserError("checkin-closed", name=view.group.name)
    return checkin_form(interaction.client.desk.texts, view)


async def noted_answer(interaction: BadgerInteraction, group_id: int, words: LogWords) -> Card:
    """Keeps a note as what went well; without one, the way to the form.

    Raises UserError `group-not-in-it`, `group-over`, `checkin-none`, `checkin-too-long`.
    """
    checkins, asker, texts = checkins_of(interaction), asker_of(interaction), interaction.client.desk.texts
    if words.note.strip():
        view = await checkins.answer(asker, group_id, went_well=words.note)
        return answered_card(texts, view, is_resting=False)
    view = await checkins.opened(asker, group_id)
    go = custom_ids.CHECKIN_ANSWER.of(group_id, view.checkin.week, "")
    way = button(texts("button-group-checkin"), go, is_main=True)
    return notice_card(texts("checkin-title"), texts("checkin-how"), below=buttons(way))


async def typed_answer(
    interaction: BadgerInteraction, group_id: int, week: str, *, went_well: str, next_up: str
) -> Card:
    """Keeps what was typed; what is wrong with it, and what came too late, is told with a way on."""
    try:
        view = await checkins_of(interaction).answer(
            asker_of(interaction), group_id, week=week, went_well=went_well, next_up=next_up
        )
    except UserError as refused:
        return await _refused(interaction, refused, group_id, week)
    return answered_card(interaction.client.desk.texts, view, is_resting=False)


async def resting_answer(interaction: BadgerInteraction, group_id: int, week: str) -> Card:
    """Keeps that the member rests this week; what they wrote before stays."""
    checkins, asker = checkins_of(interaction), asker_of(interaction)
    try:
        before = (await checkins.opened(asker, group_id)).own
        view = await checkins.answer(
            asker,
            group_id,
            week=week,
            went_well=(before.went_well if before else None) or "",
            next_up=(before.next_up if before else None) or "",
            is_resting=True,
        )
    except UserError as refused:
        return await _refused(interaction, refused, group_id, week)
    return answered_card(interaction.client.desk.texts, view, is_resting=True)


async def said_answer(
    interaction: BadgerInteraction, group_id: int, week: str, page: int, done: str = ""
) -> Card:
    """A page of what members said, below what was `done`.

    Raises UserError `group-not-in-it`, `checkin-none`.
    """
    may_remove = is_allowed(interaction, Needs.MANAGE_MESSAGES)
    shown = await checkins_of(interaction).answers(
        asker_of(interaction), group_id, week, page, is_moderator=may_remove
    )
    who = [each.user_id for each in shown.answers]
    names = await names_of(interaction.client, interaction.guild_id, who)
    return answers_card(interaction.client.desk.texts, shown, names, may_remove=may_remove, done=done)


async def removed_answer(
    interaction: BadgerInteraction, group_id: int, week: str, page: int, user_id: int
) -> Card:
    """Takes down what a member wrote, for a moderator, and shows the page as it is then."""
    if await checkins_of(interaction).take_down(interaction.guild_id or 0, group_id, week, user_id):
        message_id = interaction.message.id if interaction.message else 0
        log = interaction.client.desk.use_cases.care.audit_log
        await log.message_removed(keeper_of(interaction), message_id, interaction.channel_id or 0, user_id)
    done = interaction.client.desk.texts("checkin-removed")
    return await said_answer(interaction, group_id, week, page, done)


async def week_answer(interaction: BadgerInteraction, group_id: int, week: str | None) -> Card:
    """A closed week; None: the newest. Raises UserError `group-not-in-it`, `weeks-none`."""
    view = await checkins_of(interaction).closed_week(asker_of(interaction), group_id, week)
    names = await names_of(
        interaction.client, interaction.guild_id, [line.user_id for line in view.week.lines[:MOST_WEEK_LINES]]
    )
    return week_card(interaction.client.desk.texts, view, names)


async def _refused(interaction: BadgerInteraction, refused: UserError, group_id: int, week: str) -> Card:
    texts = interaction.client.desk.texts
    sentence = error_text(texts, refused)
    if refused.message_id in _MENDABLE:
        return mend_answer_card(texts, sentence, group_id, week)
    if refused.message_id == "checkin-closed":
        return closed_card(texts, sentence, await _opened(interaction, group_id), group_id, week)
    raise refused


async def late_card(interaction: BadgerInteraction, refused: UserError, group_id: int, week: str) -> Card:
    """The way on for who opens a form that is closed. Raises what else is wrong."""
    return await _refused(interaction, refused, group_id, week)


async def _opened(interaction: BadgerInteraction, group_id: int) -> CheckinView | None:
    try:
        return await checkins_of(interaction).opened(asker_of(interaction), group_id)
    except UserError:
        return None
