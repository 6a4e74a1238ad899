"""Whether a request's body is what Discord's published API description says, where that file is at hand.

Two relaxations, without which sound requests would be refused: an integer may be written as a text of
digits, and an id as an integer. `attachments[].id` is one: the place of a file in the same request.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

import pytest
from jsonschema import Draft202012Validator, TypeChecker, ValidationError, validators
from jsonschema.protocols import Validator

OPENAPI = Path(
    os.environ.get("DISCORD_OPENAPI") or Path(__file__).parents[2] / "shared" / "discord_openapi.json"
)
REASON = "Discord's API description is not at hand (DISCORD_OPENAPI names its file)"
needs_openapi = pytest.mark.skipif(not OPENAPI.is_file(), reason=REASON)

_PREFIX = re.compile(r"^/api/v\d+(?=/)")
_PARAMETER = re.compile(r"\{[^}]+\}")
_KINDS_OF_SCHEMAS = "#/components/schemas/"


def openapi_faults(method: str, path: str, body: object) -> list[str]:
    """What the description has against a request's JSON body, as "place: what", in a fixed order.

    `path` may begin with `/api/v10` and end with a query. Skips the test where the file is not at hand.
    """
    if not OPENAPI.is_file():
        pytest.skip(REASON)
    operation = _operation(method.lower(), _PREFIX.sub("", path.partition("?")[0]))
    if operation is None:
        return [f"{method} {path}: no such operation"]
    validator, is_required = _validator(*operation)
    if body is None:
        return [f"{method} {path}: a body is required"] if is_required else []
    if validator is None:
        return [f"{method} {path}: takes no body"]
    return _said(validator, body)


def answer_faults(method: str, path: str, status: int, body: object) -> list[str]:
    """What the description has against the JSON body of an answer; nothing where it does not describe it."""
    if not OPENAPI.is_file():
        pytest.skip(REASON)
    operation = _operation(method.lower(), _PREFIX.sub("", path.partition("?")[0]))
    if operation is None:
        return [f"{method} {path}: no such operation"]
    validator = _answer_validator(*operation, str(status))
    return [] if validator is None else _said(validator, body)


def _said(validator: Validator, body: object) -> list[str]:
    errors = _leaves(validator.iter_errors(cast("Any", body)))
    return sorted(f"{error.json_path}: {error.message[:300]}" for error in errors)


def _leaves(errors: Iterable[ValidationError]) -> Iterator[ValidationError]:
    for error in errors:
        if error.context:
            yield from _leaves(error.context)
        else:
            yield error


@cache
def _description() -> dict[str, Any]:
    description = cast("dict[str, Any]", _relaxed(json.loads(OPENAPI.read_text(encoding="utf-8"))))
    schemas = description["components"]["schemas"]
    schemas["SnowflakeType"]["type"] = ["string", "integer"]
    for schema in (*schemas.values(), *_request_schemas(description)):
        _tell_apart(schema, schemas)
    return description


def _request_schemas(description: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for operations in description["paths"].values():
        for operation in operations.values():
            if isinstance(operation, dict) and "requestBody" in operation:
                yield from (content["schema"] for content in operation["requestBody"]["content"].values())


def _relaxed(part: object) -> object:
    """With "one of" as "any of": a text of digits may be an integer as well as a text."""
    if isinstance(part, list):
        return [_relaxed(each) for each in part]
    if isinstance(part, dict):
        return {("anyOf" if name == "oneOf" else name): _relaxed(each) for name, each in part.items()}
    return part


def _tell_apart(part: object, schemas: dict[str, Any]) -> None:
    """Makes a union of objects that name their `type` say which one a value is: quick, and clear in words."""
    if isinstance(part, list):
        for each in part:
            _tell_apart(each, schemas)
    elif isinstance(part, dict):
        for each in part.values():
            _tell_apart(each, schemas)
        union = part.get("anyOf", [])
        types = [_types(choice, schemas) for choice in union]
        if len(union) > 1 and all(types):
            del part["anyOf"]
            part["required"] = ["type"]
            part["properties"] = {"type": {"enum": [each for known in types for each in known]}}
            part["allOf"] = [
                {"if": {"properties": {"type": {"enum": known}}}, "then": choice}
                for known, choice in zip(types, union, strict=True)
            ]


def _types(choice: object, schemas: dict[str, Any]) -> list[int]:
    reference = choice.get("$ref", "") if isinstance(choice, dict) else ""
    schema = schemas.get(reference.removeprefix(_KINDS_OF_SCHEMAS), {})
    found: list[int] = schema.get("properties", {}).get("type", {}).get("enum", [])
    return found


@cache
def _routes() -> list[tuple[re.Pattern[str], str]]:
    """Every path as a pattern, the most literal first."""
    paths = sorted(_description()["paths"], key=lambda path: (path.count("{"), path))
    return [(re.compile("[^/]+".join(map(re.escape, _PARAMETER.split(path)))), path) for path in paths]


@lru_cache(maxsize=1024)
def _operation(method: str, path: str) -> tuple[str, str] | None:
    for pattern, template in _routes():
        if pattern.fullmatch(path) and method in _description()["paths"][template]:
            return method, template
    return None


@cache
def _validator(method: str, template: str) -> tuple[Validator | None, bool]:
    """The compiled check of an operation's body, if it takes one, and whether it must have one."""
    request = _description()["paths"][template][method].get("requestBody")
    if request is None:
        return None, False
    contents = request["content"]
    schema = contents.get("application/json", next(iter(contents.values())))["schema"]
    return _compiled(schema), bool(request.get("required"))


@cache
def _answer_validator(method: str, template: str, status: str) -> Validator | None:
    answers = _description()["paths"][template][method]["responses"]
    content = answers.get(status, {}).get("content")
    return _compiled(content["application/json"]["schema"]) if content else None


def _compiled(schema: dict[str, Any]) -> Validator:
    return _relaxed_validator()({"components": _description()["components"], "allOf": [schema]})


def _is_integer(_checker: TypeChecker, value: object) -> bool:
    if isinstance(value, str):
        return re.fullmatch(r"-?\d+", value) is not None
    return not isinstance(value, bool) and (
        isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    )


@cache
def _relaxed_validator() -> type[Validator]:
    checker = Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer)
    return cast("type[Validator]", validators.extend(Draft202012Validator, type_checker=checker))  # type: ignore[no-untyped-call]
