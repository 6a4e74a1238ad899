"""A fault: what Discord finds wrong in a request, where, and under which of its codes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

Path: TypeAlias = tuple[str | int, ...]

INVALID_FORM_BODY = 50035
# Refusals of the whole request, with a number of their own and no place in it.
_NUMBERS_OF_THEIR_OWN = {
    "EMPTY_MESSAGE": 50006,
    "STICKER_INVALID": 50081,
    "TOO_MANY_COMMANDS": 30032,
    "FORWARD_WITH_CONTENT": 160011,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that Discord refuses: the place in the body, Discord's code for it, and its sentence."""

    path: Path
    code: str
    message: str

    @property
    def number(self) -> int:
        """Discord's JSON error code for a request with this fault."""
        return _NUMBERS_OF_THEIR_OWN.get(self.code, INVALID_FORM_BODY)


Faults: TypeAlias = Iterator[Fault]
Check: TypeAlias = Callable[[object, Path], Faults]


def below(faults: Iterable[Fault], *prefix: str | int) -> Faults:
    """The same faults, seen from a body that holds theirs at `prefix`."""
    for fault in faults:
        yield Fault((*prefix, *fault.path), fault.code, fault.message)


def refusal(faults: Iterable[Fault]) -> dict[str, Any]:
    """The body of Discord's answer 400 to a request with these faults; at least one is expected."""
    listed = list(faults)
    for fault in listed:
        if fault.number != INVALID_FORM_BODY:
            return {"code": fault.number, "message": fault.message}
    errors: dict[str, Any] = {}
    for fault in listed:
        place = errors
        for step in fault.path:
            place = place.setdefault(str(step), {})
        place.setdefault("_errors", []).append({"code": fault.code, "message": fault.message})
    return {"code": INVALID_FORM_BODY, "message": "Invalid Form Body", "errors": errors}


def required(path: Path) -> Fault:
    """A field that is not there, or empty where it must not be."""
    return Fault(path, "BASE_TYPE_REQUIRED", "This field is required")


def wrong_length(path: Path, minimum: int, maximum: int) -> Fault:
    """A text or a list outside of its bounds."""
    if minimum:
        return Fault(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {minimum} and {maximum} in length.")
    return Fault(path, "BASE_TYPE_MAX_LENGTH", f"Must be {maximum} or fewer in length.")


def not_one_of(path: Path, values: Iterable[object]) -> Fault:
    """A value outside of a closed set."""
    known = ", ".join(repr(value) for value in values)
    return Fault(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{known}}}.")
