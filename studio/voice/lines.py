"""Lines of the project: made from a script or from cues, and what state each is in."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal

import msgspec

from studio.core.errors import InputError
from studio.core.ids import new_id, orders
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.project.edits import ROOT, Edit
from studio.project.handle import Project
from studio.project.model import Asset, Cue, Line, Scene, Speaker, Take, Voice
from studio.voice.cast import NARRATOR, Casting
from studio.voice.fit import Fit, Slot, fit, speech_bounds
from studio.voice.manner import manner_params
from studio.voice.script import ScriptScene
from studio.voice.writing import language_of
from studio.wire.recipe import Recipe
from studio.wire.spec import EngineSpec

LineState = Literal["unspoken", "stale", "overflow", "fresh"]
FindSpec = Callable[[str], EngineSpec | None]
"""Engine id -> its SPEC, None when it is not known on this machine: ``EngineRegistry.spec``."""


# ---- from a script


def put_script_lines(
    edit: Edit, sequence: str, scenes: Sequence[tuple[Scene, ScriptScene]], casting: Casting
) -> list[Line]:
    """Make the sequence's lines those of a script, inside ``edit``; returns them in order.

    scenes: each project scene with the script scene it came from. Lines that are still in the script keep
    their id, takes and chosen take; a line whose words changed keeps them too, and becomes stale; lines no
    longer there are removed.
    """
    wanted = [
        Line(
            id="",
            parent=sequence,
            text=line.text,
            speaker=_speaker(casting, line.character),
            manner=line.manner,
            scene=scene.id,
        )
        for scene, script in scenes
        for line in script.lines
    ]
    known = [line for line in edit.children(sequence, Line) if not line.cue]
    return _put(edit, _matched(known, wanted), known)


def _speaker(casting: Casting, character: str) -> str:
    speaker = casting.of(character)
    return speaker.id if speaker else ""


def _matched(known: list[Line], wanted: list[Line]) -> list[Line]:
    """Wanted lines with the id and take of the line they were, by what they say and where."""
    before = [(line.speaker, line.text, line.manner) for line in known]
    after = [(line.speaker, line.text, line.manner) for line in wanted]
    result: list[Line] = []
    for kind, old, old_end, new, new_end in SequenceMatcher(None, before, after).get_opcodes():
        left: dict[str, deque[Line]] = {}
        for line in known[old:old_end] if kind in ("equal", "replace") else []:
            left.setdefault(line.speaker, deque()).append(line)
        for line in wanted[new:new_end]:
            # A reworded line is the next one of the same speaker in the stretch that changed.
            if left.get(line.speaker):
                twin = left[line.speaker].popleft()
                result.append(msgspec.structs.replace(line, id=twin.id, take=twin.take))
            else:
                result.append(msgspec.structs.replace(line, id=new_id("line")))
    return result


def _put(edit: Edit, lines: list[Line], known: list[Line]) -> list[Line]:
    kept = {line.id for line in lines}
    for line in known:
        if line.id not in kept:
            edit.remove(line.id)
    return [
        edit.put(msgspec.structs.replace(line, order=key))
        for line, key in zip(lines, orders(len(lines)), strict=True)
    ]


# ---- from cues


def put_dub_lines(edit: Edit, sequence: str, cues: Sequence[Cue], speaker: str = "") -> list[Line]:
    """A line for every cue, with the cue's time as its slot, inside ``edit``; returns them in order of time.

    speaker: id of the Speaker of cues that name none. Lines of cues that were dubbed before keep their id
    and takes.
    """
    known = {line.cue: line for line in edit.children(sequence, Line) if line.cue}
    lines: list[Line] = []
    for cue in sorted(cues, key=lambda cue: (cue.start, cue.id)):
        text = " ".join(cue.text.split())
        if any(character.isalnum() for character in text):
            old = known.get(cue.id) or Line(id=new_id("line"), parent=sequence, text=text, cue=cue.id)
            who = cue.speaker or old.speaker or speaker
            lines.append(
                msgspec.structs.replace(old, text=text, speaker=who, slot_start=cue.start, slot_end=cue.end)
            )
    return _put(edit, lines, list(known.values()))


# ---- voice and parameters


def voice_of(project: Project, line: Line) -> Voice:
    """The voice that speaks a line; lines without speaker are the narrator's. Raises
    InputError("not_cast").
    """
    speaker = project.find(line.speaker) if line.speaker else None
    if not isinstance(speaker, Speaker):
        speaker = next((known for known in project.children(ROOT, Speaker) if known.name == NARRATOR), None)
    voice = project.find(speaker.voice) if speaker and speaker.voice else None
    if not isinstance(voice, Voice):
        who = speaker.name if speaker else "This line"
        raise InputError(
            "not_cast", Text("{who} has no voice yet.", who=who), Text("Choose one in the cast.")
        )
    return voice


def speech_params(line: Line, voice: Voice, spec: EngineSpec) -> dict[str, Any]:
    """Parameters of the engine that speak ``line``: its text, the voice with its own parameters, the
    manner. Where the text is in another writing than the voice's language, so is the language.
    """
    known = {param.name for param in spec.params}
    params: dict[str, Any] = {name: value for name, value in voice.params.items() if name in known}
    params |= manner_params(line.manner, spec, params)
    language = language_of(line.text, voice.language)
    for name, value in (("text", line.text), ("voice", voice.voice), ("language", language)):
        if name in known:
            params[name] = value
    return params


# ---- state


def line_states(project: Project, sequence: str, find_spec: FindSpec) -> dict[str, LineState]:
    """State by line id: unspoken (no take), stale (its words, voice or manner have changed since the chosen
    take was made), overflow (does not fit its slot), fresh.
    """
    lines = project.children(sequence, Line)
    too_long = overflowing(project, lines)
    return {line.id: _state(project, line, find_spec, too_long) for line in lines}


def overflowing(project: Project, lines: Sequence[Line]) -> set[str]:
    """Ids of the lines whose chosen takes do not fit their slots, judged by word
    times, without reading a file.
    """
    return {plan.line for plan in _quick_fits(project, lines) if plan.overflow}


def _state(project: Project, line: Line, find_spec: FindSpec, overflowing: set[str]) -> LineState:
    take = project.find(line.take) if line.take else None
    if not isinstance(take, Take):
        return "unspoken"
    if take.recipe and is_stale(project, line, take, find_spec):
        return "stale"
    return "overflow" if line.id in overflowing else "fresh"


def is_stale(project: Project, line: Line, take: Take, find_spec: FindSpec) -> bool:
    """Whether speaking ``line`` now would make something else than ``take``.

    A take without recipe (a recording of the user's own) is never stale. Seed and model files are the
    take's own business: another seed is another take, not a newer one.
    """
    stored = project.recipes.find(take.recipe) if take.recipe else None
    if stored is None:
        return False
    try:
        voice = voice_of(project, line)
    except InputError:
        return False
    spec = find_spec(voice.engine)
    if spec is None:
        return voice.engine != stored.recipe.engine
    params, _ = spec.complete(speech_params(line, voice, spec))
    made = stored.recipe
    present = Recipe(
        engine=spec.id,
        version=spec.version,
        params=params,
        seed=made.seed,
        models=made.models,
        inputs=made.inputs,
    )
    return present.key() != made.key()


# ---- time


def slot_of(project: Project, line: Line) -> Slot | None:
    """The slot of a line with the measured speech of its chosen take; None when it has no slot or no take.

    Reads the take's sound: for a thread that may wait. Raises InputError when the file is missing.
    """
    from studio.media.audio import read_audio

    take = project.find(line.take) if line.take else None
    if not line.slot_end or not isinstance(take, Take):
        return None
    audio = read_audio(project.path_of(project.get(take.asset, Asset)), 22_050, 1)
    first, last = speech_bounds(audio[:, 0], 22_050)
    return Slot(line=line.id, start=line.slot_start, end=line.slot_end, spoken=last - first, lead=first)


def plan_dub(project: Project, sequence: str, limit: Ticks | None = None) -> list[Fit]:
    """Where and how every spoken line with a slot sounds; limit: end of the film. Reads sound files."""
    slots = [slot_of(project, line) for line in project.children(sequence, Line)]
    return fit([slot for slot in slots if slot is not None], limit=limit)


def _quick_fits(project: Project, lines: Sequence[Line]) -> list[Fit]:
    """The same from the takes' word times alone, without reading a file."""
    slots: list[Slot] = []
    for line in lines:
        take = project.find(line.take) if line.take and line.slot_end else None
        if isinstance(take, Take):
            lead = take.words[0].start if take.words else 0
            end = take.words[-1].end if take.words else take.duration
            slots.append(
                Slot(
                    line=line.id,
                    start=line.slot_start,
                    end=line.slot_end,
                    spoken=max(1, end - lead),
                    lead=lead,
                )
            )
    # The last line has its slot only, as far as this can know.
    return fit(slots, limit=max((slot.end for slot in slots), default=None))
