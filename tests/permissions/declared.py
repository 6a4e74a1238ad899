"""What each entry point of Badger is for. One that is not named here, or named and not there, is wrong.

A group of commands that is for moderators is named as a whole: what is added to it is theirs as well.
"""

from bot.discord_ui.gate import Needs

MODERATORS: dict[str, Needs] = {
    "/catalog": Needs.MANAGE_GUILD,
    "/catalog-task": Needs.MANAGE_GUILD,
    "/server": Needs.MANAGE_GUILD,
    "component blocks": Needs.MANAGE_GUILD,
    "component discard-import": Needs.MANAGE_GUILD,
    "component import": Needs.MANAGE_GUILD,
    "component unblock": Needs.MANAGE_GUILD,
    "component undo-tasks": Needs.MANAGE_GUILD,
}
MEMBERS = frozenset(
    {
        "/compare",
        "/credential browse",
        "/credential show",
        "/find",
        "/help",
        "component browse",
        "component browse-details",
        "component change-hours",
        "component compare",
        "component details",
        "component fix-hours",
        "component fix-time",
        "component help",
        "component hours",
        "component mine",
        "component narrow",
        "component results",
        "component server",
        "component server-shown",
        "component share-comparison",
        "component share-credential",
        "component share-results",
        "component show",
        "component topic",
        "component without-time",
        "form hours-form",
        "form time-form",
        "menu Find a credential for this",
    }
)


def needs_declared(entry: str) -> Needs | None:
    """What the entry point needs as it is declared here; None where it is not."""
    if entry in MEMBERS:
        return Needs.NOTHING
    return MODERATORS.get(entry) or MODERATORS.get(entry.partition(" ")[0])


def unheard_of(entries: list[str]) -> list[str]:
    """What is declared here and not there."""
    there = {*entries, *(entry.partition(" ")[0] for entry in entries)}
    return sorted((MEMBERS | MODERATORS.keys()) - there)
