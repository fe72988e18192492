"""What this is, which parts it is made of, and under which licences."""

from __future__ import annotations

import platform
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, metadata, version

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

import studio
from studio.core import paths
from studio.kit.icons import IconLabel, icon
from studio.kit.theme import SIZES, Theme, set_kind

_SIZE = QSize(560, 560)
_PARTS = (
    "PySide6-Essentials", "msgspec", "psygnal", "numpy", "pillow", "av", "imageio-ffmpeg",
    "opencv-python-headless", "pysubs2", "ttconv", "pyloudnorm", "scipy", "psutil",
    "torch", "diffusers", "transformers", "accelerate", "safetensors", "silero-vad", "pocketsphinx",
    "espeakng-loader", "faster-whisper",
)  # fmt: skip


def facts() -> list[tuple[str, str]]:
    """(what, version) of the parts a report needs; nothing heavy is imported."""
    return [
        (paths.APP_NAME, studio.__version__),
        ("Python", platform.python_version()),
        ("Qt", qVersion()),
        ("FFmpeg", f"imageio-ffmpeg {_version('imageio-ffmpeg')}"),
        ("PyAV", _version("av")),
        ("PyTorch", _version("torch")),
        ("System", platform.platform()),
    ]


def licences() -> str:
    """One line per part: name, version, licence as the part itself declares it."""
    return "\n".join(line for line in map(_licence, _PARTS) if line)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _licence(package: str) -> str:
    try:
        about = metadata(package)
    except PackageNotFoundError:
        return ""

    def field(name: str) -> str:
        return next(iter(about.get_all(name) or []), "")

    classified = [
        line.rsplit("::", 1)[-1].strip()
        for line in about.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    words = field("License-Expression") or ", ".join(classified) or field("License").partition("\n")[0]
    return f"{package} {field('Version')}: {words or 'see its own files'}"


class AboutDialog(QDialog):
    """Versions, licences, and a button that copies both for a report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Backlot Studio"))
        self.resize(_SIZE)
        title = QLabel(paths.APP_NAME)
        set_kind(title, "title")
        words = QLabel(self.tr("Images, voices, captions and video in one project, on your own machine."))
        set_kind(words, "dim")
        words.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(IconLabel("film", SIZES.icon_large, "dim"))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(title)
        texts.addWidget(words)
        head.addLayout(texts, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (what, value) in enumerate(facts()):
            name, shown = QLabel(what), QLabel(value)
            set_kind(name, "dim")
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            shown.setWordWrap(True)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(shown, row, 1)
        self._text = licences()
        licence = QLabel(
            self.tr("Free software under the GNU General Public License, version 3 or later. It uses:")
        )
        licence.setWordWrap(True)
        parts = QPlainTextEdit(self._text)
        parts.setReadOnly(True)
        parts.setAccessibleName(self.tr("Third-party licences"))
        parts.setFont(Theme.current().font(SIZES.font_caption))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addLayout(head)
        column.addLayout(grid)
        column.addWidget(licence)
        column.addWidget(parts, 1)
        column.addLayout(self._buttons(self._copy))

    def _buttons(self, copy: Callable[[], object]) -> QHBoxLayout:
        self._copied = QPushButton(icon("copy"), self.tr("Copy"))
        self._copied.clicked.connect(copy)
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        close.setFocus()
        row = QHBoxLayout()
        row.addWidget(self._copied)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _copy(self) -> None:
        lines = [f"{what}: {value}" for what, value in facts()]
        QGuiApplication.clipboard().setText("\n".join([*lines, "", self._text]) + "\n")
        self._copied.setText(self.tr("Copied"))
