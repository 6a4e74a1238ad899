"""Many texts in one array of bytes."""

from collections.abc import Mapping, Sequence
from typing import Any, overload

from numpy.typing import NDArray


class Texts(Sequence[str]):
    """Texts by their numbers, decoded when asked for."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], name: str) -> None:
        # A memoryview gives single numbers several times as fast as an array.
        self._bytes = memoryview(arrays[f"{name}_bytes"].data)
        self._starts = memoryview(arrays[f"{name}_starts"].data)

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, number: int) -> str: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[str]: ...

    def __getitem__(self, number: int | slice) -> str | Sequence[str]:
        if isinstance(number, slice):
            return [self[place] for place in range(*number.indices(len(self)))]
        if number >= len(self):
            raise IndexError(number)
        return self.at(number)

    def at(self, number: int) -> str:
        """The text with this number, which must be one."""
        return str(self._bytes[self._starts[number] : self._starts[number + 1]], "utf-8")
