"""What must be earned before a credential, and the shortest way through it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.credential import Credential, RequirementKind


@dataclass(frozen=True, slots=True)
class WayTo:
    """The credentials to earn before another one, in an order in which it can be done, each once.

    `elsewhere` names what else is asked for and stands in no catalogue ("CPR card"). The minutes are
    those of `before` together; None where the hours of one are not known, or have no upper end.
    """

    before: tuple[Credential, ...]
    elsewhere: tuple[str, ...] = ()
    min_minutes: int | None = None
    max_minutes: int | None = None


def way_to(credential: Credential, catalogue: Mapping[str, Credential]) -> WayTo | None:
    """The shortest way to what `credential` asks to hold first; None where it asks for nothing.

    A prior credential that is the same course on two platforms is taken where it takes less time. What
    several ask for is counted once, and a circle of requirements is walked once.
    """
    before: dict[str, Credential] = {}
    elsewhere: dict[str, None] = {}
    _walk(credential, catalogue, before, elsewhere, {credential.id})
    if not before and not elsewhere:
        return None
    efforts = [prior.effort for prior in before.values()]
    return WayTo(
        tuple(before.values()),
        tuple(elsewhere),
        _sum(effort.min_minutes for effort in efforts),
        _sum(effort.max_minutes for effort in efforts),
    )


def _walk(
    credential: Credential,
    catalogue: Mapping[str, Credential],
    before: dict[str, Credential],
    elsewhere: dict[str, None],
    seen: set[str],
) -> None:
    for requirement in credential.requirements:
        if requirement.kind is not RequirementKind.PRIOR_CREDENTIAL:
            continue
        prior = _shortest(requirement.credential_id, catalogue)
        if prior is None:
            elsewhere.update(dict.fromkeys(task.title for task in requirement.tasks))
        elif prior.id not in seen:
            seen.update({prior.id, *prior.twins})
            _walk(prior, catalogue, before, elsewhere, seen)
            before[prior.id] = prior


def _shortest(identity: str | None, catalogue: Mapping[str, Credential]) -> Credential | None:
    named = catalogue.get(identity or "")
    if named is None:
        return None
    doors = [named, *(catalogue[twin] for twin in named.twins if twin in catalogue)]
    return min(
        doors, key=lambda door: (door.effort.min_minutes is None, door.effort.min_minutes or 0, door.id)
    )


def _sum(minutes: Iterable[int | None]) -> int | None:
    known = list(minutes)
    return None if None in known or not known else sum(part for part in known if part is not None)
