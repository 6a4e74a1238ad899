"""What members are told of a credential that their server no longer shows."""

from dataclasses import dataclass

from bot.domain.errors import UserError


@dataclass(frozen=True, slots=True)
class GoneCredential:
    """A credential that is retired (then with a reason) or hidden, as far as people still name it.

    `is_merged`: its successor is the very same credential.
    """

    credential_id: str
    title: str
    issuer_line: str
    reason: str | None = None
    successor_id: str | None = None
    is_merged: bool = False


class CredentialGoneError(UserError):
    """A credential is named that is retired or hidden.

    `successor_id` is what takes its place and can be shown, if there is something.
    """

    def __init__(self, gone: GoneCredential, successor: tuple[str, str] | None) -> None:
        """`successor` is the id and the title of what takes its place."""
        self.successor_id = successor[0] if successor else None
        if gone.reason is None:
            super().__init__("credential-hidden", title=gone.title)
        elif successor is None:
            super().__init__("credential-retired", title=gone.title, reason=gone.reason)
        else:
            super().__init__(
                "credential-replaced", title=gone.title, reason=gone.reason, successor=successor[1]
            )
