"""Why the user's data folder cannot be used. Without it no worker starts and nothing is kept."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from studio.core import paths, private
from studio.core.errors import StudioError
from studio.core.files import beside, describe_os_error, sync_file
from studio.core.text import Text

_FOLDERS = ("logs", "models", "results", "running", "work")
_FILES = ("engines.json", "jobs.sqlite", "machine.sqlite", "recent.json", "settings.json")
_SAMPLE = bytes(4096)


def describe(error: OSError, path: Path) -> StudioError:
    """Return what an OSError over ``path``, a place in the data folder, means for the user."""
    folder = paths.user_data()
    cause = describe_os_error(error, path)
    match cause.code:
        case "disk_full":
            return StudioError(
                "disk_full",
                Text("The disk of the data folder “{folder}” is full.", folder=folder),
                Text("Free some disk space and try again."),
                str(error),
            )
        case "not_allowed":
            return StudioError(
                "data_folder_not_writable",
                Text("“{path}” in the data folder cannot be written.", path=path),
                Text("Change its permissions, or set STUDIO_HOME to another folder."),
                str(error),
            )
        case "bad_path" | "file_missing":
            return _in_the_way(path, error)
        case _:
            return StudioError(
                "data_folder_unusable",
                Text("“{path}” in the data folder cannot be read or written.", path=path),
                Text("Check the disk, or set STUDIO_HOME to another folder."),
                str(error),
            )


def problems() -> list[StudioError]:
    """Write a small file into the data folder and each of its folders, and return all that fails.

    Makes the data folder when there is none, as every start of the app does. The app's files are opened for
    writing but not changed.
    """
    folder = paths.user_data()
    try:
        private.make_folder(folder)
    except OSError as error:
        return [describe(error, folder)]
    whole = folder_problem(folder)
    if whole is not None:
        return [whole]
    places = [folder / name for name in (*_FOLDERS, *_FILES)]
    return [found for place in places if (found := _place_problem(place)) is not None]


def folder_problem(folder: Path) -> StudioError | None:
    """Write a small file into a folder of the data folder, and return why that fails; None if it works."""
    try:
        _write_sample(folder)
    except OSError as error:
        return describe(error, folder)
    return None


def file_problem(file: Path) -> StudioError | None:
    """Open one of the app's files for writing, and return why that fails; None if it works or there is no
    such file.

    Not for a database that this process has open: POSIX takes the process's locks of a file away when any of
    its handles is closed.
    """
    try:
        file.open("r+b").close()
    except FileNotFoundError:
        return None
    except OSError as error:
        return describe(error, file)
    return None


def _place_problem(place: Path) -> StudioError | None:
    if place.name in _FILES:
        return file_problem(place)
    return folder_problem(place) if place.exists() else None


def _write_sample(folder: Path) -> None:
    sample = beside(folder / "sample")
    try:
        sample.write_bytes(_SAMPLE)
        sync_file(sample)
    finally:
        with suppress(OSError):
            sample.unlink()


def _in_the_way(path: Path, error: OSError) -> StudioError:
    """A file where a folder is needed, a folder where a file is, or a place where nothing can be made."""
    hint = Text("Move it away, or set STUDIO_HOME to another folder.")
    folders = [*reversed(path.parents)]
    if path == paths.user_data() or path.name in _FOLDERS:
        folders.append(path)
    for folder in folders:
        if folder.is_file():
            message = Text(
                "The data folder cannot be used because “{folder}” is a file, not a folder.", folder=folder
            )
            return StudioError("data_folder_unusable", message, hint, str(error))
    if path.is_dir() and path.name in _FILES:
        message = Text("The data folder cannot be used because “{path}” is a folder, not a file.", path=path)
        return StudioError("data_folder_unusable", message, hint, str(error))
    return StudioError(
        "data_folder_unusable",
        Text("“{path}” in the data folder cannot be made.", path=path),
        Text("Set STUDIO_HOME to another folder."),
        str(error),
    )
