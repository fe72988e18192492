"""What every engine must fulfil, taken from its SPEC alone: adding a file to studio/engines adds it to these
tests. The engine of the README is one of them.
"""

from __future__ import annotations

import inspect
import json
import math
import shutil
import struct
import subprocess
import sys
import wave
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PIL import Image

from studio.catalog.index import Catalog
from studio.core.errors import Cancelled
from studio.core.text_hooks import text_decoded, text_encoded
from studio.jobs.model import Job, JobRequest
from studio.jobs.session import JobSession
from studio.wire.engine import Request
from studio.wire.spec import EngineSpec, EngineState
from studio.worker.discover import Discovery

EXAMPLES = Path(__file__).parents[1] / "data" / "examples"
DISCOVERY = Discovery(EXAMPLES / "engines")
ENGINES = DISCOVERY.ids()
_SENTENCE = "The lighthouse stands on a cliff."

every_engine = pytest.mark.parametrize("engine", ENGINES)


def spec_of(engine: str) -> EngineSpec:
    return DISCOVERY.spec(engine)


def models_of(spec: EngineSpec) -> list[str]:
    """Models a run with default settings uses: those of the SPEC, and what its setting ``model`` names."""
    names = [model.model for model in spec.models if not model.optional]
    chosen = spec.defaults().get("model")
    return [*names, str(chosen)] if chosen else names


def state_of(engine: str) -> EngineState:
    state = next(state for state in DISCOVERY.describe()[0] if state.spec.id == engine)
    missing = [model for model in models_of(state.spec) if not Catalog().present(model)]
    if not state.ready or missing:
        pytest.skip(f"{engine} is not ready here: {state.reason or missing}")
    return state


# ---- the SPEC


@every_engine
def test_the_spec_has_the_name_of_its_file_and_says_what_it_is(engine: str) -> None:
    spec = spec_of(engine)
    assert spec.id == engine
    assert spec.title
    assert spec.version
    assert spec.licence
    assert all(name.isidentifier() or "." in name for name in spec.requires)
    if spec.embedded:
        needed = [model.model for model in spec.models if not model.optional]
        assert not any(Catalog().get(model).downloadable for model in needed), (
            "embedded: works without a download"
        )


@every_engine
def test_the_spec_survives_the_wire(engine: str) -> None:
    spec = spec_of(engine)
    for codec in (msgspec.msgpack, msgspec.json):
        body = codec.encode(spec, enc_hook=text_encoded)
        assert codec.decode(body, type=EngineSpec, dec_hook=text_decoded) == spec


@every_engine
def test_every_parameter_has_a_label_a_valid_default_and_sound_limits(engine: str) -> None:
    params = spec_of(engine).params
    assert len({param.name for param in params}) == len(params)
    for param in params:
        assert param.name.isidentifier(), param.name
        assert param.name == param.name.lower(), param.name
        assert param.label, param.name
        assert param.check(param.default) is None, param.name
        if param.kind == "choice":
            assert param.choices, param.name
        if param.minimum is not None and param.maximum is not None:
            assert param.minimum < param.maximum, param.name
        if param.help:
            assert param.help.rstrip().endswith((".", "?", "!")), f"{param.name}: a help text is a sentence"


@every_engine
def test_values_outside_the_limits_and_unknown_names_are_refused_in_words(engine: str) -> None:
    spec = spec_of(engine)
    for param in spec.params:
        wrong: list[Any] = []
        if param.minimum is not None:
            wrong.append(math.floor(param.minimum) - 1)
        if param.maximum is not None:
            wrong.append(math.ceil(param.maximum) + 1)
        if param.kind == "choice":
            wrong.append("no such choice")
        for value in wrong:
            _, problems = spec.complete({param.name: value})
            assert problems, f"{param.name} = {value!r}"
    _, problems = spec.complete({"no_such_setting": 1})
    assert problems


@every_engine
def test_the_engine_has_every_verb_of_the_contract(engine: str) -> None:
    one = DISCOVERY.create(engine)
    for verb, names in {
        "load": ["device", "models"],
        "run": ["request", "ctx"],
        "unload": [],
        "voices": [],
    }.items():
        assert list(inspect.signature(getattr(one, verb)).parameters) == names
    assert DISCOVERY.create(engine) is not one


def test_naming_and_describing_engines_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from studio.worker.discover import Discovery\n"
        "found = Discovery(); ids = found.ids()\n"
        "states = found.describe()[0]\n"
        "heavy = 'torch torchaudio diffusers transformers onnxruntime ctranslate2 faster_whisper'\n"
        "heavy += ' kokoro_onnx pocketsphinx cv2 av scipy'\n"
        "print(sorted(set(heavy.split()) & set(sys.modules)), len(ids) - len(states))\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[] 0", answer.stderr


@every_engine
def test_a_speech_engine_lists_its_voices_with_their_languages(engine: str) -> None:
    state = state_of(engine)
    if state.spec.task != "speech":
        assert state.voices == ()
        return
    assert state.voices
    assert len({voice.id for voice in state.voices}) == len(state.voices)
    for voice in state.voices:
        assert voice.name, voice.id
        assert voice.language, voice.id


# ---- a run


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Lanes whose workers also find the README's engine, in the plug-in folder of a user."""
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(EXAMPLES / "engines", home / "plugins" / "engines")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUDIO_HOME", str(home))
        one = JobSession(Catalog())
    with one:
        yield one


