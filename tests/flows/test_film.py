"""From a script to a film on the timeline, with the real speech engine and small pictures."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from studio.core import ticks
from studio.flows import film
from studio.flows.film import FilmMaker, lay_out
from studio.flows.scenes import load_script, needs_picture, picture_request
from studio.jobs.project_results import ProjectResults
from studio.jobs.session import JobSession
from studio.media.images import save_png
from studio.project import imports
from studio.project.handle import Project
from studio.project.model import (
    CaptionTrack,
    Clip,
    Cue,
    Keyframe,
    Line,
    Scene,
    Sequence,
    Speaker,
    Take,
    Track,
    replace,
)
from studio.render.timeline import snapshot

SCRIPT = """Title: Two scenes

EXT. CLIFF - DAY

= a red lighthouse on a cliff at noon

[[move: push-in]]

MARA
Good morning, dear sea.

INT. HOUSE - NIGHT

= a yellow house at night

MARA
(whispering)
Nobody is awake now.

TOMAS
I am.
"""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with film.new_film(tmp_path / "Film", "Film", SCRIPT, seed=3) as made:
        yield made


@pytest.fixture(scope="module")
def session() -> Iterator[JobSession]:
    with JobSession() as running:
        running.wait_for_engines()
        yield running


def give_pictures(project: Project, tmp_path: Path) -> None:
    for number, scene in enumerate(project.all(Scene)):
        path = tmp_path / f"{number}.png"
        save_png(path, np.full((96, 160, 3), 60 + 100 * number, np.uint8))
        asset = imports.import_file(project, path)
        with project.edit("Picture") as edit:
            edit.put(replace(edit.get(scene.id, Scene), picture=asset.id))


def speak(project: Project, session: JobSession) -> None:
    from studio.flows import deliveries

    session.queue.open_store(str(project.folder), ProjectResults(project))
    deliveries.register(session.queue, lambda: project)
    film.cast(project, session.registry.get(film.SPEECH))
    requests = [
        request
        for request in film.missing(project, project.info.sequence, session.registry)
        if request.workspace == "voice"
    ]
    assert all(job.state == "succeeded" for job in session.run(requests))
    session.queue.close_store(str(project.folder))


def test_a_script_becomes_scenes_and_lines_with_speakers(project: Project) -> None:
    assert [scene.prompt for scene in project.all(Scene)] == [
        "a red lighthouse on a cliff at noon",
        "a yellow house at night",
    ]
    assert next(scene.move for scene in project.all(Scene)) == "push-in"
    assert [line.text for line in project.all(Line)] == [
        "Good morning, dear sea.",
        "Nobody is awake now.",
        "I am.",
    ]
    assert {speaker.name for speaker in project.all(Speaker)} >= {"MARA", "TOMAS"}


def test_loading_a_changed_script_keeps_what_is_the_same(project: Project, tmp_path: Path) -> None:
    give_pictures(project, tmp_path)
    scenes, lines = project.all(Scene), project.all(Line)
    load_script(project, project.info.sequence, SCRIPT.replace("I am.", "I am, my dear."))
    assert project.all(Scene) == scenes
    assert [line.id for line in project.all(Line)] == [line.id for line in lines]
    load_script(project, project.info.sequence, SCRIPT.replace("a yellow house", "a blue house"))
    assert [scene.picture for scene in project.all(Scene)] == [scene.picture for scene in scenes]


def test_a_picture_is_asked_for_only_where_it_is_missing(
    project: Project, tmp_path: Path, session: JobSession
) -> None:
    scene = project.all(Scene)[0]
    assert needs_picture(project, scene)
    request = picture_request(project, scene, session.registry.spec("image_diffusers"))
    assert request.params["prompt"] == scene.prompt
    assert request.seed == scene.seed
    give_pictures(project, tmp_path)
    assert not needs_picture(project, project.all(Scene)[0])


def test_the_film_is_laid_out_with_captions_on_the_words(
    project: Project, tmp_path: Path, session: JobSession
) -> None:
    give_pictures(project, tmp_path)
    speak(project, session)
    spans = lay_out(project, project.info.sequence)
    rate = project.all(Sequence)[0].frame_rate
    assert all(span.start == ticks.snap(span.start, rate) for span in spans)
    assert [span.start for span in spans] == [0, spans[0].duration]
    pictures = sorted((clip for clip in project.all(Clip) if clip.scene), key=lambda clip: clip.start)
    assert [clip.start for clip in pictures] == [span.start for span in spans]
    assert pictures[-1].end == spans[-1].start + spans[-1].duration
    assert pictures[0].end - pictures[1].start == pictures[1].fade_over > 0
    for clip in (entry for entry in project.all(Clip) if entry.line):
        take = project.get(project.get(clip.line, Line).take, Take)
        words = [word for cue in project.all(Cue) if cue.line == clip.line for word in cue.words]
        assert [word.text for word in words] == [word.text for word in take.words]
        for word, spoken in zip(words, take.words, strict=True):
            assert abs(word.start - (clip.start + spoken.start)) < ticks.TICKS_PER_SECOND * 0.15


def test_a_second_layout_changes_nothing_and_keeps_corrected_captions(
    project: Project, tmp_path: Path, session: JobSession
) -> None:
    give_pictures(project, tmp_path)
    speak(project, session)
    lay_out(project, project.info.sequence)
    steps = len(project.history(1000))
    lay_out(project, project.info.sequence)
    assert len(project.history(1000)) == steps
    cue = project.all(Cue)[-1]
    with project.edit("Correct") as edit:
        edit.put(replace(cue, text="I am!"))
    with project.edit("Longer") as edit:
        edit.put(replace(project.all(Track)[0], name="Pictures"))
    lay_out(project, project.info.sequence)
    assert project.get(cue.id, Cue).text == "I am!"
    assert len(project.all(Keyframe)) == 2 + len(
        [key for key in project.all(Keyframe) if "scale_" not in key.id]
    )


def test_other_words_of_a_line_get_other_captions(
    project: Project, tmp_path: Path, session: JobSession
) -> None:
    give_pictures(project, tmp_path)
    speak(project, session)
    lay_out(project, project.info.sequence)
    last = next(line for line in project.all(Line) if line.text == "I am.")
    with project.edit("Edit line") as edit:
        edit.put(replace(last, text="Well, I am."))
    speak(project, session)
    lay_out(project, project.info.sequence)
    assert [cue.text for cue in project.all(Cue) if cue.line == last.id] == ["Well, I am."]


def test_another_seed_gives_other_pictures_of_the_same_scenes(project: Project, tmp_path: Path) -> None:
    give_pictures(project, tmp_path)
    before = project.all(Scene)
    load_script(project, project.info.sequence, SCRIPT, seed=4)
    assert project.all(Scene) == before, "loading a script again changes no picture by itself"
    load_script(project, project.info.sequence, SCRIPT, seed=4, reseed=True)
    assert [scene.id for scene in project.all(Scene)] == [scene.id for scene in before]
    assert all(new.seed != old.seed for new, old in zip(project.all(Scene), before, strict=True))


def test_no_caption_hangs_into_the_next_line_or_out_of_its_scene(tmp_path: Path, session: JobSession) -> None:
    """Three short lines in a row stay on screen for less than a reader would want; the last words of a scene
    are many and fast.
    """
    script = (
        ".ONE\n\nMARA\n(fast)\nNo.\n\nTOMAS\n(fast)\nOh.\n\nMARA\n(fast)\nYes.\n\n"
        ".TWO\n\nMARA\n(fast)\n" + "It is a bit of a pity, but I did it as I said I would. " * 4
    )
    with film.new_film(tmp_path / "Quick", "Quick", script, seed=3) as project:
        give_pictures(project, tmp_path)
        speak(project, session)
        spans = lay_out(project, project.info.sequence)
        cues = sorted(project.all(Cue), key=lambda cue: cue.start)
        for cue, following in itertools.pairwise(cues):
            assert cue.end <= following.start
        for cue in cues:
            (span,) = [span for span in spans if span.start <= cue.start < span.start + span.duration]
            assert cue.end <= span.start + span.duration
        assert snapshot(project, project.info.sequence).duration == sum(span.duration for span in spans)


def test_a_script_without_a_scene_has_a_picture_to_speak_over(tmp_path: Path) -> None:
    with film.new_film(tmp_path / "Bare", "Bare", "MARA\nGood morning, dear sea.\n") as project:
        assert [scene.prompt for scene in project.all(Scene)] == ["Good morning, dear sea."]


def test_captions_take_the_language_of_the_script(tmp_path: Path) -> None:
    with film.new_film(tmp_path / "A", "A", "Language: de\n\n.MEER\n\nJAN\nGuten Tag.\n") as project:
        assert [track.language for track in project.all(CaptionTrack)] == ["de"]
    with film.new_film(tmp_path / "B", "B", ".海\n\n@李\n你好，世界。\n") as project:
        assert [track.language for track in project.all(CaptionTrack)] == ["zh"]


def test_a_voice_that_does_not_exist_is_told(tmp_path: Path, session: JobSession) -> None:
    with film.new_film(tmp_path / "C", "C", ".SEA\n\nJAN [[voice: nobody]]\nHello.\n") as project:
        (problem,) = film.cast(project, session.registry.get(film.SPEECH))
        assert problem.code == "voice_unknown"


def test_the_maker_reports_what_failed_and_still_lays_out(
    project: Project, tmp_path: Path, session: JobSession
) -> None:
    from studio.flows import deliveries

    with project.edit("No pictures wanted") as edit:
        for scene in project.all(Scene):
            edit.put(replace(scene, prompt=""))
    session.queue.open_store(str(project.folder), ProjectResults(project))
    deliveries.register(session.queue, lambda: project)
    maker = FilmMaker(session.queue, project)
    reports: list[object] = []
    maker.finished.connect(reports.append)
    maker.start()
    session.pump_until(lambda: bool(reports))
    session.queue.close_store(str(project.folder))
    assert reports == [()]
    assert len([clip for clip in project.all(Clip) if clip.line]) == 3
