"""Waveforms at any zoom: a pyramid of minimum, maximum and RMS, read from disk only where it is drawn."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.core import files, ticks
from studio.core.errors import InputError
from studio.core.log import logger
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.media import audio as sound

_MAGIC = b"BLPEAKS2"
_HEADER = struct.Struct("<8sIIQ")
_LEVEL = struct.Struct("<QQQ")
_FINEST = 256
_STEP = 4
_FINER = 16
_FULL = 32767.0
_SUFFIX = ".peaks"

Bins = NDArray[np.int16]


class Peaks:
    """An opened pyramid; close it when the waveform is gone. The channels of the sound are drawn as one.

    File: magic, sample rate, number of levels, samples; per level samples per bin, bins, offset; then int16
    (bins, 3).
    """

    def __init__(self, path: Path) -> None:
        """Raises InputError("peaks_damaged")."""
        self._levels: list[tuple[int, Bins]] = []
        try:
            with path.open("rb") as handle:
                self._map = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:  # an empty file cannot be mapped
            raise _damaged(path) from error
        try:
            table = self._read_table()
        except (ValueError, struct.error) as error:
            self._map.close()
            raise _damaged(path) from error
        for per_bin, bins, offset in table:
            # With no bins there is nothing to point at, and frombuffer refuses an empty view at the end.
            data = np.frombuffer(self._map, "<i2", bins * 3, offset) if bins else np.zeros(0, np.int16)
            self._levels.append((per_bin, data.reshape(bins, 3)))

    def _read_table(self) -> list[tuple[int, int, int]]:
        """(samples per bin, bins, offset) of every level."""
        magic, self.sample_rate, count, self.samples = _HEADER.unpack_from(self._map, 0)
        if magic != _MAGIC or not self.sample_rate or not count:
            raise ValueError("not a waveform of this version")
        table: list[tuple[int, int, int]] = []
        for number in range(count):
            per_bin, bins, offset = _LEVEL.unpack_from(self._map, _HEADER.size + number * _LEVEL.size)
            if per_bin != _FINEST * _STEP**number or offset + bins * 6 > len(self._map):
                raise ValueError("a level lies outside the file")
            table.append((per_bin, bins, offset))
        return table

    @property
    def duration(self) -> Ticks:
        """Length of the sound."""
        return ticks.from_sample(self.samples, self.sample_rate)

    def close(self) -> None:
        """Let go of the file."""
        self._levels.clear()
        self._map.close()

    def window(self, start: Ticks, end: Ticks, columns: int) -> NDArray[np.float32]:
        """(columns, 3) float32 of minimum, maximum and RMS, full scale +-1, for equal pieces of start..end; 0
        outside the sound.

        Work and reading grow with ``columns``, not with the length of the sound. Finest detail: 256 samples.
        """
        edges = np.linspace(start, end, columns + 1) * (self.sample_rate / ticks.TICKS_PER_SECOND)
        per_column = max((edges[-1] - edges[0]) / max(columns, 1), 1.0)
        per_bin, bins = self._levels[0]
        for candidate in self._levels:
            # Bins that straddle an edge count for both columns: keep them small against a column.
            if candidate[0] * _FINER <= per_column:
                per_bin, bins = candidate
        low = np.floor(edges[:-1] / per_bin).astype(np.int64)
        high = np.maximum(np.ceil(edges[1:] / per_bin).astype(np.int64), low + 1)
        inside = (high > 0) & (low < len(bins)) & (edges[:-1] < self.samples)
        result = np.zeros((columns, 3), np.float32)
        if not inside.any():
            return result
        first, last = max(int(low[inside][0]), 0), min(int(high[inside][-1]), len(bins))
        part = bins[first:last].astype(np.float32) / _FULL
        begins = np.clip(low[inside], first, last - 1) - first
        ends = np.clip(high[inside], first + 1, last) - first
        result[inside] = _reduce(part, begins, ends)
        return result


def _damaged(path: Path) -> InputError:
    return InputError(
        "peaks_damaged",
        Text("“{name}” is not a waveform file.", name=path.name),
        Text("Delete the file; it is rebuilt automatically."),
    )


def _reduce(
    part: NDArray[np.float32], begins: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Minimum, maximum and RMS of rows begins[i]..ends[i] (never empty; neighbours may overlap)."""
    # reduceat over (begin, end) pairs: every other result is wanted. A last sentinel row lets an end lie at
    # the very end.
    pairs = np.stack([begins, ends], axis=1).ravel()
    padded = np.concatenate([part, part[-1:]])
    low = np.minimum.reduceat(padded[:, 0], pairs)[::2]
    high = np.maximum.reduceat(padded[:, 1], pairs)[::2]
    power = np.add.reduceat(np.square(padded[:, 2], dtype=np.float64), pairs)[::2] / (ends - begins)
    return np.stack([low, high, np.sqrt(power)], axis=1).astype(np.float32)


