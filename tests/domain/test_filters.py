from dataclasses import replace
from typing import Any

import pytest

from bot.domain.credential import (
    Cost,
    CostClass,
    CreditClaim,
    CreditStatus,
    Level,
    Requirement,
    RequirementKind,
    Task,
)
from bot.domain.errors import UserError
from bot.domain.filters import Filters, filters_of
from tests.small_catalogue import CREDENTIALS

PLAIN = CREDENTIALS[0]


@pytest.mark.parametrize(
    ("options", "changes", "admitted"),
    [
        ({}, {}, True),
        ({"level": "beginner"}, {"level": Level.BEGINNER}, True),
        ({"level": "beginner"}, {"level": Level.MIXED}, True),
        ({"level": "advanced"}, {"level": Level.BEGINNER}, False),
        ({"cost": "free"}, {"cost": Cost(CostClass.FREE_TO_AUDIT)}, True),
        ({"cost": "free"}, {"cost": Cost(CostClass.FREE_FOR_MEMBERS)}, True),
        ({"cost": "free"}, {"cost": Cost(CostClass.NOT_STATED)}, False),
        ({"cost": "free"}, {"cost": Cost(CostClass.PAID)}, False),
        ({"cost": "paid"}, {"cost": Cost(CostClass.PAID, 10, "USD")}, True),
        ({"cost": "subscription"}, {"cost": Cost(CostClass.PAID)}, False),
        ({"language": "ES"}, {"language": "es"}, True),
        ({"language": "es"}, {"language": "en"}, False),
        ({"topic": "music"}, {"topics": ("art", "music")}, True),
        ({"topic": "music"}, {"topics": ("art",)}, False),
        ({"credit": True}, {"credit": None}, False),
        ({"credit": True}, {"credit": CreditClaim(CreditStatus.NONE, "issues none")}, False),
        ({"credit": True}, {"credit": CreditClaim(CreditStatus.VARIES, "varies")}, False),
        ({"credit": True}, {"credit": CreditClaim(CreditStatus.RECOMMENDED, "ACE, 3")}, True),
        ({"credit": False}, {"credit": None}, True),
    ],
)
def test_a_filter_lets_pass_what_it_says(options: dict[str, object], changes: dict[str, Any], admitted: bool):
    assert filters_of(options).admits(replace(PLAIN, **changes)) is admitted


@pytest.mark.parametrize("word", ["prior-credential", "prior_credential", "Prior Credential"])
def test_kinds_of_proof_are_read_however_they_are_joined(word: str):
    assert filters_of({"shown_by": word}).shown_by is RequirementKind.PRIOR_CREDENTIAL


def test_shown_by_looks_at_the_requirements():
    portfolio = Requirement(RequirementKind.PORTFOLIO, (Task("sql.9", "Collect your work"),))
    filters = filters_of({"shown_by": "portfolio"})
    assert filters.admits(replace(PLAIN, requirements=(portfolio,)))
    assert not filters.admits(PLAIN)


@pytest.mark.parametrize(
    ("options", "message_id"),
    [
        ({"colour": "red"}, "filter-unknown"),
        ({"level": "wizard"}, "filter-value-unknown"),
        ({"cost": "cheap"}, "filter-value-unknown"),
        ({"shown_by": "formality"}, "filter-value-unknown"),
        ({"language": "english"}, "filter-language-unreadable"),
    ],
)
def test_a_wrong_filter_is_refused_by_name(options: dict[str, object], message_id: str):
    with pytest.raises(UserError) as refused:
        filters_of(options)
    assert refused.value.message_id == message_id


def test_empty_filters_ask_for_nothing():
    assert filters_of({"level": None, "topic": "", "credit": False}) == Filters()
    assert not Filters().are_set
