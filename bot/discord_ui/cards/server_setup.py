"""A server's set-up: what is set, in words, and what changes it at once."""

from collections.abc import Iterator
from datetime import time

import discord
from discord import ui

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, Item, button, buttons, fitting, option, panel, select, text
from bot.discord_ui.cards.form import Form
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.cards.settings_forms import zone_form_of
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, label, lines, moment, small
from bot.domain.local_days import local_time
from bot.domain.schedule import Schedule
from bot.domain.server_settings import FaultReason
from bot.domain.time_zones import zones_suggested
from bot.services.server_setup import ServerState
from bot.wording.profile import clock_text, place_text
from bot.wording.texts import Texts
from bot.wording.weekly_time import wall_time_text, weekday_text

OTHER_ZONE = "other"
NO_DIGEST = "none"
HOURS = tuple(range(6, 23))
"""The hours to choose for a digest; /announce setup takes any time."""
FIRST_HOUR = 9
"""Of a digest for which nobody chose one."""
WRITTEN_IN = (discord.ChannelType.text, discord.ChannelType.news)
_MOST_ZONES = 17
_NAME_LENGTH = 40


def setup_card(texts: Texts, state: ServerState, *said: str) -> Card:
    """The guided set-up; `said` stands above: what was just set, and what stands in the way of it."""

    def build(share: float) -> Card:
        told = [Markup(escape(cut(each, round(700 * share)))) for each in said if each]
        body = lines(
            *told,
            heading(texts("setup-title")),
            *([] if said else [escape(texts("setup-how"))]),
            *standing(texts, state),
        )
        return Card([panel([text(body)]), *_controls(texts, state)])

    return fitting(build)


def show_card(texts: Texts, state: ServerState, by: str) -> Card:
    """What is set, to look at; `by` is the name of who changed it last."""
    changed = state.settings.changed_at
    who = cut(by, _NAME_LENGTH)
    last = (
        None
        if changed is None
        else Markup(f"-# {escape(texts('setup-changed-by', name=who))} · {moment(changed)}")
    )
    body = lines(heading(texts("setup-title-show")), *standing(texts, state), last)
    ways = buttons(
        button(texts("button-setup"), custom_ids.SETUP.of()),
        button(texts("button-doctor"), custom_ids.DOCTOR.of()),
    )
    return Card([panel([text(body)]), *ways])


def standing(texts: Texts, state: ServerState) -> Iterator[Markup]:
    """What is set, a line or two each."""
    settings = state.settings
    yield Markup(f"{bold(texts('setup-label-announcing'))} {_announcing(texts, state)}")
    if settings.announce_channel_id is not None:
        look = texts("setup-look", style=settings.style.value, tone=settings.tone.value)
        yield small(look)
    now = local_time(state.now, settings.zone)
    zone = (
        texts("setup-zone-none", now=clock_text(texts, now))
        if settings.zone is None
        else texts("setup-zone", place=place_text(texts, settings.zone), now=clock_text(texts, now))
    )
    yield Markup(f"{bold(texts('setup-label-zone'))} {escape(zone)}")
    yield Markup(f"{bold(texts('setup-label-digest'))} {_digest(texts, state)}")
    for fault in state.faults:
        words = escape(texts("setup-fault", reason=fault.reason.value))
        which = "" if fault.reason is FaultReason.GONE else f"<#{fault.channel_id}> "
        yield Markup(f"⚠️ {which}{words}")


def _channel(texts: Texts, state: ServerState, channel_id: int | None) -> Markup:
    """The channel; one that was deleted in words, as Discord would call it unknown."""
    if _there(state, channel_id) is None:
        return escape(texts("setup-channel-gone"))
    return Markup(f"<#{channel_id}>")


def _there(state: ServerState, channel_id: int | None) -> int | None:
    """The channel, if it was not deleted."""
    gone = {each.channel_id for each in state.faults if each.reason is FaultReason.GONE}
    return None if channel_id in gone else channel_id


def _announcing(texts: Texts, state: ServerState) -> Markup:
    settings = state.settings
    if settings.announce_channel_id is None:
        return escape(texts("setup-announcing-nowhere"))
    channel = _channel(texts, state, settings.announce_channel_id)
    if state.is_off:
        return Markup(f"{escape(texts('setup-announcing-off'))} ({channel})")
    if not state.is_announcing and settings.announcements_paused_until is not None:
        until = f"<t:{int(settings.announcements_paused_until.timestamp())}:f>"
        return Markup(f"{escape(texts('setup-announcing-paused'))} {until} ({channel})")
    return Markup(f"{escape(texts('setup-announcing-in'))} {channel}")


