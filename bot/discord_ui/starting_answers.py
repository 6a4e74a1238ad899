"""What a start comes to on Discord."""

from dataclasses import replace

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.cards.card import Card, button, buttons
from bot.discord_ui.cards.enrolment import enrolment_card
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.tracking_answers import around, refusal_text
from bot.domain.enrolment import EnrolmentStatus
from bot.domain.errors import UserError
from bot.services.member_ledger import EnrolmentView
from bot.services.member_profile import Profile
from bot.services.starting import Started
from bot.wording.budget import date_text

_UNREAD_TARGETS = {"target-unreadable", "target-past", "target-too-far", "day-ambiguous"}


async def start_card(
    interaction: BadgerInteraction, named: str, target: str | None = None, *, again: bool = False
) -> Card:
    """The card of what was begun, or of what is there; a day that cannot be read keeps nobody from it.

    Raises UserError as `Enrolling.start` does.
    """
    desk, asker = interaction.client.desk, asker_of(interaction)
    try:
        started = await desk.use_cases.work.enrolling.start(asker, named, target, again=again)
    except UserError as refused:
        if refused.message_id not in _UNREAD_TARGETS:
            raise
        credential = desk.use_cases.catalogue.credential(asker.guild_id, named).credential
        start = button(desk.texts("start-without-target"), custom_ids.START.of(credential.id))
        return notice_card(refusal_text(interaction, refused), below=buttons(start))
    return _started_card(interaction, started, has_target=bool(target and target.strip()))


def _started_card(interaction: BadgerInteraction, started: Started, *, has_target: bool) -> Card:
    texts, view = interaction.client.desk.texts, started.view
    shown = around(interaction, view, *_said(interaction, started, has_target=has_target))
    is_completed = view.enrolment.status is EnrolmentStatus.COMPLETED
    again = button(texts("button-start-again"), custom_ids.START_AGAIN.of(view.enrolment.credential_id))
    shown = replace(
        shown,
        asks_zone=started.is_new and started.is_first and not started.zone_known,
        asks_announcing=started.is_new and started.is_first and started.announcing is None,
        more=(again, *shown.more) if is_completed else (),
    )
    return enrolment_card(texts, view, shown)


def still_asking_card(
    interaction: BadgerInteraction, view: EnrolmentView, wishes: Profile, said: str
) -> Card:
    """The card of the first start, after one of its questions was answered: the other stays."""
    shown = replace(
        around(interaction, view, said),
        asks_zone=wishes.time_zone is None,
        asks_announcing=wishes.announcing is None,
    )
    return enrolment_card(interaction.client.desk.texts, view, shown)


def _said(interaction: BadgerInteraction, started: Started, *, has_target: bool) -> list[str]:
    texts, enrolment = interaction.client.desk.texts, started.view.enrolment
    if enrolment.completed_at is not None:
        return [texts("started-earned", date=date_text(texts, enrolment.completed_at.date()))]
    has_next = "yes" if started.view.progress.next_task else "no"
    said = [texts("started-new", next=has_next) if started.is_new else texts("started-already")]
    if has_target and enrolment.target is not None:
        said.append(texts("started-target", date=date_text(texts, enrolment.target)))
    return said
