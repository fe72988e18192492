"""Exports that are killed half-way: what was finished is not rendered again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import av
import msgspec
import numpy as np
import pytest

from studio.core.ticks import TICKS_PER_SECOND as SECOND
from studio.export.plan import plan
from studio.export.presets import preset
from studio.export.run import ExportJob, export
from studio.media import ffmpeg
from studio.media.frames import FrameReader
from studio.project import imports
from studio.project.handle import Project
from studio.project.model import Clip, Sequence, replace
from studio.render.compositor import Compositor
from studio.render.timeline import snapshot
from studio.video import clips, effects

# It stops for good at the first look that finds finished parts, so that it is killed before its end.
_EXPORTER = """
import sys
from pathlib import Path
import msgspec
from studio.export.run import ExportJob, export
job = msgspec.msgpack.decode(Path(sys.argv[1]).read_bytes(), type=ExportJob)
def progress(stage, done, total):
    if stage == "rendering" and list(Path(job.segments).glob("*/*.mkv")):
        print("kept", flush=True)
        sys.stdin.read()
export(job, progress=progress, cancelled=lambda: False)
"""


def job_of(project: Project, out: Path, store: Path) -> ExportJob:
    return ExportJob(
        timeline=snapshot(project, project.info.sequence),
        preset=preset("film-mp4"),
        out=str(out),
        segments=str(store),
    )


def parts(store: Path) -> dict[str, list[bytes]]:
    """Encoded frames by part."""
    found: dict[str, list[bytes]] = {}
    for path in store.glob("*/*.mkv"):
        with av.open(str(path)) as container:
            found[path.name] = [bytes(packet) for packet in container.demux(video=0) if packet.size]
    return found


@pytest.mark.parametrize("direct", [True, False], ids=["read by ffmpeg", "composed"])
def test_a_killed_export_renders_only_the_rest(
    project: Project, tmp_path: Path, repository: Path, leaves_no_process: None, direct: bool
) -> None:
    if not direct:
        effects.set_param(project, project.all(Clip)[0].id, "colour", {"contrast": 1.1})
    store, job_file = tmp_path / "store", tmp_path / "job.msgpack"
    killed = job_of(project, tmp_path / "out.mp4", store)
    job_file.write_bytes(msgspec.msgpack.encode(killed))
    environment = os.environ | {"PYTHONPATH": str(repository), "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", _EXPORTER, str(job_file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        start_new_session=True,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "kept"
        os.killpg(process.pid, signal.SIGKILL)
    assert not (tmp_path / "out.mp4").exists()
    kept = parts(store)
    assert kept

    result = export(killed, progress=lambda *_: None, cancelled=lambda: False)
    assert (result.reused, result.rendered) == (len(kept), result.segments - len(kept))
    assert result.rendered > 0
    assert result.verify is not None
    assert result.verify.problems == ()

    whole = tmp_path / "whole"
    export(job_of(project, tmp_path / "whole.mp4", whole), progress=lambda *_: None, cancelled=lambda: False)
    assert kept == {name: data for name, data in parts(whole).items() if name in kept}
    with FrameReader(tmp_path / "out.mp4") as one, FrameReader(tmp_path / "whole.mp4") as other:
        assert len(one) == len(other)
        for index in range(0, len(one), 7):
            assert np.abs(one.frame(index).astype(int) - other.frame(index)).mean() < 2


def test_a_frame_of_the_source_that_cannot_be_decoded_moves_no_other(tmp_path: Path) -> None:
    """ffmpeg leaves it out and goes on, so what follows is composed."""
    whole, source = tmp_path / "whole.mp4", tmp_path / "damaged.mp4"
    ffmpeg.render(whole, ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=24:duration=7", "-c:v", "libx264",
                          "-g", "1", "-pix_fmt", "yuv420p", "-f", "mp4"])  # fmt: skip
    with av.open(str(whole)) as read, av.open(str(source), "w") as write:
        stream = write.add_stream_from_template(read.streams.video[0])
        for number, packet in enumerate(read.demux(video=0)):
            if packet.size:
                data = bytes(packet)
                one = av.Packet(data[:8] + bytes(len(data) - 8) if number == 100 else data)
                one.pts, one.dts, one.time_base = packet.pts, packet.dts, packet.time_base
                one.is_keyframe, one.stream = True, stream
                write.mux(one)
    with Project.create(tmp_path / "Damaged") as project:
        asset = imports.import_file(project, source)
        sequence = project.info.sequence
        clip = clips.add_clip(project, clips.track_for(project, sequence, asset).id, asset, 0)
        with project.edit("Constant") as edit:
            edit.put(replace(asset, facts=msgspec.structs.replace(asset.facts, rate="24/1", variable=False)))
            edit.put(replace(project.get(sequence, Sequence), rate="24/1", width=320, height=180))
            edit.put(replace(clip, duration=6 * SECOND))
        store = tmp_path / "store"
        one = job_of(project, tmp_path / "out.mp4", store)
        assert all(segment.direct for segment in plan(one.timeline, one.preset).segments)
        result = export(one, progress=lambda *_: None, cancelled=lambda: False)
        assert result.verify is not None
        assert result.verify.frames == 144
        compositor = Compositor(one.timeline)
        with FrameReader(tmp_path / "out.mp4") as film:
            for index in (10, 47, 90, 98, 103, 120, 130, 142):
                shown, wanted = film.frame(index).astype(int), compositor.frame(index)
                off = [np.abs(shown - compositor.frame(index + step)).mean() for step in (-1, 1)]
                assert np.abs(shown - wanted).mean() < min(off), f"frame {index} is another one"
        compositor.close()
