"""Two entries of one credential become one: what is kept takes over what it lacks from what is dropped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter

from bot.catalogue.completion import GENERIC, UNSORTED
from bot.domain.credential import CostClass, Credential, Requirement
from bot.domain.entry_differences import Part, differing_parts

_MOST_TOPICS = 10
_MOST_SKILLS = 50
_MOST_TWINS = 10


@dataclass(frozen=True, slots=True)
class Merge:
    """What is kept, as it becomes, and in which parts it changes."""

    keep: Credential
    drop: Credential
    merged: Credential

    @property
    def taken(self) -> tuple[Part, ...]:
        """The parts that are taken over; none where nothing is lacking."""
        return differing_parts(self.keep, self.merged)


def merge(keep: Credential, drop: Credential) -> Merge:
    """`keep` with what it lacks from `drop`. What it has stays as it is, and so do the ids of its tasks."""
    source = _with_own_tasks(keep, drop)
    merged = replace(
        keep,
        platform=keep.platform or (drop.platform if _has_same_issuer(keep, drop) else None),
        summary=drop.summary if _says_nothing(keep) and not _says_nothing(drop) else keep.summary,
        effort=keep.effort if keep.effort.is_known else drop.effort,
        cost=drop.cost if _knows_more_of_cost(drop, keep) else keep.cost,
        credit=keep.credit or drop.credit,
        valid_months=keep.valid_months or drop.valid_months,
        topics=_topics(keep, drop),
        skills=_union(keep.skills, drop.skills, _MOST_SKILLS),
        skills_basis=keep.skills_basis or drop.skills_basis,
        study_forms=keep.study_forms or drop.study_forms,
        requirements=tuple(
            pointed(requirement, {drop.id: None, keep.id: None}) for requirement in source.requirements
        ),
        tasks_basis=source.tasks_basis,
        twins=_twins(keep, drop),
    )
    if keep.prescribed_weeks is None and keep.typical_weeks is None:
        merged = replace(merged, prescribed_weeks=drop.prescribed_weeks, typical_weeks=drop.typical_weeks)
    return Merge(keep, drop, merged)


def _with_own_tasks(keep: Credential, drop: Credential) -> Credential:
    """Whose tasks are the credential's own: those that only stand for the whole give way to real ones."""
    return drop if has_generic_tasks(keep) and not has_generic_tasks(drop) else keep


def has_generic_tasks(credential: Credential) -> bool:
    """Whether the tasks only stand for the whole, because nobody stated any."""
    if credential.tasks_basis:
        return credential.tasks_basis.casefold().startswith(GENERIC)
    return len(credential.tasks) == 1 and credential.tasks[0].title == credential.title


def _has_same_issuer(keep: Credential, drop: Credential) -> bool:
    return keep.issuer.strip().casefold() == drop.issuer.strip().casefold()


def _says_nothing(credential: Credential) -> bool:
    return credential.summary.strip().casefold() in {"", credential.title.strip().casefold()}


def _knows_more_of_cost(drop: Credential, keep: Credential) -> bool:
    if keep.cost.cost_class is CostClass.NOT_STATED:
        return drop.cost.cost_class is not CostClass.NOT_STATED
    is_same_class = keep.cost.cost_class is drop.cost.cost_class
    return is_same_class and keep.cost.amount is None and drop.cost.amount is not None


def _topics(keep: Credential, drop: Credential) -> tuple[str, ...]:
    union = _union(keep.topics, drop.topics, _MOST_TOPICS + 1)
    sorted_ones = tuple(topic for topic in union if topic != UNSORTED)
    return (sorted_ones or union)[:_MOST_TOPICS]


def _twins(keep: Credential, drop: Credential) -> tuple[str, ...]:
    others = (each for each in (*keep.twins, *drop.twins) if each not in {keep.id, drop.id})
    return _union(others, (), _MOST_TWINS)


def _union(first: Iterable[str], second: Iterable[str], most: int) -> tuple[str, ...]:
    """All of them in order, each once whatever its case."""
    union: dict[str, str] = {}
    for each in (*first, *second):
        union.setdefault(each.casefold(), each)
    return tuple(union.values())[:most]


def pointed(requirement: Requirement, instead: Mapping[str, str | None]) -> Requirement:
    """The requirement, naming another prior credential, or (None) none, in place of those in `instead`."""
    prior = requirement.credential_id
    if prior is None or prior not in instead:
        return requirement
    return replace(requirement, credential_id=instead[prior])


def following(credential: Credential, instead: Mapping[str, str]) -> Credential:
    """The credential, naming what took the place of the credentials in `instead`, never itself."""
    others = {old: new if new != credential.id else None for old, new in instead.items()}
    twins = (instead.get(twin, twin) for twin in credential.twins)
    return replace(
        credential,
        requirements=tuple(pointed(each, others) for each in credential.requirements),
        twins=tuple(dict.fromkeys(twin for twin in twins if twin != credential.id)),
    )


def names_one_of(credential: Credential, ids: Iterable[str]) -> bool:
    """Whether it names one of these credentials as a prior one or a twin."""
    wanted = set(ids)
    prior = {requirement.credential_id for requirement in credential.requirements}
    return not wanted.isdisjoint(prior) or not wanted.isdisjoint(credential.twins)


def come_before_themselves(credentials: Iterable[Credential]) -> bool:
    """Whether some would come before themselves, by way of their prior credentials."""
    prior = {
        each.id: {requirement.credential_id for requirement in each.requirements if requirement.credential_id}
        for each in credentials
    }
    try:
        TopologicalSorter(prior).prepare()
    except CycleError:
        return True
    return False
