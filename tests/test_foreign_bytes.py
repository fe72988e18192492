"""Every reader of bytes from files meets hostile ones: a value or an error in words, never another exception.

The list of readers is held complete by the rule at the end: a decoder whose errors are not those of
``core.decoding`` fails it.
"""

from __future__ import annotations

import ast
import io
import sqlite3
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
import pytest

from studio.captions.formats import read_captions, readable
from studio.captions.transcribe import read_words
from studio.catalog.check import folder_problem
from studio.catalog.index import Catalog
from studio.core.decoding import UNDECODABLE
from studio.core.errors import StudioError
from studio.core.settings import Settings
from studio.engines._models import read_facts
from studio.export.findings import Findings
from studio.export.process import read_job
from studio.image import metadata
from studio.jobs.model import JobOutput
from studio.jobs.registry import EngineRegistry
from studio.jobs.result_folder import ResultFolder
from studio.jobs.store import JobStore
from studio.media.frame_index import FrameIndex
from studio.media.images import save_png
from studio.media.peaks import Peaks
from studio.project.archive.pack import unpack
from studio.project.check import check
from studio.project.document import decode, row_in
from studio.project.handle import Project
from studio.project.journal.history import steps_of
from studio.project.model import KINDS
from studio.project.recent import RecentProjects
from studio.state.running import RunningMarker
from studio.voice import fountain
from studio.window import first_look
from studio.wire.codec import read_command, read_event

STUDIO = Path(__file__).resolve().parent.parent / "studio"
_DEEP = 20_000

HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "truncated": b'{"recipe": {"engine": "ima',
    "not UTF-8": b'{"file": "\xff\xfe\x80"}',
    "half a character": b'{"file": "\\ud800", "look.language": "\\ud800"}',
    "zeros": bytes(200),
    "deep lists": b"[" * _DEEP + b"]" * _DEEP,
    "deep objects": b'{"a":' * _DEEP + b"1" + b"}" * _DEEP,
    "deep, never closed": b"[" * 5 * _DEEP,
    "deep within a field": b'{"recipe": ' + b"[" * _DEEP + b"]" * _DEEP + b', "project": "", "attempts": 1}',
    "deep msgpack": b"\x91" * 5 * _DEEP,
    "a long msgpack list": b"\xdd\xff\xff\xff\xff",
    "deep TOML": b"model = " + b"[" * _DEEP + b"]" * _DEEP,
    "a huge number": b'{"attempts": ' + b"9" * 5000 + b', "project": "x", "format": ' + b"9" * 5000 + b"}",
    "a large number": b'{"attempts": 1e400, "project": "x", "sui_image_params": {"seed": 1e300}}',
    "infinity": b'{"attempts": Infinity, "project": "x", "cues": [{"start_s": Infinity, "end_s": 1}]}',
    "not a number": b'{"attempts": NaN, "project": 3, "words": [{"start_s": NaN, "end_s": 1}]}',
    "a huge TOML number": b"[[model]]\nid = 'x'\nsize = " + b"9" * 5000,
    "a number": b"5",
    "null": b"null",
    "a text": b'"x"',
    "a list": b'[1, "x", null, {"file": 5}, [], {"file": "' + b"x" * 5000 + b'", "name": "x", "opened": ""}]',
    "an object": b'{"a": 1, "words": 5, "recipe": [], "attempts": [], "project": {}, "look.theme": {}}',
    "a list of nothing": b"[]",
    "an object of nothing": b"{}",
    "TOML of wrong types": b"model = 5\n",
    "TOML rows of wrong types": b"model = [5, 'x', {id = 3}, {id = 'x', files = 5}]\n",
}  # fmt: skip

_TT = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" {}><body><div>{}'
    "</div></body></tt>"
)
_P = '<p begin="1s" end="2s">{}</p>'
HOSTILE_CAPTIONS: dict[str, str] = {
    "a tick rate of 0.ttml": _TT.format('ttp:tickRate="0"', '<p begin="1t" end="2t">x</p>'),
    "a frame rate of 0.ttml": _TT.format('ttp:frameRate="0"', '<p begin="1f" end="2f">x</p>'),
    "a multiplier of 0.ttml": _TT.format('ttp:frameRateMultiplier="1 0"', '<p begin="1f" end="2f">x</p>'),
    "a huge time.ttml": _TT.format("", f'<p begin="{"9" * 400}s" end="{"9" * 401}s">x</p>'),
    "deep divs.ttml": _TT.format("", "<div>" * 3000 + _P.format("x") + "</div>" * 3000),
    "deep spans.ttml": _TT.format("", _P.format("<span>" * 3000 + "x" + "</span>" * 3000)),
    "deep XML.ttml": "<a>" * _DEEP,
    "a huge entity.vtt": f"WEBVTT\n\n00:01.000 --> 00:02.000\n&#{'9' * 5000};\n",
    "an odd offset.lrc": "[offset:²]\n[00:01.00]a\n",
    "a huge offset.lrc": f"[offset:{'9' * 5000}]\n[00:01.00]a\n",
    "huge hours.ass": f"[Events]\nFormat: Start, End, Text\nDialogue: {'9' * 5000}:00:00.00,0:00:02.00,x\n",
    "a huge frame.sub": f"{{{'9' * 5000}}}{{2}}x\n",
    "a frame rate of 0.sub": "{1}{1}0\n{5}{9}x\n",
    "a huge start.smi": f"<SAMI><SYNC Start={'9' * 5000}>x",
}

