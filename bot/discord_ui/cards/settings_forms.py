"""The forms behind the settings, and the ways on where what was typed cannot be read."""

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, button, buttons
from bot.discord_ui.cards.form import Form
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.markdown import cut
from bot.services.member_profile import Profile
from bot.wording.profile import clock_text, place_text
from bot.wording.texts import Texts
from bot.wording.weekly_time import week_beginning_text

HOURS_INPUT = "hours"
ZONE_INPUT = "zone"


def hours_kept_form(texts: Texts, draft: str = "") -> Form:
    """The form for any number of hours a week."""
    form = Form(texts("hours-form-title"), custom_ids.ME_HOURS_FORM.of())
    form.ask(
        texts("hours-form-label"),
        HOURS_INPUT,
        example=texts("hours-form-example"),
        draft=draft,
        most=custom_ids.MAX_DRAFT_LENGTH,
    )
    return form


def zone_form(texts: Texts, draft: str = "", *, enrolment_id: str = "") -> Form:
    """The form for a city, or a zone by its name; `enrolment_id`: whose card asked for it."""
    ids = custom_ids.START_ZONE_FORM.of(enrolment_id) if enrolment_id else custom_ids.ME_ZONE_FORM.of()
    return zone_form_of(texts, texts("zone-form-title"), ids, draft)


def zone_form_of(texts: Texts, title: str, custom_id: str, draft: str) -> Form:
    """A form for a city, or a zone by its name, whoever it is for."""
    form = Form(title, custom_id)
    form.ask(
        texts("zone-form-label"),
        ZONE_INPUT,
        example=texts("zone-form-example"),
        draft=draft,
        most=custom_ids.MAX_DRAFT_LENGTH,
    )
    return form


def unread_hours_card(texts: Texts, sentence: str, typed: str) -> Card:
    """What is wrong with the hours, and the form again with what was typed."""
    fix = custom_ids.ME_HOURS_FIX.of(cut(typed, custom_ids.MAX_DRAFT_LENGTH))
    return notice_card(sentence, below=buttons(button(texts("button-fix"), fix)))


def unread_zone_card(texts: Texts, sentence: str, typed: str, *, enrolment_id: str = "") -> Card:
    """What is wrong with the zone, and the form again with what was typed."""
    draft = cut(typed, custom_ids.MAX_DRAFT_LENGTH)
    start_fix = custom_ids.START_ZONE_FIX.of(enrolment_id, draft) if enrolment_id else None
    fix = start_fix or custom_ids.ME_ZONE_FIX.of(draft)
    return notice_card(sentence, below=buttons(button(texts("button-fix"), fix)))


def zone_said(texts: Texts, profile: Profile) -> str:
    """Where the member is by now, in one paragraph, with the weeks that lost their reminder."""
    place, now = place_text(texts, profile.time_zone), clock_text(texts, profile.local_time)
    return " ".join([texts("zone-set", place=place, now=now), *missed_weeks(texts, profile)])


def zone_set_card(texts: Texts, profile: Profile) -> Card:
    """Where the member is now, with the local time as a check."""
    place, now = place_text(texts, profile.time_zone), clock_text(texts, profile.local_time)
    below = buttons(
        button(texts("button-zone-other"), custom_ids.ME_ZONE.of()),
        button(texts("button-settings"), custom_ids.ME_SETTINGS.of()),
    )
    said = texts("zone-set", place=place, now=now), texts("zone-set-means"), *missed_weeks(texts, profile)
    return notice_card(*said, below=below)


def missed_weeks(texts: Texts, profile: Profile) -> list[str]:
    """The weeks that have no reminder any more, because the zone was changed."""
    weeks = sorted(set(profile.missed_weeks.values()))
    return [texts("zone-week-missed", monday=week_beginning_text(texts, week)) for week in weeks]
