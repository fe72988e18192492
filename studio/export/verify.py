"""Opens an exported film again and checks that it is what was planned. Never trusts
the encoder's exit status alone.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import av
import msgspec
import numpy as np
from av.codec.context import CodecContext
from av.packet import Packet
from av.stream import Stream
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from studio.core import ticks
from studio.core.errors import Problem
from studio.core.text import Text
from studio.export.findings import Findings, StreamDigest
from studio.export.plan import Plan, soft_captions
from studio.export.soundtrack import level

LOUDNESS_TOLERANCE = 1.0
"""LU, either way of the target (EBU R 128 allows 1 LU for live programmes)."""

_OFFSET_LIMIT_S = 0.021
"""One AAC frame of 1024 samples at 48 kHz: what an encoder's priming may shift."""

_SILENCE_LUFS = -70.0
_BLACK_LEVEL = 24
_FREEZE_DIFFERENCE = 0.4


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What was found. Times in seconds, loudness in LUFS (None: no sound or silence).

    black_s, frozen_s: share of sampled key frames (one every two seconds) that were
    black or equal to the one before.
    """

    ok: bool
    frames: int
    expected_frames: int
    duration_s: float
    audio_duration_s: float | None
    av_offset_s: float
    loudness_lufs: float | None
    captions: int
    black_share: float
    frozen_share: float
    problems: tuple[Text, ...]


def verify_film(path: Path, plan: Plan, findings: Findings, *, expects_sound: bool) -> Report:
    """Read ``path`` from end to end and check frame count, duration, A/V offset, loudness, caption tracks,
    black, frozen and damaged pictures. Loudness and pictures are decoded unless ``findings`` holds what was
    measured on the very same bytes.
    """
    found: list[Problem] = []
    expected = plan.last - plan.first
    facts = _facts(path, plan.rate, findings)
    if facts.frames != expected:
        found.append(
            Problem(
                "frames",
                Text("{frames} frames instead of {expected}", frames=facts.frames, expected=expected),
            )
        )
    lufs: float | None = None
    if expects_sound:
        lufs = _check_sound(path, plan, facts, findings, found)
    if abs(facts.offset_s) > _OFFSET_LIMIT_S:
        found.append(
            Problem(
                "offset",
                Text("audio and video start {offset_s} ms apart", offset_s=f"{facts.offset_s * 1000:.0f}"),
            )
        )
    soft = len(soft_captions(plan))
    if plan.preset.captions == "soft" and facts.captions != soft:
        found.append(
            Problem(
                "captions",
                Text("{captions} caption tracks instead of {soft}", captions=facts.captions, soft=soft),
            )
        )
    if facts.damaged:
        found.append(
            Problem("damaged", Text("{damaged} key frames could not be decoded", damaged=facts.damaged))
        )
    if facts.black > 0.5:
        found.append(Problem("black", Text("more than half of the video is black"), severity="warning"))
    return Report(
        ok=not any(problem.severity == "error" for problem in found),
        frames=facts.frames,
        expected_frames=expected,
        duration_s=facts.duration_s,
        audio_duration_s=facts.audio_s,
        av_offset_s=facts.offset_s,
        loudness_lufs=None if lufs is None else round(lufs, 2),
        captions=facts.captions,
        black_share=facts.black,
        frozen_share=facts.frozen,
        problems=tuple(problem.message for problem in found),
    )


def _check_sound(
    path: Path, plan: Plan, facts: _Facts, findings: Findings, found: list[Problem]
) -> float | None:
    """Add what is wrong with the sound to ``found``; its loudness, None where there is none."""
    if facts.audio_s is None:
        found.append(Problem("sound", Text("the audio is missing")))
        return None
    seconds = float((plan.last - plan.first) / plan.rate)
    if abs(facts.audio_s - seconds) > 0.1:
        found.append(
            Problem(
                "sound_length",
                Text(
                    "the audio is {audio_s} s long, the video {seconds} s",
                    audio_s=f"{facts.audio_s:.2f}",
                    seconds=f"{seconds:.2f}",
                ),
            )
        )
    lufs = level(path, facts.sound, findings)
    if not np.isfinite(lufs) or lufs <= _SILENCE_LUFS:
        return None
    target = plan.timeline.sequence.loudness
    if abs(lufs - target) > LOUDNESS_TOLERANCE:
        words = Text(
            "loudness is {lufs} LUFS instead of {target}", lufs=f"{lufs:.1f}", target=f"{target:.1f}"
        )
        found.append(Problem("loudness", words, severity="warning"))
    return lufs


class _Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What one reading of the file has shown. sound: digest of the sound's packets; black, frozen: shares of
    the key frames; damaged: number of them.
    """

    frames: int
    duration_s: float
    audio_s: float | None
    offset_s: float
    sound: str
    captions: int
    black: float
    frozen: float
    damaged: int


