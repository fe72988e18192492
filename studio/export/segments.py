"""The store of finished parts of films, deletable at any time: per key one Matroska file of H.264 packets, or
one MP4 file of AAC packets.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
from av.container import InputContainer

from studio.core.files import describe_os_error
from studio.core.ids import new_id
from studio.core.log import logger
from studio.core.own_folders import is_link, is_own_file, own_files, own_folder

PICTURE = ".mkv"
SOUND = ".m4a"
_KEEP_BYTES = 4 * 1024**3
_SHELF = re.compile(r"[0-9a-f]{2}")
_PART = re.compile(r"[0-9a-f]{64}\.(mkv|m4a)")


class SegmentStore:
    """Files ``<folder>/<first two of key>/<key>.mkv`` or ``.m4a``; a file under its final name is always
    whole. Links in it are not followed: its folder may have come with a foreign project.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, key: str, suffix: str = PICTURE) -> Path:
        """Where the part lies or will lie."""
        return self._folder / key[:2] / f"{key}{suffix}"

    def has(self, key: str, suffix: str = PICTURE) -> bool:
        """True when the part is there; marks it as used."""
        path = self.path(key, suffix)
        if not is_own_file(self._folder.parent, path):
            return False
        try:
            os.utime(path)
        except OSError:
            return False
        return True

    def keep(self, key: str, rendered: Path) -> Path:
        """Move a finished file into the store; its suffix says what it is. Raises StudioError("disk_full"),
        InputError("not_allowed"), InputError("linked_folder").
        """
        self._folder.parent.mkdir(exist_ok=True)  # a cache may be deleted at any time
        target = own_folder(self._folder.parent, self._folder.name, key[:2]) / f"{key}{rendered.suffix}"
        # No fsync: a part lost in a power cut is made again, and a cut one is
        # noticed by its packets.
        try:
            _move(rendered, target)
        except OSError as error:
            raise describe_os_error(error, target) from error
        return target

    def drop(self, key: str) -> None:
        """Forget one segment."""
        path = self.path(key)
        if is_own_file(self._folder.parent, path):
            path.unlink(missing_ok=True)

    def thin(self, keep_bytes: int = _KEEP_BYTES) -> None:
        """Remove the parts that were not used for longest until the store fits ``keep_bytes``. Anything that
        is not a part, by its name and kind, is left alone.
        """
        files = [(facts.st_mtime, facts.st_size, path) for path, facts in self._parts()]
        total = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if total <= keep_bytes:
                return
            path.unlink(missing_ok=True)
            total -= size
            logger("export").info("part %s removed to save space", path.stem)

    def _parts(self) -> Iterator[tuple[Path, os.stat_result]]:
        if is_link(self._folder) or not self._folder.is_dir():
            return
        for shelf in self._folder.iterdir():
            if _SHELF.fullmatch(shelf.name):
                for path, facts in own_files(shelf, _PART):
                    if path.name.startswith(shelf.name):
                        yield path, facts


def open_part(path: Path) -> InputContainer:
    """Open a rendered segment for its packets alone. FFmpeg would decode its first frame to learn what nobody
    asks here, which takes ten times as long as the rest. Raises FFmpegError, OSError.
    """
    options: Any = [{"skip_frame": "all"}]  # PyAV's stubs say list[str]; it takes dictionaries
    return av.open(str(path), stream_options=options)


def _move(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _move_across(source, target)


def _move_across(source: Path, target: Path) -> None:
    """Between file systems, as where temporary files lie in memory."""
    beside = target.with_name(f".{new_id()}{target.suffix}")
    try:
        shutil.copyfile(source, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    source.unlink()
