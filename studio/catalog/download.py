"""Fetches a model: pinned commit, resumable, hashed while it streams, renamed only when every byte is as
announced.

The only place of the app that opens a connection to another machine, and only because the user asked for this
model.
"""

from __future__ import annotations

import hashlib
import http.client
import shutil
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from studio.catalog.check import folder_problem
from studio.catalog.entries import FileEntry, ModelEntry
from studio.core import private
from studio.core.errors import Cancelled, InputError, StudioError
from studio.core.files import describe_os_error, sync_file, sync_folder
from studio.core.log import logger
from studio.core.text import Text

_CHUNK = 1 << 18
_TIMEOUT_S = 30.0
_SPARE_BYTES = 200_000_000  # never fill a disk to the last byte
_RANGE_NOT_SATISFIABLE = 416


@dataclass(frozen=True)
class Source:
    """Where models come from. hosts: names, or ``.suffix`` for a whole domain, that a download may be sent on
    to."""

    base: str = "https://huggingface.co"
    hosts: tuple[str, ...] = ("huggingface.co", ".huggingface.co", ".hf.co")
    https_only: bool = True

    def url(self, entry: ModelEntry, file: FileEntry) -> str:
        """Address of one file at the pinned commit."""
        return f"{self.base}/{entry.repo}/resolve/{entry.commit}/{urllib.parse.quote(file.name)}"

    def check(self, url: str) -> None:
        """Raise StudioError("host_refused") for an address that is not on the list."""
        parts = urllib.parse.urlsplit(url)
        host = (parts.hostname or "").lower()
        allowed = any(host == name or (name.startswith(".") and host.endswith(name)) for name in self.hosts)
        if not allowed or parts.scheme not in (("https",) if self.https_only else ("https", "http")):
            raise StudioError(
                "host_refused",
                Text(
                    "The download was redirected to {scheme}://{host}, which is not a known source.",
                    scheme=parts.scheme,
                    host=host,
                ),
            )


HUB = Source()

OnProgress = Callable[[int, int], None]
"""(bytes that are here, bytes in all)"""


