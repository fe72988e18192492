"""Finds engines by file name and reads their SPECs; a module is imported only when its engine is asked
for."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from studio.core.errors import InputError, StudioError
from studio.core.log import logger
from studio.core.text import NO_TEXT, Text
from studio.wire.engine import Engine
from studio.wire.spec import EngineSpec, EngineState, Voice

_PACKAGE = "studio.engines"


class Discovery:
    """The engines this process can load: every module of studio.engines, and of ``user_folder`` when one is
    given.

    Modules whose name begins with an underscore are shared code of engines, not engines.
    """

    def __init__(self, user_folder: Path | None = None) -> None:
        self._user_folder = user_folder
        self._problems: dict[str, str] = {}

    def ids(self) -> tuple[str, ...]:
        """Engine ids, sorted, without importing any."""
        package = importlib.import_module(_PACKAGE)
        names = {info.name for info in pkgutil.iter_modules(package.__path__) if not info.ispkg}
        names |= set(self._user_files())
        return tuple(sorted(name for name in names if not name.startswith("_")))

    def spec(self, engine: str) -> EngineSpec:
        """The SPEC of one engine. Raises InputError("unknown_engine"), StudioError("broken_engine")."""
        module = self._module(engine)
        spec = getattr(module, "SPEC", None)
        if not isinstance(spec, EngineSpec) or spec.id != engine:
            raise StudioError(
                "broken_engine",
                Text("The engine file “{engine}.py” has no SPEC with a matching id.", engine=engine),
            )
        return spec

    def create(self, engine: str) -> Engine:
        """A fresh, unloaded engine. Raises like ``spec``."""
        self.spec(engine)
        return self._module(engine).create()

    def describe(self) -> tuple[EngineState, ...]:
        """State of every engine; those whose file cannot be read are logged and left out."""
        return tuple(self._states())

    def _states(self) -> Iterator[EngineState]:
        for engine in self.ids():
            try:
                spec = self.spec(engine)
                missing = [name for name in spec.requires if not _importable(name)]
                reason = (
                    Text("Needs the Python package {missing}.", missing=", ".join(missing))
                    if missing
                    else NO_TEXT
                )
                voices: tuple[Voice, ...] = ()
                if not missing and spec.task == "speech":
                    voices = tuple(self.create(engine).voices())
                yield EngineState(spec=spec, ready=not missing, reason=reason, voices=voices)
            except StudioError as error:
                logger("worker").error("engine %s: %s (%s)", engine, error, error.detail)
            except Exception:  # noqa: BLE001 - one broken engine file must not hide the others
                logger("worker").exception("engine %s cannot be described", engine)

    def _module(self, engine: str) -> ModuleType:
        if engine not in self.ids():
            raise InputError(
                "unknown_engine",
                Text("There is no engine called “{engine}”.", engine=engine),
                Text("Run “studio doctor” to list the engines."),
            )
        user_file = self._user_files().get(engine)
        try:
            return (
                _load_file(engine, user_file)
                if user_file
                else importlib.import_module(f"{_PACKAGE}.{engine}")
            )
        except ImportError as error:
            raise StudioError(
                "broken_engine",
                Text("The engine “{engine}” could not be imported.", engine=engine),
                NO_TEXT,
                str(error),
            ) from error

    def _user_files(self) -> dict[str, Path]:
        if self._user_folder is None or not self._user_folder.is_dir():
            return {}
        return {
            path.stem: path for path in sorted(self._user_folder.glob("*.py")) if path.stem.isidentifier()
        }


def _load_file(engine: str, path: Path) -> ModuleType:
    # In sys.modules, for dataclasses look themselves up there; under its path, for two folders may hold one
    # name.
    name = f"studio_user_engine_{hashlib.sha256(str(path).encode()).hexdigest()[:8]}_{engine}"
    if name in sys.modules:
        return sys.modules[name]
    found = importlib.util.spec_from_file_location(name, path)
    if found is None or found.loader is None:
        raise StudioError("broken_engine", Text("“{name}” is not a Python file.", name=path.name))
    module = importlib.util.module_from_spec(found)
    sys.modules[name] = module
    try:
        found.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _importable(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:  # a parent package of a dotted name is missing
        return False
