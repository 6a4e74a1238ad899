"""What Discord takes without a word, and spoils."""

from bot.sandbox.rest.call import Call
from bot.sandbox.rules.attachments import hidden_files
from bot.sandbox.violations import Violations
from bot.sandbox.wire import Json
from bot.sandbox.world import COMPONENTS_V2


def tell_hidden_files(violations: Violations, call: Call, body: Json, flags_before: int = 0) -> None:
    """Writes down a violation for the files of a layout that no component shows."""
    flags = body.get("flags") or 0
    if not (flags | flags_before) & COMPONENTS_V2:
        return
    names = hidden_files(body, call.file_names)
    if names:
        text = f"A file of a layout is seen only where a component names it: {', '.join(names)}"
        violations.add(0, text, call.where, body=body)
