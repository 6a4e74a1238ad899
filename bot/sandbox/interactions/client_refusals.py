"""What a person's own client refuses to send."""

from bot.sandbox.refusals import RefusedError, field_refused


def client_refuses(name: str, message: str) -> RefusedError:
    """The refusal of one thing that a person filled in or clicked."""
    refused = field_refused(name, code="CLIENT_REFUSES", message=message)
    refused.message = f"{name}: {message}"
    return refused
