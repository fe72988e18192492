"""Captions are drawn on their own frames, neither earlier nor later."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from studio.core import ticks
from studio.export.plan import plan
from studio.export.presets import preset
from studio.export.render import caption_filters
from studio.media import ffmpeg
from studio.project.handle import Project
from studio.project.model import CaptionTrack, Cue, Sequence, Style, replace
from studio.render.timeline import snapshot

SIZE = (160, 90)


@pytest.mark.parametrize(
    ("rate", "frames"),
    [
        ("24/1", range(10, 800, 7)),
        ("25/1", [803, 811, 1606, 1613, 3201]),
        ("30000/1001", range(10, 800, 7)),
        ("30/1", [111, 207, 222, 399, 414, 444, 474, 843]),
        ("50/1", [803, 811, 819, 1606]),
        ("60/1", [111, 207, 222, 399, 414, 444, 474, 843]),
    ],
)
def test_a_caption_is_burned_into_exactly_its_frames(tmp_path: Path, rate: str, frames: list[int]) -> None:
    """Among others those frames whose time in floating point comes out a little short."""
    with Project.create(tmp_path / "Film") as project:
        sequence = project.get(project.info.sequence, Sequence)
        track = project.children(sequence.id, CaptionTrack)[0]
        sequence = replace(sequence, rate=rate, width=SIZE[0], height=SIZE[1])
        with project.edit("Captions") as edit:
            edit.put(sequence)
            edit.put(Style(id="big", parent="project", name="Big", size=400, place="middle"))
            edit.put(replace(track, style="big"))
            for frame in frames:
                start, end = (ticks.from_frame(at, sequence.frame_rate) for at in (frame, frame + 3))
                edit.put(Cue(id=f"cue{frame}", parent=track.id, start=start, end=end, text="HHH"))
        planned = plan(snapshot(project, sequence.id), preset("film-mp4"))
    first, last = min(frames) - 4, planned.last
    rows = b"\0" * (SIZE[0] * SIZE[1] * (last - first))
    chain = ",".join([f"setpts=N+{first}", *caption_filters(planned, tmp_path, first, last)])
    given = ["-f", "rawvideo", "-pixel_format", "gray", "-video_size", "160x90", "-framerate", rate]
    drawn = ffmpeg.convert(
        rows, [*given, "-i", "pipe:0", "-vf", chain, "-pix_fmt", "gray", "-f", "rawvideo", "pipe:1"]
    )
    lit = np.frombuffer(drawn, np.uint8).reshape(-1, SIZE[0] * SIZE[1]).max(axis=1) > 60
    assert set((np.flatnonzero(lit) + first).tolist()) == {frame + n for frame in frames for n in range(3)}
