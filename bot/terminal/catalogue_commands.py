"""`badger catalogue import | export | check`: arguments in, one use case, its result."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.errors import UserError
from bot.wording.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from bot.services.catalogue_files import CatalogueFiles

    Door: TypeAlias = Callable[[argparse.Namespace], CatalogueFiles]
    _Subcommands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  # it has no public name

# Only the parser is built for `--help`: what a command needs is imported when it runs (start-up time).

_FORMATS = ("csv", "json", "ctdl")
_HIGHEST_ID = 2**63 - 1


def add_catalogue_commands(parser: argparse.ArgumentParser, texts: Texts, door: "Door") -> None:
    """Adds the commands under `catalogue`; `door` leads to the files of the database that is meant."""
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_import(commands, texts, door)
    _add_export(commands, texts, door)
    check = _add(commands, texts, "check")
    check.set_defaults(command=_check)


def _add(commands: "_Subcommands", texts: Texts, name: str) -> argparse.ArgumentParser:
    about = texts(f"cli-catalogue-{name}")
    return commands.add_parser(name, help=about, description=about)


def _add_import(commands: "_Subcommands", texts: Texts, door: "Door") -> None:
    def run(options: argparse.Namespace, texts: Texts) -> int:
        from bot.terminal.import_view import import_from_terminal

        return import_from_terminal(door(options), _layer(options), options, texts)

    importing = _add(commands, texts, "import")
    importing.set_defaults(command=run)
    importing.add_argument("file", type=Path, metavar="FILE", help=texts("cli-import-file"))
    importing.add_argument("--dry-run", action="store_true", help=texts("cli-import-dry-run"))
    importing.add_argument("--report", type=Path, metavar="OUT.csv", help=texts("cli-import-report"))
    importing.add_argument("--json", action="store_true", help=texts("cli-json"))
    _add_server(importing, texts)


def _add_export(commands: "_Subcommands", texts: Texts, door: "Door") -> None:
    def run(options: argparse.Namespace, _texts: Texts) -> int:
        import asyncio

        from bot.catalogue.exporting import ExportFormat, exported

        credentials = asyncio.run(door(options).seen(_layer(options)))
        # As bytes: the file is UTF-8 with its own line ends wherever it is written.
        for piece in exported(credentials, ExportFormat(options.format)):
            sys.stdout.buffer.write(piece.encode())
        sys.stdout.buffer.flush()
        return 0

    exporting = _add(commands, texts, "export")
    exporting.set_defaults(command=run)
    about = texts("cli-export-format")
    exporting.add_argument("--format", required=True, choices=_FORMATS, metavar="FORMAT", help=about)
    _add_server(exporting, texts)


def _add_server(command: argparse.ArgumentParser, texts: Texts) -> None:
    command.add_argument("--server", type=int, metavar="ID", help=texts("cli-server"))


def _check(_options: argparse.Namespace, texts: Texts) -> int:
    from bot.services.catalogue_check import check_seed
    from bot.terminal.catalogue_view import show_check
    from bot.terminal.console import console

    check = check_seed()
    show_check(console(), texts, check)
    return 1 if check.errors else 0


def _layer(options: argparse.Namespace) -> int:
    """The layer that a command acts on: a server's, or this installation's."""
    from bot.domain.catalogue_layers import INSTALLATION

    if options.server is None:
        return INSTALLATION
    if not 0 < options.server <= _HIGHEST_ID:
        raise UserError("cli-server-wrong")
    return int(options.server)
