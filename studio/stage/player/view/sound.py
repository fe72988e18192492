"""The sound of the playing timeline: mixed in blocks ahead on a thread, handed to the device, whose
clock leads.

Qt Multimedia is imported when something is first played. Samples are pushed into the device's own buffer:
no Python runs on the audio thread, so a busy window cannot make it stutter.
"""

from __future__ import annotations

import time
from collections import deque
from threading import Condition, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QObject, QTimer, Signal, Slot

from studio.core import ticks
from studio.core.errors import StudioError
from studio.core.log import logger
from studio.core.ticks import Ticks
from studio.project.model import replace
from studio.render.timeline import Timeline, TimelineClip, TimelineEffect, TimelineTrack
from studio.stage.player.view.tolerant import replace_tracks

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSink

_CHANNELS = 2
_BYTES_PER_FRAME = 2 * _CHANNELS
_FIRST_BLOCK = ticks.from_seconds(0.5)
_BLOCK = ticks.from_seconds(2)
_LEAD = ticks.from_seconds(1)
_AHEAD_BLOCKS = 3
_BUFFER_S = 0.5
_FEED_MS = 40
_LONG_STRETCH = ticks.from_seconds(30)
_JITTER_S = 0.04


def has_sound(timeline: Timeline) -> bool:
    """Whether anything of it can be heard."""
    return any(
        entry.clip.sound and entry.facts.has_audio
        for track in timeline.sounding_tracks()
        for entry in track.clips
    )


class Mixer(Thread):
    """Mixes [start, end) in blocks, a few ahead of what is taken. ``take`` never waits."""

    def __init__(self, timeline: Timeline, start: Ticks, end: Ticks) -> None:
        super().__init__(name="sound mixer", daemon=True)
        self._timeline, self._start, self._end = timeline, start, end
        self._blocks: deque[bytes] = deque()
        self._changed = Condition()
        self._stopping = False
        self._done = False

    def take(self) -> bytes | None:
        """The next block as 16 bit stereo; None while it is not ready, b"" at the end."""
        with self._changed:
            if self._blocks:
                block = self._blocks.popleft()
                self._changed.notify()
                return block
            return b"" if self._done else None

    def stop(self) -> None:
        """End soon; does not wait."""
        with self._changed:
            self._stopping = True
            self._changed.notify()

    def run(self) -> None:
        """Mix until the end or ``stop``."""
        at, length = self._start, _FIRST_BLOCK
        while at < self._end:
            until = min(at + length, self._end)
            try:
                block = mixed_block(self._timeline, at, until)
            except StudioError as error:
                logger("ui").warning("sound at %s is left out: %s", ticks.clock(at), error.message)
                block = bytes(_samples(self._timeline, at, until) * _BYTES_PER_FRAME)
            with self._changed:
                self._changed.wait_for(lambda: self._stopping or len(self._blocks) < _AHEAD_BLOCKS)
                if self._stopping:
                    return
                self._blocks.append(block)
            at, length = until, _BLOCK
        with self._changed:
            self._done = True


def _samples(timeline: Timeline, start: Ticks, end: Ticks) -> int:
    rate = timeline.sequence.sample_rate
    return ticks.to_sample(end, rate) - ticks.to_sample(start, rate)


def mixed_block(timeline: Timeline, start: Ticks, end: Ticks) -> bytes:
    """[start, end) as 16 bit stereo. Mixed with a second before it, so that ducking goes on smoothly
    between blocks.
    """
    from studio.media.audio import pcm16
    from studio.render.sound.mixdown import mix

    early = max(0, start - _LEAD)
    audio = mix(cut_out(timeline, early, end), early, end, to_loudness=False)
    return pcm16(audio[len(audio) - _samples(timeline, start, end) :])


def cut_out(timeline: Timeline, start: Ticks, end: Ticks) -> Timeline:
    """The same sound inside [start, end), with long clips cut down to it, so that a block costs what a
    block costs.
    """
    tracks = tuple(
        TimelineTrack(
            track=lane.track,
            clips=tuple(
                _cut(entry, lane, start, end)
                for entry in lane.clips
                if entry.clip.start < end and entry.heard_until > start
            ),
        )
        for lane in timeline.tracks
    )
    return replace_tracks(timeline, tracks)


