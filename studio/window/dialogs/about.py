"""What this is, which parts it is made of, under which licences, and what the user added."""

from __future__ import annotations

import platform
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, metadata, version

from PySide6.QtCore import QCoreApplication, QSize, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

import studio
from studio.core import paths
from studio.kit.i18n import said
from studio.kit.icons import IconLabel, icon
from studio.kit.theme import SIZES, Theme, set_kind
from studio.state.plugins import PlugIns

_SIZE = QSize(560, 560)
_PARTS = (
    "PySide6-Essentials", "msgspec", "psygnal", "numpy", "pillow", "av", "imageio-ffmpeg",
    "opencv-python-headless", "pysubs2", "ttconv", "pyloudnorm", "scipy", "psutil",
    "torch", "torchaudio", "diffusers", "transformers", "accelerate", "safetensors", "silero-vad",
    "pocketsphinx", "espeakng-loader", "faster-whisper",
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


def _lines_of(found: PlugIns) -> list[str]:
    """One line per plug-in, what was left out after what is used."""
    lines = [f"{one.kind}/{one.name}{f': {said(one.note)}' if one.note else ''}" for one in found.loaded]
    left_out = QCoreApplication.translate("AboutDialog", "Left out: {name}: {reason}")
    lines += [
        left_out.format(name=f"{fault.kind}/{fault.name}", reason=said(fault.reason))
        for fault in found.faults
    ]
    return lines


def _page(heads: list[QLabel], text: str, name: str) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 12, 0, 0)
    column.setSpacing(12)
    for head in heads:
        column.addWidget(head)
    shown = QPlainTextEdit(text)
    shown.setReadOnly(True)
    shown.setAccessibleName(name)
    shown.setFont(Theme.current().font(SIZES.font_caption))
    column.addWidget(shown, 1)
    return page


class AboutDialog(QDialog):
    """Versions, licences, plug-ins, and a button that copies all for a report."""

    def __init__(self, plug_ins: PlugIns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plug_ins = _lines_of(plug_ins)
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
        self.pages = QTabWidget()
        self.pages.addTab(_page([licence], self._text, self.tr("Third-party licences")), self.tr("Licences"))
        self.pages.addTab(self._plug_ins_page(), self.tr("Plug-ins"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addLayout(head)
        column.addLayout(grid)
        column.addWidget(self.pages, 1)
        column.addLayout(self._buttons(self._copy))

    def _plug_ins_page(self) -> QWidget:
        folder = QLabel(
            self.tr("Your own engines, effects and presets belong in {folder}.").format(
                folder=paths.plugins("")
            )
        )
        folder.setWordWrap(True)
        folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines = "\n".join(self._plug_ins) or self.tr("There are none yet.")
        return _page([folder], lines, self.tr("Plug-ins"))

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
        QGuiApplication.clipboard().setText("\n".join([*lines, "", self._text, "", *self._plug_ins]) + "\n")
        self._copied.setText(self.tr("Copied"))
