"""From a video with captions to a dubbed one: every cue is spoken again inside its slot, the
original is lowered under it.
"""

from __future__ import annotations

from pathlib import Path

from studio.captions.formats import read_captions
from studio.core import ticks
from studio.core.errors import InputError
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.flows.layout import track_of
from studio.jobs.model import JobRequest
from studio.jobs.registry import EngineRegistry
from studio.project import imports
from studio.project.edits import ROOT, Edit
from studio.project.handle import Project
from studio.project.model import (
    Asset,
    CaptionTrack,
    Clip,
    Cue,
    Line,
    Sequence,
    Speaker,
    Take,
    Track,
    replace,
)
from studio.video.clips import add_clip
from studio.voice.cast import NARRATOR, assign, put_voice, speaks
from studio.voice.fit import Fit
from studio.voice.lines import line_states, plan_dub, put_dub_lines
from studio.voice.takes import speech_request
from studio.wire.spec import EngineState


def begin(project: Project, sequence: str, video: Path) -> Clip:
    """Import ``video`` and lay it at the start of the sequence, which takes over its size and rate.

    Raises InputError when the file is no video or cannot be read.
    """
    asset = imports.import_file(project, video)
    if asset.media != "video":
        raise InputError(
            "not_a_video", Text("“{name}” has no video track.", name=video.name), Text("Choose a video file.")
        )
    track = next(entry for entry in project.children(sequence, Track) if entry.role == "video")
    return add_clip(project, track.id, asset, 0)


def add_captions(project: Project, sequence: str, captions: Path) -> tuple[CaptionTrack, int]:
    """Put the cues of a caption file on the sequence's first caption track, as far as the video lasts. Raises
    InputError for bad or empty files, and for those of another film. Returns the track and the number of
    cues that were left out because they begin after the end.
    """
    cues = read_captions(captions)
    if not cues:
        raise InputError(
            "no_cues",
            Text("“{name}” contains no captions.", name=captions.name),
            Text("Choose a file with at least one caption."),
        )
    end = film_end(project, sequence)
    shown = [cue for cue in cues if end is None or cue.start < end]
    if not shown:
        raise InputError(
            "no_cues",
            Text("All captions in “{name}” start after the end of the video.", name=captions.name),
            Text("Check that the captions belong to this video."),
        )
    track = project.children(sequence, CaptionTrack)[0]
    with project.edit(Text("Import captions")) as edit:
        for cue in shown:
            last = cue.end if end is None else min(cue.end, end)
            edit.put(replace(cue, parent=track.id, order="", end=last))
    return track, len(cues) - len(shown)


def film_end(project: Project | Edit, sequence: str) -> Ticks | None:
    """Where the last picture of a sequence ends; None where there is none."""
    last = _last_picture(project, sequence)
    return last.end if last is not None else None


def _last_picture(project: Project | Edit, sequence: str) -> Clip | None:
    shown = [
        clip
        for track in project.children(sequence, Track)
        if track.role == "video"
        for clip in project.children(track.id, Clip)
    ]
    return max(shown, key=lambda clip: clip.end, default=None)


def cast_dub(project: Project, engine: EngineState, voice: str = "", language: str = "en") -> Speaker:
    """The speaker of all lines, with ``voice`` (an engine's voice id) or the engine's first of the language.

    Raises InputError("unknown_voice"), InputError("unknown_language").
    """
    known = {entry.id: entry for entry in engine.voices}
    base = voice.partition("+")[0]
    if voice and voice not in known and base not in known:
        raise InputError(
            "unknown_voice",
            Text("There is no voice called “{voice}”.", voice=voice),
            Text("Run “studio doctor --json” to list the voices."),
        )
    if not voice and not speaks(engine.voices, language):
        raise InputError(
            "unknown_language",
            Text("{title} does not support {language}.", title=engine.spec.title, language=language),
            Text("Run “studio doctor --json” to list the voices."),
        )
    with project.edit(Text("Cast voice")) as edit:
        if not voice:
            return assign(edit, [NARRATOR], engine, language).speakers[NARRATOR.casefold()]
        placed = put_voice(edit, engine.spec.id, voice, known, language)
        speakers = {speaker.name: speaker for speaker in edit.children(ROOT, Speaker)}
        narrator = speakers.get(NARRATOR) or Speaker(id="speaker_narrator", parent=ROOT, name=NARRATOR)
        return edit.put(replace(narrator, voice=placed.id))