def _cut(entry: TimelineClip, lane: TimelineTrack, start: Ticks, end: Ticks) -> TimelineClip:
    clip = entry.clip
    pace = entry.pace
    if clip.end <= start:
        return entry  # only what it covers counts
    if not (pace.even and pace.speed == 1) and clip.duration <= _LONG_STRETCH:
        return entry  # stretched as a whole, as the export does it
    over = (other.clip.fade_over for other in lane.clips if clip.start < other.clip.start < clip.end)
    fade_out = max(clip.fade_out, *over, 0)
    fade_in = max(clip.fade_in, clip.fade_over)
    # Cut only outside the fades: they are counted from the clip's own edges.
    last = max(end, clip.start + fade_in)
    first = min(start, clip.end - fade_out)
    if last < clip.end - fade_out:
        clip = replace(clip, duration=last - clip.start, fade_out=0)
    effects = entry.effects
    if first > clip.start + fade_in:
        offset = first - clip.start
        effects = tuple(_later(effect, offset) for effect in effects)
        clip = replace(
            clip,
            start=first,
            duration=clip.duration - offset,
            fade_in=0,
            fade_over=0,
            source_in=clip.source_in + pace.source(offset),
        )
    return TimelineClip(
        clip=clip,
        path=entry.path,
        media=entry.media,
        identity=entry.identity,
        facts=entry.facts,
        effects=effects,
        covers=entry.covers,
    )


def _later(effect: TimelineEffect, offset: Ticks) -> TimelineEffect:
    """The effect of a clip whose first ``offset`` ticks are gone."""
    keys = tuple(replace(key, at=key.at - offset) for key in effect.keyframes)
    return TimelineEffect(effect=effect.effect, params=effect.params, keyframes=keys)


class SoundOutput(QObject):
    """Plays a mix from a time on. ``started`` when the first sound has gone out; ``position`` is the
    time that is heard.
    """

    started = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sink: QAudioSink | None = None
        self._device: QIODevice | None = None
        self._mixer: Mixer | None = None
        self._left = b""
        self._start: Ticks = 0
        self._began = 0.0
        self._offset: float | None = None
        self._timer = QTimer(self, interval=_FEED_MS)
        self._timer.timeout.connect(self._feed)

    def begin(self, timeline: Timeline, start: Ticks, end: Ticks) -> bool:
        """Mix and play [start, end). False when this machine has no device for it."""
        self.stop()
        self._sink = _sink(timeline.sequence.sample_rate, self)
        if self._sink is None:
            return False
        self._start, self._offset, self._left = start, None, b""
        self._mixer = Mixer(timeline, start, end)
        self._mixer.start()
        self._timer.start()
        return True

    @property
    def position(self) -> Ticks | None:
        """Time on the sequence that is heard now; None before the first sound."""
        if self._sink is None or self._device is None:
            return None
        wall = time.monotonic() - self._began
        # Backends differ in whether their count includes what still waits in buffers. That difference is
        # constant; what
        # changes is a device that stood still, and then the picture waits for it.
        ahead = self._sink.processedUSecs() / 1e6 - wall
        if self._offset is None and wall > 2 * _BUFFER_S:
            self._offset = ahead
        stood = ahead - self._offset if self._offset is not None else 0.0
        heard = wall + (stood if abs(stood) > _JITTER_S else 0.0)
        return self._start + ticks.from_seconds(max(0.0, heard))

    @property
    def broken(self) -> bool:
        """The device was taken away or refused."""
        return self._sink is not None and self._sink.error().name not in ("NoError", "UnderrunError")

    def stop(self) -> None:
        """Fall silent."""
        self._timer.stop()
        if self._mixer is not None:
            self._mixer.stop()
            self._mixer = None
        if self._sink is not None:
            self._sink.reset()
            self._sink.deleteLater()
            self._sink = self._device = None

    @Slot()
    def _feed(self) -> None:
        if self._sink is None or self._mixer is None:
            return
        if not self._left:
            block = self._mixer.take()
            if not block:
                return
            self._left = block
        if self._device is None:
            self._device = self._sink.start()
            self._began = time.monotonic()
            self.started.emit()
        room = self._sink.bytesFree() // _BYTES_PER_FRAME * _BYTES_PER_FRAME
        if room > 0:
            written = self._device.write(self._left[:room])
            self._left = self._left[max(0, written) :]


def _sink(rate: int, parent: QObject) -> QAudioSink | None:
    try:
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices
    except ImportError as error:  # a machine without the sound libraries Qt wants
        logger("ui").warning("no sound: %s", error)
        return None
    device = QMediaDevices.defaultAudioOutput()
    layout = QAudioFormat()
    layout.setSampleRate(rate)
    layout.setChannelCount(_CHANNELS)
    layout.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    if device.isNull() or not device.isFormatSupported(layout):
        return None
    sink = QAudioSink(device, layout, parent)
    sink.setBufferSize(int(_BUFFER_S * rate) * _BYTES_PER_FRAME)
    return sink
