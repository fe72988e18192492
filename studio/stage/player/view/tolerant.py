"""A timeline to look at: where a file is missing or unusable, a card says so instead of an error."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from studio.core.errors import InputError
from studio.kit.theme.tokens import DARK
from studio.project.imports import present
from studio.project.model import Asset, E, Entity, MediaFacts, replace
from studio.render.timeline import Timeline, TimelineClip, TimelineTrack, snapshot

if TYPE_CHECKING:
    from studio.project.handle import Project

_NOWHERE = Path("/")


def tolerant_snapshot(project: Project, sequence_id: str, cards: Path) -> Timeline:
    """The sequence as ``video.timeline.snapshot`` gives it, on any thread, from one state of the document.

    A clip whose file is not there, or was replaced by something that is not usable, becomes a picture that
    says so, drawn into the folder ``cards``; its sound is silence. Raises InputError when the sequence is
    gone.
    """
    reader = _Reader(project)
    timeline = snapshot(cast("Project", reader), sequence_id, reader.present)
    if not reader.missing and not reader.unusable:
        return timeline
    tracks = tuple(
        TimelineTrack(track=lane.track, clips=tuple(_present(entry, reader, cards) for entry in lane.clips))
        for lane in timeline.tracks
    )
    return replace_tracks(timeline, tracks)


def replace_tracks(timeline: Timeline, tracks: tuple[TimelineTrack, ...]) -> Timeline:
    """The same timeline with other tracks."""
    return Timeline(
        sequence=timeline.sequence, tracks=tracks, captions=timeline.captions, title=timeline.title
    )


class _Reader:
    """What ``snapshot`` needs of a project, at one moment, without the error for missing files."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._document = project.frozen()
        self.name = project.name
        self.missing: dict[str, str] = {}
        self.unusable: dict[str, InputError] = {}

    def find(self, entity_id: str) -> Entity | None:
        return self._document.find(entity_id)

    def get(self, entity_id: str, kind: type[E]) -> E:
        if kind is Asset and self._document.find(entity_id) is None:
            self.missing[entity_id] = "media"
            return cast("E", Asset(id=entity_id, name="media", media="image"))
        return self._document.get(entity_id, kind)

    def children(self, parent: str, kind: type[E]) -> list[E]:
        return self._document.children(parent, kind)

    def path_of(self, asset: Asset) -> Path:
        try:
            return self._project.path_of(asset)
        except InputError:
            self.missing[asset.id] = asset.name
            return _NOWHERE

    def present(self, _reader: Project, asset: Asset) -> Asset:
        if asset.id in self.missing:
            return asset
        try:
            return present(self._project, asset)
        except InputError as error:
            self.unusable[asset.id] = error
            return asset


def _present(entry: TimelineClip, reader: _Reader, cards: Path) -> TimelineClip:
    asset = entry.clip.asset
    name, error = reader.missing.get(asset), reader.unusable.get(asset)
    if name is not None:
        kind, words = "missing", (f"The file of “{name}” is missing", "Relink it in the library")
    elif error is not None:
        kind, words = "unusable", (error.message, error.hint)
    else:
        return entry
    media = entry.media if entry.media == "audio" else "image"
    path = "" if media == "audio" else str(_card_file(cards / f"{kind} {asset}.png", *words))
    return TimelineClip(
        clip=replace(entry.clip, sound=False),
        path=path,
        media=media,
        identity=f"{kind} {asset}",
        facts=MediaFacts(),
        effects=entry.effects,
    )


def _card_file(path: Path, words: str, hint: str) -> Path:
    if not path.exists():
        card((960, 540), words, hint).save(str(path))
    return path


def card(size: tuple[int, int], title: str, hint: str = "") -> QImage:
    """A dark picture with words in its middle; made on any thread. size: (width, height) in px."""
    width, height = size
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(QColor(DARK.control))
    painter = QPainter(picture)
    font = QFont()
    font.setPixelSize(max(11, height // 22))
    painter.setFont(font)
    line = font.pixelSize() * 2
    painter.setPen(QColor(DARK.text))
    middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(QRect(16, height // 2 - 2 * line, width - 32, 2 * line), middle, title)
    painter.setPen(QColor(DARK.text_dim))
    painter.drawText(QRect(16, height // 2, width - 32, line), middle, hint)
    painter.end()
    return picture
