"""What the catalogue of a server lacks or gets wrong, its own entries apart from what lies below them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.catalogue.completion import GENERIC, UNSORTED, note
from bot.catalogue.judgement import Reference, judge_alone, judge_together
from bot.catalogue.near_duplicates import near_duplicates
from bot.catalogue.problems import Problem, Severity
from bot.domain.credential import CostClass, Credential, EffortBasis

_MOST_ALIKE = 3
"""A list of courses by number has hundreds of nearly one name, and nobody reads them all."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a catalogue: how many credentials it has, and what is wrong with them, the gravest first."""

    credentials: int
    problems: tuple[Problem, ...]

    def count(self, severity: Severity) -> int:
        """How many problems there are of a severity."""
        return sum(problem.severity is severity for problem in self.problems)


@dataclass(frozen=True, slots=True)
class LayerCheck:
    """The server's own entries, the rest of what it sees, and the titles by id."""

    own: Part
    below: Part
    titles: Mapping[str, str]


def check_layer(
    seen: Iterable[Credential], own_ids: Collection[str], reviewed_pairs: frozenset[frozenset[str]]
) -> LayerCheck:
    """Judges what a server sees; `own_ids` are those of it that the server itself publishes."""
    by_id = sorted(seen, key=lambda credential: credential.id)
    own = [credential for credential in by_id if credential.id in own_ids]
    below = [credential for credential in by_id if credential.id not in own_ids]
    every = [*own, *below]
    # Topics may be anything in a server: a new one is no mistake.
    reference = Reference(frozenset(topic for each in every for topic in each.topics))
    problems = [problem for credential in every for problem in judge_alone(credential, reference)]
    problems += judge_together(every, reference)
    problems += _look_alikes(every, len(own), reviewed_pairs)
    problems += [problem for credential in own for problem in _gaps(credential)]
    return LayerCheck(_part(own, problems), _part(below, problems), {each.id: each.title for each in every})


def _part(credentials: Sequence[Credential], problems: Iterable[Problem]) -> Part:
    ids = {credential.id for credential in credentials}
    found = [problem for problem in problems if problem.credential_id in ids]
    # Those of one credential stay in the order in which they were found.
    return Part(len(credentials), tuple(sorted(found, key=_gravest_first)))


def _gravest_first(problem: Problem) -> tuple[bool, str]:
    return problem.severity is Severity.NOTE, problem.credential_id or ""


def _look_alikes(
    credentials: Sequence[Credential], own: int, reviewed: frozenset[frozenset[str]]
) -> Iterator[Problem]:
    """Pairs of which one is the server's own; whatever lies below was looked at where it came from."""
    told: Counter[str] = Counter()
    for first, second in near_duplicates(credentials, reviewed, of_first=own):
        told[first.id] += 1
        if told[first.id] > _MOST_ALIKE:
            continue
        said = note("check-near-duplicate", title=second.title, issuer=second.issuer_line)
        yield replace(said, credential_id=first.id)


def _gaps(credential: Credential) -> Iterator[Problem]:
    """What an entry leaves open, though a search or a reader would ask for it."""
    effort = credential.effort
    open_ends = {
        "check-effort-missing": not effort.is_known,
        "check-effort-baseless": effort.is_known
        and effort.basis is not EffortBasis.MEMBERS_MEDIAN
        and not effort.note,
        "check-tasks-missing": credential.tasks_basis.startswith(GENERIC),
        "check-topic-missing": UNSORTED in credential.topics,
        "check-skills-missing": not credential.skills,
        "check-cost-missing": credential.cost.cost_class is CostClass.NOT_STATED,
    }
    for message_id, is_open in open_ends.items():
        if is_open:
            yield replace(note(message_id), credential_id=credential.id)
