"""Exports as jobs: freeze the timeline into a file, queue it, run it in a process of its own, say how long it
will take.
"""

from __future__ import annotations

import re
import statistics
import time
from contextlib import suppress
from pathlib import Path

import msgspec

from studio.core import ticks
from studio.core.decoding import UNDECODABLE
from studio.core.errors import InputError, Problem
from studio.core.files import safe_name, unique_path, write_soon
from studio.core.ids import new_id
from studio.core.own_folders import own_files, own_folder
from studio.core.text import Text
from studio.core.text_hooks import text_decoded, text_encoded
from studio.export.presets import PRESETS, Preset, preset
from studio.export.process import run_export
from studio.export.run import ExportJob, ExportResult
from studio.jobs.model import TASK_PREFIX, Job, JobOutput, JobRequest
from studio.jobs.queue import JobQueue
from studio.jobs.tasks import TaskContext, TaskLane
from studio.project.assets import is_content
from studio.project.handle import Project
from studio.project.imports import changes
from studio.project.model import CaptionTrack, Clip, Cue, Sequence, Track
from studio.project.targets import guard_of, require_free
from studio.render.timeline import snapshot

TASK = "export"
ENGINE = TASK_PREFIX + TASK
PURPOSE = "export.film"

_JOBS_FOLDER = "export-jobs"
_JOB_FILE = re.compile(r"export_[A-Za-z0-9_-]{12}\.msgpack")
_KEPT_DAYS = 30

_BITS_PER_PIXEL = {"ultrafast": 0.16, "veryfast": 0.07}
"""H.264 of mixed film material at CRF 20; every 6 CRF halve it (x264's own rule of thumb)."""


def register(queue: JobQueue, lane: TaskLane) -> None:
    """Let export jobs run on ``lane``. Nothing is left to place: the product lies where the user wants it."""
    lane.register(TASK, run_export_task)
    queue.on_result(PURPOSE, _placed)


def _placed(job: Job, outputs: tuple[JobOutput, ...]) -> None:
    """The task has written the file under its own name already."""


def submit(
    queue: JobQueue,
    project: Project,
    sequence_id: str,
    preset_id: str,
    out: Path,
    first: int = 0,
    last: int = -1,
    *,
    overwrite: bool = False,
) -> Job:
    """Queue the export of frames [first, last) of a sequence to ``out``; last -1: to the end. A file that
    lies there is replaced with ``overwrite``, else the product gets a free name.

    Raises InputError for an empty sequence, a missing source, an unknown preset or a file that is in use
    (project.targets).
    """
    return queue.submit(prepare(project, sequence_id, preset_id, out, first, last, overwrite=overwrite))


def prepare(
    project: Project,
    sequence_id: str,
    preset_id: str,
    out: Path,
    first: int = 0,
    last: int = -1,
    *,
    overwrite: bool = False,
) -> JobRequest:
    """The request of an export, its timeline frozen in a file of the project's cache; any thread. Raises as
    ``submit``.
    """
    chosen = preset(preset_id)
    guard = guard_of(project)
    require_free(out.absolute(), guard)
    timeline = snapshot(project, sequence_id)
    frames = timeline.frames
    end = frames if last < 0 else min(last, frames)
    if end <= first:
        raise InputError(
            "nothing_to_export",
            Text("There is nothing to export in this range."),
            Text("Add a clip or a caption there first."),
        )
    if chosen.product == "captions" and not any(entry.cues for entry in timeline.captions):
        raise InputError(
            "no_captions",
            Text("There are no captions to export."),
            Text("Transcribe, import or write captions first."),
        )
    job = ExportJob(
        timeline=timeline,
        preset=chosen,
        out=str(out.absolute()),
        segments=str(project.cache / "segments"),
        first=first,
        last=last,
        tidy=not project.read_only,
        guard=guard,
        overwrite=overwrite,
    )
    folder = own_folder(project.cache, _JOBS_FOLDER)
    if not project.read_only:
        _forget_old(folder)
    file = folder / f"{new_id('export')}.msgpack"
    # The queue does not wait for the disk either; settings that a power cut took are told as lost.
    write_soon(file, msgspec.msgpack.encode(job))
    return JobRequest(
        engine=ENGINE,
        title=Text("Export {name}", name=out.name),
        params={
            "preset": preset_id,
            "frames": end - first,
            "work": work_of(timeline.sequence, chosen, end - first),
        },
        inputs={"job": str(file)},
        workspace="export",
        purpose=PURPOSE,
        target={"sequence": sequence_id, "out": str(out.absolute())},
        store=str(project.folder),
    )


def changed_sources(project: Project, sequence_id: str) -> list[Problem]:
    """What is to be told of an export's sources that changed after their import (``imports.changes``); any
    thread.
    """
    tracks = project.children(sequence_id, Track)
    used = {clip.asset for track in tracks for clip in project.children(track.id, Clip) if clip.enabled}
    return changes(project, used)


def run_export_task(request: JobRequest, ctx: TaskContext) -> None:
    """Carry out a queued export (jobs.tasks). Raises StudioError, Cancelled; then nothing new lies under its
    name.

    Raises InputError("source_changed") when a source was replaced while the export waited: its frames would
    be kept under the name of the former content.
    """
    file = Path(request.inputs["job"])
    _require_same_sources(file)
    result = run_export(file, progress=ctx.progress, on_cancel=ctx.on_cancel)
    out = Path(result.path)
    ctx.output("export", out, bytes=_size(out), result=msgspec.to_builtins(result, enc_hook=text_encoded))
    # A failed or cancelled export keeps it, so that it can be tried again.
    file.unlink(missing_ok=True)


