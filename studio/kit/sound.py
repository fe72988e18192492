"""Plays one sound at a time: takes, auditions, recordings. Pulled by the device; silent by the clock where
there is none, so that everything that follows a playing sound works on every machine.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer, Signal, Slot

from studio.core import ticks
from studio.core.errors import StudioError
from studio.core.log import logger
from studio.core.ticks import Ticks
from studio.state.background import Tasks

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSink

_RATE = 48_000
_CHANNELS = 2
_BYTES_PER_FRAME = 2 * _CHANNELS
_LONGEST_S = 600
_TICK_MS = 33


class Sound(QObject):
    """Plays files of at most ten minutes (longer ones are cut there). Decoding happens in ``tasks``.

    Signals: ``playing_changed`` (bool), ``position_changed`` (ticks from the start of the file, about 30 a
    second), ``ended`` (the sound came to its end by itself), ``failed`` (StudioError).
    """

    playing_changed = Signal(bool)
    position_changed = Signal(object)
    ended = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._asked = 0
        self._output: _Output | None = None
        self._start: Ticks = 0
        self._length: Ticks = 0
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._follow)

    @property
    def playing(self) -> bool:
        """True from the first sample to the last."""
        return self._output is not None

    @property
    def silent(self) -> bool:
        """What plays cannot be heard: there is no device for it."""
        return type(self._output) is _Output

    def play(self, path: Path, start: Ticks = 0) -> None:
        """Play a sound file from ``start``; what played before stops."""
        self.stop()
        self._asked += 1
        asked = self._asked

        def decoded(pcm: bytes) -> None:
            if asked == self._asked:
                self._begin(pcm, start)

        self._tasks.run(lambda: _decode(path, start), decoded, self._fail)

    @Slot()
    def stop(self) -> None:
        """Fall silent."""
        self._asked += 1
        self._timer.stop()
        output, self._output = self._output, None
        if output is not None:
            output.stop()
            self.playing_changed.emit(False)

    def _begin(self, pcm: bytes, start: Ticks) -> None:
        self._start = start
        self._length = ticks.from_sample(len(pcm) // _BYTES_PER_FRAME, _RATE)
        self._output = _output(pcm, self)
        self._timer.start()
        self.playing_changed.emit(True)
        self.position_changed.emit(start)

    def _fail(self, error: StudioError) -> None:
        self.failed.emit(error)

    @Slot()
    def _follow(self) -> None:
        if self._output is None:
            return
        played = self._output.played()
        if played >= self._length:
            self.position_changed.emit(self._start + self._length)
            self.stop()
            self.ended.emit()
        else:
            self.position_changed.emit(self._start + played)


def _decode(path: Path, start: Ticks) -> bytes:
    from studio.media.audio import audio_blocks, pcm16

    left = _LONGEST_S * _RATE
    parts: list[bytes] = []
    for block in audio_blocks(path, _RATE, _CHANNELS, start):
        parts.append(pcm16(block[:left]))
        left -= len(block)
        if left <= 0:
            break
    return b"".join(parts)


class _Output:
    """Silence by the clock: the time that has passed is the time that was played."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def played(self) -> Ticks:
        """How much has been heard."""
        return ticks.from_seconds(time.monotonic() - self._began)

    def stop(self) -> None:
        """End it."""


class _DeviceOutput(_Output):
    """A QAudioSink that pulls from a buffer; its own clock says how much was heard."""

    def __init__(self, sink: QAudioSink, pcm: bytes, parent: QObject) -> None:
        super().__init__()
        self._sink = sink
        # Qt reads the bytes in its own code: no Python runs on the audio thread.
        self._bytes = QByteArray(pcm)
        self._buffer = QBuffer(self._bytes, parent)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        sink.start(self._buffer)

    @property
    def broken(self) -> bool:
        """The device refused."""
        # By name: Qt moved the enumeration between versions.
        return self._sink.error().name not in ("NoError", "UnderrunError")

    def played(self) -> Ticks:
        if self.broken:
            return super().played()
        # What was handed over, less what still waits in the device's buffer.
        waiting = max(0, self._sink.bufferSize() - self._sink.bytesFree()) // _BYTES_PER_FRAME
        drained = self._buffer.atEnd() and waiting == 0
        heard = ticks.from_seconds(self._sink.processedUSecs() / 1e6) - ticks.from_sample(waiting, _RATE)
        # Some drivers never count the last period: the clock has the last word at the end.
        return max(0, heard, super().played() if drained else 0)

    def stop(self) -> None:
        self._sink.reset()
        self._buffer.close()
        self._buffer.deleteLater()
        self._sink.deleteLater()


def _output(pcm: bytes, parent: QObject) -> _Output:
    """The machine's default device, or silence."""
    try:
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices
    except ImportError as error:  # a machine without the sound libraries Qt wants
        logger("ui").warning("no sound: %s", error)
        return _Output()
    device = QMediaDevices.defaultAudioOutput()
    layout = QAudioFormat()
    layout.setSampleRate(_RATE)
    layout.setChannelCount(_CHANNELS)
    layout.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    if device.isNull() or not device.isFormatSupported(layout):
        return _Output()
    return _DeviceOutput(QAudioSink(device, layout, parent), pcm, parent)
