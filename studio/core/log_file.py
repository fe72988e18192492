"""The file behind the log. Apart from `log`, for what it imports: the window shows itself before."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _LogFile(RotatingFileHandler):
    """A log that cannot be written, as on a full disk, stops nothing and does not spill into the terminal."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Give up on this record; by default its traceback would go to stderr."""


def handler(path: Path) -> logging.Handler:
    """Writes into ``path``, 1 MB, three kept; opened with the first record."""
    made = _LogFile(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    made.setFormatter(logging.Formatter(_FORMAT))
    return made
