"""A damaged project is not the end: the newest of its copies is offered and put in its place."""

from __future__ import annotations

from pathlib import Path

from studio.core.errors import InputError
from studio.core.text import Text
from studio.project.handle import Project
from studio.project.schema import find_file
from studio.project.snapshots import REPLACED, Snapshot, Snapshots


class CopyAtHand(InputError):
    """A project is damaged, but there is a copy of it. file: the project's; copy: its newest one."""

    def __init__(self, error: InputError, file: Path, copy: Snapshot) -> None:
        when = f"{copy.taken.astimezone():%Y-%m-%d %H:%M}"
        super().__init__(
            error.code, error.message, Text("Restore the copy from {when}.", when=when), error.detail
        )
        self.file = file
        self.copy = copy

    def restore(self) -> None:
        """Put the copy in place of the damaged project, which is kept next to it. Raises StudioError."""
        Snapshots(self.file).restore(self.copy.path)


def opened(path: Path) -> Project:
    """The project at ``path``. Raises CopyAtHand when it is damaged and can be restored, else as
    ``Project.open``.
    """
    try:
        return Project.open(path)
    except InputError as error:
        if error.code != "project_damaged":
            raise
        file = find_file(path)
        copy = next((copy for copy in Snapshots(file).all() if copy.label != REPLACED), None)
        if copy is None:
            raise
        raise CopyAtHand(error, file, copy) from error
