"""Nothing that an engine loads reports home: a real worker imports all of it under watch.

Watched in three ways, because no single one sees everything: files below a scratch home (a device id is made
when a library is loaded), Python's audit events, and, where a C compiler is there, the C library's own calls.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.core import telemetry
from studio.jobs.cancel import CancelToken
from studio.jobs.worker_handle import WorkerHandle

_ENGINES = Path(__file__).resolve().parents[2] / "studio" / "engines"
_LOADED_BY_OTHERS = ("onnxruntime", "huggingface_hub")
"""What the engines load by way of other libraries, and what the catalogue's downloads use."""

# An engine of the user: it is imported by a worker that describes its engines, the way every engine is.
_ENGINE = """
import importlib, sys, traceback

_CALLS = {{"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr",
          "socket.sendto", "socket.sendmsg"}}

def _watch(event, arguments):
    if event in _CALLS and not (event == "socket.connect" and isinstance(arguments[1], str)):
        with open({calls!r}, "a") as log:
            log.write(f"{{event}} {{arguments[1:]!r}}\\n")

sys.addaudithook(_watch)
with open({loaded!r}, "w") as log:
    for name, member in {imports!r}:
        try:
            module = importlib.import_module(name)
            if member and not hasattr(module, member):
                importlib.import_module(f"{{name}}.{{member}}")
            log.write(f"{{name}}\\n")
        except Exception:
            traceback.print_exc()
    from huggingface_hub import constants
    log.write(f"hub_is_silent={{constants.HF_HUB_DISABLE_TELEMETRY}}\\n")

from studio.wire.spec import EngineSpec
SPEC = EngineSpec(id="watched", task="fake", title="Watched", version="1", licence="MIT")
def create():
    return object()
"""

# Looks nothing up and connects to nothing but sockets of this machine's file system.
_SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

static void note(const char *call, const char *what) {
    FILE *log = fopen(getenv("WATCHED_CALLS"), "a");
    if (log) { fprintf(log, "%s %s\n", call, what ? what : ""); fclose(log); }
}
int getaddrinfo(const char *node, const char *port, const struct addrinfo *hints, struct addrinfo **found) {
    note("getaddrinfo", node); return EAI_NONAME;
}
struct hostent *gethostbyname(const char *name) { note("gethostbyname", name); return NULL; }
int connect(int descriptor, const struct sockaddr *address, socklen_t size) {
    if (address && (address->sa_family == AF_INET || address->sa_family == AF_INET6)) {
        note("connect", "inet"); errno = ENETUNREACH; return -1;
    }
    int (*real)(int, const struct sockaddr *, socklen_t) = dlsym(RTLD_NEXT, "connect");
    return real(descriptor, address, size);
}
"""


def _imports() -> Iterator[tuple[str, str]]:
    """(module, member) of everything that an engine file imports, at its top or inside ``load`` and ``run``;
    attributes of lazy packages too (``diffusers.StableDiffusionPipeline``), as reading them loads modules."""
    for path in sorted(_ENGINES.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        modules: set[str] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                modules |= {alias.name for alias in node.names}
                yield from ((alias.name, "") for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield from ((node.module, alias.name) for alias in node.names)
        lazy = modules & {"diffusers", "transformers"}
        for node in ast.walk(tree):
            match node:
                case ast.Attribute(value=ast.Name(id=name), attr=member) if (
                    name in lazy and member[0].isupper()
                ):
                    yield name, member
                case _:
                    continue


@pytest.fixture
def shim(tmp_path: Path) -> Path | None:
    """A library that takes the place of the C library's name look-ups, where it can be built."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        return None
    source, built = tmp_path / "shim.c", tmp_path / "shim.so"
    source.write_text(_SHIM)
    subprocess.run([compiler, "-shared", "-fPIC", "-o", str(built), str(source), "-ldl"], check=True)
    return built


@pytest.mark.usefixtures("leaves_no_process")
def test_no_library_of_an_engine_reports_home(
    tmp_path: Path, shim: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, calls, loaded = tmp_path / "home", tmp_path / "calls", tmp_path / "loaded"
    engines = tmp_path / "engines"
    for folder in (home, engines):
        folder.mkdir()
    imports = list(dict.fromkeys([*((name, "") for name in _LOADED_BY_OTHERS), *_imports()]))
    text = _ENGINE.format(calls=str(calls), loaded=str(loaded), imports=imports)
    (engines / "watched.py").write_text(text)
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("WATCHED_CALLS", str(calls))
    for name in telemetry.SWITCHES:
        monkeypatch.delenv(name, raising=False)
    if shim is not None:
        monkeypatch.setenv("LD_PRELOAD", str(shim))
    worker = WorkerHandle("watched", user_engines=engines)
    try:
        token = CancelToken()
        worker.wait_ready(token)
        states = worker.describe(token, budget_s=110).engines
        words = worker.log_tail()
    finally:
        worker.close()
    assert "watched" in {state.spec.id for state in states}, words
    seen = set(loaded.read_text().split())
    assert "hub_is_silent=True" in seen
    assert {"onnxruntime", "torch", "diffusers", "transformers", "silero_vad", "pocketsphinx"} <= seen, words
    assert (calls.read_text() if calls.exists() else "") == ""
    made = [str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()]
    assert [name for name in made if "microsoft" in name.lower() or "deviceid" in name.lower()] == []
    assert [name for name in made if name.endswith((".db", ".sqlite"))] == []


def test_the_watch_on_the_c_library_sees_a_look_up(
    tmp_path: Path, shim: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shim is None:
        pytest.skip("no C compiler on this machine")
    monkeypatch.setenv("LD_PRELOAD", str(shim))
    monkeypatch.setenv("WATCHED_CALLS", str(tmp_path / "calls"))
    code = "import socket; socket.getaddrinfo('events.example.invalid', 443)"
    subprocess.run([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    assert (tmp_path / "calls").read_text() == "getaddrinfo events.example.invalid\n"


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.usefixtures("leaves_no_process")
def test_a_worker_is_started_with_every_switch(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in telemetry.SWITCHES:
        monkeypatch.setenv(name, "0")  # the user's environment does not turn it on
    worker = WorkerHandle("switched")
    try:
        worker.wait_ready(CancelToken())
        environment = Path(f"/proc/{worker.pid}/environ").read_bytes().split(b"\0")
    finally:
        worker.close()
    assert {f"{name}={value}".encode() for name, value in telemetry.SWITCHES.items()} <= set(environment)