def _require_same_sources(file: Path) -> None:
    try:
        timeline = msgspec.msgpack.decode(file.read_bytes(), type=ExportJob).timeline
    except (OSError, *UNDECODABLE):
        return  # the export itself tells what is wrong with its file
    for path, identity in {(entry.path, entry.identity) for lane in timeline.tracks for entry in lane.clips}:
        place = Path(path)
        if identity != path and ":" in identity and place.is_file() and not is_content(place, identity):
            raise InputError(
                "source_changed",
                Text("{name} changed after this export was added to the queue.", name=place.name),
                Text("Add the export to the queue again."),
            )


def result_of(job: Job) -> ExportResult | None:
    """What a finished export found out about its product."""
    output = job.output("export")
    if output is None:
        return None
    with suppress(*UNDECODABLE):
        return msgspec.convert(output.meta.get("result"), ExportResult, dec_hook=text_decoded)
    return None


# ---- names


def file_name(project: Project, sequence: Sequence, chosen: Preset, *, many: bool = False) -> str:
    """A name for the product; ``many``: several are made at once and must differ."""
    name = project.name if len(project.all(Sequence)) == 1 else f"{project.name} {sequence.name}"
    if many and chosen.id != "film-mp4":
        name = f"{name} {_SHORT.get(chosen.id, '')}".strip()
    return safe_name(name) + chosen.suffix


_SHORT = {
    "film-mp4-soft": "soft captions",
    "film-mp4-clean": "clean",
    "film-mp4-draft": "draft",
    "frames-png": "frames",
}


def free_paths(paths: list[Path], taken: set[Path]) -> list[Path]:
    """Each path, or "name 2.ext" where it exists, was named before or is in ``taken``."""
    result: list[Path] = []
    for path in paths:
        candidate, number = unique_path(path), 2
        while candidate in taken or candidate in result:
            candidate = unique_path(path.with_name(f"{path.stem} {number}{path.suffix}"))
            number += 1
        result.append(candidate)
    return result


# ---- estimates


def length_of(project: Project, sequence_id: str) -> int:
    """Frames of a sequence up to the end of its last clip or cue; 0 when it is empty."""
    end = 0
    for track in project.children(sequence_id, Track):
        end = max(end, max((clip.end for clip in project.children(track.id, Clip)), default=0))
    for captions in project.children(sequence_id, CaptionTrack):
        end = max(end, max((cue.end for cue in project.children(captions.id, Cue)), default=0))
    rate = project.get(sequence_id, Sequence).frame_rate
    return int(-((-end) // ticks.frame_ticks(rate)))


def work_of(sequence: Sequence, chosen: Preset, frames: int) -> float:
    """Size of an export in megapixels to make, the unit of its estimates."""
    height = chosen.height or sequence.height
    return frames * sequence.width * height / max(1, sequence.height) * height / 1e6


def seconds_estimate(queue: JobQueue, preset_id: str, work: float) -> float | None:
    """How long an export of this size takes here, from the exports with this preset that are still listed,
    else from those that make the same kind of file at the same speed; None: unknown.
    """
    chosen = preset(preset_id)
    alike = [
        entry.id
        for entry in PRESETS
        if (entry.product, entry.speed) == (chosen.product, chosen.speed) and entry.id != preset_id
    ]
    for known in ([preset_id], alike):
        paces = [
            job.seconds / float(job.request.params["work"])
            for one in known
            for job in _past(queue, one)
            if job.seconds > 0 and _rendered_all(job)
        ]
        if paces:
            return statistics.median(paces) * work
    return None


def size_estimate(queue: JobQueue, sequence: Sequence, chosen: Preset, frames: int) -> int | None:
    """Bytes of the product: from past exports with this preset where there are any, else from what its codec
    needs.
    """
    work = work_of(sequence, chosen, frames)
    past: list[float] = []
    for job in _past(queue, chosen.id):
        output = job.output("export")
        if output is not None and output.meta.get("bytes"):
            past.append(float(output.meta["bytes"]) / float(job.request.params["work"]))
    if past and chosen.product != "captions":
        return int(statistics.median(past) * work)
    seconds = float(frames / sequence.frame_rate)
    match chosen.product:
        case "film":
            bits = _BITS_PER_PIXEL.get(chosen.speed, 0.07) * 2 ** ((20 - chosen.crf) / 6) * work * 1e6
            return int((bits + seconds * chosen.audio_kbps * 1000) / 8)
        case "sound":
            return int(seconds * sequence.sample_rate * 2 * 3)
        case "frames":
            return int(work * 1e6 * 1.2)
        case "captions":
            return None


def _past(queue: JobQueue, preset_id: str) -> list[Job]:
    return [
        job
        for job in queue.jobs()
        if job.request.engine == ENGINE
        and job.state == "succeeded"
        and job.request.params.get("preset") == preset_id
        and job.request.params.get("work")
    ]


def _rendered_all(job: Job) -> bool:
    """An export that reused segments says nothing about one that must render them."""
    result = result_of(job)
    return result is not None and result.reused == 0


def _size(path: Path) -> int:
    with suppress(OSError):
        if path.is_dir():
            return sum(entry.stat().st_size for entry in path.iterdir())
        return path.stat().st_size
    return 0


def _forget_old(folder: Path) -> None:
    """Job files of exports that failed long ago."""
    limit = time.time() - _KEPT_DAYS * 86_400
    with suppress(OSError):
        for file, facts in own_files(folder, _JOB_FILE):
            if facts.st_mtime < limit:
                file.unlink(missing_ok=True)
