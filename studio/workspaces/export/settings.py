"""Settings of the Export workspace."""

from __future__ import annotations

from studio.core.settings import Setting

SETTINGS: tuple[Setting, ...] = (
    Setting(
        key="export.folder",
        title="Export location",
        help="Empty: the project's exports folder.",
        default="",
        kind="folder",
    ),
)
