"""Which of a member's enrolments a person means by what they type."""

from collections.abc import Mapping, Sequence

from bot.domain.enrolment import Enrolment
from bot.domain.errors import UserError
from bot.domain.names import Name, Names, folded
from bot.domain.next_task import Underway

_QUOTED_LENGTH = 40


KeptNames = Mapping[str, tuple[str, str]]
"""What the credentials of enrolments are called since they were merged into another, as `kept_names` says."""


def named_enrolment(
    works: Sequence[Underway], named: str | None, kept: KeptNames, *, is_own: bool
) -> Enrolment:
    """The one with this id, credential or title (a slip allowed), or the only one that the words may mean.

    What a credential was merged into names it as well. Without words the first. Raises UserError
    `nothing-started`, `enrolment-unknown`, `enrolment-ambiguous` (`typed`); `progress-hidden` for all of
    them where it is another's.
    """
    if not works:
        raise UserError("nothing-started" if is_own else "progress-hidden")
    if named is None or not named.strip():
        return works[0].enrolment
    wanted = named.strip()
    for work in works:
        if wanted in {work.enrolment.id, work.enrolment.credential_id, *kept.get(work.enrolment.id, ())}:
            return work.enrolment
    titles = {work.enrolment.id: work.enrolment.outline.title for work in works}
    names = names_of(titles, kept)
    keys = names.exactly(wanted) or names.with_a_slip(wanted)
    if not keys:
        return _begun_so(works, wanted, is_own=is_own)
    return next(work.enrolment for work in works if work.enrolment.id in keys)


def names_of(titles: Mapping[str, str], kept: KeptNames) -> Names:
    """Finds enrolments by their titles, and by what those were merged into."""
    merged = (Name(each, title) for each, (_, title) in kept.items() if title != titles[each])
    return Names([*(Name(each, title) for each, title in titles.items()), *merged])


def _begun_so(works: Sequence[Underway], wanted: str, *, is_own: bool) -> Enrolment:
    """The only one whose title has words that begin with all that was typed, or the only open one."""
    typed = folded(wanted).split()
    found = [work.enrolment for work in works if typed and _begin_words(typed, work.enrolment.outline.title)]
    meant = found if len(found) == 1 else [each for each in found if each.status.is_open]
    if len(meant) == 1:
        return meant[0]
    if found and is_own:
        raise UserError("enrolment-ambiguous", typed=wanted[:_QUOTED_LENGTH])
    raise UserError("enrolment-unknown" if is_own else "progress-hidden")


def _begin_words(typed: Sequence[str], title: str) -> bool:
    words = folded(title).split()
    return all(any(word.startswith(each) for word in words) for each in typed)