T = TypeVar("T")
Reader = Callable[[Path, bytes], object]


def _home(folder: Path, name: str, data: bytes) -> None:
    place = folder / "studio-home" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def _file(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


# ---- files that are the app's own: what cannot be read is left out


def _settings(folder: Path, data: bytes) -> object:
    _home(folder, "settings.json", data)
    return Settings().get("look.theme"), first_look.read()


def _recent(folder: Path, data: bytes) -> object:
    _home(folder, "recent.json", data)
    return [entry.exists for entry in RecentProjects().all()], first_look.read()


def _marker(folder: Path, data: bytes) -> object:
    _home(folder, "running/marker.json", data)
    marker = RunningMarker()
    found = marker.unclean
    marker.clear()
    return found


def _engines(folder: Path, data: bytes) -> object:
    _home(folder, "engines.json", data)
    return EngineRegistry().states()


def _queue(folder: Path, data: bytes) -> object:
    path = folder / "jobs.sqlite"
    JobStore(path).close()
    _put(path, "INSERT INTO job VALUES (?, 'queued', NULL, ?)", data)
    store = JobStore(path)
    try:
        return store.load()
    finally:
        store.close()


def _catalogue(folder: Path, data: bytes) -> object:
    return Catalog(_file(folder, "catalog.toml", data), folder / "own.toml", folder).entries()


def _result(folder: Path, data: bytes) -> object:
    (folder / "recipes").mkdir()
    _file(folder / "recipes", "key.json", data)
    return ResultFolder(folder).lookup("key")


def _findings(folder: Path, data: bytes) -> object:
    _file(folder, "findings.msgpack", data)
    return Findings(folder).get("loudness", "x")


def _frame_index(folder: Path, data: bytes) -> object:
    return FrameIndex.load(_file(folder, "x.index", data))


def _png(folder: Path, data: bytes) -> object:
    text = data.decode("utf-8", "replace").replace("\0", "")
    found = [metadata.parse({key: text}) for key in ("backlot", "invokeai_metadata", "parameters", "prompt")]
    save_png(folder / "p.png", np.zeros((2, 2, 3), np.uint8), {"parameters": text})
    read = _refusing(lambda: metadata.read(folder / "p.png"))
    assert isinstance(read, metadata.PictureText) or read.code == "no_parameters"
    return found


def _project(folder: Path, data: bytes) -> object:
    """A project whose every part holds these bytes opens, and its check names what is broken."""
    with Project.create(folder / "P") as project:
        file, sequence = project.file, project.info.sequence
    for view in ("window", "timeline", "export"):
        _put(file, "INSERT OR REPLACE INTO meta VALUES (?, ?)", data, f"view.{view}")
    _put(file, "INSERT INTO recipe VALUES (?1, ?2, ?2, '')", data)
    _put(file, f"INSERT INTO entity VALUES (?, 'marker', '{sequence}', ?)", data)
    with Project.open(file) as project:
        assert project.view_state.recall("timeline", _Kept) == _Kept()
        assert project.recipes.find("key") is None
        assert "broken_entry" in {problem.code for problem in check(project)}
    return None


class _Kept(msgspec.Struct):
    zoom: float = 60.0


def _put(file: Path, statement: str, data: bytes, key: str = "key") -> None:
    database = sqlite3.connect(file)
    try:
        with database:
            database.execute(statement, (key, data))
    finally:
        database.close()


def _fountain(folder: Path, data: bytes) -> object:
    return fountain.parse(data.decode("utf-8", "replace"))


IGNORED: dict[str, Reader] = {
    "settings": _settings,
    "recent": _recent,
    "marker": _marker,
    "engines": _engines,
    "queue": _queue,
    "catalogue": _catalogue,
    "result": _result,
    "findings": _findings,
    "frame index": _frame_index,
    "PNG": _png,
    "project": _project,
    "Fountain": _fountain,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("reader", IGNORED)
def test_what_cannot_be_read_is_left_out(reader: str, name: str, tmp_path: Path) -> None:
    IGNORED[reader](tmp_path, HOSTILE[name])


# ---- files that somebody asked for: they are refused in words


def _entity(folder: Path, data: bytes) -> object:
    return [_refusing(lambda kind=kind: decode(kind, data)) for kind in KINDS]


def _refusing(read: Callable[[], T]) -> T | StudioError:
    try:
        return read()
    except StudioError as error:
        return error


def _pack(folder: Path, data: bytes) -> object:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name in ("pack.json", "project.studio"):
            archive.writestr(name, data)
    return unpack(_file(folder, "p.studiopack", body.getvalue()), folder / "Out")


def _words(folder: Path, data: bytes) -> object:
    path = _file(folder, "w.json", data)
    return read_words([JobOutput(role="words", path=str(path), sha256="", suffix=".json")])


def _model(folder: Path, data: bytes) -> object:
    place = folder / "model"
    place.mkdir()
    _file(place, "config.json", data)
    folder_problem(place)
    return read_facts(place, "config.json")


def _event(folder: Path, data: bytes) -> object:
    return read_event(io.BytesIO(struct.pack(">I", len(data)) + data))


def _command(folder: Path, data: bytes) -> object:
    return read_command(io.BytesIO(struct.pack(">I", len(data)) + data))


def _captions(folder: Path, data: bytes) -> object:
    return [
        _refusing(lambda suffix=suffix: read_captions(_file(folder, f"c{suffix}", data)))
        for suffix in (*(suffix for spec in readable() for suffix in spec.suffixes), ".any")
    ]


REFUSED: dict[str, Reader] = {
    "entity": _entity,
    "kind": lambda folder, data: row_in(data),
    "journal": lambda folder, data: steps_of(data),
    "pack": _pack,
    "words": _words,
    "model": _model,
    "event": _event,
    "command": _command,
    "captions": _captions,
    "peaks": lambda folder, data: Peaks(_file(folder, "x.peaks", data)),
    "export job": lambda folder, data: read_job(_file(folder, "x.job", data)),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("reader", REFUSED)
def test_what_cannot_be_read_is_refused_in_words(reader: str, name: str, tmp_path: Path) -> None:
    answer = _refusing(lambda: REFUSED[reader](tmp_path, HOSTILE[name]))
    assert not isinstance(answer, StudioError) or answer.message


@pytest.mark.parametrize("name", HOSTILE_CAPTIONS)
def test_hostile_captions_are_read_or_refused_in_words(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(HOSTILE_CAPTIONS[name], encoding="utf-8")
    answer = _refusing(lambda: read_captions(path))
    if isinstance(answer, StudioError):
        assert (answer.code, answer.exit_code) == ("bad_captions", 2)
        assert name in answer.message
    else:
        assert all(cue.start < cue.end < 2**62 for cue in answer)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Steps: 20, Seed: " + "9" * 400, None), ("Steps: 20, Seed: 7", 7), ("Steps: 2, Seed: -1", None)],
)
def test_a_number_that_no_picture_has_is_left_out(text: str, expected: int | None) -> None:
    found = metadata.parse({"parameters": f"words\n{text}, CFG scale: 1e999"})
    assert found is not None
    assert (found.seed, found.guidance) == (expected, None)


# ---- the rule


def test_what_msgspec_raises_is_known_without_importing_it() -> None:
    assert issubclass(msgspec.DecodeError, UNDECODABLE)
    assert issubclass(msgspec.ValidationError, UNDECODABLE)


# Decoders without such a try, each with the reason.
_MAY_RAISE = {
    "studio/export/child.py msgspec.msgpack.decode": "the process that started it has read the same file",
    "studio/export/process.py msgspec.convert": "the export process is of this very version",
    "studio/image/metadata.py msgspec.json.decode": "its readers are called in the try of parse",
    "studio/image/metadata.py msgspec.convert": "as above",
}


def test_every_decoder_stands_in_a_try_that_knows_all_its_errors() -> None:
    """``json.loads``, ``tomllib.loads``, ``fromstring``, msgspec's ``decode``, ``convert`` and Decoders."""
    assert [at for at in _unguarded() if at not in _MAY_RAISE] == []


def _unguarded() -> list[str]:
    found: list[str] = []
    for path in sorted(STUDIO.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        decoders = {
            target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
            if ".Decoder(" in f"{ast.unparse(node.value)}" or ".Decoder[" in ast.unparse(node.value)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        }
        guarded = {
            id(inner)
            for node in ast.walk(tree)
            if _guards(node)
            for statement in node.body
            for inner in ast.walk(statement)
        }
        found += [
            f"{path.relative_to(STUDIO.parent).as_posix()} {ast.unparse(node.func)}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and _decodes(node.func, decoders) and id(node) not in guarded
        ]
    return found


def _decodes(called: ast.expr, decoders: set[str]) -> bool:
    name = ast.unparse(called)
    if isinstance(called, ast.Attribute) and called.attr == "decode":
        return (
            name in {"msgspec.json.decode", "msgspec.msgpack.decode"} or ast.unparse(called.value) in decoders
        )
    return name in {"json.loads", "json.load", "tomllib.loads", "tomllib.load", "msgspec.convert"} or (
        name.endswith(("ElementTree.fromstring", "SSAFile.from_string"))
    )


def _guards(node: ast.AST) -> bool:
    """A ``try`` or a ``with suppress`` over UNDECODABLE."""
    if isinstance(node, ast.Try):
        return any(handler.type and "UNDECODABLE" in ast.unparse(handler.type) for handler in node.handlers)
    return isinstance(node, ast.With) and any("UNDECODABLE" in ast.unparse(item) for item in node.items)
