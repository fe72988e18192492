"""Which files of a project go along when it is packed, and why others do not.

The folder may be a stranger's: a link in ``media`` or a source in the document can name any file of the user.
A file goes along when its content proves that it is meant, and what stays behind is named.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path, PureWindowsPath
from typing import BinaryIO

from studio.core.errors import Cancelled, InputError, Problem
from studio.core.files import describe_os_error
from studio.core.own_folders import open_regular
from studio.core.text import Text
from studio.project.assets import clean_suffix, require_stored
from studio.project.document import addresses_in
from studio.project.folder.foreign import open_source
from studio.project.handle import Project
from studio.project.model import Asset, replace

_CHUNK = 1 << 20


class Item:
    """One file that goes along. size: in bytes."""

    def __init__(self, path: Path, size: int) -> None:
        self.path = path
        self.size = size

    def opened(self) -> BinaryIO:
        """Open it again, never through a link. Raises InputError."""
        try:
            return open_regular(self.path)
        except OSError as error:
            raise describe_os_error(error, self.path) from error


class Luggage:
    """What goes along, found by reading every file once.

    Attributes:
        files: name in the pack (hash and suffix) -> the file.
        assets: all assets as the packed document has them: stored files only, no paths of this machine.
        left_out: one problem for each asset or result whose file stays behind.
    """

    def __init__(self, project: Project, cancelled: Callable[[], bool] | None = None) -> None:
        """Read every file. Raises Cancelled."""
        self.files: dict[str, Item] = {}
        self.assets: list[Asset] = []
        self.left_out: list[Problem] = []
        self._project = project
        self._cancelled = cancelled
        for asset in project.all(Asset):
            packed = replace(asset, source=only_name(asset.source))
            try:
                if asset.sha256:
                    self._take_stored(asset.sha256, asset.suffix, asset.name)
                else:
                    sha256, suffix = self._take_source(asset)
                    packed = replace(packed, sha256=sha256, suffix=suffix)
            except InputError as error:
                self._leave_out(error, asset.name, asset.id)
            self.assets.append(packed)
        for result in project.recipes.all():
            for output in result.outputs:
                if not project.store.has(output.sha256, output.suffix):
                    continue  # made again when it is wanted
                try:
                    self._take_stored(output.sha256, output.suffix, output.role)
                except InputError as error:
                    self._leave_out(error, output.role, result.key)

        self._take_unread()

    def _take_unread(self) -> None:
        """What only an entity of a later build names: a file of the store goes along under its own hash."""
        document = self._project.document
        named = {address for body in document.unread() for address in addresses_in(body)}
        for stored in self._project.store.files():
            if stored.sha256 in named:
                try:
                    self._take_stored(stored.sha256, stored.suffix, stored.path.name)
                except InputError as error:
                    self._leave_out(error, stored.path.name, stored.sha256)

    def _leave_out(self, error: InputError, name: str, where: str) -> None:
        message, hint = error.message, error.hint
        if error.code == "linked_file":
            message = Text("The file of “{name}” is a link or not a regular file.", name=name)
            hint = Text("Replace it with the file.")
        self.left_out.append(Problem(error.code, message, where, hint, severity="warning"))

    def _take_stored(self, sha256: str, suffix: str, name: str) -> None:
        if f"{sha256}{suffix}" in self.files:
            return
        require_stored(self._project.store, sha256, suffix, name)  # and that the names make a path
        path = self._project.store.path(sha256, suffix)
        try:
            with open_regular(path) as handle:
                digest, size = self._hash(handle)
        except OSError as error:
            raise describe_os_error(error, path) from error
        if digest != sha256:
            raise InputError(
                "media_damaged",
                Text("The stored file of “{name}” is not what was stored.", name=name),
                Text("Restore it from a backup."),
            )
        self.files[f"{sha256}{suffix}"] = Item(path, size)

    def _take_source(self, asset: Asset) -> tuple[str, str]:
        path = self._project.folder / asset.source
        with open_source(self._project.folder, asset) as handle:
            try:
                sha256, size = self._hash(handle)
            except OSError as error:
                raise describe_os_error(error, path) from error
        suffix = clean_suffix(path.suffix)
        self.files[f"{sha256}{suffix}"] = Item(path, size)
        return sha256, suffix

    def _hash(self, handle: BinaryIO) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        while chunk := handle.read(_CHUNK):
            if self._cancelled and self._cancelled():
                raise Cancelled
            digest.update(chunk)
            size += len(chunk)
        return digest.hexdigest(), size


def only_name(source: str) -> str:
    """The file's name in a path of any system."""
    return PureWindowsPath(source).name
