"""Looks into model folders for what must never be loaded: pickles, code, and configurations that ask for
code."""

from __future__ import annotations

import json
import struct
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from studio.catalog.entries import name_problem
from studio.core.decoding import UNDECODABLE
from studio.core.text import Text

_CT2_VERSIONS = range(1, 64)
_MAX_CONFIG = 16 * 1024 * 1024


def folder_problem(folder: Path) -> Text | None:
    """A sentence about the first thing in a model folder that is refused, else None."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
            return Text("“{name}” points outside the model folder.", name=name)
        if path.is_file():
            problem = file_problem(path, name)
            if problem:
                return problem
    return None


def folder_stamp(folder: Path) -> tuple[object, ...]:
    """Another value whenever a file in a model folder may have changed; reads no file."""
    found: list[object] = []
    for path in sorted(folder.rglob("*")):
        with suppress(OSError):  # removed this moment
            facts = path.lstat()
            found += (str(path), facts.st_mode, facts.st_size, facts.st_mtime_ns)
    return tuple(found)


def file_problem(path: Path, name: str) -> Text | None:
    """A sentence when one file of a model is refused for its name or its content, else None."""
    model_bin = path.name == "model.bin"
    problem = name_problem(name, "ctranslate2" if model_bin else "safetensors")
    if problem:
        return problem
    if model_bin and not is_ctranslate2(path):
        return Text(
            "“{name}” is not a CTranslate2 model; it may be a pickle file, which can run code.", name=name
        )
    if path.suffix == ".json" and path.stat().st_size <= _MAX_CONFIG and _asks_for_code(path):
        return Text(
            "“{name}” requires its own code (auto_map). Models that include code are refused.",
            name=name,
        )
    return None


def is_ctranslate2(path: Path) -> bool:
    """Whether a file begins as CTranslate2's model.bin does: a binary version, then the name of its
    specification.

    Layout: uint32 version, uint16 length, name with a closing zero, e.g. ``WhisperSpec`` (ctranslate2
    model_spec.py).
    """
    with path.open("rb") as handle:
        head = handle.read(6)
        if len(head) < 6:
            return False
        version, length = struct.unpack("<IH", head)
        name = handle.read(min(length, 64))
    return version in _CT2_VERSIONS and name.endswith(b"Spec\x00") and name[:-1].isalnum()


def _asks_for_code(path: Path) -> bool:
    data = path.read_bytes()
    try:
        document = msgspec.json.decode(data)  # a tokenizer's ten megabytes in a tenth of json's time
    except UNDECODABLE:
        try:
            document = json.loads(data)  # which the libraries use, and which takes more than JSON
        except UNDECODABLE:
            return False  # whoever loads it will say so
    return _has_key(document, "auto_map") or _has_key(document, "custom_pipelines")


def _has_key(node: Any, key: str) -> bool:  # any JSON value
    waiting = [node] if isinstance(node, (dict, list)) else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict) and key in node:
            return True
        within = node.values() if isinstance(node, dict) else node
        waiting += [part for part in within if isinstance(part, (dict, list))]
    return False
