"""One shareable file of a whole project: ``Name.studiopack``, a zip that is read back entry by entry under
limits.

Inside: ``pack.json`` (format, name, sizes), the document as ``project.studio``, stored files as
``media/ab/<sha256>.<ext>``. The packed document has all media collected, no undo history, no view state and
no paths of this machine.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import IO

import msgspec

from studio.core.decoding import UNDECODABLE
from studio.core.errors import Cancelled, InputError, Problem, StudioError
from studio.core.files import describe_os_error, replacing, require_file, safe_name, sync_file
from studio.core.ids import new_id
from studio.core.text import Text
from studio.project import schema
from studio.project.archive.luggage import Luggage, only_name
from studio.project.assets import AssetStore
from studio.project.database import describing, quick_check
from studio.project.document import encode
from studio.project.handle import Project
from studio.project.model import Asset, replace

SUFFIX = ".studiopack"
FORMAT = 1

_DOCUMENT = "project.studio"
_HEADER = "pack.json"
_CHUNK = 1 << 20
_MOST_ENTRIES = 200_000
_MOST_DOCUMENT = 4 << 30
_MOST_HEADER = 1 << 20
_MOST_RATIO = 200
"""A deflated entry that grows by more is a bomb; text of our kind stays below 30."""

Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """``pack.json``. bytes: size of all media together."""

    format: int
    name: str
    files: int
    bytes: int


class Packed(msgspec.Struct, frozen=True, kw_only=True):
    """What ``pack`` wrote. left_out: what is not in it, each with the reason and the id of its asset."""

    path: Path
    left_out: tuple[Problem, ...] = ()


def pack(
    project: Project, target: Path, *, progress: Progress | None = None, cancelled: Cancel | None = None
) -> Packed:
    """Write a project with all its media into one file. Any thread; edits made meanwhile are not in it.

    Only files whose content is known go along: stored ones that have the hash in their name, and imported
    ones that are still what was imported. The others are left out and named.

    progress: (bytes done, bytes in all). Raises Cancelled, disk_full, and StudioError("media_changed") when a
    file is written while it is packed.
    """
    with tempfile.TemporaryDirectory(prefix="backlot-") as work:
        document = Path(work) / _DOCUMENT
        project.database.copy_to(document)
        luggage = Luggage(project, cancelled)
        _rewrite(
            document,
            {asset.id: project.document.rewritten(asset, encode(asset)) for asset in luggage.assets},
        )
        total = sum(item.size for item in luggage.files.values())
        header = Header(format=FORMAT, name=project.name, files=len(luggage.files), bytes=total)
        with replacing(target) as temporary:
            with zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as archive:
                archive.writestr(_HEADER, msgspec.json.encode(header))
                archive.write(document, _DOCUMENT, zipfile.ZIP_DEFLATED)
                done = 0
                for name, item in sorted(luggage.files.items()):
                    with (
                        item.opened() as reader,
                        archive.open(f"media/{name[:2]}/{name}", "w", force_zip64=True) as writer,
                    ):
                        digest, size = _copy(reader, writer, item.size, cancelled)
                    if digest != name[:64]:
                        raise StudioError(
                            "media_changed",
                            Text("{name} was changed meanwhile.", name=item.path.name),
                            Text("Pack the project again."),
                        )
                    done += size
                    if progress:
                        progress(done, total)
            _require_unpackable(temporary, target)
    return Packed(path=target, left_out=tuple(luggage.left_out))


def _require_unpackable(file: Path, target: Path) -> None:
    """Raise StudioError("pack_failed") when ``unpack`` would refuse ``file``."""
    try:
        with zipfile.ZipFile(file) as archive:
            _checked_entries(archive, file)
    except InputError as error:
        raise StudioError(
            "pack_failed",
            Text("{name} was not written, because it could not be unpacked again.", name=target.name),
            Text("Divide the project into smaller ones."),
            error.message,
        ) from error


def unpack(
    archive_file: Path, folder: Path, *, progress: Progress | None = None, cancelled: Cancel | None = None
) -> Path:
    """Make a project in the new ``folder`` from a pack and return its ``.studio`` file.

    Every entry is checked by name, size and content before the folder gets its name. Raises
    InputError("pack_refused") for anything a pack does not hold, "project_exists" when ``folder`` is not
    empty; Cancelled; StudioError("disk_full").
    """
    require_file(archive_file)
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            "project_exists", Text("“{folder}” is not empty.", folder=folder), Text("Choose a new folder.")
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = folder.with_name(f".{folder.name}.{new_id()}")
    try:
        with zipfile.ZipFile(archive_file) as archive:
            entries = _checked_entries(archive, archive_file)
            header = _read_header(archive, archive_file)
            total = sum(entry.file_size for entry in entries)
            if total > shutil.disk_usage(folder.parent).free:
                raise StudioError(
                    "disk_full",
                    Text(
                        "“{name}” needs {total} MB of disk space.",
                        name=archive_file.name,
                        total=f"{total / 1000000.0:.0f}",
                    ),
                    Text("Free some disk space."),
                )
            work.mkdir()
            done = 0
            for entry in entries:
                done += _extract(archive, entry, work, archive_file, cancelled)
                if progress:
                    progress(done, total)
        return _settle(work, folder, header, archive_file)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise _refused(archive_file, Text("It is damaged or is not a pack."), str(error)) from error
    except (
        NotImplementedError,
        RuntimeError,
    ) as error:  # zipfile's words for unknown compression and encryption
        raise _refused(
            archive_file, Text("Its compression or encryption is not supported."), str(error)
        ) from error
    except OSError as error:
        raise describe_os_error(error, folder) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _rewrite(document: Path, bodies: dict[str, bytes]) -> None:
    """Put these bodies into a closed document by entity id, and drop its history and what views remember."""
    with describing(document), closing(sqlite3.connect(document, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("DELETE FROM journal")
        connection.execute("DELETE FROM meta")
        connection.executemany(
            "UPDATE entity SET body = ? WHERE id = ?", [(body, key) for key, body in bodies.items()]
        )
        connection.execute("VACUUM")  # deleted rows would otherwise still be readable in the file


def _checked_entries(archive: zipfile.ZipFile, file: Path) -> list[zipfile.ZipInfo]:
    """The entries of a pack. Raises InputError for any name, size or kind that a pack does not have."""
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > _MOST_ENTRIES or len(set(names)) != len(names):
        raise _refused(file, Text("It has too many entries, or a duplicate entry."))
    if _HEADER not in names or _DOCUMENT not in names:
        raise _refused(file, Text("It contains no project."))
    store = AssetStore(Path())
    for entry in entries:
        name = Path(entry.filename).name
        if entry.filename not in (_HEADER, _DOCUMENT):
            with suppress(ValueError):
                if store.path(name[:64], name[64:]).as_posix() == entry.filename:
                    name = ""
            if name:
                raise _refused(
                    file, Text("“{filename}” does not belong in a pack.", filename=entry.filename[:80])
                )
        kind = entry.external_attr >> 28
        if kind not in (0, 8) or entry.flag_bits & 1:
            raise _refused(
                file, Text("“{filename}” is a link or is encrypted.", filename=entry.filename[:80])
            )
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _refused(
                file, Text("The compression of “{filename}” is not supported.", filename=entry.filename[:80])
            )
        if entry.file_size > max(entry.compress_size, 1 << 20) * _MOST_RATIO:
            raise _refused(
                file,
                Text("“{filename}” expands to an unexpectedly large size.", filename=entry.filename[:80]),
            )
    if sum(entry.compress_size for entry in entries) > file.stat().st_size:
        raise _refused(file, Text("Its entries overlap."))
    sizes = {entry.filename: entry.file_size for entry in entries}
    if sizes[_DOCUMENT] > _MOST_DOCUMENT or sizes[_HEADER] > _MOST_HEADER:
        raise _refused(file, Text("Its document is too large."))
    return entries


def _read_header(archive: zipfile.ZipFile, file: Path) -> Header:
    with archive.open(_HEADER) as reader:
        body = reader.read(_MOST_HEADER)
    try:
        header = msgspec.json.decode(body, type=Header)
    except UNDECODABLE as error:
        raise _refused(file, Text("Its header could not be read."), str(error)) from error
    if header.format > FORMAT:
        raise InputError(
            "pack_newer",
            Text("“{name}” was created by a newer version of this app.", name=file.name),
            Text("Update the app to open it."),
        )
    return header


def _extract(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, work: Path, file: Path, cancelled: Cancel | None
) -> int:
    if entry.filename == _HEADER:
        return 0
    target = work / entry.filename  # one of two shapes only: _checked_entries
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(entry) as reader, target.open("xb") as writer:
        digest, size = _copy(reader, writer, entry.file_size, cancelled)
    if size != entry.file_size or (entry.filename != _DOCUMENT and digest != target.name[:64]):
        raise _refused(
            file,
            Text("“{filename}” does not match its recorded size or checksum.", filename=entry.filename[:80]),
        )
    sync_file(target)
    return size


def _copy(reader: IO[bytes], writer: IO[bytes], limit: int, cancelled: Cancel | None) -> tuple[str, int]:
    digest = hashlib.sha256()
    size = 0
    while chunk := reader.read(_CHUNK):
        if cancelled and cancelled():
            raise Cancelled
        size += len(chunk)
        if size > limit:
            break
        digest.update(chunk)
        writer.write(chunk)
    return digest.hexdigest(), size


def _settle(work: Path, folder: Path, header: Header, file: Path) -> Path:
    """Check the unpacked document like any foreign file, then give everything its name."""
    name = safe_name(header.name, fallback=safe_name(folder.name))
    document = (work / _DOCUMENT).rename(work / f"{name}{schema.SUFFIX}")
    found = quick_check(document)
    if found:
        raise _refused(file, Text("Its document is damaged."), "\n".join(found[:20]))
    with Project.open(document) as project:
        # A pack names no places: one that does could reach for files of whoever opens it.
        placed = {
            asset.id: project.document.rewritten(bare, encode(bare))
            for asset in project.all(Asset)
            if (bare := replace(asset, source=only_name(asset.source))) != asset
        }
        untold = not project.read_only and (placed or project.history(1))
    if untold:
        _rewrite(document, placed)
    (work / ".lock").unlink(missing_ok=True)
    if folder.exists():
        folder.rmdir()
    work.rename(folder)
    return folder / document.name


def _refused(file: Path, why: Text, detail: str = "") -> InputError:
    return InputError(
        "pack_refused",
        Text("“{name}” was not unpacked. {why}", name=file.name, why=why),
        Text("Ask the sender for the pack again."),
        detail,
    )
