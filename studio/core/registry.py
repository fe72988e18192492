"""Find what can be added as one file: modules, packages and data files, in the app's folder and the user's.

An entry's id is the name of its file or folder. A bad entry is left out alone, and its ``Fault`` says why.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import RLock
from types import MappingProxyType, ModuleType
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from studio.core import paths
from studio.core.errors import StudioError
from studio.core.log import logger
from studio.core.settings import Settings
from studio.core.text import Text
from studio.core.text_hooks import text_decoded, text_encoded

T = TypeVar("T")


class Fault(msgspec.Struct, frozen=True):
    """An entry that was left out.

    Attributes:
        kind: the plug-in folder it belongs to, e.g. ``"effects"``.
        name: its id as its file or folder gives it.
        reason: why it cannot be used, in words for the user.
    """

    kind: str
    name: str
    reason: Text


class Place(NamedTuple):
    """Where one entry lies.

    Attributes:
        name: the id that the entry must have.
        path: the module's file, the package's folder, or the data file.
        group: the folder between the root and the entry, "" when there is none.
        module: dotted name of a module of the app; "" for a file of the user and for data.
        own: whether it lies in the user's folder.
    """

    name: str
    path: Path
    group: str
    module: str
    own: bool


class _Contents(NamedTuple, Generic[T]):
    things: Mapping[str, T]
    places: Mapping[str, Place]
    faults: tuple[Fault, ...]


class Registry(Generic[T]):
    """The entries of one kind, read on first use. Safe to use from any thread."""

    def __init__(
        self,
        kind: str,
        *,
        package: str = "",
        folder: Callable[[], Path] | None = None,
        suffix: str = ".py",
        load: Callable[[Place], T],
        id_of: Callable[[T], str],
        guarded: bool = False,
    ) -> None:
        """Declare a kind; nothing is read yet.

        kind: name of the folder in the user's ``plugins``. package, or folder: where the app's own entries
        lie. suffix: ``".py"`` for modules and packages, else that of data files. load: reads one entry, and
        raises whatever is wrong with it. id_of: the id that the entry declares. guarded: the user's entries
        are code for the app's own processes, loaded only when the setting ``plugins.own_code`` is on.
        """
        self.kind = kind
        self._package = package
        self._folder = folder
        self._suffix = suffix
        self._load = load
        self._id_of = id_of
        self._guarded = guarded
        self._lock = RLock()
        self._read: tuple[Path, _Contents[T]] | None = None
        self._logged: set[Fault] = set()

    def all(self) -> Mapping[str, T]:
        """Return the usable entries by id: the app's first, then the user's, sorted by group and name."""
        return self._contents().things

    def get(self, name: str) -> T | None:
        """Return the entry of that id, or None when there is none."""
        return self._contents().things.get(name)

    def places(self) -> Mapping[str, Place]:
        """Return where each usable entry lies, by id."""
        return self._contents().places

    def own(self) -> tuple[str, ...]:
        """Return the ids of the usable entries of the user."""
        return tuple(name for name, place in self.places().items() if place.own)

    def faults(self) -> tuple[Fault, ...]:
        """Return what was left out, and why."""
        return self._contents().faults

    def refresh(self) -> None:
        """Read the folders again when an entry is next asked for."""
        with self._lock:
            self._read = None

    def _contents(self) -> _Contents[T]:
        user = paths.plugins(self.kind)
        with self._lock:
            if self._read is None or self._read[0] != user:
                self._read = user, self._read_all(user)
            return self._read[1]

    def _read_all(self, user: Path) -> _Contents[T]:
        things: dict[str, T] = {}
        places: dict[str, Place] = {}
        faults: list[Fault] = []
        for place in self._all_places(user):
            try:
                things[place.name] = self._checked(place, places.get(place.name))
                places[place.name] = place
            except (Exception, SystemExit) as error:  # noqa: BLE001 - one bad file must not hide the others
                faults.append(self._fault(place, error))
        return _Contents(MappingProxyType(things), MappingProxyType(places), tuple(faults))

    def _all_places(self, user: Path) -> Iterator[Place]:
        if self._package:
            yield from module_places(package_folder(self._package), self._package)
        elif self._folder is not None:
            yield from data_places(self._folder(), self._suffix)
        own = module_places(user) if self._suffix == ".py" else data_places(user, self._suffix, own=True)
        yield from own

    def _checked(self, place: Place, other: Place | None) -> T:
        if self._guarded and place.own and not Settings().get("plugins.own_code"):
            raise StudioError(
                "not_allowed",
                Text("It was not loaded because “Load my own effects” is off."),
                Text("Turn it on in Preferences if you trust this file."),
            )
        check_place(place, other)
        thing = self._load(place)
        check_id(place, self._id_of(thing))
        return thing

    def _fault(self, place: Place, error: BaseException) -> Fault:
        fault = Fault(self.kind, place.name, reason_of(error))
        if fault not in self._logged:
            self._logged.add(fault)
            expected = isinstance(error, StudioError)
            log_fault(fault, place.path, None if expected else error)
        return fault


# ---- where things lie


def package_folder(package: str) -> Path:
    """Return the folder of a package of the app, without importing it."""
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.submodule_search_locations
    return Path(found.submodule_search_locations[0])


def module_places(folder: Path, package: str = "", *, qualified: bool = False) -> Iterator[Place]:
    """Yield the modules and packages of a folder and of its groups, sorted; none when it cannot be read.

    A folder whose ``__init__.py`` is absent or empty is a group; any other is one entry. Names that begin
    with an underscore or a dot are not entries. package: dotted name of ``folder`` if it is one of the app.
    qualified: an id begins with its group, as in ``speech_espeak`` for ``speech/espeak.py``.
    """
    for path in _listed(folder):
        if not _is_group(path):
            yield from _module_place(path, "", package, qualified)
            continue
        inner = f"{package}.{path.name}" if package else ""
        for entry in _listed(path):
            yield from _module_place(entry, path.name, inner, qualified)


def data_places(folder: Path, suffix: str, *, own: bool = False) -> Iterator[Place]:
    """Yield the files of a folder that end with ``suffix``, sorted; none when it cannot be read."""
    for path in _listed(folder):
        if path.suffix == suffix and path.is_file():
            yield Place(path.stem, path, "", "", own)


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith(("_", ".")))
    except OSError:
        return []


def _is_group(path: Path) -> bool:
    if not path.is_dir():
        return False
    try:
        return not (path / "__init__.py").read_bytes().strip()
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _module_place(path: Path, group: str, package: str, qualified: bool) -> Iterator[Place]:
    if path.suffix == ".py" or (path / "__init__.py").exists():
        stem = path.stem if path.suffix == ".py" else path.name
        name = f"{group}_{stem}" if qualified and group else stem
        yield Place(name, path, group, f"{package}.{stem}" if package else "", not package)


# ---- reading one


def load_module(place: Place) -> ModuleType:
    """Import the module or package of an entry. Raises whatever it raises."""
    if place.module:
        return importlib.import_module(place.module)
    # In sys.modules because dataclasses look themselves up there; by path because two folders may hold one
    # name.
    name = f"studio_plugin_{hashlib.sha256(str(place.path).encode()).hexdigest()[:8]}_{place.path.stem}"
    package = place.path.is_dir()
    found = importlib.util.spec_from_file_location(
        name,
        place.path / "__init__.py" if package else place.path,
        submodule_search_locations=[str(place.path)] if package else None,
    )
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules[name] = module
    try:
        found.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def declared(module: ModuleType, name: str, kind: type[T]) -> T:
    """Return what a module declares under ``name``. Raises StudioError("bad_plugin") when it is absent or
    something else.
    """
    value: Any = getattr(module, name, None)
    if not isinstance(value, kind):
        raise _bad(
            Text("It does not declare {name} as an instance of {kind}.", name=name, kind=kind.__name__)
        )
    if isinstance(value, msgspec.Struct):
        check_types(value)
    return value


def check_types(value: msgspec.Struct) -> None:
    """Raise StudioError("bad_plugin") when a field has another type than declared; msgspec looks at types
    when it decodes, not when a struct is made.
    """
    try:
        sent = msgspec.msgpack.encode(value, enc_hook=text_encoded)
        msgspec.msgpack.decode(sent, type=type(value), dec_hook=text_decoded)
    except (TypeError, ValueError, OverflowError) as error:
        raise _bad(
            Text("A field of its {name} has the wrong type: {error}", name=type(value).__name__, error=error)
        ) from error


def declared_function(module: ModuleType, name: str) -> Callable[..., Any]:
    """Return a function of a module. Raises StudioError("bad_plugin") when it has none of that name."""
    value: Any = getattr(module, name, None)
    if not callable(value):
        raise _bad(Text("It has no function called “{name}”.", name=name))
    return value


def load_toml(place: Place) -> dict[str, Any]:
    """Return the contents of a TOML file. Raises StudioError("bad_plugin") if it is not TOML, OSError."""
    try:
        return tomllib.loads(place.path.read_bytes().decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _bad(Text("It is not valid TOML: {error}", error=error)) from error


def check_place(place: Place, other: Place | None) -> None:
    """Raise StudioError("bad_plugin") when an entry's name is not usable or belongs to ``other`` already."""
    if other is not None:
        raise _bad(
            Text("Another file has the same id: “{other}”.", other=other.path)
            if other.own
            else Text("The app already has an entry with this id.")
        )
    if place.path.suffix in ("", ".py") and not place.name.isidentifier():
        raise _bad(Text("Its file name must consist of letters, digits and underscores."))


def check_id(place: Place, name: object) -> None:
    """Raise StudioError("bad_plugin") when the declared id is not the name of the entry's file or folder."""
    if name != place.name:
        raise _bad(Text("Its id is “{id}”, but its file gives “{name}”.", id=name, name=place.name))


def reason_of(error: BaseException) -> Text:
    """Return why an entry cannot be used, in one or two sentences."""
    if isinstance(error, StudioError):
        return (
            Text("{message} {hint}", message=error.message, hint=error.hint) if error.hint else error.message
        )
    return Text.verbatim(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)


def log_fault(fault: Fault, path: Path | None = None, error: BaseException | None = None) -> None:
    """Write a fault into the log, with the traceback of an unexpected error."""
    where = f" ({path})" if path is not None else ""
    logger("plugins").warning(
        "%s/%s was left out: %s%s", fault.kind, fault.name, fault.reason, where, exc_info=error
    )


def _bad(message: Text) -> StudioError:
    return StudioError("bad_plugin", message)
