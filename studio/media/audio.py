"""Sound in and out: exact sample positions whatever the container, and WAV files written whole.

Arrays are (samples, channels) float32, full scale +-1.
"""

from __future__ import annotations

import wave
from collections.abc import Iterator
from fractions import Fraction
from math import gcd
from pathlib import Path

import av.error
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from numpy.typing import NDArray

from studio.core import files, ticks
from studio.core.errors import InputError
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.media import container as containers
from studio.media.levels import limit, loudness, normalise, true_peak
from studio.media.stretching import stretch

__all__ = [
    "Audio",
    "audio_blocks",
    "extract_wav",
    "limit",
    "loudness",
    "normalise",
    "pcm16",
    "read_audio",
    "stretch",
    "true_peak",
    "write_wav",
]

Audio = NDArray[np.float32]

# Decoders need a moment after a seek: AAC one frame, Opus 80 ms (RFC 7845, 4.6), MP3's bit reservoir up to
# 0.25 s.
_PREROLL = ticks.from_seconds(Fraction(1, 2))
# Timestamps that jitter less than this are rounding of the container; more is a real gap or overlap.
_JITTER_SECONDS = Fraction(15, 1000)
_LARGEST_WAV = (1 << 32) - 1024  # its header counts bytes in 32 bits
_LONGEST_SILENCE = 1 << 18
_LAYOUTS = {1: "mono", 2: "stereo", 3: "2.1", 4: "quad", 5: "5.0", 6: "5.1", 7: "6.1", 8: "7.1"}


def read_audio(
    path: Path,
    sample_rate: int,
    channels: int,
    start: Ticks = 0,
    duration: Ticks | None = None,
    *,
    stream: int = 0,
) -> Audio:
    """Sound of ``path`` as (n, channels) float32 at ``sample_rate`` Hz, mixed down or up to ``channels`` (1
    to 8).

    start: in the file's own time (0 = its earliest sound or picture). duration: None = to the end of the
    sound; else exactly that long, silent where the file has no sound. stream: number among the file's sound
    streams. Raises InputError as ``open_media`` does, and "no_sound".
    """
    blocks = list(audio_blocks(path, sample_rate, channels, start, duration, stream=stream))
    return np.concatenate(blocks) if blocks else np.zeros((0, channels), np.float32)


def audio_blocks(
    path: Path,
    sample_rate: int,
    channels: int,
    start: Ticks = 0,
    duration: Ticks | None = None,
    *,
    stream: int = 0,
) -> Iterator[Audio]:
    """``read_audio`` in pieces, for sound too long to hold in memory. Raises InputError("sound_damaged") also
    in the middle.
    """
    try:
        yield from _blocks(path, sample_rate, channels, start, duration, stream)
    except av.error.FFmpegError as error:
        raise InputError(
            "sound_damaged",
            Text("The audio of “{name}” is damaged.", name=Path(path).name),
            Text("Try another copy, or convert it to another format first."),
            str(error),
        ) from error


def _blocks(
    path: Path, sample_rate: int, channels: int, start: Ticks, duration: Ticks | None, stream: int
) -> Iterator[Audio]:
    first = ticks.to_sample(start, sample_rate)
    stop = None if duration is None else ticks.to_sample(start + duration, sample_rate)
    position = first
    if channels not in _LAYOUTS:
        raise ValueError(f"channels must be 1 to 8, not {channels}")
    with containers.opened(Path(path)) as container:
        sounds = containers.sound_streams(container)
        if stream >= len(sounds):
            raise InputError(
                "no_sound",
                Text("“{name}” has no audio track.", name=Path(path).name),
                Text("Choose a file with sound."),
            )
        # One channel is copied to all: swresample's own pan law would take 3 dB off.
        mixed = 1 if sounds[stream].channels == 1 else channels
        for at, block in _resampled(container, sounds[stream], sample_rate, mixed, start):
            if mixed != channels:
                block = np.repeat(block, channels, axis=1)
            if at > position:
                gap = (at if stop is None else min(at, stop)) - position
                yield from _silences(gap, channels)
                position += gap
            block = block[max(position - at, 0) : None if stop is None else max(stop - at, 0)]
            if len(block):
                yield block
                position += len(block)
            if stop is not None and position >= stop:
                return
    if stop is not None and position < stop:
        yield from _silences(stop - position, channels)


