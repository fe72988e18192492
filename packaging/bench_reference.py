"""The bare side of the job rows, in a process that stays warm: ``bench_reference.py image MODEL | speech``.

Reads one JSON request per line, does the work with the library alone, answers one JSON line with the seconds
it took. Knows nothing of the app.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import time
import wave
from collections.abc import Callable
from typing import Any

Handler = Callable[[dict[str, Any]], None]


def main() -> int:
    """Serve until stdin closes."""
    if os.name != "nt":
        os.nice(5)  # as the app's workers, which leave the window its share
    handle = _image(sys.argv[2]) if sys.argv[1] == "image" else _speech()
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        begin = time.perf_counter()
        handle(request)
        print(json.dumps({"seconds": time.perf_counter() - begin}), flush=True)
    return 0


def _image(model: str) -> Handler:
    import diffusers
    import torch

    pipeline = diffusers.StableDiffusionPipeline.from_pretrained(
        model, dtype=torch.float32, use_safetensors=True, local_files_only=True
    )
    pipeline.set_progress_bar_config(disable=True)

    def paint(request: dict[str, Any]) -> None:
        generator = torch.Generator("cpu").manual_seed(request["seed"])
        # width and height left out: the model's own size, as the app's default.
        picture = pipeline(
            prompt=request["prompt"],
            num_inference_steps=request["steps"],
            guidance_scale=request["guidance"],
            generator=generator,
        ).images[0]  # pyright: ignore[reportAttributeAccessIssue]
        picture.save(request["out"])

    return paint


def _speech() -> Handler:
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    data = os.fsencode(espeakng_loader.get_data_path())
    rate = int(library.espeak_Initialize(2, 1000, data, 0x8000))
    library.espeak_SetVoiceByName(b"gmw/en-US")
    sound: list[bytes] = []

    def receive(samples: int | None, count: int, _events: int) -> int:
        if samples:
            sound.append(ctypes.string_at(samples, count * 2))
        return 0

    callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(receive)
    library.espeak_SetSynthCallback(callback)

    def speak(request: dict[str, Any]) -> None:
        sound.clear()
        text = request["text"].encode() + b"\0"
        library.espeak_Synth(text, ctypes.c_size_t(len(text)), 0, 1, 0, 1, None, None)
        with wave.open(request["out"], "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(b"".join(sound))

    # The C side keeps a pointer to it.
    speak.callback = callback  # type: ignore[attr-defined]
    return speak


if __name__ == "__main__":
    sys.exit(main())
