"""The `badger` command: it reads arguments, calls one use case, shows the result.

Data goes to standard output, everything else to standard error. Exit codes: 0 done, 1 a clear
failure in one sentence, 2 usage.
"""

import argparse
import errno
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.errors import UserError
from bot.terminal.arguments import Commands, parser
from bot.terminal.console import console
from bot.terminal.text_files import read_text, write_bytes
from bot.wording.texts import Texts, error_text, load_texts

if TYPE_CHECKING:
    from bot.services.advice import AdviceRequest, Adviser
    from bot.services.catalogue_files import CatalogueFiles
    from bot.settings import Settings

# Only the parser is built for `--help`: what a command needs is imported when it runs (start-up time).

_LOG_LEVEL = "warning"
_HIGHEST_PORT = 65535
_MOST_KEEP_DAYS = 3650
_OUTPUT_ERRORS = {errno.EPIPE, errno.ENOSPC, errno.EIO, errno.EBADF}
_MOST_RESULTS = 25
_MOST_PROBLEMS = 200


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; raises SystemExit(2) on wrong usage, as argparse does."""
    texts = load_texts("en")
    if sys.stdout is None:
        print(texts("cli-no-output"), file=sys.stderr)
        return 1
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # A letter that the terminal does not know becomes a question mark, not a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    given = sys.argv[1:] if arguments is None else arguments
    commands = Commands(_run_bot, _advise, _evaluate, _catalogue_files, _back_up, _restore)
    options = parser(texts, commands).parse_args(_with_times_joined(given))
    try:
        return _run(options, texts)
    except KeyboardInterrupt:
        print(f"\n{texts('cli-interrupted')}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        _abandon_output()
        return 0
    except OSError as cause:
        _abandon_output()
        print(texts("cli-output-failed", cause=cause.strerror or ""), file=sys.stderr)
        return 1


def _abandon_output() -> None:
    """The reader has seen enough, or the disk is full: without this Python complains again at its exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(options: argparse.Namespace, texts: Texts) -> int:
    try:
        settings = _settings()
        if settings:
            import logging

            logging.basicConfig(level=(settings.log_level or _LOG_LEVEL).upper())
            options.catalogue = options.catalogue or settings.catalogue
        exit_code = int(options.command(options, texts))
        sys.stdout.flush()
    except UserError as error:
        print(error_text(texts, error), file=sys.stderr)
        _print_problems(error, texts)
        return 1
    except Exception as cause:  # the last net: logged, with an id that the user sees
        if isinstance(cause, OSError) and cause.errno in _OUTPUT_ERRORS:
            raise
        import logging
        from uuid import uuid4

        error_id = uuid4().hex[:8]
        logging.getLogger("badger").exception("error %s", error_id)
        print(texts("unexpected", error_id=error_id), file=sys.stderr)
        return 1
    return exit_code


def _with_times_joined(arguments: Sequence[str]) -> list[str]:
    """`--time -3h` as one argument: argparse takes "-3h" for an option, but it is a time to be refused."""
    joined: list[str] = []
    for argument in arguments:
        if joined and joined[-1] == "--time" and argument[:1] == "-" and argument[1:2].isdigit():
            joined[-1] = f"--time={argument}"
        else:
            joined.append(argument)
    return joined


def _settings() -> "Settings | None":
    """The settings, or None where nothing is set: reading none must not cost half a second of imports."""
    prefixes = ("BADGER_", "DISCORD_TOKEN")
    if not (any(name.upper().startswith(prefixes) for name in os.environ) or Path(".env").is_file()):
        return None
    from bot.settings import read_settings

    return read_settings()


def _run_bot(options: argparse.Namespace, texts: Texts) -> int:
    """Runs until it is told to stop. Without a token it plays Discord itself, on a terminal only."""
    from bot.app.running import run_in_sandbox, run_on_discord
    from bot.settings import read_settings

    if options.port is not None and not 0 <= options.port <= _HIGHEST_PORT:
        raise UserError("cli-port-wrong", most=str(_HIGHEST_PORT))
    settings = read_settings()
    token = None if options.sandbox else settings.token()
    if token:
        run_on_discord(settings, texts, token, _tell)
        return 0
    if options.live or not (options.sandbox or sys.stdout.isatty()):
        raise UserError("token-missing")
    run_in_sandbox(settings, texts, options.port, _announce, _tell)
    return 0


