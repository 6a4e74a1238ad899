"""What stands in a message that Discord keeps."""

from collections.abc import Iterable, Iterator
from typing import Any


def custom_ids_in(components: Iterable[Any]) -> Iterator[str]:
    """The ids of its buttons and selects, in the order in which one reads."""
    for component in components:
        custom_id = getattr(component, "custom_id", None)
        if custom_id:
            yield custom_id
        yield from custom_ids_in(getattr(component, "children", ()))
