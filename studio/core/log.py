"""Logging: one rotating file for the app, one per worker; words for people go elsewhere."""

from __future__ import annotations

import logging
from pathlib import Path

from studio.core import paths, private


def logger(topic: str) -> logging.Logger:
    """The logger of one topic, e.g. ``logger("jobs")``."""
    return logging.getLogger(f"studio.{topic}")


def start_file_log(name: str = "studio", level: int = logging.INFO) -> Path:
    """Log to ``logs/<name>.log`` (1 MB, three kept) and return its path. Called once
    per process by its entry point. Where that folder cannot be made nothing is logged.
    """
    from studio.core import log_file

    path = paths.logs() / f"{name}.log"
    try:
        private.make_folder(path.parent)
    except OSError as error:
        logger("log").warning("%s cannot be made: %s", path.parent, error)
        return path
    root = logging.getLogger("studio")
    root.setLevel(level)
    root.addHandler(log_file.handler(path))
    return path
