"""`python -m bot.ops.probe` asks the Badger of this machine whether it lives: the container's health check.

Exit code 0 where `/livez` on BADGER_HEALTH_PORT answers 200, else 1.
"""

import os
import sys
import urllib.error
import urllib.request

_TIMEOUT_SECONDS = 3


def is_alive(port: int) -> bool:
    """Whether the Badger whose health port is `port` answers that it lives."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=_TIMEOUT_SECONDS) as answer:
            return bool(answer.status == 200)  # noqa: PLR2004  # HTTP's own number for "OK"
    except (OSError, urllib.error.URLError):
        return False


if __name__ == "__main__":
    port = os.environ.get("BADGER_HEALTH_PORT", "")
    sys.exit(0 if port.isdecimal() and is_alive(int(port)) else 1)
