"""What Discord answers when it refuses: a status, its own code, and its sentence."""

from typing import NamedTuple

from bot.sandbox.rules import Fault, refusal
from bot.sandbox.wire import Json


class Refusal(NamedTuple):
    """One way in which Discord refuses."""

    status: int
    code: int
    message: str


UNAUTHORIZED = Refusal(401, 0, "401: Unauthorized")
METHOD_NOT_ALLOWED = Refusal(405, 0, "405: Method Not Allowed")
NOT_FOUND = Refusal(404, 0, "404: Not Found")
UNKNOWN_APPLICATION = Refusal(404, 10002, "Unknown Application")
UNKNOWN_CHANNEL = Refusal(404, 10003, "Unknown Channel")
UNKNOWN_GUILD = Refusal(404, 10004, "Unknown Guild")
UNKNOWN_MEMBER = Refusal(404, 10007, "Unknown Member")
UNKNOWN_MESSAGE = Refusal(404, 10008, "Unknown Message")
UNKNOWN_USER = Refusal(404, 10013, "Unknown User")
UNKNOWN_WEBHOOK = Refusal(404, 10015, "Unknown Webhook")
UNKNOWN_INTERACTION = Refusal(404, 10062, "Unknown interaction")
UNKNOWN_COMMAND = Refusal(404, 10063, "Unknown application command")
UNKNOWN_COMMAND_PERMISSIONS = Refusal(404, 10066, "Unknown application command permissions")
TOO_LARGE = Refusal(413, 40005, "Request entity too large")
ALREADY_ACKNOWLEDGED = Refusal(400, 40060, "Interaction has already been acknowledged.")
MISSING_ACCESS = Refusal(403, 50001, "Missing Access")
NOT_IN_DIRECT_CHANNEL = Refusal(403, 50003, "Cannot execute action on a DM channel")
NOT_THE_AUTHOR = Refusal(403, 50005, "Cannot edit a message authored by another user")
EMPTY_MESSAGE = Refusal(400, 50006, "Cannot send an empty message")
CANNOT_WRITE_TO_USER = Refusal(403, 50007, "Cannot send messages to this user")
MISSING_PERMISSIONS = Refusal(403, 50013, "Missing Permissions")
NOT_FOR_THIS_CHANNEL = Refusal(400, 50024, "Cannot execute action on this channel type")
THREAD_ARCHIVED = Refusal(400, 50083, "Thread is archived")
ALREADY_A_THREAD = Refusal(400, 160004, "A thread has already been created for this message")
INVALID_WEBHOOK_TOKEN = Refusal(401, 50027, "Invalid Webhook Token")
INVALID_JSON = Refusal(400, 50109, "The request body contains invalid JSON.")

NO_HISTORY_TO_REPLY_TO = Refusal(403, 160002, "Cannot reply without permission to read message history")


class RefusedError(Exception):
    """A request is refused, with this body of the answer."""

    def __init__(self, why: Refusal, body: Json | None = None) -> None:
        super().__init__(why.message)
        self.status = why.status
        self.code = why.code
        self.message = why.message
        self.body: Json = body or {"message": why.message, "code": why.code}


def refuse_faults(faults: list[Fault]) -> None:
    """Nothing where there are no faults. Raises RefusedError with Discord's nested errors else."""
    if faults:
        raise form_refused(faults)


def form_refused(faults: list[Fault]) -> RefusedError:
    """The refusal of a body with these faults, at least one."""
    body = refusal(faults)
    return RefusedError(Refusal(400, body["code"], body["message"]), body)


def field_refused(*path: str | int, code: str, message: str) -> RefusedError:
    """The refusal of a body for one of its fields."""
    return form_refused([Fault(path, code, message)])
