"""A sound credential as a file holds it, to be spoilt by the tests."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue.reader import read_documents
from bot.catalogue.reading import CatalogueReading


@pytest.fixture
def row() -> dict[str, Any]:
    text = (Path(__file__).parent / "sound_row.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


@pytest.fixture
def read() -> Callable[..., CatalogueReading]:
    """Reads rows (objects or raw text) as one `.jsonl` file."""

    def read_rows(*rows: dict[str, Any] | str) -> CatalogueReading:
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        return read_documents([("rows.jsonl", "\n".join(lines).encode("utf-8", "surrogatepass"))])

    return read_rows
