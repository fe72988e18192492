"""Whole caption tracks: their cues in time, files in and out."""

from __future__ import annotations

from pathlib import Path

import msgspec

from studio.captions.formats import format_of, read_captions, write_captions
from studio.captions.transcribe import place
from studio.core.ids import new_id
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.project.handle import Project
from studio.project.model import CaptionTrack, Cue, Style
from studio.project.targets import guard_of, replacing


def cues_of_track(project: Project, track: str) -> list[Cue]:
    """The cues of a track in order of time."""
    return sorted(project.children(track, Cue), key=lambda cue: (cue.start, cue.id))


def style_of_track(project: Project, track: str) -> Style:
    """The look of a track; the default one when its style is gone."""
    style = project.find(project.get(track, CaptionTrack).style)
    return style if isinstance(style, Style) else Style(id="style_default", name="Default")


def export_track(project: Project, track: str, path: Path, format: str = "") -> None:  # noqa: A002
    """Write a track as a file; format: a word of ``formats.WRITABLE``, "" as the name says. Raises
    InputError.
    """
    language = project.get(track, CaptionTrack).language
    kind = format or format_of(path)
    with replacing(path, guard_of(project)) as writing:
        write_captions(
            cues_of_track(project, track),
            writing.temporary,
            kind,
            style=style_of_track(project, track),
            language=language,
        )


def import_captions(
    project: Project, path: Path, sequence: str, *, offset: Ticks = 0, language: str = "", track: str = ""
) -> CaptionTrack | None:
    """Read a caption file into a track in one edit: ``track``, else the empty one of the sequence, else a
    new one.

    offset: added to all times. None when the file holds no cue. Raises InputError as ``read_captions``.
    """
    cues = read_captions(path)
    if offset:
        moved = (msgspec.structs.replace(cue, start=cue.start + offset, end=cue.end + offset) for cue in cues)
        cues = [msgspec.structs.replace(cue, words=()) for cue in moved if cue.end > 0]
    name = path.stem
    return place(
        project, sequence, track or new_id("captions"), cues, language, Text("Import captions"), name
    )