def _facts(path: Path, rate: Fraction, findings: Findings) -> _Facts:
    with av.open(str(path)) as container:
        video = container.streams.video[0]
        audio = container.streams.audio[0] if container.streams.audio else None
        sound = StreamDigest(audio) if audio is not None else None
        pictures = _KeyFrames(video, findings)
        times: list[int] = []
        for packet in container.demux():
            if not packet.size or packet.pts is None:
                continue
            if packet.stream == video:
                times.append(packet.pts)
                if packet.is_keyframe:
                    pictures.look(packet)
            elif sound is not None and packet.stream == audio:
                sound.add(packet)
        base = video.time_base or Fraction(1)
        first, last = min(times, default=0), max(times, default=0)
        audio_s, offset = None, 0.0
        if audio is not None and audio.time_base is not None:
            audio_s = float((audio.duration or 0) * audio.time_base)
            offset = float((audio.start_time or 0) * audio.time_base - first * base)
        return _Facts(
            frames=len({round((pts - first) * base * rate) for pts in times}),
            duration_s=float((last - first) * base + 1 / rate) if times else 0.0,
            audio_s=audio_s,
            offset_s=offset,
            sound=sound.text if sound is not None else "",
            captions=len(container.streams.subtitles),
            black=pictures.share(pictures.black),
            frozen=pictures.share(pictures.frozen),
            damaged=pictures.damaged,
        )


class _Undecodable(Exception):
    """A key frame gives no picture."""


_Marked: TypeAlias = "tuple[str, Packet[Stream]]"
"""Digest of a packet, packet."""


class _KeyFrames:
    """Looks at the key frames of a film in turn: segments begin with one, so there is one every two seconds.
    One alone decodes to its picture, so what was found out about its bytes, or about two in a row, still
    holds.
    """

    def __init__(self, stream: VideoStream, findings: Findings) -> None:
        self._stream = stream
        self._findings = findings
        self._decoder: VideoCodecContext | None = None
        self._before: _Marked | None = None
        self._lumas: dict[str, NDArray[np.int16]] = {}
        self.count = self.black = self.frozen = self.damaged = 0

    def look(self, packet: Packet[Stream]) -> None:
        """The next key frame."""
        digest = StreamDigest(self._stream)
        digest.add(packet)
        here, before, self._before = digest.text, self._before, (digest.text, packet)
        self._lumas = {key: luma for key, luma in self._lumas.items() if before and key == before[0]}
        self.count += 1
        try:
            brightest = self._findings.measured(
                "brightest", here, lambda: float(self._luma(here, packet).max())
            )
            self.black += brightest < _BLACK_LEVEL
            if before is not None:
                change = self._findings.measured(
                    "change", before[0] + here, lambda: self._change(before, (here, packet))
                )
                self.frozen += change < _FREEZE_DIFFERENCE
        except _Undecodable:
            self.damaged += 1
            self._before = None

    def share(self, number: int) -> float:
        """``number`` of the key frames seen; 1.0 or 0.0 where there are none."""
        return round(number / self.count, 3) if self.count else 0.0

    def _change(self, before: _Marked, after: _Marked) -> float:
        return float(np.abs(self._luma(*after) - self._luma(*before)).mean())

    def _luma(self, digest: str, packet: Packet[Stream]) -> NDArray[np.int16]:
        """The picture as 160x90 grey levels. Raises _Undecodable."""
        if digest not in self._lumas:
            luma = self._decoded(packet).reformat(width=160, height=90, format="gray").to_ndarray()
            self._lumas[digest] = luma.astype(np.int16)
        return self._lumas[digest]

    def _decoded(self, packet: Packet[Stream]) -> VideoFrame:
        if self._decoder is None:
            own = self._stream.codec_context
            decoder = CodecContext.create(own.codec, "r")
            assert isinstance(decoder, VideoCodecContext)
            decoder.extradata = own.extradata
            self._decoder = decoder
        alone = Packet(bytes(packet))
        try:
            frames = [*self._decoder.decode(alone), *self._decoder.decode(None)]
        except av.FFmpegError as error:
            raise _Undecodable from error
        finally:
            self._decoder.flush_buffers()
        if not frames:
            raise _Undecodable
        return frames[0]


def in_words(report: Report) -> Text:
    """The report as one line for people."""
    level = (
        Text("no audio")
        if report.loudness_lufs is None
        else Text("{loudness_lufs} LUFS", loudness_lufs=f"{report.loudness_lufs:.1f}")
    )
    length = ticks.clock(ticks.from_seconds(report.duration_s), 1)
    verdict = Text("all checks passed") if not report.problems else Text.joined("; ", report.problems)
    return Text(
        "{frames} frames, {length}, {level}: {verdict}",
        frames=report.frames,
        length=length,
        level=level,
        verdict=verdict,
    )
