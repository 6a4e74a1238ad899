"""What the command is told: its sub-commands, each with its options."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.terminal.catalogue_commands import add_catalogue_commands
from bot.wording.texts import Texts

if TYPE_CHECKING:
    from typing import TypeAlias

    from bot.services.catalogue_files import CatalogueFiles

    _Named: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  # it has no public name

DEFAULT_LIMIT = 5
KEEP_DAYS = 30

Command = Callable[[argparse.Namespace, Texts], int]
"""Does what the arguments say, and returns the exit code."""


@dataclass(frozen=True, slots=True)
class Commands:
    """What each sub-command does; `badger catalogue` does it with the files it is given."""

    run: Command
    advise: Command
    evaluate: Command
    catalogue_files: "Callable[[argparse.Namespace], CatalogueFiles]"
    back_up: Command
    restore: Command


def parser(texts: Texts, commands: Commands) -> argparse.ArgumentParser:
    """Reads the arguments of every command; `command` is what the one that was named does."""
    badger = argparse.ArgumentParser(
        prog="badger",
        description=texts("cli-description"),
        epilog=texts("cli-epilog"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    badger.set_defaults(catalogue=None)
    named = badger.add_subparsers(required=True, metavar="COMMAND")
    _add_run(_command(named, texts, "run", epilog=True), texts, commands.run)
    _add_advise(_command(named, texts, "advise", epilog=True), texts, commands.advise)
    _add_evaluate(_command(named, texts, "evaluate", epilog=True), texts, commands.evaluate)
    add_catalogue_commands(_command(named, texts, "catalogue", epilog=True), texts, commands.catalogue_files)
    _add_backup(_command(named, texts, "backup"), texts, commands.back_up)
    _add_restore(_command(named, texts, "restore"), texts, commands.restore)
    return badger


def _command(named: "_Named", texts: Texts, name: str, *, epilog: bool = False) -> argparse.ArgumentParser:
    return named.add_parser(
        name,
        help=texts(f"cli-{name}"),
        description=texts(f"cli-{name}"),
        epilog=texts(f"cli-{name}-epilog") if epilog else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _add_run(run: argparse.ArgumentParser, texts: Texts, does: Command) -> None:
    run.set_defaults(command=does)
    where = run.add_mutually_exclusive_group()
    where.add_argument("--sandbox", action="store_true", help=texts("cli-run-sandbox"))
    where.add_argument("--live", action="store_true", help=texts("cli-run-live"))
    run.add_argument("--port", metavar="N", type=int, help=texts("cli-run-port"))


def _add_advise(command: argparse.ArgumentParser, texts: Texts, does: Command) -> None:
    command.set_defaults(command=does)
    command.add_argument("goal", nargs="*", metavar="GOAL", help=texts("cli-goal"))
    command.add_argument("--time", metavar="TEXT", help=texts("cli-time"))
    command.add_argument("--level", metavar="L", help=texts("cli-level"))
    command.add_argument("--shown-by", metavar="KIND", help=texts("cli-shown-by"))
    command.add_argument("--cost", metavar="COST", help=texts("cli-cost"))
    command.add_argument("--language", metavar="xx", help=texts("cli-language"))
    command.add_argument("--topic", metavar="T", help=texts("cli-topic"))
    command.add_argument("--credit", action="store_true", help=texts("cli-credit"))
    limit = texts("cli-limit", default=DEFAULT_LIMIT)
    command.add_argument("--limit", metavar="N", type=int, default=DEFAULT_LIMIT, help=limit)
    _add_catalogue_option(command, texts)
    command.add_argument("--json", action="store_true", help=texts("cli-json"))


def _add_evaluate(command: argparse.ArgumentParser, texts: Texts, does: Command) -> None:
    command.set_defaults(command=does)
    command.add_argument("queries", type=Path, metavar="QUERIES", help=texts("cli-queries"))
    command.add_argument("--rankings", type=Path, metavar="OUT", help=texts("cli-rankings"))
    _add_catalogue_option(command, texts)
    command.add_argument("--json", action="store_true", help=texts("cli-json"))


def _add_backup(backup: argparse.ArgumentParser, texts: Texts, does: Command) -> None:
    backup.set_defaults(command=does)
    backup.add_argument("file", nargs="?", type=Path, metavar="FILE", help=texts("cli-backup-file"))
    keep_days = texts("cli-keep-days", default=KEEP_DAYS)
    backup.add_argument("--keep-days", metavar="N", type=int, default=KEEP_DAYS, help=keep_days)


def _add_restore(command: argparse.ArgumentParser, texts: Texts, does: Command) -> None:
    command.set_defaults(command=does)
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("file", nargs="?", type=Path, metavar="FILE", help=texts("cli-restore-file"))
    what.add_argument("--replay-erasures-from", metavar="ADDRESS", help=texts("cli-replay-erasures"))
    command.add_argument("--force", action="store_true", help=texts("cli-restore-force"))


def _add_catalogue_option(command: argparse.ArgumentParser, texts: Texts) -> None:
    command.add_argument("--catalogue", type=Path, metavar="FILE", help=texts("cli-catalogue-file"))