def write_wav(path: Path, audio: Audio, sample_rate: int) -> None:
    """Write (n,) or (n, channels) float32 as 16-bit PCM WAV, whole or not at all.

    What exceeds full scale is clipped.
    """
    with files.replacing(Path(path)) as temporary:
        _write_wav(temporary, iter([audio]), sample_rate, 1 if audio.ndim == 1 else audio.shape[1])


def extract_wav(
    path: Path, out: Path, sample_rate: int, channels: int, start: Ticks = 0, duration: Ticks | None = None
) -> None:
    """Write the sound of ``path`` as 16-bit WAV; parameters and errors as ``read_audio``."""
    with files.replacing(Path(out)) as temporary:
        _write_wav(
            temporary, audio_blocks(path, sample_rate, channels, start, duration), sample_rate, channels
        )


def _write_wav(path: Path, blocks: Iterator[Audio], sample_rate: int, channels: int) -> None:
    with wave.open(str(path), "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(2)
        out.setframerate(sample_rate)
        room = _LARGEST_WAV
        for block in blocks:
            data = pcm16(block)
            room -= len(data)
            if room < 0:
                raise InputError(
                    "sound_too_long",
                    Text("This audio exceeds the size limit of a WAV file (4 GB)."),
                    Text("Choose a shorter part of it."),
                )
            out.writeframesraw(data)


def pcm16(audio: Audio) -> bytes:
    """Little-endian 16-bit samples, rounded and clipped."""
    return np.clip(np.rint(np.nan_to_num(audio) * 32767.0), -32768, 32767).astype("<i2").tobytes()


def _resampled(
    container: InputContainer, stream: AudioStream, sample_rate: int, channels: int, start: Ticks
) -> Iterator[tuple[int, Audio]]:
    """(position, block) at the output rate, contiguous, beginning at or before ``start`` where there is
    sound.
    """
    rate = stream.rate
    if rate == sample_rate:
        yield from _placed(container, stream, channels, start)
        return
    resampler = AudioResampler(format="flt", layout=_LAYOUTS[channels], rate=sample_rate)
    step = rate // gcd(rate, sample_rate)
    position: int | None = None
    fed = 0
    for at, block in _placed(container, stream, channels, start):
        if position is None:
            # Begin where an input and an output sample coincide, so that the result does not depend on where
            # reading began.
            block = np.concatenate([np.zeros((at % step, channels), np.float32), block])
            position = (at - at % step) * sample_rate // rate
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(block).reshape(1, -1), "flt", _LAYOUTS[channels])
        frame.sample_rate = rate
        frame.time_base = Fraction(1, rate)
        frame.pts = fed
        fed += len(block)
        for piece in _samples(resampler.resample(frame), channels):
            yield position, piece
            position += len(piece)
    if position is not None:
        for piece in _samples(resampler.resample(None), channels):
            yield position, piece
            position += len(piece)


def _samples(frames: list[AudioFrame], channels: int) -> Iterator[Audio]:
    for frame in frames:
        yield np.asarray(frame.to_ndarray(), np.float32).reshape(-1, channels)


