"""Rows about jobs with a warm worker: a picture, speech, a cancelled picture."""

from __future__ import annotations

import contextlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench_rows import Row, Timings, compared, in_turn

if TYPE_CHECKING:
    from studio.jobs.model import Job
    from studio.jobs.session import JobSession

_PROMPT = "a red lighthouse on a cliff at sunset"
_STEPS = 10
_GUIDANCE = 5.0
_LINE = "The lamp has burned for a hundred years, and tonight it will not light."
_TEN_MINUTES_OF_WORDS = 1750  # at espeak-ng's 175 words a minute
_CANCELS = 3


def image(rounds: int) -> list[Row]:
    """One picture of the starter model, submit to stored result, against the bare pipeline, same seed."""
    import numpy as np
    from PIL import Image

    pictures: list[tuple[Path, Path]] = []
    with (
        tempfile.TemporaryDirectory() as name,
        _session() as session,
        _bare("image", str(_starter())) as bare,
    ):
        seeds = iter(range(1000, 2000))
        request: dict[str, Any] = {
            "prompt": _PROMPT,
            "steps": _STEPS,
            "guidance": _GUIDANCE,
            "out": str(Path(name) / "bare.png"),
        }
        for warm_up in (1, 2):
            _paint(session, warm_up)
            bare.ask(request | {"seed": warm_up})
        seed = next(seeds)
        ours = Path(_paint(session, seed)[1].outputs[0].path)
        bare.ask(request | {"seed": seed})
        pictures.append((ours, Path(request["out"])))
        same = all(np.array_equal(np.asarray(Image.open(a)), np.asarray(Image.open(b))) for a, b in pictures)
        found = in_turn(
            lambda: _paint(session, next(seeds))[0], lambda: bare.ask(request | {"seed": next(seeds)}), rounds
        )
    row = compared(f"image job, warm, {_STEPS} steps", "<= 1.05x", 1.05, found,
                   note="pixels equal" if same else "PIXELS DIFFER from the bare script's")  # fmt: skip
    return [row if same else replace(row, met=False)]


def speech(rounds: int) -> list[Row]:
    """Ten minutes of text, and one line, spoken by espeak-ng through a warm worker and without."""
    words = " ".join(f"{_LINE} Sentence {number}." for number in range(_TEN_MINUTES_OF_WORDS // 17 + 1))
    with tempfile.TemporaryDirectory() as name, _session() as session, _bare("speech") as bare:
        out = str(Path(name) / "bare.wav")

        def pair(text: str, count: int) -> Timings:
            _speak(session, text)
            bare.ask({"text": text, "out": out})
            return in_turn(lambda: _speak(session, text), lambda: bare.ask({"text": text, "out": out}), count)

        long = pair(words, rounds)
        line = pair(_LINE, 3 * rounds)
    more = statistics.median(a - b for a, b in zip(line.ours, line.reference, strict=True)) * 1e3
    return [
        compared(
            "speech job, warm, ten minutes of text",
            "<= 1.2x",
            1.2,
            long,
            unit="ms",
            scale=1e3,
            note="ours adds word times",
        ),
        Row(
            name="speech job, warm, one line",
            goal="<= 60 ms more",
            ours=statistics.median(line.ours) * 1e3,
            reference=statistics.median(line.reference) * 1e3,
            unit="ms",
            ratio=line.ratio,
            met=more <= 60.0,
            note=f"{more:+.1f} ms",
        ),
    ]


def cancel(rounds: int) -> list[Row]:
    """From cancel to an idle worker amid a picture; the next picture must not load the model again."""
    from studio.jobs.model import JobEnded, JobRequest, LaneChanged
    from studio.jobs.queue import LaneEvent
    from studio.wire.messages import Progress

    waits: list[float] = []
    steps: list[float] = []
    warm = True
    with _session() as session:
        _paint(session, 1)
        for number in range(min(rounds, _CANCELS)):
            seen: list[float] = []
            marks = {"cancelled": 0.0, "ended": 0.0, "idle": 0.0}
            request = JobRequest(
                engine="image_diffusers", params={"prompt": _PROMPT, "steps": 150}, seed=number, fresh=True
            )
            (job,) = session.queue.submit_all((request,))

            def on_event(
                event: LaneEvent, seen: list[float] = seen, marks: dict[str, float] = marks, job: Job = job
            ) -> None:
                now = time.perf_counter()
                if isinstance(event, Progress):
                    seen.append(now)
                    if len(seen) == 8:
                        session.queue.cancel(job.id)
                        marks["cancelled"] = time.perf_counter()
                elif isinstance(event, JobEnded):
                    marks["ended"] = now
                elif isinstance(event, LaneChanged) and event.phase == "idle" and marks["cancelled"]:
                    marks["idle"] = now

            session.pump_until(lambda marks=marks: bool(marks["ended"] and marks["idle"]), on_event)
            assert session.queue.get(job.id).state == "cancelled"
            waits.append(max(marks["ended"], marks["idle"]) - marks["cancelled"])
            steps.append(statistics.median(b - a for a, b in pairwise(seen[1:])))
            warm = warm and _paint(session, 50 + number)[1].load_seconds == 0.0
    met = warm and all(wait <= step + 0.2 for wait, step in zip(waits, steps, strict=True))
    return [
        Row(
            name="cancel a running image job",
            goal="idle within one step + 200 ms, model stays warm",
            ours=max(waits) * 1e3,
            unit="ms",
            met=met,
            note=f"one step takes {statistics.median(steps) * 1e3:.0f} ms; "
            f"the model {'stayed warm' if warm else 'WAS LOADED AGAIN'}",
        )
    ]


# ---- both sides


@contextlib.contextmanager
def _session() -> Generator[JobSession]:
    from studio.catalog.index import Catalog
    from studio.jobs.session import JobSession

    with JobSession(Catalog()) as session:
        session.wait_for_engines()
        yield session


def _starter() -> Path:
    from studio.core import paths

    return paths.shipped_models() / "starter" / "pipeline"


def _paint(session: JobSession, seed: int) -> tuple[float, Job]:
    params = {"prompt": _PROMPT, "steps": _STEPS, "guidance": _GUIDANCE}
    return _run(session, "image_diffusers", params, seed)


def _speak(session: JobSession, text: str) -> float:
    return _run(session, "speech_espeak", {"text": text}, None)[0]


def _run(session: JobSession, engine: str, params: dict[str, Any], seed: int | None) -> tuple[float, Job]:
    """Seconds from submit to stored result, and the job."""
    from studio.jobs.model import JobRequest
    from studio.jobs.session import require_success

    request = JobRequest(engine=engine, params=params, seed=seed, fresh=True)
    begin = time.perf_counter()
    (job,) = session.run((request,))
    return time.perf_counter() - begin, require_success(job)


class _Bare:
    """The process of bench_reference.py."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, request: dict[str, Any]) -> float:
        """Seconds that the other side took, by its own clock."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return float(self.answer()["seconds"])

    def answer(self) -> dict[str, Any]:
        """The next line. Raises RuntimeError when the process has ended."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the bare side ended; its words are above")
        return json.loads(line)


@contextlib.contextmanager
def _bare(*arguments: str) -> Generator[_Bare]:
    script = Path(__file__).with_name("bench_reference.py")
    with subprocess.Popen(
        [sys.executable, str(script), *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            bare = _Bare(process)
            bare.answer()
            yield bare
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(timeout=30)
