"""The catalogue that comes with Badger, as its layers are compared with it."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from bot.catalogue.rows import record_of
from bot.domain.credential import Credential


class BaseRecords(Mapping[str, str]):
    """The records of the credentials under all layers, by id, in their order.

    They are written when they are first looked at, and once for all who share this: a start needs none.
    """

    def __init__(self, credentials: Iterable[Credential]) -> None:
        self._credentials = tuple(credentials)

    def __getitem__(self, credential_id: str) -> str:
        return self._records[credential_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._credentials)

    @cached_property
    def _records(self) -> dict[str, str]:
        return {each.id: record_of(each) for each in self._credentials}
