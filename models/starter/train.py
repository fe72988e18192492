"""Trains the starter image model from nothing, in stages that can be stopped and taken up again.

    python train.py autoencoder --work DIR --minutes 12
    python train.py data --work DIR --shards 12
    python train.py text --work DIR
    python train.py diffusion --work DIR --minutes 90
    python train.py decoder --work DIR --minutes 10
    python train.py export --work DIR --to models/starter/pipeline
    python train.py evaluate --work DIR --to models/starter/pipeline

To train an exported pipeline further, begin with `unpack`, then `data` and `diffusion`:

    python train.py unpack --work DIR --from models/starter/pipeline

Everything that a stage needs from an earlier one lies in the work folder.  Two CPU cores are enough.
"""

from __future__ import annotations

import argparse
import copy
import ctypes
import dataclasses
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as functional
from brush import BAND
from captions import caption, disturbed
from diffusers import AutoencoderTiny, StableDiffusionPipeline
from diffusers.models.attention_processor import AttnProcessor
from evaluation import evaluate
from muon import Muon, is_matrix
from networks import (
    new_autoencoder,
    new_scheduler,
    new_text_encoder,
    new_tokenizer,
    new_unet,
    tokens_of,
)
from painting import paint
from scenes import Scene, training_scene
from text import train_text
from unpack import unpack

SIZES = ((256, 256), (256, 256), (256, 256), (320, 192))  # width, height of successive shards
SHARD = 2048


