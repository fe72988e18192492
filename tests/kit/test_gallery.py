"""The gallery of generic widgets is complete, named for screen readers, and paints in both themes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from studio.kit.theme import Theme
from studio.kit.widgets.flow_strip import FlowStrip
from tests.kit import gallery
from tests.kit.accessibility import unnamed

_PAGES = [gallery.controls, gallery.results, gallery.empty]


@pytest.mark.parametrize("make", _PAGES, ids=lambda make: make.__name__)
def test_every_control_has_a_name_and_paints_in_both_themes(
    theme: Theme, qapp: QApplication, qtbot: QtBot, make: Callable[[], QWidget]
) -> None:
    theme.set_reduce_motion(True)
    page = make()
    qtbot.addWidget(page)
    page.show()
    dark = page.grab().toImage()
    theme.set_choice("light")
    light = page.grab().toImage()
    assert dark.pixelColor(2, 2).name().upper() == "#1D2026"
    assert light.pixelColor(2, 2).name().upper() == "#FFFFFF"
    for strip in page.findChildren(FlowStrip):
        strip.thumbs.stop()
    # The demonstration table stands without a label; a panel's would have one.
    assert [line for line in unnamed(page) if not line.startswith("QTableWidget")] == []


def test_a_nameless_button_is_found(qapp: QApplication, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    QPushButton(page)
    assert unnamed(page) == ["QPushButton in QWidget"]
