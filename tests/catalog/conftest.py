"""A hub on 127.0.0.1 that can misbehave."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from studio.catalog.download import Source
from studio.catalog.entries import FileEntry, Format, ModelEntry

COMMIT = "a" * 40


class Hub:
    """files: name -> bytes. cut: close the connection after so many bytes of the next answers. requests: what
    came."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.etag = '"v1"'
        self.cut: int | None = None
        self.ignore_ranges = False
        self.status = 200
        self.redirect = ""
        self.requests: list[tuple[str, dict[str, str]]] = []
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                hub.answer(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self._server.server_port}"
        self.source = Source(self.base, ("127.0.0.1",), https_only=False)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        self.requests.append((request.path, dict(request.headers)))
        if self.redirect:
            request.send_response(302)
            request.send_header("Location", self.redirect)
            request.end_headers()
            return
        name = request.path.split(f"/resolve/{COMMIT}/")[-1]
        if self.status != 200 or name not in self.files:
            request.send_error(self.status if self.status != 200 else 404)
            return
        body = self.files[name]
        wanted = request.headers.get("Range")
        start = 0
        if wanted and not self.ignore_ranges and request.headers.get("If-Range") == self.etag:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            request.send_response(206)
            request.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        else:
            request.send_response(200)
        request.send_header("Content-Length", str(len(body) - start))
        if self.etag:
            request.send_header("ETag", self.etag)
        request.end_headers()
        end = len(body) if self.cut is None else min(len(body), start + self.cut)
        request.wfile.write(body[start:end])
        request.close_connection = True

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def entry(self, model_format: Format = "safetensors", **files: bytes) -> ModelEntry:
        """An entry whose files are on this hub; ``a__b_json`` stands for ``a/b.json``."""
        named = {
            name.replace("__", "/")[::-1].replace("_", ".", 1)[::-1]: data for name, data in files.items()
        }
        self.files |= named
        return ModelEntry(
            id="tiny",
            title="Tiny",
            task="image",
            format=model_format,
            licence="MIT",
            commercial_use=True,
            repo="owner/tiny",
            commit=COMMIT,
            files=tuple(
                FileEntry(name=name, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
                for name, data in named.items()
            ),
        )


@pytest.fixture
def hub() -> Generator[Hub]:
    one = Hub()
    yield one
    one.close()
