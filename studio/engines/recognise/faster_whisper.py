"""Speech in a hundred languages to words, by a downloaded Whisper model in CTranslate2's format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from studio.core.errors import InputError
from studio.core.text import Text
from studio.engines import _audio, _models
from studio.engines._audio import Word
from studio.wire.engine import JobContext, Request
from studio.wire.spec import EngineSpec, Param, Voice

SPEC = EngineSpec(
    id="recognise_faster_whisper",
    task="recognise",
    title=Text("Whisper (faster-whisper)"),
    version="1",
    licence="MIT",
    requires=("faster_whisper",),
    model_files=("config.json", "model.bin"),
    heavy=True,
    embedded=False,
    capabilities=("word_timings", "language_detection", "translate_to_english"),
    params=(
        Param(
            name="model",
            kind="text",
            default="faster-whisper-base",
            label="Model",
            help="Id of the Whisper model folder (CTranslate2 format).",
        ),
        Param(
            name="language",
            kind="text",
            default="",
            label="Language",
            help="Language tag, such as en or de. Empty: detected automatically.",
        ),
        Param(
            name="task",
            kind="choice",
            default="transcribe",
            label="Task",
            choices=("transcribe", "translate"),
            help="Transcribe the speech, or translate it into English.",
        ),
        Param(
            name="beam",
            kind="int",
            default=5,
            label="Beam size",
            minimum=1,
            maximum=20,
            advanced=True,
            help="Larger beams are slower and slightly more accurate.",
        ),
        Param(
            name="vad",
            kind="bool",
            default=True,
            label="Skip silence",
            advanced=True,
            help="Skips non-speech, so that the model does not invent words in silence.",
        ),
        Param(
            name="prompt",
            kind="text",
            default="",
            label="Names and terms",
            advanced=True,
            help="Words in the audio that the model should spell correctly.",
        ),
    ),
)


def create() -> RecogniseFasterWhisper:
    """A new engine, not loaded."""
    return RecogniseFasterWhisper()


class RecogniseFasterWhisper:
    """Writes down what is said in a sound, with the time of every word."""

    def __init__(self) -> None:
        self._model: Any = None  # faster_whisper.WhisperModel; the package is optional

    def load(self, device: str, models: dict[str, Path]) -> None:
        """Load the model of the one folder given. Raises StudioError when it is missing or unsafe."""
        folder = _models.only_folder(models, Text("speech recognition model"))
        # model.bin is CTranslate2's own flat format, not a pickle.
        _models.read_facts(folder, "config.json", pickles=frozenset({"model.bin"}))
        from faster_whisper import WhisperModel

        kind, _, index = device.partition(":")
        if kind != "cuda":
            kind = "cpu"  # CTranslate2 knows no other device, such as Apple's
        self._model = WhisperModel(
            str(folder),
            device=kind,
            device_index=int(index or 0),
            compute_type="int8" if kind == "cpu" else "float16",
            local_files_only=True,
        )

    def unload(self) -> None:
        """Drop the model."""
        self._model = None

    def voices(self) -> tuple[Voice, ...]:
        """None: this engine listens."""
        return ()

    def run(self, request: Request, ctx: JobContext) -> None:
        """Write the words of the input ``audio``. Raises InputError for a language that the model does not
        know.
        """
        params = request.params
        language = str(params["language"]).strip().lower().partition("-")[0] or None
        if language and language not in self._model.supported_languages:
            raise InputError(
                "unknown_language",
                Text("This model does not support {language}.", language=language),
                Text("Choose another."),
            )
        samples = _audio.read_speech(request.inputs["audio"])
        total = len(samples) // _audio.SAMPLE_RATE
        words: list[Word] = []
        if len(samples) == 0:
            self._finish(ctx, words, language or "")
            return
        segments, facts = self._model.transcribe(
            samples.astype("float32") / 32768,
            language=language,
            task=params["task"],
            beam_size=params["beam"],
            vad_filter=params["vad"],
            initial_prompt=params["prompt"] or None,
            word_timestamps=True,
            # One wrong guess would otherwise be repeated to the end (Whisper's best known fault).
            condition_on_previous_text=False,
        )
        for segment in segments:
            ctx.check_cancelled()
            ctx.progress(Text("recognising speech"), min(round(segment.end), total), total)
            for word in segment.words or ():
                text = word.word.strip()
                if text:
                    start = max(float(word.start), 0.0)
                    words.append(Word(text, start, max(float(word.end), start), float(word.probability)))
        ctx.check_cancelled()
        self._finish(ctx, words, facts.language)

    def _finish(self, ctx: JobContext, words: list[Word], language: str) -> None:
        path = ctx.workdir / "words.json"
        _audio.write_words(path, words, language)
        ctx.output("words", path, words=len(words), language=language)
