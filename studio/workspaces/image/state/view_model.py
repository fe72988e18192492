"""What the Image workspace shows and does: images on their way and made (the form is in ``order``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from psygnal import Signal

from studio.core.errors import StudioError
from studio.core.observable import Field
from studio.core.text import NO_TEXT, Text
from studio.flows.scenes import PICTURE as SCENE_PICTURE
from studio.image.gallery import Gallery
from studio.image.requests import PURPOSE, again, build
from studio.image.results import placed
from studio.jobs.model import Job, as_exception
from studio.project.model import Asset, Changes, Scene
from studio.state.app_state import AppState, concerns
from studio.workspaces.image.state.actions import PictureActions
from studio.workspaces.image.state.order import KeptOrder, OrderState

if TYPE_CHECKING:
    from studio.project.handle import Project


@dataclass(frozen=True)
class PictureItem:
    """One cell of the results strip. id: of the asset, or of the job while ``busy``."""

    id: str
    title: str
    seed: int | None = None
    starred: bool = False
    busy: bool = False
    path: str = ""


@dataclass(frozen=True)
class Progress:
    """How far the pictures on their way are. number of count; stage: the engine's
    word; share: 0..1 of all of them; paused: they wait, for the queue is paused.
    """

    number: int
    count: int
    stage: Text = NO_TEXT
    done: int = 0
    total: int | None = None
    share: float | None = None
    remaining_s: float | None = None
    paused: bool = False


class ImageState(OrderState):
    """The view-model of the Image workspace. Everything runs on the window's thread and returns at once.
    Pictures that a film of the project is waiting for are shown among its own, from their first step on.

    current: id of the asset, or of the job, whose picture is large. other: the asset it
    is compared with, "" for none.
    """

    query: Field[str] = Field("")
    starred_only: Field[bool] = Field(False)
    items: Field[tuple[PictureItem, ...]] = Field(())
    has_scenes: Field[bool] = Field(False)
    current: Field[str] = Field("")
    other: Field[str] = Field("")

    running: Field[bool] = Field(False)
    progress: Field[Progress | None] = Field(None)
    last_seed: Field[int | None] = Field(None)
    error: Field[StudioError | None] = Field(None)
    failed_job: Field[str] = Field("")

    preview_arrived = Signal(str, bytes)
    """(job id, WebP bytes) of a picture on its way."""

    def __init__(self, app: AppState) -> None:
        super().__init__(app)
        self.pictures = PictureActions(app, self._fail)
        self._project: Project | None = None
        self.marked: tuple[str, ...] = ()
        """What is selected in the strip, which may be more than the current picture."""
        self._before = ""
        self._batch: list[str] = []
        self._shown = ""
        self._states: dict[str, str] = {}
        self._film_states: dict[str, str] = {}
        app.field_changed.connect(self._on_app)
        app.project_changed.connect(self._on_changes)
        app.queue.job_changed.connect(self._on_job)
        app.queue.job_removed.connect(self._on_removed)
        app.queue.preview_arrived.connect(self._on_preview)
        app.queue.paused_changed.connect(self._on_paused)
        app.queue.registry.changed.connect(self.refresh_engines)
        self.refresh_engines()
        self._show_project(app.project)

    def generate(self) -> None:
        """Queue the pictures that are asked for; what is wrong with the order is shown instead."""
        spec = self.spec
        if spec is None:
            self._fail(
                self.app.queue.registry.problem
                or StudioError(
                    "no_engine",
                    Text("No image engine is ready yet."),
                    Text("Run “studio doctor” to see what is missing."),
                )
            )
            return
        try:
            self.app.require_project()
            requests = build(self.order(), spec, self.app.store_name)
        except StudioError as error:
            self._fail(error)
            return
        self._submit(self.app.queue.submit_all(requests))

    def vary(self, asset_id: str) -> None:
        """Make the picture once more with a new seed."""
        making = self.pictures.making(asset_id)
        if making is None or making.recipe is None:
            return
        spec = self.app.queue.registry.spec(making.recipe.engine)
        if spec is None:
            self._fail(
                StudioError(
                    "unknown_engine",
                    Text("The engine “{engine}” is no longer available.", engine=making.recipe.engine),
                )
            )
            return
        try:
            request = again(making.recipe, spec, self.app.store_name)
        except StudioError as error:
            self._fail(error)
            return
        self._submit((self.app.queue.submit(request),))

    def choose(self, item_id: str) -> None:
        """Show another picture large, alone."""
        if item_id and item_id != self.current:
            self._before = self.current
            self.other = ""
            self.current = item_id

    def compare(self, *, on: bool) -> None:
        """Compare the current picture with the other selected one, else with the one before, else any."""
        made = [item.id for item in self.items if not item.busy and item.id != self.current]
        candidates = [*(key for key in (*self.marked, self._before) if key in made), *made]
        self.other = candidates[0] if on and candidates else ""

    def cancel(self) -> None:
        """Stop the pictures on their way; those that are done stay."""
        for job in self._live_jobs():
            self.app.queue.cancel(job.id)

    def delete(self, ids: Sequence[str]) -> None:
        """Put pictures into the trash; those on their way are cancelled."""
        for job in [*self._live_jobs(), *self._film_jobs()]:
            if job.id in ids:
                self.app.queue.cancel(job.id)
        self.pictures.delete(ids)

    def retry(self) -> None:
        """Run the job that failed once more."""
        job, self.failed_job = self.failed_job, ""
        self.error = None
        if not job:
            return
        try:
            again_job = self.app.queue.retry(job, force=True)
        except StudioError as error:
            self._fail(error)
            return
        self._submit((again_job,))

    def dismiss_error(self) -> None:
        """The user has read it."""
        self.error = None
        self.failed_job = ""

    def size_of_job(self, job: str) -> tuple[int, int]:
        """(width, height) in px that a picture on its way will have; zeros when its model decides."""
        try:
            params = self.app.queue.get(job).request.params
        except StudioError:
            return 0, 0
        return int(params.get("width", 0)), int(params.get("height", 0))

    # ---- settings from pictures

    def use_settings(self, asset_id: str) -> None:
        """Write the order that made a picture into the form, seed locked."""
        making = self.pictures.making(asset_id)
        if making is not None and making.recipe is not None:
            self.use_recipe(making.recipe, making.asset.facts)

    def read_settings(self, path: Path) -> None:
        """Take the settings from a PNG of this or another tool, in the background."""
        from studio.image import metadata

        self.app.tasks.run(lambda: metadata.read(path), self.use_text, self._fail)

    # ---- what comes back with the project

    def remember(self) -> None:
        """Keep the unfinished order with the project."""
        project = self._project
        if project is not None and not project.read_only:
            project.view_state.set("image", self.kept() | {"current": self.current})

    # ---- inside

    def _show_project(self, project: Project | None) -> None:
        self._project = project
        self.pictures.gallery = Gallery(project) if project is not None else None
        self._batch = []
        self._film_states = {}
        known = project.view_state.recall("image", KeptOrder) if project is not None else KeptOrder()
        with self.batch():
            self.query, self.starred_only, self.other = "", False, ""
            self.error, self.failed_job = None, ""
            self.recall(known)
            self._batch = [job.id for job in self._own_jobs() if job.live or job.state == "queued"]
            self._refresh_jobs()
            self._refresh()
            ids = [item.id for item in self.items]
            self.current = known.current if known.current in ids else (ids[0] if ids else "")

    def _on_app(self, name: str, _value: object) -> None:
        if name == "project" and self.app.project is not self._project:
            self.remember()
            self._show_project(self.app.project)

    def _on_changes(self, changes: Changes) -> None:
        if concerns(changes, Asset, Scene):
            before = {item.id for item in self.items}
            self._refresh()
            back = [item.id for item in self.items if item.id not in before and not item.busy]
            if changes.undone and back:
                self.current = back[0]  # what undo brings back is what the user wants to see

    def _on_preview(self, job: str, data: bytes) -> None:
        if job in self._batch or job in self._film_states:
            self.preview_arrived.emit(job, data)

    def _on_paused(self, _paused: bool) -> None:
        self._refresh_jobs()

    def _on_removed(self, job: str) -> None:
        if job == self.failed_job:
            self.dismiss_error()

    def _on_job(self, job: Job) -> None:
        if job.request.store != self.app.store_name:
            return
        if job.request.purpose == SCENE_PICTURE:
            self._on_film_job(job)
        if job.request.purpose != PURPOSE:
            return
        if job.id not in self._batch:
            if job.finished:
                return
            self._batch.append(job.id)
        if self._states.get(job.id) == job.state:
            self._refresh_jobs()  # mere progress: the strip stays as it is
            return
        self._states[job.id] = job.state
        follows = self.current in ("", job.id, self._shown)
        with self.batch():
            if job.state == "failed" and job.error is not None:
                self._fail(as_exception(job.error), job.id)
            shown = (
                self._arrived(job) if job.state == "succeeded" else job.id if job.state == "running" else ""
            )
            self._refresh_jobs()
            self._refresh()
            if shown and follows:
                # Who has chosen nothing else since Generate sees each picture appear.
                self.current = self._shown = shown

    def _on_film_job(self, job: Job) -> None:
        """A picture of a scene comes nearer: who has chosen nothing else sees it appear."""
        if self._film_states.get(job.id) == job.state:
            return
        self._film_states[job.id] = job.state
        follows = self.current in ("", job.id, self._shown)
        made = placed(self._project, job) if job.state == "succeeded" and self._project is not None else None
        shown = made.id if made is not None else job.id if job.state == "running" else ""
        with self.batch():
            self._refresh()
            if shown and follows:
                self.current = self._shown = shown

    def _arrived(self, job: Job) -> str:
        """Id of the asset that a finished job became."""
        project = self.app.project
        asset = placed(project, job) if project is not None else None
        if asset is None:
            return ""
        recipe = self.pictures.gallery.recipe(asset) if self.pictures.gallery is not None else None
        self.last_seed = recipe.seed if recipe is not None else job.request.seed
        return asset.id

    def _submit(self, jobs: Sequence[Job]) -> None:
        with self.batch():
            self.error, self.failed_job, self.other = None, "", ""
            self._batch += [job.id for job in jobs if job.id not in self._batch]
            self._refresh_jobs()
            self._refresh()
            if jobs:
                self.current = self._shown = jobs[0].id

    def _own_jobs(self, purpose: str = PURPOSE) -> list[Job]:
        store = self.app.store_name
        return [
            job
            for job in self.app.queue.jobs()
            if job.request.purpose == purpose and job.request.store == store
        ]

    def _film_jobs(self) -> list[Job]:
        """Pictures of scenes that are on their way."""
        return [job for job in self._own_jobs(SCENE_PICTURE) if job.live or job.state == "queued"]

    def _live_jobs(self) -> list[Job]:
        known = set(self._batch)
        return [
            job
            for job in self._own_jobs()
            if job.id in known and not job.finished and job.state != "interrupted"
        ]

    def _refresh_jobs(self) -> None:
        live = self._live_jobs()
        self.running = bool(live)
        if not live:
            self._batch = []
            self._states = {}
            self.progress = None
            return
        count, ended = len(self._batch), len(self._batch) - len(live)
        job = next((job for job in live if job.live), live[0])
        known = job.live and (ended > 0 or job.fraction is not None)  # loading has no known length
        share = (ended + (job.fraction or 0.0)) / count if known else None
        remaining = job.remaining_s
        if remaining is not None and job.live and len(live) > 1 and job.elapsed_s > 0:
            # The others are alike: each takes what this one took and will still take.
            remaining += (len(live) - 1) * (remaining + job.elapsed_s)
        paused = self.app.queue.paused and not job.live
        self.progress = Progress(ended + 1, count, job.stage, job.done, job.total, share, remaining, paused)

    def _refresh(self) -> None:
        self.has_scenes = bool(self.pictures.scenes())
        if self.pictures.gallery is None or self._project is None:
            self.items, self.current = (), ""
            return
        items = [
            PictureItem(job.id, job.request.title, job.request.seed, busy=True)
            for job in (*reversed(self._live_jobs()), *reversed(self._film_jobs()))
        ]
        for asset in self.pictures.gallery.pictures(starred=self.starred_only, query=self.query):
            recipe = self.pictures.gallery.recipe(asset)
            path = self.pictures.path_of(asset.id) or ""
            seed = recipe.seed if recipe is not None else None
            items.append(PictureItem(asset.id, asset.name, seed, asset.starred, path=str(path)))
        gone = self.current if self.current not in {item.id for item in items} else ""
        place = next((row for row, item in enumerate(self.items) if item.id == gone), 0) if gone else 0
        self.items = tuple(items)
        if gone or not self.current:
            follows = self.current == self._shown
            self.current = items[min(place, len(items) - 1)].id if items else ""
            if follows:
                self._shown = self.current
        if self.other and self.pictures.asset(self.other) is None:
            self.other = ""

    def announce(self, name: str, value: object) -> None:
        """Also: a changed filter shows other pictures."""
        super().announce(name, value)
        if name == "prompt" and self.error is not None and self.error.code == "prompt_empty":
            self.dismiss_error()
        if name in ("query", "starred_only") and self.pictures.gallery is not None:
            self._refresh()

    def _fail(self, error: StudioError, job: str = "") -> None:
        with self.batch():
            self.failed_job = job
            self.error = error
