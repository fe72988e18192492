from __future__ import annotations

import ast
import gc
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from studio.kit.icons import icon, names
from studio.kit.theme import Theme
from studio.kit.theme.tokens import DARK, LIGHT


def _strongest(
    shown: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off
) -> str:
    """Colour of the most opaque pixel."""
    image = shown.pixmap(QSize(32, 32), 2.0, mode, state).toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(pixels, key=QColor.alpha).name().upper()


def test_an_icon_wears_the_colours_of_the_theme_of_the_moment(theme: Theme) -> None:
    play = icon("play")
    assert _strongest(play) == DARK.text_dim
    assert _strongest(play, QIcon.Mode.Disabled) == DARK.text_disabled
    assert _strongest(play, QIcon.Mode.Active) == DARK.text
    theme.set_choice("light")
    assert _strongest(play) == LIGHT.text_dim


def test_a_checked_icon_wears_the_hue_of_its_place(theme: Theme) -> None:
    assert _strongest(icon("stop", workspace="voice"), state=QIcon.State.On) == DARK.hue("voice")
    assert _strongest(icon("stop", tone="danger")) == DARK.danger


def test_an_icon_is_sharp_at_every_pixel_ratio(qapp: QApplication) -> None:
    for ratio in (1.0, 1.25, 1.5, 2.0):
        pixmap = icon("film").pixmap(QSize(20, 20), ratio)
        assert pixmap.width() == round(20 * ratio)
        assert pixmap.devicePixelRatio() == ratio


def test_icons_survive_copies_and_garbage_collection(qapp: QApplication) -> None:
    copies = [QIcon(icon("star")) for _ in range(50)]
    gc.collect()
    assert all(not copy.pixmap(16, 16).isNull() for copy in copies)


def test_an_unknown_icon_is_refused_by_name(qapp: QApplication) -> None:
    with pytest.raises(KeyError, match="no icon is called 'unicorn'"):
        icon("unicorn")


@pytest.mark.parametrize("name", names())
def test_every_icon_is_drawn_on_the_same_grid_in_one_colour(name: str, repository: Path) -> None:
    text = (repository / "assets" / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    root = ET.fromstring(text)
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke-width") == "1.75"
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', text)) <= {"none", "currentColor"}


def test_every_icon_named_in_the_source_exists(repository: Path) -> None:
    missing: list[str] = []
    known = set(names())
    for path in (repository / "studio").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            first = node.args[0] if node.args else None
            named = [first] if called in ("icon", "IconLabel", "set_icon") else []
            named += [keyword.value for keyword in node.keywords if keyword.arg == "icon"]
            words = [value.value for value in named if isinstance(value, ast.Constant)]
            where = f"{path.relative_to(repository)}:{node.lineno}"
            missing += [
                f"{where} {word}" for word in words if isinstance(word, str) and word not in known | {""}
            ]
    assert missing == []


# Drawn for workspaces that are still being built; whoever uses one takes it out.
SPARE: frozenset[str] = frozenset(
    (
        "actual-size",
        "arrow-down",
        "arrow-up",
        "brush",
        "chevron-left",
        "chip",
        "compare",
        "cut",
        "drag",
        "duplicate",
        "eye",
        "eye-off",
        "generate",
        "help",
        "home",
        "in-point",
        "inspector",
        "keyboard",
        "keyframe-filled",
        "library",
        "loop",
        "magnet",
        "menu",
        "merge",
        "mic",
        "moon",
        "more",
        "mute",
        "offline",
        "out-point",
        "palette",
        "pencil",
        "pin",
        "save",
        "shift",
        "skip-back",
        "skip-forward",
        "split",
        "step-back",
        "step-forward",
        "sun",
        "timeline",
        "trash",
        "unlink",
        "waveform",
        "zoom-in",
        "zoom-out",
    )
)


def test_every_icon_is_used_or_known_to_be_spare(repository: Path) -> None:
    texts = (path.read_text(encoding="utf-8") for path in (repository / "studio").rglob("*.py"))
    words = {word for text in texts for word in re.findall(r"[\"']([a-z0-9-]+)[\"']", text)}
    assert set(names()) - words - SPARE == set()
