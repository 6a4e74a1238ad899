"""All components of one message or modal together: how many, how much text, which ids."""

from collections.abc import Iterator, Mapping

from bot.sandbox.rules.components import MAX_COMPONENTS, MAX_TEXT, in_layout, in_plain_message
from bot.sandbox.rules.faults import Fault, Faults, Path
from bot.sandbox.rules.kinds import Kind
from bot.sandbox.rules.shapes import array, mappings

_PLAIN_ROWS = 5
_PLAIN = array(in_plain_message, 0, _PLAIN_ROWS)
_LAYOUT = array(in_layout, 0, MAX_COMPONENTS)


def walk(components: object, path: Path) -> Iterator[tuple[Path, Mapping[str, object]]]:
    """Every component with its place, from the outside in, however deep a body nests them."""
    waiting = _inside(components, path)
    while waiting:
        here, component = waiting.pop()
        yield here, component
        for name in ("component", "accessory"):
            inner = component.get(name)
            if isinstance(inner, Mapping):
                waiting.append(((*here, name), inner))
        waiting += _inside(component.get("components"), (*here, "components"))


def _inside(components: object, path: Path) -> list[tuple[Path, Mapping[str, object]]]:
    return [((*path, place), component) for place, component in reversed(mappings(components))]


def plain_faults(components: object, path: Path) -> Faults:
    """Up to five rows of a message that has no layout."""
    yield from _PLAIN(components, path)
    yield from each_id_once(components, path)


def layout_faults(components: object, path: Path) -> Faults:
    """A whole layout: 40 components in all, 4,000 characters of text in all."""
    yield from _LAYOUT(components, path)
    yield from each_id_once(components, path)
    every = [component for _, component in walk(components, path)]
    if len(every) > MAX_COMPONENTS and isinstance(components, list) and len(components) <= MAX_COMPONENTS:
        yield Fault(
            path,
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
            f"The total number of components exceeds the maximum of {MAX_COMPONENTS}",
        )
    written = sum(len(_text(component)) for component in every)
    if written > MAX_TEXT:
        yield Fault(
            path,
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            f"Components displayable text size exceeds maximum size of {MAX_TEXT}",
        )


def _text(component: Mapping[str, object]) -> str:
    content = component.get("content")
    return content if component.get("type") == Kind.TEXT_DISPLAY and isinstance(content, str) else ""


def each_id_once(components: object, path: Path) -> Faults:
    """No two components share a custom id, or a number where they were given one."""
    customs: set[str] = set()
    numbers: set[int] = set()
    for here, component in walk(components, path):
        custom, number = component.get("custom_id"), component.get("id")
        if isinstance(custom, str):
            if custom in customs:
                yield Fault(
                    (*here, "custom_id"),
                    "COMPONENT_CUSTOM_ID_DUPLICATED",
                    "Component custom id cannot be duplicated",
                )
            customs.add(custom)
        if isinstance(number, int) and number:
            if number in numbers:
                yield Fault((*here, "id"), "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
            numbers.add(number)
