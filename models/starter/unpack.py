"""Turns an exported pipeline back into checkpoints, so that training goes on where it ended."""

from __future__ import annotations

from pathlib import Path

import torch
from diffusers import StableDiffusionPipeline


def unpack(pipeline_folder: Path, work: Path) -> None:
    """Writes the checkpoints of the autoencoder, the text encoder and the UNet into `work`.

    What the optimizers knew is not in a pipeline: they begin anew, and the learning rate rises from nothing
    again.  Raises FileExistsError rather than replace a checkpoint.
    """
    pipeline = StableDiffusionPipeline.from_pretrained(
        pipeline_folder, safety_checker=None, torch_dtype=torch.float32
    )
    unet = pipeline.unet.state_dict()
    pooling = pipeline.unet.add_embedding.state_dict()
    parts = {
        "autoencoder.pt": {"model": pipeline.vae.state_dict(), "step": 0, "spent_s": 0.0},
        "text.pt": {"encoder": pipeline.text_encoder.state_dict(), "pooling": pooling},
        "diffusion.pt": {"model": unet, "average": unet, "step": 0, "samples": 0, "spent_s": 0.0},
    }
    for name in parts:
        if (work / name).exists():
            raise FileExistsError(work / name)
    for name, state in parts.items():
        torch.save(state, work / name)
