"""What every engine checks before it loads a model folder: safetensors only, no code, no pickles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from studio.core.decoding import UNDECODABLE
from studio.core.errors import StudioError

_PICKLES = {".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".joblib"}


def only_folder(models: dict[str, Path], what: str) -> Path:
    """The one model folder that a run was given. Raises StudioError when there is none; ``what`` names it in
    words.
    """
    if len(models) != 1:
        raise StudioError("model_missing", f"No {what} was given.", "Choose a model that is on this machine.")
    return next(iter(models.values()))


def read_facts(folder: Path, name: str, *, pickles: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The JSON object ``name`` of a model folder, after a look at every file in it.

    pickles: names that are allowed although they look like pickles (CTranslate2 writes ``model.bin``).
    Raises StudioError when the folder is no such model, or holds anything that could run code.
    """
    if not (folder / name).is_file():
        raise StudioError(
            "model_missing", f"{folder.name} is not a model of this kind.", f"Its folder has no {name}."
        )
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".py":
            raise refused(folder, f"{path.name} is code")
        if path.suffix.lower() in _PICKLES and path.name not in pickles:
            raise refused(folder, f"{path.name} is a pickle, which can hold code; safetensors are wanted")
        if path.suffix == ".json" and "auto_map" in _read_json(path):
            raise refused(folder, f"{path.name} asks for code of its own")
    return _read_json(folder / name)


def refused(folder: Path, reason: str) -> StudioError:
    """The error for a model that could run code."""
    return StudioError(
        "model_refused", f"The model {folder.name} is refused: {reason}.", "Use another model."
    )


def _read_json(path: Path) -> dict[str, Any]:
    """A JSON object; an empty one for lists and the like. Raises StudioError when the file is broken."""
    try:
        facts = json.loads(path.read_text("utf-8"))
    except (OSError, *UNDECODABLE) as error:
        raise StudioError(
            "model_broken",
            f"{path.name} of {path.parent.name} cannot be read.",
            "Download the model again.",
            str(error),
        ) from error
    return facts if isinstance(facts, dict) else {}
