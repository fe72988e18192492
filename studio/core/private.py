"""Folders and files of the user's data, for their owner alone (XDG Base Directory Specification: 0700).

Prompts, scripts and logs lie there. What is made elsewhere, such as projects and exports, has the rights that
the user's umask gives. Windows gives a user's own folders such rights by itself.
"""

from __future__ import annotations

from pathlib import Path

from studio.core import paths


def is_private(path: Path) -> bool:
    """Whether a path is the user-data folder or lies in it."""
    return path.is_relative_to(paths.user_data())


def make_folder(folder: Path) -> None:
    """Make a folder and its parents where they are missing; private ones with 0700. Raises OSError."""
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    folder.mkdir(mode=0o700 if is_private(folder) else 0o777, exist_ok=True)


def make_file(path: Path) -> None:
    """Make a private file that another library will open, empty and with 0600, where it is missing. Raises
    OSError.
    """
    make_folder(path.parent)
    if is_private(path) and not path.exists():
        path.touch(mode=0o600)


def close(path: Path) -> None:
    """Give a private file that was just written 0600. Raises OSError."""
    if is_private(path):
        path.chmod(0o600)
