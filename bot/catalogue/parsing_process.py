"""The process that parses: `python -m bot.catalogue.parsing_process`, started by `parsing_worker`.

It reads files from standard input one after the other and writes their rows to standard output. A file
may be hostile: this process has little memory, holds no secrets, and its parent ends it when it is late.
"""

import gc
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO

from bot.catalogue.documents import Document
from bot.catalogue.parsing import parsed_rows
from bot.catalogue.parsing_wire import DONE_LINE, Task, failed_line, refused_line, row_line, task_in
from bot.domain.errors import UserError

MEMORY_BYTES = 1024 * 2**20
"""Of addresses, a third of which the interpreter and its libraries take without using them."""


def main() -> None:
    """Serves until standard input ends."""
    _be_modest()
    # Nothing of a file becomes garbage before its end; looking for some takes longer than reading it.
    gc.disable()
    gc.freeze()
    serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(tasks: BinaryIO, answers: BinaryIO) -> None:
    """Answers each task with the lines of its rows and a last line; ends when there is no further task."""
    while line := tasks.readline():
        task = task_in(line)
        document = Document(task.name, tasks.read(task.size))
        answers.writelines(_answers(task, document))
        answers.flush()
        gc.collect()


def _answers(task: Task, document: Document) -> Iterator[bytes]:
    try:
        for row in parsed_rows(document, task.topics, task.today):
            yield row_line(row)
    except UserError as error:
        yield refused_line(error)
    except MemoryError:
        yield refused_line(UserError("import-too-heavy"))
    except Exception:  # noqa: BLE001 - the parent raises it again
        yield failed_line(traceback.format_exc())
    else:
        yield DONE_LINE


def _be_modest() -> None:
    """Takes no more memory than is its own, where the system has limits."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


if __name__ == "__main__":
    main()
