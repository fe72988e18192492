"""Names for things derived from a media file, by what is in it: a moved or renamed file finds its cache
again.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

from studio.core.files import describe_os_error, require_file

_WHOLE = 32 << 20
_SAMPLES = 512
_SAMPLE = _WHOLE // _SAMPLES


def content_key(path: Path) -> str:
    """32 hex digits from the size and the bytes of a file: all of them up to 32 MiB, of a longer file 512
    pieces of 64 KiB from end to end. A change that is longer than 1/500 of the file is always noticed, also
    where the size stays (an insert edit into a film of constant bit rate).

    For cache names only: it tells files apart, it does not prove them equal (that is the asset store's full
    SHA-256). Reads 32 MiB at most. Raises InputError as ``require_file`` does.
    """
    require_file(path)
    try:
        with path.open("rb") as handle:
            return content_key_of(handle)
    except OSError as error:
        raise describe_os_error(error, path) from error


def content_key_of(handle: BinaryIO) -> str:
    """The ``content_key`` of an open file, wherever it stands. Raises OSError."""
    size = os.fstat(handle.fileno()).st_size
    digest = hashlib.sha256(str(size).encode())
    handle.seek(0)
    if size <= _WHOLE:
        digest.update(handle.read(_WHOLE))
    else:
        for number in range(_SAMPLES):
            handle.seek((size - _SAMPLE) * number // (_SAMPLES - 1))
            digest.update(handle.read(_SAMPLE))
    return digest.hexdigest()[:32]
