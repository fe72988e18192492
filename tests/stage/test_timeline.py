"""The timeline: where things lie, what the mouse does to them, and that a large project stays smooth."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.core import ticks
from studio.core.settings import Settings
from studio.jobs.queue import JobQueue
from studio.jobs.registry import EngineRegistry
from studio.jobs.store import JobStore
from studio.media import ffmpeg
from studio.media.images import save_png
from studio.project.handle import Project
from studio.project.imports import import_file
from studio.project.model import Asset, CaptionTrack, Clip, Cue, MediaFacts, Sequence, Track, replace
from studio.stage.timeline.view.dock import TimelineDock
from studio.stage.timeline.view.geometry import HEADER, RULER, ruler_step
from studio.stage.timeline.view.menus import gap_menu
from studio.stage.timeline.view.widget import TimelineView
from studio.state.app_state import AppState, Look
from studio.state.background import InlineTasks
from studio.state.library import ASSET_MIME
from studio.video import retime
from studio.video.clips import add_clip
from tests.counting import calls_of
from tests.kit.accessibility import unnamed
from tests.kit.waiting import WAIT_MS

SECOND = ticks.TICKS_PER_SECOND
NONE, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project.create(tmp_path / "Film")
    facts = MediaFacts(duration=20 * SECOND, width=1280, height=720, rate="24/1", has_video=True)
    heard = MediaFacts(duration=20 * SECOND, has_audio=False)
    with made.edit("Import") as edit:
        for name in ("one", "two"):
            edit.put(
                Asset(id=name, parent="project", name=name, media="video", source=f"{name}.mp4", facts=facts)
            )
        edit.put(
            Asset(id="song", parent="project", name="song", media="audio", source="song.wav", facts=heard)
        )
    yield made
    made.close()


@pytest.fixture
def app(project: Project) -> Iterator[AppState]:
    queue = JobQueue(JobStore(None), EngineRegistry())
    state = AppState(Settings(), queue, InlineTasks())
    state.set_project(project)
    yield state
    state.project_changed.disconnect()
    state.field_changed.disconnect()


@pytest.fixture
def dock(qapp: QApplication, qtbot: QtBot, app: AppState) -> TimelineDock:
    """Two clips of four seconds at 0 and 6, and a cue from 1 to 2, at 50 px a second."""
    project = app.require_project()
    sequence = project.all(Sequence)[0]
    video = track_of(project, "video")
    add_clip(project, video, project.get("one", Asset), 0, duration=4 * SECOND, source_in=2 * SECOND)
    add_clip(project, video, project.get("two", Asset), 6 * SECOND, duration=4 * SECOND)
    captions = project.children(sequence.id, CaptionTrack)[0]
    with project.edit("Cue") as edit:
        edit.put(Cue(id="cue", parent=captions.id, start=SECOND, end=2 * SECOND, text="Hello there"))
    made = TimelineDock(app)
    qtbot.addWidget(made)
    made.resize(1000, 240)
    made.show()
    made.state.zoom = 50.0
    return made


def track_of(project: Project, role: str) -> str:
    sequence = project.all(Sequence)[0]
    return next(track.id for track in project.children(sequence.id, Track) if track.role == role)


def clips(project: Project) -> list[tuple[str, float, float]]:
    found = sorted(project.all(Clip), key=lambda clip: clip.start)
    return [(clip.asset, clip.start / SECOND, clip.end / SECOND) for clip in found]


def point(view: TimelineView, kind: str, seconds: float) -> QPoint:
    """A point on the first lane of a kind."""
    row = next(row for row in view.geometry_.rows if row.lane.kind == kind)
    return QPoint(round(view.geometry_.x(int(seconds * SECOND))), view.geometry_.y(row) + row.height // 2)


def moved(at: QPointF, view: TimelineView, modifiers: Qt.KeyboardModifier) -> QMouseEvent:
    left = Qt.MouseButton.LeftButton
    return QMouseEvent(
        QEvent.Type.MouseMove, at, QPointF(view.mapToGlobal(at)), Qt.MouseButton.NoButton, left, modifiers
    )


def drag(view: TimelineView, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.mousePress(view, Qt.MouseButton.LeftButton, modifiers, start)
    for share in (0.3, 0.7, 1.0):
        at = QPointF(start) + (QPointF(end) - QPointF(start)) * share
        move = moved(at, view, modifiers)
        QApplication.sendEvent(view, move)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, modifiers, end)


def test_times_and_pixels_are_each_others_inverse(dock: TimelineDock) -> None:
    geo = dock.view.geometry_
    dock.state.scroll = 3 * SECOND
    assert geo.x(3 * SECOND) == HEADER
    assert geo.x(5 * SECOND) == HEADER + 100
    assert geo.when(geo.x(7 * SECOND)) == 7 * SECOND
    assert geo.when(-10_000) == 0


def test_the_pointer_finds_edges_bodies_toggles_and_gaps(dock: TimelineDock) -> None:
    view = dock.view

    def part(kind: str, seconds: float, offset: int = 0) -> str:
        return view.geometry_.hit(QPointF(point(view, kind, seconds) + QPoint(offset, 0))).part

    assert part("video", 2) == "body"
    assert part("video", 4, -2) == "end"
    assert part("video", 6, 2) == "start"
    assert part("video", 5) == "lane"
    assert part("captions", 1.5) == "body"
    row = view.geometry_.rows[0]
    hit = view.geometry_.hit(QPointF(view.geometry_.toggle_rect(row, 0).center()))
    assert (hit.part, hit.toggle) == ("toggle", "muted")
    assert view.geometry_.hit(QPointF(300, 5)).part == "ruler"


def test_a_clip_is_dragged_onto_the_edge_of_another_and_undo_brings_it_back(
    dock: TimelineDock, project: Project
) -> None:
    view = dock.view
    before = clips(project)
    # Two pixels short of the end of the first clip: the magnet closes the gap.
    drag(view, point(view, "video", 8), point(view, "video", 6) + QPoint(2, 0))
    assert clips(project) == [("one", 0, 4), ("two", 4, 8)]
    assert project.undo_label == "Move"
    project.undo()
    assert clips(project) == before


def test_without_the_magnet_a_clip_stays_where_it_is_dropped_on_a_frame(
    dock: TimelineDock, project: Project
) -> None:
    dock.magnet.click()
    drag(dock.view, point(dock.view, "video", 8), point(dock.view, "video", 6) + QPoint(2, 0))
    start = next(clip.start for clip in project.all(Clip) if clip.asset == "two")
    assert start > 4 * SECOND
    assert start == ticks.snap(start, project.all(Sequence)[0].frame_rate)


def test_an_edge_is_trimmed_and_with_shift_what_follows_closes_up(
    dock: TimelineDock, project: Project
) -> None:
    view = dock.view
    drag(view, point(view, "video", 4) + QPoint(-2, 0), point(view, "video", 3) + QPoint(-2, 0))
    assert clips(project)[0] == ("one", 0, 3)
    assert project.undo_label == "Trim"
    project.undo()
    drag(view, point(view, "video", 4) + QPoint(-2, 0), point(view, "video", 3) + QPoint(-2, 0), SHIFT)
    assert clips(project) == [("one", 0, 3), ("two", 5, 9)]


def test_the_project_is_not_touched_before_the_button_is_let_go(dock: TimelineDock, project: Project) -> None:
    view = dock.view
    label = project.undo_label
    QTest.mousePress(view, Qt.MouseButton.LeftButton, NONE, point(view, "video", 8))
    QApplication.sendEvent(view, moved(QPointF(point(view, "video", 9)), view, NONE))
    assert project.undo_label == label
    assert view.painting.ghost is not None
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, NONE, point(view, "video", 9))
    assert project.undo_label == label
    assert view.painting.ghost is None


def test_nothing_is_dragged_in_a_project_that_is_only_read(
    dock: TimelineDock, app: AppState, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Project, "read_only", property(lambda _project: True))
    before, view = clips(project), dock.view
    drag(view, point(view, "video", 4) - QPoint(2, 0), point(view, "video", 3) - QPoint(2, 0))
    drag(view, point(view, "video", 2), point(view, "video", 5))
    assert clips(project) == before
    assert app.error is None
    assert len(app.selection) == 1, "it can still be chosen and looked at"


def test_the_viewer_looks_at_the_edge_while_it_is_dragged(dock: TimelineDock, app: AppState) -> None:
    view, frame = dock.view, SECOND // 24
    dock.state.magnet = False
    first, second = sorted(app.require_project().all(Clip), key=lambda clip: clip.start)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, NONE, point(view, "video", 4) - QPoint(2, 0))
    QApplication.sendEvent(view, moved(QPointF(point(view, "video", 5) - QPoint(2, 0)), view, NONE))
    assert app.look == Look(5 * SECOND - frame, replace(first, duration=5 * SECOND)), "its last frame"
    assert view.painting.ghost is not None
    assert view.painting.ghost.note == (5 * SECOND, "00:00:05:00   +01:00")
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert app.look is None
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, NONE, point(view, "video", 5))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, NONE, point(view, "video", 6) + QPoint(2, 0))
    QApplication.sendEvent(view, moved(QPointF(point(view, "video", 7) + QPoint(2, 0)), view, NONE))
    assert app.look == Look(
        7 * SECOND, replace(second, start=7 * SECOND, duration=3 * SECOND, source_in=SECOND)
    )
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, NONE, point(view, "video", 7) + QPoint(2, 0))
    assert app.look is None
    assert app.require_project().get(second.id, Clip).start == 7 * SECOND


def test_a_cue_is_moved_and_its_edge_dragged(dock: TimelineDock, project: Project) -> None:
    view = dock.view
    dock.state.magnet = False
    drag(view, point(view, "captions", 1.5), point(view, "captions", 3.5))
    cue = project.get("cue", Cue)
    assert (cue.start, cue.end) == (3 * SECOND, 4 * SECOND)
    drag(view, point(view, "captions", 4) + QPoint(-2, 0), point(view, "captions", 5) + QPoint(-2, 0))
    assert project.get("cue", Cue).end == 5 * SECOND


def test_a_double_click_on_a_cue_opens_it_in_captions(dock: TimelineDock, app: AppState) -> None:
    QTest.mouseDClick(dock.view, Qt.MouseButton.LeftButton, NONE, point(dock.view, "captions", 1.5))
    assert app.workspace == "captions"
    assert app.selection == frozenset({"cue"})
    assert app.playhead == SECOND


def test_clicks_and_a_rubber_band_choose_what_the_whole_window_has_chosen(
    dock: TimelineDock, app: AppState
) -> None:
    view = dock.view
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, NONE, point(view, "video", 2))
    assert [clip.asset for clip in app.selected(Clip)] == ["one"]
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, CONTROL, point(view, "video", 8))
    assert {clip.asset for clip in app.selected(Clip)} == {"one", "two"}
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, NONE, point(view, "video", 5))
    assert app.selection == frozenset()
    drag(view, point(view, "video", 5), point(view, "captions", 1.5))
    assert "cue" in app.selection
    assert [clip.asset for clip in app.selected(Clip)] == ["one"]


def test_the_first_media_is_shown_whole_and_later_ones_leave_the_view_alone(
    qapp: QApplication, qtbot: QtBot, app: AppState
) -> None:
    made = TimelineDock(app)
    qtbot.addWidget(made)
    made.resize(1000, 240)
    made.show()
    made.state.drop(["one", "two"], 0)
    geo = made.view.geometry_
    assert made.state.duration == 40 * SECOND
    qtbot.waitUntil(lambda: made.state.zoom < 60, timeout=WAIT_MS)
    assert HEADER + geo.lanes_width * 0.9 < geo.x(made.state.duration) <= geo.width
    zoom = made.state.zoom
    made.state.drop(["one"], 40 * SECOND)
    QApplication.sendPostedEvents()
    passed: list[bool] = []
    QTimer.singleShot(0, lambda: passed.append(True))  # after one of the view, which came first
    qtbot.waitUntil(lambda: bool(passed), timeout=WAIT_MS)
    assert made.state.zoom == zoom


def test_ruler_labels_are_whole_seconds_of_timecode_at_every_rate() -> None:
    for rate in (Fraction(24), Fraction(30000, 1001), Fraction(24000, 1001), Fraction(2997, 50)):
        for zoom in (300.0, 60.0, 7.0, 0.4):
            step, _ = ruler_step(zoom, rate)
            labels = [ticks.timecode(step * n, rate) for n in range(1, 500, 7)]
            if step >= SECOND:
                assert {label[-2:] for label in labels} == {"00"}, (rate, zoom)


def test_the_ruler_scrubs_and_with_shift_sets_the_range(dock: TimelineDock, app: AppState) -> None:
    view = dock.view
    at = QPoint(HEADER + 100, RULER // 2)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, NONE, at)
    assert app.playhead == 2 * SECOND
    drag(view, QPoint(HEADER + 200, 8), QPoint(HEADER + 300, 8), SHIFT)
    assert (app.in_point, app.out_point) == (4 * SECOND, 6 * SECOND)


def test_the_page_turns_when_something_else_moves_the_playhead_out_of_sight(
    dock: TimelineDock, app: AppState
) -> None:
    geo = dock.view.geometry_
    app.seek(600 * SECOND)
    assert HEADER < geo.x(app.playhead) < geo.width / 2
    before = dock.state.scroll
    app.seek(601 * SECOND)
    assert dock.state.scroll == before  # in sight: the view stays
    app.seek(0)
    assert dock.state.scroll == 0


def test_keys_walk_along_a_lane_and_delete(dock: TimelineDock, app: AppState, project: Project) -> None:
    view = dock.view
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, NONE, point(view, "video", 2))
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert [clip.asset for clip in app.selected(Clip)] == ["two"]
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert clips(project) == [("one", 0, 4)]
    project.undo()
    assert len(clips(project)) == 2


def test_toggles_in_the_header_are_edits_and_a_locked_track_holds_its_clips(
    dock: TimelineDock, project: Project
) -> None:
    view = dock.view
    row = view.geometry_.rows[0]
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, NONE, view.geometry_.toggle_rect(row, 2).center())
    assert project.get(row.lane.id, Track).locked
    before = clips(project)
    drag(view, point(view, "video", 8), point(view, "video", 6))
    assert clips(project) == before
    dock.app.attempt(lambda: dock.state.add_track("video"))
    assert [lane.name for lane in dock.state.lanes[:2]] == ["Video 2", "Video"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # PySide has no other way to make the event
def test_assets_are_dropped_where_the_ghost_was(dock: TimelineDock, project: Project) -> None:
    view = dock.view
    mime = QMimeData()
    mime.setData(ASSET_MIME, b"song\none")
    at = QPointF(point(view, "music", 12))
    action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(view, QDragEnterEvent(at.toPoint(), action, mime, buttons, NONE))
    QApplication.sendEvent(view, QDragMoveEvent(at.toPoint(), action, mime, buttons, NONE))
    assert view.painting.ghost is not None
    assert [place[4] for place in view.painting.ghost.items] == ["song", "one"]
    QApplication.sendEvent(view, QDropEvent(at, action, mime, buttons, NONE))
    assert ("song", 12, 32) in clips(project)
    assert ("one", 32, 52) in clips(project)
    project.undo()
    assert len(clips(project)) == 2


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_lane_below_the_edge_comes_into_sight_with_what_is_dropped_on_it(dock: TimelineDock) -> None:
    dock.resize(1000, 150)
    view = dock.view
    at = QPointF(view.geometry_.x(SECOND), RULER + 20.0)
    mime = QMimeData()
    mime.setData(ASSET_MIME, b"song")
    action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(at.toPoint(), action, mime, left, NONE)
    QApplication.sendEvent(view, enter)
    QApplication.sendEvent(view, QDropEvent(at, action, mime, left, NONE))
    row = next(row for row in view.geometry_.rows if row.lane.kind == "music")
    assert [item.label for item in row.lane.items] == ["song"]
    assert view.geometry_.y(row) + row.height <= view.height()
    assert dock._down.value() == view.geometry_.vertical > 0


def test_the_wheel_zooms_at_the_pointer(dock: TimelineDock) -> None:
    geo = dock.view.geometry_
    x = HEADER + 300.0
    under = geo.when(x)
    dock.view.zoom_by(2.0, x)
    assert dock.state.zoom == 100.0
    assert abs(geo.when(x) - under) < SECOND // 50
    dock.view.fit()
    assert geo.x(10 * SECOND) < geo.width


def test_everything_has_a_name_and_it_paints_in_both_themes(dock: TimelineDock, app: AppState) -> None:
    app.in_point, app.out_point = SECOND, 3 * SECOND
    QTest.mouseClick(dock.view, Qt.MouseButton.LeftButton, NONE, point(dock.view, "video", 2))
    assert unnamed(dock) == []
    assert dock.view.accessibleName()
    assert "one" in dock.view.accessibleDescription()
    assert not dock.grab().isNull()


def test_twenty_thousand_captions_stay_smooth(dock: TimelineDock, project: Project) -> None:
    track = project.children(project.all(Sequence)[0].id, CaptionTrack)[0]
    video = track_of(project, "video")
    with project.edit("Many") as edit:
        for index in range(20_000):
            start = (20 + index) * SECOND
            edit.put(
                Cue(
                    id=f"c{index}",
                    parent=track.id,
                    order=f"a{index:06}",
                    start=start,
                    end=start + SECOND,
                    text="Some words",
                )
            )
        for index in range(2_000):
            edit.put(Clip(id=f"k{index}", parent=video, order=f"a{index:06}", asset="one",
                          start=(20 + index) * SECOND, duration=SECOND))  # fmt: skip
    target = QPixmap(dock.view.size())
    for zoom in (0.05, 1.0, 50.0):
        dock.state.zoom = zoom
        assert calls_of(lambda: dock.view.render(target)) < 60_000, zoom  # 48 000 for a thousand in sight
    # One edited caption patches its lane instead of reading it again.
    for at in (1, 2):
        assert calls_of(lambda at=at: dock.state.move(["c9000"], at * SECOND)) < 1000
    lane = next(lane for lane in dock.state.lanes if lane.kind == "captions")
    assert lane.starts == sorted(lane.starts)
    assert len(lane.items) == 20_001


def test_a_film_shows_its_own_frames_along_the_clip(
    qapp: QApplication, qtbot: QtBot, app: AppState, tmp_path: Path
) -> None:
    """A film that goes from black to white: the second half of it, laid alone, begins grey."""
    film = tmp_path / "ramp.mkv"
    ramp = "color=black:size=128x72:rate=10,format=gray,geq=lum='N*12'"
    ffmpeg.run(["-f", "lavfi", "-t", "2", "-i", ramp, "-c:v", "ffv1", "-y", str(film)])
    project = app.require_project()
    asset = import_file(project, film)
    clip = add_clip(project, track_of(project, "video"), asset, 0, source_in=SECOND)
    retime.set_speed_key(project, clip.id, 0, 100)
    retime.set_speed_key(project, clip.id, SECOND // 2, 50)
    dock = TimelineDock(app)
    qtbot.addWidget(dock)
    dock.resize(1000, 240)
    dock.show()
    dock.state.zoom = 400.0
    app.select([clip.id])
    row = dock.view.geometry_.rows[0]
    middle = dock.view.geometry_.y(row) + row.height - 12

    def light(seconds: float) -> int:
        picture = dock.view.grab().toImage()
        x = round(dock.view.geometry_.x(int(seconds * SECOND)) * picture.devicePixelRatio())
        return picture.pixelColor(x, round(middle * picture.devicePixelRatio())).lightness()

    qtbot.waitUntil(lambda: dock._media.strip(asset) is not None, timeout=WAIT_MS)
    assert 90 < light(0.05) < 180
    assert light(1.3) > 190
    dock._media.stop()


def test_a_clip_whose_file_is_missing_is_marked(dock: TimelineDock, project: Project, tmp_path: Path) -> None:
    at = point(dock.view, "video", 2)

    def reddish() -> int:
        picture = dock.view.grab().toImage()
        row = [picture.pixelColor(x, at.y()) for x in range(at.x() - 30, at.x() + 30)]
        return len([one for one in row if one.red() > one.green() + 15])

    assert reddish() > 5, "one.mp4 was never there"
    still = tmp_path / "still.png"
    save_png(still, np.full((36, 64, 3), 90, np.uint8))
    add_clip(project, track_of(project, "video"), import_file(project, still), 0, duration=4 * SECOND)
    assert reddish() == 0
    dock._media.stop()


def test_a_project_that_was_moved_while_open_is_still_painted(
    dock: TimelineDock, project: Project, tmp_path: Path
) -> None:
    still = tmp_path / "still.png"
    save_png(still, np.full((36, 64, 3), 90, np.uint8))
    add_clip(project, track_of(project, "video"), import_file(project, still), 0, duration=4 * SECOND)
    project.folder.rename(tmp_path / "Elsewhere")
    dock.view.grab()  # an exception in painting fails the test
    (tmp_path / "Elsewhere").rename(project.folder)
    dock._media.stop()


def test_empty_time_between_clips_can_be_closed(dock: TimelineDock, app: AppState) -> None:
    project = app.require_project()
    lane = next(row.lane for row in dock.view.geometry_.rows if row.lane.kind == "video")
    menu = gap_menu(dock.state, lane, 5 * SECOND, dock)
    assert menu is not None
    menu.actions()[0].trigger()
    assert clips(project) == [("one", 0, 4), ("two", 4, 8)]
    assert gap_menu(dock.state, lane, 2 * SECOND, dock) is None
