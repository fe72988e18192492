"""What is wrong with cues, why it matters, and what would help. Pure; 100 000 cues in well under a second."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from studio.captions.breaks import width
from studio.captions.linebreak import needed_lines
from studio.captions.rules import DEFAULT, Rules
from studio.core.text import Text
from studio.core.ticks import TICKS_PER_SECOND, Ticks, to_seconds
from studio.project.model import Cue

NETFLIX = "Netflix Timed Text Style Guide"
BBC = "BBC Subtitle Guidelines"

_SLACK: Ticks = TICKS_PER_SECOND // 500  # files keep milliseconds or hundredths, not frames

ProblemCode = Literal["empty", "line_long", "lines", "speed", "overlap", "gap", "chain", "short", "long"]
Severity = Literal["error", "warning", "hint"]
Fix = Literal["", "delete", "break_lines", "split", "extend", "trim", "close_gap", "shorten_text"]


class CueProblem(msgspec.Struct, frozen=True, kw_only=True):
    """One finding. value, limit: measured and allowed, in the unit of the message. fix: what ``fixes`` or
    the user can do.

    severity: "error" is hard to read or not allowed, "warning" should be looked at, "hint" is polish.
    source: the rule's origin.
    """

    cue: str
    code: ProblemCode
    message: Text
    severity: Severity
    source: str
    fix: Fix = ""
    value: float = 0.0
    limit: float = 0.0


def reading_speed(cue: Cue) -> float:
    """Columns per second, spaces included (Netflix counts them); infinite for a cue without duration."""
    length = to_seconds(cue.end - cue.start)
    return width(cue.text.replace("\n", " ")) / length if length > 0 else float("inf")


def check_track(cues: Sequence[Cue], rules: Rules = DEFAULT) -> dict[str, tuple[CueProblem, ...]]:
    """Problems by cue id, only of cues that have any. Cues in any order."""
    ordered = sorted(cues, key=lambda cue: (cue.start, cue.id))
    found: dict[str, tuple[CueProblem, ...]] = {}
    for number, cue in enumerate(ordered):
        following = ordered[number + 1].start if number + 1 < len(ordered) else None
        problems = check_cue(cue, following, rules)
        if problems:
            found[cue.id] = tuple(problems)
    return found


def check_cue(cue: Cue, following: Ticks | None, rules: Rules = DEFAULT) -> list[CueProblem]:
    """Problems of one cue. following: start of the next cue, None for the last."""
    if not cue.text.strip():
        return [_problem(cue, "empty", Text("The caption is empty."), "error", NETFLIX, "delete")]
    return [*_text_problems(cue, rules), *_time_problems(cue, rules), *_gap_problems(cue, following, rules)]


def _text_problems(cue: Cue, rules: Rules) -> list[CueProblem]:
    found: list[CueProblem] = []
    lines = cue.text.split("\n")
    widest = max(map(width, lines))
    room = rules.max_lines
    if widest > rules.max_line:
        fix: Fix = "break_lines" if needed_lines(cue.text, rules.max_line) <= room else "split"
        message = Text(
            "A line has {widest} characters; over {max_line} is hard to read.",
            widest=widest,
            max_line=rules.max_line,
        )
        found.append(_problem(cue, "line_long", message, "error", NETFLIX, fix, widest, rules.max_line))
    if len(lines) > room:
        fix = "break_lines" if needed_lines(cue.text, rules.max_line) <= room else "split"
        message = Text(
            "The caption has {lines} lines; over {room} is hard to read.", lines=len(lines), room=room
        )
        found.append(_problem(cue, "lines", message, "error", f"{NETFLIX}; {BBC}", fix, len(lines), room))
    return found


def _time_problems(cue: Cue, rules: Rules) -> list[CueProblem]:
    found: list[CueProblem] = []
    length = cue.end - cue.start
    speed = reading_speed(cue)
    if speed > rules.max_cps * 1.0001:
        severity = "error" if speed > rules.max_cps * 1.25 else "warning"
        message = Text(
            "The reading speed is {speed} characters per second; up to {max_cps} is comfortable.",
            speed=f"{min(speed, 999):.0f}",
            max_cps=f"{rules.max_cps:.0f}",
        )
        found.append(_problem(cue, "speed", message, severity, NETFLIX, "extend", speed, rules.max_cps))
    shown, least, most = to_seconds(length), to_seconds(rules.min_duration), to_seconds(rules.max_duration)
    if length < rules.min_duration - _SLACK:
        message = Text(
            "The caption lasts only {shown} s; under {least} s it flashes by.",
            shown=f"{shown:.2f}",
            least=f"{least:.2f}",
        )
        found.append(_problem(cue, "short", message, "warning", NETFLIX, "extend", shown, least))
    if length > rules.max_duration + _SLACK:
        message = Text(
            "The caption lasts {shown} s; over {most} s, viewers start to read it again.",
            shown=f"{shown:.1f}",
            most=f"{most:.0f}",
        )
        found.append(_problem(cue, "long", message, "warning", NETFLIX, "trim", shown, most))
    return found


def _gap_problems(cue: Cue, following: Ticks | None, rules: Rules) -> list[CueProblem]:
    if following is None:
        return []
    pause = following - cue.end
    seconds = to_seconds(pause)
    if pause < -_SLACK:
        message = Text("The caption overlaps the next one by {value} s.", value=f"{-seconds:.2f}")
        return [_problem(cue, "overlap", message, "error", f"{NETFLIX}; {BBC}", "trim", seconds, 0.0)]
    if pause < rules.gap - _SLACK:
        least = to_seconds(rules.gap)
        message = Text(
            "The gap to the next caption is {seconds} s; viewers need {least} s to notice the change.",
            seconds=f"{max(0.0, seconds):.2f}",
            least=f"{least:.2f}",
        )
        return [_problem(cue, "gap", message, "warning", NETFLIX, "trim", seconds, to_seconds(rules.gap))]
    if rules.gap + _SLACK < pause < rules.chain:
        message = Text(
            "The {seconds} s gap before the next caption looks like a flicker; close it.",
            seconds=f"{seconds:.2f}",
        )
        return [
            _problem(cue, "chain", message, "hint", NETFLIX, "close_gap", seconds, to_seconds(rules.chain))
        ]
    return []


def _problem(
    cue: Cue,
    code: ProblemCode,
    message: Text,
    severity: Severity,
    source: str,
    fix: Fix,
    value: float = 0.0,
    limit: float = 0.0,
) -> CueProblem:
    return CueProblem(
        cue=cue.id,
        code=code,
        message=message,
        severity=severity,
        source=source,
        fix=fix,
        value=value,
        limit=limit,
    )
