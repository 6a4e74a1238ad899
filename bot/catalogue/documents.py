"""A file to import: which format it has, and its text, or the one sentence why it cannot be read."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.errors import UserError

MAX_ATTACHMENT_BYTES = 8 * 2**20
MAX_COMMAND_LINE_BYTES = 64 * 2**20
MAX_ROWS = 10_000
MAX_FIELD_CHARACTERS = 20_000
"""No field of the schema is nearly as long; what is longer is not meant for a catalogue."""

_BEGINNING = 4096
"""How far into a file one looks to see what it is."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"
_ARCHIVES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"\x28\xb5\x2f\xfd",
)
_WORKBOOKS = frozenset(("xlsx", "xls", "xlsm", "ods", "numbers", "zip"))
"""What people send who keep their list in a spreadsheet: they are told how to save it."""
_TAR_MARK, _TAR_MARK_AT = b"ustar", 257
_LINKED_DATA = re.compile(r'"(?:@context|@graph|ceterms:[^"]*)"\s*:')


class FileFormat(StrEnum):
    """What can be imported, by the suffix of the file."""

    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    CTDL = "jsonld"


SUFFIXES = tuple(f".{file_format.value}" for file_format in FileFormat)


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it came: its name without a folder, and its bytes."""

    name: str
    content: bytes


def format_of(name: str) -> FileFormat:
    """The format that the suffix says. Raises UserError `import-suffix-unknown`, `import-archive`."""
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if suffix in _WORKBOOKS:
        raise UserError("import-archive")
    if suffix not in set(FileFormat):
        raise UserError("import-suffix-unknown", name=name[-80:], suffixes=" ".join(SUFFIXES))
    return FileFormat(suffix)


def checked_text(document: Document) -> tuple[FileFormat, str]:
    """The format and the text of the file, which looks like what its suffix says.

    Raises UserError `import-…` with the reason why it is not read.
    """
    file_format = format_of(document.name)
    content = document.content
    if not content.strip():
        raise UserError("import-file-empty")
    _refuse_archives(content)
    text = _decoded(content)
    _refuse_other_formats(file_format, text[:_BEGINNING])
    return file_format, text


def _refuse_archives(content: bytes) -> None:
    is_tar = content[_TAR_MARK_AT : _TAR_MARK_AT + len(_TAR_MARK)] == _TAR_MARK
    if content.startswith(_ARCHIVES) or is_tar:
        raise UserError("import-archive")


def _decoded(content: bytes) -> str:
    if content.startswith(_UTF16):
        raise UserError("import-utf16")
    zero = content.find(b"\0")
    if zero >= 0:
        # Latin letters in UTF-16 without its mark are every second byte a zero.
        beginning = content[:_BEGINNING]
        is_utf16 = beginning.count(b"\0") * 3 >= len(beginning)
        raise UserError("import-utf16" if is_utf16 else "import-nul", byte=zero + 1)
    try:
        return content.removeprefix(_UTF8_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UserError("import-not-utf8", line=line) from error


def _refuse_other_formats(file_format: FileFormat, beginning: str) -> None:
    """Refuses a file whose first letters say that it is of another format."""
    start = beginning.lstrip()
    if start.startswith("<"):
        raise UserError("import-web-page")
    if file_format is FileFormat.CSV:
        if start.startswith("{") or re.match(r"\[\s*[\[{]", start):
            raise UserError("import-json-as-csv")
    elif not start.startswith(("{", "[")):
        raise UserError("import-not-json", suffix=f".{file_format.value}")
    elif file_format is not FileFormat.CTDL and _LINKED_DATA.search(beginning):
        raise UserError("import-ctdl-as-json")
    elif file_format is FileFormat.JSONL and start.startswith("["):
        raise UserError("import-list-as-lines")
