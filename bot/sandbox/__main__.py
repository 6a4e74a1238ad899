"""`python -m bot.sandbox`: the stand-in by itself, for a bot in another process."""

import argparse
import asyncio
import contextlib
import signal
import sys

from bot.sandbox.server import Sandbox
from bot.sandbox.wire import dumps


async def _serve(port: int) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # where there are no signals, Ctrl-C interrupts
            loop.add_signal_handler(number, stopped.set)
    async with Sandbox.started(port=port) as sandbox:
        where = {
            "address": sandbox.address,
            "api_base": sandbox.api_base,
            "gateway_url": sandbox.gateway_url,
            "bot_token": sandbox.bot_token,
        }
        sys.stdout.write(dumps(where) + "\n")
        sys.stdout.flush()
        await stopped.wait()


def main() -> int:
    """Serves until it is told to stop; 1 where the port is taken."""
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="a port of the loopback interface; 0: a free one")
    try:
        asyncio.run(_serve(parser.parse_args().port))
    except OSError as error:
        sys.stderr.write(f"The port cannot be used: {error.strerror}.\n")
        return 1
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