def _digest(texts: Texts, state: ServerState) -> Markup:
    digest = state.digest
    if digest is None:
        return escape(texts("setup-digest-none"))
    when = texts(
        "setup-digest",
        day=weekday_text(texts, digest.when.weekday),
        time=wall_time_text(digest.when.at),
    )
    channel = _channel(texts, state, digest.channel_id)
    return Markup(f"{escape(when)} {channel} · <t:{int(digest.next_due.timestamp())}:R>")


def _controls(texts: Texts, state: ServerState) -> Iterator[Item]:
    """Each under its name: a select that shows what is chosen does not show what for."""
    settings, digest = state.settings, state.digest
    yield text(small(texts("setup-label-announcing")))
    yield channel_select(
        texts("select-setup-channel"),
        custom_ids.SETUP_CHANNEL.of(),
        _there(state, settings.announce_channel_id),
    )
    yield text(small(texts("setup-label-zone")))
    yield select(texts("select-setup-zone"), custom_ids.SETUP_ZONE.of(), _zones(texts, state))
    if settings.announce_channel_id is not None or digest is not None:
        yield text(small(texts("setup-label-digest")))
        yield select(texts("select-setup-day"), custom_ids.SETUP_DIGEST_DAY.of(), _days(texts, digest))
    if digest is not None:
        yield select(texts("select-setup-time"), custom_ids.SETUP_DIGEST_TIME.of(), _times(digest))
        yield channel_select(
            texts("select-setup-digest-channel"),
            custom_ids.SETUP_DIGEST_CHANNEL.of(),
            _there(state, digest.channel_id),
        )
    answer = "no" if state.is_announcing else "yes"
    toggle = button(texts(f"button-setup-{answer}"), custom_ids.SETUP_ANNOUNCING.of(answer))
    yield from buttons(
        button(texts("button-doctor"), custom_ids.DOCTOR.of(), is_main=True),
        button(texts("button-preview"), custom_ids.SETUP_PREVIEW.of()),
        toggle if settings.announce_channel_id is not None else None,
    )


def channel_select(placeholder: str, custom_id: str, chosen: int | None = None) -> Item:
    """A select of the channels in which one writes, in its row."""
    chosen_now = (
        []
        if chosen is None
        else [discord.SelectDefaultValue(id=chosen, type=discord.SelectDefaultValueType.channel)]
    )
    return ui.ActionRow(
        ui.ChannelSelect(
            placeholder=label(placeholder, 150),
            custom_id=custom_id,
            channel_types=list(WRITTEN_IN),
            default_values=chosen_now,
        )
    )


def _zones(texts: Texts, state: ServerState) -> list[discord.SelectOption]:
    zone = state.settings.zone
    offered = list(dict.fromkeys([*([zone] if zone else []), *zones_suggested("", _MOST_ZONES)]))
    options = [
        _chosen(
            option(place_text(texts, each), each, clock_text(texts, local_time(state.now, each))),
            each == zone,
        )
        for each in offered
    ]
    return [*options, option(texts("setup-zone-other"), OTHER_ZONE)]


def _days(texts: Texts, digest: Schedule | None) -> list[discord.SelectOption]:
    chosen = None if digest is None else digest.when.weekday
    days = [
        _chosen(option(texts("setup-digest-on", day=weekday_text(texts, day)), str(day)), day == chosen)
        for day in range(7)
    ]
    return [*days, _chosen(option(texts("setup-digest-off"), NO_DIGEST), chosen is None)]


def _times(digest: Schedule) -> list[discord.SelectOption]:
    times = sorted({*(time(hour) for hour in HOURS), digest.when.at})
    return [
        _chosen(option(wall_time_text(each), each.strftime("%H:%M")), each == digest.when.at)
        for each in times
    ]


def _chosen(choice: discord.SelectOption, is_chosen: bool) -> discord.SelectOption:  # noqa: FBT001  # one of two
    choice.default = is_chosen
    return choice


def server_zone_form(texts: Texts, draft: str = "") -> Form:
    """The form for a city, or a zone by its name."""
    return zone_form_of(texts, texts("setup-zone-form-title"), custom_ids.SETUP_ZONE_FORM.of(), draft)


def unread_server_zone_card(texts: Texts, sentence: str, typed: str) -> Card:
    """What is wrong with the zone, and the form again with what was typed."""
    fix = custom_ids.SETUP_ZONE_FIX.of(cut(typed, custom_ids.MAX_DRAFT_LENGTH))
    return notice_card(sentence, below=buttons(button(texts("button-fix"), fix)))
