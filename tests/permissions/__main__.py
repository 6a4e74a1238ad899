"""Prints who may use what of Badger, and how much of it is wrong.

`python -m tests.permissions` tries every command, context menu, component and form that there is as every
kind of member, through the real client in a sandbox; what Discord's picker hides is sent all the same. With
`--json` it prints one JSON object. Exit code 1 where something is wrong.
"""

import argparse
import asyncio
import json
import logging
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from tests.permissions.matrix import Matrix, matrix_in
from tests.permissions.members import KINDS

_WIDE = 200


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.permissions", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    logging.disable(logging.INFO)
    with TemporaryDirectory(prefix="badger-") as folder:
        matrix = asyncio.run(matrix_in(Path(folder)))
    if options.json:
        print(json.dumps(matrix.summary() | {"table": matrix.cells}))
    else:
        _print_table(matrix)
    sys.exit(1 if matrix.wrong else 0)


def _print_table(matrix: Matrix) -> None:
    console = Console(width=None if sys.stdout.isatty() else _WIDE)
    table = Table("Entry point", "Needs", *(kind.name for kind in KINDS))
    for name, row in matrix.cells.items():
        table.add_row(name, matrix.needs[name], *(row.get(kind.name, "-") for kind in KINDS))
    console.print(table)
    summary = matrix.summary()
    for problem in (*matrix.wrong, *(f"an error of its own: {name}" for name in matrix.unexpected)):
        console.print(problem, style="red", markup=False)
    counted = f"{summary['entry_points']} entry points, {summary['kinds_of_members']} kinds of members"
    console.print(f"{counted}, {summary['checks']} checks, {summary['wrong']} wrong")


if __name__ == "__main__":
    main()