def keep_freed_memory() -> None:
    """Tells glibc to keep the memory that tensors give back.

    Without it every step returns its large tensors to the kernel and faults them in again, which was measured
    to cost half of the time on a virtual machine.  C libraries that do not know `mallopt` stay as they are.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        trim_threshold, mmap_max, arena_max = -1, -4, -8
        mallopt(trim_threshold, -1)
        mallopt(mmap_max, 0)
        mallopt(arena_max, 1)


def to_tensor(pictures: np.ndarray) -> torch.Tensor:
    """uint8 (n, height, width, 3) to float (n, 3, height, width) in -1..1, channels last in memory."""
    return torch.from_numpy(pictures).permute(0, 3, 1, 2).float().div_(127.5).sub_(1)


def save(path: Path, state: dict) -> None:
    """Writes a checkpoint so that a stop in the middle leaves the last one whole."""
    scratch = path.with_suffix(".part")
    torch.save(state, scratch)
    scratch.replace(path)


class Budget:
    """Wall-clock budget of a stage, counted over all its runs; the learning rate follows the share spent."""

    def __init__(self, minutes: float, spent_s: float) -> None:
        self.total_s, self.before_s, self.start = minutes * 60, spent_s, time.monotonic()

    def spent_s(self) -> float:
        return self.before_s + time.monotonic() - self.start

    def share(self) -> float:
        return min(1.0, self.spent_s() / self.total_s)


def edges(pictures: torch.Tensor) -> torch.Tensor:
    """Differences of neighbouring pixels along both axes, flattened together."""
    across = pictures[..., :, 1:] - pictures[..., :, :-1]
    down = pictures[..., 1:, :] - pictures[..., :-1, :]
    return torch.cat([across.flatten(), down.flatten()])


def train_autoencoder(
    work: Path, minutes: float, refine: bool = False, batch: int = 8, crop: int = 128
) -> None:
    """L1, squared and edge loss on crops; latents are pulled to zero mean and unit, uncorrelated channels.

    With `refine` the encoder stays as it is, so that encoded scenes stay valid, and the decoder learns on.
    """
    torch.manual_seed(0)
    model = new_autoencoder().to(memory_format=torch.channels_last)
    model.encoder.requires_grad_(not refine)
    peak_rate = 7e-4 if refine else 1.5e-3
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(weights, peak_rate, betas=(0.9, 0.99), weight_decay=0.0, fused=True)
    checkpoint, step, spent = work / ("decoder.pt" if refine else "autoencoder.pt"), 0, 0.0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        if "optimizer" in state:  # not after `unpack`
            optimizer.load_state_dict(state["optimizer"])
        step, spent = state["step"], state["spent_s"]
    elif refine:
        model.load_state_dict(torch.load(work / "autoencoder.pt", weights_only=True)["model"])
    chance = random.Random(step + 1 + 1000 * refine)
    pool = [paint(training_scene(chance)) for _ in range(768)]
    budget, running, began = Budget(minutes, spent), 0.0, step
    while budget.share() < 1:
        for group in optimizer.param_groups:
            group["lr"] = (
                peak_rate
                * min(1, (step + 1) / 200)
                * (0.02 + 0.49 * (1 + math.cos(math.pi * budget.share())))
            )
        pool[chance.randrange(len(pool))] = paint(training_scene(chance))
        target = to_tensor(
            np.stack([_crop(pool[chance.randrange(len(pool))], crop, chance) for _ in range(batch)])
        )
        with torch.autocast("cpu", torch.bfloat16):
            latents = model.encode(target).latents
            noisy = latents + 0.06 * torch.randn_like(latents)
            output = model.decode(noisy).sample
        output = output.float()
        flat = latents.float().transpose(0, 1).flatten(1)
        spread = flat @ flat.T / flat.shape[1]
        moments = flat.mean(1).square().mean() + (spread - torch.eye(4)).square().mean()
        # The squared error keeps what is small and rare (snow, rain, windows), which a median would drop.
        loss = (
            functional.l1_loss(output, target)
            + functional.mse_loss(output, target)
            + (edges(output) - edges(target)).abs().mean()
            + 0.02 * moments
        )
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        step += 1
        running += (functional.l1_loss(output.detach(), target).item() - running) / min(step - began, 100)
        if step % 50 == 0:
            rate = (step - began) * batch / (budget.spent_s() - spent)
            print(
                f"autoencoder step {step} l1 {running:.4f} moments {moments.item():.3f} {rate:.0f}/s",
                flush=True,
            )
        if step % 200 == 0 or budget.share() >= 1:
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
            save(checkpoint, {**state, "step": step, "spent_s": budget.spent_s()})


def _crop(picture: np.ndarray, size: int, chance: random.Random) -> np.ndarray:
    """A random square whose corner lies on the grid of the latents."""
    top, left = (8 * chance.randrange((256 - size) // 8 + 1) for _ in range(2))
    return picture[top : top + size, left : left + size]


def load_autoencoder(work: Path) -> AutoencoderTiny:
    """The trained autoencoder, with the refined decoder where there is one."""
    refined = work / "decoder.pt"
    model = new_autoencoder()
    model.load_state_dict(
        torch.load(refined if refined.exists() else work / "autoencoder.pt", weights_only=True)["model"]
    )
    return model.eval().requires_grad_(False).to(memory_format=torch.channels_last)


def write_shards(work: Path, shards: int) -> None:
    """Paints and encodes `SHARD` training scenes per shard; shards that are already there are kept."""
    model = load_autoencoder(work)
    folder = work / "shards"
    folder.mkdir(exist_ok=True)
    for index in range(shards):
        path = folder / f"{index:03d}.npz"
        if path.exists():
            continue
        began = time.monotonic()
        width, height = SIZES[index % len(SIZES)]
        chance = random.Random(1_000_003 * (index + 1))
        scenes = [training_scene(chance) for _ in range(SHARD)]
        parts = []
        for start in range(0, SHARD, 16):
            pictures = np.stack([paint(scene, width, height) for scene in scenes[start : start + 16]])
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                parts.append(model.encode(to_tensor(pictures)).latents.float().numpy().astype(np.float16))
        described = np.array([json.dumps(dataclasses.asdict(scene)) for scene in scenes])
        scratch = folder / f"{index:03d}.part.npz"
        np.savez(scratch, latents=np.concatenate(parts), scenes=described)
        scratch.replace(path)
        print(f"shard {index} {width}x{height} in {time.monotonic() - began:.0f} s", flush=True)


def load_shard(path: Path) -> tuple[torch.Tensor, list[Scene]]:
    """Latents (n, 4, height/8, width/8) and their scenes."""
    with np.load(path) as shard:
        latents = torch.from_numpy(shard["latents"].astype(np.float32))
        return latents, [Scene(**json.loads(str(text))) for text in shard["scenes"]]


def latent_scale(work: Path) -> float:
    """The autoencoder's `scaling_factor`: what gives the latents of the first shard unit variance."""
    return 1.0 / float(load_shard(work / "shards" / "000.npz")[0].std())


