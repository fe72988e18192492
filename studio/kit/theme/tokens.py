"""Colours and sizes of the window: the only place where a colour is written down.

The table is the one of the design page (UI.md): a neutral ground, five places with one hue each. Every
pair of text and ground that the window uses is listed in `text_pairs`, and a test holds each to a
contrast of 4.5:1 (WCAG 2.2, success criterion 1.4.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mode = Literal["dark", "light"]
Place = Literal["image", "voice", "captions", "video", "export"]
Tone = Literal["text", "dim", "disabled", "danger", "warn", "ok", "on_hue"]

PLACES: tuple[Place, ...] = ("image", "voice", "captions", "video", "export")


@dataclass(frozen=True)
class Tokens:
    """One theme. Values are ``#rrggbb``.

    control_hover and control_pressed are control under the pointer and pushed; groove is the unfilled part of
    sliders and progress bars; focus is the ring where no place is around; on_hue is text on a place's hue;
    on_stage is text straight on the neutral stage; selection is a chosen row or text, selection_text what is
    written on it.
    """

    mode: Mode
    window: str
    panel: str
    control: str
    control_hover: str
    control_pressed: str
    groove: str
    line: str
    text: str
    text_dim: str
    text_disabled: str
    neutral_stage: str
    on_stage: str
    selection: str
    selection_text: str
    focus: str
    image: str
    voice: str
    captions: str
    video: str
    export: str
    on_hue: str
    danger: str
    warn: str
    ok: str
    tooltip: str
    checker_a: str
    checker_b: str

    def hue(self, place: str | None) -> str:
        """Hue of a place; the neutral focus colour where there is none."""
        return str(getattr(self, place)) if place in PLACES else self.focus

    def tone(self, tone: str) -> str:
        """Colour of a tone word (see `Tone`)."""
        return str(getattr(self, {"dim": "text_dim", "disabled": "text_disabled"}.get(tone, tone)))


DARK = Tokens(
    mode="dark",
    window="#16181C",
    panel="#1D2026",
    control="#272B33",
    control_hover="#30353F",
    control_pressed="#20242B",
    groove="#3F4653",
    line="#363C47",
    text="#E9EBEF",
    text_dim="#A7AEBA",
    text_disabled="#6B7280",
    neutral_stage="#1E1E1E",
    on_stage="#E9EBEF",
    selection="#3A4250",
    selection_text="#FFFFFF",
    focus="#C4CCDA",
    image="#9B8CFF",
    voice="#FF8A73",
    captions="#4DB6F5",
    video="#5CC98B",
    export="#F2A33A",
    on_hue="#121418",
    danger="#FF6B6B",
    warn="#F2C14E",
    ok="#5CC98B",
    tooltip="#0F1114",
    checker_a="#2A2A2A",
    checker_b="#363636",
)

LIGHT = Tokens(
    mode="light",
    window="#F4F5F7",
    panel="#FFFFFF",
    control="#E9EBEF",
    control_hover="#DFE3E9",
    control_pressed="#D3D8E0",
    groove="#C3C9D2",
    line="#CDD2DA",
    text="#1B1E24",
    text_dim="#5A6270",
    text_disabled="#979EAA",
    neutral_stage="#808080",
    on_stage="#000000",
    selection="#CFDAEA",
    selection_text="#101216",
    focus="#3D4654",
    image="#5B49D6",
    voice="#B83C25",
    captions="#0A69A6",
    video="#1B7346",
    export="#935600",
    on_hue="#FFFFFF",
    danger="#B3261E",
    warn="#846000",
    ok="#1B7346",
    tooltip="#1B1E24",
    checker_a="#8A8A8A",
    checker_b="#9A9A9A",
)

TOKENS: dict[str, Tokens] = {"dark": DARK, "light": LIGHT}


@dataclass(frozen=True)
class Sizes:
    """Lengths in device-independent pixels, durations in milliseconds."""

    grid: int = 4
    pad_small: int = 8
    pad: int = 12
    pad_large: int = 16
    radius: int = 6
    row: int = 28
    table_row: int = 24
    icon_small: int = 16
    icon: int = 20
    icon_large: int = 40
    rail: int = 56
    top_bar: int = 40
    focus_ring: int = 2
    font: int = 13
    font_caption: int = 11
    font_title: int = 16
    motion_ms: int = 120


SIZES = Sizes()


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue (0..255) of ``#rrggbb``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(colour: str, other: str, share: float) -> str:
    """``colour`` with ``share`` (0..1) of ``other`` mixed in, per sRGB channel."""
    mixed = (round(a + (b - a) * share) for a, b in zip(channels(colour), channels(other), strict=True))
    return "#" + "".join(f"{value:02X}" for value in mixed)


def luminance(colour: str) -> float:
    """Relative luminance 0..1 (WCAG 2.2, definition of relative luminance)."""
    parts = [value / 255 for value in channels(colour)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour: str, ground: str) -> float:
    """Contrast ratio 1..21 of two colours (WCAG 2.2)."""
    light, dark = sorted((luminance(colour), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_pairs(tokens: Tokens) -> list[tuple[str, str, str]]:
    """Every (what, text, ground) that the window writes with; disabled text is exempt as in WCAG 1.4.3."""
    pairs = [("text on the stage", tokens.on_stage, tokens.neutral_stage)]
    pairs.append(("selected text", tokens.selection_text, tokens.selection))
    for ground in ("window", "panel", "control"):
        shown = ("text", "text_dim", "danger", "warn", "ok", "focus", *PLACES)
        pairs += [(f"{text} on {ground}", getattr(tokens, text), getattr(tokens, ground)) for text in shown]
    pairs.append(("text under the pointer", tokens.text, tokens.control_hover))
    pairs.append(("text of a pushed button", tokens.text, tokens.control_pressed))
    for place in (*PLACES, "danger"):
        hue = str(getattr(tokens, place))
        pairs.append((f"on_hue on {place}", tokens.on_hue, hue))
        pairs.append((f"on_hue on {place} under the pointer", tokens.on_hue, hover(tokens, hue)))
    pairs.append(("tooltip", tooltip_text(tokens), tokens.tooltip))
    return pairs


def hover(tokens: Tokens, hue: str) -> str:
    """A hue under the pointer: away from the text that stands on it, so contrast only grows."""
    return mix(hue, "#FFFFFF" if tokens.mode == "dark" else "#000000", 0.12)


def tooltip_text(tokens: Tokens) -> str:
    """Text of a tooltip; tooltips are dark in both themes so that they stand out from the panel below."""
    return DARK.text if tokens.mode == "light" else tokens.text
