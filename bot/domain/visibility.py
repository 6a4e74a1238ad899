"""Who may see what of whom, and what is told to all."""

from enum import StrEnum


class Visibility(StrEnum):
    """Who sees a member's progress in a server, besides the member."""

    PRIVATE = "private"
    GROUPS = "groups"
    SERVER = "server"


class Announcing(StrEnum):
    """Whether the server is told when a member completes something: not, in silence, or with a ping."""

    OFF = "off"
    QUIET = "quiet"
    PING = "ping"


DEFAULT_VISIBILITY = Visibility.GROUPS
"""Who joins a group wants to be seen there; nobody else sees anything until the member says so."""


def may_see(visibility: Visibility, *, is_own: bool, shares_group: bool) -> bool:
    """Whether somebody may see a member's progress; `shares_group`: both are in a group of the server."""
    if is_own or visibility is Visibility.SERVER:
        return True
    return visibility is Visibility.GROUPS and shares_group
