"""A file of any format becomes rows that may go into the catalogue, each judged by itself.

It takes time and memory: `parsing_worker` does it in a process of its own.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from pydantic import ValidationError

from bot.catalogue.completion import UNSORTED, CompletedRow, completed, note
from bot.catalogue.csv_rows import csv_rows
from bot.catalogue.ctdl_reading import ctdl_rows
from bot.catalogue.documents import MAX_ROWS, Document, FileFormat, checked_text
from bot.catalogue.judgement import Reference, judge_alone
from bot.catalogue.parsed_row import ParsedRow
from bot.catalogue.problems import Problem, Severity
from bot.catalogue.raw_rows import RawRow
from bot.catalogue.reader import MAX_PROBLEMS_OF_A_ROW, problems_of, read_documents
from bot.catalogue.rows import credential_of, record_of
from bot.catalogue.schema import CredentialRecord
from bot.domain.credential import Credential
from bot.domain.errors import UserError


def parsed_rows(document: Document, topics: frozenset[str], today: date) -> Iterator[ParsedRow]:
    """The rows of the file in their order, each either sound or with what refuses it.

    `topics` are the words in use already. Raises UserError `import-…` where the file as a whole is no
    catalogue, also after some rows: then none of them counts.
    """
    file_format, text = checked_text(document)
    reference = Reference(topics)
    rows: Iterable[ParsedRow]
    if file_format is FileFormat.CSV:
        rows = (_parsed(_with_all_problems(row, today), reference, today) for row in csv_rows(text))
    elif file_format is FileFormat.CTDL:
        rows = (_parsed(row, reference, today) for row in ctdl_rows(text, topics))
    else:
        rows = _rows_of_schema(document, reference)
    count = 0
    for count, row in enumerate(rows, start=1):
        if count > MAX_ROWS:
            raise UserError("import-too-many-rows", limit=MAX_ROWS)
        yield row
    if not count:
        raise UserError("import-file-empty")


def _parsed(raw: RawRow, reference: Reference, today: date) -> ParsedRow:
    if raw.problems:
        return _refused(raw, raw.problems)
    row = completed(raw, today)
    try:
        record = _record(row.raw)
    except ValidationError as error:
        return _refused(row.raw, _problems_in(error))
    except ValueError:
        # A file that was decoded may still hold half a letter, which no text can.
        return _refused(row.raw, (Problem("catalogue-json-refused", {"detail": "surrogate"}),))
    credential = credential_of(record.model_dump(exclude_none=True))
    return _judged(credential, row, reference)


def _with_all_problems(raw: RawRow, today: date) -> RawRow:
    """A row of which some cells cannot be read, with what is wrong in the others: all is said at once."""
    if not raw.problems or raw.row.keys() <= {"id", "title"}:
        return raw
    try:
        _record(completed(raw, today).raw)
    except ValidationError as error:
        said = {problem.arguments.get("field") for problem in raw.problems}
        more = (each for each in _problems_in(error) if each.arguments.get("field") not in said)
        return replace(raw, problems=(*raw.problems, *more))
    except ValueError:
        return raw
    return raw


def _record(raw: RawRow) -> CredentialRecord:
    return CredentialRecord.model_validate_json(json.dumps(raw.row, ensure_ascii=True))


def _problems_in(error: ValidationError) -> tuple[Problem, ...]:
    return tuple(Problem(message_id, arguments) for message_id, arguments in problems_of(error))


def _rows_of_schema(document: Document, reference: Reference) -> Iterator[ParsedRow]:
    """The rows of a `.json` or `.jsonl` file, which hold every field themselves."""
    reading = read_documents([(document.name, document.content)])
    refused: dict[tuple[int, str | None], list[Problem]] = {}
    for problem in reading.problems:
        if problem.message_id == "catalogue-too-many-rows":
            raise UserError("import-too-many-rows", limit=MAX_ROWS)
        refused.setdefault((problem.line or 1, problem.credential_id), []).append(problem)
    rows = [ParsedRow(line, id_, "", problems=tuple(found)) for (line, id_), found in refused.items()]
    for credential in reading.credentials:
        line = reading.places[credential.id].line
        rows.append(
            _judged(
                credential,
                CompletedRow(RawRow(line, {}), (), has_own_check=True),
                reference,
            )
        )
    yield from sorted(rows, key=lambda row: row.line)


def _refused(raw: RawRow, problems: tuple[Problem, ...]) -> ParsedRow:
    credential_id, title = raw.row.get("id"), raw.row.get("title")
    return ParsedRow(
        raw.line,
        credential_id if isinstance(credential_id, str) else None,
        title if isinstance(title, str) else "",
        problems=problems[:MAX_PROBLEMS_OF_A_ROW],
        notes=raw.notes,
    )


def _judged(credential: Credential, row: CompletedRow, reference: Reference) -> ParsedRow:
    """The row of a credential that the schema takes; a topic that is new is a note only."""
    problems: list[Problem] = []
    notes = list(row.raw.notes)
    for problem in judge_alone(credential, reference):
        if problem.message_id == "catalogue-topic-unknown":
            if problem.arguments["topic"] != UNSORTED:
                notes.append(note("import-topic-new", **problem.arguments))
        elif problem.severity is Severity.NOTE:
            notes.append(problem)
        else:
            problems.append(problem)
    priors = [each.credential_id for each in credential.requirements if each.credential_id]
    return ParsedRow(
        row.raw.line,
        credential.id,
        credential.title,
        None if problems else record_of(credential),
        tuple(task.id for task in credential.tasks),
        tuple(dict.fromkeys(priors)),
        credential.twins,
        row.numbered,
        row.has_own_check,
        tuple(problems),
        tuple(notes),
    )
