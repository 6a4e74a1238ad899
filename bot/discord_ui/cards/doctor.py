"""What is right in a server, what is not, and what to click so that it is."""

from collections.abc import Iterator, Sequence

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, Item, button, buttons, fitting, panel, rule, text
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.cards.server_setup import channel_select
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, lines
from bot.domain.local_days import local_time
from bot.domain.server_checks import Check, Mark
from bot.domain.server_settings import FaultReason
from bot.services.server_setup import ServerState
from bot.wording.profile import clock_text, place_text
from bot.wording.texts import Texts

_MOST_REPAIRED = 3
_GONE = "channel-gone"
_SIGNS = {Mark.RIGHT: "✅", Mark.OPEN: "🔸", Mark.WRONG: "❌"}


def doctor_card(texts: Texts, checks: Sequence[Check], state: ServerState, bot: str, *said: str) -> Card:
    """A line a check; `bot` is the name of Badger's own role. A channel that is lost can be replaced."""

    def build(share: float) -> Card:
        shown = [_line(texts, check, state, bot) for check in checks]
        wrong = sum(check.mark is Mark.WRONG for check in checks)
        told = [escape(cut(each, round(500 * share))) for each in said if each]
        body = lines(*told, heading(texts("doctor-title")), escape(texts("doctor-sum", wrong=wrong)))
        return Card([panel([text(body), rule(), *map(text, shown)]), *_below(texts, checks)])

    return fitting(build)


def _line(texts: Texts, check: Check, state: ServerState, bot: str) -> Markup:
    status = bold(texts(f"doctor-{check.mark.value}"))
    is_named = check.channel_id is not None and check.name != _GONE
    channel = f"<#{check.channel_id}>: " if is_named else ""
    return Markup(f"{_SIGNS[check.mark]} {status} {channel}{escape(_words(texts, check, state, bot))}")


def _words(texts: Texts, check: Check, state: ServerState, bot: str) -> str:
    missing = ", ".join(texts(f"discord-permission-{each.value}") for each in check.missing)
    zone = state.settings.zone
    return texts(
        f"doctor-{check.name}",
        missing=missing,
        bot=bot,
        use=_use_of(check, state),
        commands=", ".join(check.words),
        count=check.count,
        place=place_text(texts, zone),
        now=clock_text(texts, local_time(state.now, zone)),
    )


def _use_of(check: Check, state: ServerState) -> str:
    """What a channel is for; Discord does not name one that was deleted."""
    announces = check.channel_id == state.settings.announce_channel_id
    digests = state.digest is not None and check.channel_id == state.digest.channel_id
    return "both" if announces and digests else "digest" if digests else "announcements"


def _below(texts: Texts, checks: Sequence[Check]) -> Iterator[Item]:
    lost = [each for each in checks if each.mark is Mark.WRONG and each.channel_id is not None]
    for check in lost[:_MOST_REPAIRED]:
        yield channel_select(texts("select-repair"), custom_ids.REPAIR.of(check.channel_id))
    yield from buttons(
        button(texts("button-check-again"), custom_ids.DOCTOR.of(), is_main=True),
        button(texts("button-setup"), custom_ids.SETUP.of()),
    )


def fault_card(texts: Texts, channel_id: int, reason: str, mark: str) -> Card:
    """Tells whoever can mend it that a channel takes nothing any more."""
    words = lines(
        bold(texts("fault-title-gone"))
        if reason == FaultReason.GONE
        else Markup(f"{bold(texts('fault-title'))} <#{channel_id}>"),
        escape(texts("fault-words", reason=reason)),
    )
    mend = button(texts("button-mend"), custom_ids.REPAIR_TOLD.of(mark, channel_id), is_main=True)
    return Card([panel([text(words)]), *buttons(mend)])


def fault_notice(texts: Texts) -> Card:
    """The same for a moderator who uses a command, where it could be told nowhere."""
    ways = buttons(button(texts("button-mend"), custom_ids.DOCTOR.of(), is_main=True))
    return notice_card(texts("fault-title-plain"), texts("fault-words", reason="unknown"), below=ways)
