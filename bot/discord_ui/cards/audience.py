"""Who sees a card, and the button that lets others see it."""

from dataclasses import dataclass

from bot.discord_ui.cards.card import Button, button
from bot.discord_ui.markdown import Markup, cut, small
from bot.wording.texts import Texts

_NAME_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Audience:
    """Who sees a card, and how it came to be public where it is.

    `can_share`: it is private, and there is a server to share it in.
    """

    is_public: bool = False
    can_share: bool = False
    shared_by: str | None = None

    @property
    def is_in_server(self) -> bool:
        """Whether there is a server around it, in which one can start something."""
        return self.is_public or self.can_share

    def sharer(self, texts: Texts) -> Markup | None:
        """Who shared it, by name."""
        return small(texts("shared-by", name=cut(self.shared_by, _NAME_LENGTH))) if self.shared_by else None


def share_button(texts: Texts, custom_id: str, audience: Audience) -> Button | None:
    """The button that shows a private answer to the channel."""
    return button(texts("button-share"), custom_id) if audience.can_share else None
