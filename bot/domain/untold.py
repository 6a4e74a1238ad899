"""What a member is still to be told at the next chance."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Untold:
    """Of what a member does not know yet: what became of proposals, and what could not be sent to them.

    `refusal` is of a reminder, `invitations` are into study groups, `group_faults` are of groups that they
    own, `renewals` of what expires.
    """

    outcomes: bool = False
    refusal: bool = False
    invitations: bool = False
    group_faults: bool = False
    renewals: bool = False
