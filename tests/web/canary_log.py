"""What the server writes to its logs: read by whoever runs the house, who has no part in any initiative."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

_ADDRESS = re.compile(r"/(?:sv|en)/\S+")


class ServerLog(StringIO):
    """Takes what would go to standard error."""

    def lines(self) -> Iterator[tuple[str, str]]:
        """Give each line written since last asked, with the address that it tells of."""
        written = self.getvalue()
        self.seek(0)
        self.truncate()
        for line in written.splitlines():
            asked_for = _ADDRESS.search(line)
            yield f"the log, {asked_for.group() if asked_for else ''}", line


@contextmanager
def server_log() -> Iterator[ServerLog]:
    """Let every handler that the settings name write here."""
    log = ServerLog()
    named = [handler for name in ("django", "vakna") for handler in logging.getLogger(name).handlers]
    writers = {handler: handler.stream for handler in named if isinstance(handler, logging.StreamHandler)}
    assert writers, "the settings name no handler that writes"
    try:
        for handler in writers:
            handler.stream = log  # setStream would flush what an earlier test has closed
        yield log
    finally:
        for handler, stream in writers.items():
            handler.stream = stream
