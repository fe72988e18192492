"""Rows about films: reading every frame, a first export, an export after one caption has changed."""

from __future__ import annotations

import contextlib
import os
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Generator
from fractions import Fraction
from pathlib import Path

from bench_rows import Row, Timings, compared, in_turn, processor_seconds, timed

SECONDS = 60
_READ_SECONDS = 10
_RATE = 30
_CUE_SECONDS = 3
_FIRST_ROUNDS = 3


def frames(rounds: int) -> list[Row]:
    """Every frame of ten seconds of 1080p as an RGB array, ours against PyAV's own loop."""
    import av

    from studio.media.frames import FrameReader

    with _work() as folder:
        clip = make_clip(folder / "short.mp4", _READ_SECONDS)
        count = _READ_SECONDS * _RATE

        def ours() -> None:
            with FrameReader(clip, threads="frame") as reader:
                assert sum(1 for _ in reader.frames()) == count

        def bare() -> None:
            with av.open(str(clip)) as container:
                stream = container.streams.video[0]
                stream.thread_type = "FRAME"
                assert (
                    sum(
                        1
                        for frame in container.decode(stream)
                        if frame.to_ndarray(format="rgb24") is not None
                    )
                    == count
                )

        found = in_turn(lambda: timed(ours), lambda: timed(bare), rounds)
    row = compared(
        "read every frame, 1080p", ">= 0.9 of its fps", 1 / 0.9, found, note="ours includes the frame index"
    )
    assert row.ours is not None
    assert row.reference is not None
    ratio = 1 / found.ratio
    return [
        Row(
            name=row.name,
            goal=row.goal,
            ours=count / row.ours,
            reference=count / row.reference,
            unit="fps",
            ratio=ratio,
            met=ratio >= 0.9,
            spread=row.spread,
            note=row.note,
        )
    ]


def exports(rounds: int) -> list[Row]:
    """60 s of 1080p with burned captions, mixed and verified; then again with one caption changed."""
    from studio.core import ticks
    from studio.core.ids import orders
    from studio.core.text import Text
    from studio.export.plan import plan
    from studio.export.presets import preset
    from studio.export.render import caption_filters
    from studio.export.run import ExportJob, export
    from studio.project.handle import Project
    from studio.project.imports import import_file
    from studio.project.model import CaptionTrack, Clip, Cue, Sequence, Track, replace
    from studio.render.timeline import snapshot

    rounds = min(rounds, _FIRST_ROUNDS)
    first, again = Timings(), Timings()
    used: dict[str, list[float]] = {"first": [], "bare": [], "again": []}
    with _work() as folder, Project.create(folder / "Film") as project:
        clip = make_clip(folder / "clip.mp4", SECONDS)
        asset = import_file(project, clip)
        sequence = project.get(project.info.sequence, Sequence)
        with project.edit(Text("Build")) as edit:
            edit.put(replace(sequence, width=1920, height=1080, rate=f"{_RATE}/1"))
            track = edit.put(Track(id="bench_video", parent=sequence.id, name="Film", role="video"))
            end = ticks.from_seconds(SECONDS)
            edit.put(Clip(id="bench_clip", parent=track.id, asset=asset.id, start=0, duration=end))
            captions = project.all(CaptionTrack)[0]
            for number, order in enumerate(orders(SECONDS // _CUE_SECONDS)):
                start = ticks.from_seconds(number * _CUE_SECONDS)
                stop = ticks.from_seconds(Fraction(number * _CUE_SECONDS) + Fraction(5, 2))
                words = f"This is caption number {number},\nand it has a second line."
                edit.put(
                    Cue(
                        id=f"bench_cue{number}",
                        parent=captions.id,
                        order=order,
                        start=start,
                        end=stop,
                        text=words,
                    )
                )

        def ours(out: str, store: Path) -> float:
            job = ExportJob(
                timeline=snapshot(project, sequence.id),
                preset=preset("film-mp4"),
                out=str(folder / out),
                segments=str(store),
            )
            return timed(lambda: export(job, progress=lambda *_: None, cancelled=lambda: False))

        planned = plan(snapshot(project, sequence.id), preset("film-mp4"))
        (caption_filter,) = caption_filters(planned, folder, 0, planned.last)

        def bare() -> None:
            begin = processor_seconds()
            first.reference.append(_bare_export(clip, caption_filter, folder / "bare.mp4"))
            used["bare"].append(processor_seconds() - begin)

        for number in range(rounds):
            store = folder / f"segments{number}"
            if number % 2:
                bare()
            begin = processor_seconds()
            first.ours.append(ours("film.mp4", store))
            used["first"].append(processor_seconds() - begin)
            if not number % 2:
                bare()
            cue = project.get("bench_cue7", Cue)
            with project.edit(Text("Correct")) as edit:
                edit.put(replace(cue, text=f"Corrected {number}"))
            begin = processor_seconds()
            again.ours.append(ours("again.mp4", store))
            used["again"].append(processor_seconds() - begin)
            again.reference.append(first.ours[-1])
            shutil.rmtree(store)
    note = "ours also brings the sound to its loudness and verifies the file; same priority on both sides"
    return [
        compared(f"export {SECONDS} s 1080p, burned captions", "<= 1.10x", 1.10, first,
                 note=f"{_processor(used['first'], used['bare'])}; {note}"),
        compared("export again, one caption changed", "<= 10 %", 0.10, again,
                 note=f"{_processor(used['again'], used['first'])}; reference: our first export"),
    ]  # fmt: skip


def _processor(ours: list[float], reference: list[float]) -> str:
    """Both sides in processor time, which other programs of a busy machine do not lengthen."""
    a, b = statistics.median(ours), statistics.median(reference)
    return f"processor time {a:.1f} against {b:.1f} s ({a / b:.2f}x)"


def make_clip(path: Path, seconds: int) -> Path:
    """A 1080p30 H.264 film with a tone, of ffmpeg's own test picture."""
    from studio.media import ffmpeg

    ffmpeg.run(
        ["-f", "lavfi", "-i", f"testsrc2=size=1920x1080:rate={_RATE}:duration={seconds}",
         "-f", "lavfi", "-i", f"sine=frequency=440:sample_rate=48000:duration={seconds}",
         "-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-pix_fmt", "yuv420p",
         "-c:a", "aac", "-shortest", str(path)],
    )  # fmt: skip
    return path


def _bare_export(clip: Path, caption_filter: str, out: Path) -> float:
    """One command with the preset's own filters and encoder settings; seconds."""
    from studio.media.ffmpeg import binary

    command = [
        *_niced(), binary(), "-hide_banner", "-loglevel", "error", "-nostdin", "-y", "-i", str(clip),
        "-vf", f"{caption_filter},format=yuv420p",
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p",
        "-force_key_frames", "expr:gte(t,n_forced*2)",
        "-c:a", "aac", "-b:a", "192k", "-ac", "2", "-movflags", "+faststart", str(out),
    ]  # fmt: skip
    return timed(lambda: subprocess.run(command, check=True, stdin=subprocess.DEVNULL))


def _niced() -> list[str]:
    """The app encodes at lower priority, for its window's sake: so must the other side."""
    nice = shutil.which("nice") if os.name != "nt" else None
    return [nice, "-n", "10"] if nice else []


@contextlib.contextmanager
def _work() -> Generator[Path]:
    with tempfile.TemporaryDirectory(prefix="backlot-bench-") as name:
        yield Path(name)
