"""Texts in the order in which Python sorts them, whatever the language that the database sorts in."""

from typing import Any

from sqlalchemy import String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class in_text_order(FunctionElement[str]):  # noqa: N801 - it is called as a function
    """The column, to order or compare by: code point by code point."""

    inherit_cache = True
    type = String()


@compiles(in_text_order)
def _as_it_is(element: in_text_order, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    """SQLite sorts so already."""
    return compiler.process(element.clauses, **options)


@compiles(in_text_order, "postgresql")
def _by_code_points(element: in_text_order, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f'{compiler.process(element.clauses, **options)} COLLATE "C"'
