"""Renders the missing segments of a plan: one ffmpeg process per run of neighbours, cut by the segment muxer.

So a first export costs what a plain encode costs, and a later one only what has changed. A run that is
one untouched clip is decoded, captioned and encoded by ffmpeg alone; every other run is composed here
frame by frame and piped to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Self

import av

from studio.core import temporary, ticks
from studio.core.errors import Cancelled, StudioError
from studio.core.log import logger
from studio.core.text import Text
from studio.export import encoder, x264
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
    """Render every segment that ``store`` lacks and return those. Each is kept as soon as it is whole,
    whatever becomes of the rest, of this process included.

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
        left = run
        if run[0].direct:
            with _Keeper(run, folder, store) as keeper:
                _render_direct(plan, run, folder, keeper, progress, cancelled)
            left = keeper.left
        if left:
            done = left[0].first - run[0].first
            with _Keeper(left, folder, store) as keeper:
                _render_composed(
                    plan, left, folder, keeper, lambda frames: progress(done + frames), cancelled
                )
            left = keeper.left
    if left:
        raise StudioError(
            "render_failed",
            Text("Frames from {first} onwards could not be rendered.", first=left[0].first),
            Text("Export again."),
        )


class _Keeper:
    """Moves the parts of a run into the store while ffmpeg writes the next ones. A part is closed when the
    next one exists, or ffmpeg has ended; the first one that lacks frames, and all that follow it, are left.
    """

    def __init__(self, run: list[Segment], folder: Path, store: SegmentStore) -> None:
        self._run = run
        self._folder = folder
        self._store = store
        self._kept = 0
        self._short = False

    @property
    def left(self) -> list[Segment]:
        """The end of the run from the first segment on that is not whole."""
        return self._run[self._kept :]

    def look(self) -> None:
        """Keep what is whole by now; as cheap as one look at the disk when nothing is."""
        while not self._short and _part(self._folder, self._kept + 1).exists():
            self._keep()

    def _keep(self) -> None:
        segment, part = self._run[self._kept], _part(self._folder, self._kept)
        if _packets(part) == segment.frames:
            self._store.keep(segment.key, part)
            self._kept += 1
        else:
            self._short = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        while not self._short and self._kept < len(self._run):
            self._keep()
        for part in self._folder.glob(f"*{PICTURE}"):
            part.unlink()


def _render_direct(
    plan: Plan,
    run: list[Segment],
    folder: Path,
    keeper: _Keeper,
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> None:
    """Let ffmpeg read the clip itself. It ends early, or makes nothing, when the source does not hold the
    frames that its header promises.
    """
    first, last = run[0].first, run[-1].last
    entry = plain_clip(plan.timeline, first, last)
    matrix = _matrix_filters(Path(entry.path), plan) if entry is not None else None
    if entry is None or matrix is None:
        return
    rate = plan.rate
    source = Fraction(entry.source_time(ticks.from_frame(first, rate)), ticks.TICKS_PER_SECOND)
    # Half a frame early: the seek keeps the first frame at or after the given time,
    # and that frame must be ours.
    seek = max(Fraction(0), source - 1 / rate / 2)
    # A frame that is missing in the source would move all later ones. None is taken that comes too late, so
    # that the parts before it are right and those after it are short.
    due = f"select='lt(abs(t*{rate}-n-{float((source - seek) * rate):.6f}),{_OFF_TIME})'"
    # It leaves frames alone that have this size and matrix already.
    size = f"scale={plan.width}:{plan.height}:flags=bicubic:out_color_matrix=bt709:out_range=tv"
    filters = caption_filters(plan, folder, first, last)
    head, tail = ",".join([due, *matrix, size]), ",".join([*filters, "setpts=N"])
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
        f"{chain},{encoder.AS_FILM}",
        "-frames:v",
        str(last - first),
        *_encoder(plan, run, folder),
    ]

    def on_progress(state: ffmpeg.Progress) -> None:
        keeper.look()
        progress(state.frame)

    ffmpeg.run(arguments, on_progress=on_progress, cancelled=cancelled)
    if _packets(_part(folder, len(run) - 1)) != run[-1].frames:
        logger("export").warning(
            "%s has other frames than its header promises; composing those that are left", entry.path
        )


def _render_composed(
    plan: Plan,
    run: list[Segment],
    folder: Path,
    keeper: _Keeper,
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> None:
    from studio.render.compositor import Compositor  # and OpenCV, which many an export does without

    first, last = run[0].first, run[-1].last
    filters = caption_filters(plan, folder, first, last)
    matrix = "scale=out_color_matrix=bt709:out_range=tv"
    chain = ",".join([f"setpts=N+{first}", *filters, "setpts=N", matrix, encoder.AS_FILM])
    compositor = Compositor(plan.timeline, size=(plan.width, plan.height))
    try:
        options = ["-vf", chain, *_encoder(plan, run, folder)]
        with Encoder(None, size=(plan.width, plan.height), rate=plan.rate, options=options) as writing:
            for index in range(first, last):
                if cancelled():
                    raise Cancelled
                writing.write(compositor.frame(index))
                keeper.look()
                progress(index + 1 - first)
    finally:
        compositor.close()


def _encoder(plan: Plan, run: list[Segment], folder: Path) -> list[str]:
    """Encoder and segment muxer settings."""
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
        *encoder.codec_arguments(plan.preset),
        "-x264-params",
        ":".join(filter(None, (encoder.X264_PARAMS, x264.instructions()))),
        "-force_key_frames",
        times,
        *encoder.colour_arguments(),
        "-f",
        "segment",
        *segmenting,
        "-segment_format",
        "matroska",
        "-reset_timestamps",
        "1",
        str(folder / f"%05d{PICTURE}"),
    ]


_OFF_TIME = 0.4
"""Frames by which the time of one may differ from its place; containers round to milliseconds."""


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
