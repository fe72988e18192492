"""What a project's folder is trusted with when a stranger may have made it: links in it, and files that its
document only claims to be the user's.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from studio.core.errors import InputError, Problem, StudioError
from studio.core.files import describe_os_error
from studio.core.log import logger
from studio.core.own_folders import first_link, is_link, is_own_file, open_regular
from studio.core.text import Text
from studio.project.assets import AssetStore, fingerprint_of, same_content
from studio.project.document import sources_inside
from studio.project.model import Asset


def linked_folders(folder: Path) -> list[Problem]:
    """What is not written or swept because it is a link, and what that means."""
    told = {
        "media": "Files behind it are read only when their content is right, and none can be added.",
        "backups": "No copies of the project are kept.",
    }
    return [
        Problem(
            "linked_folder",
            Text("“{name}” is a link. {meaning}", name=name, meaning=meaning),
            name,
            Text("Replace the link with a folder."),
            "warning",
        )
        for name, meaning in told.items()
        if is_link(folder / name)
    ]


def linked_cache(folder: Path) -> list[Problem]:
    """The same for the cache, which must not hold a link anywhere."""
    link = first_link(folder / "cache")
    if link is None:
        return []
    where = link.relative_to(folder).as_posix()
    message = Text(
        "“{where}” is a link. The project's cache is not used, and a temporary one is.", where=where
    )
    return [Problem("linked_folder", message, "cache", Text("Delete the cache folder."), "warning")]


def open_source(folder: Path, asset: Asset) -> BinaryIO:
    """Open the file that an asset was imported from, to take it along elsewhere.

    Any document can name any path of this machine. The fingerprint taken at the import proves that a file is
    the one that was imported: who can write it down has the content already.

    Raises InputError: media_missing, linked_file, media_changed, and what opening a file raises.
    """
    path = folder / asset.source
    if not asset.source or not path.exists():
        raise InputError(
            "media_missing",
            Text("The file of “{name}” is not at “{path}”.", name=asset.name, path=path),
            Text("Relink it in the library."),
        )
    try:
        handle = open_regular(path)
        try:
            proven = same_content(fingerprint_of(handle), asset.fingerprint)
        except BaseException:
            handle.close()
            raise
    except OSError as error:
        raise describe_os_error(error, path) from error
    if not proven:
        handle.close()
        raise InputError(
            "media_changed",
            Text("{path} is not the file that “{name}” was imported from.", path=path, name=asset.name),
            Text("Reload it in the library, or relink it."),
        )
    return handle


def own_paths(
    store: AssetStore, named: Iterable[tuple[str, str]], assets: Iterable[Asset], document: Path
) -> list[Path]:
    """Paths below the project's folder of the files that a copy of its document needs: all stored ones, and
    the imported ones that lie in the folder. What only a link leads to is among them when its content proves
    that it is meant; else it is logged and left out.

    named: hash and suffix of each stored file that an asset or a recipe names.
    """
    folder = store.folder.parent
    stored = {file.path for file in store.files()}
    stored |= {store.path(*name) for name in named if store.has(*name)}
    found = sorted(path.relative_to(folder) for path in stored)
    by_source = {asset.source: asset for asset in assets}
    for path in sources_inside(document):
        if _is_own(folder, path, by_source.get(path.as_posix())):
            found.append(path)
        elif (folder / path).exists():
            logger("project").warning("%s is a link to another file and was left out", path)
    return found


def _is_own(folder: Path, source: Path, asset: Asset | None) -> bool:
    if is_own_file(folder, folder / source):
        return True
    try:
        if asset is not None:
            open_source(folder, asset).close()
            return True
    except StudioError:
        pass
    return False
