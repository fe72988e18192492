"""The mix of a timeline, sample by sample."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.core import ticks
from studio.core.errors import Cancelled
from studio.export import run as export_run
from studio.export.presets import preset
from studio.export.soundtrack import soundtrack
from studio.media.audio import write_wav
from studio.project import imports
from studio.project.handle import Project
from studio.project.model import Clip, Line, Sequence, Track, replace
from studio.render.sound.mixdown import Audio, mix
from studio.render.timeline import snapshot
from studio.stage.player.view.sound import mixed_block
from studio.video import clips

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


def test_the_original_stays_low_to_the_end_of_a_slot_that_its_line_does_not_fill(tmp_path: Path) -> None:
    """One second of voice in a slot of four: in the export and in the blocks that the window plays."""
    low = np.sin(np.arange(10 * RATE) * (2 * np.pi * 100 / RATE)).astype(np.float32) * 0.25
    high = np.sin(np.arange(RATE) * (2 * np.pi * 3000 / RATE)).astype(np.float32) * 0.25
    write_wav(tmp_path / "original.wav", low, RATE)
    write_wav(tmp_path / "voice.wav", high, RATE)
    with Project.create(tmp_path / "Dub") as project:
        sequence = project.info.sequence
        tracks = {track.role: track for track in project.children(sequence, Track)}
        original = imports.import_file(project, tmp_path / "original.wav")
        voice = imports.import_file(project, tmp_path / "voice.wav")
        start, slot = ticks.from_seconds(2), 4 * ticks.TICKS_PER_SECOND
        with project.edit("Dub") as edit:
            edit.put(replace(tracks["music"], duck=True))
            put = {"source_in": 0, "duration": 10 * ticks.TICKS_PER_SECOND}
            edit.put(Clip(id="clip_a", parent=tracks["music"].id, asset=original.id, start=0, **put))
            line = edit.put(
                Line(id="line_a", parent=sequence, text="Ah.", slot_start=start, slot_end=start + slot)
            )
            put = {"source_in": 0, "duration": ticks.TICKS_PER_SECOND, "line": line.id}
            edit.put(Clip(id="clip_b", parent=tracks["voice"].id, asset=voice.id, start=start, **put))
        whole = heard(project, 10)
        timeline = snapshot(project, sequence)

    def level(second: float) -> float:
        piece = whole[round(second * RATE) : round((second + 0.2) * RATE), 0]
        spectrum = np.abs(np.fft.rfft(piece))
        return 20 * float(np.log10(spectrum[20] / len(piece) * 2 / 0.25))  # of the 100 Hz alone

    full = level(0.5)
    assert [level(at) - full for at in (2.5, 3.5, 4.5, 5.5)] == pytest.approx([-12.0] * 4, abs=0.4)
    assert level(8.0) - full == pytest.approx(0.0, abs=0.2)
    for second in (2, 4, 8):  # from the second one on the voice is over
        block = mixed_block(timeline, ticks.from_seconds(second), ticks.from_seconds(second + 1))
        played = np.frombuffer(block, "<i2").reshape(-1, 2) / 32768
        assert np.abs(played - whole[second * RATE : (second + 1) * RATE]).max() < 0.01, second


@pytest.mark.parametrize("passed", [0, 5])
def test_a_film_that_cannot_be_rendered_does_not_wait_for_its_sound(
    passed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C in the command line is such a case, before a clip is read and while the loudness is set."""
    noise = np.random.default_rng(3).normal(0, 0.2, (30 * RATE, 2)).astype(np.float32)
    write_wav(tmp_path / "noise.wav", noise, RATE)
    begun, over = threading.Event(), threading.Event()
    asked: list[bool] = []
    ends: list[BaseException | None] = []

    def listening(*args: Any, cancelled: Callable[[], bool]) -> Path | None:
        """The sound's own work, which does not go on before the rendering is over."""

        def counted() -> bool:
            if len(asked) == passed:
                begun.set()
                assert over.wait(60)
                while not cancelled():  # told a moment after the exception has left the rendering
                    time.sleep(0.001)
            asked.append(cancelled())
            return asked[-1]

        try:
            return soundtrack(*args, cancelled=counted)
        except BaseException as error:
            ends.append(error)
            raise

    def interrupted(*_: object, **__: object) -> None:
        assert begun.wait(60)
        over.set()
        raise KeyboardInterrupt

    monkeypatch.setattr(export_run, "soundtrack", listening)
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
        with pytest.raises(KeyboardInterrupt):
            export_run.export(job, progress=lambda *_: None, cancelled=lambda: False)
        assert asked == [False] * passed + [True], "it stopped when it was first told"
        assert [type(end) for end in ends] == [Cancelled]
        assert not list((project.cache / "segments").rglob("*.m4a"))
