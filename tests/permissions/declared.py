"""What each entry point of Badger is for. One that is not named here, or named and not there, is wrong.

A group of commands that is for moderators is named as a whole: what is added to it is theirs as well.
"""

from bot.discord_ui.gate import Needs

MODERATORS: dict[str, Needs] = {
    "/catalog": Needs.MANAGE_GUILD,
    "/catalog-alias": Needs.MANAGE_GUILD,
    "/catalog-task": Needs.MANAGE_GUILD,
    "/server": Needs.MANAGE_GUILD,
    "component audit": Needs.MANAGE_GUILD,
    "component blocks": Needs.MANAGE_GUILD,
    "component checked-entry": Needs.MANAGE_GUILD,
    "component discard-import": Needs.MANAGE_GUILD,
    "component draft-again": Needs.MANAGE_GUILD,
    "component draft-another": Needs.MANAGE_GUILD,
    "component draft-ask": Needs.MANAGE_GUILD,
    "component draft-discard": Needs.MANAGE_GUILD,
    "component draft-fix": Needs.MANAGE_GUILD,
    "component draft-hide": Needs.MANAGE_GUILD,
    "component draft-less": Needs.MANAGE_GUILD,
    "component draft-more": Needs.MANAGE_GUILD,
    "component draft-open": Needs.MANAGE_GUILD,
    "component draft-original": Needs.MANAGE_GUILD,
    "component draft-pick": Needs.MANAGE_GUILD,
    "component draft-publish": Needs.MANAGE_GUILD,
    "component draft-undo": Needs.MANAGE_GUILD,
    "component go-back": Needs.MANAGE_GUILD,
    "component history": Needs.MANAGE_GUILD,
    "component history-version": Needs.MANAGE_GUILD,
    "component import": Needs.MANAGE_GUILD,
    "component looked-again": Needs.MANAGE_GUILD,
    "component merge": Needs.MANAGE_GUILD,
    "component proposal-accept": Needs.MANAGE_GUILD,
    "component proposal-done": Needs.MANAGE_GUILD,
    "component proposal-edit": Needs.MANAGE_GUILD,
    "component proposal-refuse": Needs.MANAGE_GUILD,
    "component proposal-retire": Needs.MANAGE_GUILD,
    "component queue": Needs.MANAGE_GUILD,
    "component queue-next": Needs.MANAGE_GUILD,
    "component queue-open": Needs.MANAGE_GUILD,
    "component retire": Needs.MANAGE_GUILD,
    "component stale": Needs.MANAGE_GUILD,
    "component stale-edit": Needs.MANAGE_GUILD,
    "component stale-open": Needs.MANAGE_GUILD,
    "component unblock": Needs.MANAGE_GUILD,
    "component undo-entry": Needs.MANAGE_GUILD,
    "component undo-import": Needs.MANAGE_GUILD,
    "component undo-merge": Needs.MANAGE_GUILD,
    "component undo-tasks": Needs.MANAGE_GUILD,
    "component words": Needs.MANAGE_GUILD,
    "form done-form": Needs.MANAGE_GUILD,
    "form draft-form": Needs.MANAGE_GUILD,
    "form draft-new": Needs.MANAGE_GUILD,
    "form refuse-form": Needs.MANAGE_GUILD,
    "form retire-form": Needs.MANAGE_GUILD,
    "form retire-reported-form": Needs.MANAGE_GUILD,
    "menu Remove": Needs.MANAGE_MESSAGES,
}
MEMBERS = frozenset(
    {
        "/compare",
        "/credential browse",
        "/credential report",
        "/credential show",
        "/credential suggest",
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
        "component outcome",
        "component results",
        "component server",
        "component server-shown",
        "component share-comparison",
        "component share-credential",
        "component share-results",
        "component show",
        "component show-one",
        "component suggest-again",
        "component suggest-anyway",
        "component suggest-fix",
        "component topic",
        "component without-time",
        "form hours-form",
        "form suggest-form",
        "form time-form",
        "menu Find a credential for this",
        "menu Suggest as credential",
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
