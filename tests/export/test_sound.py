"""The mix of a timeline, sample by sample."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from studio.core import ticks
from studio.export.sound import Audio, mix
from studio.media.audio import write_wav
from studio.project import imports
from studio.project.model import Sequence, replace
from studio.project.project import Project
from studio.video import clips
from studio.video.timeline import snapshot

RATE = 48_000


def heard(project: Project, seconds: int = 8) -> Audio:
    timeline = snapshot(project, project.info.sequence)
    return mix(timeline, 0, ticks.from_seconds(seconds), to_loudness=False)


@pytest.mark.parametrize("rate", ["24/1", "24000/1001", "30000/1001", "60000/1001"])
def test_a_cut_loses_no_sample_and_doubles_none(tmp_path: Path, rate: str) -> None:
    """At 29.97 frames a second every other frame begins between two samples."""
    tone = np.sin(np.arange(10 * RATE) * (2 * np.pi * 100 / RATE)).astype(np.float32) * 0.5
    write_wav(tmp_path / "tone.wav", tone, RATE)
    with Project.create(tmp_path / "Cuts") as project:
        sequence = project.get(project.info.sequence, Sequence)
        with project.edit("Rate") as edit:
            edit.put(replace(sequence, rate=rate))
        asset = imports.import_file(project, tmp_path / "tone.wav")
        clip = clips.add_clip(project, clips.track_for(project, sequence.id, asset).id, asset, 0)
        whole = heard(project)
        for frame in range(7, 180, 7):
            (clip,) = clips.split(project, [clip.id], ticks.from_frame(frame, Fraction(rate)))
        assert np.abs(heard(project) - whole).max() < 1e-4
