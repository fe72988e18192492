"""What the Voice workspace shows: rows of the line table, the takes and the cast; which lines are meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from studio.core.ticks import Ticks
from studio.project.edits import ROOT
from studio.project.handle import Project
from studio.project.model import Asset, CaptionTrack, Clip, Cue, Line, Scene, Speaker, Take, Track, Voice
from studio.voice.cast import NARRATOR
from studio.voice.lines import FindSpec

RowState = Literal[
    "unspoken", "stale", "overflow", "fresh", "waiting", "speaking", "failed", "wordless", "unknown"
]
"""The state of a line; "wordless" has nothing to say yet, "unknown" until it has been judged in the
background.
"""

TO_SPEAK: frozenset[RowState] = frozenset(("unspoken", "stale", "failed"))


@dataclass(frozen=True)
class LineRow:
    """One line as the table shows it. duration: of the chosen take; slot: the time it has, 0 for open."""

    id: str
    number: int
    scene: str
    speaker_id: str
    speaker: str
    text: str
    manner: str
    voice: str
    state: RowState
    duration: Ticks
    slot: Ticks
    takes: int


@dataclass(frozen=True)
class TakeRow:
    """One take of the current line; number counts from 1 in the order they were made."""

    id: str
    number: int
    duration: Ticks
    created: str
    starred: bool
    chosen: bool
    recorded: bool


@dataclass(frozen=True)
class CastRow:
    """One speaker. voice: the engine's words for it, "" until cast; lines: how many it speaks."""

    id: str
    name: str
    voice: str
    voice_id: str
    engine: str
    language: str
    lines: int


def line_row(project: Project, line: Line, number: int, state: RowState) -> LineRow:
    """The row of one line; cheap enough to be made while the table is painted."""
    speaker = speaker_of(project, line)
    voice = project.find(speaker.voice) if speaker and speaker.voice else None
    scene = project.find(line.scene) if line.scene else None
    take = project.find(line.take) if line.take else None
    return LineRow(
        id=line.id,
        number=number,
        scene=scene.heading if isinstance(scene, Scene) else "",
        speaker_id=speaker.id if speaker else "",
        speaker=speaker.name if speaker else "",
        text=line.text,
        manner=line.manner,
        voice=voice.name if isinstance(voice, Voice) else "",
        state=state,
        duration=take.duration if isinstance(take, Take) else 0,
        slot=max(0, line.slot_end - line.slot_start) if line.slot_end else 0,
        takes=len(project.children(line.id, Take)),
    )


def speaker_of(project: Project, line: Line) -> Speaker | None:
    """Who speaks a line; lines without a speaker are the narrator's."""
    speaker = project.find(line.speaker) if line.speaker else None
    if isinstance(speaker, Speaker):
        return speaker
    return next((known for known in project.children(ROOT, Speaker) if known.name == NARRATOR), None)


def take_rows(project: Project, line: Line) -> tuple[TakeRow, ...]:
    """The takes of a line, oldest first."""
    return tuple(
        TakeRow(
            take.id, number, take.duration, take.created, take.starred, take.id == line.take, not take.recipe
        )
        for number, take in enumerate(project.children(line.id, Take), 1)
    )


def cast_rows(project: Project, lines: Sequence[Line]) -> tuple[CastRow, ...]:
    """Every speaker of the project with its voice."""
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.speaker] = counts.get(line.speaker, 0) + 1
    rows: list[CastRow] = []
    for speaker in project.children(ROOT, Speaker):
        voice = project.find(speaker.voice) if speaker.voice else None
        spoken = counts.get(speaker.id, 0) + (counts.get("", 0) if speaker.name == NARRATOR else 0)
        if isinstance(voice, Voice):
            facts = (voice.name, voice.voice, voice.engine, voice.language)
        else:
            facts = ("", "", "", "")
        rows.append(CastRow(speaker.id, speaker.name, *facts, lines=spoken))
    return tuple(rows)


def place_of_line(project: Project, line: Line) -> Ticks | None:
    """Where a line sounds on the timeline: its clip, else its slot, else the first picture of
    its scene; None: nowhere yet.
    """
    first: Ticks | None = None
    for track in project.children(line.parent, Track):
        for clip in project.children(track.id, Clip):
            if clip.line == line.id:
                return clip.start
            if first is None and line.scene and clip.scene == line.scene:
                first = clip.start
    return line.slot_start if line.slot_end else first


def lines_meant(project: Project, sequence: str, ids: Iterable[str]) -> list[str]:
    """The lines that a selection made anywhere means, each once: lines, their takes, the clips and sounds
    they are heard in, the captions they dub or are written in.
    """
    found: dict[str, None] = {}
    cues: set[str] = set()
    assets: set[str] = set()
    for entity_id in ids:
        entity = project.find(entity_id)
        match entity:
            case Line():
                found[entity.id] = None
            case Take():
                found[entity.parent] = None
            case Clip() | Cue() if entity.line:
                found[entity.line] = None
            case Cue():
                cues.add(entity.id)
            case Asset():
                assets.add(entity.id)
            case _:
                pass
    if cues or assets:
        for line in project.children(sequence, Line):
            if line.cue in cues or any(take.asset in assets for take in project.children(line.id, Take)):
                found[line.id] = None
    return [line for line in found if isinstance(project.find(line), Line)]


def line_at(project: Project, lines: Sequence[str], when: Ticks) -> str:
    """The line that sounds at a time, else the next one, else the first; "" without lines."""
    following: tuple[Ticks, str] | None = None
    clips = {
        clip.line: clip
        for line in lines[:1]
        for track in project.children(project.get(line, Line).parent, Track)
        for clip in project.children(track.id, Clip)
        if clip.line
    }
    for line_id in lines:
        line, clip = project.get(line_id, Line), clips.get(line_id)
        start, end = (clip.start, clip.end) if clip is not None else (line.slot_start, line.slot_end)
        if start <= when < end:
            return line_id
        if end and start > when and (following is None or start < following[0]):
            following = start, line_id
    return following[1] if following is not None else next(iter(lines), "")


def cue_track(project: Project, sequence: str) -> CaptionTrack | None:
    """The first caption track that has cues."""
    tracks = project.children(sequence, CaptionTrack)
    return next((track for track in tracks if project.children(track.id, Cue)), None)


def dub_is_behind(cues: Sequence[Cue], lines: Sequence[Line]) -> bool:
    """Whether captions have other words or times than the lines that dub them, or there are more or fewer."""
    dubbed = {line.cue: (line.text, line.slot_start, line.slot_end) for line in lines}
    said = {
        cue.id: (" ".join(cue.text.split()), cue.start, cue.end)
        for cue in cues
        if any(letter.isalnum() for letter in cue.text)
    }
    return dubbed != said


def varies(project: Project, line: Line, find_spec: FindSpec) -> bool:
    """Whether the line's engine makes another take from the same words."""
    speaker = speaker_of(project, line)
    voice = project.find(speaker.voice) if speaker is not None else None
    spec = find_spec(voice.engine) if isinstance(voice, Voice) else None
    return spec is not None and spec.seeded


def short_voice(name: str) -> str:
    """A voice's name without its language, where a region says enough: "English
    (America), man 1" -> "America, man 1".
    """
    language, bracket, rest = name.partition(" (")
    region, closed, more = rest.partition(")")
    return f"{region}{more}" if language and bracket and closed else name
