"""Errors that a person is told about: a message id and its arguments, never a sentence."""

from typing import TypeAlias

MessageArgument: TypeAlias = str | int | float


class UserError(Exception):
    """Something the user can mend, told in one sentence with what to do next.

    `message_id` names a message of `locales/`; `arguments` are its placeables, unescaped.
    """

    def __init__(self, message_id: str, **arguments: MessageArgument) -> None:
        super().__init__(message_id, arguments)
        self.message_id = message_id
        self.arguments = arguments
