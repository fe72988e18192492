"""Find engines by file name and read their SPECs; a module is imported only when its engine is asked for."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from studio.core import registry
from studio.core.errors import InputError, StudioError
from studio.core.registry import Fault, Place
from studio.core.text import NO_TEXT, Text
from studio.wire.engine import Engine
from studio.wire.spec import EngineSpec, EngineState, Voice

KIND = "engines"
_PACKAGE = "studio.engines"


class Discovery:
    """The engines this process can load: those of studio.engines, and of ``user_folder`` when one is given.

    An engine is a file ``<task>/<engine>.py`` or a package ``<task>/<engine>/``; its id is
    ``<task>_<engine>``. A file directly in the folder has its name as id. Modules whose name begins with an
    underscore are shared code of engines, not engines.
    """

    def __init__(self, user_folder: Path | None = None) -> None:
        self._user_folder = user_folder
        self._modules: dict[Path, ModuleType] = {}

    def ids(self) -> tuple[str, ...]:
        """Engine ids, sorted, without importing any."""
        return tuple(sorted(self._places()[0]))

    def spec(self, engine: str) -> EngineSpec:
        """The SPEC of one engine. Raises InputError("unknown_engine"), StudioError("broken_engine")."""
        return self._read(engine)[1]

    def create(self, engine: str) -> Engine:
        """A fresh, unloaded engine. Raises like ``spec``, and what its file raises."""
        return self._read(engine)[0].create()

    def describe(self) -> tuple[tuple[EngineState, ...], tuple[Fault, ...]]:
        """State of every engine, and what was left out; a file that cannot be used hides no other."""
        places, faults = self._places()
        states: list[EngineState] = []
        for engine, place in sorted(places.items()):
            try:
                states.append(self._state(place))
            except (Exception, SystemExit) as error:  # noqa: BLE001 - one bad file must not hide the others
                fault = Fault(KIND, engine, registry.reason_of(error))
                registry.log_fault(fault, place.path, None if isinstance(error, StudioError) else error)
                faults.append(fault)
        return tuple(states), tuple(faults)

    def _state(self, place: Place) -> EngineState:
        module, spec = self._load(place)
        missing = [name for name in spec.requires if not _importable(name)]
        reason = NO_TEXT
        if missing:
            reason = Text("Needs the Python package {missing}.", missing=", ".join(missing))
        voices: tuple[Voice, ...] = ()
        if not missing and spec.task == "speech":
            voices = tuple(module.create().voices())
        state = EngineState(spec=spec, ready=not missing, reason=reason, voices=voices, own=place.own)
        registry.check_types(state)
        return state

    def _read(self, engine: str) -> tuple[ModuleType, EngineSpec]:
        place = self._places()[0].get(engine)
        if place is None:
            raise InputError(
                "unknown_engine",
                Text("There is no engine called “{engine}”.", engine=engine),
                Text("Run “studio doctor” to list the engines."),
            )
        try:
            return self._load(place)
        except (ImportError, StudioError) as error:
            raise StudioError(
                "broken_engine",
                Text("The engine “{engine}” cannot be used.", engine=engine),
                registry.reason_of(error),
                str(error),
            ) from error

    def _load(self, place: Place) -> tuple[ModuleType, EngineSpec]:
        module = self._modules.get(place.path)
        if module is None:
            module = self._modules[place.path] = registry.load_module(place)
        spec = registry.declared(module, "SPEC", EngineSpec)
        registry.check_id(place, spec.id)
        registry.declared_function(module, "create")
        return module, spec

    def _places(self) -> tuple[dict[str, Place], list[Fault]]:
        """Where each engine lies, and the files of the user whose name cannot be an id."""
        found: dict[str, Place] = {}
        faults: list[Fault] = []
        places = list(registry.module_places(registry.package_folder(_PACKAGE), _PACKAGE, qualified=True))
        if self._user_folder is not None:
            places += registry.module_places(self._user_folder, qualified=True)
        for place in places:
            try:
                registry.check_place(place, found.get(place.name))
            except StudioError as error:
                faults.append(Fault(KIND, place.name, registry.reason_of(error)))
            else:
                found[place.name] = place
        return found, faults


def _importable(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:  # a parent package of a dotted name is missing
        return False
