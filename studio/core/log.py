"""Logging: one rotating file for the app, one per worker; words for people go elsewhere."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from studio.core import paths

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def logger(topic: str) -> logging.Logger:
    """The logger of one topic, e.g. ``logger("jobs")``."""
    return logging.getLogger(f"studio.{topic}")


def start_file_log(name: str = "studio", level: int = logging.INFO) -> Path:
    """Log to ``logs/<name>.log`` (1 MB, three kept) and return its path. Called once
    per process by its entry point.
    """
    path = paths.logs() / f"{name}.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger("studio")
    root.setLevel(level)
    root.addHandler(handler)
    return path
