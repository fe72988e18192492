"""Draws the held-out prompts with an exported pipeline and scores the pictures."""

from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np
import torch
from adherence import load_prompts, passed, shares
from diffusers import StableDiffusionPipeline
from judge import load_judge
from PIL import Image

HERE = Path(__file__).resolve().parent


def evaluate(
    folder: Path, work: Path, steps: int = 25, guidance: float = 4.0, batch: int = 10
) -> dict[str, float]:
    """Shares of passed checks per attribute; writes `adherence.json` and a sheet of pictures into `work`."""
    pipeline = StableDiffusionPipeline.from_pretrained(folder, dtype=torch.float32, local_files_only=True)
    pipeline.set_progress_bar_config(disable=True)
    prompts = load_prompts(HERE / "held_out.json")
    pictures: list[np.ndarray] = []
    began = time.monotonic()
    for start in range(0, len(prompts), batch):
        texts = [entry.prompt for entry in prompts[start : start + batch]]
        generators = [torch.Generator().manual_seed(start + index) for index in range(len(texts))]
        answer = pipeline(texts, num_inference_steps=steps, guidance_scale=guidance, generator=generators)
        pictures += [np.asarray(image) for image in answer.images]
    seconds = (time.monotonic() - began) / len(prompts)
    results = passed(load_judge(HERE / "judge.safetensors"), pictures, prompts)
    scores = shares(results)
    rows = [np.concatenate(pictures[start : start + 10], 1) for start in range(0, len(pictures), 10)]
    Image.fromarray(np.concatenate(rows)).resize((1600, 1600)).save(work / "sheet.png")
    report = {
        "steps": steps,
        "guidance": guidance,
        "seconds": seconds,
        "scores": scores,
        "failed": failures(prompts, results),
    }
    (work / "adherence.json").write_text(json.dumps(report, indent=1), encoding="utf-8")
    print(
        json.dumps(
            {"seconds": round(seconds, 2), **{name: round(score, 3) for name, score in scores.items()}}
        ),
        flush=True,
    )
    return scores


def failures(prompts: list, results: list[dict[str, bool]]) -> list[str]:
    """One line for every check that failed."""
    lines = []
    for entry, result in zip(prompts, results, strict=True):
        missed = [name for name, right in result.items() if not right]
        if missed:
            lines.append(f"{', '.join(missed)}: {entry.prompt}")
    return lines
