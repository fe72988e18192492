"""What every engine checks before it loads a model folder: safetensors only, no code, no pickles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from studio.core.decoding import UNDECODABLE
from studio.core.errors import StudioError
from studio.core.text import Text

_PICKLES = {".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".joblib"}


def only_folder(models: dict[str, Path], what: Text) -> Path:
    """The one model folder that a run was given. Raises StudioError when there is none; ``what`` names it in
    words.
    """
    if len(models) != 1:
        raise StudioError(
            "model_missing",
            Text("No {what} was selected.", what=what),
            Text("Choose a model installed on this machine."),
        )
    return next(iter(models.values()))


def read_facts(folder: Path, name: str, *, pickles: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The JSON object ``name`` of a model folder, after a look at every file in it.

    pickles: names that are allowed although they look like pickles (CTranslate2 writes ``model.bin``).
    Raises StudioError when the folder is no such model, or holds anything that could run code.
    """
    if not (folder / name).is_file():
        raise StudioError(
            "model_missing",
            Text("“{name}” is not a model of this type.", name=folder.name),
            Text("Choose a folder that contains “{name}”.", name=name),
        )
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".py":
            raise refused(folder, Text("“{name}” is a code file", name=path.name))
        if path.suffix.lower() in _PICKLES and path.name not in pickles:
            raise refused(
                folder,
                Text("“{name}” is a pickle file, which can contain code; use safetensors", name=path.name),
            )
        if path.suffix == ".json" and "auto_map" in _read_json(path):
            raise refused(folder, Text("“{name}” requires its own code", name=path.name))
    return _read_json(folder / name)


def refused(folder: Path, reason: Text) -> StudioError:
    """The error for a model that could run code."""
    return StudioError(
        "model_refused",
        Text("The model “{name}” was refused: {reason}.", name=folder.name, reason=reason),
        Text("Choose another model."),
    )


def _read_json(path: Path) -> dict[str, Any]:
    """A JSON object; an empty one for lists and the like. Raises StudioError when the file is broken."""
    try:
        facts = json.loads(path.read_text("utf-8"))
    except (OSError, *UNDECODABLE) as error:
        raise StudioError(
            "model_broken",
            Text("“{name}” in “{name2}” could not be read.", name=path.name, name2=path.parent.name),
            Text("Download the model again."),
            str(error),
        ) from error
    return facts if isinstance(facts, dict) else {}
