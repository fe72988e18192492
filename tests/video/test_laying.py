"""Where files go when they are laid on the timeline."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from studio.core import ticks
from studio.flows.dub import lay_out_dub
from studio.media.audio import write_wav
from studio.project.handle import Project
from studio.project.imports import import_file
from studio.project.model import Clip, Track, replace
from studio.video.laying import lay

SECOND = ticks.TICKS_PER_SECOND


def role_of(project: Project, clip: Clip) -> str:
    return project.get(clip.parent, Track).role


def tune(folder: Path) -> Path:
    clock = np.arange(48_000 * 3) / 48_000
    chord = np.sum([np.sin(2 * np.pi * pitch * clock) for pitch in (220, 277, 330)], axis=0) / 4
    write_wav(folder / "tune.wav", chord[:, None].astype(np.float32), 48_000)
    return folder / "tune.wav"


def test_speech_gets_a_sound_track_and_music_the_music_track(
    project: Project, media: Path, tmp_path: Path
) -> None:
    sequence = project.info.sequence
    tracks = len(project.all(Track))
    spoken, played = (import_file(project, path) for path in (media / "speech" / "jfk.flac", tune(tmp_path)))
    assert spoken.facts.speech
    assert not played.facts.speech
    one, two = lay(project, sequence, [spoken, played], 0)
    assert (role_of(project, one), role_of(project, two)) == ("sound", "music")
    (again,) = lay(project, sequence, [spoken], 20 * SECOND)
    assert again.parent == one.parent, "the track that was made is used again"
    project.undo()
    project.undo()
    assert len(project.all(Track)) == tracks, "one undo takes the track back with the clips"


def test_a_locked_sound_track_is_left_alone(project: Project, media: Path) -> None:
    spoken = import_file(project, media / "speech" / "jfk.flac")
    (clip,) = lay(project, project.info.sequence, [spoken], 0)
    with project.edit("Lock") as edit:
        edit.put(replace(project.get(clip.parent, Track), locked=True))
    (other,) = lay(project, project.info.sequence, [spoken], 0)
    assert role_of(project, other) == "sound"
    assert other.parent != clip.parent


def test_a_recording_that_is_dubbed_is_lowered_under_the_voices(project: Project, media: Path) -> None:
    spoken = import_file(project, media / "speech" / "jfk.flac")
    (clip,) = lay(project, project.info.sequence, [spoken], 0)
    assert not project.get(clip.parent, Track).duck
    lay_out_dub(project, project.info.sequence, [])
    assert project.get(clip.parent, Track).duck