def download(
    entry: ModelEntry,
    target: Path,
    *,
    source: Source = HUB,
    on_progress: OnProgress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """Fetch every file of ``entry`` into ``target``, which appears when all are complete, and return it.

    What was fetched before a stop or a failure lies in ``.<id>.part`` beside the target, and the next call
    goes on there. Raises InputError("not_downloadable"), StudioError("disk_full", "download_failed",
    "wrong_content", "model_refused", "host_refused"), Cancelled.
    """
    problem = next(iter(entry.problems()), None)
    if problem or not entry.downloadable:
        raise InputError(
            "not_downloadable", problem or Text("{title} is included with the app.", title=entry.title)
        )
    staging = target.with_name(f".{target.name}.part")
    try:
        private.make_folder(staging)
        _check_space(entry, staging)
        progress = _Progress(entry.size, on_progress)
        for file in entry.files:
            _Fetch(source, entry, file, staging, progress, cancelled or (lambda: False)).run()
        problem = folder_problem(staging)
        if problem:
            shutil.rmtree(staging, ignore_errors=True)
            raise StudioError("model_refused", problem)
        _put_in_place(staging, target)
    except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
        raise StudioError(
            "download_failed",
            Text("{title} could not be downloaded: {reason}.", title=entry.title, reason=_reason(error)),
            Text("Check the connection and try again. The download will resume where it stopped."),
            str(error),
        ) from error
    except OSError as error:
        raise describe_os_error(error, target) from error
    logger("catalog").info("model %s at %s is complete", entry.id, entry.commit)
    return target


def _put_in_place(staging: Path, target: Path) -> None:
    """The model that is there may be in use: it goes aside as a whole, or stays as it is."""
    aside = target.with_name(f".{target.name}.old")
    shutil.rmtree(aside, ignore_errors=True)
    if target.exists():
        target.replace(aside)
    staging.replace(target)
    sync_folder(target.parent)
    shutil.rmtree(aside, ignore_errors=True)


class _Progress:
    def __init__(self, total: int, tell: OnProgress | None) -> None:
        self._done = 0
        self._total = total
        self._tell = tell

    def add(self, count: int) -> None:
        self._done += count
        if self._tell is not None:
            self._tell(self._done, self._total)


class _Fetch:
    """One file: ``name.part`` grows until its hash can be checked, ``name.etag`` says which bytes it is the
    beginning of."""

    def __init__(
        self,
        source: Source,
        entry: ModelEntry,
        file: FileEntry,
        folder: Path,
        progress: _Progress,
        cancelled: Callable[[], bool],
    ) -> None:
        self._source = source
        self._url = source.url(entry, file)
        self._file = file
        self._final = folder / file.name
        self._part = self._final.with_name(f"{self._final.name}.part")
        self._etag = self._final.with_name(f"{self._final.name}.etag")
        self._progress = progress
        self._cancelled = cancelled
        self._digest = hashlib.sha256()
        self._have = 0

    def run(self) -> None:
        """Make sure that the final file is there and right."""
        private.make_folder(self._final.parent)
        if self._final.is_file() and self._final.stat().st_size == self._file.size:
            self._progress.add(self._file.size)  # it got its name only after its hash was right
            return
        self._take_up()
        if self._have < self._file.size:
            self._receive()
        if self._have != self._file.size or self._digest.hexdigest() != self._file.sha256:
            self._forget()
            raise StudioError(
                "wrong_content",
                Text("“{name}” does not match the file in the catalogue.", name=self._file.name),
                Text(
                    "Try again later. The download was discarded; if this happens again, the file at the "
                    "source has changed."
                ),
            )
        sync_file(self._part)
        self._part.replace(self._final)
        self._etag.unlink(missing_ok=True)

    def _take_up(self) -> None:
        """Hash what an earlier attempt left, so that only the rest is fetched."""
        if not (self._part.is_file() and self._etag.is_file()) or self._part.stat().st_size > self._file.size:
            self._forget()
            return
        with self._part.open("rb") as handle:
            while chunk := handle.read(_CHUNK):
                self._stop_if_cancelled()
                self._digest.update(chunk)
                self._have += len(chunk)
        self._progress.add(self._have)

    def _receive(self) -> None:
        headers = {"Accept-Encoding": "identity", "User-Agent": "backlot-studio"}
        if self._have:
            # If-Range: when the file behind the address has changed, the answer is the whole new one, not a
            # wrong tail.
            headers |= {"Range": f"bytes={self._have}-", "If-Range": self._etag.read_text(encoding="ascii")}
        self._source.check(self._url)
        opener = urllib.request.build_opener(_Redirects(self._source))
        try:
            answer = opener.open(urllib.request.Request(self._url, headers=headers), timeout=_TIMEOUT_S)  # noqa: S310
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == _RANGE_NOT_SATISFIABLE:
                self._forget()
            raise
        with answer:
            resumed = answer.status == http.HTTPStatus.PARTIAL_CONTENT and _range_start(answer) == self._have
            if self._have and not resumed:
                self._forget()
            self._remember_etag(answer.headers.get("ETag", ""))
            with self._part.open("ab") as part:
                self._copy(answer, part)

    def _copy(self, answer: IO[bytes], part: IO[bytes]) -> None:
        while chunk := answer.read(_CHUNK):
            self._stop_if_cancelled()
            self._have += len(chunk)
            if self._have > self._file.size:
                return  # more than announced: run() throws it away
            part.write(chunk)
            self._digest.update(chunk)
            self._progress.add(len(chunk))
        if self._have < self._file.size:
            raise http.client.IncompleteRead(b"", self._file.size - self._have)

    def _remember_etag(self, etag: str) -> None:
        """Only a strong validator may stand in If-Range (RFC 9110 section 13.1.5); without one the next try
        starts anew."""
        if etag.startswith('"'):
            self._etag.write_text(etag, encoding="ascii")
        else:
            self._etag.unlink(missing_ok=True)

    def _forget(self) -> None:
        if self._have:
            self._progress.add(-self._have)
        self._have = 0
        self._digest = hashlib.sha256()
        for path in (self._part, self._etag):
            with suppress(FileNotFoundError):
                path.unlink()

    def _stop_if_cancelled(self) -> None:
        if self._cancelled():
            raise Cancelled


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only to a known host."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Any:
        """See urllib; raises StudioError("host_refused")."""
        try:
            self._source.check(newurl)
        except StudioError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _range_start(answer: Any) -> int:  # http.client.HTTPResponse behind urllib's own wrapper
    unit, _, rest = (answer.headers.get("Content-Range") or "").partition(" ")
    start = rest.partition("-")[0]
    return int(start) if unit == "bytes" and start.isdigit() else -1


def _check_space(entry: ModelEntry, staging: Path) -> None:
    here = sum(path.stat().st_size for path in staging.rglob("*") if path.is_file())
    missing = entry.size - here + _SPARE_BYTES
    free = shutil.disk_usage(staging).free
    if free < missing:
        raise StudioError(
            "disk_full",
            Text(
                "{title} needs {missing} GB of disk space, but only {free} GB is free.",
                title=entry.title,
                missing=f"{missing / 1000000000.0:.1f}",
                free=f"{free / 1000000000.0:.1f}",
            ),
            Text("Free some disk space and try again."),
        )


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return Text("the server returned status {code}", code=error.code)
    if isinstance(error, http.client.IncompleteRead):
        return Text("the connection was lost")
    return str(getattr(error, "reason", error)) or type(error).__name__
