"""Credentials for cards: the article's two organisations, and nasty ones."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from bot.domain.advice import Advice, Advised
from bot.domain.budget import Budget
from bot.domain.budget_text import parse_budget
from bot.domain.credential import (
    Cost,
    CostClass,
    Credential,
    CredentialType,
    CreditClaim,
    CreditStatus,
    Effort,
    EffortBasis,
    Level,
    Requirement,
    RequirementKind,
    Source,
    StudyForm,
    Task,
    WeeksRange,
)
from bot.domain.filters import Filters
from bot.domain.fit import judge_fit
from bot.domain.hits import Certainty, Field, Hit, Match, Reason
from bot.services.finding import FoundAdvice
from tests.small_catalogue import credential

TODAY = date(2026, 11, 24)


def tasks(identity: str, *titles: str, minutes: int | None = None) -> tuple[Task, ...]:
    return tuple(
        Task(f"{identity}.{number}", title, minutes, minutes) for number, title in enumerate(titles, start=1)
    )


FOUR_DAYS = replace(
    credential("virtual-teaching-quick", "Virtual Teaching", issuer="Quick Badges"),
    summary="Videos on teaching online, with a quiz after each.",
    topics=("teaching",),
    study_forms=(StudyForm.ONLINE, StudyForm.INSTRUCTOR_LED),
    effort=Effort(240, 300, EffortBasis.STATED),
    prescribed_weeks=WeeksRange(4 / 7, 4 / 7),
    cost=Cost(CostClass.FREE),
    credential_type=CredentialType.BADGE,
    requirements=(
        Requirement(RequirementKind.LESSONS, tasks("q", "Watch four videos", minutes=60)),
        Requirement(RequirementKind.QUIZ, tasks("r", "Pass four quizzes")),
    ),
)
SIX_WEEKS = replace(
    credential("virtual-teaching-portfolio", "Virtual Teaching in Practice", issuer="Thorough College"),
    summary="Teach online for six weeks and show what your students made.",
    topics=("teaching",),
    study_forms=(StudyForm.ONLINE, StudyForm.INSTRUCTOR_LED),
    effort=Effort(1800, 2400, EffortBasis.DERIVED, note="5-7 h a week x 6 weeks"),
    prescribed_weeks=WeeksRange(6, 6),
    cost=Cost(CostClass.PAID, 199, "USD"),
    credential_type=CredentialType.MICRO_CREDENTIAL,
    credit=CreditClaim(CreditStatus.CARRIES, "3 graduate credits, says Thorough College"),
    requirements=(
        Requirement(RequirementKind.PRACTICE, tasks("s", "Teach six lessons online")),
        Requirement(RequirementKind.PORTFOLIO, tasks("t", "Portfolio of student work")),
    ),
)
UNSTATED = replace(
    credential("open-badge", "Open Badge of Teaching"), effort=Effort(), cost=Cost(CostClass.NOT_STATED)
)


def budget(text: str) -> Budget:
    return parse_budget(text, today=TODAY)


def advised(credential: Credential, given: Budget | None, *reasons: Reason) -> Advised:
    verdict = judge_fit(credential.effort, credential.prescribed_weeks, given, today=TODAY)
    shown = reasons or (Reason(Match.SAME, "teaching", "Virtual Teaching", Field.TITLE),)
    return Advised(credential, Hit(credential.id, 0.9, shown), verdict)


def found(  # noqa: PLR0913  # each has a sensible default
    *credentials: Credential,
    time: str | None = None,
    goal: str = "teach online",
    filters: Filters | None = None,
    certainty: Certainty = Certainty.STRONG,
    page: int = 0,
    is_remembered: bool = False,
    too_long: int = 0,
    unexplained: tuple[str, ...] = (),
    is_hidden: bool = False,
) -> FoundAdvice:
    given = budget(time) if time else None
    advice = Advice(
        goal,
        given,
        filters or Filters(),
        certainty,
        tuple(advised(each, given) for each in credentials),
        too_long_left_out=too_long,
        unexplained=unexplained,
        is_hidden_by_filters=is_hidden,
    )
    return FoundAdvice("s" * 22, 1001, 2001, advice, TODAY, page, is_remembered)


NASTY_PIECES = (
    "<@123456789012345678>",
    "@everyone",
    "[click](https://evil.example)",
    "||**__~~`",
    "```",
    "# ",
    "-# ",
    "</find:1>",
    "<t:1:R>",
    "\u202e",
    "ㅤ",
    "😀",
    "W" * 40,
    "https://evil.example",
)


def nasty_texts(most: int):
    pieces = st.sampled_from(NASTY_PIECES) | st.text(max_size=8)
    return st.builds(
        lambda start, piece, times: (start + piece * times)[:most],
        pieces,
        pieces,
        st.sampled_from([1, 3, 300]),
    )


ids = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=60)
some_minutes = st.none() | st.integers(1, 100_000)


@st.composite
def nasty_credentials(draw: st.DrawFn) -> Credential:
    low, high = draw(some_minutes), draw(some_minutes)
    if low and high and low > high:
        low, high = high, low
    weeks = draw(st.none() | st.floats(0.1, 500).map(lambda end: WeeksRange(end / 2, end)))
    texts = nasty_texts(200)
    task_texts = draw(st.lists(texts, min_size=1, max_size=14))
    return Credential(
        valid_months=draw(st.none() | st.integers(1, 600)),
        id=draw(ids),
        title=draw(texts),
        issuer=draw(texts),
        platform=draw(st.none() | texts),
        url=draw(st.sampled_from(["https://example.org/", "http://example.org", "javascript:x"]) | texts),
        summary=draw(nasty_texts(600)),
        credential_type=draw(st.sampled_from(CredentialType)),
        level=draw(st.sampled_from(Level)),
        language=draw(st.sampled_from(["en", "es", "zz"])),
        topics=("teaching",),
        skills=(),
        study_forms=(),
        effort=Effort(low, high, draw(st.sampled_from(EffortBasis)), note=draw(nasty_texts(600))),
        cost=draw(st.sampled_from([Cost(CostClass.FREE), Cost(CostClass.PAID, 1e9, "USD")])),
        requirements=tuple(
            Requirement(draw(st.sampled_from(RequirementKind)), tasks("n", text, minutes=draw(some_minutes)))
            for text in task_texts
        ),
        source=Source(draw(nasty_texts(500)), "facts only", "2026-11", draw(st.none() | st.just("2021"))),
        prescribed_weeks=weeks,
        credit=draw(st.none() | nasty_texts(600).map(lambda claim: CreditClaim(CreditStatus.CARRIES, claim))),
    )


def worst(identity: str) -> Credential:
    """A credential whose every text is as long as may be, and twice as long once escaped."""
    marks = "*"
    return replace(
        SIX_WEEKS,
        id=identity,
        title=marks * 200,
        issuer=marks * 200,
        platform=marks * 200,
        url="http://example.org/" + marks * 480,
        summary=marks * 600,
        effort=replace(SIX_WEEKS.effort, note=marks * 600),
        credit=CreditClaim(CreditStatus.CARRIES, marks * 600),
        source=Source(marks * 500, "facts only", "2026-11", "2021"),
        requirements=(Requirement(RequirementKind.LESSONS, tasks(identity, *[marks * 200] * 100)),),
    )


WORST = tuple(worst(f"worst-{number:054}") for number in range(10))
