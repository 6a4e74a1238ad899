"""Files to import, made from sound ones and spoilt: as text, as structure, as bytes."""

import csv
import io
import json
import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from bot.catalogue.documents import Document
from bot.catalogue.exporting import ExportFormat, exported
from bot.catalogue.rows import row_of
from bot.catalogue.seed import read_seed
from bot.domain.credential import Credential

_MOST_ROWS = 6
_NASTY: tuple[object, ...] = (
    None, True, False, 0, -1, 1e308, -0.0, 10**30, "", " ", "\n", "a\0b", "\u202e", "=1+1", "NaN", "x" * 700,
    "x" * 21_000, "é", "漢字", "😀", "2026-13-45", "P6.54Y", "PT", "P", "-P1D",
    "http://127.0.0.1/", "javascript:x", "ftp://x.y", "https://",
    "a|b|c|d|e|f|g|h", "|", ";", "\\", "'", '"', [], {}, [[]], [{}], {"en": "x"},
    {"@value": 3}, {"@id": "x"}, [None], ["x", ["y", ["z"]]], {"@list": [1, {"@set": ["x"]}]},
)  # fmt: skip


def spoilt_file(chance: random.Random) -> Document:
    """A file in one of the four formats; about one in fifty is sound all the same."""
    suffix = chance.choice(("csv", "json", "jsonl", "jsonld"))
    sample = chance.sample(_seed(), chance.randint(1, _MOST_ROWS))
    # Under titles of their own the sound rows would change something, were they taken without the others.
    credentials = [replace(each, title=f"{each.title[:150]} {chance.randrange(1000)}") for each in sample]
    content = _MAKERS[suffix](credentials, chance)
    for _ in range(chance.choice((0, 0, 1, 1, 2))):
        content = chance.choice(_BYTE_SPOILERS)(content, chance)
    name = suffix if chance.random() < 0.97 else chance.choice(("csv", "json", "jsonl", "jsonld", "zip", ""))
    return Document(f"file.{name}", content)


@cache
def _seed() -> tuple[Credential, ...]:
    return read_seed().credentials


def _csv(credentials: list[Credential], chance: random.Random) -> bytes:
    text = "".join(exported(credentials, ExportFormat.CSV))
    table = list(csv.reader(io.StringIO(text, newline="")))
    for _ in range(chance.randint(0, 3)):
        line = chance.randrange(len(table))
        cell = chance.randrange(len(table[line]))
        spoil = chance.random()
        if spoil < 0.6:
            table[line][cell] = str(chance.choice(_NASTY))
        elif spoil < 0.7:
            del table[line][cell]
        elif spoil < 0.8:
            table[line].insert(cell, "more")
        elif spoil < 0.9:
            table.append(table[line])
        else:
            table[line][cell] = _mangled(table[line][cell], chance)
        table = [each for each in table if each] or [["id"]]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=chance.choice(",,,,,,,,;\t|")).writerows(table)
    return out.getvalue().encode("utf-8", "surrogatepass")


def _json(credentials: list[Credential], chance: random.Random) -> bytes:
    value: object = [row_of(each) for each in credentials]
    for _ in range(chance.randint(0, 3)):
        value = _spoilt_value(value, chance)
    return _dumped(value, chance).encode("utf-8", "surrogatepass")


def _jsonl(credentials: list[Credential], chance: random.Random) -> bytes:
    spoilt = [
        _spoilt_value(row, chance) if chance.random() < 0.3 else row for row in map(row_of, credentials)
    ]
    return "\n".join(_dumped(row, chance) for row in spoilt).encode("utf-8", "surrogatepass")


def _ctdl(credentials: list[Credential], chance: random.Random) -> bytes:
    text = "".join(exported(credentials, ExportFormat.CTDL))
    value: object = json.loads(text)
    for _ in range(chance.randint(0, 4)):
        value = _spoilt_value(value, chance)
    if chance.random() < 0.3:
        text = _dumped(value, chance).replace("badger:", chance.choice(("x:", "ceterms:", "")))
        return text.encode("utf-8", "surrogatepass")
    return _dumped(value, chance).encode("utf-8", "surrogatepass")


