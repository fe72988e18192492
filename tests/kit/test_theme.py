from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel

from studio.kit.theme import Theme
from studio.kit.theme.qss import GLYPHS, make_qss
from studio.kit.theme.tokens import DARK, LIGHT, Tokens, contrast, text_pairs


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_every_text_stands_out_from_its_ground(tokens: Tokens) -> None:
    ratios = {what: round(contrast(text, ground), 2) for what, text, ground in text_pairs(tokens)}
    assert {what: ratio for what, ratio in ratios.items() if ratio < 4.5} == {}


def test_contrast_follows_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_the_stage_around_pictures_has_no_tint() -> None:
    for tokens in (DARK, LIGHT):
        red, green, blue = (tokens.neutral_stage[index : index + 2] for index in (1, 3, 5))
        assert red == green == blue


def test_the_theme_switches_while_the_window_is_open(theme: Theme, qapp: QApplication) -> None:
    label = QLabel("Captions")
    seen: list[str] = []
    theme.theme_changed.connect(lambda: seen.append(theme.mode))
    theme.set_choice("light")
    assert label.palette().color(QPalette.ColorRole.WindowText).name().upper() == LIGHT.text
    theme.set_choice("dark")
    assert label.palette().color(QPalette.ColorRole.WindowText).name().upper() == DARK.text
    assert seen == ["light", "dark"]


def test_the_system_choice_shows_one_of_the_two_themes(theme: Theme) -> None:
    theme.set_choice("system")
    assert theme.choice == "system"
    assert theme.mode in ("dark", "light")


def test_reduced_motion_stops_every_animation(theme: Theme) -> None:
    theme.set_reduce_motion(False)
    assert theme.motion_ms(400) == 150
    theme.set_reduce_motion(True)
    assert theme.motion_ms(120) == 0


def test_the_stylesheet_is_short_and_names_only_files_that_exist(theme: Theme, qapp: QApplication) -> None:
    sheet = qapp.styleSheet()
    files = re.findall(r'url\("([^"]+)"\)', sheet)
    assert files
    assert all(Path(file).is_file() for file in files)
    source = Path(make_qss.__code__.co_filename).read_text(encoding="utf-8")
    assert len(source.splitlines()) < 300
    assert set(GLYPHS) == {Path(file).stem.split("-", 1)[1] for file in files}
