"""Colours and sizes of the window: the only place where a colour is written down.

The table is the one of the design page (UI.md): a neutral ground; the hue of each workspace is in its
manifest. Every pair of text and ground that the window uses is listed in `text_pairs`, and a test holds each
to a contrast of 4.5:1 (WCAG 2.2, success criterion 1.4.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from studio.state.workspace import workspaces

Mode = Literal["dark", "light"]
Tone = Literal["text", "dim", "disabled", "danger", "warn", "ok", "on_hue"]


@dataclass(frozen=True)
class Tokens:
    """One theme. Values are ``#rrggbb``.

    Attributes:
        control_hover: control under the pointer.
        control_pressed: control that is pushed.
        groove: the unfilled part of sliders and progress bars.
        on_stage: text straight on the neutral stage.
        selection: ground of a chosen row or text.
        selection_text: what is written on it.
        focus: the ring outside of workspaces.
        link: text that can be clicked.
        on_hue: text on a workspace's hue.
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
    link: str
    on_hue: str
    danger: str
    warn: str
    ok: str
    tooltip: str
    checker_a: str
    checker_b: str

    @property
    def hues(self) -> dict[str, str]:
        """Hue of every workspace by its id, in the order of the rail."""
        shade = 0 if self.mode == "dark" else 1
        return {one.id: one.hue[shade] for one in workspaces()}

    def hue(self, workspace: str | None) -> str:
        """Hue of a workspace; the neutral focus colour where there is none."""
        return self.hues.get(workspace or "", self.focus)

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
    link="#4DB6F5",
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
    link="#0A69A6",
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
    words = ("text", "text_dim", "danger", "warn", "ok", "focus", "link")
    shown = {name: str(getattr(tokens, name)) for name in words} | tokens.hues
    for ground in ("window", "panel", "control"):
        pairs += [(f"{name} on {ground}", text, getattr(tokens, ground)) for name, text in shown.items()]
    pairs.append(("text under the pointer", tokens.text, tokens.control_hover))
    pairs.append(("text of a pushed button", tokens.text, tokens.control_pressed))
    for name, hue in (tokens.hues | {"danger": tokens.danger}).items():
        pairs.append((f"on_hue on {name}", tokens.on_hue, hue))
        pairs.append((f"on_hue on {name} under the pointer", tokens.on_hue, hover(tokens, hue)))
    pairs.append(("tooltip", tooltip_text(tokens), tokens.tooltip))
    return pairs


def hover(tokens: Tokens, hue: str) -> str:
    """A hue under the pointer: away from the text that stands on it, so contrast only grows."""
    return mix(hue, "#FFFFFF" if tokens.mode == "dark" else "#000000", 0.12)


def tooltip_text(tokens: Tokens) -> str:
    """Text of a tooltip; tooltips are dark in both themes so that they stand out from the panel below."""
    return DARK.text if tokens.mode == "light" else tokens.text
