"""Checks of plain values: texts, numbers, lists and objects with known keys."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime

from bot.sandbox.rules.faults import Check, Fault, Faults, Path, not_one_of, required, wrong_length

WEB = ("http", "https")
_URL = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<rest>[^\s<>\"]+)", re.IGNORECASE)
_WEB_HOST = re.compile(r"[^/?#\s]+\.[^/?#\s.]+(?=[/?#:]|$)")
_DIGITS = re.compile(r"0|[1-9][0-9]{0,19}")  # as many as 64 bits may have
_SNOWFLAKE_BITS = 64


def text(minimum: int, maximum: int) -> Check:
    """A text of so many characters; blanks alone count as none where one is needed."""

    def check(value: object, path: Path) -> Faults:
        if not isinstance(value, str):
            yield Fault(path, "STRING_TYPE_CONVERT", f'Could not interpret "{shown(value)}" as string.')
        elif minimum and not value.strip():
            yield required(path)
        elif not minimum <= len(value) <= maximum:
            yield wrong_length(path, minimum, maximum)

    return check


def whole(minimum: int, maximum: int) -> Check:
    """An integer within bounds."""

    def check(value: object, path: Path) -> Faults:
        if isinstance(value, bool) or not isinstance(value, int):
            yield Fault(path, "NUMBER_TYPE_COERCE", f'Value "{shown(value)}" is not int.')
        else:
            yield from _within(value, path, minimum, maximum)

    return check


def bit_set(size: int) -> Check:
    """A set of so many bits, as an integer or as a text of digits."""

    def check(value: object, path: Path) -> Faults:
        bits = as_whole(value)
        if bits is None:
            yield Fault(path, "NUMBER_TYPE_COERCE", f'Value "{shown(value)}" is not int.')
        else:
            yield from _within(bits, path, 0, (1 << size) - 1)

    return check


def _within(value: int, path: Path, minimum: int, maximum: int) -> Faults:
    if value < minimum:
        yield Fault(path, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {minimum}.")
    elif value > maximum:
        yield Fault(path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {maximum}.")


def number(value: object, path: Path) -> Faults:
    """Any number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield Fault(path, "NUMBER_TYPE_COERCE", f'Value "{shown(value)}" is not float.')


def as_whole(value: object) -> int | None:
    """The integer that a value says, as a number or as a text of digits; None where it says none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        return int(value)
    return None


def shown(value: object) -> str:
    """A value as a sentence may hold it: short, and of lists and objects only that they are one."""
    return str(value)[:100] if isinstance(value, str | int | float | None) else type(value).__name__


def boolean(value: object, path: Path) -> Faults:
    """True or false."""
    if not isinstance(value, bool):
        yield Fault(path, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")


def snowflake(value: object, path: Path) -> Faults:
    """An id of 64 bits."""
    found = as_whole(value)
    if found is None or not 0 <= found < 1 << _SNOWFLAKE_BITS:
        yield Fault(path, "NUMBER_TYPE_COERCE", f'Value "{shown(value)}" is not snowflake.')


def moment(value: object, path: Path) -> Faults:
    """A time in ISO 8601."""
    try:
        datetime.fromisoformat(shown(value))
    except ValueError:
        yield Fault(path, "DATE_TIME_TYPE_PARSE", f"Could not parse {shown(value)}. Should be ISO8601.")


def one_of(*values: object) -> Check:
    """One value of a closed set."""

    def check(value: object, path: Path) -> Faults:
        if isinstance(value, bool) or value not in values:
            yield not_one_of(path, values)

    return check


def url(maximum: int, *schemes: str) -> Check:
    """An address under one of the schemes; on the web, with a host that has a dot."""

    def check(value: object, path: Path) -> Faults:
        if not isinstance(value, str):
            yield Fault(path, "STRING_TYPE_CONVERT", f'Could not interpret "{shown(value)}" as string.')
            return
        if len(value) > maximum:
            yield wrong_length(path, 0, maximum)
            return
        found = _URL.fullmatch(value)
        scheme = found["scheme"].lower() if found else ""
        if found and scheme not in schemes:
            yield Fault(path, "URL_TYPE_INVALID_SCHEME", f'Scheme "{scheme}" must be one of {schemes}.')
        elif not found or (scheme in WEB and not _WEB_HOST.match(found["rest"])):
            yield Fault(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")

    return check


def array(item: Check, minimum: int, maximum: int, *, is_set: bool = False) -> Check:
    """A list of so many items, each sound; as a set, each once."""

    def check(value: object, path: Path) -> Faults:
        if not isinstance(value, list):
            yield Fault(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType.")
            return
        if minimum and not value:
            yield required(path)
        elif not minimum <= len(value) <= maximum:
            yield wrong_length(path, minimum, maximum)
        seen: set[str] = set()
        for place, each in enumerate(value):
            yield from item(each, (*path, place))
            if not is_set:
                continue
            if shown(each) in seen:
                yield Fault(
                    (*path, place), "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value"
                )
            seen.add(shown(each))

    return check


def shape(fields: Mapping[str, Check], *needed: str) -> Check:
    """An object with these keys and no others; null is the same as absent."""

    def check(value: object, path: Path) -> Faults:
        if not isinstance(value, Mapping):
            yield Fault(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType.")
            return
        for name in needed:
            if value.get(name) is None:
                yield required((*path, name))
        for name, each in value.items():
            if name not in fields:
                yield unknown_key(path, name)
            elif each is not None:
                yield from fields[name](each, (*path, name))

    return check


def unknown_key(path: Path, name: str) -> Fault:
    """A key that Discord does not know here: it would drop the value without a word."""
    return Fault((*path, name), "UNKNOWN_KEY", f'"{name}" is not a field here.')


def localizations(maximum: int) -> Check:
    """Texts for Discord's languages, each of one character or more."""
    one = text(1, maximum)

    def check(value: object, path: Path) -> Faults:
        if not isinstance(value, Mapping):
            yield Fault(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType.")
            return
        for locale, each in value.items():
            if locale not in LOCALES:
                yield not_one_of((*path, locale), LOCALES)
            else:
                yield from one(each, (*path, locale))

    return check


def mappings(value: object) -> list[tuple[int, Mapping[str, object]]]:
    """The objects of a list with their places; nothing where it is no list."""
    if not isinstance(value, list):
        return []
    return [(place, each) for place, each in enumerate(value) if isinstance(each, Mapping)]


LOCALES: Collection[str] = tuple(
    "ar bg cs da de el en-GB en-US es-419 es-ES fi fr he hi hr hu id it ja ko lt nl no pl pt-BR ro ru "
    "sv-SE th tr uk vi zh-CN zh-TW".split()
)
