"""Speech by a downloaded VITS model (the MMS voices, 1100 languages) through transformers.

The model predicts how many frames each letter lasts, so word times are its own, not guesses from the sound.
"""

from __future__ import annotations

import re
import wave
from pathlib import Path
from typing import Any

from studio.core.errors import InputError, StudioError
from studio.core.text import Text
from studio.engines import _models
from studio.wire.engine import JobContext, Request
from studio.wire.spec import EngineSpec, Param, Voice

_SENTENCE = re.compile(r"\S.*?(?:[.!?…。！？]+[\"'”’)\]]*(?=\s|$)|\n|$)", re.DOTALL)
_PAUSE_S = 0.25
"""Silence between sentences; VITS speaks one sentence at a time."""

_SILENT_LINE_S = 0.3
"""Length of the silence for a line without anything to pronounce, such as "...": the pause it stands for."""

SPEC = EngineSpec(
    id="speech_transformers",
    task="speech",
    title=Text("VITS (transformers)"),
    version="1",
    licence="Apache-2.0",
    requires=("torch", "transformers"),
    model_files=("config.json", "vocab.json", "model.safetensors"),
    heavy=True,
    seeded=True,
    embedded=False,
    capabilities=("word_timings",),
    params=(
        Param(name="text", kind="text", default="", label="Text", help="The text to speak."),
        Param(name="model", kind="text", default="vits", label="Model", help="Id of the VITS model folder."),
        Param(
            name="voice",
            kind="text",
            default="",
            label="Voice",
            help="Speaker number in a multi-speaker model, counted from 0. Empty: the first.",
        ),
        Param(
            name="language",
            kind="text",
            default="",
            label="Language",
            help="Not used: a VITS model speaks only the language it was trained on.",
            advanced=True,
        ),
        Param(
            name="rate",
            kind="float",
            default=1.0,
            label="Rate",
            minimum=0.5,
            maximum=2.0,
            step=0.05,
            unit="x",
            help="1 is the model's natural pace.",
        ),
    ),
)


def create() -> SpeechTransformers:
    """A new engine, not loaded."""
    return SpeechTransformers()


