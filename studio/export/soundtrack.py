"""The sound of a film as it lies in the file: mixed, encoded and measured once, then kept under a key that
says everything that can change one of its samples.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from studio.core import temporary, ticks
from studio.export.findings import Findings, sound_digest
from studio.export.plan import Plan
from studio.export.segments import SOUND, SegmentStore
from studio.media import ffmpeg
from studio.media.audio import loudness, pcm16, read_audio
from studio.render.sound.mixdown import Mix, mixed, planned_mix

SOUND_VERSION = 2
"""Raised whenever mixing or encoding gives other samples, so that old sounds are not reused."""

_MEASURED_RATE = 48_000


def soundtrack(
    plan: Plan, store: SegmentStore, findings: Findings, *, cancelled: Callable[[], bool]
) -> Path | None:
    """The encoded sound of the film, in ``store``; None when nothing in the sequence sounds.

    A sound that is there is reused when its bytes are those that were once measured; a damaged one is made
    again. Raises StudioError, Cancelled.
    """
    if not _sounds(plan):
        return None
    start, end = (ticks.from_frame(frame, plan.rate) for frame in (plan.first, plan.last))
    wanted = planned_mix(plan.timeline, start, end)
    key = sound_key(wanted, plan.preset.audio_kbps)
    kept = store.path(key, SOUND)
    if store.has(key, SOUND) and findings.get("loudness", sound_digest(kept)) is not None:
        return kept
    with temporary.folder("sound") as folder:
        encoded = folder / f"sound{SOUND}"
        _encode(wanted, plan.preset.audio_kbps, encoded, cancelled)
        level(encoded, sound_digest(encoded), findings)
        return store.keep(key, encoded)


def sound_key(wanted: Mix, kbps: int) -> str:
    """Hex SHA-256 of all that decides the encoded sound. Sources enter by content, not by place."""
    parts = tuple(msgspec.structs.replace(part, path="") for part in wanted.parts)
    content = msgspec.structs.replace(wanted, parts=parts)
    return hashlib.sha256(msgspec.json.encode([SOUND_VERSION, "aac", kbps, content])).hexdigest()


def level(path: Path, digest: str, findings: Findings) -> float:
    """Integrated loudness in LUFS of the sound of ``path``, whose bytes have this digest; -inf: silence."""
    return findings.measured(
        "loudness", digest, lambda: loudness(read_audio(path, _MEASURED_RATE, 2), _MEASURED_RATE)
    )


def _sounds(plan: Plan) -> bool:
    return any(
        entry.clip.sound and entry.facts.has_audio
        for track in plan.timeline.sounding_tracks()
        for entry in track.clips
    )


def _encode(wanted: Mix, kbps: int, target: Path, cancelled: Callable[[], bool]) -> None:
    audio = mixed(wanted, cancelled=cancelled)
    ffmpeg.run(
        ["-f", "s16le", "-ar", str(wanted.sample_rate), "-ac", "2", "-i", "pipe:0",
         "-c:a", "aac", "-b:a", f"{kbps}k", "-f", "mp4", str(target)],
        stdin=pcm16(audio),
        cancelled=cancelled,
    )  # fmt: skip
