"""Reads catalogue files: every error of every row of every file, in one report.

Read are `.jsonl` (one credential a line) and `.json` (a list of credentials). Nothing in a file makes
it stop at the first error, and no content makes it raise.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.catalogue.documents import MAX_ROWS
from bot.catalogue.problems import Problem
from bot.catalogue.reading import CatalogueReading, Place
from bot.catalogue.rows import credential_of
from bot.catalogue.schema import MALFORMED_MESSAGES, CredentialRecord
from bot.domain.errors import MessageArgument, UserError

if TYPE_CHECKING:
    from bot.domain.credential import Credential

CATALOGUE_SUFFIXES = (".json", ".jsonl")
MAX_FILE_BYTES = 64 * 1024 * 1024
"""The limit on the command line; attachments have a smaller one of their own."""
UTF8_MARK = b"\xef\xbb\xbf"
"""Some editors put it before the text; it carries nothing."""
MAX_PROBLEMS_OF_A_ROW = 20
"""Who mends these sees the others next time; a hostile row could have millions."""
MAX_SHOWN_CHARACTERS = 80
"""Wrong values are quoted in the report up to this length."""


def read_catalogue(path: Path) -> CatalogueReading:
    """The catalogue in `path`: a `.json` or `.jsonl` file, or a folder of them, in order of name.

    Raises UserError where there is no such file or folder, or nothing in it is a catalogue by its name.
    """
    reading = _Reading()
    for file in _catalogue_files(path):
        reading.add_file(file)
    return reading.result()


def read_documents(documents: Iterable[tuple[str, bytes]]) -> CatalogueReading:
    """The catalogue in `documents`, pairs of file name and content; never raises for the content."""
    reading = _Reading()
    for name, content in documents:
        reading.add_document(name, content)
    return reading.result()


def _catalogue_files(path: Path) -> list[Path]:
    try:
        if path.is_dir():
            return _files_in_folder(path)
        is_there = path.exists()
    except OSError as error:
        raise UserError("catalogue-path-unreadable", path=str(path), detail=error.strerror or "") from error
    if not is_there:
        raise UserError("catalogue-file-missing", path=str(path))
    if path.suffix.lower() not in CATALOGUE_SUFFIXES or not path.is_file():
        raise UserError("catalogue-file-not-one", path=str(path), suffixes=" ".join(CATALOGUE_SUFFIXES))
    return [path]


def _files_in_folder(folder: Path) -> list[Path]:
    files = sorted(
        entry
        for entry in folder.iterdir()
        if entry.suffix.lower() in CATALOGUE_SUFFIXES and (entry.is_file() or entry.is_dir())
    )
    if not files:
        raise UserError("catalogue-folder-empty", path=str(folder))
    return files


@dataclass(frozen=True, slots=True)
class _Row:
    """The JSON text of one credential, and where it stands."""

    place: Place
    text: str


class _Reading:
    """Gathers credentials and problems over all files."""

    def __init__(self) -> None:
        self.credentials: list[Credential] = []
        self.problems: list[Problem] = []
        self.places: dict[str, Place] = {}
        self._rows = 0
        self._repeated_keys: list[str] = []
        self._decoder = json.JSONDecoder(object_pairs_hook=self._object, parse_constant=refused_constant)

    def result(self) -> CatalogueReading:
        return CatalogueReading(tuple(self.credentials), tuple(self.problems), self.places)

    def add_file(self, file: Path) -> None:
        place = Place(file.name, 1)
        try:
            if file.stat().st_size > MAX_FILE_BYTES:
                self._report(place, "catalogue-file-too-large", limit_mib=MAX_FILE_BYTES // 2**20)
                return
            content = file.read_bytes()
        except OSError as error:
            self._report(place, "catalogue-file-unreadable", detail=error.strerror or "")
            return
        self.add_document(file.name, content)

    def add_document(self, name: str, content: bytes) -> None:
        content = content.removeprefix(UTF8_MARK)
        rows = self._list_rows if name.lower().endswith(".json") else self._line_rows
        rows_before, problems_before = self._rows, len(self.problems)
        for row in rows(name, content):
            self._rows += 1
            if self._rows > MAX_ROWS:
                self._report(row.place, "catalogue-too-many-rows", limit=MAX_ROWS)
                return
            self._add_row(row)
        if (self._rows, len(self.problems)) == (rows_before, problems_before):
            self._report(Place(name, 1), "catalogue-file-empty")

    def _line_rows(self, name: str, content: bytes) -> Iterator[_Row]:
        for number, line in enumerate(content.split(b"\n"), start=1):
            if line.strip():
                text = self._decoded(Place(name, number), line)
                if text is not None:
                    yield _Row(Place(name, number), text)

    def _list_rows(self, name: str, content: bytes) -> Iterator[_Row]:
        text = self._decoded(Place(name, 1), content)
        if text is None:
            return
        start = _after_blanks(text, 0)
        if text[start : start + 1] != "[":
            self._report(Place(name, 1), "catalogue-list-expected")
            return
        yield from self._elements(name, text, start + 1)

    def _elements(self, name: str, text: str, position: int) -> Iterator[_Row]:
        """Walks through a JSON list from behind its bracket, so that each row keeps its line."""
        decoder = json.JSONDecoder()
        line, counted = 1, 0
        position = _after_blanks(text, position)
        separator = text[position : position + 1]
        while separator != "]":
            line, counted = line + text.count("\n", counted, position), position
            end = self._value_end(decoder, text, position, Place(name, line))
            if end is None:
                return
            yield _Row(Place(name, line), text[position:end])
            position = _after_blanks(text, end)
            separator = text[position : position + 1]
            if separator == ",":
                position = _after_blanks(text, position + 1)
            elif separator != "]":
                self._report(Place(name, line), "catalogue-list-broken")
                return
        if text[position + 1 :].strip():
            self._report(Place(name, line), "catalogue-list-broken")

    def _value_end(self, decoder: json.JSONDecoder, text: str, position: int, place: Place) -> int | None:
        try:
            return decoder.raw_decode(text, position)[1]
        except json.JSONDecodeError as error:
            self._report_json_error(Place(place.file, error.lineno), error)
        except (ValueError, RecursionError) as error:
            self._report_json_error(place, error)
        return None

    def _decoded(self, place: Place, content: bytes) -> str | None:
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as error:
            self._report(place, "catalogue-encoding-wrong", byte=error.start + 1)
            return None

    def _add_row(self, row: _Row) -> None:
        self._repeated_keys.clear()
        try:
            value = self._decoder.decode(row.text)
        except (ValueError, RecursionError) as error:
            self._report_json_error(row.place, error)
            return
        if not isinstance(value, dict):
            self._report(row.place, "catalogue-row-not-object")
            return
        found = value.get("id")
        credential_id = found if isinstance(found, str) else None
        for key in self._repeated_keys[:MAX_PROBLEMS_OF_A_ROW]:
            self._report(row.place, "catalogue-key-twice", credential_id, key=_shown(key))
        self._add_record(row, credential_id)

    def _object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        """The object of `pairs`, noting the keys that stand in it twice."""
        result = dict(pairs)
        if len(result) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            self._repeated_keys.extend(key for key, count in counts.items() if count > 1)
        return result

    def _add_record(self, row: _Row, credential_id: str | None) -> None:
        first = self.places.get(credential_id or "")
        if first is not None:
            self._report(row.place, "catalogue-id-twice", credential_id, file=first.file, line=first.line)
        elif credential_id is not None:
            self.places[credential_id] = row.place
        try:
            record = CredentialRecord.model_validate_json(row.text.encode("utf-8", "surrogatepass"))
        except ValidationError as error:
            for message_id, arguments in problems_of(error):
                self._report(row.place, message_id, credential_id, **arguments)
            return
        if first is None and not self._repeated_keys:
            self.credentials.append(credential_of(record.model_dump(exclude_none=True)))

    def _report(
        self, place: Place, message_id: str, credential_id: str | None = None, /, **arguments: MessageArgument
    ) -> None:
        shown_id = None if credential_id is None else _shown(credential_id)
        self.problems.append(
            Problem(message_id, arguments, file=place.file, line=place.line, credential_id=shown_id)
        )

    def _report_json_error(self, place: Place, error: ValueError | RecursionError) -> None:
        if isinstance(error, RecursionError):
            self._report(place, "catalogue-json-too-deep")
        elif isinstance(error, json.JSONDecodeError):
            self._report(place, "catalogue-json-broken", column=error.colno, detail=error.msg)
        elif isinstance(error, NotANumberError):
            self._report(place, "catalogue-number-not-one", value=str(error))
        else:
            # The only other ValueError of the decoder: an integer longer than Python converts.
            self._report(place, "catalogue-number-too-long")


class NotANumberError(ValueError):
    """NaN or an infinity, which Python's decoder would let pass."""


