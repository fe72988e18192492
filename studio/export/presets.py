"""What can be exported, as data. A preset is a row; the panel, the command line and the plan read it."""

from __future__ import annotations

from typing import Literal

import msgspec

from studio.core.errors import InputError
from studio.core.text import Text

Product = Literal["film", "captions", "sound", "frames"]
CaptionsAs = Literal["burned", "soft", "none"]


class Preset(msgspec.Struct, frozen=True, kw_only=True):
    """id is stable. suffix: of the file. captions: how caption tracks enter a film.

    crf: x264 constant rate factor (0 lossless .. 51 worst). speed: x264 preset word. height: 0 keeps the
    sequence's size, else the film is scaled to this many lines. audio_kbps: AAC bit rate. format: for
    captions the file format word.
    """

    id: str
    title: str
    help: str
    product: Product
    suffix: str
    captions: CaptionsAs = "none"
    crf: int = 20
    speed: str = "veryfast"
    height: int = 0
    audio_kbps: int = 192
    format: str = ""


PRESETS: tuple[Preset, ...] = (
    Preset(
        id="film-mp4",
        title="Video with burned-in captions",
        help="H.264 and AAC in MP4; plays everywhere.",
        product="film",
        suffix=".mp4",
        captions="burned",
    ),
    Preset(
        id="film-mp4-soft",
        title="Video with selectable captions",
        help="The same video with captions on a separate track.",
        product="film",
        suffix=".mp4",
        captions="soft",
    ),
    Preset(
        id="film-mp4-clean",
        title="Video without captions",
        help="Picture and sound only.",
        product="film",
        suffix=".mp4",
    ),
    Preset(
        id="film-mp4-draft",
        title="Draft video",
        help="480p, fast to render, burned-in captions.",
        product="film",
        suffix=".mp4",
        captions="burned",
        crf=28,
        speed="ultrafast",
        height=480,
        audio_kbps=128,
    ),
    Preset(
        id="captions-srt",
        title="Captions (SRT)",
        help="The most widely supported caption format.",
        product="captions",
        suffix=".srt",
        format="srt",
    ),
    Preset(
        id="captions-vtt",
        title="Captions (WebVTT)",
        help="For web players.",
        product="captions",
        suffix=".vtt",
        format="vtt",
    ),
    Preset(
        id="captions-ass",
        title="Captions (ASS)",
        help="With styling: font, colours, position.",
        product="captions",
        suffix=".ass",
        format="ass",
    ),
    Preset(
        id="sound-wav",
        title="Audio (WAV)",
        help="The full mix, 48 kHz, 16-bit.",
        product="sound",
        suffix=".wav",
    ),
    Preset(
        id="frames-png",
        title="Frames (PNG)",
        help="One image per frame, in a folder.",
        product="frames",
        suffix="",
        captions="burned",
    ),
)


def preset(preset_id: str) -> Preset:
    """The preset called ``preset_id``. Raises InputError that lists the others."""
    for entry in PRESETS:
        if entry.id == preset_id:
            return entry
    known = ", ".join(entry.id for entry in PRESETS)
    raise InputError(
        "unknown_preset",
        Text("There is no export preset called {preset_id}.", preset_id=f"{preset_id!r}"),
        Text("Choose one of: {known}.", known=known),
    )


def preset_for(suffix: str) -> Preset:
    """The first preset that writes files ending in ``suffix`` (with dot). Raises InputError."""
    for entry in PRESETS:
        if entry.suffix == suffix.lower():
            return entry
    known = ", ".join(sorted({entry.suffix for entry in PRESETS if entry.suffix}))
    raise InputError(
        "unknown_suffix",
        Text("No export preset supports {suffix}.", suffix=suffix or "a file without suffix"),
        Text("Choose one of: {known}.", known=known),
    )
