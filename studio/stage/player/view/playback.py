"""`Player`: plays and shows the sequence of the window. One per window; see `shared_player`.

The window's state holds the truth: ``app.playhead`` is the time that is shown (set it, and the frame
follows), ``app.playing`` says whether it runs. Sound leads; without a sound device the wall clock does.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from studio.core import ticks
from studio.core.ticks import Ticks
from studio.media.films import Films
from studio.media.frame_cache import FrameCache
from studio.project.model import (
    Asset,
    CaptionTrack,
    Changes,
    Clip,
    Cue,
    Effect,
    Entity,
    Keyframe,
    Sequence,
    Style,
    Track,
)
from studio.render.timeline import Timeline
from studio.stage.player.state import transport
from studio.stage.player.state.proxy_maker import ProxyMaker
from studio.stage.player.view.captions import CaptionOverlays, Overlay
from studio.stage.player.view.render import RenderThread
from studio.stage.player.view.sound import SoundOutput, has_sound
from studio.state.app_state import AppState, concerns

_SEEN: tuple[type[Entity], ...] = (Asset, CaptionTrack, Clip, Cue, Effect, Keyframe, Sequence, Style, Track)
_TICK_MS = 10
_FASTEST = 8
_REST_MS = 120
"""The playhead rests when it has not moved for so long."""
_GIGABYTE = 1e9
_players: WeakKeyDictionary[AppState, Player] = WeakKeyDictionary()


def shared_player(app: AppState) -> Player:
    """The player of a window, made when first asked for. It closes with the application."""
    player = _players.get(app)
    if player is None:
        player = _players[app] = Player(app)
    return player


def close_player(app: AppState) -> None:
    """Close the player of a window, if one was ever asked for."""
    player = _players.get(app)
    if player is not None:
        player.close()


class Player(QObject):
    """Signals: ``frame_ready`` (QImage, frame index) when another frame is to be shown;
    ``captions_changed`` when the overlays are others; ``timeline_changed`` when the sequence was
    edited (see ``timeline``); ``transport_changed`` for speed, loop and ``silent``.
    """

    frame_ready = Signal(QImage, int)
    captions_changed = Signal()
    timeline_changed = Signal()
    transport_changed = Signal()

    def __init__(self, app: AppState) -> None:
        super().__init__()
        self.app = app
        self.timeline: Timeline | None = None
        self.speed = 1
        self.loop = False
        self.loading = app.project is not None
        """The sequence has been asked for and is not here yet."""
        self.silent = False
        """There is sound, but this machine has no device for it."""
        self._size = (0, 0)
        self._view = (0, 0)
        self._shown: QImage | None = None
        self._moving = False
        self._last_move: tuple[float, Ticks] = (0.0, 0)
        self._clock: tuple[float, Ticks] | None = None
        self._cache = FrameCache(int(float(app.settings.get("media.cache_gb")) * _GIGABYTE))
        self._films = Films()
        self.proxies = ProxyMaker(app, self._films)
        self._captions = CaptionOverlays(app.tasks, self.captions_changed.emit)
        self._sound = SoundOutput(self)
        self._sound.started.connect(self._on_sound)
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._advance)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._request)
        self._render = RenderThread(self._cache, self._films, self)
        self._render.frame_ready.connect(self._on_frame)
        self._render.timeline_ready.connect(self._on_timeline)
        self._render.begin()
        app.intents.follow(self._intent)
        app.field_changed.connect(self._on_field)
        app.project_changed.connect(self._on_changes)
        app.settings.changed.connect(self._on_setting)
        app.sources.field_changed.connect(self._on_sources)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.close)
        self._render.set_source(app.project, app.sequence_id)

    @Slot()
    def close(self) -> None:
        """Fall silent and end the threads. Safe to call twice."""
        self._halt()
        self.app.intents.leave(self._intent)
        self.app.field_changed.disconnect(self._on_field, missing_ok=True)
        self.app.project_changed.disconnect(self._on_changes, missing_ok=True)
        self.app.settings.changed.disconnect(self._on_setting, missing_ok=True)
        self.app.sources.field_changed.disconnect(self._on_sources, missing_ok=True)
        self._rest.stop()
        self._render.end()
        self.proxies.close()
        _players.pop(self.app, None)

    # ---- what is shown

    @property
    def duration(self) -> Ticks:
        """Length of the sequence; 0 while nothing is open."""
        return self.timeline.duration if self.timeline is not None else 0

    @property
    def picture(self) -> QImage | None:
        """The frame shown last."""
        return self._shown

    def set_view_size(self, width: int, height: int) -> None:
        """Size in device pixels of the place where the picture is shown; frames are made to fit it."""
        size = self._fitting(width, height)
        if size != self._size:
            self._size = size
            self._request()
            self.captions_changed.emit()

    def overlays(self) -> list[Overlay]:
        """Captions over the present frame, as far as they are drawn."""
        if self.timeline is None or not self._size[0]:
            return []
        look = self.app.look
        if look is not None and look.clip is not None:
            return []
        return self._captions.at(self.timeline, look.at if look else self.app.playhead, self._size)

    def _fitting(self, width: int, height: int) -> tuple[int, int]:
        """The largest even size of the sequence's shape inside the view, never above the sequence's own."""
        self._view = (width, height)
        if self.timeline is None or width < 2 or height < 2:
            return (0, 0)
        sequence = self.timeline.sequence
        scale = min(1.0, width / sequence.width, height / sequence.height)
        return (max(2, round(sequence.width * scale)), max(2, round(sequence.height * scale)))

    # ---- transport

    def play(self, speed: int = 1) -> None:
        """Run forwards (speed > 0) or backwards; at the end it begins anew."""
        if self.timeline is None or not self.duration:
            return
        first, last = self._range()
        at = self.app.playhead
        with self._own_move():
            if speed > 0 and not first <= at < last - self._frame_length():
                self.app.playhead = first
            elif speed < 0 and not first < at <= last:
                self.app.playhead = last - self._frame_length()
        self.speed = speed
        self._start_clock()
        self.app.playing = True
        self.transport_changed.emit()

    def pause(self) -> None:
        """Stand still on the present frame."""
        self.app.playing = False

    def toggle(self) -> None:
        """Play or pause."""
        if self.app.playing:
            self.pause()
        else:
            self.play()

    def shuttle(self, direction: int) -> None:
        """J (-1) and L (+1): play that way; again, twice as fast, up to 8x."""
        same_way = self.app.playing and self.speed * direction > 0
        self.play(direction * min(_FASTEST, abs(self.speed) * 2 if same_way else 1))

    def skip(self, direction: int) -> None:
        """To the start (-1) or the last frame (+1) of the range or sequence."""
        if self.timeline is not None:
            transport.skip(self.app, direction)

    def step(self, frames: int) -> None:
        """Stop and move by frames, within the sequence."""
        transport.step(self.app, frames)

    def set_loop(self, on: bool) -> None:
        """Begin again at the end of the range."""
        if on != self.loop:
            self.loop = on
            self.transport_changed.emit()

    def toggle_loop(self) -> None:
        """Loop, or no longer."""
        self.set_loop(not self.loop)

    def _known_duration(self) -> Ticks:
        return self.duration

    def _intent(self, name: str) -> Callable[..., object] | None:
        actions: dict[str, Callable[..., object]] = {
            "player.toggle": self.toggle,
            "player.shuttle": self.shuttle,
            "player.pause": self.pause,
            "player.loop": self.toggle_loop,
            transport.DURATION: self._known_duration,
        }
        return actions.get(name)

    # ---- inside

    def _frame_length(self) -> Ticks:
        return 0 if self.timeline is None else ticks.from_frame(1, self.timeline.sequence.frame_rate)

    def _range(self) -> tuple[Ticks, Ticks]:
        return transport.marked_range(self.app, self.duration)

    def _start_clock(self) -> None:
        """Let sound lead where there is some; else the wall clock, from now."""
        self._timer.start()
        self._clock = None
        timeline, at = self.timeline, self.app.playhead
        self._sound.stop()
        self._silence(False)
        if timeline is not None and self.speed == 1 and has_sound(timeline):
            if self._sound.begin(timeline, at, self._range()[1]):
                return
            self._silence(True)
        self._clock = (time.monotonic(), at)

    def _silence(self, silent: bool) -> None:
        if silent != self.silent:
            self.silent = silent
            self.transport_changed.emit()

    def _position(self) -> Ticks | None:
        if self._clock is not None:
            since, start = self._clock
            return start + round((time.monotonic() - since) * self.speed * ticks.TICKS_PER_SECOND)
        if self._sound.broken:
            self._sound.stop()
            self._silence(True)
            self._clock = (time.monotonic(), self.app.playhead)
        return self._sound.position

    @Slot()
    def _on_sound(self) -> None:
        self._advance()

    @Slot()
    def _advance(self) -> None:
        at = self._position()
        if at is None or self.timeline is None:
            return
        first, last = self._range()
        if (self.speed > 0 and at >= last) or (self.speed < 0 and at < first):
            self._at_end(first, last)
            return
        rate = self.timeline.sequence.frame_rate
        frame = ticks.from_frame(ticks.to_frame(at, rate), rate)
        if frame != self.app.playhead:
            with self._own_move():
                self.app.playhead = frame

    def _at_end(self, first: Ticks, last: Ticks) -> None:
        final = last - self._frame_length()
        with self._own_move():
            self.app.playhead = (
                (first if self.speed > 0 else final) if self.loop else (final if self.speed > 0 else first)
            )
        if self.loop:
            self._start_clock()
        else:
            self.pause()

    @contextmanager
    def _own_move(self) -> Generator[None]:
        """While it is open, a change of the playhead is the player's own."""
        self._moving = True
        try:
            yield
        finally:
            self._moving = False

    def _halt(self) -> None:
        self._timer.stop()
        self._clock = None
        self._sound.stop()
        self.speed = 1

    @Slot()
    def _request(self, *, draft: bool = False) -> None:
        """Ask for the frame of the playhead, or of what a drag looks at. draft: what comes first will do for
        now; see `_moved`.
        """
        self._rest.stop()
        if self.timeline is None or not self._size[0]:
            return
        look, rate = self.app.look, self.timeline.sequence.frame_rate
        if look is not None:
            self._render.request(ticks.to_frame(look.at, rate), self._size, draft=draft, alone=look.clip)
        else:
            index = ticks.to_frame(self.app.playhead, rate)
            self._render.request(index, self._size, running=self.app.playing, draft=draft)

    def _moved(self) -> None:
        """The playhead moved: while it plays or is dragged, light copies of the films will do; a step by one
        frame, and every frame that it rests on, is shown from the films themselves.
        """
        now, before = time.monotonic(), self._last_move
        self._last_move = (now, self.app.playhead)
        stepped = abs(self.app.playhead - before[1]) <= self._frame_length()
        dragged = (now - before[0]) * 1000 < _REST_MS or not stepped
        self._request(draft=self.app.playing or dragged)

    def _on_field(self, name: str, value: Any) -> None:
        if name == "playhead":
            self._moved()
            self.captions_changed.emit()
            if self.app.playing and not self._moving:
                self._start_clock()  # somebody else moved it: go on from there
        elif name == "look":
            self._request(draft=value is not None)
            self.captions_changed.emit()
        elif name == "playing":
            if value and not self._timer.isActive():
                self.play()
            elif not value:
                self._halt()
                self._request()
                self.transport_changed.emit()
        elif name in ("project", "sequence_id"):
            self._halt()
            self._shown = None
            self.loading = self.app.project is not None
            self._render.set_source(self.app.project, self.app.sequence_id)

    def _on_changes(self, changes: Changes) -> None:
        if concerns(changes, *_SEEN):
            self._render.invalidate()

    def _on_sources(self, _name: str, _value: object) -> None:
        self._render.invalidate()

    def _on_setting(self, key: str, value: object) -> None:
        if key == "media.cache_gb":
            self._cache.resize(int(float(str(value)) * _GIGABYTE))

    @Slot(object)
    def _on_timeline(self, timeline: Timeline | None) -> None:
        before, self.timeline = self.timeline, timeline
        self.loading = False
        self._size = self._fitting(*self._view)
        self._request()
        self.timeline_changed.emit()
        self.captions_changed.emit()
        if (
            self.app.playing
            and before is not None
            and timeline is not None
            and before.tracks != timeline.tracks
        ):
            self._start_clock()

    @Slot(QImage, int, bool)
    def _on_frame(self, picture: QImage, index: int, draft: bool) -> None:
        if draft and not self.app.playing:
            self._rest.start()
        self._shown = picture
        self.frame_ready.emit(picture, index)
