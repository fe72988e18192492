"""WebVTT (W3C): captions for web players."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from studio.captions.formats import FormatSpec, TrackFacts, _arrows
from studio.project.model import Cue

SPEC = FormatSpec(id="vtt", title="WebVTT", suffixes=(".vtt", ".webvtt"), writable=True, rank=2)

_TAG = re.compile(r"</?[^<>]*>")


def read(text: str) -> list[Cue]:
    """Pass over NOTE, STYLE and REGION blocks; resolve tags and entities."""
    kept: list[str] = []
    skipping = False
    for number, line in enumerate(text.split("\n")):
        word = line.split(None, 1)[0] if line.strip() else ""
        if not word:
            skipping = False
        elif (not kept or not kept[-1].strip()) and word in ("NOTE", "STYLE", "REGION") and "-->" not in line:
            skipping = True
        header = number == 0 and line.lstrip("\ufeff").startswith("WEBVTT")
        kept.append("" if skipping or header else line)
    return _arrows.read("\n".join(kept), _plain)


def write(cues: Sequence[Cue], _track: TrackFacts) -> str:
    """Write blocks without settings."""
    return "WEBVTT\n" + "".join(f"\n{_arrows.times(cue, '.')}\n{_escaped(cue.text)}\n" for cue in cues)


def sniff(text: str) -> float:
    """The first word is prescribed."""
    return 1.0 if text.startswith("WEBVTT") else 0.0


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text)) if "<" in text or "&" in text else text


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
