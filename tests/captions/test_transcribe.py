"""Speech becomes a caption track, with and without a project."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from studio.captions import align, transcribe
from studio.captions.tracks import cues_of_track
from studio.core.errors import InputError
from studio.core.ticks import from_seconds, to_seconds
from studio.engines.align import pocketsphinx as align_pocketsphinx
from studio.engines.recognise import pocketsphinx as recognise_pocketsphinx
from studio.jobs.model import Job, JobOutput
from studio.jobs.project_results import ProjectResults
from studio.jobs.session import JobSession, require_success
from studio.project.handle import Project
from studio.project.imports import import_file
from studio.project.model import Asset, CaptionTrack, Clip, Cue, Word

SPECS = {spec.id: spec for spec in (align_pocketsphinx.SPEC, recognise_pocketsphinx.SPEC)}


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "p") as opened:
        yield opened


def finished(
    project: Project, tmp_path: Path, job_id: str, **target: str
) -> tuple[Job, tuple[JobOutput, ...]]:
    """A job whose engine heard two sentences."""
    words = [
        {"text": "Hello", "start_s": 1.0, "end_s": 1.4},
        {"text": "there.", "start_s": 1.5, "end_s": 1.9},
    ]
    words += [{"text": "Bye.", "start_s": 4.0, "end_s": 4.5}]
    path = tmp_path / "words.json"
    path.write_text(json.dumps({"words": words, "language": "en"}), encoding="utf-8")
    asset = Asset(id="a", name="talk", media="video")
    request = transcribe.transcribe_request(
        project,
        asset,
        path,
        SPECS.get,
        sequence=project.info.sequence,
        track=target.get("track", ""),
        clip=target.get("clip", ""),
    )
    return Job(id=job_id, request=request), (JobOutput(role="words", path=str(path)),)


def test_words_become_cues_of_the_empty_track_once(project: Project, tmp_path: Path):
    job, outputs = finished(project, tmp_path, "job1")
    track = transcribe.deliver(project, job, outputs)
    assert [cue.text for cue in cues_of_track(project, track.id)] == ["Hello there.", "Bye."]
    assert len(project.all(CaptionTrack)) == 1
    label = project.undo_label
    with project.edit("Correct") as edit:
        edit.put(msgspec.structs.replace(project.children(track.id, Cue)[0], text="Hi there."))
    transcribe.deliver(project, job, outputs)
    assert (label, project.undo_label) == ("Transcribe", "Correct")
    again = transcribe.deliver(project, *finished(project, tmp_path, "job2"))
    assert again.id != track.id
    transcribe.deliver(project, *finished(project, tmp_path, "job3", track=again.id))
    assert len(project.all(CaptionTrack)) == 2


def test_cues_follow_the_clip_that_plays_the_file(project: Project, tmp_path: Path):
    second = from_seconds(1)
    clip = Clip(id="c", asset="a", start=10 * second, duration=second, source_in=second, speed="2/1")
    words = (Word("in", second, 2 * second), Word("out", 4 * second, 5 * second))
    assert transcribe.on_timeline(words, clip) == (Word("in", 10 * second, 10 * second + second // 2),)


def test_an_unknown_engine_is_refused(project: Project, tmp_path: Path):
    with pytest.raises(InputError, match="speech_x"):
        transcribe.recognise_request(tmp_path, "speech_x", SPECS.get)
    (tmp_path / "script.txt").write_text(" \n...\n", encoding="utf-8")
    with pytest.raises(InputError, match="no words"):
        align.script_text(tmp_path / "script.txt")


def test_a_recording_is_transcribed_into_the_project_and_aligned_without_one(project: Project, media: Path):
    wav = media / "speech" / "austen_0880.wav"
    asset = import_file(project, wav)
    text = align.script_text(wav.with_suffix(".txt"))
    truth = json.loads(wav.with_suffix(".align.json").read_text(encoding="utf-8"))
    with JobSession() as session:
        session.wait_for_engines()
        session.queue.open_store(str(project.folder), ProjectResults(project))
        session.queue.on_result(
            transcribe.TRANSCRIBE, lambda job, outputs: transcribe.deliver(project, job, outputs)
        )
        request = transcribe.transcribe_request(
            project,
            asset,
            transcribe.speech_audio(project, asset),
            session.registry.spec,
            sequence=project.info.sequence,
        )
        (job,) = session.run([request])
        require_success(job)
        aligned = align.align_media(session, wav, text)
    (track,) = project.all(CaptionTrack)
    heard = {word.text.lower().strip(".,") for cue in cues_of_track(project, track.id) for word in cue.words}
    said = {word.lower().strip(".,;") for word in text.split()}
    assert len(heard & said) / len(said) > 0.6
    assert [word.text for word in aligned.words] == text.split()
    starts = [word["b"] for word in truth["w"] if word["t"] not in ("<s>", "</s>", "<sil>")]
    assert (
        max(abs(to_seconds(word.start) - start) for word, start in zip(aligned.words, starts, strict=True))
        < 0.2
    )
    assert all(cue.start == cue.words[0].start for cue in aligned.cues)