class SpeechTransformers:
    """Speaks a text sentence by sentence."""

    def __init__(self) -> None:
        self._model: Any = None  # transformers' classes are made at run time
        self._tokenizer: Any = None
        self._device = "cpu"

    def load(self, device: str, models: dict[str, Path]) -> None:
        """Load the VITS model of the one folder given. Raises StudioError when it is missing, unsafe or of
        another kind.
        """
        folder = _models.only_folder(models, Text("speech model"))
        facts = _models.read_facts(folder, "config.json")
        if facts.get("model_type") != "vits":
            raise StudioError(
                "model_unknown",
                Text("“{name}” is not a VITS model.", name=folder.name),
                Text("Choose a VITS or MMS model."),
            )
        from transformers import VitsModel, VitsTokenizer

        tokenizer: Any = VitsTokenizer.from_pretrained(folder, local_files_only=True)
        if tokenizer.phonemize or tokenizer.is_uroman:
            raise StudioError(
                "model_unknown",
                Text(
                    "“{name}” needs its text converted to phonemes, which this engine does not support.",
                    name=folder.name,
                ),
                Text("Choose a model that takes plain text, such as the MMS voices."),
            )
        model: Any = VitsModel.from_pretrained(folder, use_safetensors=True, local_files_only=True)
        self._model, self._tokenizer, self._device = model.to(device).eval(), tokenizer, device

    def unload(self) -> None:
        """Drop the model."""
        self._model = self._tokenizer = None

    def voices(self) -> tuple[Voice, ...]:
        """None that could be known before a model is loaded."""
        return ()

    def run(self, request: Request, ctx: JobContext) -> None:
        """Speak ``text``. Raises InputError for an empty text, a text without a letter of the model, or an
        unknown speaker.
        """
        import numpy as np
        import torch

        text = str(request.params["text"])
        sentences = [match.group().strip() for match in _SENTENCE.finditer(text)]
        if not sentences:
            raise InputError("empty_text", Text("There is no text to speak."), Text("Enter some text."))
        speaker = self._speaker(str(request.params["voice"]))
        self._model.speaking_rate = float(request.params["rate"])
        rate = int(self._model.config.sampling_rate)
        parts: list[Any] = []
        words: list[tuple[str, float, float]] = []
        at = 0.0
        exact, heard = True, False
        # Only CUDA cards keep a random state that can be put back; Apple's is seeded anew here.
        with torch.random.fork_rng(devices=[self._device] if self._device.startswith("cuda") else []):
            torch.manual_seed(request.seed or 0)
            for index, sentence in enumerate(sentences):
                ctx.check_cancelled()
                ctx.progress(Text("speaking"), index, len(sentences))
                sound, times, known = self._speak(sentence, speaker)
                exact, heard = exact and known, heard or len(sound) > 0
                words.extend((word, at + start, at + end) for word, start, end in times)
                pause = np.zeros(round(_PAUSE_S * rate) if index + 1 < len(sentences) else 0, np.float32)
                parts += [sound, pause]
                at += (len(sound) + len(pause)) / rate
        if not heard:
            if any(character.isalnum() for character in text):
                raise InputError(
                    "unknown_letters",
                    Text("The model does not support the letters of this text."),
                    Text("Choose a model for the language of the text."),
                )
            parts.append(np.zeros(round(_SILENT_LINE_S * rate), np.float32))
        samples = np.concatenate(parts).clip(-1, 1)
        path = ctx.workdir / "speech.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes((samples * 32767).astype("<i2").tobytes())
        ctx.output(
            "audio",
            path,
            sample_rate=rate,
            duration_s=len(samples) / rate,
            words=[[word, round(start, 4), round(end, 4)] for word, start, end in words],
            timing="exact" if exact else "estimated",
        )

    def _speaker(self, voice: str) -> int | None:
        count = int(self._model.config.num_speakers)
        if not voice.strip():
            return 0 if count > 1 else None
        if not voice.strip().isdecimal() or int(voice) >= count:
            raise InputError(
                "unknown_voice",
                Text(
                    "This model has speakers 0 to {count}; there is no speaker {voice}.",
                    count=count - 1,
                    voice=voice,
                ),
                Text("Choose one of these speakers."),
            )
        return int(voice) if count > 1 else None

    def _speak(self, sentence: str, speaker: int | None) -> tuple[Any, list[tuple[str, float, float]], bool]:
        """(samples, word times in seconds, whether the times are the model's own) of one sentence."""
        import numpy as np
        import torch

        words = sentence.split()
        # The tokenizer lower-cases and drops letters it does not know: what is left of each word tells its
        # share.
        plain = [str(self._tokenizer.prepare_for_tokenization(word)[0]).strip() for word in words]
        letters = [len(word) for word in plain]
        if not any(letters):
            return np.zeros(0, np.float32), [(word, 0.0, 0.0) for word in words], True
        spoken = " ".join(word for word in plain if word)
        inputs = self._tokenizer(spoken, return_tensors="pt").to(self._device)
        seen: list[Any] = []
        hook = self._model.duration_predictor.register_forward_hook(lambda _m, _i, found: seen.append(found))
        try:
            with torch.inference_mode():
                sound = self._model(**inputs, speaker_id=speaker).waveform[0].float().cpu().numpy()
        finally:
            hook.remove()
        frames = torch.ceil(torch.exp(seen[-1][0, 0].float()) / self._model.speaking_rate).cpu().numpy()
        step = len(sound) / max(float(frames.sum()), 1.0) / self._model.config.sampling_rate
        edges = _word_edges(letters, len(frames), add_blank=bool(self._tokenizer.add_blank))
        if edges is None:
            frames = np.repeat(frames.sum() / max(sum(letters), 1), sum(letters))
            ends = np.cumsum(letters)
            edges = [(int(end - count), int(end)) for end, count in zip(ends, letters, strict=True)]
            known = False
        else:
            known = True
        passed = np.concatenate([[0.0], np.cumsum(frames)]) * step
        return (
            sound,
            [(word, float(passed[a]), float(passed[b])) for word, (a, b) in zip(words, edges, strict=True)],
            known,
        )


def _word_edges(letters: list[int], count: int, *, add_blank: bool) -> list[tuple[int, int]] | None:
    """(first, past last) token of each word, of ``count`` tokens in all; None when they do not add up.

    VITS tokenizers put a blank before, between and after the letters when ``add_blank`` is set; words are one
    space apart.
    """
    edges: list[tuple[int, int]] = []
    at = 0
    for length in letters:
        if edges and length and at:
            at += 1  # the space
        edges.append((at, at + length))
        at += length
    if count != (2 * at + 1 if add_blank else at):
        return None
    if not add_blank:
        return edges
    return [(2 * first + 1, 2 * last) if last > first else (2 * first, 2 * first) for first, last in edges]
