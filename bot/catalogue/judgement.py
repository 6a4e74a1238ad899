"""The judgement of a whole catalogue: what no single row can show, and whether the figures make sense.

Pure: credentials and reference lists in, problems out. Errors refuse a catalogue; notes ask a person
to look.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.catalogue.languages import LANGUAGE_CODES
from bot.catalogue.near_duplicates import near_duplicates
from bot.catalogue.problems import Problem, Severity
from bot.domain.credential import (
    Confidence,
    CostClass,
    Credential,
    EffortBasis,
    RequirementKind,
    WeeksRange,
)
from bot.domain.errors import MessageArgument

MAX_MINUTES = 5000 * 60
"""Two and a half years of full-time work: more is a mistyped figure."""
MAX_WEEKS = 520
"""Ten years."""
PAIR = 2
TASK_SUM_TOLERANCE = 0.1
"""Sources round: tasks that miss the stated effort by a tenth are no contradiction."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What credentials are judged against.

    `topics` are the words for `Credential.topics`. `reviewed_pairs` are ids of credentials that look
    alike and are not. `ids_elsewhere` are ids that exist without being judged here: those of the seed
    pack when an import is judged, or of rows that could not be read.
    """

    topics: frozenset[str]
    reviewed_pairs: frozenset[frozenset[str]] = frozenset()
    ids_elsewhere: frozenset[str] = frozenset()


def judge(credentials: Sequence[Credential], reference: Reference) -> tuple[Problem, ...]:
    """All problems of `credentials`, in their order, errors and notes mixed; none means sound."""
    problems = [problem for credential in credentials for problem in judge_alone(credential, reference)]
    problems += judge_together(credentials, reference)
    problems += _look_alikes(credentials, reference)
    return tuple(problems)


def judge_together(credentials: Sequence[Credential], reference: Reference) -> Iterator[Problem]:
    """The problems that credentials have with one another: ids used twice, names that lead nowhere."""
    yield from _ids_used_twice(credentials)
    yield from _broken_links_between(credentials, reference)
    yield from _prior_credential_cycles(credentials)


def judge_alone(credential: Credential, reference: Reference) -> Iterator[Problem]:
    """The problems that one credential shows by itself, errors and notes mixed."""
    yield from _effort_problems(credential)
    yield from _task_problems(credential)
    yield from _weeks_problems(credential)
    yield from _link_problems(credential)
    yield from _date_problems(credential)
    yield from _cost_problems(credential)
    if credential.language not in LANGUAGE_CODES:
        yield _error("catalogue-language-unknown", credential, value=credential.language)
    for topic in credential.topics:
        if topic not in reference.topics:
            yield _error("catalogue-topic-unknown", credential, topic=topic)


def _effort_problems(credential: Credential) -> Iterator[Problem]:
    effort = credential.effort
    if not _minutes_are_sane(effort.min_minutes, effort.max_minutes):
        yield _error("catalogue-effort-insane", credential, limit=MAX_MINUTES // 60)
    if effort.is_known == (effort.basis is EffortBasis.NOT_STATED):
        yield _error("catalogue-effort-basis-contradiction", credential, basis=effort.basis.value)
    if effort.is_known == (effort.confidence is Confidence.NONE):
        yield _error("catalogue-confidence-contradiction", credential, confidence=effort.confidence.value)
    only_minimum = effort.min_minutes is not None and effort.max_minutes is None
    if only_minimum != (effort.confidence is Confidence.MINIMUM_ONLY):
        yield _error("catalogue-minimum-contradiction", credential)


def _minutes_are_sane(lower: int | None, upper: int | None) -> bool:
    known = [minutes for minutes in (lower, upper) if minutes is not None]
    return all(0 < minutes < MAX_MINUTES for minutes in known) and known == sorted(known)


def _task_problems(credential: Credential) -> Iterator[Problem]:
    for task in credential.tasks:
        if not _minutes_are_sane(task.min_minutes, task.max_minutes):
            yield _error("catalogue-task-hours-insane", credential, task=task.id, limit=MAX_MINUTES // 60)
    if not credential.tasks:
        yield _error("catalogue-tasks-missing", credential)
    elif not _task_sum_fits(credential):
        yield _note("catalogue-task-sum-off", credential)


def _task_sum_fits(credential: Credential) -> bool:
    """Whether the tasks can fill the effort: not beyond its end, and, all known, not short of it."""
    effort = credential.effort
    tasks = [
        task
        for requirement in credential.requirements
        if requirement.kind is not RequirementKind.FORMALITY
        for task in requirement.tasks
    ]
    at_least = sum(task.min_minutes or 0 for task in tasks)
    if effort.max_minutes is not None and at_least > effort.max_minutes * (1 + TASK_SUM_TOLERANCE):
        return False
    upper_ends = [task.max_minutes for task in tasks]
    if effort.min_minutes is None or None in upper_ends:
        return True
    at_most = sum(minutes for minutes in upper_ends if minutes is not None)
    return at_most >= effort.min_minutes * (1 - TASK_SUM_TOLERANCE)


def _weeks_problems(credential: Credential) -> Iterator[Problem]:
    for weeks in (credential.prescribed_weeks, credential.typical_weeks):
        if weeks is not None and not _weeks_are_sane(weeks):
            yield _error("catalogue-weeks-insane", credential, limit=MAX_WEEKS)
    if credential.prescribed_weeks is not None and credential.typical_weeks is not None:
        yield _error("catalogue-weeks-twice", credential)


def _weeks_are_sane(weeks: WeeksRange) -> bool:
    return 0 < weeks.min_weeks <= weeks.max_weeks <= MAX_WEEKS


def _link_problems(credential: Credential) -> Iterator[Problem]:
    reference = credential.source.reference
    links = [credential.url] + ([reference] if reference.lower().startswith(("http:", "https:")) else [])
    for link in dict.fromkeys(links):
        if not is_link_well_formed(link):
            yield _error("catalogue-link-malformed", credential, value=link)


def is_link_well_formed(link: str) -> bool:
    """Whether `link` is an http or https address of a named public host, without a user name in it."""
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    labels = host.removesuffix(".").split(".")
    return (
        parts.scheme in {"http", "https"}
        and parts.username is None
        and len(labels) > 1
        and all(labels)
        and not _is_address(host)
        and not any(character.isspace() for character in link)
    )


def _is_address(host: str) -> bool:
    if ":" not in host and not host[-1:].isdigit():
        return False
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _date_problems(credential: Credential) -> Iterator[Problem]:
    source = credential.source
    facts_as_of = source.facts_as_of or source.checked_on
    for text in dict.fromkeys((source.checked_on, facts_as_of)):
        if not _is_date(text):
            yield _error("catalogue-date-malformed", credential, value=text)
    # A month and a day within it compare as the same.
    length = min(len(facts_as_of), len(source.checked_on))
    if facts_as_of[:length] > source.checked_on[:length]:
        yield _error("catalogue-facts-after-check", credential, value=facts_as_of)


def _is_date(text: str) -> bool:
    """Whether `text` is an ISO year, month or day that the calendar has."""
    rest = {4: "-01-01", 7: "-01", 10: ""}.get(len(text))
    try:
        date.fromisoformat(text + (rest or ""))
    except ValueError:
        return False
    return rest is not None


def _cost_problems(credential: Credential) -> Iterator[Problem]:
    cost = credential.cost
    if (cost.amount is None) != (cost.currency is None):
        yield _error("catalogue-amount-without-currency", credential)
    if cost.cost_class in {CostClass.FREE, CostClass.NOT_STATED} and cost.amount is not None:
        yield _error("catalogue-cost-contradiction", credential, cost=cost.cost_class.value)


def _ids_used_twice(credentials: Sequence[Credential]) -> Iterator[Problem]:
    ids = Counter(credential.id for credential in credentials)
    task_ids = Counter(task.id for credential in credentials for task in credential.tasks)
    for credential in credentials:
        if ids[credential.id] > 1:
            yield _error("catalogue-id-repeated", credential)
        for task in credential.tasks:
            if task_ids[task.id] > 1:
                yield _error("catalogue-task-id-repeated", credential, task=task.id)


def _broken_links_between(credentials: Sequence[Credential], reference: Reference) -> Iterator[Problem]:
    by_id = {credential.id: credential for credential in credentials}
    known = by_id.keys() | reference.ids_elsewhere
    for credential in credentials:
        for prior in _prior_ids(credential):
            if prior not in known:
                yield _error("catalogue-prior-unknown", credential, other=prior)
        for twin in credential.twins:
            if twin not in known or twin == credential.id:
                yield _error("catalogue-twin-unknown", credential, other=twin)
            elif twin in by_id and credential.id not in by_id[twin].twins:
                yield _error("catalogue-twin-one-sided", credential, other=twin)
    for pair in sorted(map(sorted, reference.reviewed_pairs)):
        if len(pair) != PAIR or not known.issuperset(pair):
            yield Problem("catalogue-reviewed-pair-unknown", {"pair": " ".join(pair)})


def _prior_ids(credential: Credential) -> list[str]:
    ids = (requirement.credential_id for requirement in credential.requirements)
    return [credential_id for credential_id in ids if credential_id is not None]


def _prior_credential_cycles(credentials: Sequence[Credential]) -> Iterator[Problem]:
    """Credentials that cannot be reached, because they come before themselves."""
    priors = {credential.id: _prior_ids(credential) for credential in credentials}
    for credential in credentials:
        reached: set[str] = set()
        ahead = list(priors[credential.id])
        while ahead:
            current = ahead.pop()
            if current not in reached:
                reached.add(current)
                ahead += priors.get(current, [])
        if credential.id in reached:
            yield _error("catalogue-prior-cycle", credential)


def _look_alikes(credentials: Sequence[Credential], reference: Reference) -> Iterator[Problem]:
    for first, second in near_duplicates(credentials, reference.reviewed_pairs):
        yield _note("catalogue-near-duplicate", second, other=first.id, title=second.title)


def _error(message_id: str, credential: Credential, **arguments: MessageArgument) -> Problem:
    return Problem(message_id, arguments, credential_id=credential.id)


def _note(message_id: str, credential: Credential, **arguments: MessageArgument) -> Problem:
    return Problem(message_id, arguments, Severity.NOTE, credential_id=credential.id)
