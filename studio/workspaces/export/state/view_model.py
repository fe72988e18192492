"""View-model of the Export workspace: what to make, of which part, where to, and the exports that run or are
done.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from studio.core import ticks
from studio.core.errors import InputError, Problem, StudioError
from studio.core.observable import Field, State
from studio.core.text import NO_TEXT, Text
from studio.export.plan import size_of
from studio.export.presets import PRESETS, Preset, preset
from studio.export.verify import in_words
from studio.flows import exporting
from studio.jobs.model import Job, JobRequest
from studio.project.model import Changes, Clip, Sequence
from studio.state.app_state import AppState, concerns

_VIEW = "export"


class _Kept(msgspec.Struct, frozen=True):
    """The choices that come back with the project."""

    presets: tuple[str, ...] = ()
    sequences: tuple[str, ...] = ()
    whole: bool = True
    folder: str = ""
    name: str = ""
    overwrite: bool = False


_SHARES = {
    "mixing sound": (0.0, 0.05),
    "rendering": (0.05, 0.85),
    "writing the file": (0.9, 0.04),
    "checking the file": (0.94, 0.06),
}
"""Stage of a film's export -> (where it begins, how long it lasts) of the whole."""


class ExportState(State):
    """presets, sequences: ids of what is made; every preset of every sequence is one export. whole: all of
    it, else in to out.

    folder, name: where to; name "" is the project's own. frames: length of the chosen range of the shown
    sequence.
    """

    presets: Field[tuple[str, ...]] = Field(("film-mp4",))
    sequences: Field[tuple[str, ...]] = Field(())
    whole: Field[bool] = Field(True)
    folder: Field[str] = Field("")
    name: Field[str] = Field("")
    overwrite: Field[bool] = Field(False)
    frames: Field[int] = Field(0)
    empty: Field[bool] = Field(True)
    has_range: Field[bool] = Field(False)
    estimate: Field[str] = Field("")
    problem: Field[StudioError | None] = Field(None)
    preparing: Field[bool] = Field(False)
    jobs: Field[tuple[str, ...]] = Field(())

    def __init__(self, app: AppState) -> None:
        super().__init__()
        self.app = app
        self._stale = True
        self._lengths: dict[str, int] = {}
        app.project_changed.connect(self._on_changes)
        app.field_changed.connect(self._on_app)
        app.queue.job_changed.connect(self._on_job)
        app.queue.job_removed.connect(self._on_removed)
        self.field_changed.connect(self._on_own)
        self._open()

    # ---- what the panel shows

    def known_sequences(self) -> list[Sequence]:
        """The sequences of the open project."""
        return [] if self.app.project is None else self.app.project.all(Sequence)

    @property
    def many(self) -> bool:
        """More than one file is made, so that they are named by the app."""
        return len(self.presets) * max(1, len(self.sequences)) > 1

    def report(self, job: Job) -> Text:
        """What came of a finished export, in words."""
        result = exporting.result_of(job)
        if result is None:
            return NO_TEXT
        parts: list[str] = []
        if result.verify is not None:
            parts.append(in_words(result.verify))
        if result.segments:
            parts.append(
                Text(
                    "{rendered} of {segments} segments rendered, {reused} reused",
                    rendered=result.rendered,
                    segments=result.segments,
                    reused=result.reused,
                )
            )
        output = job.output("export")
        size = int(output.meta.get("bytes", 0)) if output is not None else 0
        if size:
            parts.append(size_words(size))
        return Text.joined(" · ", parts)

    def progress(self, job: Job) -> float | None:
        """Share of the whole export, 0..1; None while nothing can be said."""
        if job.stage not in _SHARES:
            return job.fraction
        # Rendering is nearly all of the work; the stages around it get what they take as a rule.
        start, length = _SHARES[job.stage]
        return start + length * (job.fraction or 0.0)

    def running(self) -> Job | None:
        """The export of this project that is at work or next."""
        found = [self.app.queue.get(name) for name in self.jobs]
        return next(
            (job for job in found if job.live), next((job for job in found if job.state == "queued"), None)
        )

    # ---- what the user does

    def choose(self, preset_id: str, *, add: bool = False) -> None:
        """Make this preset the choice; ``add``: switch it on or off beside the others."""
        if not add:
            self.presets = (preset_id,)
            return
        chosen = set(self.presets) ^ {preset_id}
        if chosen:
            self.presets = tuple(entry.id for entry in PRESETS if entry.id in chosen)

    def export(self) -> tuple[Job, ...]:
        """Queue what is chosen; errors are shown in ``problem``. Returns the jobs where the work was quick
        enough.
        """
        project = self.app.project
        if project is None or self.preparing:
            return ()
        self.problem = None
        wanted = [(sequence, preset(preset_id)) for sequence in self._chosen() for preset_id in self.presets]
        part, overwrite = self._range(), self.overwrite
        try:
            outs = self._outs(wanted)
        except StudioError as error:
            self.problem = error
            return ()
        self.preparing = True
        shown = self.app.sequence_id
        made: list[Job] = []

        def part_of(sequence_id: str) -> tuple[int, int]:
            # In and out points are those of the sequence that is shown.
            return part if sequence_id == shown else (0, -1)

        def freeze() -> tuple[list[JobRequest], list[Problem]]:
            requests = [
                exporting.prepare(
                    project, sequence.id, chosen.id, out, *part_of(sequence.id), overwrite=overwrite
                )
                for (sequence, chosen), out in zip(wanted, outs, strict=True)
            ]
            sequences = {sequence.id for sequence, _chosen in wanted}
            return requests, [
                problem for name in sequences for problem in exporting.changed_sources(project, name)
            ]

        def queued(result: tuple[list[JobRequest], list[Problem]]) -> None:
            requests, changed = result
            self.preparing = False
            made.extend(self.app.queue.submit_all(requests))
            self.remember()
            if changed:
                self.app.say(changed[0].message, severity="warning")
                self.app.sources.look()

        def failed(error: StudioError) -> None:
            self.preparing = False
            self.problem = error

        self.app.tasks.run(freeze, queued, failed)
        return tuple(made)

    def cancel(self) -> None:
        """Stop the export that runs."""
        job = self.running()
        if job is not None:
            self.app.queue.cancel(job.id)

    def remember(self) -> None:
        """Keep the choices with the project."""
        project = self.app.project
        if project is not None and not project.read_only:
            values = {"presets": list(self.presets), "sequences": list(self.sequences), "whole": self.whole,
                      "folder": self.folder, "name": self.name, "overwrite": self.overwrite}  # fmt: skip
            project.view_state.set(_VIEW, values)

    def refresh(self) -> None:
        """Measure the sequences again; cheap unless something changed."""
        project = self.app.project
        with self.batch():
            if project is None or not self.app.sequence_id:
                self.update(frames=0, empty=True, has_range=False, estimate="")
                return
            if self._stale:
                self._stale = False
                self._lengths = {
                    entry.id: exporting.length_of(project, entry.id) for entry in self.known_sequences()
                }
            start, end = self.app.in_point, self.app.out_point
            self.has_range = start is not None or end is not None
            if not self.has_range:
                self.whole = True
            self.empty = not any(self._lengths.get(entry.id) for entry in self._chosen())
            first, last = self._range()
            total = self._lengths.get(self.app.sequence_id, 0)
            self.frames = max(0, (total if last < 0 else min(last, total)) - first)
            self.estimate = self._estimated()

    # ---- inside

    def _open(self) -> None:
        """A project was opened: its choices come back."""
        project = self.app.project
        stored = project.view_state.recall(_VIEW, _Kept) if project is not None else _Kept()
        known = {entry.id for entry in PRESETS}
        sequences = {entry.id for entry in self.known_sequences()}
        with self.batch():
            self.presets = tuple(name for name in stored.presets if name in known) or ("film-mp4",)
            self.sequences = tuple(name for name in stored.sequences if name in sequences)
            self.whole, self.overwrite = stored.whole, stored.overwrite
            self.folder, self.name = stored.folder, stored.name
            self.problem = None
            self._stale = True
            self.refresh()
            self._list_jobs()

    def _chosen(self) -> list[Sequence]:
        if self.app.project is None:
            return []
        chosen = [entry for entry in self.known_sequences() if entry.id in self.sequences]
        return chosen or ([self.app.sequence()] if self.app.sequence_id else [])

    def usual_folder(self) -> Path | None:
        """Where exports go while no folder is typed: as the preferences say, else the project's own."""
        project, preferred = self.app.project, str(self.app.settings.get("export.folder"))
        if preferred:
            return Path(preferred)
        return project.folder / "exports" if project is not None else None

    def _range(self) -> tuple[int, int]:
        """Frames [first, last) of the shown sequence; last -1: its end."""
        if self.whole or self.app.project is None:
            return 0, -1
        rate = self.app.sequence().frame_rate
        start, end = self.app.in_point, self.app.out_point
        return ticks.nearest_frame(start or 0, rate), -1 if end is None else ticks.nearest_frame(end, rate)

    def _outs(self, wanted: list[tuple[Sequence, Preset]]) -> list[Path]:
        project = self.app.require_project()
        folder = Path(self.folder or self.usual_folder() or project.exports).expanduser()
        if not folder.is_absolute():
            raise InputError(
                "bad_path", Text("“{folder}” is not a folder.", folder=self.folder), Text("Choose a folder.")
            )
        names = [
            exporting.file_name(project, sequence, chosen, many=self.many) for sequence, chosen in wanted
        ]
        if len(wanted) == 1 and self.name.strip():
            given = Path(self.name.strip()).name
            suffix = wanted[0][1].suffix
            names = [given if not suffix or given.lower().endswith(suffix) else given + suffix]
        paths = [folder / name for name in names]
        if self.overwrite:
            return paths
        waiting = {
            Path(job.request.target["out"])
            for job in self.app.queue.jobs()
            if self._own(job) and not job.finished
        }
        return exporting.free_paths(paths, waiting)

    def free_name(self) -> str:
        """The name the next export will get, with a number where the plain one is taken."""
        wanted = [(sequence, preset(name)) for sequence in self._chosen()[:1] for name in self.presets[:1]]
        try:
            return self._outs(wanted)[0].name if wanted and self.app.project is not None else ""
        except StudioError:
            return NO_TEXT

    def _estimated(self) -> str:
        """Size and time of everything that is chosen, in words."""
        seconds: float | None = 0.0
        size = 0
        for sequence in self._chosen():
            frames = self.frames if sequence.id == self.app.sequence_id else self._lengths.get(sequence.id, 0)
            for name in self.presets:
                chosen = preset(name)
                one = exporting.size_estimate(self.app.queue, sequence, chosen, frames)
                size += one or 0
                pace = exporting.seconds_estimate(
                    self.app.queue, name, exporting.work_of(sequence, chosen, frames)
                )
                seconds = None if pace is None or seconds is None else seconds + pace
        words = [ticks.clock(ticks.from_frame(self.frames, self.app.sequence().frame_rate), 1)]
        if not self.many and preset(self.presets[0]).product in ("film", "frames"):
            sequence = self._chosen()[0]
            width, height = size_of(sequence, preset(self.presets[0]))
            words.insert(0, f"{width} × {height} · {float(sequence.frame_rate):.5g} fps")
        if size:
            words.append(Text("about {size_words}", size_words=size_words(size)))
        if seconds:
            words.append(Text("about {duration_words} to export", duration_words=duration_words(seconds)))
        return Text.joined(" · ", words)

    def _own(self, job: Job) -> bool:
        return job.request.engine == exporting.ENGINE and job.request.store == self.app.store_name

    def _list_jobs(self) -> None:
        found = (
            [job.id for job in self.app.queue.jobs() if self._own(job)]
            if self.app.project is not None
            else []
        )
        self.jobs = tuple(found)

    def _on_job(self, job: Job) -> None:
        if self._own(job):
            self._list_jobs()
            if job.finished:
                self.refresh()

    def _on_removed(self, _job: str) -> None:
        self._list_jobs()

    def _on_changes(self, changes: Changes) -> None:
        if concerns(changes, Clip, Sequence) or "cue" in changes.kinds or "track" in changes.kinds:
            self._stale = True
            if self.app.workspace == "export":
                self.refresh()

    def _on_app(self, name: str, _value: object) -> None:
        if name == "project":
            self._open()
        elif name in ("in_point", "out_point", "sequence_id", "workspace") and self.app.workspace == "export":
            self.refresh()

    def _on_own(self, name: str, _value: object) -> None:
        if name in ("presets", "sequences", "whole"):
            self.refresh()


def size_words(size: int) -> str:
    """Bytes for people: "3.2 MB"."""
    value = float(size)
    for unit in ("bytes", "kB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            return f"{value:.0f} {unit}" if unit == "bytes" or value >= 100 else f"{value:.1f} {unit}"
        value /= 1000
    return ""


def duration_words(seconds: float) -> Text:
    """A length of time for people: "40 s", "3 min"."""
    if seconds < 90:
        return Text("{seconds} s", seconds=max(1, round(seconds)))
    return (
        Text("{seconds} min", seconds=round(seconds / 60))
        if seconds < 5400
        else Text("{seconds} h", seconds=f"{seconds / 3600:.1f}")
    )
