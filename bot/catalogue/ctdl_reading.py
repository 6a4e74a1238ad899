"""CTDL JSON-LD becomes rows of the schema: leniently, and without guessing what it does not say."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from bot.catalogue import ctdl_effort, ctdl_requirements
from bot.catalogue.completion import id_from, note
from bot.catalogue.ctdl_nodes import Graph, Node, clean, first_of, link_of, local_name
from bot.catalogue.ctdl_terms import (
    DELIVERY_PROPERTIES,
    GONE,
    LEVELS,
    OPEN_TYPES,
    OTHER_CREDENTIALS,
    STUDY_FORMS,
    TYPE_NAMES,
    TYPES,
)
from bot.catalogue.documents import MAX_FIELD_CHARACTERS
from bot.catalogue.durations import months_of
from bot.catalogue.problems import Problem
from bot.catalogue.raw_rows import RawRow
from bot.catalogue.reader import NotANumberError, refused_constant
from bot.domain.credential import MOST_VALID_MONTHS, CredentialType, StudyForm
from bot.domain.errors import UserError

_LANGUAGE = "en"
_MAX_TITLE, _MAX_SUMMARY, _MAX_WORD = 200, 600, 80
_MAX_TOPICS, _MAX_SKILLS = 10, 50
_LANGUAGE_LENGTH = 2
_CREDENTIALS = frozenset(TYPES) | OPEN_TYPES | OTHER_CREDENTIALS


def ctdl_rows(text: str, topics: frozenset[str]) -> Iterator[RawRow]:
    """The credentials of the file; what else is in its graph serves to explain them.

    `topics` are the words that the catalogue has already. Raises UserError `import-…` for what is no
    JSON, or holds no credential.
    """
    graph = Graph(_loaded(text))
    credentials = [node for node in graph.nodes if not _CREDENTIALS.isdisjoint(node.types)]
    if not credentials:
        raise UserError("import-ctdl-nothing")
    ids = {node.id: _id(node) for node in credentials if node.id}
    position = 0
    line = 1
    for node in credentials:
        found = text.find(json.dumps(node.id, ensure_ascii=False), position) if node.id else -1
        if found >= 0:
            line, position = line + text.count("\n", position, found), found
        yield _Reading(node, graph, ids, topics).row(line)


def _loaded(text: str) -> object:
    repeated: list[str] = []

    def as_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
        result = dict(pairs)
        if len(result) < len(pairs) and not repeated:
            repeated.append(Counter(key for key, _ in pairs).most_common(1)[0][0])
        return result

    try:
        document = json.loads(text, object_pairs_hook=as_object, parse_constant=refused_constant)
    except RecursionError as error:
        raise UserError("import-too-deep") from error
    except json.JSONDecodeError as error:
        raise UserError("import-json-broken", line=error.lineno, detail=error.msg) from error
    except NotANumberError as error:
        raise UserError("import-number-not-one", value=str(error)) from error
    except ValueError as error:
        raise UserError("import-number-too-long") from error
    if repeated:
        raise UserError("import-key-twice", key=clean(repeated[0])[:80])
    return document


class _Reading:
    """One credential on its way to a row."""

    def __init__(self, node: Node, graph: Graph, ids: Mapping[str, str], topics: frozenset[str]) -> None:
        self._node = node
        self._graph = graph
        self._ids = ids
        self._topics = topics
        self._is_own = node.has("credentialId")
        self._problems: list[Problem] = []
        self._notes: list[Problem] = []
        self._language = self._read_language()

    def row(self, line: int) -> RawRow:
        """The row, with what refuses it and what was read into it."""
        node = self._node
        for name in ("name", "description"):
            if any(len(text) > MAX_FIELD_CHARACTERS for text in node.phrases(name, self._language)):
                self._problems.append(
                    Problem("catalogue-text-too-long", {"field": name, "limit": MAX_FIELD_CHARACTERS})
                )
        row: dict[str, Any] = {
            "id": _id(node),
            "title": _cut(node.phrase("name", self._language), _MAX_TITLE),
            **self._issuers(),
            "url": self._url(),
            "summary": _cut(node.phrase("description", self._language), _MAX_SUMMARY),
            "credential_type": self._type(),
            "level": self._level(),
            "language": self._language,
            "topics": self._read_topics(),
            "skills": self._skills(),
            "study_forms": self._study_forms(),
            **self._effort_and_requirements(),
            **self._cost(),
            "credit": self._credit(),
            "valid_months": self._valid_months(),
            "source": self._source(),
            **{name: node.phrase(key) for name, key in _BASES.items()},
            "twins": node.phrases("twins"),
        }
        self._refuse_what_is_gone()
        stated = {name: value for name, value in row.items() if value not in (None, "", [], {})}
        return RawRow(line, stated, tuple(self._problems), tuple(self._notes))

    def _effort_and_requirements(self) -> dict[str, Any]:
        effort, notes = ctdl_effort.effort_of(self._node, self._language)
        requirements, further = ctdl_requirements.requirements_of(
            self._node, self._graph, self._ids, self._language
        )
        self._notes += [*notes, *further]
        return {**effort, "requirements": requirements}

    def _read_language(self) -> str:
        stated = [clean(word).lower() for word in self._node.phrases("inLanguage")]
        mapped = [key.lower() for key in self._node.languages("name")]
        for tag in [*stated, *mapped]:
            code = tag.replace("_", "-").split("-")[0]
            if len(code) == _LANGUAGE_LENGTH and code.isascii() and code.isalpha():
                return code
        self._notes.append(note("import-language-assumed", language=_LANGUAGE))
        return _LANGUAGE

    def _type(self) -> str:
        named = next((name for name in self._node.types if name in TYPES), None)
        own = self._node.phrase("credentialType")
        if named is None:
            other = next(name for name in self._node.types if name in _CREDENTIALS)
            if other in OTHER_CREDENTIALS:
                self._problems.append(Problem("import-ctdl-kind-unknown", {"kind": other}))
            else:
                self._notes.append(note("import-ctdl-kind-open"))
            return CredentialType.MICRO_CREDENTIAL.value
        if own in set(CredentialType) and TYPE_NAMES[CredentialType(own)] == named:
            return own
        return TYPES[named].value

    def _issuers(self) -> dict[str, str]:
        owners = self._organisations("ownedBy")
        offerers = self._organisations("offeredBy")
        issuer = first_of([*owners, *offerers])
        if not issuer:
            issuer = self._host()
            if issuer:
                self._notes.append(note("import-issuer-link", issuer=issuer))
        platform = first_of(offerers) if owners else ""
        return {
            "issuer": _cut(issuer, _MAX_TITLE),
            "platform": _cut(platform, _MAX_WORD) if self._is_own or platform != issuer else "",
        }

    def _organisations(self, name: str) -> list[str]:
        """The names of the organisations; a bare link counts where the file says who it is."""
        names = []
        for each in self._node.all(name):
            inline = Node(each).phrase("name", self._language) if isinstance(each, dict) else ""
            linked = self._graph.find(link_of(each))
            names.append(inline or (linked.phrase("name", self._language) if linked else ""))
        return [each for each in names if each]

    def _host(self) -> str:
        """Who is behind the credential's page or link, by the host; the registry's own says nothing."""
        links = [self._url(), *map(link_of, (*self._node.all("ownedBy"), *self._node.all("offeredBy")))]
        for link in links:
            try:
                host = urlsplit(link).hostname or ""
            except ValueError:
                continue
            if host and "credentialengine" not in host:
                return host.removeprefix("www.")
        return ""

    def _url(self) -> str:
        pages = [link_of(each) for each in self._node.all("subjectWebpage")]
        return first_of([*pages, *(each for each in [self._node.id] if each.startswith("http"))])

    def _level(self) -> str:
        known = [LEVELS[word] for word in self._node.words("audienceLevelType") if word in LEVELS]
        return known[0].value if len(set(known)) == 1 else "mixed"

    def _read_topics(self) -> list[str]:
        subjects = [_cut(text, _MAX_WORD) for text in self._node.phrases("subject")]
        if self._is_own:
            return subjects
        known = [text.lower() for text in subjects if text.lower() in self._topics]
        return list(dict.fromkeys(known or [text.lower() for text in subjects]))[:_MAX_TOPICS]

    def _skills(self) -> list[str]:
        keywords = self._node.phrases("keyword", self._language)
        if self._is_own:
            return keywords
        taught = self._node.phrases("teaches", self._language)
        words = [_cut(text.lower(), _MAX_WORD) for text in (*keywords, *taught)]
        return list(dict.fromkeys(words))[:_MAX_SKILLS]

    def _study_forms(self) -> list[str]:
        own = [word for word in self._node.phrases("studyForms") if word in set(StudyForm)]
        words = [word for name in DELIVERY_PROPERTIES for word in self._node.words(name)]
        read = [STUDY_FORMS[word].value for word in words if word in STUDY_FORMS]
        return own or list(dict.fromkeys(read))

    def _cost(self) -> dict[str, Any]:
        profiles = self._node.nodes("estimatedCost")
        prices = [(_price(profile), profile.phrase("currency")) for profile in profiles]
        stated = [(price, currency) for price, currency in prices if price is not None]
        row: dict[str, Any] = {"cost_class": self._node.phrase("costClass")}
        if self._is_own or any(price for price, _ in stated):
            row["cost_class"] = row["cost_class"] or "paid"
            amount = next((each for each in stated if each[1] and (self._is_own or each[0])), None)
            if amount is not None:
                row |= {"cost_amount": amount[0], "cost_currency": amount[1]}
        elif stated:
            row["cost_class"] = "free"
        return row

    def _credit(self) -> dict[str, str]:
        claims = self._node.nodes("creditClaim")
        return {name: claims[0].phrase(name) for name in ("status", "claim")} if claims else {}

    def _valid_months(self) -> int | None:
        """None also for what is valid for longer than anybody lives."""
        stated = (months_of(text) for text in self._node.phrases("renewalFrequency"))
        return next((each for each in stated if each and each <= MOST_VALID_MONTHS), None)

    def _source(self) -> dict[str, str]:
        sources = self._node.nodes("source") if self._is_own else []
        if sources:
            return {name: text for name, key in _SOURCE.items() if (text := sources[0].phrase(key))}
        address = self._node.id
        return {"reference": address} if address.startswith(("http:", "https:")) else {}

    def _refuse_what_is_gone(self) -> None:
        for word in self._node.words("credentialStatusType"):
            if word in GONE:
                self._problems.append(Problem("import-ctdl-gone", {"status": word}))


_BASES = {"tasks_basis": "tasksBasis", "skills_basis": "skillsBasis"}
_SOURCE = {
    "reference": "reference",
    "licence": "licence",
    "checked_on": "checkedOn",
    "facts_as_of": "factsAsOf",
}


def _id(node: Node) -> str:
    """Badger's own id, else the CTID, else one from name and address: the same file gives the same id."""
    own = node.phrase("credentialId")
    if own:
        return own
    ctid = node.phrase("ctid").lower()
    return ctid or id_from(node.phrase("name"), local_name(node.id) if node.id else "")


def _price(profile: Node) -> float | None:
    for value in profile.all("price"):
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value) if abs(value) < 10**15 else None
        if isinstance(value, str) and value.replace(".", "", 1).isdecimal() and len(value) < _MAX_WORD:
            return float(value)
    return None


def _cut(text: str, most: int) -> str:
    """The text, cut at a word where it is longer than the schema takes."""
    if len(text) <= most:
        return text
    return f"{text[: most - 1].rpartition(' ')[0] or text[: most - 1]}…"
