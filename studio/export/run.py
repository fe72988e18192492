"""Exports a timeline: plan, render what is missing, deliver, verify. Runs in a child process
of the window, or in the CLI.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event

import msgspec

from studio.core import files, temporary, ticks
from studio.core.errors import Cancelled, InputError
from studio.core.text import Text
from studio.export.deliver import SegmentsDiffer, deliver_film
from studio.export.findings import Findings
from studio.export.plan import Plan, cues_inside, plan
from studio.export.presets import Preset
from studio.export.render import caption_filters, render_missing
from studio.export.segments import SegmentStore
from studio.export.soundtrack import soundtrack
from studio.export.verify import Report, verify_film
from studio.media.audio import write_wav
from studio.media.ffmpeg import Encoder
from studio.project.targets import Guard, put, replacing, require_free
from studio.render.sound.mixdown import mix
from studio.render.timeline import Timeline

Progress = Callable[[Text, int, int | None], None]
"""(stage in words, done, total or None)."""


class ExportJob(msgspec.Struct, frozen=True, kw_only=True):
    """Everything one export needs, as data: it crosses to the export process as one msgpack file.

    out: file to write (a folder for frames). segments: folder of the segment store. first,
    last: frame range; last -1 = end.
    caption_track: id of the track for caption files, "" = the first.
    tidy: remove old segments when there are many; not for a project that may only be looked at.
    """

    timeline: Timeline
    preset: Preset
    out: str
    segments: str
    first: int = 0
    last: int = -1
    caption_track: str = ""
    tidy: bool = False
    guard: Guard = Guard()
    """What must not be written over, besides the sources of the timeline."""
    overwrite: bool = True
    """Whether a file under the name of ``out`` may be replaced; the product gets a free name where not."""

    @property
    def guarded(self) -> Guard:
        """All that must not be written over."""
        sources = {entry.path for track in self.timeline.tracks for entry in track.clips}
        return msgspec.structs.replace(self.guard, files=(*self.guard.files, *sorted(sources)))


class ExportResult(msgspec.Struct, frozen=True, kw_only=True):
    """path: the file, or folder, that was written. segments, rendered, reused: numbers of segments.
    verify: None where nothing is checked.
    """

    path: str
    segments: int = 0
    rendered: int = 0
    reused: int = 0
    verify: Report | None = None


def export(job: ExportJob, *, progress: Progress, cancelled: Callable[[], bool]) -> ExportResult:
    """Carry out ``job``. A film that fails its check replaces nothing: it gets a free name.

    Raises InputError, StudioError or Cancelled; then ``job.out`` is as before.
    """
    require_free(Path(job.out), job.guarded)
    if job.timeline.frames == 0:
        raise InputError(
            "nothing_to_export",
            Text("The sequence is empty."),
            Text("Add a clip or a caption to the timeline first."),
        )
    match job.preset.product:
        case "film":
            return _film(job, progress, cancelled)
        case "captions":
            return _captions(job)
        case "sound":
            return _sound(job, progress, cancelled)
        case "frames":
            return _frames(job, progress, cancelled)


def _plan(job: ExportJob) -> Plan:
    return plan(job.timeline, job.preset, first=job.first, last=None if job.last < 0 else job.last)


def _film(job: ExportJob, progress: Progress, cancelled: Callable[[], bool]) -> ExportResult:
    planned = _plan(job)
    if not planned.segments:
        raise InputError(
            "nothing_to_export",
            Text("There is nothing to export in this range."),
            Text("Add a clip or a caption there first."),
        )
    store, findings = SegmentStore(Path(job.segments)), Findings(Path(job.segments))
    # The sound needs one processor for a few seconds; ffmpeg renders meanwhile.
    stopped = Event()
    with ThreadPoolExecutor(1, thread_name_prefix="mix") as pool:
        sounding = pool.submit(
            soundtrack, planned, store, findings, cancelled=lambda: stopped.is_set() or cancelled()
        )
        try:
            return _rendered_film(job, planned, store, findings, sounding, progress, cancelled)
        except BaseException:
            stopped.set()  # or Ctrl+C would wait for a sound that nobody hears
            raise


def _rendered_film(
    job: ExportJob,
    planned: Plan,
    store: SegmentStore,
    findings: Findings,
    sounding: Future[Path | None],
    progress: Progress,
    cancelled: Callable[[], bool],
) -> ExportResult:
    rendered: set[str] = set()
    for attempt in (1, 2):
        made = render_missing(
            planned,
            store,
            progress=lambda done, total: progress(Text("rendering"), done, total),
            cancelled=cancelled,
        )
        rendered |= {segment.key for segment in made}
        if not sounding.done():
            progress(Text("mixing sound"), 0, None)
        sound = sounding.result()
        progress(Text("writing the file"), 0, None)
        try:
            path, report = _delivered(job, planned, store, findings, sound, progress, cancelled)
        except SegmentsDiffer:
            # A damaged or foreign segment has been dropped from the store: render it again, once.
            if attempt == 2:
                raise
            continue
        findings.save()
        if job.tidy:
            store.thin()
        keys = {segment.key for segment in planned.segments}
        total = len(planned.segments)
        new = len([segment for segment in planned.segments if segment.key in rendered & keys])
        return ExportResult(path=str(path), segments=total, rendered=new, reused=total - new, verify=report)
    raise AssertionError("the second attempt returns or raises")


def _delivered(
    job: ExportJob,
    planned: Plan,
    store: SegmentStore,
    findings: Findings,
    sound: Path | None,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> tuple[Path, Report]:
    """Write the film, check it, and only then give it its name."""
    with replacing(Path(job.out), job.guarded, overwrite=job.overwrite) as writing:
        deliver_film(planned, store, sound, writing.temporary, cancelled=cancelled)
        progress(Text("checking the file"), 0, None)
        report = verify_film(writing.temporary, planned, findings, expects_sound=sound is not None)
        writing.overwrite = job.overwrite and report.ok
    assert writing.written is not None
    return writing.written, report


def _captions(job: ExportJob) -> ExportResult:
    from studio.captions.formats import write_captions

    tracks = [
        entry for entry in job.timeline.captions if job.caption_track in ("", entry.track.id) and entry.cues
    ]
    if not tracks:
        raise InputError(
            "no_captions",
            Text("There are no captions to export."),
            Text("Transcribe, import or write captions first."),
        )
    cues = cues_inside(tracks[0], _plan(job))
    if not cues:
        raise InputError(
            "no_captions",
            Text("There are no captions in this range."),
            Text("Move the in and out points, or export the whole sequence."),
        )
    with replacing(Path(job.out), job.guarded, overwrite=job.overwrite) as writing:
        write_captions(cues, writing.temporary, job.preset.format, style=tracks[0].style)
    return ExportResult(path=str(writing.written))


def _sound(job: ExportJob, progress: Progress, cancelled: Callable[[], bool]) -> ExportResult:
    progress(Text("mixing sound"), 0, None)
    planned = _plan(job)
    start, end = (ticks.from_frame(frame, planned.rate) for frame in (planned.first, planned.last))
    audio = mix(job.timeline, start, end, cancelled=cancelled)
    with replacing(Path(job.out), job.guarded, overwrite=job.overwrite) as writing:
        write_wav(writing.temporary, audio, job.timeline.sequence.sample_rate)
    return ExportResult(path=str(writing.written))


def _frames(job: ExportJob, progress: Progress, cancelled: Callable[[], bool]) -> ExportResult:
    """PNG pictures ``000000.png``... in a new folder that appears when all are there."""
    from studio.render.compositor import Compositor

    planned = _plan(job)
    target = Path(job.out)
    if target.exists():
        raise InputError(
            "exists", Text("“{target}” already exists.", target=target), Text("Choose another folder name.")
        )
    partial = files.beside(target)
    partial.mkdir(parents=True)
    compositor = Compositor(planned.timeline, size=(planned.width, planned.height))
    try:
        with temporary.folder("frames") as folder:
            filters = caption_filters(planned, folder, planned.first, planned.last)
            chain = ",".join([f"setpts=N+{planned.first}", *filters, "setpts=N"])
            pattern = str(partial).replace("%", "%%") + "/%06d.png"
            options = ["-vf", chain, "-fps_mode", "passthrough", "-start_number", str(planned.first), pattern]
            with Encoder(
                None, size=(planned.width, planned.height), rate=planned.rate, options=options
            ) as encoder:
                for index in range(planned.first, planned.last):
                    if cancelled():
                        raise Cancelled
                    progress(Text("writing frames"), index - planned.first, planned.last - planned.first)
                    encoder.write(compositor.frame(index))
        target = put(partial, target, job.guarded, overwrite=False)
    finally:
        compositor.close()
        shutil.rmtree(partial, ignore_errors=True)
    return ExportResult(path=str(target))
