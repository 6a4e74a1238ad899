"""The question which server a person's direct messages are about."""

from collections.abc import Mapping

from bot.discord_ui.cards.card import MOST_OPTIONS, Card, option, select, text
from bot.discord_ui.markdown import escape
from bot.wording.texts import Texts


def server_choice_card(texts: Texts, names: Mapping[int, str], custom_id: str) -> Card:
    """A select of the servers by name; its id names what waits for the answer."""
    options = [option(name, str(guild_id)) for guild_id, name in sorted(names.items(), key=_by_name)]
    ask = select(texts("select-server"), custom_id, options[:MOST_OPTIONS])
    return Card([text(escape(texts("server-which"))), ask])


def _by_name(named: tuple[int, str]) -> tuple[str, int]:
    guild_id, name = named
    return name.casefold(), guild_id
