"""A member's settings: each with what it means, and changed at once."""

from collections.abc import Iterator

import discord

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, Item, button, buttons, option, panel, select, text
from bot.discord_ui.cards.hours import HOURS_CHOICES, OTHER_HOURS
from bot.discord_ui.markdown import Markup, escape, heading, labelled, lines, small
from bot.domain.budget import MINUTES_PER_HOUR
from bot.domain.visibility import Announcing, Visibility
from bot.services.member_profile import Profile
from bot.wording.profile import (
    announcing_meaning,
    announcing_text,
    hours_choice_text,
    hours_text,
    visibility_meaning,
    visibility_text,
    zone_text,
)
from bot.wording.texts import Texts

NO_HOURS = "none"


def settings_card(texts: Texts, profile: Profile, *, is_in_server: bool, said: str = "") -> Card:
    """What is kept, in words; `said` stands above: what was just changed."""
    blocks = [text(Markup(f"✓ {escape(said)}"))] if said else []
    blocks.append(text(_settings(texts, profile, is_in_server=is_in_server)))
    return Card([panel(blocks), *_controls(texts, profile, is_in_server=is_in_server)])


def _settings(texts: Texts, profile: Profile, *, is_in_server: bool) -> Markup:
    return lines(
        heading(texts("settings-title")),
        labelled(texts("label-zone"), zone_text(texts, profile.time_zone, profile.local_time)),
        small(texts("settings-zone-means")),
        labelled(texts("label-weekly-hours"), hours_text(texts, profile.weekly_minutes)),
        small(texts("settings-hours-means")),
        *(_in_server(texts, profile) if is_in_server else (small(texts("settings-elsewhere")),)),
    )


def _in_server(texts: Texts, profile: Profile) -> Iterator[Markup]:
    yield labelled(texts("label-visibility"), visibility_text(texts, profile.visibility))
    yield small(visibility_meaning(texts, profile.visibility))
    yield labelled(texts("label-announcing"), announcing_text(texts, profile.announcing))
    yield small(announcing_meaning(texts, profile.announcing))


def _controls(texts: Texts, profile: Profile, *, is_in_server: bool) -> Iterator[Item]:
    yield select(texts("select-hours-kept"), custom_ids.ME_HOURS.of(), _hours(texts, profile))
    if is_in_server:
        yield select(texts("select-visibility"), custom_ids.ME_VISIBILITY.of(), _visibilities(texts, profile))
        yield select(texts("select-announcing"), custom_ids.ME_ANNOUNCING.of(), _announcings(texts, profile))
    yield from buttons(
        button(texts("button-zone"), custom_ids.ME_ZONE.of()),
        button(texts("button-profile"), custom_ids.ME_PROFILE.of()) if is_in_server else None,
        button(texts("button-export"), custom_ids.ME_EXPORT.of()),
    )


def _hours(texts: Texts, profile: Profile) -> list[discord.SelectOption]:
    offered = {hours * MINUTES_PER_HOUR for hours in HOURS_CHOICES}
    known = {profile.weekly_minutes} if profile.weekly_minutes else set()
    options = [
        _chosen(option(hours_choice_text(texts, minutes), str(minutes)), minutes == profile.weekly_minutes)
        for minutes in sorted(offered | known)
    ]
    return [
        *options,
        option(texts("hours-other"), OTHER_HOURS),
        _chosen(option(texts("hours-none"), NO_HOURS), not known),
    ]


def _visibilities(texts: Texts, profile: Profile) -> list[discord.SelectOption]:
    return [
        _chosen(
            option(visibility_text(texts, each), each.value, texts(f"visibility-{each.value}-brief")),
            each is profile.visibility,
        )
        for each in Visibility
    ]


def _announcings(texts: Texts, profile: Profile) -> list[discord.SelectOption]:
    chosen = profile.announcing or Announcing.OFF
    return [_chosen(option(announcing_text(texts, each), each.value), each is chosen) for each in Announcing]


def _chosen(choice: discord.SelectOption, is_chosen: bool) -> discord.SelectOption:  # noqa: FBT001  # one of two
    choice.default = is_chosen
    return choice
