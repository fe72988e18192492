"""The text encoder's own lesson: to know from a caption what the scene is, before it ever sees a picture.

Classes are learnt from text alone within minutes, while a noisy picture's gradient says little about words.
The encoder stays as it is afterwards; the pooling of its words, which the UNet adds to its time embedding,
goes on learning while the UNet learns to paint.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import torch
import torch.nn.functional as functional
from captions import caption, disturbed
from diffusers.models.embeddings import TextTimeEmbedding
from judge import HEADS
from networks import TIME_WIDTH, new_text_encoder, new_text_pooling, new_tokenizer, tokens_of
from scenes import SEA_STATES, Scene, training_scene
from transformers import BertModel

FLAGS = ("stars", "cliff", "road", "birds")
SEAS = {"sea_state": SEA_STATES}


class Reader(torch.nn.Module):
    """Captions to logits for every attribute of the scene."""

    def __init__(self, encoder: BertModel, pooling: TextTimeEmbedding) -> None:
        super().__init__()
        self.encoder, self.pooling = encoder, pooling
        sizes = {name: len(words) for name, words in (HEADS | SEAS).items()} | dict.fromkeys(FLAGS, 2)
        self.heads = torch.nn.ModuleDict(
            {name: torch.nn.Linear(TIME_WIDTH, size) for name, size in sizes.items()}
        )

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> dict[str, torch.Tensor]:
        pooled = self.pooling(self.encoder(ids, attention_mask=mask)[0])
        return {name: head(pooled) for name, head in self.heads.items()}


def labels_of(scenes: list[Scene]) -> dict[str, torch.Tensor]:
    """The class of every attribute; colour, sides and the state of the sea are -100 (no class) where there is
    nothing that could have them.
    """
    labels: dict[str, list[int]] = {}
    for scene in scenes:
        row = {name: words.index(getattr(scene, name)) for name, words in (HEADS | SEAS).items()}
        row |= {name: int(getattr(scene, name)) for name in FLAGS}
        if scene.thing == "none":
            row["colour"] = row["side"] = -100
        if scene.luminary == "none":
            row["luminary_side"] = -100
        if scene.ground != "sea":
            row["sea_state"] = -100
        for name, label in row.items():
            labels.setdefault(name, []).append(label)
    return {name: torch.tensor(column) for name, column in labels.items()}


def train_text(work: Path, steps: int, batch: int = 96, peak_rate: float = 6e-4) -> None:
    """Cross-entropy of every attribute given the caption; what a caption leaves open stays a fair guess.

    Writes `text.pt` with the weights of the encoder and of the pooling.
    """
    torch.manual_seed(0)
    chance = random.Random(77)
    tokenizer = new_tokenizer(work)
    reader = Reader(new_text_encoder(tokenizer), new_text_pooling())
    optimizer = torch.optim.AdamW(reader.parameters(), peak_rate, betas=(0.9, 0.98), weight_decay=0.01)
    began = time.monotonic()
    for step in range(1, steps + 1):
        optimizer.param_groups[0]["lr"] = peak_rate * min(1.0, step / 100, (steps - step + 1) / (0.4 * steps))
        scenes = [training_scene(chance) for _ in range(batch)]
        texts = [disturbed(caption(scene, chance, chance.random() < 0.5), chance) for scene in scenes]
        labels = labels_of(scenes)
        with torch.autocast("cpu", torch.bfloat16):
            logits = reader(*tokens_of(tokenizer, texts))
        loss = torch.stack(
            [functional.cross_entropy(logits[name].float(), labels[name]) for name in labels]
        ).sum()
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        if step % 50 == 0:
            right = {
                name: (logits[name].argmax(1) == labels[name])[labels[name] >= 0].float().mean().item()
                for name in ("thing", "colour", "side", "luminary_side", "time")
            }
            said = " ".join(f"{name} {share:.2f}" for name, share in right.items())
            print(
                f"text step {step} loss {loss.item():.2f} {said} {time.monotonic() - began:.0f} s", flush=True
            )
    torch.save(
        {"encoder": reader.encoder.state_dict(), "pooling": reader.pooling.state_dict()}, work / "text.pt"
    )