def _announce(address: str) -> None:
    print(address, flush=True)


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _advise(options: argparse.Namespace, texts: Texts) -> int:
    request = _request(options)
    adviser = _adviser(options)
    if not options.goal and not options.json:
        from bot.terminal.conversation import Conversation

        Conversation(adviser, texts, console(), _ask, today).run(request)
        return 0
    advice = adviser.advise(request)
    if options.json:
        from bot.wording.advice_json import advice_json

        print(advice_json(texts, advice))
    else:
        from bot.terminal.advice_view import show_advice

        show_advice(console(), texts, advice)
    return 0


def _adviser(options: argparse.Namespace) -> "Adviser":
    import logging

    from bot.app.catalogue import build_adviser

    adviser = build_adviser(options.catalogue, today)
    source = options.catalogue or "the seed pack"
    logging.getLogger("badger").info("%d credentials from %s", len(adviser.catalogue), source)
    return adviser


def _request(options: argparse.Namespace) -> "AdviceRequest":
    from bot.domain.filters import filters_of
    from bot.services.advice import AdviceRequest

    if not 1 <= options.limit <= _MOST_RESULTS:
        raise UserError("cli-limit-wrong", most=_MOST_RESULTS)
    names = ("level", "shown_by", "cost", "language", "topic", "credit")
    filters = filters_of({name: getattr(options, name) for name in names})
    return AdviceRequest(" ".join(options.goal), options.time, filters, options.limit)


def _evaluate(options: argparse.Namespace, texts: Texts) -> int:
    from bot.domain.ranking_measures import figures_of
    from bot.services.evaluation import rankings_of, read_queries
    from bot.wording.evaluation import figures_json, figures_lines, ranking_line

    if options.rankings and options.rankings.resolve() == options.queries.resolve():
        raise UserError("cli-rankings-over-queries")
    queries = read_queries(read_text(options.queries).split("\n"), today)
    rankings = rankings_of(_adviser(options), queries)
    if options.rankings:
        lines = "".join(f"{ranking_line(ranking)}\n" for ranking in rankings)
        write_bytes(options.rankings, lines.encode())
    figures = figures_of(rankings, [query.judgement for query in queries])
    print(figures_json(figures) if options.json else "\n".join(figures_lines(texts, figures)))
    return 0


def _back_up(options: argparse.Namespace, texts: Texts) -> int:
    """Prints where the backup is: a script may send it elsewhere."""
    from bot.app.surroundings import database_url
    from bot.ops.backup import back_up

    if not 1 <= options.keep_days <= _MOST_KEEP_DAYS:
        raise UserError("cli-keep-days-wrong", most=_MOST_KEEP_DAYS)
    keep = timedelta(days=options.keep_days)
    backup = back_up(database_url(_settings()), options.file, keep=keep, now=datetime.now(UTC))
    print(backup.path)
    if backup.deleted:
        _tell(texts("backup-deleted", count=len(backup.deleted), days=options.keep_days))
    return 0


def _restore(options: argparse.Namespace, texts: Texts) -> int:
    import asyncio

    from bot.app.surroundings import database_url
    from bot.ops.backup import erase_again, restore

    url, now = database_url(_settings()), datetime.now(UTC)
    if options.replay_erasures_from:
        erased = asyncio.run(erase_again(url, options.replay_erasures_from, now=now))
        print(texts("restore-erased", count=erased))
        return 0
    kept = restore(url, options.file, may_replace=options.force, now=now)
    print(texts("restore-kept", path=str(kept)) if kept else texts("restore-done"))
    return 0


def _catalogue_files(options: argparse.Namespace) -> "CatalogueFiles":
    from bot.app.catalogue import catalogue_files

    return catalogue_files(_settings(), options.catalogue)


def _print_problems(error: UserError, texts: Texts) -> None:
    from bot.terminal.catalogue_view import problem_line

    problems = getattr(error, "problems", ())
    for problem in problems[:_MOST_PROBLEMS]:
        print(problem_line(texts, problem), file=sys.stderr)
    if len(problems) > _MOST_PROBLEMS:
        print(texts("catalogue-more-problems", count=len(problems) - _MOST_PROBLEMS), file=sys.stderr)


def today() -> date:
    """The date here and now."""
    return datetime.now().astimezone().date()


def _ask(prompt: str) -> str:
    """A line from standard input; the prompt goes to standard error where the output is a pipe."""
    if sys.stdin and sys.stdin.isatty() and sys.stdout.isatty():
        with suppress(ImportError):
            import readline  # noqa: F401  # arrow keys and history come with the import

        return input(prompt)
    print(prompt, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline() if sys.stdin else ""
    if not line:
        raise EOFError
    return line
