"""Names for things derived from a media file, by what is in it: a moved or renamed file finds its cache
again.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from studio.core.files import describe_os_error, require_file

_SAMPLE = 1 << 20


def content_key(path: Path) -> str:
    """32 hex digits from the size and the first, middle and last MiB of a file, read in milliseconds whatever
    its size.

    For cache names only: it tells files apart, it does not prove them equal (that is the asset store's full
    SHA-256). Raises InputError as ``require_file`` does.
    """
    require_file(path)
    try:
        size = path.stat().st_size
        digest = hashlib.sha256(str(size).encode())
        with path.open("rb") as handle:
            for offset in sorted({0, max(size // 2 - _SAMPLE // 2, 0), max(size - _SAMPLE, 0)}):
                handle.seek(offset)
                digest.update(handle.read(_SAMPLE))
    except OSError as error:
        raise describe_os_error(error, path) from error
    return digest.hexdigest()[:32]
