"""The sound of a film is made once for each way it can sound, and measured once for each string of bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from studio.core import ticks
from studio.export.findings import Findings
from studio.export.plan import Plan, plan
from studio.export.presets import preset
from studio.export.run import ExportJob, ExportResult, export
from studio.export.segments import SegmentStore
from studio.export.soundtrack import sound_key
from studio.export.verify import verify_film
from studio.media import ffmpeg
from studio.project.edits import Edit
from studio.project.handle import Project
from studio.project.model import Clip, Cue, Sequence, Track, replace
from studio.render.sound.mixdown import planned_mix
from studio.render.timeline import snapshot

SECOND = ticks.TICKS_PER_SECOND


def run(project: Project, out: Path) -> ExportResult:
    job = ExportJob(
        timeline=snapshot(project, project.info.sequence),
        preset=preset("film-mp4"),
        out=str(out),
        segments=str(project.cache / "segments"),
    )
    return export(job, progress=lambda stage, done, total: None, cancelled=lambda: False)


def sounds(project: Project) -> dict[str, int]:
    """The kept sounds, each with what changes when it is made anew."""
    return {path.name: path.stat().st_ino for path in (project.cache / "segments").rglob("*.m4a")}


def key(project: Project, kbps: int = 192) -> str:
    return sound_key(planned_mix(snapshot(project, project.info.sequence), 0, 5 * SECOND), kbps)


def planned(project: Project) -> Plan:
    return plan(snapshot(project, project.info.sequence), preset("film-mp4"))


def test_a_changed_caption_leaves_the_sound_as_it_is(project: Project, tmp_path: Path) -> None:
    run(project, tmp_path / "one.mp4")
    before = sounds(project)
    with project.edit("Correct") as edit:
        edit.put(replace(edit.get("cue2", Cue), text="Quite another end"))
    result = run(project, tmp_path / "two.mp4")
    assert (len(before), sounds(project)) == (1, before)
    assert result.verify is not None
    assert result.verify.problems == ()
    assert result.verify.loudness_lufs == pytest.approx(-16.0, abs=1.0)


def of_the_clip(**values: object) -> Callable[[Project, Edit], None]:
    def change(project: Project, edit: Edit) -> None:
        edit.put(replace(project.all(Clip)[0], **values))

    return change


def of_the_track(**values: object) -> Callable[[Project, Edit], None]:
    def change(project: Project, edit: Edit) -> None:
        track = project.get(project.all(Clip)[0].parent, Track)
        edit.put(replace(track, **values))

    return change


def of_the_sequence(**values: object) -> Callable[[Project, Edit], None]:
    def change(project: Project, edit: Edit) -> None:
        edit.put(replace(project.all(Sequence)[0], **values))

    return change


@pytest.mark.parametrize(
    "change",
    [
        of_the_clip(gain_db=-3.0),
        of_the_clip(fade_in=SECOND),
        of_the_clip(fade_out=3 * SECOND),
        of_the_clip(source_in=SECOND, duration=5 * SECOND),
        of_the_clip(start=SECOND),
        of_the_clip(speed="3/2"),
        of_the_clip(sound=False),
        of_the_track(gain_db=-3.0),
        of_the_track(duck=True),
        of_the_track(muted=True),
        of_the_sequence(loudness=-23.0),
        of_the_sequence(duck_db=-6.0),
        of_the_sequence(sample_rate=44_100),
    ],
)
def test_everything_that_is_heard_enters_the_key(
    project: Project, change: Callable[[Project, Edit], None]
) -> None:
    before = key(project)
    with project.edit("Change") as edit:
        change(project, edit)
    assert key(project) != before


def test_the_bit_rate_enters_the_key_and_what_is_only_seen_does_not(project: Project) -> None:
    before = key(project)
    assert key(project, 128) != before
    with project.edit("Change") as edit:
        edit.put(replace(edit.get("cue0", Cue), text="Other words"))
        edit.put(replace(project.all(Sequence)[0], width=640, height=360))
        edit.put(replace(project.get(project.all(Clip)[0].parent, Track), hidden=True))
    assert key(project) == before


def test_a_damaged_sound_is_made_again(project: Project, tmp_path: Path) -> None:
    run(project, tmp_path / "one.mp4")
    (kept,) = (project.cache / "segments").rglob("*.m4a")
    whole = kept.read_bytes()
    middle = whole.index(b"mdat") + 3000
    kept.write_bytes(whole[:middle] + bytes(600) + whole[middle + 600 :])
    result = run(project, tmp_path / "two.mp4")
    assert kept.read_bytes() == whole
    assert result.verify is not None
    assert result.verify.problems == ()


def test_what_is_known_of_one_file_is_not_believed_of_another(project: Project, tmp_path: Path) -> None:
    run(project, tmp_path / "out.mp4")
    findings = Findings(project.cache / "segments")
    wanted = planned(project)
    assert verify_film(tmp_path / "out.mp4", wanted, findings, expects_sound=True).problems == ()
    source = ["-i", str(tmp_path / "out.mp4"), "-c", "copy"]
    ffmpeg.render(tmp_path / "quiet.mp4", [*source, "-af", "volume=-9dB", "-c:a", "aac"])
    quiet = verify_film(tmp_path / "quiet.mp4", wanted, findings, expects_sound=True)
    assert quiet.problems == ("loudness is -25.0 LUFS instead of -16.0",)
    ffmpeg.render(tmp_path / "dark.mp4", [*source, "-vf", "lutyuv=16:128:128", "-g", "48", "-c:v", "libx264"])
    dark = verify_film(tmp_path / "dark.mp4", wanted, findings, expects_sound=True)
    assert dark.problems == ("more than half of the video is black",)
    assert dark.frozen_share > 0.5


def test_a_lost_or_broken_list_of_findings_costs_no_export(project: Project, tmp_path: Path) -> None:
    run(project, tmp_path / "one.mp4")
    file = project.cache / "segments" / "findings.msgpack"
    file.write_bytes(file.read_bytes()[:20])
    result = run(project, tmp_path / "two.mp4")
    assert result.verify is not None
    assert result.verify.problems == ()
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()


def test_parts_come_into_the_store_from_another_file_system(tmp_path: Path) -> None:
    import tempfile

    memory = Path("/dev/shm")
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no second file system here")
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        made = Path(folder) / "part.mkv"
        made.write_bytes(b"packets")
        kept = SegmentStore(tmp_path).keep("ab12", made)
        assert (kept.read_bytes(), made.exists()) == (b"packets", False)
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]
