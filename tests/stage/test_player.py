"""The player: exact frames, the newest request, the clock without sound, missing files."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from studio.core import ticks
from studio.media.audio import pcm16, write_wav
from studio.media.ffmpeg import Encoder
from studio.media.frames import FrameReader
from studio.project.imports import import_file
from studio.project.model import Asset, CaptionTrack, Clip, Cue, MediaFacts, Sequence, Track, replace
from studio.render.sound.mixdown import mix
from studio.render.timeline import Timeline, TimelineClip, TimelineTrack
from studio.stage.player.state import transport
from studio.stage.player.view.playback import Player, close_player, shared_player
from studio.stage.player.view.render import RenderThread
from studio.stage.player.view.sound import Mixer
from studio.stage.player.view.viewer import Viewer
from studio.state.app_state import AppState, Look
from studio.video import clips, effects
from tests.apps import open_app
from tests.films import grey_film
from tests.kit.waiting import wait_for

SIZE = (64, 36)
FRAMES = 36


def pixels(picture: QImage) -> np.ndarray:
    shown = picture.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(shown.constBits(), np.uint8).reshape(shown.height(), shown.bytesPerLine())
    return rows[:, : shown.width() * 3].reshape(shown.height(), shown.width(), 3).copy()


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """36 frames of 24 a second, each with a grey level of its own."""
    path = tmp_path_factory.mktemp("film") / "levels.mp4"
    options = ["-c:v", "libx264", "-g", "12", "-pix_fmt", "yuv420p"]
    with Encoder(path, size=SIZE, rate=ticks.parse_rate("24/1"), options=options) as encoder:
        for index in range(FRAMES):
            encoder.write(np.full((SIZE[1], SIZE[0], 3), 20 + 6 * index, np.uint8))
    return path


@pytest.fixture
def app(qapp: QApplication, tmp_path: Path, film: Path) -> Iterator[AppState]:
    with open_app(tmp_path) as state:
        project = state.require_project()
        track = next(lane for lane in project.children(state.sequence_id, Track) if lane.role == "video")
        clips.add_clip(project, track.id, import_file(project, film), 0)
        yield state
        close_player(state)
    QCoreApplication.sendPostedEvents()


@pytest.fixture
def player(app: AppState) -> Player:
    made = shared_player(app)
    made.set_view_size(640, 360)
    wait_for(lambda: made.picture is not None)
    return made


def test_a_seek_shows_exactly_that_frame(app: AppState, player: Player, film: Path) -> None:
    got: list[tuple[QImage, int]] = []
    player.frame_ready.connect(lambda picture, index: got.append((picture, index)))
    with FrameReader(film) as reader:
        for index in (30, 7, 8, 35, 0):
            app.seek(ticks.from_frame(index, app.sequence().frame_rate))
            wait_for(lambda index=index: got and got[-1][1] == index)
            assert np.array_equal(pixels(got[-1][0]), reader.frame(index))


def test_a_drag_shows_the_frame_a_clip_would_begin_or_end_with(
    app: AppState, player: Player, film: Path
) -> None:
    got: list[QImage] = []
    player.frame_ready.connect(lambda picture, _index: got.append(picture))
    rate, (clip,) = app.sequence().frame_rate, app.require_project().all(Clip)
    at = ticks.from_frame(20, rate)
    with FrameReader(film) as reader:
        app.look = Look(at, replace(clip, start=at, duration=clip.duration - at, source_in=at))
        wait_for(lambda: bool(got) and np.array_equal(pixels(got[-1]), reader.frame(20)))
        assert player.overlays() == []
        # Beyond what the sequence shows there: the clip as it would become is what counts.
        app.look = Look(ticks.from_frame(3, rate), replace(clip, source_in=ticks.from_frame(9, rate)))
        wait_for(lambda: np.array_equal(pixels(got[-1]), reader.frame(12)))
        app.look = None
        wait_for(lambda: np.array_equal(pixels(got[-1]), reader.frame(0)))


def test_the_newest_request_wins(app: AppState, player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[int] = []
    asked = threading.Event()

    def picture(thread: RenderThread, *args: Any) -> QImage:
        assert asked.wait(30)  # rendering does not go on before everything has been asked for
        return make(thread, *args)

    make = RenderThread._picture
    monkeypatch.setattr(RenderThread, "_picture", picture)
    player.frame_ready.connect(lambda _picture, index: shown.append(index))
    rate = app.sequence().frame_rate
    for index in list(range(30)) * 20:
        app.seek(ticks.from_frame(index, rate))
    app.seek(ticks.from_frame(33, rate))
    asked.set()
    wait_for(lambda: shown and shown[-1] == 33)
    assert len(shown) <= 3, "the one in hand, a draft of the newest and itself; the others are dropped"


def test_without_a_sound_device_the_wall_clock_leads(app: AppState, player: Player) -> None:
    began = time.monotonic()
    player.play()
    wait_for(lambda: app.playhead >= ticks.from_seconds(0.5))
    passed = time.monotonic() - began
    assert ticks.to_seconds(app.playhead) <= passed + 0.05
    player.pause()
    at = app.playhead
    assert at == ticks.snap(at, app.sequence().frame_rate)
    assert not app.playing


def test_it_stops_on_the_last_frame_and_begins_anew(app: AppState, player: Player) -> None:
    rate = app.sequence().frame_rate
    app.seek(ticks.from_frame(FRAMES - 4, rate))
    player.play()
    wait_for(lambda: not app.playing)
    assert ticks.to_frame(app.playhead, rate) == FRAMES - 1
    player.play()
    assert app.playhead == 0
    player.pause()


def test_a_loop_stays_inside_the_range(app: AppState, player: Player) -> None:
    rate = app.sequence().frame_rate
    app.seek(ticks.from_frame(10, rate))
    transport.mark_in(app)
    app.seek(ticks.from_frame(13, rate))
    transport.mark_out(app)
    assert app.out_point == ticks.from_frame(14, rate)
    player.set_loop(True)
    seen: list[int] = []
    app.watch("playhead", lambda at: seen.append(ticks.to_frame(at, rate)))
    player.play()
    wait_for(lambda: seen.count(10) >= 3)
    player.pause()
    assert set(seen) <= {10, 11, 12, 13}


def test_shuttle_doubles_its_speed_and_turns_round(app: AppState, player: Player) -> None:
    player.shuttle(1)
    player.shuttle(1)
    assert player.speed == 2
    assert app.playing
    player.shuttle(-1)
    assert player.speed == -1
    player.pause()
    assert player.speed == 1


def test_an_edit_shows_at_once(app: AppState, player: Player) -> None:
    project = app.require_project()
    clip = project.all(Clip)[0]
    before = pixels(cast("QImage", player.picture)).mean()
    effects.set_param(project, clip.id, "colour", {"exposure": 2.0})
    wait_for(lambda: pixels(cast("QImage", player.picture)).mean() > before + 5)
    app.undo()
    wait_for(lambda: pixels(cast("QImage", player.picture)).mean() < before + 1)


def test_a_missing_file_is_named_in_the_picture_and_raises_nothing(app: AppState, player: Player) -> None:
    project = app.require_project()
    track = project.get(project.all(Clip)[0].parent, Track)

    with project.edit("Lose it") as edit:
        edit.put(Asset(id="gone", parent="project", name="gone", media="video", source="nowhere.mp4"))
        edit.put(
            Clip(
                id="hole",
                parent=track.id,
                asset="gone",
                start=ticks.from_seconds(10),
                duration=ticks.from_seconds(1),
            )
        )
    wait_for(lambda: player.duration > ticks.from_seconds(10))
    got: list[QImage] = []
    player.frame_ready.connect(lambda picture, _index: got.append(picture))
    app.seek(ticks.from_seconds(10.5))
    wait_for(lambda: got and pixels(got[-1]).max() > 60)


def test_a_film_that_is_replaced_while_it_is_shown_is_seen_after_a_look(
    app: AppState, tmp_path: Path
) -> None:
    project = app.require_project()
    source = grey_film(tmp_path / "replaced.mp4", 60)
    clip, asset = project.all(Clip)[0], import_file(project, source)
    with project.edit("Other film") as edit:
        edit.put(replace(clip, asset=asset.id, duration=ticks.from_seconds(2)))
    player = shared_player(app)
    player.set_view_size(640, 360)

    def mean() -> float:
        return float(pixels(player.picture).mean()) if player.picture is not None else -1.0

    wait_for(lambda: abs(mean() - 60) < 3)
    for frame in (0, 40):
        app.seek(ticks.from_frame(frame, app.sequence().frame_rate))
    wait_for(lambda: player.proxies.idle)
    grey_film(source, 200, frames=24)
    app.sources.look()
    wait_for(lambda: abs(mean() - 200) < 3)
    wait_for(lambda: player.proxies.idle)
    app.seek(0)
    source.write_bytes(b"no film")
    app.sources.look()
    wait_for(lambda: 0 <= mean() < 60)
    source.unlink()
    app.sources.look()
    grey_film(source, 120)
    app.sources.look()
    wait_for(lambda: abs(mean() - 120) < 3)


def test_captions_lie_over_the_frame_when_they_are_drawn(app: AppState, player: Player) -> None:
    project = app.require_project()
    lane = project.children(app.sequence_id, CaptionTrack)[0]
    assert player.overlays() == []
    with project.edit("Cue") as edit:
        edit.put(Cue(id="cue", parent=lane.id, start=0, end=ticks.from_seconds(1), text="Hello"))
    wait_for(player.overlays)
    overlay = player.overlays()[0]
    assert overlay.y > SIZE[1] // 2, "at the bottom"
    app.seek(ticks.from_seconds(1.2))
    assert player.overlays() == []


def test_sound_mixed_in_blocks_is_the_sound_mixed_at_once(tmp_path: Path) -> None:
    second = ticks.TICKS_PER_SECOND
    noise = np.random.default_rng(5).uniform(-0.3, 0.3, (48_000 * 8, 2)).astype(np.float32)
    write_wav(tmp_path / "noise.wav", noise, 48_000)
    facts = MediaFacts(duration=8 * second, has_audio=True)

    def entry(name: str, start: int, length: int, **fields: int) -> TimelineClip:
        clip = Clip(id=name, asset="noise", start=start, duration=length, **fields)
        return TimelineClip(
            clip=clip, path=str(tmp_path / "noise.wav"), media="audio", identity="noise", facts=facts
        )

    lane = TimelineTrack(
        track=Track(id="t", name="t", role="sound"),
        clips=(
            entry("one", 0, 5 * second, fade_in=second, source_in=second),
            entry("two", 4 * second, 3 * second, fade_over=second, fade_out=second // 2),
        ),
    )
    film = Timeline(sequence=Sequence(id="s", name="s"), tracks=(lane,), captions=())
    whole = pcm16(mix(film, 0, 8 * second, to_loudness=False))
    mixer = Mixer(film, 0, 8 * second)
    mixer.start()
    parts: list[bytes] = []
    wait_for(lambda: (part := mixer.take()) == b"" or (part and parts.append(part)))
    mixer.join()
    got, wanted = (np.frombuffer(data, np.int16).astype(int) for data in (b"".join(parts), whole))
    assert len(got) == len(wanted)
    assert np.abs(got - wanted).max() <= 1


def test_an_empty_sequence_says_what_to_do(app: AppState, player: Player) -> None:
    viewer = Viewer(app)
    viewer.show()
    assert viewer.stage.isVisible()
    project = app.require_project()
    clips.delete(project, [project.all(Clip)[0].id])
    wait_for(viewer.empty.isVisible)
    assert not viewer.transport.isEnabled()
    app.undo()
    wait_for(viewer.stage.isVisible)
    viewer.close()


def test_a_time_typed_into_the_viewer_moves_the_playhead(app: AppState, player: Player) -> None:
    viewer = Viewer(app)
    viewer.time.setText("0.5")
    viewer.time.returnPressed.emit()
    assert app.playhead == ticks.from_seconds(0.5)
    app.step(1)
    assert viewer.time.text() == "00:00:00:13"


def test_a_narrow_viewer_keeps_the_buttons_that_play(app: AppState, player: Player) -> None:
    viewer = Viewer(app)
    viewer.show()
    viewer.resize(260, 240)
    wait_for(lambda: viewer.width() == 260)
    QCoreApplication.sendPostedEvents()
    widgets = [viewer.time, viewer.back, viewer.play, viewer.on]
    assert all(widget.isVisible() for widget in widgets)
    assert not viewer.loop.isVisible()
    edges = [widget.geometry() for widget in widgets]
    assert all(left.right() < right.left() for left, right in pairwise(edges))
    viewer.resize(900, 500)
    assert viewer.loop.isVisible()
    assert viewer.length.isVisible()
    viewer.close()


def test_play_stays_under_the_pointer_while_it_plays(app: AppState, player: Player) -> None:
    viewer = Viewer(app)
    viewer.resize(1000, 500)
    viewer.show()
    wait_for(lambda: viewer.transport.width() == 1000)
    QCoreApplication.sendPostedEvents()
    place = viewer.play.mapTo(viewer, viewer.play.rect().center())
    player.shuttle(1)
    player.shuttle(1)
    player.silent = True  # as on a machine without a sound device
    player.transport_changed.emit()
    wait_for(viewer.silent_words.isVisible)
    QCoreApplication.sendPostedEvents()
    assert viewer.speed.text() == "2×"
    assert viewer.play.mapTo(viewer, viewer.play.rect().center()) == place
    player.pause()
    viewer.close()


def test_many_calls_into_qt_leave_the_process_alive() -> None:
    """PySide6 6.12 gives back a True per emit that it never took; see ui.singletons."""
    code = (
        "from studio.window.runtime.singletons import hold_singletons; hold_singletons()\n"
        "from PySide6.QtCore import QObject, Signal\n"
        "class Sender(QObject):\n    sent = Signal()\n"
        "sender = Sender()\n"
        "for _ in range(200_000):\n    sender.sent.emit(); sender.setObjectName('a'); sender.property('b')\n"
        "print('alive')"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert answer.stdout.strip() == "alive", answer.stderr