def _placed(
    container: InputContainer, stream: AudioStream, channels: int, start: Ticks
) -> Iterator[tuple[int, Audio]]:
    """(position, block) at the stream's own rate: contiguous, gaps filled with silence, overlaps cut."""
    base = stream.time_base
    assert base is not None, "every demuxed stream has a time base"
    rate = stream.rate
    zero = containers.origin(container)
    unit = base * rate
    tolerance = max(int(_JITTER_SECONDS * rate), int(2 * unit))
    grid = _grid(container, stream, start, zero)
    _seek(container, stream, start, zero)
    end = _end(container, stream, zero)
    following: int | None = None
    converter: AudioResampler | None = None
    for frame in _decoded(container, stream):
        if converter is None:
            converter = AudioResampler(format="flt", layout=_LAYOUTS[channels], rate=rate)
        try:
            block = np.concatenate(
                list(_samples(converter.resample(frame), channels)) or [_silence(0, channels)]
            )
        except ValueError:
            # The stream changed its layout or rate on the way: convert what follows by a fresh converter.
            converter = AudioResampler(format="flt", layout=_LAYOUTS[channels], rate=rate)
            block = np.concatenate(
                list(_samples(converter.resample(frame), channels)) or [_silence(0, channels)]
            )
        at = following or 0
        if frame.pts is not None:
            exact = (frame.pts * base - zero) * rate
            at = grid.snap(exact, frame.samples) if grid is not None and following is None else round(exact)
        if following is not None:
            if at > following + tolerance:
                for piece in _silences(at - following, channels):
                    yield following, piece
                    following += len(piece)
            elif at < following - tolerance:
                block = block[following - at :]
                at = following
            else:
                at = following
        if end is not None and at + len(block) > end:
            block = block[: max(end - at, 0)]
        if len(block):
            yield at, block
            following = at + len(block)


def _end(container: InputContainer, stream: AudioStream, zero: Fraction) -> int | None:
    """End of the sound in samples, where the edit list cuts off the padding that FFmpeg leaves in."""
    if not containers.format_of(container, "mov") or not stream.duration or stream.time_base is None:
        return None
    return round((((stream.start_time or 0) + stream.duration) * stream.time_base - zero) * stream.rate)


def _grid(container: InputContainer, stream: AudioStream, start: Ticks, zero: Fraction) -> _Grid | None:
    """The grid of the stream's frames, found by decoding its first one; None where times are exact or nothing
    is skipped.
    """
    base = stream.time_base
    if base is None or base * stream.rate <= 1 or start <= _PREROLL:
        return None
    first = next(_decoded(container, stream), None)
    if first is None or first.pts is None:
        return None
    return _Grid(round((first.pts * base - zero) * stream.rate) + first.samples, base * stream.rate)


class _Grid:
    """Places a frame after a seek exactly, where the container rounds times to more than a sample (Matroska:
    1 ms).
    """

    def __init__(self, first: int, unit: Fraction) -> None:
        self._first = first
        self._unit = unit

    def snap(self, exact: Fraction, samples: int) -> int:
        """Codecs with frames of one length stand on a grid from the end of the first frame, which priming
        shortens.
        """
        if samples <= 0:
            return round(exact)
        snapped = self._first + round((exact - self._first) / samples) * samples
        return snapped if abs(snapped - exact) <= self._unit else round(exact)


def _seek(container: InputContainer, stream: AudioStream, start: Ticks, zero: Fraction) -> None:
    goal = start - _PREROLL
    if goal <= 0 or stream.time_base is None:
        return
    stamp = int((Fraction(goal, ticks.TICKS_PER_SECOND) + zero) / stream.time_base)
    try:
        container.seek(stamp, stream=stream, backward=True)
    except av.error.FFmpegError:
        return  # what cannot seek is read from where it stands: the beginning


def _decoded(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    """Frames up to the end; damaged packets leave gaps."""
    containers.only(container, stream)
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
            if packet is None:
                return
            frames = packet.decode()
        except av.error.EOFError:
            return
        except av.error.FFmpegError:
            continue
        yield from frames


def _silences(samples: int, channels: int) -> Iterator[Audio]:
    """Silence in pieces: times in a damaged file may be hours apart."""
    for first in range(0, samples, _LONGEST_SILENCE):
        yield _silence(min(_LONGEST_SILENCE, samples - first), channels)


def _silence(samples: int, channels: int) -> Audio:
    return np.zeros((samples, channels), np.float32)
