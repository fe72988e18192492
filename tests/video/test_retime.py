"""The speed of a clip: its length follows, and every frame stays where it belongs."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from studio.core import ticks
from studio.core.errors import InputError
from studio.media import ffmpeg
from studio.media.audio import write_wav
from studio.media.frames import FrameReader
from studio.project.handle import Project
from studio.project.imports import import_file
from studio.project.model import Asset, Clip, Effect, Keyframe, Sequence, Track
from studio.project.pace import pace_of
from studio.render.compositor import Compositor
from studio.render.sound.mixdown import mix
from studio.render.timeline import snapshot
from studio.video import clips, retime

SECOND = ticks.TICKS_PER_SECOND
FRAME = ticks.from_frame(1, Fraction(24))


def laid(project: Project, track: Track, name: str, at: float, length: float = 10) -> Clip:
    asset = project.get(name, Asset)
    return clips.add_clip(project, track.id, asset, int(at * SECOND), duration=int(length * SECOND))


def test_the_first_keyframe_changes_nothing_and_the_second_makes_a_ramp(
    project: Project, track: Track
) -> None:
    clip = laid(project, track, "one", 0)
    assert retime.set_speed_key(project, clip.id, 0, 100).duration == clip.duration
    # 1x at the start, 2x after four seconds: six of the ten seconds have passed, four are left at 2x.
    changed = retime.set_speed_key(project, clip.id, 4 * SECOND, 200)
    assert changed.duration == 6 * SECOND
    assert pace_of(project, changed).source(changed.duration) == 10 * SECOND
    project.undo()
    assert project.get(clip.id, Clip).duration == 10 * SECOND
    assert len(project.all(Keyframe)) == 1


def test_the_last_keyframe_leaves_its_speed_behind(project: Project, track: Track) -> None:
    clip = laid(project, track, "one", 0)
    retime.set_speed_key(project, clip.id, 0, 50)
    changed = retime.remove_speed_key(project, clip.id, 0)
    assert (changed.speed, changed.duration) == ("1/2", 20 * SECOND)
    assert project.all(Effect) == []


def test_one_speed_for_all_takes_the_keyframes_away(project: Project, track: Track) -> None:
    clip = laid(project, track, "one", 0)
    retime.set_speed_key(project, clip.id, 0, 100)
    retime.set_speed_key(project, clip.id, 2 * SECOND, 300)
    changed = retime.set_speed(project, clip.id, Fraction(2))
    assert (changed.duration, changed.speed) == (5 * SECOND, "2/1")
    assert project.all(Keyframe) == []
    with pytest.raises(InputError):
        retime.set_speed(project, clip.id, Fraction(100))


def test_what_gets_longer_pushes_the_next_clip_and_eats_nothing(project: Project, track: Track) -> None:
    clip, after = laid(project, track, "one", 0, 4), laid(project, track, "two", 5, 3)
    retime.set_speed(project, clip.id, Fraction(1, 2))
    assert project.get(clip.id, Clip).duration == 8 * SECOND
    moved = project.get(after.id, Clip)
    assert (moved.start, moved.duration, moved.source_in) == (8 * SECOND, 3 * SECOND, 0)
    retime.set_speed(project, clip.id, Fraction(2))
    assert project.get(after.id, Clip).start == 8 * SECOND, "a shorter clip leaves the others where they are"


def test_many_changes_do_not_wear_the_clip_out(project: Project, track: Track) -> None:
    clip = laid(project, track, "one", 0)
    retime.set_speed_key(project, clip.id, 0, 100)
    for percent in (137, 61, 250, 33, 100):
        retime.set_speed_key(project, clip.id, 3 * SECOND, percent)
    assert project.get(clip.id, Clip).duration == 10 * SECOND


def test_cuts_in_a_ramp_keep_every_frame(project: Project, track: Track) -> None:
    clip = laid(project, track, "one", 0)
    retime.set_speed_key(project, clip.id, 0, 50)
    retime.set_speed_key(project, clip.id, 4 * SECOND, 300)
    whole = project.get(clip.id, Clip)
    shown = [pace_of(project, whole).source(n * FRAME) for n in range(whole.duration // FRAME)]
    (right,) = clips.split(project, [clip.id], 2 * SECOND)
    clips.trim(project, right.id, "start", 3 * SECOND)
    clips.trim(project, right.id, "start", 2 * SECOND)
    right = project.get(right.id, Clip)
    pace = pace_of(project, right)
    for n in range(right.duration // FRAME):
        assert abs(right.source_in + pace.source(n * FRAME) - shown[n + 48]) <= 3, "to a tick or two"
    clips.trim(project, right.id, "end", 60 * SECOND)
    assert project.get(right.id, Clip).end == whole.end, "the source has no more"


def test_picture_and_sound_of_a_ramp_run_together(tmp_path: Path) -> None:
    """A film whose frames are numbered by their brightness and whose sound is a click every half second."""
    film = tmp_path / "film.mkv"
    clicks = np.zeros((48_000 * 4, 2), np.float32)
    for at in range(24_000, len(clicks), 24_000):
        clicks[at : at + 240] = 0.6
    write_wav(tmp_path / "clicks.wav", clicks, 48_000)
    grey = "color=black:size=64x36:rate=25,format=gray,geq=lum='N*2+10'"
    ffmpeg.run(["-f", "lavfi", "-t", "4", "-i", grey, "-i", str(tmp_path / "clicks.wav"), "-c:v", "ffv1",
                "-c:a", "pcm_s16le", "-y", str(film)])  # fmt: skip
    with Project.create(tmp_path / "Film") as project:
        sequence = project.all(Sequence)[0]
        track = next(one for one in project.children(sequence.id, Track) if one.role == "video")
        clip = clips.add_clip(project, track.id, import_file(project, film), 0)
        retime.set_speed_key(project, clip.id, 0, 100)
        retime.set_speed_key(project, clip.id, 2 * SECOND, 200)
        timeline = snapshot(project, sequence.id)
        pace = pace_of(project, project.get(clip.id, Clip))
    with FrameReader(film) as reader:
        known = {int(reader.frame(n)[0, 0, 0]): n for n in range(len(reader))}
    compositor = Compositor(timeline)
    frames = [known[int(compositor.frame(n)[0, 0, 0])] for n in range(timeline.frames)]
    compositor.close()
    middle = ticks.from_frame(1, Fraction(25)) // 2
    assert frames == [
        min(99, ticks.to_frame(pace.source(ticks.from_frame(n, Fraction(25))) + middle, Fraction(25)))
        for n in range(timeline.frames)
    ]
    sound = np.abs(mix(timeline, 0, timeline.duration, to_loudness=False)[:, 0])
    for at in range(24_000, len(clicks) - 2400, 24_000):
        due = ticks.to_sample(pace.offset(ticks.from_sample(at, 48_000)), 48_000)
        around = sound[max(0, due - 2400) : due + 2400]
        assert around.max() > 0.2, "each click is heard within 50 ms of its picture"
