"""The project: one document, one way to change it, and its folder on disk.

``Lighthouse/Lighthouse.studio`` is the document (store.py); ``media/`` the files made or collected
(assets.py), ``cache/`` deletable at any time, ``backups/`` verified snapshots (folder/snapshots.py),
``exports/`` the user's results.

Thread rule: ``edit``, ``undo``, ``redo`` and ``close`` are called by one thread (in the window, the GUI
thread), and ``changed`` is emitted there. Reads (``find``, ``get``, ``children``, ``all``, ``path_of``,
``recipes``, ``store``) are safe from any thread; a worker that needs several reads to agree takes
``frozen()`` first.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import ClassVar

from psygnal import Signal

from studio.core.errors import InputError
from studio.core.files import describe_os_error, replacing, safe_name, unique_path
from studio.core.log import logger
from studio.core.own_folders import own_folder
from studio.core.text import Text
from studio.project import schema
from studio.project.assets import AssetStore, require_stored
from studio.project.defaults import new_project
from studio.project.document import Document, encode, row_of
from studio.project.edits import ROOT, Edit
from studio.project.folder.beginning import taken_back
from studio.project.folder.cache import CacheFolder
from studio.project.folder.foreign import linked_folders, own_paths
from studio.project.folder.snapshots import Snapshots
from studio.project.journal.history import History, HistoryEntry
from studio.project.journal.states import States, afters, befores, write
from studio.project.model import Asset, Changes, E, Entity, ProjectInfo, kind_of, replace
from studio.project.recipes import RecipeBook
from studio.project.store import Store
from studio.project.view_state import ViewState


class Project:
    """An open project. Made by ``create`` or ``open``; ``close`` it, or use it as a context manager."""

    changed: ClassVar[Signal] = Signal(Changes)
    """(Changes), after every committed edit, undo and redo, on the thread that made it."""

    moved: ClassVar[Signal] = Signal()
    """After ``rename`` gave the project another folder: paths taken from it before are out of date."""

    def __init__(self, database: Store) -> None:
        self.database = database
        self.file = database.file
        self.folder = database.file.parent
        self.document = Document(database.rows())
        if not isinstance(self.document.find(ROOT), ProjectInfo):
            raise InputError(
                "project_damaged",
                Text("“{name}” has no project entry.", name=self.file.name),
                Text("Restore a copy from the project's backups folder."),
            )
        self.store = AssetStore(self.folder)
        self.recipes = RecipeBook(database, self.store)
        self.view_state = ViewState(database)
        self._history = History(database)
        self._cache = CacheFolder()
        self._editing = False

    # ---- open and close

    @classmethod
    def create(cls, folder: Path, name: str = "", words: Callable[[Text], str] = str) -> Project:
        """Make and open a new project in ``folder`` (made when absent); name: by default the folder's.

        words: says the names of its tracks in the user's language.

        Raises InputError("project_exists") when the folder holds a project already, StudioError on a full
        disk, InputError("project_read_only") where it could not be edited; then nothing new is left behind.
        """
        folder = folder.absolute()
        name = safe_name(name or folder.name)
        with suppress(FileNotFoundError, NotADirectoryError):
            if any(
                path.suffix == schema.SUFFIX for path in folder.iterdir() if not path.name.startswith(".")
            ):
                raise InputError(
                    "project_exists",
                    Text("“{folder}” already contains a project.", folder=folder),
                    Text("Open it, or choose another folder."),
                )
        file = folder / f"{name}{schema.SUFFIX}"
        with taken_back(folder) as made:
            Store.create(file, [row_of(entity) for entity in new_project(name, words)])
            made.append(file)
            project = cls.open(file)
            if project.read_only:
                project.close()
                raise InputError(
                    "project_read_only",
                    Text(
                        "{name} was not made. {read_only_reason}",
                        name=name,
                        read_only_reason=project.read_only_reason,
                    ),
                    Text("Choose another folder."),
                )
            return project

    @classmethod
    def create_in(cls, home: Path, name: str, words: Callable[[Text], str] = str) -> Project:
        """Make and open a new project in a folder of its own below ``home``: ``name``, ``name 2``..."""
        return cls.create(unique_path(home / safe_name(name)), name, words)

    @classmethod
    def open(cls, path: Path, read_only: bool = False) -> Project:
        """Open a project by its folder or its ``.studio`` file.

        It opens read-only, with ``read_only_reason`` saying why, when another process has it open, when a
        newer version of the app made it, or when its folder may not be written. An older one is migrated, a
        snapshot of it kept.
        Raises InputError when there is no project, or it is damaged or foreign.
        """
        database = Store.open(schema.find_file(path), read_only=read_only)
        try:
            project = cls(database)
            if not database.read_only:
                project.store.sweep()
            for problem in linked_folders(project.folder):
                logger("project").warning("%s: %s %s", project.name, problem.message, problem.hint)
            return project
        except BaseException:
            database.close()
            raise

    def close(self) -> None:
        """Leave one whole file on disk and free the project for others. Safe to call twice."""
        self.database.close()
        self._cache.close()

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def idle(self) -> None:
        """Call when nobody has edited for a second or two, on any thread: brings the file into its one-file
        form.
        """
        self.database.checkpoint()

    @property
    def name(self) -> str:
        """The project's name: that of its file."""
        return self.file.stem

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self.database.read_only

    @property
    def read_only_reason(self) -> Text:
        """A sentence that says why edits are refused, "" when they are not."""
        return self.database.read_only_reason

    # ---- read

    @property
    def info(self) -> ProjectInfo:
        """The project's own entity."""
        return self.document.get(ROOT, ProjectInfo)

    def find(self, entity_id: str) -> Entity | None:
        """The entity with this id, or None."""
        return self.document.find(entity_id)

    def get(self, entity_id: str, kind: type[E]) -> E:
        """The entity with this id and kind. Raises InputError("entity_missing")."""
        return self.document.get(entity_id, kind)

    def children(self, parent: str, kind: type[E]) -> list[E]:
        """Entities of one kind below ``parent`` (an id; "project" for top level), in order."""
        return self.document.children(parent, kind)

    def all(self, kind: type[E]) -> list[E]:
        """Every entity of one kind, in order, whatever its parent."""
        return self.document.all(kind)

    def frozen(self) -> Document:
        """The document as it is now, unchanged by later edits; for worker threads."""
        return self.document.frozen()

    def path_of(self, asset: Asset) -> Path:
        """The file of an asset: in the store, or the source it was imported from.

        Raises InputError("media_missing") when it is not there (relink helps: project.sources).
        """
        if asset.sha256:
            return require_stored(self.store, asset.sha256, asset.suffix, asset.name)
        path = self.folder / asset.source  # an absolute source stays what it is
        if not asset.source or not path.is_file():
            raise InputError(
                "media_missing",
                Text("The file of “{name}” is not at “{path}”.", name=asset.name, path=path),
                Text("Relink it in the library."),
            )
        return path

    # ---- change

    @contextmanager
    def edit(
        self, label: Text, *, coalesce: str = "", joins: int = 0, initiator: str = ""
    ) -> Generator[Edit]:
        """One undoable change, durable when the block ends; an exception in the block leaves everything as
        it was.

        label: the name in the Undo menu. coalesce: a key that merges a stream of edits (one drag, typing in
        one field) into one undo step while it repeats within three seconds; ``seal`` ends it. joins: number
        of the edit (``newest_edit``) that this one follows from; they are one undo step, under its label,
        unless another edit came between. initiator: who edits, for ``Changes``. An edit that changes nothing
        is not recorded. Raises InputError("project_read_only"), StudioError("project_moved"),
        StudioError("disk_full"); RuntimeError when edits are nested: pass the Edit on instead.
        """
        self.database.require_writable()
        if self._editing:
            raise RuntimeError("an edit is already open; pass it on instead of opening another")
        self._editing = True
        try:
            edit = Edit(self.document, label)
            yield edit
            steps = edit.steps()
        finally:
            self._editing = False
        if not steps:
            return
        states = afters(steps)
        with self.database.transaction() as connection:
            write(connection, states)
            self._history.record(connection, label, coalesce, steps, joins)
        self._history.recorded(coalesce)
        self._take_over(states, edit.decoded(), label=label, initiator=initiator, undone=False)

    @property
    def newest_edit(self) -> int:
        """Number of the edit that ``undo`` would take back, 0 when there is none."""
        return self._history.newest

    def seal(self) -> None:
        """End a running coalescing (mouse release, focus lost): the next edit is an undo step of its own."""
        self._history.seal()

    def undo(self, initiator: str = "") -> Changes | None:
        """Take back the newest edit; None when there is none. Works across restarts."""
        return self._replay(redo=False, initiator=initiator)

    def redo(self, initiator: str = "") -> Changes | None:
        """Make the edit that was undone last again; None when there is none."""
        return self._replay(redo=True, initiator=initiator)

    @property
    def undo_label(self) -> Text:
        """Label of the edit that ``undo`` would take back, "" when there is none."""
        return self._history.undo_label

    @property
    def redo_label(self) -> Text:
        """Label of the edit that ``redo`` would make again, "" when there is none."""
        return self._history.redo_label

    @property
    def present(self) -> int:
        """``HistoryEntry.seq`` of the edit that ``undo`` would take back, 0 when there is none."""
        return self._history.present

    def history(self, limit: int = 100) -> list[HistoryEntry]:
        """The newest edits, newest first; those waiting for redo are marked ``undone``."""
        return self._history.entries(limit)

    # ---- the folder

    @property
    def cache(self) -> Path:
        """Folder of proxies, peaks, thumbs and segments; deletable at any time. Made when absent.

        Where the project's own is a link or holds one, a private folder that lasts until ``close``.
        """
        return self._cache.of(self.folder)

    @property
    def backups(self) -> Path:
        """Folder of verified snapshots. Made when absent."""
        return own_folder(self.folder, "backups")

    @property
    def snapshots(self) -> Snapshots:
        """Verified copies of the document; ``take(project.database, keep=24)`` makes one."""
        return Snapshots(self.file)

    @property
    def exports(self) -> Path:
        """Folder that exports go to by default. Made when absent."""
        folder = self.folder / "exports"  # the user's own results may well lie behind a link
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise describe_os_error(error, folder) from error
        return folder

    def rename(self, name: str) -> None:
        """Give the project, its file and its folder another name. Not an undo step. Emits ``moved``.

        The folder keeps its name when it had another one than the file. Raises InputError("project_exists").
        """
        self.database.require_writable()
        new_name = safe_name(name)
        if new_name == self.name:
            return
        folder = self.folder.with_name(new_name) if self.folder.name == self.name else self.folder
        new_file = folder / f"{new_name}{schema.SUFFIX}"
        if _taken(folder, self.folder) or _taken(self.folder / new_file.name, self.file):
            raise InputError(
                "project_exists",
                Text("“{new_name}” already exists.", new_name=new_name),
                Text("Choose another name."),
            )
        renamed = self._named(new_name)
        with self.database.transaction() as connection:
            write(connection, renamed)

        def move() -> Path:
            moved = self.file.rename(self.folder / new_file.name)
            if folder == self.folder:
                return moved
            try:
                self.folder.rename(folder)
            except OSError:
                moved.rename(self.file)
                raise
            return new_file

        with self.store.moving():
            try:
                self.database.rehome(move)
            except OSError as error:
                self._set_name(self.name)
                raise describe_os_error(error, new_file) from error
            self.file, self.folder = new_file, folder
            self.store.folder = folder / self.store.folder.name
        self._take_over(renamed, {}, label=Text("Rename project"), initiator="", undone=False)
        self.moved.emit()

    def duplicate(self, folder: Path) -> Path:
        """Copy the project into a new folder and return the copy's file: with its media, imported ones that
        lie in its folder included, without caches and exports that it does not use.

        Undo history goes along. May run on any thread; edits may go on. The copy gets its ``.studio`` file
        last, when all that it names is there. Raises InputError("project_exists"), StudioError("disk_full").
        """
        folder = folder.absolute()
        if folder.exists():
            raise InputError(
                "project_exists",
                Text("“{folder}” already exists.", folder=folder),
                Text("Choose another name."),
            )
        file = folder / f"{safe_name(folder.name)}{schema.SUFFIX}"
        try:
            folder.mkdir(parents=True)
            with replacing(file) as temporary:
                # The document first: what it names is in the store before it is named.
                self.database.copy_to(temporary)
                assets = self.all(Asset)
                for path in own_paths(self.store, self._stored_names(assets), assets, temporary):
                    (folder / path).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(self.folder / path, folder / path)
            with Project.open(file) as copy:
                copy._set_name(file.stem)
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise describe_os_error(error, folder) from error
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return file

    # ---- inside

    def _stored_names(self, assets: list[Asset]) -> set[tuple[str, str]]:
        """Hash and suffix of every stored file that an asset or a recipe names."""
        made = (output for result in self.recipes.all() for output in result.outputs)
        return {(file.sha256, file.suffix) for file in (*assets, *made) if file.sha256}

    def _set_name(self, name: str) -> None:
        renamed = self._named(name)
        with self.database.transaction() as connection:
            write(connection, renamed)
        self.document.apply(renamed)

    def _named(self, name: str) -> States:
        info = replace(self.info, name=name)
        return {ROOT: (ROOT, kind_of(info), info.parent, self.document.rewritten(info, encode(info)))}

    def _replay(self, *, redo: bool, initiator: str) -> Changes | None:
        self.database.require_writable()
        if self._editing:
            raise RuntimeError("undo inside an edit")
        found = self._history.peek(redo=redo)
        if found is None:
            return None
        seq, label, steps = found
        states = afters(steps) if redo else befores(steps)
        with self.database.transaction() as connection:
            write(connection, states)
            self._history.mark(connection, seq, undone=not redo)
        self._history.marked()
        return self._take_over(states, {}, label=label, initiator=initiator, undone=not redo)

    def _take_over(
        self,
        states: States,
        decoded: dict[str, Entity],
        *,
        label: Text,
        initiator: str,
        undone: bool,
    ) -> Changes:
        kinds: set[str] = set()
        parents: set[str] = set()
        for entity_id, row in states.items():
            before = self.document.place(entity_id)
            if before:
                kinds.add(before[0])
                parents.add(before[1])
            if row is not None:
                kinds.add(row[1])
                parents.add(row[2])
        self.document.apply(states, decoded)
        changes = Changes(
            kinds=frozenset(kinds),
            ids=frozenset(states),
            parents=frozenset(parents),
            initiator=initiator,
            label=label,
            undone=undone,
        )
        self.changed.emit(changes)
        return changes


def _taken(path: Path, ours: Path) -> bool:
    """Whether something else has this name. Where letter case does not count, a path in other letters is
    ours.
    """
    return path != ours and path.exists() and not path.samefile(ours)
