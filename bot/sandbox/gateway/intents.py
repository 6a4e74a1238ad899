"""Intents: what a bot asks to hear, and what it may."""

GUILDS = 1 << 0
GUILD_MEMBERS = 1 << 1
GUILD_PRESENCES = 1 << 8
GUILD_MESSAGES = 1 << 9
GUILD_MESSAGE_TYPING = 1 << 11
DIRECT_MESSAGES = 1 << 12
DIRECT_MESSAGE_TYPING = 1 << 14
MESSAGE_CONTENT = 1 << 15
_ALL = (1 << 26) - 1

# The application's flags that grant a privileged intent, in full or to a bot in few servers.
_GRANTS = {
    GUILD_PRESENCES: 1 << 12 | 1 << 13,
    GUILD_MEMBERS: 1 << 14 | 1 << 15,
    MESSAGE_CONTENT: 1 << 18 | 1 << 19,
}


def are_known(intents: int) -> bool:
    """Whether the bit set holds only intents that there are."""
    return 0 <= intents <= _ALL


def are_granted(intents: int, application_flags: int) -> bool:
    """Whether the application was granted every privileged intent among them."""
    return all(application_flags & grant for intent, grant in _GRANTS.items() if intents & intent)


def may_read_content(application_flags: int) -> bool:
    """Whether the application may read what others write."""
    return bool(application_flags & _GRANTS[MESSAGE_CONTENT])
