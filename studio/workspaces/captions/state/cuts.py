"""The cuts of the film under the captions: found in the background when first asked for, then known."""

from __future__ import annotations

import json
import threading
from bisect import bisect_left
from collections.abc import Callable
from pathlib import Path

from studio.core import ticks
from studio.core.decoding import UNDECODABLE
from studio.core.errors import Cancelled, InputError, StudioError
from studio.core.observable import Field, State
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.project.handle import Project
from studio.project.model import Asset, Changes, Clip, Track
from studio.project.pace import pace_of
from studio.state.app_state import concerns
from studio.workspaces.captions.state.shown import ShownTrack


class Cutting(State):
    """running: the films are being looked through. progress: 0..1 of them, in steps of a hundredth."""

    running: Field[bool] = Field(False)
    progress: Field[float | None] = Field(None)

    def __init__(self, state: ShownTrack) -> None:
        super().__init__()
        self._state = state
        self._known: dict[str, tuple[Ticks, ...]] = {}
        self._cuts: list[Ticks] = []
        self._stop = threading.Event()
        state.app.field_changed.connect(self._app_changed)
        state.app.project_changed.connect(self._project_changed)

    def cuts_between(self, start: Ticks, end: Ticks) -> list[Ticks]:
        """Cuts that are known by now, as times of the sequence; none before they were looked for."""
        return self._cuts[bisect_left(self._cuts, start) : bisect_left(self._cuts, end)]

    def snap(self) -> None:
        """Let the cues of the shown track begin and end with the cuts; while it looks for them: stop."""
        if self.running:
            self.cancel()
            return
        project, track = self._state.app.require_project(), self._state.track
        if track is None:
            return
        version = self._state.app.sources.version
        films = {version(asset): project.path_of(asset) for _clip, asset in _shown(project, self._sequence)}
        if not films and not _borders(project, self._sequence):
            self._state.error = InputError(
                "no_film", Text("There is no video on the timeline."), Text("Add a video there first.")
            )
            return
        self._look(project, track.id, {key: path for key, path in films.items() if key not in self._known})

    def cancel(self) -> None:
        """Stop looking; nothing is changed."""
        self._stop.set()
        self.running, self.progress = False, None

    # ---- inside

    @property
    def _sequence(self) -> str:
        return self._state.app.sequence_id

    def _look(self, project: Project, track: str, films: dict[str, Path]) -> None:
        self._stop = stop = threading.Event()
        self._state.error = None
        self.running, self.progress = True, 0.0 if films else None
        folder = project.cache / "cuts"

        def report(share: float) -> None:
            if not stop.is_set():
                self.progress = round(share, 2)

        def done(found: dict[str, tuple[Ticks, ...]]) -> None:
            if self._stop is stop and not stop.is_set() and self._state.app.project is project:
                self._known |= found
                self._read()
                self.running, self.progress = False, None
                self._snap_track(project, track)

        def failed(error: StudioError) -> None:
            if self._stop is stop and not stop.is_set():
                self.running, self.progress = False, None
                self._state.error = error

        self._state.app.tasks.run(lambda: _all_cuts(films, folder, report, stop.is_set), done, failed)

    def _snap_track(self, project: Project, track: str) -> None:
        from studio.captions.shots import snap_track

        count = self._state.attempt(lambda: snap_track(project, track, self._cuts))
        if count is None:
            return
        say = self._state.app.say
        if count:
            say(
                Text.counted("{n} caption snapped to a cut", "{n} captions snapped to cuts", n=count),
                undo=True,
            )
        elif self._cuts:
            say(Text("No caption starts or ends near a cut"))
        else:
            say(Text("No cuts found"))

    def _read(self) -> None:
        """Cuts of the sources, and borders between clips, as times of the sequence."""
        project = self._state.app.project
        self._cuts = []
        if project is None or not self._known:
            return
        found = _borders(project, self._sequence)
        for clip, asset in _shown(project, self._sequence):
            pace = pace_of(project, clip)
            for cut in self._known.get(self._state.app.sources.version(asset), ()):
                when = clip.start + pace.offset(cut - clip.source_in)
                if clip.start < when < clip.end:
                    found.add(ticks.snap(when, self._state.rate))
        self._cuts = sorted(found)

    def _app_changed(self, name: str, _value: object) -> None:
        if name == "project":
            self.cancel()
            self._known = {}
        if name in ("project", "sequence_id"):
            self._read()

    def _project_changed(self, changes: Changes) -> None:
        if concerns(changes, Clip, Track):
            self._read()


def _all_cuts(
    films: dict[str, Path], folder: Path, report: Callable[[float], None], cancelled: Callable[[], bool]
) -> dict[str, tuple[Ticks, ...]]:
    """Cuts of several films by their keys; of those done so far when it is cancelled."""
    found: dict[str, tuple[Ticks, ...]] = {}
    try:
        for number, (key, path) in enumerate(films.items()):

            def told(done: int, total: int, number: int = number) -> None:
                report((number + done / max(1, total)) / len(films))

            found[key] = cuts_of(path, folder, told, cancelled)
    except Cancelled:
        pass  # whoever stopped it knows
    return found


def cuts_of(
    path: Path, folder: Path, report: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> tuple[Ticks, ...]:
    """First ticks of the shots of a film but the first, from ``folder`` where they were found before.

    Reads the whole film: for a thread that may wait. Raises Cancelled, InputError.
    """
    from studio.captions.shots import find_cuts
    from studio.core.files import write_text
    from studio.media import frame_index
    from studio.media.content import content_key

    place = folder / f"{content_key(path)}.json"
    try:
        return tuple(int(cut) for cut in json.loads(place.read_text(encoding="utf-8")))
    except (OSError, *UNDECODABLE):
        pass  # not looked for yet, or not ours to read: look now
    frames = find_cuts(path, on_progress=report, cancelled=cancelled)
    index = frame_index.build(path)
    found = tuple(index.start(frame) for frame in frames)
    write_text(place, json.dumps(found))
    return found


def _clips(project: Project, sequence: str) -> list[Clip]:
    tracks = [track for track in project.children(sequence, Track) if track.role == "video"]
    return [
        clip
        for track in tracks
        if not track.hidden
        for clip in project.children(track.id, Clip)
        if clip.enabled
    ]


def _shown(project: Project, sequence: str) -> list[tuple[Clip, Asset]]:
    """Clips of films that are seen."""
    found = [(clip, project.find(clip.asset)) for clip in _clips(project, sequence)]
    return [(clip, asset) for clip, asset in found if isinstance(asset, Asset) and asset.media == "video"]


def _borders(project: Project, sequence: str) -> set[Ticks]:
    """Where one clip of the picture gives way to another at once."""
    return {clip.start for clip in _clips(project, sequence) if clip.start > 0 and not clip.fade_over}