@pytest.fixture(scope="module")
def spoken(session: JobSession, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence as 16 kHz mono WAV, spoken by the embedded speech engine."""
    job = session.run((JobRequest(engine="speech_espeak", params={"text": _SENTENCE}),))[0]
    assert job.state == "succeeded", job.error
    target = tmp_path_factory.mktemp("spoken") / "sentence.wav"
    resample(Path(job.outputs[0].path), target)
    return target


def resample(source: Path, target: Path) -> None:
    """Nearest-sample resampling to 16 kHz: good enough to be speech."""
    with wave.open(str(source)) as reader:
        rate, count = reader.getframerate(), reader.getnframes()
        samples = struct.unpack(f"<{count}h", reader.readframes(count))
    picked = [samples[min(count - 1, n * rate // 16_000)] for n in range(count * 16_000 // rate)]
    with wave.open(str(target), "wb") as writer:
        writer.setparams((1, 2, 16_000, 0, "NONE", ""))
        writer.writeframes(struct.pack(f"<{len(picked)}h", *picked))


def small_request(spec: EngineSpec, spoken: Path, folder: Path) -> JobRequest:
    """A request of the task that is quick to serve."""
    wanted: dict[str, Any] = {}
    inputs: dict[str, str] = {}
    names = {param.name: param for param in spec.params}
    match spec.task:
        case "image":
            wanted = {"prompt": "a red lighthouse on a cliff", "steps": 2}
        case "speech":
            wanted = {"text": _SENTENCE}
        case "recognise" | "vad":
            inputs = {"audio": str(spoken)}
        case "align":
            wanted, inputs = {"text": _SENTENCE}, {"audio": str(spoken)}
        case "upscale" | "mask" | "fill":
            picture = folder / "picture.png"
            Image.linear_gradient("L").convert("RGB").resize((64, 48)).save(picture)
            inputs = {"image": str(picture)}
        case "fake":
            wanted = {"text": "x"}
        case _:
            pytest.skip(f"no small request is known for {spec.task}")
    params = {name: value for name, value in wanted.items() if name in names}
    assert params == wanted, f"{spec.id} lacks a setting that its task has: {set(wanted) - set(params)}"
    return JobRequest(
        engine=spec.id, params=params, inputs=inputs, seed=7 if spec.seeded else None, fresh=True
    )


@every_engine
def test_a_run_gives_what_its_task_promises_and_the_same_again(
    engine: str, session: JobSession, spoken: Path, tmp_path: Path
) -> None:
    spec = state_of(engine).spec
    request = small_request(spec, spoken, tmp_path)
    first, second = session.run((request, request))
    assert first.state == "succeeded", first.error
    assert first.outputs
    check_outputs(spec, first)
    assert [output.sha256 for output in first.outputs] == [output.sha256 for output in second.outputs]
    assert second.load_seconds == 0.0, "the model stays warm"


def check_outputs(spec: EngineSpec, job: Job) -> None:
    match spec.task:
        case "image" | "upscale":
            output = job.output("image")
            assert output is not None
            with Image.open(output.path) as picture:
                assert (picture.format, picture.mode) == ("PNG", "RGB")
                if spec.task == "image":
                    assert picture.size == (output.meta["width"], output.meta["height"])
                    assert output.meta["seed"] == 7
        case "speech":
            output = job.output("audio")
            assert output is not None
            with wave.open(output.path) as sound:
                assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
                assert sound.getframerate() == output.meta["sample_rate"]
                seconds = sound.getnframes() / sound.getframerate()
            assert output.meta["duration_s"] == pytest.approx(seconds, abs=0.01)
            if "word_timings" in spec.capabilities:
                check_times([(start, end) for _, start, end in output.meta["words"]], seconds)
        case "recognise" | "align":
            output = job.output("words")
            assert output is not None
            document = json.loads(Path(output.path).read_bytes())
            assert isinstance(document["language"], str)
            check_times([(word["start_s"], word["end_s"]) for word in document["words"]], 60.0)
            assert all(word["text"] and 0 <= word["confidence"] <= 1 for word in document["words"])
        case "vad":
            output = job.output("speech")
            assert output is not None
            document = json.loads(Path(output.path).read_bytes())
            check_times([(part["start_s"], part["end_s"]) for part in document["segments"]], 60.0)
        case _:
            pass


def check_times(spans: list[tuple[float, float]], seconds: float) -> None:
    assert spans
    assert all(0 <= start <= end <= seconds + 0.05 for start, end in spans)
    assert all(one[0] <= other[0] for one, other in pairwise(spans))


class CancelledContext:
    """A context whose user has already pressed Cancel."""

    def __init__(self, workdir: Path) -> None:
        self.workdir = workdir
        self.outputs: list[str] = []

    def progress(self, stage: str, done: int = 0, total: int | None = None) -> None:
        pass

    def wants_preview(self) -> bool:
        return False

    def preview(self, image: Image.Image) -> None:
        pass

    def output(self, role: str, path: Path, **meta: Any) -> None:
        self.outputs.append(role)

    def check_cancelled(self) -> None:
        raise Cancelled

    def log(self, text: str, level: str = "info") -> None:
        pass


@every_engine
def test_a_run_stops_when_the_user_has_cancelled_and_gives_nothing(
    engine: str, spoken: Path, tmp_path: Path
) -> None:
    spec = state_of(engine).spec
    request = small_request(spec, spoken, tmp_path)
    models = {model: folder for model in models_of(spec) if (folder := Catalog().present(model))}
    one = DISCOVERY.create(engine)
    one.load("cpu", models)
    params, problems = spec.complete(request.params)
    assert not problems
    context = CancelledContext(tmp_path)
    inputs = {role: Path(path) for role, path in request.inputs.items()}
    with pytest.raises(Exception) as caught:  # noqa: PT011 - a library may wrap it; the worker looks at the chain
        one.run(Request(params=params, inputs=inputs, seed=request.seed), context)
    from studio.worker.failures import is_cancelled

    assert is_cancelled(caught.value)
    assert context.outputs == []
    one.unload()
