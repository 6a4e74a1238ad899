"""What Discord refuses: its published limits, and the rules that its API description does not hold.

Pure: a body goes in, its faults come out, each with the place and the code that Discord would answer.
"""

from bot.sandbox.rules.commands import command_faults, commands_faults
from bot.sandbox.rules.faults import Fault, refusal
from bot.sandbox.rules.interaction_responses import interaction_response_faults
from bot.sandbox.rules.messages import message_faults

__all__ = [
    "Fault",
    "command_faults",
    "commands_faults",
    "interaction_response_faults",
    "message_faults",
    "refusal",
]
