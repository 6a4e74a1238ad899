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
    """Each setting in words, with what changes it under it; `said` stands above: what was just changed."""
    items: list[Item] = [text(Markup(f"✓ {escape(said)}"))] if said else []
    items += _everywhere(texts, profile)
    items += _here(texts, profile) if is_in_server else [text(small(texts("settings-elsewhere")))]
    below = buttons(
        button(texts("button-profile"), custom_ids.ME_PROFILE.of()) if is_in_server else None,
        button(texts("button-export"), custom_ids.ME_EXPORT.of()),
    )
    return Card([panel(items), *below])


def _everywhere(texts: Texts, profile: Profile) -> Iterator[Item]:
    """What belongs to the person in all servers."""
    zone = zone_text(texts, profile.time_zone, profile.local_time)
    yield text(
        lines(
            heading(texts("settings-title")),
            labelled(texts("label-zone"), zone),
            small(texts("settings-zone-means")),
        )
    )
    yield from buttons(button(texts("button-zone"), custom_ids.ME_ZONE.of()))
    hours = labelled(texts("label-weekly-hours"), hours_text(texts, profile.weekly_minutes))
    yield text(lines(hours, small(texts("settings-hours-means"))))
    yield select(texts("select-hours-kept"), custom_ids.ME_HOURS.of(), _hours(texts, profile))


def _here(texts: Texts, profile: Profile) -> Iterator[Item]:
    """What belongs to the member in this server."""
    who = labelled(texts("label-visibility"), visibility_text(texts, profile.visibility))
    yield text(lines(who, small(visibility_meaning(texts, profile.visibility))))
    yield select(texts("select-visibility"), custom_ids.ME_VISIBILITY.of(), _visibilities(texts, profile))
    what = labelled(texts("label-announcing"), announcing_text(texts, profile.announcing))
    yield text(lines(what, small(announcing_meaning(texts, profile.announcing))))
    yield select(texts("select-announcing"), custom_ids.ME_ANNOUNCING.of(), _announcings(texts, profile))


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
