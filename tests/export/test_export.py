"""Exports of small real sequences."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from studio.captions.formats import read_captions
from studio.core import ticks
from studio.core.errors import Cancelled, InputError
from studio.export.plan import plan
from studio.export.presets import preset, preset_for, presets
from studio.export.run import ExportJob, ExportResult, export
from studio.export.segments import SegmentStore
from studio.media import ffmpeg
from studio.media.frames import FrameReader
from studio.project import imports
from studio.project.handle import Project
from studio.project.model import Clip, Cue, Sequence, Track, replace
from studio.render.compositor import Compositor
from studio.render.timeline import snapshot
from studio.video import clips, effects

SECOND = ticks.TICKS_PER_SECOND
SECONDS = 7


def run(
    project: Project,
    out: Path,
    preset_id: str = "film-mp4",
    cancelled: Callable[[], bool] = lambda: False,
    part: tuple[int, int] = (0, -1),
) -> ExportResult:
    job = ExportJob(
        timeline=snapshot(project, project.info.sequence),
        preset=preset(preset_id),
        out=str(out),
        segments=str(project.cache / "segments"),
        first=part[0],
        last=part[1],
    )
    return export(job, progress=lambda stage, done, total: None, cancelled=cancelled)


def video_track(project: Project) -> Track:
    return next(entry for entry in project.all(Track) if entry.role == "video")


def difference(left: np.ndarray, right: np.ndarray) -> float:
    return float(np.abs(left.astype(int) - right.astype(int)).mean())


def test_a_film_is_as_planned_to_the_frame_and_in_loudness(project: Project, tmp_path: Path) -> None:
    result = run(project, tmp_path / "out.mp4")
    assert result.verify is not None
    assert result.verify.problems == ()
    assert result.verify.frames == SECONDS * 24
    assert result.verify.loudness_lufs == pytest.approx(-16.0, abs=1.0)
    assert result.rendered == result.segments > 3


def test_a_second_export_renders_nothing_and_gives_the_same_packets(project: Project, tmp_path: Path) -> None:
    run(project, tmp_path / "one.mp4")
    again = run(project, tmp_path / "two.mp4")
    assert (again.rendered, again.reused) == (0, again.segments)
    assert packets(tmp_path / "one.mp4") == packets(tmp_path / "two.mp4")


def packets(path: Path) -> list[tuple[int | None, int | None, int]]:
    with av.open(str(path)) as container:
        return [(packet.pts, packet.dts, packet.size) for packet in container.demux(video=0) if packet.size]


def test_packet_times_are_whole_frames_without_gaps(project: Project, tmp_path: Path) -> None:
    run(project, tmp_path / "out.mp4")
    with av.open(str(tmp_path / "out.mp4")) as container:
        stream = container.streams.video[0]
        base = stream.time_base or Fraction(1)
        shown = sorted(
            float((packet.pts or 0) * base * 24) for packet in container.demux(stream) if packet.size
        )
    assert np.allclose(shown, np.arange(SECONDS * 24), atol=1e-3)


def test_one_changed_caption_renders_only_its_own_segments(project: Project, tmp_path: Path) -> None:
    run(project, tmp_path / "one.mp4")
    with project.edit("Correct") as edit:
        edit.put(replace(edit.get("cue2", Cue), text="Quite another end"))
    changed = run(project, tmp_path / "two.mp4")
    assert 1 <= changed.rendered <= 2
    with FrameReader(tmp_path / "one.mp4") as before, FrameReader(tmp_path / "two.mp4") as after:
        assert difference(before.frame(20), after.frame(20)) == 0
        assert difference(before.frame(140), after.frame(140)) > 0.5


def test_the_exported_frames_are_those_of_the_compositor(project: Project, tmp_path: Path) -> None:
    run(project, tmp_path / "out.mp4", "film-mp4-clean")
    compositor = Compositor(snapshot(project, project.info.sequence))
    with FrameReader(tmp_path / "out.mp4") as reader:
        for index in (0, 1, 47, 48, 49, 100, SECONDS * 24 - 1):
            truth = compositor.frame(index)
            here = difference(reader.frame(index), truth)
            assert here < 6
            others = [other for other in (index - 3, index + 3) if 0 <= other < len(reader)]
            assert all(here < difference(reader.frame(other), truth) for other in others)
    compositor.close()


def test_effects_cuts_and_fades_are_composed_and_joined_with_plain_parts(
    project: Project, tmp_path: Path
) -> None:
    track = video_track(project)
    (clip,) = project.children(track.id, Clip)
    (right,) = clips.split(project, [clip.id], 4 * SECOND)
    effects.set_param(project, right.id, "colour", {"saturation": 0.0})
    clips.set_crossfade(project, right.id, SECOND)
    planned = plan(snapshot(project, project.info.sequence), preset("film-mp4-clean"))
    assert {segment.direct for segment in planned.segments} == {True, False}
    result = run(project, tmp_path / "out.mp4", "film-mp4-clean")
    assert result.verify is not None
    assert result.verify.problems == ()
    with FrameReader(tmp_path / "out.mp4") as reader:
        grey = reader.frame(130).astype(int)
        assert np.ptp(grey, axis=2).mean() < 6
        assert np.ptp(reader.frame(10).astype(int), axis=2).mean() > 30


def test_soft_captions_are_a_track_of_their_own(project: Project, tmp_path: Path) -> None:
    result = run(project, tmp_path / "out.mp4", "film-mp4-soft")
    assert result.verify is not None
    assert (result.verify.captions, result.verify.problems) == (1, ())


@pytest.mark.parametrize(
    ("preset_id", "suffix"), [("captions-srt", ".srt"), ("captions-vtt", ".vtt"), ("captions-ass", ".ass")]
)
def test_caption_files_hold_the_words(project: Project, tmp_path: Path, preset_id: str, suffix: str) -> None:
    run(project, tmp_path / f"out{suffix}", preset_id)
    assert "In the middle" in (tmp_path / f"out{suffix}").read_text(encoding="utf-8")


def test_a_caption_file_of_a_range_fits_the_film_of_that_range(project: Project, tmp_path: Path) -> None:
    out = tmp_path / "out.srt"
    run(project, out, "captions-srt", part=(2 * 24, 5 * 24))
    assert [(cue.text, cue.start, cue.end) for cue in read_captions(out)] == [
        ("In the middle", 3 * SECOND // 4, 7 * SECOND // 4)
    ]
    with pytest.raises(InputError, match="in this range"):
        run(project, tmp_path / "none.srt", "captions-srt", part=(4 * 24, 5 * 24))
    assert not (tmp_path / "none.srt").exists()


def test_a_caption_that_would_only_flash_at_the_edge_of_a_range_is_left_out(
    project: Project, tmp_path: Path
) -> None:
    cue = next(cue for cue in project.all(Cue) if cue.text == "First words")
    with project.edit("Time") as edit:
        edit.put(replace(cue, end=SECOND + SECOND // 100))
    run(project, tmp_path / "out.srt", "captions-srt", part=(24, 5 * 24))
    assert [found.text for found in read_captions(tmp_path / "out.srt")] == ["In the middle"]


def test_a_range_without_captions_is_exported_without_a_track(project: Project, tmp_path: Path) -> None:
    result = run(project, tmp_path / "out.mp4", "film-mp4-soft", part=(4 * 24, 5 * 24))
    assert result.verify is not None
    assert (result.verify.ok, result.verify.captions) == (True, 0)


def test_sound_and_frames_can_be_exported_alone(project: Project, tmp_path: Path) -> None:
    run(project, tmp_path / "out.wav", "sound-wav")
    with av.open(str(tmp_path / "out.wav")) as container:
        assert container.duration == SECONDS * 1_000_000
    run(project, tmp_path / "frames", "frames-png")
    assert len(list((tmp_path / "frames").glob("*.png"))) == SECONDS * 24
    with pytest.raises(InputError, match="already exists"):
        run(project, tmp_path / "frames", "frames-png")


def test_a_cancelled_export_leaves_no_file_and_keeps_finished_parts(project: Project, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        run(project, tmp_path / "out.mp4", cancelled=lambda: True)
    assert not (tmp_path / "out.mp4").exists()
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".mp4"]


def test_a_damaged_segment_is_rendered_again(project: Project, tmp_path: Path) -> None:
    run(project, tmp_path / "one.mp4")
    part = min((project.cache / "segments").rglob("*.mkv"))
    part.write_bytes(part.read_bytes()[: part.stat().st_size // 2])
    result = run(project, tmp_path / "two.mp4")
    assert result.verify is not None
    assert result.verify.ok
    assert result.rendered == 1


def test_an_empty_sequence_is_refused_in_words(tmp_path: Path) -> None:
    with Project.create(tmp_path / "Empty") as empty, pytest.raises(InputError, match="empty"):
        run(empty, tmp_path / "out.mp4")


def test_every_preset_is_found_by_its_id_and_unknown_ones_list_the_known() -> None:
    assert [preset(entry.id) for entry in presets()] == presets()
    assert preset_for(".srt").id == "captions-srt"
    with pytest.raises(InputError) as error:
        preset("film-avi")
    assert "film-mp4" in error.value.hint


def test_the_original_is_lowered_while_a_voice_speaks(project: Project) -> None:
    from studio.render.sound.mixdown import mix

    voice = next(entry for entry in project.all(Track) if entry.role == "voice")
    (clip,) = project.children(video_track(project).id, Clip)
    with project.edit("Speak") as edit:
        edit.put(replace(clip, id="spoken", parent=voice.id, start=3 * SECOND, duration=2 * SECOND))

    def seconds(duck: bool) -> list[float]:
        with project.edit("Duck") as edit:
            edit.put(replace(video_track(project), duck=duck))
        audio = mix(snapshot(project, project.info.sequence), 0, SECONDS * SECOND, to_loudness=False)
        return [float(np.sqrt(np.mean(audio[at * 48_000 : (at + 1) * 48_000] ** 2))) for at in range(SECONDS)]

    plain, ducked = seconds(duck=False), seconds(duck=True)
    assert ducked[0] == pytest.approx(plain[0], rel=0.01)
    assert ducked[4] < 0.8 * plain[4]


@pytest.mark.parametrize("tag", ["unknown", "smpte170m"])
@pytest.mark.parametrize("preset_id", ["film-mp4-clean", "film-mp4-draft"])
def test_a_film_in_the_old_matrix_keeps_its_colours(tmp_path: Path, tag: str, preset_id: str) -> None:
    """Read by ffmpeg alone or composed here, scaled or not: all as FrameReader sees it."""
    coded = f"scale=out_color_matrix=bt601:out_range=tv,format=yuv420p,setparams=colorspace={tag}"
    source = f"color=0xc81e1e:size=320x180:rate=24:duration=2,format=rgb24,{coded}"
    ffmpeg.render(tmp_path / "red.mp4", ["-f", "lavfi", "-i", source, "-c:v", "libx264", "-f", "mp4"])
    with Project.create(tmp_path / "Red") as project:
        asset = imports.import_file(project, tmp_path / "red.mp4")
        clip = clips.add_clip(project, video_track(project).id, asset, 0)
        (right,) = clips.split(project, [clip.id], SECOND)
        effects.set_param(project, right.id, "colour", {"contrast": 1.001})
        planned = plan(snapshot(project, project.info.sequence), preset(preset_id))
        assert [segment.direct for segment in planned.segments] == [True, False]
        run(project, tmp_path / "out.mp4", preset_id)
    with FrameReader(tmp_path / "red.mp4") as source, FrameReader(tmp_path / "out.mp4") as film:
        red = source.frame(0).reshape(-1, 3).mean(axis=0)
        for index in (3, 40):
            # Red in the wrong matrix is off by 16.
            assert np.abs(film.frame(index).reshape(-1, 3).mean(axis=0) - red).max() < 4


def test_a_film_of_changing_rate_keeps_its_pace(tmp_path: Path) -> None:
    """Two seconds at 15 and two at 45 frames a second, 30 in the mean: its frames are not those of 30 fps."""
    source, times = tmp_path / "changing.mp4", "if(lt(N,30),N*6000,180000+(N-30)*2000)"
    ffmpeg.render(
        source,
        ["-f", "lavfi", "-i", "testsrc=size=320x180:rate=30:duration=10", "-frames:v", "121",
         "-vf", f"settb=1/90000,setpts='{times}'", "-fps_mode", "vfr", "-enc_time_base", "1/90000",
         "-video_track_timescale", "90000", "-c:v", "libx264", "-bf", "0", "-pix_fmt", "yuv420p",
         "-f", "mp4"],
    )  # fmt: skip
    with Project.create(tmp_path / "Changing") as project:
        asset = imports.import_file(project, source)
        sequence = project.info.sequence
        clips.add_clip(project, clips.track_for(project, sequence, asset).id, asset, 0)
        assert project.get(sequence, Sequence).rate == "30/1"
        compositor = Compositor(snapshot(project, sequence))
        run(project, tmp_path / "out.mp4")
        with FrameReader(tmp_path / "out.mp4") as reader:
            for index in (10, 58, 90, 115):
                difference = np.abs(reader.frame(index).astype(int) - compositor.frame(index)).mean()
                assert difference < 3, f"frame {index} is another picture than in the preview"
        compositor.close()


def test_a_store_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "segments").write_text("not a folder")
    (tmp_path / "part.mkv").write_bytes(b"x")
    with pytest.raises(InputError) as error:
        SegmentStore(tmp_path / "segments").keep("abcd", tmp_path / "part.mkv")
    assert error.value.code == "bad_path"


def test_a_picture_of_another_shape_is_not_stretched(project: Project, tmp_path: Path) -> None:
    with project.edit("Tall") as edit:
        edit.put(replace(project.all(Sequence)[0], width=180, height=180))
    run(project, tmp_path / "out.mp4", "film-mp4-clean")
    compositor = Compositor(snapshot(project, project.info.sequence))
    with FrameReader(tmp_path / "out.mp4") as reader:
        assert compositor.frame(30)[:20].max() == 0
        assert difference(reader.frame(30), compositor.frame(30)) < 6
    compositor.close()
