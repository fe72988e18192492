"""The one answer to "where is ...?"."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP_NAME = "Backlot Studio"
_FOLDER = "backlot-studio"


def user_data() -> Path:
    """Folder of settings, job queue, logs and downloaded models. ``STUDIO_HOME``
    overrides it (tests, portable use).
    """
    home = os.environ.get("STUDIO_HOME")
    if home:
        return Path(home)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home() / "AppData" / "Local"))) / _FOLDER
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / _FOLDER
    return Path(os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))) / _FOLDER


def logs() -> Path:
    """Folder of log files: ``studio.log`` and one per worker."""
    return user_data() / "logs"


def downloaded_models() -> Path:
    """Folder that the catalogue downloads into, one folder per model id."""
    return user_data() / "models"


def plugins(kind: str) -> Path:
    """Folder of the user's own engines, effects, presets...; each kind has a folder of its own."""
    return user_data() / "plugins" / kind


def projects_home() -> Path:
    """Where new projects go unless the user chooses otherwise."""
    documents = Path.home() / "Documents"
    return (documents if documents.is_dir() else Path.home()) / APP_NAME


def install_root() -> Path:
    """Folder that holds ``assets`` and ``models``: the checkout, or
    ``share/backlot-studio`` of an installation.
    """
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "assets").is_dir():
        return checkout
    return Path(sys.prefix) / "share" / _FOLDER


def assets() -> Path:
    """Icons, fonts, translations, samples, LUTs, presets."""
    return install_root() / "assets"


def shipped_models() -> Path:
    """Models that come with the app, and ``catalog.toml``."""
    return install_root() / "models"
