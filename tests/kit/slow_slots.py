"""Slots and handlers of the window that use more than 8 ms of its thread, known and not yet cured.

The list is there to become shorter: whoever makes one quick takes it out. Names are those of
`tests.kit.dispatch.Slow`.
"""

from __future__ import annotations

from typing import NamedTuple

LIMIT_MS = 8.0


class Known(NamedTuple):
    """Why a slot may take longer, and how much: some three times what was measured, as it varies."""

    up_to_ms: float
    why: str


KNOWN: dict[str, Known] = {
    "Studio._on_services after work": Known(500, "builds the window and its docks in one go, once per start"),
    "AppState.set_project after work": Known(400, "every panel fills itself, also those out of sight"),
    "AppState.new_project.<locals>.made after work": Known(500, "the same for a new project"),
    "JobThreads._on_event": Known(300, "the engines arrive, once per start, and every form is built again"),
    "MainWindow.closeEvent": Known(80, "writes the settings and checkpoints the project"),
    "QWidget PaletteChange": Known(120, "all style is computed again when the theme changes"),
    "QWidget Drop": Known(300, "the overlay hands the files on, and the workspace comes up at once"),
    "SearchField KeyPress": Known(120, "Enter in the palette runs the command inside the event of the key"),
    "Actions.refresh": Known(50, "asks every command whether it can run, after each change"),
    "VideoInspector.refresh": Known(50, "builds the forms of all effects again when the selection changes"),
    "Garbage.collect": Known(60, "frees Python's objects on the window's thread alone, on purpose"),
    "JobsDock._rebuild": Known(40, "makes the rows of new jobs, some 2 ms each, all at once"),
    "TopBar._end_rename": Known(40, "renames the folder of the project on the disk"),
    "Relay.__init__.<locals>.<lambda>": Known(40, "a dialog is destroyed with all its rows"),
    "take_in.<locals>.add after work": Known(40, "lays the clips of a file, and every panel follows"),
    "Listening.listen.<locals>.placed after work": Known(50, "lays the cues of a transcription in one edit"),
    # Below the limit on a quiet machine (3 to 7 ms), and above it now and then.
    "MainWindow UpdateRequest": Known(20, "the layout of the whole window"),
    "QWindow Expose": Known(20, "the first paint of a window"),
    "TimelineView.event": Known(20, "paints all lanes, whatever has changed"),
    "LineModel.rowCount": Known(20, "the table of lines measures its rows"),
    "CueModel.rowCount": Known(20, "the table of cues measures its rows"),
    "QFileDialog DeferredDelete": Known(20, "Qt's own dialog for files"),
}
