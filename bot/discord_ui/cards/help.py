"""Help: what to try, and a little about each thing one can do."""

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, option, panel, select, text
from bot.discord_ui.markdown import Markup, escape, heading, lines
from bot.domain.errors import UserError
from bot.wording.texts import Texts

HELP_TOPICS = (
    "find",
    "time",
    "compare",
    "browse",
    "start",
    "progress",
    "remind",
    "group",
    "announce",
    "words",
    "keep",
    "me",
    "privacy",
)


def help_card(texts: Texts, topic: str | None = None) -> Card:
    """The overview, or a topic of `HELP_TOPICS` or its title. Raises UserError `help-unknown`."""
    titles = {name: texts(f"help-topic-{name}") for name in HELP_TOPICS}
    chosen = _chosen(topic, titles) if topic else None
    body = texts(f"help-text-{chosen}") if chosen else texts("help-text-overview")
    shown = lines(heading(titles[chosen]) if chosen else None, *_paragraphs(body))
    options = [option(title, name) for name, title in titles.items()]
    return Card([panel([text(shown)]), select(texts("help-select"), custom_ids.HELP.of(), options)])


def _chosen(topic: str, titles: dict[str, str]) -> str:
    wanted = topic.strip().casefold()
    for name, title in titles.items():
        if wanted in {name, title.casefold()}:
            return name
    raise UserError("help-unknown", topic=topic[:40], topics=", ".join(titles.values()))


def _paragraphs(body: str) -> list[Markup]:
    """A paragraph a line, with a gap between them."""
    first, *others = body.splitlines()
    return [escape(first), *(Markup(f"\n{escape(line)}") for line in others)]
