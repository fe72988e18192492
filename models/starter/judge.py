"""A small convolutional judge that says what a picture shows.  It has seen true renders only, never a sample.

    python judge.py --to models/starter/judge.safetensors

Its inputs are blurred, noisy and tinted while it learns, so that it reads the soft pictures of a
diffusion model.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as functional
from painting import paint
from PIL import Image
from safetensors.torch import load_file, save_file
from scenes import (
    BACKDROPS,
    COLOURS,
    GROUNDS,
    LUMINARIES,
    OBJECTS,
    SIDES,
    STYLES,
    TIMES,
    WEATHERS,
    Scene,
    training_scene,
)

INPUT = 64
HEADS: dict[str, tuple[str, ...]] = {
    "time": TIMES,
    "weather": WEATHERS,
    "ground": GROUNDS,
    "backdrop": BACKDROPS,
    "luminary": LUMINARIES,
    "luminary_side": SIDES,
    "thing": OBJECTS,
    "colour": COLOURS,
    "side": SIDES,
    "style": STYLES,
}


class Judge(torch.nn.Module):
    """Pictures, float (n, 3, 64, 64) in 0..1, to one row of logits for every head."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[torch.nn.Module] = []
        for before, after, stride in ((3, 24, 1), (24, 48, 2), (48, 64, 2), (64, 96, 2), (96, 96, 1)):
            layers += [
                torch.nn.Conv2d(before, after, 3, stride, 1),
                torch.nn.BatchNorm2d(after),
                torch.nn.ReLU(),
            ]
        self.body = torch.nn.Sequential(
            *layers, torch.nn.Conv2d(96, 24, 1), torch.nn.ReLU(), torch.nn.Flatten()
        )
        self.hidden = torch.nn.Linear(24 * (INPUT // 8) ** 2, 160)
        self.heads = torch.nn.ModuleDict(
            {name: torch.nn.Linear(160, len(words)) for name, words in HEADS.items()}
        )

    def forward(self, pictures: torch.Tensor) -> dict[str, torch.Tensor]:
        hidden = torch.relu(self.hidden(self.body(pictures)))
        return {name: head(hidden) for name, head in self.heads.items()}


def judge_input(picture: np.ndarray) -> torch.Tensor:
    """uint8 (height, width, 3) of any size to the judge's float (3, 64, 64)."""
    small = Image.fromarray(picture).resize((INPUT, INPUT), Image.Resampling.BOX)
    return torch.from_numpy(np.array(small)).permute(2, 0, 1).float() / 255


def load_judge(path: Path) -> Judge:
    judge = Judge()
    judge.load_state_dict(
        {
            name: weight.float() if weight.is_floating_point() else weight
            for name, weight in load_file(path).items()
        }
    )
    return judge.eval()


def words_of(judge: Judge, pictures: list[np.ndarray]) -> list[dict[str, str]]:
    """The judge's word for every attribute of every picture."""
    with torch.no_grad():
        logits = judge(torch.stack([judge_input(picture) for picture in pictures]))
    rows: list[dict[str, str]] = [{} for _ in pictures]
    for name, scores in logits.items():
        for row, best in zip(rows, scores.argmax(1).tolist(), strict=True):
            row[name] = HEADS[name][best]
    return rows


def _worn(pictures: torch.Tensor) -> torch.Tensor:
    """A random blur, tint and noise for the whole batch."""
    small = int(torch.randint(30, INPUT + 1, ()))
    if small < INPUT:
        pictures = functional.interpolate(
            pictures, small, mode="bilinear", antialias=True, align_corners=False
        )
        pictures = functional.interpolate(pictures, INPUT, mode="bilinear", align_corners=False)
    tint = 1 + 0.05 * torch.randn(len(pictures), 3, 1, 1)
    noise = 0.04 * torch.rand(len(pictures), 1, 1, 1) * torch.randn_like(pictures)
    return (pictures * tint + noise).clamp(0, 1)


def train_judge(count: int, epochs: int, batch: int = 64, peak_rate: float = 2e-3) -> Judge:
    torch.manual_seed(0)
    chance = random.Random(77)
    scenes: list[Scene] = [training_scene(chance) for _ in range(count)]
    inputs = torch.stack([judge_input(paint(scene)) for scene in scenes])
    truths = {
        name: torch.tensor([words.index(getattr(scene, name)) for scene in scenes])
        for name, words in HEADS.items()
    }
    truths["colour"][truths["thing"] == 0] = -100
    truths["side"][truths["thing"] == 0] = -100
    truths["luminary_side"][truths["luminary"] == 0] = -100
    judge = Judge()
    optimizer = torch.optim.AdamW(judge.parameters(), peak_rate, weight_decay=0.02)
    steps = epochs * (count // batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, peak_rate, total_steps=steps)
    for epoch in range(epochs):
        order = torch.randperm(count)
        total = 0.0
        for start in range(0, count - batch + 1, batch):
            chosen = order[start : start + batch]
            logits = judge(_worn(inputs[chosen]))
            loss = sum(functional.cross_entropy(logits[name], truths[name][chosen]) for name in HEADS)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1} loss {total / (count // batch):.3f}", flush=True)
    return judge.eval()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--scenes", type=int, default=14000)
    parser.add_argument("--epochs", type=int, default=8)
    options = parser.parse_args()
    judge = train_judge(options.scenes, options.epochs)
    half = {name: w.half() if w.is_floating_point() else w for name, w in judge.state_dict().items()}
    save_file(half, options.to)


if __name__ == "__main__":
    main()
