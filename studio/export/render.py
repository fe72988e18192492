"""Renders the missing segments of a plan: one ffmpeg process per run of neighbours, cut by the segment muxer.

So a first export costs what a plain encode costs, and a later one only what has changed. A run that is
one untouched clip is decoded, captioned and encoded by ffmpeg alone; every other run is composed here
frame by frame and piped to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import av

from studio.core import temporary, ticks
from studio.core.errors import Cancelled, StudioError
from studio.core.log import logger
from studio.export.plan import Plan, Segment, plain_clip
from studio.export.segments import PICTURE, SegmentStore, open_part
from studio.media import ffmpeg
from studio.media.ffmpeg import Encoder
from studio.render.text.ass import ass_document

Progress = Callable[[int, int], None]
"""(frames rendered so far, frames to render)."""


def render_missing(
    plan: Plan, store: SegmentStore, *, progress: Progress, cancelled: Callable[[], bool]
) -> list[Segment]:
    """Render every segment that ``store`` lacks and return those. Finished parts stay when
    the rest fails or is cancelled.

    Raises Cancelled, or StudioError("render_failed") with ffmpeg's last lines.
    """
    missing = [segment for segment in plan.segments if not store.has(segment.key)]
    total = sum(segment.frames for segment in missing)
    done = 0
    progress(0, total)
    for run in _runs(plan, missing):
        before = done
        _render_run(plan, run, store, lambda frames, base=before: progress(base + frames, total), cancelled)
        done += sum(segment.frames for segment in run)
        progress(done, total)
    return missing


def _runs(plan: Plan, missing: list[Segment]) -> Iterator[list[Segment]]:
    """Group neighbours that one process can make: all composed, or all of the same plain clip."""
    run: list[Segment] = []
    for segment in missing:
        if run and not (segment.first == run[-1].last and _same_source(plan, run[-1], segment)):
            yield run
            run = []
        run.append(segment)
    if run:
        yield run


def _same_source(plan: Plan, left: Segment, right: Segment) -> bool:
    if left.direct != right.direct:
        return False
    return not left.direct or plain_clip(plan.timeline, left.first, right.last) is not None


def _render_run(
    plan: Plan,
    run: list[Segment],
    store: SegmentStore,
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> None:
    with temporary.folder("export") as folder:
        filters = caption_filters(plan, folder, run[0].first, run[-1].last)
        try:
            if run[0].direct and _render_direct(plan, run, folder, filters, progress, cancelled):
                return
            _render_composed(plan, run, folder, filters, progress, cancelled)
        finally:
            _keep_finished(run, folder, store)
    unfinished = [segment for segment in run if not store.has(segment.key)]
    if unfinished:
        raise StudioError(
            "render_failed", f"Frames from {unfinished[0].first} on could not be rendered.", "Export again."
        )


def _render_direct(
    plan: Plan,
    run: list[Segment],
    folder: Path,
    filters: list[str],
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> bool:
    """Let ffmpeg read the clip itself; False when the source does not hold the frames its header promises."""
    first, last = run[0].first, run[-1].last
    entry = plain_clip(plan.timeline, first, last)
    if entry is None:
        return False
    matrix = _matrix_filters(Path(entry.path), plan)
    if matrix is None:
        return False
    rate = plan.rate
    source = Fraction(entry.source_time(ticks.from_frame(first, rate)), ticks.TICKS_PER_SECOND)
    # Half a frame early: the seek keeps the first frame at or after the given time,
    # and that frame must be ours.
    seek = max(Fraction(0), source - 1 / rate / 2)
    # It leaves frames alone that have this size and matrix already.
    size = f"scale={plan.width}:{plan.height}:flags=bicubic:out_color_matrix=bt709:out_range=tv"
    head, tail = ",".join([*matrix, size]), ",".join([*filters, "setpts=N"])
    chain = f"{head},settb={rate.denominator}/{rate.numerator},setpts=N+{first},{tail}"
    arguments = [
        "-ss",
        f"{float(seek):.6f}",
        "-i",
        f"file:{entry.path}",
        "-an",
        "-sn",
        "-dn",
        "-map",
        "0:v:0",
    ]
    arguments += [
        "-vf",
        f"{chain},{_AS_FILM}",
        "-frames:v",
        str(last - first),
        *_encoder(plan, run, folder),
    ]
    ffmpeg.run(arguments, on_progress=lambda state: progress(state.frame), cancelled=cancelled)
    whole = all(_packets(_part(folder, number)) == segment.frames for number, segment in enumerate(run))
    if not whole:
        logger("export").warning(
            "ffmpeg gave other frames of %s than its header promised; composing them instead", entry.path
        )
        for number in range(len(run)):
            _part(folder, number).unlink(missing_ok=True)
    return whole


def _render_composed(
    plan: Plan,
    run: list[Segment],
    folder: Path,
    filters: list[str],
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> None:
    from studio.render.compositor import Compositor  # and OpenCV, which many an export does without

    first, last = run[0].first, run[-1].last
    matrix = "scale=out_color_matrix=bt709:out_range=tv"
    chain = ",".join([f"setpts=N+{first}", *filters, "setpts=N", matrix, _AS_FILM])
    compositor = Compositor(plan.timeline, size=(plan.width, plan.height))
    try:
        options = ["-vf", chain, *_encoder(plan, run, folder)]
        with Encoder(None, size=(plan.width, plan.height), rate=plan.rate, options=options) as encoder:
            for index in range(first, last):
                if cancelled():
                    raise Cancelled
                encoder.write(compositor.frame(index))
                progress(index + 1 - first)
    finally:
        compositor.close()


_AS_FILM = "format=yuv420p,setsar=1,setparams=color_primaries=bt709:color_trc=bt709"
"""The end of every filter chain. The frames themselves must name primaries and transfer: the encoder believes
them, not its options, and all parts of a film share one header.
"""


def _encoder(plan: Plan, run: list[Segment], folder: Path) -> list[str]:
    """Encoder and segment muxer settings. Every segment begins with an IDR frame and
    refers to nothing outside itself.
    """
    preset = plan.preset
    first = run[0].first
    cuts = [segment.first - first for segment in run[1:]]
    # A quarter frame early, as a forced key frame is the first frame at or after the given time.
    times = ",".join(f"{max(0.0, (cut - 0.25) / plan.rate):.6f}" for cut in cuts) if cuts else "0"
    segmenting = ["-segment_frames", ",".join(map(str, cuts))] if cuts else ["-segment_time", "1000000"]
    return [
        "-r",
        f"{plan.rate.numerator}/{plan.rate.denominator}",
        "-fps_mode",
        "cfr",
        "-c:v",
        "libx264",
        "-preset",
        preset.speed,
        "-crf",
        str(preset.crf),
        "-pix_fmt",
        "yuv420p",
        "-x264-params",
        "open-gop=0:stitchable=1",
        "-force_key_frames",
        times,
        "-colorspace",
        "bt709",
        "-color_range",
        "tv",
        # What a source says of itself must not differ between parts: they share one header in the film.
        "-chroma_sample_location",
        "left",
        "-f",
        "segment",
        *segmenting,
        "-segment_format",
        "matroska",
        "-reset_timestamps",
        "1",
        str(folder / f"%05d{PICTURE}"),
    ]


_EARLY = ticks.from_seconds(Fraction(2, 1000))
"""ffmpeg hands libass the time of a frame in whole milliseconds, cut off after a multiplication of floats:
frame 803 of 25 fps, at 32.120 s, is drawn as at 32.119 s. Up to 60 fps no frame lies so shortly before
another.
"""


def caption_filters(plan: Plan, folder: Path, first: int, last: int) -> list[str]:
    """One libass filter per burned caption track that has cues inside frames [first,
    last); its file lies in ``folder``.
    """
    if plan.preset.captions != "burned":
        return []
    filters: list[str] = []
    start, end = (ticks.from_frame(frame, plan.rate) for frame in (first, last))
    for number, captions in enumerate(plan.timeline.burned_captions()):
        cues = [cue for cue in captions.cues if cue.end > start and cue.start < end]
        if cues:
            document = folder / f"captions{number}.ass"
            text = ass_document(cues, captions.style, plan.width, plan.height, offset=-_EARLY)
            document.write_text(text, encoding="utf-8")
            filters.append(f"ass=filename={ffmpeg.filter_escape(str(document))}")
    return filters


def _keep_finished(run: list[Segment], folder: Path, store: SegmentStore) -> None:
    for number, segment in enumerate(run):
        part = _part(folder, number)
        if part.exists() and _packets(part) == segment.frames:
            store.keep(segment.key, part)


def _part(folder: Path, number: int) -> Path:
    return folder / f"{number:05d}{PICTURE}"


def _packets(path: Path) -> int:
    """Number of video packets of a file; 0 when it is cut or missing."""
    if not path.exists():
        return 0
    try:
        with open_part(path) as container:
            return sum(1 for packet in container.demux(video=0) if packet.size)
    except av.FFmpegError:
        return 0


_BT601 = (2, 5, 6)
"""AVCOL_SPC_UNSPECIFIED, which swscale and so FrameReader reads as BT.601, and its two names."""
_FULL_RANGE = 2
_TO_BT709 = (
    "colorspace=ispace=bt470bg:space=bt709:iprimaries=bt709:primaries=bt709:itrc=bt709:trc=bt709"
    ":irange=tv:range=tv:fast=1"
)


def _matrix_filters(path: Path, plan: Plan) -> list[str] | None:
    """What brings the file's frames to the film's matrix before they are scaled, where that is cheaper: the
    scale filter goes by way of RGB, which takes a seventh of the whole export and is less exact.

    None when ffmpeg must not read the file: its clock does not begin with its first frame, and ffmpeg's seek
    counts from elsewhere.
    """
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        if stream.start_time or container.start_time:
            return None
        context = stream.codec_context
        same_size = (context.width, context.height) == (plan.width, plan.height)
        limited = context.pix_fmt == "yuv420p" and context.color_range != _FULL_RANGE
        return [_TO_BT709] if same_size and limited and context.colorspace in _BT601 else []
