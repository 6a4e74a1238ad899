"""A comparison in words: what each credential is under each aspect."""

from collections.abc import Callable

from bot.domain.comparison import Aspect, proof_of, task_counts
from bot.domain.credential import Credential
from bot.wording.credential import (
    cost_text,
    credit_text,
    effort_text,
    elapsed_text,
    language_text,
    validity_text,
)
from bot.wording.texts import Texts


def aspect_name(texts: Texts, aspect: Aspect) -> str:
    """What is compared: "Work", "Calendar"."""
    return texts(f"aspect-{aspect.value}")


def aspect_text(texts: Texts, credential: Credential, aspect: Aspect) -> str:
    """What the credential is under the aspect."""
    return _VALUES[aspect](texts, credential)


def claim_text(texts: Texts, credential: Credential) -> str:
    """The claim of college credit, dated, or that nobody makes one."""
    if credential.credit is None:
        return texts("credit-unclaimed")
    return credit_text(texts, credential.credit, credential.source)


def proof_text(texts: Texts, credential: Credential) -> str:
    """The kinds of task in which the skill is shown, or that being there is all."""
    kinds = [texts(f"kind-{kind.value}") for kind in proof_of(credential)]
    return ", ".join(kinds) or texts("proof-none")


def requirements_text(texts: Texts, credential: Credential) -> str:
    """How many tasks of each kind there are: "lessons (4), portfolio (1)"."""
    return ", ".join(
        texts("requirement-tasks", kind=texts(f"kind-{kind.value}"), count=count)
        for kind, count in task_counts(credential).items()
    )


def type_text(texts: Texts, credential: Credential) -> str:
    """What the issuer calls it."""
    return texts(f"type-{credential.credential_type.value.replace(' ', '-')}")


_VALUES: dict[Aspect, Callable[[Texts, Credential], str]] = {
    Aspect.EFFORT: lambda texts, credential: effort_text(texts, credential.effort),
    Aspect.ELAPSED: elapsed_text,
    Aspect.PROOF: proof_text,
    Aspect.REQUIREMENTS: requirements_text,
    Aspect.COST: lambda texts, credential: cost_text(texts, credential.cost),
    Aspect.CREDIT: claim_text,
    Aspect.VALIDITY: validity_text,
    Aspect.LEVEL: lambda texts, credential: texts(f"level-{credential.level.value}"),
    Aspect.LANGUAGE: lambda texts, credential: language_text(texts, credential.language),
    Aspect.CREDENTIAL_TYPE: type_text,
}