def peaks_path(folder: Path, key: str) -> Path:
    """File in which the waveform of the content ``key`` is kept."""
    return folder / f"{key}{_SUFFIX}"


def cached(path: Path, folder: Path, key: str) -> Peaks:
    """The waveform of ``path`` from ``folder``, made first where it is missing.

    key: ``content_key`` of the file.

    Takes about as long as decoding the sound: call it off the window's thread. Raises InputError "no_sound"
    and as ``read_audio``.
    """
    place = peaks_path(folder, key)
    if place.exists():
        try:
            return Peaks(place)
        except InputError as error:
            logger("media").warning("%s It is made again.", error.message)
    build(path, place)
    return Peaks(place)


def build(path: Path, out: Path, sample_rate: int = 48_000) -> None:
    """Decode the sound of ``path`` once and write its pyramid to ``out``, whole or not at all."""
    write(out, sound.audio_blocks(path, sample_rate, 2), sample_rate)


def write(out: Path, blocks: Iterable[sound.Audio], sample_rate: int) -> None:
    """Write the pyramid of (n, channels) float32 blocks."""
    parts: list[Bins] = []
    rest: sound.Audio | None = None
    samples = 0
    for block in _gathered(blocks):
        samples += len(block)
        joined = block if rest is None else np.concatenate([rest, block])
        whole = len(joined) // _FINEST * _FINEST
        parts.append(_bins(joined[:whole]))
        rest = joined[whole:]
    if rest is not None and len(rest):
        parts.append(_bins(rest))
    levels = [np.concatenate(parts) if parts else np.zeros((0, 3), np.int16)]
    while len(levels[-1]) > 2 * _STEP:
        levels.append(_coarser(levels[-1]))
    offset = _HEADER.size + len(levels) * _LEVEL.size
    with files.replacing(out) as temporary, temporary.open("wb") as handle:
        handle.write(_HEADER.pack(_MAGIC, sample_rate, len(levels), samples))
        for number, level in enumerate(levels):
            handle.write(_LEVEL.pack(_FINEST * _STEP**number, len(level), offset))
            offset += level.nbytes
        for level in levels:
            handle.write(level.astype("<i2").tobytes())


def _gathered(blocks: Iterable[sound.Audio], least: int = 1 << 17) -> Iterable[sound.Audio]:
    """Decoder frames joined into pieces worth a numpy call."""
    held: list[sound.Audio] = []
    for block in blocks:
        held.append(block)
        if sum(map(len, held)) >= least:
            yield np.concatenate(held)
            held = []
    if held:
        yield np.concatenate(held)


def _bins(samples: sound.Audio) -> Bins:
    """(bins, 3) of (n, channels); the last bin may be shorter than the others."""
    if not len(samples):
        return np.zeros((0, 3), np.int16)
    count = -(-len(samples) // _FINEST)
    missing = count * _FINEST - len(samples)
    if missing:
        samples = np.concatenate([samples, np.repeat(samples[-1:], missing, axis=0)])
    shaped = samples.reshape(count, -1)
    low, high = shaped.min(axis=1), shaped.max(axis=1)
    root = np.sqrt(np.einsum("ij,ij->i", shaped, shaped) / shaped.shape[1])
    return np.rint(np.clip(np.stack([low, high, root], axis=1), -1, 1) * _FULL).astype(np.int16)


def _coarser(level: Bins) -> Bins:
    missing = -len(level) % _STEP
    if missing:
        level = np.concatenate([level, np.repeat(level[-1:], missing, axis=0)])
    grouped = level.reshape(-1, _STEP, 3)
    power = np.square(grouped[:, :, 2], dtype=np.float64).mean(axis=1)
    low, high = grouped[:, :, 0].min(axis=1), grouped[:, :, 1].max(axis=1)
    return np.stack([low, high, np.rint(np.sqrt(power))], axis=1).astype(np.int16)