def emphasis(scene: Scene, rows: int, columns: int) -> torch.Tensor:
    """Weight of the loss per latent cell, (1, rows, columns): more where the object and the light may be.

    They cover little of the picture, so that without it the model learns skies long before it learns objects.
    """
    weights = torch.ones(1, rows, columns)
    places = (
        (scene.thing, scene.side, 0.18, 0.85, 0.17),
        (scene.luminary, scene.luminary_side, 0.03, 0.45, 0.11),
    )
    for word, side, top, bottom, reach in places:
        if word != "none":
            low, high = (
                edge * columns + sign * reach * rows for edge, sign in zip(BAND[side], (-1, 1), strict=True)
            )
            weights[:, int(top * rows) : math.ceil(bottom * rows), max(0, int(low)) : math.ceil(high)] = 4.0
    return weights


def train_diffusion(work: Path, minutes: float, batch: int = 48, peak_rate: float = 7e-4) -> None:
    """v-prediction on the encoded scenes with a moving average of the UNet.

    The text encoder stays as its own lesson left it; the pooling of its words begins there and learns on.
    """
    tokenizer = new_tokenizer(work)
    scheduler = new_scheduler()
    torch.manual_seed(0)
    unet = new_unet().to(memory_format=torch.channels_last)
    unet.set_attn_processor(AttnProcessor())  # the fused CPU kernel's backward pass is several times slower
    text = torch.load(work / "text.pt", weights_only=True)
    unet.add_embedding.load_state_dict(text["pooling"])
    text_encoder = new_text_encoder(tokenizer)
    text_encoder.load_state_dict(text["encoder"])
    text_encoder.eval().requires_grad_(False)
    average = copy.deepcopy(unet).requires_grad_(False)
    weights = list(unet.parameters())
    matrices = [weight for name, weight in unet.named_parameters() if is_matrix(name, weight)]
    others = [weight for name, weight in unet.named_parameters() if not is_matrix(name, weight)]
    optimizers = [
        Muon(matrices, 0.0),
        torch.optim.AdamW(others, 0.0, betas=(0.9, 0.99), weight_decay=0.01, fused=True),
    ]
    checkpoint, step, samples, spent = work / "diffusion.pt", 0, 0, 0.0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        unet.load_state_dict(state["model"])
        average.load_state_dict(state["average"])
        if "optimizers" in state:  # not after `unpack`
            for optimizer, saved_state in zip(optimizers, state["optimizers"], strict=True):
                optimizer.load_state_dict(saved_state)
        step, samples, spent = state["step"], state["samples"], state["spent_s"]
    torch.manual_seed(step)
    chance = random.Random(step)
    scale = latent_scale(work)
    budget, began, saved, losses = Budget(minutes, spent), samples, time.monotonic(), []
    averages = list(average.parameters())
    while budget.share() < 1:
        shard = chance.choice(
            sorted(path for path in (work / "shards").glob("*.npz") if "part" not in path.name)
        )
        latents, scenes = load_shard(shard)
        order = torch.randperm(len(scenes))[: SHARD // 2]
        for start in range(0, len(order), batch):
            decay = max(0.02, min(1.0, (1 - budget.share()) / 0.15))
            rate = peak_rate * min(1.0, (step + 1) / 300) * decay
            for optimizer, share in zip(optimizers, (2.0, 1.0), strict=True):
                optimizer.param_groups[0]["lr"] = rate * share
            chosen = order[start : start + batch].tolist()
            texts = [_text_of(scenes[i], chance) for i in chosen]
            clean = latents[chosen] * scale
            noise = torch.randn_like(clean)
            moments = torch.randint(20, 1000, (len(chosen),))
            noisy = scheduler.add_noise(clean, noise, moments).to(memory_format=torch.channels_last)
            target = scheduler.get_velocity(clean, noise, moments)
            ids, mask = tokens_of(tokenizer, texts)
            with torch.autocast("cpu", torch.bfloat16):
                with torch.no_grad():
                    context = text_encoder(ids, attention_mask=mask)[0]
                output = unet(noisy, moments, context, return_dict=False)[0]
            weights_of_cells = torch.stack([emphasis(scenes[i], *clean.shape[2:]) for i in chosen])
            errors = (output.float() - target).square()
            loss = (errors * weights_of_cells).mean() / weights_of_cells.mean()
            unet.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            for optimizer in optimizers:
                optimizer.step()
            step, samples = step + 1, samples + len(chosen)
            torch._foreach_lerp_(averages, weights, 1 - min(0.998, (1 + step) / (10 + step)))
            losses.append(errors.mean().item())
            if step % 25 == 0:
                speed = (samples - began) / (budget.spent_s() - spent)
                mean = np.mean(losses[-200:])
                line = f"diffusion step {step} samples {samples} loss {mean:.4f} {speed:.1f}/s"
                print(line, flush=True)
                with (work / "curve.txt").open("a") as curve:
                    curve.write(line + "\n")
            if budget.share() >= 1 or time.monotonic() - saved > 240:
                saved = time.monotonic()
                state = {
                    "model": unet.state_dict(),
                    "average": average.state_dict(),
                    "optimizers": [optimizer.state_dict() for optimizer in optimizers],
                }
                save(checkpoint, {**state, "step": step, "samples": samples, "spent_s": budget.spent_s()})
                if budget.share() >= 1:
                    return


def _text_of(scene: Scene, chance: random.Random) -> str:
    """What the scene is called this time: nothing in one of ten cases, for classifier-free guidance."""
    if chance.random() < 0.1:
        return ""
    return disturbed(caption(scene, chance, complete=chance.random() < 0.4), chance)


def export(work: Path, target: Path) -> None:
    """Writes the averaged weights as an fp16 diffusers pipeline."""
    tokenizer = new_tokenizer(work)
    unet, text_encoder = new_unet(), new_text_encoder(tokenizer)
    unet.load_state_dict(torch.load(work / "diffusion.pt", weights_only=True)["average"])
    text_encoder.load_state_dict(torch.load(work / "text.pt", weights_only=True)["encoder"])
    vae = load_autoencoder(work)
    vae.register_to_config(scaling_factor=latent_scale(work))
    pipeline = StableDiffusionPipeline(
        vae=vae,
        text_encoder=text_encoder,
        tokenizer=tokenizer,
        unet=unet,
        scheduler=new_scheduler(),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipeline.to(torch.float16).save_pretrained(target, safe_serialization=True)
    for path in target.rglob("*.safetensors"):
        path.chmod(0o644)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    stages = ("autoencoder", "decoder", "data", "text", "diffusion", "export", "evaluate", "unpack")
    parser.add_argument("stage", choices=stages)
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints and encoded scenes")
    parser.add_argument(
        "--minutes", type=float, default=12, help="wall-clock length of a training stage, all runs together"
    )
    parser.add_argument("--shards", type=int, default=12, help=f"number of shards of {SHARD} scenes")
    parser.add_argument("--threads", type=int, default=2, help="processor threads")
    parser.add_argument("--to", type=Path, help="folder of the pipeline to export or to evaluate")
    parser.add_argument("--from", type=Path, dest="pipeline", help="folder of the pipeline to unpack")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    keep_freed_memory()
    torch.set_num_threads(options.threads)
    match options.stage:
        case "autoencoder":
            train_autoencoder(options.work, options.minutes)
        case "decoder":
            train_autoencoder(options.work, options.minutes, refine=True)
        case "data":
            write_shards(options.work, options.shards)
        case "text":
            train_text(options.work, steps=900)
        case "diffusion":
            train_diffusion(options.work, options.minutes)
        case "export":
            export(options.work, options.to)
        case "evaluate":
            evaluate(options.to, options.work)
        case "unpack":
            unpack(options.pipeline, options.work)


if __name__ == "__main__":
    main()