def refused_constant(constant: str) -> object:
    """Raises NotANumberError: for the decoder's `parse_constant`."""
    raise NotANumberError(constant)


_BLANKS = re.compile(r"[ \t\n\r]*")


def _after_blanks(text: str, position: int) -> int:
    match = _BLANKS.match(text, position)
    return match.end() if match else position


def _shown(value: object) -> str:
    """`value` for a report: short, on one line, without anything that a terminal would obey."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    start = "".join(
        character if character.isprintable() else "\ufffd" for character in text[:MAX_SHOWN_CHARACTERS]
    )
    return start + "…" if len(text) > MAX_SHOWN_CHARACTERS else start


_MESSAGES = {
    "json_invalid": "catalogue-json-refused",
    "missing": "catalogue-field-missing",
    "extra_forbidden": "catalogue-field-unknown",
    "enum": "catalogue-word-unknown",
    "string_too_long": "catalogue-text-too-long",
    "finite_number": "catalogue-number-wrong",
    "greater_than": "catalogue-number-wrong",
    "greater_than_equal": "catalogue-number-wrong",
    "less_than_equal": "catalogue-number-wrong",
    "float_type": "catalogue-number-wrong",
    "int_type": "catalogue-number-wrong",
}


def problems_of(error: ValidationError) -> list[tuple[str, dict[str, MessageArgument]]]:
    """What the schema refuses of a row: message ids with their arguments, not more than a person mends."""
    found = _independent_errors(error)[:MAX_PROBLEMS_OF_A_ROW]
    return [(_message_id(details), _arguments(details)) for details in found]


def _independent_errors(error: ValidationError) -> list[ErrorDetails]:
    """The errors of `error`, without lists called too short only because their entries are wrong."""
    errors = error.errors(include_url=False)
    lists = {details["loc"][:depth] for details in errors for depth in range(len(details["loc"]))}
    return [details for details in errors if details["type"] != "too_short" or details["loc"] not in lists]


def _message_id(details: ErrorDetails) -> str:
    kind = details["type"]
    if kind == "string_pattern_mismatch":
        return MALFORMED_MESSAGES[details["ctx"]["pattern"]]
    return kind if kind.startswith("catalogue-") else _MESSAGES.get(kind, "catalogue-field-wrong")


def _arguments(details: ErrorDetails) -> dict[str, MessageArgument]:
    """Field, value, pydantic's own words, and where there are any the words allowed and the limit."""
    context = details.get("ctx", {})
    arguments: dict[str, MessageArgument] = {"field": _shown(_path(details["loc"])), "detail": details["msg"]}
    if details["type"] != "missing":
        arguments["value"] = _shown(details["input"])
    if "expected" in context:
        arguments["words"] = context["expected"]
    if "max_length" in context:
        arguments["limit"] = context["max_length"]
    return arguments


def _path(location: tuple[int | str, ...]) -> str:
    """`("requirements", 0, "kind")` as `requirements[0].kind`; "" for the row as a whole."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return "".join(parts).removeprefix(".")
