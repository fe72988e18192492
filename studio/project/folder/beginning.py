"""A new project that could not be made leaves nothing behind."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from studio.project.folder import lock


@contextmanager
def taken_back(project: Path) -> Generator[list[Path]]:
    """Yield a list for the files that the block makes. When the block raises, they are deleted, and so is the
    lock; then the ``project`` folder and those above it, those that were not there before and are empty.
    """
    folders: list[Path] = []
    folder = project
    while not folder.exists() and folder != folder.parent:
        folders.append(folder)
        folder = folder.parent
    made: list[Path] = []
    try:
        yield made
    except BaseException:
        with suppress(OSError):
            if made and folders:
                made.append(project / lock.NAME)
            for path in made:
                path.unlink(missing_ok=True)
            for folder in folders:
                folder.rmdir()
        raise
