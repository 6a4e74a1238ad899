"""JSON-LD as it is met in the wild: prefixes right or wrong, language maps, arrays, graphs, bare links."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

_PREFERRED_PREFIXES = ("ceterms", "", "badger")
_LANGUAGE_KEY = re.compile(r"(?:[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*|@none|und)")
_BREAKS = re.compile(r"\s*[\x00-\x1f\x7f-\x9f\u2028\u2029]+\s*")
_DIRECTIONS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_KEYS_IN_MEMORY = 2048
_DEPTH = 4
"""Values are never wrapped deeper than this by anyone who means well."""
_CTID = re.compile(r"ce-[0-9a-f-]{36}", re.IGNORECASE)


class Node:
    """An object of the graph, its keys by their local name: `ceterms:name`, `schema:name`, `name` are one."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        ranked = sorted(value.items(), key=lambda item: _rank(item[0]))
        self._values: dict[str, Any] = {}
        for key, each in ranked:
            self._values.setdefault(local_name(key), each)

    @property
    def id(self) -> str:
        """Its own address, "" where it has none."""
        found = self._values.get("@id") or self._values.get("id")
        return found if isinstance(found, str) else ""

    @property
    def types(self) -> list[str]:
        """The local names of its types."""
        found = self._values.get("@type") or self._values.get("type")
        return [local_name(each) for each in flat(found) if isinstance(each, str)]

    def has(self, name: str) -> bool:
        """Whether it says anything of this name."""
        return name in self._values

    def all(self, name: str) -> list[Any]:
        """The values of this name, each on its own."""
        return list(flat(self._values.get(name)))

    def nodes(self, name: str) -> "list[Node]":
        """The values of this name that are objects."""
        return [Node(each) for each in self.all(name) if isinstance(each, dict)]

    def phrase(self, name: str, language: str = "en") -> str:
        """The first text of this name in the language, else in another; "" where there is none."""
        return next(iter(self.phrases(name, language)), "")

    def phrases(self, name: str, language: str = "en") -> list[str]:
        """The texts of this name, made fit to stand on one line."""
        found = (clean(text) for text in _texts(self._values.get(name), language))
        return [text for text in found if text]

    def words(self, name: str) -> list[str]:
        """The local names that this name points to: of texts, links and alignment objects."""
        return [local_name(word) for each in self.all(name) for word in _pointed_at(each)]

    def languages(self, name: str) -> list[str]:
        """The languages of the texts of this name, where it is a language map."""
        return [
            key
            for each in self.all(name)
            if isinstance(each, dict)
            for key in each
            if _LANGUAGE_KEY.fullmatch(key) and key[0] != "@"
        ]


@lru_cache(_KEYS_IN_MEMORY)
def _rank(key: str) -> tuple[int, str]:
    prefix = key.rpartition(":")[0] if not key.startswith(("http:", "https:")) else "ceterms"
    known = prefix.lower() in _PREFERRED_PREFIXES
    return (_PREFERRED_PREFIXES.index(prefix.lower()) if known else len(_PREFERRED_PREFIXES), key)


@lru_cache(_KEYS_IN_MEMORY)
def local_name(key: str) -> str:
    """What stands behind the prefix or the namespace of a name."""
    return re.split(r"[:/#]", key.rstrip("/#"))[-1] if not key.startswith("@") else key


def flat(value: object, depth: int = _DEPTH) -> Iterator[Any]:
    """The single values of what may be one, a list, or a JSON-LD list or set."""
    if isinstance(value, list) and depth:
        for each in value:
            yield from flat(each, depth - 1)
    elif isinstance(value, dict) and depth and (wrapped := value.get("@list") or value.get("@set")):
        yield from flat(wrapped, depth - 1)
    elif value is not None:
        yield value


def _texts(value: object, language: str) -> Iterator[str]:
    for each in flat(value):
        if isinstance(each, str):
            yield each
        elif isinstance(each, int | float) and not isinstance(each, bool):
            yield str(each)
        elif isinstance(each, dict):
            yield from _texts_of_object(each, language)


def _texts_of_object(value: Mapping[str, Any], language: str) -> Iterator[str]:
    if "@value" in value:
        yield from (text for text in flat(value["@value"]) if isinstance(text, str))
        return
    by_language = {key: text for key, text in value.items() if _LANGUAGE_KEY.fullmatch(key)}
    if by_language and len(by_language) == len(value):
        best = min(by_language, key=lambda key: (not _is_in(key, language), not _is_in(key, "en"), key))
        yield from (text for text in flat(by_language[best]) if isinstance(text, str))
        return
    node = Node(value)
    for name in ("targetNodeName", "name", "label", "prefLabel"):
        if node.has(name):
            yield from node.phrases(name, language)
            return


def _is_in(key: str, language: str) -> bool:
    return key.lower().replace("_", "-").split("-")[0] == language


def _pointed_at(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        node = Node(value)
        target = next(iter(node.all("targetNode")), None) or node.id or node.phrase("targetNodeName")
        if isinstance(target, str):
            yield target
        elif isinstance(target, dict):
            yield Node(target).id


def clean(text: str) -> str:
    """The text on one line, without what would steer a reader or a terminal; else as it is."""
    return _DIRECTIONS.sub("", _BREAKS.sub(" ", text)).strip()


def link_of(value: object) -> str:
    """The link that a value is or carries; "" for none."""
    if isinstance(value, str):
        return value.strip()
    return Node(value).id if isinstance(value, dict) else ""


class Graph:
    """All objects of a file, by their address."""

    def __init__(self, document: object) -> None:
        self.nodes = [Node(value) for value in _objects(document)]
        self._by_id: dict[str, Node] = {}
        for node in self.nodes:
            for name in (node.id, *node.phrases("ctid")):
                if name:
                    self._by_id.setdefault(_key(name), node)

    def find(self, link: str) -> Node | None:
        """The object at this address, in the file."""
        return self._by_id.get(_key(link)) if link else None


def _key(link: str) -> str:
    """The CTID in a link, by which the registry's addresses differ only; else the link itself."""
    match = _CTID.search(link)
    return match[0].lower() if match else link


def _objects(document: object, depth: int = _DEPTH) -> Iterator[Mapping[str, Any]]:
    """The objects of a file: of a list, of a graph, inside the registry's envelopes, or the one."""
    if isinstance(document, list):
        for each in document:
            if depth:
                yield from _objects(each, depth - 1)
    elif isinstance(document, dict):
        for inner in ("@graph", "decoded_resource"):
            if depth and isinstance(document.get(inner), list | dict):
                yield from _objects(document[inner], depth - 1)
                return
        yield document


def first_of(values: Iterable[str]) -> str:
    """The first that is not empty."""
    return next((value for value in values if value), "")
