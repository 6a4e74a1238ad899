"""A moment as everybody sees it in their own time."""

from datetime import datetime

from bot.discord_ui.markdown import Markup


def moment(at: datetime) -> Markup:
    """The date and the time, which Discord shows in the reader's own zone."""
    return Markup(f"<t:{int(at.timestamp())}:f>")