def _dumped(value: object, chance: random.Random) -> str:
    text = json.dumps(value, ensure_ascii=chance.random() < 0.5)
    if chance.random() < 0.15:
        text = chance.choice(_TEXT_SPOILERS)(text, chance)
    return text


def _spoilt_value(value: object, chance: random.Random) -> object:
    """The value with one thing in it changed, taken out, doubled or renamed."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        key = chance.choice(list(value))
        return _spoilt_object(value, key, chance)
    if isinstance(value, list) and value and chance.random() < 0.9:
        at = chance.randrange(len(value))
        spoil = chance.random()
        if spoil < 0.8:
            return [*value[:at], _spoilt_value(value[at], chance), *value[at + 1 :]]
        return [*value, value[at]] if spoil < 0.9 else [*value[:at], *value[at + 1 :]]
    return chance.choice(_NASTY)


def _spoilt_object(value: dict[str, Any], key: str, chance: random.Random) -> dict[str, Any]:
    spoil = chance.random()
    rest = {name: each for name, each in value.items() if name != key}
    if spoil < 0.7:
        return value | {key: _spoilt_value(value[key], chance)}
    if spoil < 0.8:
        return rest
    if spoil < 0.9:
        return rest | {f"schema:{key.rpartition(':')[2]}": value[key]}
    return value | {chance.choice(("hours", "ceterms:name", "@graph", "@id", "id")): chance.choice(_NASTY)}


def _mangled(text: str, chance: random.Random) -> str:
    letters = list(text or "x")
    for _ in range(chance.randint(1, 5)):
        letters[chance.randrange(len(letters))] = chance.choice("\"',;|\\\n\r\t\0=é{}[]")
    return "".join(letters)


def _with_number(text: str, number: str, chance: random.Random) -> str:
    at = text.find(": ", chance.randrange(len(text)))
    return text if at < 0 else f"{text[:at]}: {number}, {text[at + 2 :]}"


_TEXT_SPOILERS: tuple[Callable[[str, random.Random], str], ...] = (
    _mangled,
    lambda text, chance: text[: chance.randrange(len(text))],
    lambda text, chance: _with_number(text, "9" * 5000, chance),
    lambda text, chance: _with_number(text, chance.choice(("NaN", "Infinity", "-Infinity", "1e999")), chance),
    lambda text, chance: "[" * chance.choice((50, 2000, 100_000)) + text,
    lambda text, chance: '{"a":' * chance.choice((50, 2000, 100_000)) + text,
    lambda text, _: text.replace('"id": ', '"id": "x", "id": ', 1),
    lambda text, _: text.replace('"@id": ', '"@id": "x", "@id": ', 1),
    lambda text, _: text.replace("e", "\\ud800", 1),
    lambda text, _: f"<html>{text}",
    lambda text, _: text * 3,
)


def _flipped(content: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(content or b"x")
    for _ in range(chance.randint(1, 8)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _recoded(content: bytes, encoding: str) -> bytes:
    return content.decode("utf-8", "replace").encode(encoding, "replace")


_BYTE_SPOILERS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flipped,
    _flipped,
    lambda content, chance: content[: chance.randrange(len(content) + 1)],
    lambda content, chance: content[chance.randrange(len(content) + 1) :],
    lambda content, _: b"\xef\xbb\xbf" + content,
    lambda content, _: _recoded(content, "utf-16"),
    lambda content, _: _recoded(content, "utf-16-le"),
    lambda content, _: _recoded(content, "latin-1") + b"\xe9",
    lambda content, _: content.replace(b",", b",\0", 1),
    lambda content, _: b"PK\x03\x04" + content,
    lambda content, _: b"\x1f\x8b" + content,
    lambda content, _: content.replace(b"\n", b"\r"),
    lambda content, _: content + content,
    lambda content, chance: chance.randbytes(len(content) % 3000),
    lambda _, chance: chance.choice(
        (b"", b"\n\n", b"id", b"title\n", b"[]", b"{}", b"[{}]", b'{"@graph": []}', b"null")
    ),
)
_MAKERS: dict[str, Callable[[list[Credential], random.Random], bytes]] = {
    "csv": _csv,
    "json": _json,
    "jsonl": _jsonl,
    "jsonld": _ctdl,
}
