"""Pictures of every generic widget, for the eye: ``python tests/kit/gallery.py FOLDER``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QTableWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from studio.core.errors import JobFailed
from studio.kit.icons import IconLabel
from studio.kit.theme import Theme, set_kind
from studio.kit.widgets.buttons import IconButton, Segmented
from studio.kit.widgets.drop import DropOffer, DropOverlay
from studio.kit.widgets.empty_state import EmptyState
from studio.kit.widgets.error_card import ErrorCard
from studio.kit.widgets.flow_strip import FlowItem, FlowStrip
from studio.kit.widgets.image_view import ImageView
from studio.kit.widgets.number_field import NumberField
from studio.kit.widgets.param_form import ParamForm
from studio.kit.widgets.primary_button import PrimaryButton
from studio.kit.widgets.progress_row import ProgressRow
from studio.kit.widgets.prompt_edit import PromptEdit
from studio.kit.widgets.search_field import SearchField
from studio.kit.widgets.time_label import TimecodeField, TimeLabel
from studio.kit.widgets.toast import StatusMessage, Toast
from studio.kit.widgets.toggle import Toggle
from studio.state.workspace import workspace_ids
from studio.wire.spec import Param

PARAMS = (
    Param(name="steps", kind="int", default=20, label="Steps", minimum=1, maximum=100),
    Param(
        name="guidance",
        kind="float",
        default=6.5,
        label="Guidance",
        minimum=0,
        maximum=20,
        step=0.5,
        unit="×",
    ),
    Param(name="size", kind="size", default="512x512", label="Size"),
    Param(name="seed", kind="seed", default=None, label="Seed"),
    Param(name="sampler", kind="choice", default="euler", label="Sampler", choices=("euler", "ddim")),
    Param(name="tile", kind="bool", default=True, label="Seamless"),
    Param(name="eta", kind="float", default=0.0, label="Eta", minimum=0, maximum=1, step=0.05, advanced=True),
)


def picture(width: int = 512, height: int = 384, seed: int = 0, alpha: bool = False) -> QImage:
    """A sunset of its own colours."""
    image = QImage(width, height, QImage.Format.Format_ARGB32 if alpha else QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sky = QLinearGradient(0, 0, 0, height)
    sky.setColorAt(0, QColor.fromHsv((220 + seed * 40) % 360, 160, 120))
    sky.setColorAt(1, QColor.fromHsv((20 + seed * 40) % 360, 150, 235))
    painter.fillRect(0, 0, width, height if not alpha else height * 2 // 3, sky)
    painter.setBrush(QColor.fromHsv(45, 120, 255))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(width // 2 - 40, height // 2 - 40, 80, 80)
    painter.end()
    return image


def controls() -> QWidget:
    """Fields and buttons of the Image workspace."""
    page = QWidget()
    page.setProperty("kind", "panel")
    page.setProperty("workspace", "image")
    grid = QGridLayout(page)
    grid.setContentsMargins(16, 16, 16, 16)
    grid.setSpacing(8)
    grid.setHorizontalSpacing(24)
    left = QVBoxLayout()
    left.setSpacing(8)
    title = QLabel("Image")
    set_kind(title, "title")
    left.addWidget(title)
    left.addWidget(PromptEdit("What should the picture show?"))
    filled = PromptEdit("What?")
    filled.setPlainText(
        "a red lighthouse on a cliff at sunset, watercolor, two boats, and a line long enough to wrap"
    )
    left.addWidget(filled)
    left.addWidget(ParamForm(PARAMS))
    run = PrimaryButton("Generate", "generate")
    busy = PrimaryButton("Generate", "generate")
    busy.set_running(True)
    busy.set_progress(0.42)
    off = PrimaryButton("Generate", "generate")
    off.setEnabled(False)
    row = QHBoxLayout()
    for button in (run, busy, off):
        row.addWidget(button)
    left.addLayout(row)
    left.addStretch(1)
    grid.addLayout(left, 0, 0)
    grid.addLayout(_right(), 0, 1)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return page


def _right() -> QVBoxLayout:
    right = QVBoxLayout()
    right.setSpacing(8)
    right.addWidget(SearchField())
    form = QFormLayout()
    form.addRow("Name", QLineEdit("Lighthouse"))
    bad = QLineEdit("12:99")
    set_kind(bad, "true", "invalid")
    form.addRow("Invalid", bad)
    off = QLineEdit("cannot change")
    off.setEnabled(False)
    form.addRow("Disabled", off)
    combo = QComboBox()
    combo.addItems(["Kokoro", "espeak-ng"])
    form.addRow("Voice", combo)
    form.addRow(
        "Rate",
        NumberField(
            minimum=0.5, maximum=2, decimals=2, default=1, step=0.05, unit="×", label="Rate", slider=True
        ),
    )
    form.addRow("Offset", NumberField(minimum=-500, maximum=500, default=120, unit="ms", label="Offset"))
    right.addLayout(form)
    for box in (QCheckBox("Check box"), QRadioButton("Radio button"), Toggle("Snap to shots")):
        box.setChecked(True)
        right.addWidget(box)
    right.addWidget(Toggle("Off"))
    right.addWidget(Segmented([("fit", "Fit"), ("fill", "Fill"), ("crop", "Crop")], "How"))
    row = QHBoxLayout()
    for name, label in (
        ("play", "Play"),
        ("step-back", "Back"),
        ("step-forward", "On"),
        ("cut", "Split"),
        ("trash", "Delete"),
    ):
        row.addWidget(IconButton(name, label))
    pressed = IconButton("loop", "Loop", checkable=True, workspace="image")
    pressed.setChecked(True)
    row.addWidget(pressed)
    disabled = IconButton("undo", "Undo")
    disabled.setEnabled(False)
    row.addWidget(disabled)
    row.addStretch(1)
    right.addLayout(row)
    row = QHBoxLayout()
    for text, kind in (("Plain", ""), ("Flat", "flat"), ("Link", "link"), ("Delete", "danger")):
        button = QPushButton(text)
        button.setProperty("kind", kind)
        row.addWidget(button)
    right.addLayout(row)
    time = QHBoxLayout()
    time.addWidget(TimeLabel())
    time.addWidget(TimecodeField())
    time.addWidget(TimeLabel(None))
    right.addLayout(time)
    for workspace in workspace_ids():
        bar = QProgressBar(textVisible=False)
        bar.setProperty("workspace", workspace)
        bar.setValue(60)
        right.addWidget(bar)
    marks = QHBoxLayout()
    for name, tone in (("warning", "warn"), ("error", "danger"), ("ok", "ok"), ("info", "dim")):
        marks.addWidget(IconLabel(name, 16, tone))
        label = QLabel(name)
        set_kind(label, tone)
        marks.addWidget(label)
    right.addLayout(marks)
    right.addStretch(1)
    return right


def results() -> QWidget:
    """Picture, strip, jobs, errors, messages."""
    page = QWidget()
    page.setProperty("kind", "panel")
    page.setProperty("workspace", "voice")
    column = QVBoxLayout(page)
    view = ImageView()
    view.set_image(picture(800, 500, 0))
    view.set_compare(picture(800, 500, 4, alpha=True), ("Before", "After"))
    column.addWidget(view, 1)
    strip = FlowStrip(captions=True)
    strip.setObjectName("strip")
    items = [
        FlowItem(
            str(n), f"Picture {n}", lambda n=n: picture(300, 200 + 40 * n, n), f"seed {n * 977}", star=n == 1
        )
        for n in range(6)
    ]
    strip.set_items([*items, FlowItem("b", "Busy", lambda: None, "step 4 of 20", busy=True)])
    strip.select("2")
    column.addWidget(strip)
    table = QTableWidget(3, 3)
    table.setHorizontalHeaderLabels(["Start", "Text", "Speaker"])
    for row in range(3):
        for index, text in enumerate((f"0:0{row}.200", "The light went out.", "Ada")):
            table.setItem(row, index, table.itemPrototype() or _cell(text))
    table.selectRow(1)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(24)
    table.setShowGrid(False)
    table.horizontalHeader().setStretchLastSection(True)
    tabs = QTabWidget()
    tabs.addTab(table, "Lines")
    tabs.addTab(QWidget(), "Cast")
    tabs.setFixedHeight(150)
    column.addWidget(tabs)
    rows = (
        ("Picture: a red lighthouse", "image", "running"),
        ("12 lines in Ada's voice", "voice", "queued"),
        ("talk.mp4", "captions", "done"),
        ("Lighthouse.mp4", "export", "failed"),
    )
    for text, workspace, state in rows:
        job = ProgressRow(text, workspace)
        job.set_state(state, "The disk is full." if state == "failed" else "")
        if state == "running":
            job.set_progress(0.35, "Step 7 of 20", "about 12 s")
        column.addWidget(job)
    card = ErrorCard()
    error = JobFailed(
        "oom", "The picture did not fit into the graphics card.", "Choose 768 × 768 or less.", "trace\n" * 9
    )
    card.show_error(error, ("Use 768 × 768", lambda: None))
    column.addWidget(card)
    status = StatusMessage()
    status.show_message("Deleted 3 pictures", "ok", ("Undo", lambda: None))
    column.addWidget(status)
    toast = Toast(view)
    toast.setObjectName("toast")
    return page


def _cell(text: str):
    from PySide6.QtWidgets import QTableWidgetItem

    return QTableWidgetItem(text)


def empty() -> QWidget:
    """An empty state, and one with files over it."""
    page = QWidget()
    page.setProperty("kind", "panel")
    row = QHBoxLayout(page)
    offer = DropOffer(
        "Caption talk.mp4", lambda paths: None, "Transcribes it on this machine", "captions", "captions"
    )
    for covered in (False, True):
        state = EmptyState(
            "captions",
            "Write captions for a video",
            "Drop a video or a sound here. The words are recognised on this machine; "
            "then you correct them in a table.",
            "Choose a video…",
            "Import captions…",
            workspace="captions",
            decide=lambda paths: offer,
        )
        state.setProperty("covered", covered)
        row.addWidget(state)
    return page


def main(folder: Path) -> None:
    """Write one PNG per page and theme."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    theme = Theme(app, "dark")
    theme.set_reduce_motion(True)
    sizes = {"controls": QSize(880, 720), "results": QSize(900, 1080), "empty": QSize(960, 420)}
    for mode in ("dark", "light"):
        theme.set_choice(mode)
        for make in (controls, results, empty):
            page = make()
            page.resize(sizes[make.__name__])
            page.show()
            for overlay in page.findChildren(DropOverlay):
                if overlay.parentWidget().property("covered"):
                    overlay.show_offer(
                        DropOffer("Caption talk.mp4", print, "On this machine", "captions", "captions")
                    )
            for toast in page.findChildren(Toast):
                toast.show_message("Lighthouse.mp4 is exported", "ok", ("Show in folder", print))
            for strip in page.findChildren(FlowStrip):
                page.grab()
                strip.thumbs.stop()
            app.processEvents()
            page.grab().save(str(folder / f"{make.__name__}_{mode}.png"))
            page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
