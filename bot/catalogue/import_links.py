"""What rows of an import say of other credentials: task ids, prior credentials, twins."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from bot.catalogue.completion import note
from bot.catalogue.parsed_row import ParsedRow
from bot.catalogue.problems import Problem

Found = Mapping[str, Sequence[Problem]]


@dataclass(frozen=True, slots=True)
class Links:
    """The ids that a credential names."""

    task_ids: tuple[str, ...]
    prior_ids: tuple[str, ...]
    twins: tuple[str, ...]


def links_in(record: str) -> Links:
    """The ids that the credential of a record names."""
    row = json.loads(record)
    tasks = tuple(task["id"] for requirement in row["requirements"] for task in requirement["tasks"])
    priors = tuple(each["credential"] for each in row["requirements"] if "credential" in each)
    return Links(tasks, priors, tuple(row.get("twins", ())))


def link_problems(
    changing: Sequence[ParsedRow],
    rows: Sequence[ParsedRow],
    known: Mapping[str, str],
    successors: Mapping[str, str],
) -> tuple[Found, Found]:
    """The problems and notes of the changing rows, by credential.

    `rows` is the whole file: what it holds may be named, though it was refused. `known` are the records
    of the layer, by id; `successors` says what took the place of a retired one, and may have its tasks.
    """
    in_file = {row.credential_id for row in rows if row.credential_id}
    links = {id_: links_in(record) for id_, record in known.items() if id_ not in in_file} if changing else {}
    links |= {
        row.credential_id: Links(row.task_ids, row.prior_ids, row.twins)
        for row in rows
        if row.credential_id and row.record
    }
    problems: dict[str, list[Problem]] = defaultdict(list)
    notes: dict[str, list[Problem]] = defaultdict(list)
    owners = _owners(links)
    circle = _circle(links)
    may_be_named = links.keys() | in_file
    for row in changing:
        credential_id = row.credential_id or ""
        problems[credential_id] += _own_problems(row, owners, may_be_named, successors)
        if credential_id in circle:
            problems[credential_id].append(Problem("catalogue-prior-cycle"))
        notes[credential_id] += [
            note("catalogue-twin-one-sided", other=twin)
            for twin in row.twins
            if twin in links and credential_id not in links[twin].twins
        ]
    return problems, notes


def _own_problems(
    row: ParsedRow,
    owners: Mapping[str, list[str]],
    known: Iterable[str | None],
    successors: Mapping[str, str],
) -> Iterable[Problem]:
    for task_id, times in Counter(row.task_ids).items():
        others = [
            owner for owner in owners[task_id] if row.credential_id not in {owner, successors.get(owner)}
        ]
        if others:
            yield Problem("import-task-id-taken", {"task": task_id, "other": others[0]})
        elif times > 1:
            yield Problem("catalogue-task-id-repeated", {"task": task_id})
    for prior in row.prior_ids:
        if prior not in known:
            yield Problem("catalogue-prior-unknown", {"other": prior})
    for twin in row.twins:
        if twin not in known or twin == row.credential_id:
            yield Problem("catalogue-twin-unknown", {"other": twin})


def _owners(links: Mapping[str, Links]) -> dict[str, list[str]]:
    """The credentials that use each task id, in order of id."""
    owners: dict[str, list[str]] = defaultdict(list)
    for credential_id in sorted(links):
        for task_id in dict.fromkeys(links[credential_id].task_ids):
            owners[task_id].append(credential_id)
    return owners


def _circle(links: Mapping[str, Links]) -> frozenset[str]:
    """The credentials of a circle of prior credentials, if there is one: none of them can be reached."""
    sorter = TopologicalSorter({id_: each.prior_ids for id_, each in links.items() if each.prior_ids})
    try:
        sorter.prepare()
    except CycleError as error:
        return frozenset(error.args[1])
    return frozenset()
