"""What a new project starts with: one sequence with the tracks every film needs, and one caption style."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from studio.core.ids import new_id, orders
from studio.core.text import Text
from studio.project.edits import ROOT
from studio.project.model import CaptionTrack, Entity, ProjectInfo, Sequence, Style, Track


def new_project(name: str, words: Callable[[Text], str] = str) -> list[Entity]:
    """Return the entities of a new project called ``name``.

    words: says a text in the user's language; the names that it gives are the user's from then on.
    """
    style = Style(id=new_id("style"), parent=ROOT, order=orders(1)[0], name=words(Text("Default")))
    sequence = Sequence(id=new_id("sequence"), parent=ROOT, order=orders(1)[0], name=words(Text("Film")))
    info = ProjectInfo(
        id=ROOT, name=name, created=datetime.now(UTC).isoformat(timespec="seconds"), sequence=sequence.id
    )
    return [info, style, sequence, *tracks_for(sequence.id, style.id, words)]


def tracks_for(sequence: str, style: str, words: Callable[[Text], str] = str) -> list[Entity]:
    """Return video, voice and music tracks and an English caption track for a new, empty sequence."""
    video, voice, music = orders(3)
    return [
        Track(id=new_id("track"), parent=sequence, order=video, name=words(Text("Video")), role="video"),
        Track(id=new_id("track"), parent=sequence, order=voice, name=words(Text("Voice")), role="voice"),
        Track(
            id=new_id("track"),
            parent=sequence,
            order=music,
            name=words(Text("Music")),
            role="music",
            duck=True,
        ),
        CaptionTrack(
            id=new_id("captions"),
            parent=sequence,
            order=orders(1)[0],
            name=words(Text("Captions")),
            style=style,
        ),
    ]