def make_lines(project: Project, sequence: str, track: str, speaker: str) -> list[Line]:
    """A line for every cue of a caption track; lines that were there keep their takes."""
    with project.edit(Text("Dub captions")) as edit:
        return put_dub_lines(edit, sequence, edit.children(track, Cue), speaker)


def missing(project: Project, sequence: str, registry: EngineRegistry) -> list[JobRequest]:
    """The jobs for lines with a slot that have no take, or one that no longer fits their words."""
    states = line_states(project, sequence, registry.spec)
    return [
        speech_request(project, line, registry.spec)
        for line in project.children(sequence, Line)
        if line.slot_end and states[line.id] in ("unspoken", "stale")
    ]


def plan(project: Project, sequence: str) -> list[Fit]:
    """How each spoken line fits its slot. Reads sound files: for a thread that may wait."""
    return plan_dub(project, sequence, limit=film_end(project, sequence))


def lay_out_dub(
    project: Project, sequence: str, fits: list[Fit], *, duck_db: float | None = None, joins: int = 0
) -> None:
    """Put the fitted lines on the voice track and lower the video's own sound under them, in one edit. A word
    that is said after the end is said over the last picture. joins: see ``Project.edit``.
    """
    with project.edit(Text("Arrange dub"), joins=joins, initiator="dub") as edit:
        voices = track_of(edit, sequence, "voice")
        kept: set[str] = set()
        for fit in fits:
            line = edit.get(fit.line, Line)
            take = edit.get(line.take, Take)
            old = edit.find(f"clip_{line.id}")
            base = old if isinstance(old, Clip) else Clip(id=f"clip_{line.id}", asset="", start=0, duration=0)
            edit.put(
                replace(
                    base,
                    parent=voices.id,
                    asset=take.asset,
                    start=fit.start,
                    duration=fit.duration,
                    source_in=fit.source_in,
                    speed=f"{fit.stretch.numerator}/{fit.stretch.denominator}",
                    label=line.text[:60],
                    line=line.id,
                )
            )
            kept.add(f"clip_{line.id}")
        for clip in edit.children(voices.id, Clip):
            line = edit.find(clip.line) if clip.line else None
            spoken_in_a_scene = isinstance(line, Line) and bool(line.scene)
            if clip.line and clip.id not in kept and not spoken_in_a_scene:
                edit.remove(clip.id)
        last = _last_picture(edit, sequence)
        said = max((fit.end for fit in fits), default=0)
        if last is not None and last.end < said:
            frame = ticks.frame_ticks(edit.get(sequence, Sequence).frame_rate)
            edit.put(replace(last, duration=round(-(-said // frame) * frame) - last.start))
        for track in edit.children(sequence, Track):
            if not track.duck and _is_original(edit, track):
                edit.put(replace(track, duck=True))
        if duck_db is not None:
            edit.put(replace(edit.get(sequence, Sequence), duck_db=duck_db))


def _is_original(edit: Edit, track: Track) -> bool:
    """Whether the voices that are dubbed are heard on a track: with the film, or as a recording."""
    if track.role != "sound":
        return track.role == "video"
    found = (edit.find(clip.asset) for clip in edit.children(track.id, Clip))
    return any(isinstance(asset, Asset) and asset.facts.speech for asset in found)


def report(project: Project, fits: list[Fit]) -> list[dict[str, float | str]]:
    """The plan in seconds, as ``studio dub --json`` prints it."""
    rows: list[dict[str, float | str]] = []
    for fit in fits:
        line = project.get(fit.line, Line)
        rows.append(
            {
                "text": line.text,
                "start_s": ticks.to_seconds(line.slot_start),
                "slot_s": ticks.to_seconds(line.slot_end - line.slot_start),
                "at_s": ticks.to_seconds(fit.start),
                "spoken_s": ticks.to_seconds(fit.duration),
                "stretch": float(fit.stretch),
                "overflow_s": ticks.to_seconds(fit.overflow),
            }
        )
    return rows
