"""Which imported files are missing or changed on the disk; looked at when a project opens, when the window
comes to the front, and after edits of media.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from studio.core.errors import Problem, StudioError
from studio.core.observable import Field, State
from studio.core.text import Text
from studio.project import imports, sources
from studio.project.assets import identity_in
from studio.project.model import Asset, Changes, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from studio.project.handle import Project
    from studio.state.background import Tasks

T = TypeVar("T")

_Found = tuple[frozenset[str], dict[str, str], list[Problem]]


class Host(Protocol):
    """What the watch needs of the AppState: work in the background, and words to the user."""

    @property
    def tasks(self) -> Tasks: ...

    def in_background(self, what: Text, work: Callable[[], T], done: Callable[[T], None]) -> None: ...

    def attempt(self, action: Callable[[], T]) -> T | None: ...

    def fail(self, error: StudioError | None) -> None: ...

    def say(
        self,
        text: Text,
        *,
        undo: bool = False,
        severity: Literal["info", "warning"] = "info",
        reload: Callable[[], object] | None = None,
    ) -> None: ...


class SourceWatch(State):
    """One per AppState. A changed file is used with its new content at once; ``reload`` writes its facts into
    the project, as one edit.

    missing: assets whose file is not there. changed: asset id -> present fingerprint of a file whose content
    is no longer that of its import.
    """

    missing: Field[frozenset[str]] = Field(frozenset())
    changed: Field[dict[str, str]] = Field(factory=dict)

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        self._project: Project | None = None
        self._looking = False
        self._again = False
        self._told: set[tuple[str, str]] = set()

    def show(self, project: Project | None) -> None:
        """Watch the files of another project from now on, None: of none."""
        self._project = project
        self._told = set()
        with self.batch():
            self.missing, self.changed = frozenset(), {}
        self.look()

    def follow(self, changes: Changes) -> None:
        """Look at the disk again when an edit changed media."""
        if kind_of(Asset) in changes.kinds:
            self.look()

    def version(self, asset: Asset) -> str:
        """Return the key of an asset's present content, if it is known, for caches of what is shown."""
        now = self.changed.get(asset.id, asset.fingerprint)
        return asset.sha256 or identity_in(now) or asset.id

    def look(self) -> None:
        """Look at the disk in the background; another look is taken afterwards when one is under way."""
        project = self._project
        if project is None:
            return
        if self._looking:
            self._again = True
            return
        self._looking = True

        def looked(found: _Found | None) -> None:
            self._looking = False
            if self._project is project and found is not None:
                self._take(*found)
            self._look_again(project)

        def failed(_error: StudioError) -> None:
            self._looking = False
            self._look_again(project)

        told = frozenset(self._told)
        self._host.tasks.run(lambda: self._found(project, told), looked, failed)

    def reload(self, asset_ids: Iterable[str] = ()) -> None:
        """Write the facts of changed files into the project, in one edit; none named: of all of them. Those
        that are not usable any more are named in an error.
        """
        project = self._project
        if project is None:
            return
        wanted = set(asset_ids) or set(self.changed)
        assets = [asset for asset in project.all(Asset) if asset.id in wanted]

        def read() -> tuple[list[Asset], list[StudioError]]:
            found: list[Asset] = []
            problems: list[StudioError] = []
            for asset in assets:
                try:
                    found.append(imports.present(project, asset))
                except StudioError as error:
                    problems.append(error)
            return found, problems

        def arrived(result: tuple[list[Asset], list[StudioError]]) -> None:
            found, problems = result
            if self._project is not project:
                return
            if found:
                self._host.attempt(lambda: imports.reload(project, found))
            if problems:
                self._host.fail(problems[0])

        self._host.in_background(Text("Reading changed files"), read, arrived)

    # ---- inside

    def _found(self, project: Project, told: frozenset[tuple[str, str]]) -> _Found | None:
        """On a thread. None when the project was closed meanwhile."""
        missing: set[str] = set()
        changed: dict[str, str] = {}
        for asset in project.all(Asset):
            if self._project is not project:
                return None
            if sources.is_missing(project, asset):
                missing.add(asset.id)
            elif now := sources.changed_source(project, asset):
                changed[asset.id] = now
        news = [asset_id for asset_id, now in changed.items() if (asset_id, identity_in(now)) not in told]
        # What changed is inspected here, so that it is known when the frame of it is asked for.
        return frozenset(missing), changed, imports.changes(project, news) if news else []

    def _take(self, missing: frozenset[str], changed: dict[str, str], news: list[Problem]) -> None:
        self._told |= {(asset_id, identity_in(now)) for asset_id, now in changed.items()}
        with self.batch():
            self.missing, self.changed = missing, changed
        if news:
            self._tell(news)

    def _tell(self, news: list[Problem]) -> None:
        words = news[0].message
        if len(news) > 1:
            number = len(news)
            words = Text(
                "{number} files changed after they were imported. Their new content is used.", number=number
            )
        usable = any(problem.severity == "warning" for problem in news)
        writable = self._project is not None and not self._project.read_only
        self._host.say(words, severity="warning", reload=self.reload if usable and writable else None)

    def _look_again(self, project: Project) -> None:
        if self._again or self._project is not project:
            self._again = False
            self.look()
