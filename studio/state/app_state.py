"""What the whole window shares: the open project, the workspace, the selection, the
playhead, services and messages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from psygnal import Signal

from studio.core import ticks
from studio.core.errors import StudioError
from studio.core.observable import Field, State
from studio.core.settings import Settings
from studio.core.text import NO_TEXT, Text
from studio.core.ticks import Ticks
from studio.project.model import Changes, Entity
from studio.project.model import Sequence as SequenceEntity
from studio.state.background import Tasks
from studio.state.commands import CommandTable
from studio.state.intents import Intents
from studio.state.source_watch import SourceWatch
from studio.state.workspace import WorkspaceId, find_workspace, workspace_ids, workspace_settings

if TYPE_CHECKING:
    from studio.jobs.queue import JobQueue
    from studio.project.handle import Project
    from studio.project.model import Clip
    from studio.state.restoring import CopyAtHand

_DECIDING = ("project", "sequence_id", "selection", "playing", "in_point", "out_point")
"""Fields that facts of the commands look at."""

T = TypeVar("T")


@dataclass(frozen=True)
class Message:
    """A line for the status bar: what just happened. undo: offer Undo beside it. reload: what Reload does,
    offered instead.
    """

    text: Text
    undo: bool = False
    severity: Literal["info", "warning"] = "info"
    reload: Callable[[], object] | None = None


@dataclass(frozen=True)
class Look:
    """What a drag lets one see instead of the frame at the playhead: the film at a moment, or one clip alone
    as the drag would leave it.
    """

    at: Ticks
    clip: Clip | None = None


class AppState(State):
    """One per window. Every method runs on the window's thread and returns at once;
    slow work goes through ``tasks``.

    Observe ``project_changed`` for edits (a Changes value; refresh only if concerned) and
    fields through field_changed. What a workspace or a flow adds to it is a `part`.
    """

    workspace: Field[WorkspaceId] = Field("")
    project: Field[Project | None] = Field(None)
    sequence_id: Field[str] = Field("")
    playhead: Field[Ticks] = Field(0)
    playing: Field[bool] = Field(False)
    look: Field[Look | None] = Field(None)
    in_point: Field[Ticks | None] = Field(None)
    out_point: Field[Ticks | None] = Field(None)
    selection: Field[frozenset[str]] = Field(frozenset())
    message: Field[Message | None] = Field(None)
    error: Field[StudioError | None] = Field(None)
    busy: Field[Text] = Field(NO_TEXT)

    project_changed = Signal(Changes)
    project_shown = Signal()
    """Another project is open, or none: all fields have their values, and the one before is closed."""
    project_moved = Signal(Path)
    """The open project was renamed: the file that it was before."""
    results_arrived = Signal(str)
    """Purpose of a job whose result has just been put into the project, e.g. "voice.take"."""

    def __init__(self, settings: Settings, queue: JobQueue, tasks: Tasks) -> None:
        super().__init__()
        self.settings = settings
        for declared in workspace_settings():
            settings.declare(declared)
        self.queue = queue
        self.tasks = tasks
        self.words: Callable[[Text], str] = str
        """Says a text in the user's language, for what becomes the user's own: names of new tracks."""
        self.intents = Intents()
        self.commands = CommandTable(self, self._bring_to_front)
        self._parts: dict[object, object] = {}
        self.hush_results = False
        """Results that arrive are not announced; the caller says when all of them are there."""
        self.workspace = next(iter(workspace_ids()), "")
        self.sources = SourceWatch(self)
        self.field_changed.connect(self._on_own)
        settings.changed.connect(self.commands.look)
        queue.registry.changed.connect(self._on_engines)
        settings.not_saved.connect(self._settings_not_saved)
        self._tell_of_services()

    def part(self, kind: Callable[[AppState], T]) -> T:
        """Return the state that a workspace or a flow adds to this one, made when it is first asked for.

        kind: its class. It watches this state by itself, and lives as long.
        """
        if kind not in self._parts:
            self._parts[kind] = made = kind(self)
            if isinstance(made, State):
                made.field_changed.connect(self.commands.look)
        return cast("T", self._parts[kind])

    def made(self, kind: Callable[[AppState], T]) -> T | None:
        """Return that part if it was asked for before."""
        return cast("T | None", self._parts.get(kind))

    @property
    def parts(self) -> list[object]:
        """Every part that was asked for."""
        return list(self._parts.values())

    # ---- project

    def open_project(self, path: Path) -> None:
        """Open a project folder or file in the background and show it; the one that was open is closed."""
        from studio.state.restoring import opened

        self.in_background(Text("Opening {stem}", stem=path.stem), lambda: opened(path), self.set_project)

    def restore_project(self, found: CopyAtHand) -> None:
        """Put a copy in place of a damaged project, which is kept next to it, and open it."""
        self.fail(None)
        self.in_background(
            Text("Restoring {stem}", stem=found.file.stem),
            found.restore,
            lambda _: self.open_project(found.file),
        )

    def new_project(self, folder: Path, name: str, then: Callable[[], None] | None = None) -> None:
        """Make a project ``folder/name``, or ``name 2`` when that is taken, and show it; ``then`` goes on."""
        from studio.project.handle import Project

        def made(project: Project) -> None:
            self.set_project(project)
            if then is not None:
                then()

        self.in_background(
            Text("Creating {name}", name=name), lambda: Project.create_in(folder, name, self.words), made
        )

    def set_project(self, project: Project | None) -> None:
        """Show ``project`` (None: the start page) and close the one before."""
        from studio.jobs.project_results import ProjectResults

        before = self.project
        if before is project:
            return
        if before is not None:
            self.remember_view()
            before.changed.disconnect(self._on_changes)
        with self.batch():
            self.playing = False
            self.look = None
            self.project = project
            self.selection = frozenset()
            self.in_point = self.out_point = None
            self.error = None
            self.message = None
            self._tell_of_services()
            if project is not None:
                project.changed.connect(self._on_changes)
                self._recall_view(project)
                self.queue.open_store(str(project.folder), ProjectResults(project))
                self.queue.resume_interrupted(str(project.folder))
        if before is not None:
            self.queue.close_store(str(before.folder))
            before.close()
        self.sources.show(project)
        self.project_shown.emit()

    @property
    def store_name(self) -> str:
        """Name of the open project's result store, for ``JobRequest.store``; "" without a project."""
        return "" if self.project is None else str(self.project.folder)

    def require_project(self) -> Project:
        """The open project. Raises StudioError when there is none (commands are disabled
        then, so this is a safeguard).
        """
        if self.project is None:
            raise StudioError(
                "no_project", Text("No project is open."), Text("Open or create a project first.")
            )
        return self.project

    def sequence(self) -> SequenceEntity:
        """The sequence that is shown."""
        return self.require_project().get(self.sequence_id, SequenceEntity)

    def undo(self) -> None:
        """Take back the last edit and say which."""
        self._step("undo")

    def redo(self) -> None:
        """Do the last undone edit again."""
        self._step("redo")

    # ---- selection and time

    def select(self, ids: Sequence[str] | frozenset[str]) -> None:
        """Make these entities the selection of the whole window."""
        self.selection = frozenset(ids)

    def selected(self, kind: type[T]) -> list[T]:
        """The selected entities of one kind."""
        if self.project is None:
            return []
        found = (self.project.find(entity_id) for entity_id in self.selection)
        return [entity for entity in found if isinstance(entity, kind)]

    def seek(self, when: Ticks) -> None:
        """Move the playhead to ``when``, onto a frame."""
        if self.project is not None:
            self.playhead = max(0, ticks.snap(when, self.sequence().frame_rate))

    def step(self, frames: int) -> None:
        """Move the playhead by whole frames."""
        if self.project is not None:
            rate = self.sequence().frame_rate
            self.playhead = max(0, ticks.from_frame(ticks.nearest_frame(self.playhead, rate) + frames, rate))

    # ---- words to the user

    def say(
        self,
        text: Text,
        *,
        undo: bool = False,
        severity: Literal["info", "warning"] = "info",
        reload: Callable[[], object] | None = None,
    ) -> None:
        """Show what just happened in the status bar."""
        self.message = Message(text, undo, severity, reload)

    def fail(self, error: StudioError | None) -> None:
        """Show an error that belongs to no panel, None: no longer. Panels show their own."""
        self.error = error

    def attempt(self, action: Callable[[], T]) -> T | None:
        """Run a quick action; a StudioError is shown instead of raised."""
        try:
            return action()
        except StudioError as error:
            self.fail(error)
            return None

    # ---- view state that comes back with the project

    def remember_view(self) -> None:
        """Store workspace, sequence, playhead, in and out point and selection with the project."""
        project = self.project
        if project is not None and not project.read_only:
            project.view_state.set(
                "window",
                {
                    "place": self.workspace,  # the word of the first files
                    "sequence": self.sequence_id,
                    "playhead": self.playhead,
                    "in": self.in_point,
                    "out": self.out_point,
                    "selection": sorted(self.selection),
                },
            )

    def _recall_view(self, project: Project) -> None:
        """What was stored, as far as it still means something: another version may have written it."""
        stored: Any = project.view_state.get("window")  # any JSON value
        if not isinstance(stored, dict):
            stored = {}
        known = [sequence.id for sequence in project.all(SequenceEntity)]
        wanted = stored.get("sequence") or project.info.sequence
        self.sequence_id = wanted if wanted in known else (known[0] if known else "")
        self.playhead = _time_in(stored, "playhead") or 0
        start, end = _time_in(stored, "in"), _time_in(stored, "out")
        if start is None or end is None or start < end:
            self.in_point, self.out_point = start, end
        ids = stored.get("selection")
        if isinstance(ids, list):
            self.selection = frozenset(
                entity_id
                for entity_id in ids
                if isinstance(entity_id, str) and project.find(entity_id) is not None
            )
        workspace = stored.get("place")
        if isinstance(workspace, str) and find_workspace(workspace) is not None:
            self.workspace = workspace

    # ---- inside

    def _on_own(self, name: str, _value: object) -> None:
        if name in ("workspace", "project"):
            self.commands.set_workspace(self.workspace if self.project is not None else None)
        if name in _DECIDING:
            self.commands.look()

    def _bring_to_front(self, workspace: str) -> None:
        if self.project is not None and find_workspace(workspace) is not None:
            self.workspace = workspace

    def in_background(self, what: Text, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Run slow ``work`` away from the window, then ``done`` with its result; ``what`` is said
        meanwhile, failures are shown."""
        self.busy = what

        def arrived(result: T) -> None:
            self.busy = NO_TEXT
            done(result)

        def failed(error: StudioError) -> None:
            self.busy = NO_TEXT
            self.fail(error)

        self.tasks.run(work, arrived, failed)

    def _on_engines(self) -> None:
        if self.queue.registry.problem is not None:
            self.fail(self.queue.registry.problem)

    def _tell_of_services(self) -> None:
        """What holds for every project, and would be hidden with the words about the one before."""
        self._on_engines()
        if self.settings.problem is not None:
            self._settings_not_saved(self.settings.problem)

    def _settings_not_saved(self, problem: StudioError) -> None:
        self.say(Text("Settings are not saved. {message}", message=problem.message), severity="warning")

    def _step(self, direction: Literal["undo", "redo"]) -> None:
        project = self.project
        if project is None:
            return
        changes = self.attempt(project.undo if direction == "undo" else project.redo)
        if changes is None:
            return
        self.selection = frozenset(
            entity_id for entity_id in self.selection if project.find(entity_id) is not None
        )
        done = Text("Undone: {label}") if direction == "undo" else Text("Redone: {label}")
        self.say(done.filled(label=changes.label))

    def _on_changes(self, changes: Changes) -> None:
        self.sources.follow(changes)
        self.project_changed.emit(changes)
        self.commands.refresh()
        hushed = self.hush_results and changes.initiator  # a result, not an edit of the user's
        if changes.label and not changes.undone and not hushed:
            self.say(changes.label, undo=True)


def _time_in(stored: dict[str, Any], key: str) -> Ticks | None:
    """A stored time; None when there is none, or something else."""
    value = stored.get(key)
    return value if type(value) is int and value >= 0 else None  # a bool is an int, but no time


def concerns(changes: Changes, *kinds: type[Entity]) -> bool:
    """True when a change touched one of these kinds."""
    from studio.project.model import kind_of

    return any(kind_of(kind) in changes.kinds for kind in kinds)
