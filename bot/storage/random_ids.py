"""Ids that travel in buttons, and that nobody guesses."""

import secrets

_BYTES = 9
"""72 bits; in base 64 they are 12 characters."""


def new_id() -> str:
    """A random id of 12 characters, which stand in a button's id as they are."""
    return secrets.token_urlsafe(_BYTES)
