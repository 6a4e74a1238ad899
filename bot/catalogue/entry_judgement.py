"""An entry that a member changed, judged as the rows of a file are."""

from dataclasses import dataclass

from bot.catalogue.judgement import Reference, judge_alone
from bot.catalogue.problems import Problem, Severity
from bot.catalogue.rows import record_of
from bot.domain.credential import Credential
from bot.domain.errors import UserError


@dataclass(frozen=True, slots=True)
class JudgedEntry:
    """The text that goes into the catalogue, and what a person should look at."""

    record: str
    notes: tuple[Problem, ...]


def judged_entry(credential: Credential) -> JudgedEntry:
    """The credential as a record. Raises UserError, the first reason why a file with it would be refused."""
    # Validation loads slowly, and a start needs none of it.
    from pydantic import ValidationError

    from bot.catalogue.reader import problems_of
    from bot.catalogue.schema import CredentialRecord

    record = record_of(credential)
    try:
        CredentialRecord.model_validate_json(record)
    except ValidationError as refused:
        message_id, arguments = problems_of(refused)[0]
        raise UserError(message_id, **arguments) from refused
    # A topic of its own is no error in what a server says for itself.
    problems = list(judge_alone(credential, Reference(frozenset(credential.topics))))
    for problem in problems:
        if problem.severity is Severity.ERROR:
            raise UserError(problem.message_id, **problem.arguments)
    return JudgedEntry(record, tuple(problems))
