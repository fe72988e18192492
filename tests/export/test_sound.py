"""The mix of a timeline, sample by sample."""

from __future__ import annotations

import time
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from studio.core import ticks
from studio.export import run as export_run
from studio.export.presets import preset
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


def test_a_film_that_cannot_be_rendered_does_not_wait_for_its_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C in the command line is such a case."""
    noise = np.random.default_rng(3).normal(0, 0.2, (300 * RATE, 2)).astype(np.float32)
    write_wav(tmp_path / "noise.wav", noise, RATE)

    def interrupted(*_: object, **__: object) -> None:
        time.sleep(0.5)  # the mix has begun
        raise KeyboardInterrupt

    monkeypatch.setattr(export_run, "render_missing", interrupted)
    with Project.create(tmp_path / "Long") as project:
        sequence = project.info.sequence
        asset = imports.import_file(project, tmp_path / "noise.wav")
        clips.add_clip(project, clips.track_for(project, sequence, asset).id, asset, 0)
        job = export_run.ExportJob(
            timeline=snapshot(project, sequence),
            preset=preset("film-mp4"),
            out=str(tmp_path / "out.mp4"),
            segments=str(project.cache / "segments"),
        )
        began = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            export_run.export(job, progress=lambda *_: None, cancelled=lambda: False)
        assert time.monotonic() - began < 12  # the whole mix takes 35 s and more
        assert not list((project.cache / "segments").rglob("*.m4a"))
