"""The command line as scripts use it: real processes, JSON on stdout, one-line errors, exit statuses."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from studio.flows import dub
from studio.media import ffmpeg
from studio.media.images import load_image
from studio.project.handle import Project
from studio.project.model import Marker
from tests.films import grey_film, level_of


def studio(*arguments: object, timeout: float = 110) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "studio", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


def result(*arguments: object) -> dict[str, Any]:
    done = studio(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def refused(*arguments: object) -> str:
    done = studio(*arguments)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    return line


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("media") / "clip.mp4"
    ffmpeg.render(
        path,
        [
            "-f",
            "lavfi",
            "-i",
            "testsrc2=size=320x180:rate=25:duration=4",
            "-f",
            "lavfi",
            "-i",
            "sine=frequency=200:duration=4",
            "-c:v",
            "libx264",
            "-pix_fmt",
            "yuv420p",
            "-c:a",
            "aac",
            "-f",
            "mp4",
        ],
    )
    return path


def test_doctor_finds_everything_that_needs_no_download() -> None:
    found = result("doctor")
    assert found["problems"] == []
    assert found["ffmpeg"]["libass"] is True
    ready = {engine["id"] for engine in found["engines"] if engine["ready"]}
    assert {
        "image_diffusers",
        "speech_espeak",
        "recognise_pocketsphinx",
        "align_pocketsphinx",
        "vad_silero",
    } <= ready


def test_probe_tells_what_is_in_a_file(clip: Path) -> None:
    facts = result("probe", clip)
    assert facts["video"][0]["frames"] == 100
    assert facts["video"][0]["fps"] == 25.0
    assert facts["audio"][0]["channels"] == 1


def test_frame_saves_the_frame_that_was_asked_for(clip: Path, tmp_path: Path) -> None:
    by_index = result("frame", clip, "--index", 50, "--out", tmp_path / "a.png")
    result("frame", clip, "--at", 2.0, "--out", tmp_path / "b.png")
    assert (by_index["width"], by_index["height"]) == (320, 180)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("probe", "missing.mp4"), "file_missing"),
        (("frame", "missing.mp4", "--index", "0", "--out", "x.png"), "file_missing"),
        (("speak", "hello", "--out", "hello.mp3"), "bad_suffix"),
        (("speak", "hello", "--out", "hello.wav", "--engine", "nobody"), "unknown_engine"),
        (("transcribe", "missing.mp4", "--out", "x.srt"), "file_missing"),
        (("film", "missing.fountain", "--out", "x.mp4"), "file_missing"),
        (("film", "missing.fountain", "--out", "x.avi"), "bad_suffix"),
        (("export", "nowhere", "--out", "x.mp4"), ""),
        (("imagine", " ", "--out", "x"), "empty_prompt"),
        (("imagine", "sea", "--out", "x", "--size", "0x64"), "bad_arguments"),
        (("imagine", "sea", "--out", "x", "--seed", str(2**63)), "bad_seed"),
        (("speak", " ", "--out", "hello.wav"), "empty_text"),
        (("speak", "hello", "--out", "hello.wav", "--voice", "nobody"), "unknown_voice"),
        (("speak", "hello", "--out", "hello.wav", "--language", "xx"), "unknown_language"),
        (("nonsense",), "bad_arguments"),
        (("project", "info", "nowhere"), ""),
    ],
)
def test_wrong_input_is_one_line_and_status_2(arguments: tuple[str, ...], code: str, tmp_path: Path) -> None:
    placed = [
        str(tmp_path / entry) if "." in entry and not entry.startswith("-") else entry for entry in arguments
    ]
    assert f"error: {code}" in refused(*placed)


def test_an_empty_and_a_broken_file_are_refused(tmp_path: Path) -> None:
    empty, broken = tmp_path / "empty.mp4", tmp_path / "broken.mp4"
    empty.touch()
    broken.write_bytes(b"this is no film" * 100)
    assert "file_empty" in refused("probe", empty)
    assert "error: " in refused("probe", broken)
    assert "error: " in refused("transcribe", broken, "--out", tmp_path / "x.srt")
    assert not (tmp_path / "x.srt").exists()


@pytest.mark.parametrize("at", ["nan", "inf", "-1"])
def test_a_time_that_is_none_is_refused(clip: Path, tmp_path: Path, at: str) -> None:
    assert "error: bad_time" in refused("frame", clip, f"--at={at}", "--out", tmp_path / "a.png")


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")
    assert "error: not_a_file" in refused("probe", tmp_path / "pipe.mp4")


def test_a_place_that_cannot_be_written_is_refused_before_the_work(clip: Path, tmp_path: Path) -> None:
    script, file = tmp_path / "a.fountain", tmp_path / "file"
    script.write_text("EXT. SEA - DAY\n\nThe sea.\n")
    file.write_text("not a folder")
    for arguments in (
        ("film", script, "--out", file / "film.mp4"),
        ("imagine", "sea", "--out", file),
        ("imagine", "sea", "--out", file / "pictures"),
        ("speak", "hello", "--out", file / "a.wav"),
        ("transcribe", clip, "--out", file / "a.srt"),
        ("frame", clip, "--index", 0, "--out", file / "a.png"),
    ):
        done = studio(*arguments)
        assert (done.returncode, done.stderr.splitlines()) == (
            2,
            [f"error: bad_path: “{file}” is a file, not a folder. Choose another folder."],
        )


def test_a_dub_never_replaces_its_own_video(clip: Path, tmp_path: Path) -> None:
    captions, video = tmp_path / "a.srt", tmp_path / "a.mp4"
    captions.write_text("1\n00:00:00,000 --> 00:00:01,000\nHello.\n")
    video.write_bytes(clip.read_bytes())
    assert "error: target_is_source" in refused("dub", video, "--captions", captions, "--out", video)
    assert video.read_bytes() == clip.read_bytes()


def test_a_dub_lasts_as_long_as_its_video_and_shows_no_black(clip: Path, tmp_path: Path) -> None:
    """Captions of a longer cut, the last of them too long to be said before the end."""
    captions = tmp_path / "a.srt"
    captions.write_text(
        "1\n00:00:00,500 --> 00:00:01,500\nHello.\n\n"
        "2\n00:00:02,500 --> 00:00:09,000\nThis takes longer than what is left of it.\n\n"
        "3\n00:00:30,000 --> 00:00:31,000\nNobody hears this.\n"
    )
    done = studio("dub", clip, "--captions", captions, "--out", tmp_path / "d.mp4", "--json")
    assert done.returncode == 0, done.stderr
    assert "note: left out, as they begin after the end of the video: 1 captions" in done.stderr
    dubbed = json.loads(done.stdout.splitlines()[-1])
    assert len(dubbed["lines"]) == 2
    assert dubbed["lines"][1]["slot_s"] == 1.5
    assert dubbed["duration_s"] == pytest.approx(4 + dubbed["lines"][1]["overflow_s"], abs=0.04)
    assert dubbed["lines"][1]["overflow_s"] > 0.1
    last = int(dubbed["verify"]["frames"]) - 1
    result("frame", tmp_path / "d.mp4", "--index", last, "--out", tmp_path / "last.png")
    assert load_image(tmp_path / "last.png").mean() > 60

    captions.write_text("1\n00:00:30,000 --> 00:00:31,000\nNobody hears this.\n")
    assert "error: no_cues" in refused("dub", clip, "--captions", captions, "--out", tmp_path / "e.mp4")


def test_a_dub_in_a_language_that_no_voice_speaks_is_refused(clip: Path, tmp_path: Path) -> None:
    captions = tmp_path / "a.srt"
    captions.write_text("1\n00:00:00,500 --> 00:00:01,500\nHello.\n")
    line = refused("dub", clip, "--captions", captions, "--language", "xx", "--out", tmp_path / "d.mp4")
    assert "error: unknown_language" in line


def test_a_project_whose_folder_cannot_be_written_is_exported(clip: Path, tmp_path: Path) -> None:
    with Project.create(tmp_path / "Film") as project:
        dub.begin(project, project.info.sequence, clip)
    cache = tmp_path / "Film" / "cache"
    shutil.rmtree(cache)
    cache.write_text("in the way of finished parts")
    assert result("export", tmp_path / "Film", "--out", tmp_path / "film.mp4")["verify"]["ok"] is True
    assert cache.is_file()


def test_an_export_and_the_check_tell_of_a_source_that_changed(tmp_path: Path) -> None:
    source, folder, out = grey_film(tmp_path / "grey.mp4", 60), tmp_path / "Film", tmp_path / "film.mp4"
    with Project.create(folder) as project:
        dub.begin(project, project.info.sequence, source)
    assert result("export", folder, "--out", out)["changed"] == []
    grey_film(source, 200, frames=24)
    checked = result("project", "check", folder)
    assert (checked["ok"], [problem["code"] for problem in checked["problems"]]) == (True, ["media_changed"])
    done = studio("export", folder, "--out", out, "--json")
    assert done.returncode == 0, done.stderr
    (told,) = json.loads(done.stdout)["changed"]
    assert f"note: {told['message']}" in done.stderr
    assert "it lasts 0:01.0 instead of 0:02.0" in told["message"]
    assert level_of(out, 40) == pytest.approx(200, abs=2)
    source.write_bytes(b"no film")
    assert "error: source_unusable" in refused("export", folder, "--out", out)
    assert result("project", "check", folder)["ok"] is False


def test_a_polite_kill_leaves_nothing_behind(clip: Path, tmp_path: Path) -> None:
    captions, place = tmp_path / "a.srt", tmp_path / "tmp"
    captions.write_text("1\n00:00:00,500 --> 00:00:01,500\nHello.\n")
    place.mkdir()
    command = ["dub", str(clip), "--captions", str(captions), "--out", str(tmp_path / "d.mp4")]
    with subprocess.Popen(
        [sys.executable, "-m", "studio", *command],
        env=os.environ | {"TMPDIR": str(place)},
        stderr=subprocess.PIPE,
        text=True,
    ) as app:
        assert app.stderr is not None
        assert app.stderr.readline() == "reading the video\n"
        app.terminate()
        assert app.stderr.read() == "stopped\n"
    assert app.returncode == 130
    assert list(place.iterdir()) == []
    assert not (tmp_path / "d.mp4").exists()


def test_every_verb_has_help_with_an_example() -> None:
    for verb in (
        "doctor",
        "probe",
        "frame",
        "imagine",
        "speak",
        "transcribe",
        "align",
        "dub",
        "film",
        "export",
    ):
        done = studio(verb, "--help")
        assert done.returncode == 0
        assert f"example: studio {verb}" in done.stdout


def test_speech_is_spoken_with_the_time_of_every_word(tmp_path: Path) -> None:
    spoken = result("speak", "Good evening, dear audience.", "--out", tmp_path / "s.wav", "--voice", "en-us")
    assert [word["text"] for word in spoken["words"]] == ["Good", "evening,", "dear", "audience."]
    assert 0.8 < spoken["duration_s"] < 4
    assert (tmp_path / "s.wav").stat().st_size > 10_000


def test_a_project_is_made_checked_undone_packed_and_unpacked(tmp_path: Path) -> None:
    made = result("project", "new", tmp_path / "Lighthouse")
    assert Path(made["file"]).name == "Lighthouse.studio"
    assert result("project", "check", tmp_path / "Lighthouse")["ok"] is True
    assert "nothing_to_undo" in refused("project", "undo", tmp_path / "Lighthouse")
    result("project", "pack", tmp_path / "Lighthouse", "--out", tmp_path / "l.studiopack")
    result("project", "unpack", tmp_path / "l.studiopack", "--out", tmp_path / "Copy")
    assert result("project", "info", tmp_path / "Copy")["kinds"]["sequence"] == 1


def test_a_damaged_project_is_restored_from_its_copies(tmp_path: Path) -> None:
    folder = tmp_path / "Lighthouse"
    result("project", "new", folder)
    assert refused("project", "restore", folder).startswith(
        "error: no_copy: There are no copies of Lighthouse."
    )
    with Project.open(folder) as project:
        first = project.snapshots.take(project.database, keep=24)
        first = first.rename(first.with_name("20260101T080000Z.studio-backup"))
        with project.edit("Add marker") as edit:
            edit.put(Marker(id="marker_one", parent=project.info.sequence, name="one", at=0))
        project.snapshots.take(project.database, keep=24)
        assert "project_busy" in refused("project", "restore", folder)
    file = folder / "Lighthouse.studio"
    data = file.read_bytes()
    file.write_bytes(data[:4096] + bytes(len(data) - 4096))
    assert "project_damaged" in refused("project", "info", folder)
    assert Path(result("project", "restore", folder)["path"]) == file
    assert result("project", "info", folder)["kinds"]["marker"] == 1
    assert Path(result("project", "restore", folder, "--copy", first)["copy"]) == first
    assert "marker" not in result("project", "info", folder)["kinds"]
    assert "no_copy" in refused("project", "restore", folder, "--copy", "nowhere.studio-backup")


def test_a_video_is_dubbed_inside_its_slots(clip: Path, tmp_path: Path) -> None:
    captions = tmp_path / "c.srt"
    captions.write_text(
        "1\n00:00:00,200 --> 00:00:01,600\nGood evening.\n\n"
        "2\n00:00:02,000 --> 00:00:03,800\nWelcome aboard.\n"
    )
    dubbed = result("dub", clip, "--captions", captions, "--out", tmp_path / "d.mp4", "--voice", "en-us")
    assert [line["overflow_s"] for line in dubbed["lines"]] == [0.0, 0.0]
    assert all(1.0 <= line["stretch"] <= 1.25 for line in dubbed["lines"])
    assert dubbed["verify"]["ok"] is True
    assert dubbed["verify"]["captions"] == 1
    assert dubbed["verify"]["frames"] == 100


def test_the_output_of_a_verb_without_json_is_for_people(clip: Path) -> None:
    done = studio("probe", clip)
    assert '"codec": "h264"' in done.stdout
