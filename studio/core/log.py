"""Logging: one rotating file for the app, one per worker; words for people go elsewhere."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from studio.core import paths

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _LogFile(RotatingFileHandler):
    """A log that cannot be written, as on a full disk, stops nothing and does not spill into the terminal."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Give up on this record; by default its traceback would go to stderr."""


def logger(topic: str) -> logging.Logger:
    """The logger of one topic, e.g. ``logger("jobs")``."""
    return logging.getLogger(f"studio.{topic}")


def start_file_log(name: str = "studio", level: int = logging.INFO) -> Path:
    """Log to ``logs/<name>.log`` (1 MB, three kept) and return its path. Called once
    per process by its entry point. Where that folder cannot be made nothing is logged.
    """
    path = paths.logs() / f"{name}.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        logger("log").warning("%s cannot be made: %s", path.parent, error)
        return path
    handler = _LogFile(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger("studio")
    root.setLevel(level)
    root.addHandler(handler)
    return path
