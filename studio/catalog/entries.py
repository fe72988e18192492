"""One model of the catalogue, as written in ``models/catalog.toml`` and in the user's own
``catalog.toml``."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal

import msgspec

from studio.wire.spec import Task

Format = Literal["diffusers", "transformers", "onnx", "ctranslate2", "safetensors"]

PICKLES = frozenset(
    (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".joblib", ".npy", ".h5", ".keras", ".msgpack")
)
"""Suffixes of formats that can run code when they are loaded; .npy because of its object arrays.
CTranslate2's own ``model.bin`` is the one exception, and its content is checked."""

CODE = frozenset((".py", ".pyc", ".so", ".dll", ".dylib", ".exe", ".sh", ".bat", ".ps1"))

_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_REPO = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class FileEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file of a model. name: path inside the model's folder, with forward slashes. size in bytes."""

    name: str
    sha256: str
    size: int


class ModelEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A model the app knows.

    Shipped or local: ``path`` (relative to the folder of the catalogue file) and ``needs``, names that must
    be there. From the hub: ``repo``, ``commit`` (40 hex digits, never a branch) and ``files``.
    licence: SPDX id or the licence's own name. vram_mb: what it wants on a card, 0 when the processor will
    do.
    """

    id: str
    title: str
    task: Task
    format: Format
    licence: str
    commercial_use: bool
    about: str = ""
    vram_mb: int = 0
    path: str = ""
    needs: tuple[str, ...] = ()
    repo: str = ""
    commit: str = ""
    files: tuple[FileEntry, ...] = ()

    @property
    def size(self) -> int:
        """Bytes to download; 0 for a shipped model."""
        return sum(file.size for file in self.files)

    @property
    def downloadable(self) -> bool:
        """Whether it comes from the hub."""
        return bool(self.repo)

    def problems(self) -> list[str]:
        """Sentences about everything that is wrong with this entry."""
        found: list[str] = []
        if not _ID.fullmatch(self.id):
            found.append(f"{self.id!r} is not a model id: small letters, digits, dots and dashes.")
        if bool(self.path) == bool(self.repo):
            found.append("A model has either a path or a repo.")
        if self.repo:
            if not _REPO.fullmatch(self.repo):
                found.append(f"{self.repo!r} is not a repository name.")
            if not _COMMIT.fullmatch(self.commit):
                found.append("commit must be 40 hexadecimal digits; a branch can change under the user.")
            if not self.files:
                found.append("A model from the hub lists its files.")
        for file in self.files:
            if not _SHA256.fullmatch(file.sha256) or file.size <= 0:
                found.append(f"{file.name} needs its sha256 and its size.")
            problem = name_problem(file.name, self.format)
            if problem:
                found.append(problem)
        found += [problem for name in self.needs if (problem := name_problem(name, self.format))]
        return found


def name_problem(name: str, model_format: Format) -> str | None:
    """A sentence when a file of this name must not be in a model folder, else None."""
    path = PurePosixPath(name)
    if (
        not name
        or path.is_absolute()
        or "\\" in name
        or ":" in name
        or ".." in path.parts
        or name.startswith(".")
    ):
        return f"{name!r} is not a path inside the model's folder."
    suffix = path.suffix.lower()
    if suffix in CODE:
        return f"{name} is code; models that bring their own code are refused."
    if suffix in PICKLES and not (model_format == "ctranslate2" and path.name == "model.bin"):
        return (
            f"{name} may be a pickle, which can run code; safetensors, ONNX and CTranslate2 files are loaded."
        )
    return None
