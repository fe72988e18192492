"""One model of the catalogue, as written in ``models/catalog.toml`` and in the user's own
``catalog.toml``."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal

import msgspec

from studio.core.text import Text
from studio.wire.spec import TASKS

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
    task: str
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

    def problems(self) -> list[Text]:
        """Sentences about everything that is wrong with this entry."""
        found: list[Text] = []
        if not _ID.fullmatch(self.id):
            found.append(
                Text(
                    "{id} is not a valid model id. Use lower-case letters, digits, dots and hyphens.",
                    id=f"{self.id!r}",
                )
            )
        if self.task not in TASKS:
            found.append(Text("{task} is not a task of this version.", task=f"{self.task!r}"))
        if bool(self.path) == bool(self.repo):
            found.append(Text("A model must have either a path or a repo."))
        if self.repo:
            if not _REPO.fullmatch(self.repo):
                found.append(Text("{repo} is not a valid repository name.", repo=f"{self.repo!r}"))
            if not _COMMIT.fullmatch(self.commit):
                found.append(
                    Text("commit must be 40 hexadecimal digits, because the contents of a branch can change.")
                )
            if not self.files:
                found.append(Text("A model from the hub must list its files."))
        for file in self.files:
            if not _SHA256.fullmatch(file.sha256) or file.size <= 0:
                found.append(Text("“{name}” needs a sha256 and a size.", name=file.name))
            problem = name_problem(file.name, self.format)
            if problem:
                found.append(problem)
        found += [problem for name in self.needs if (problem := name_problem(name, self.format))]
        return found


def name_problem(name: str, model_format: Format) -> Text | None:
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
        return Text("{name} is not a path inside the model folder.", name=f"{name!r}")
    suffix = path.suffix.lower()
    if suffix in CODE:
        return Text("“{name}” is a code file. Models that include code are refused.", name=name)
    if suffix in PICKLES and not (model_format == "ctranslate2" and path.name == "model.bin"):
        return Text(
            "“{name}” may be a pickle file, which can run code. Only safetensors, ONNX and "
            "CTranslate2 files are loaded.",
            name=name,
        )
    return None
