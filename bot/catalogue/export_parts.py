"""A catalogue as files of a size that can be imported again, each by itself.

What names one another (prior credentials, twins) stays together: an import refuses a name that leads nowhere.
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.catalogue.documents import MAX_ATTACHMENT_BYTES, MAX_ROWS, Document
from bot.catalogue.exporting import SUFFIXES, ExportFormat, exported
from bot.domain.credential import Credential
from bot.domain.errors import UserError

MOST_PARTS = 10
"""Discord takes ten files with a message."""


def export_parts(
    credentials: Iterable[Credential],
    export_format: ExportFormat,
    *,
    most_bytes: int = MAX_ATTACHMENT_BYTES,
    most_rows: int = MAX_ROWS,
) -> list[Document]:
    """The catalogue as one file, or as up to ten numbered ones; the same catalogue gives the same files.

    Raises UserError `export-too-large` where ten do not hold it.
    """
    every = sorted(credentials, key=lambda credential: credential.id)
    suffix = SUFFIXES[export_format].value
    whole = _content(every, export_format)
    if len(whole) <= most_bytes and len(every) <= most_rows:
        return [Document(f"catalogue.{suffix}", whole)]
    contents = [_content(part, export_format) for part in _parts(every, export_format, most_bytes, most_rows)]
    if len(contents) > MOST_PARTS or any(len(content) > most_bytes for content in contents):
        raise UserError("export-too-large", count=len(every))
    of = len(contents)
    return [
        Document(f"catalogue-{number}-of-{of}.{suffix}", content)
        for number, content in enumerate(contents, start=1)
    ]


def _content(credentials: Iterable[Credential], export_format: ExportFormat) -> bytes:
    return "".join(exported(credentials, export_format)).encode()


def _parts(
    credentials: Sequence[Credential], export_format: ExportFormat, most_bytes: int, most_rows: int
) -> Iterator[list[Credential]]:
    """The credentials in parts that keep to the limits, as far as what belongs together lets them."""
    frame = len(_content((), export_format))
    part: list[Credential] = []
    size = frame
    for cluster in _clusters(credentials):
        more = sum(len(_content([each], export_format)) - frame for each in cluster) + 2 * len(cluster)
        if part and (size + more > most_bytes or len(part) + len(cluster) > most_rows):
            yield part
            part, size = [], frame
        part += cluster
        size += more
    yield part


def _clusters(credentials: Sequence[Credential]) -> list[list[Credential]]:
    """The credentials by what they name, however far; in the order of their first ids."""
    above = {credential.id: credential.id for credential in credentials}

    def first_of(credential_id: str) -> str:
        while above[credential_id] != credential_id:
            above[credential_id] = above[above[credential_id]]
            credential_id = above[credential_id]
        return credential_id

    for credential in credentials:
        for named in _named_by(credential):
            if named in above:
                ends = sorted((first_of(credential.id), first_of(named)))
                above[ends[1]] = ends[0]
    clusters: dict[str, list[Credential]] = {}
    for credential in credentials:
        clusters.setdefault(first_of(credential.id), []).append(credential)
    return list(clusters.values())


def _named_by(credential: Credential) -> Iterator[str]:
    yield from credential.twins
    for requirement in credential.requirements:
        if requirement.credential_id is not None:
            yield requirement.credential_id
