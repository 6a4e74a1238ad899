"""What a person is told who names a credential that cannot be told."""

from bot.domain.credential import Credential
from bot.domain.errors import UserError


class CredentialUnclearError(UserError):
    """Nothing has that name, or several have: `nearest` may be meant, the likeliest first."""

    def __init__(self, message_id: str, nearest: tuple[Credential, ...], **arguments: str | int) -> None:
        super().__init__(message_id, **arguments)
        self.nearest = nearest
