"""Live previews of a picture that is still noise: from latents to RGB by one small matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

_SIDE = 96
"""Longer edge in px up to which a preview is scaled."""


def fit_preview(pipeline: Any) -> NDArray[np.float32] | None:
    """A linear map (channels + 1, 3) from latents to RGB, by least squares over a few coloured shapes.

    The decoder would cost as much as a step; the map costs nothing. None where latents are not plain
    pictures.
    """
    import numpy as np
    import torch

    vae = getattr(pipeline, "vae", None)
    if vae is None or type(vae).__name__ not in ("AutoencoderKL", "AutoencoderTiny"):
        return None
    chance = np.random.default_rng(0)
    pictures = np.empty((12, 64, 64, 3), np.float32)
    for picture in pictures:
        corners = chance.uniform(-1, 1, (2, 2, 3))
        across = np.linspace(0, 1, 64)[:, None]
        left, right = (corners[0, side] * (1 - across) + corners[1, side] * across for side in (0, 1))
        picture[:] = left[:, None] * (1 - across) + right[:, None] * across
        top, start = chance.integers(0, 32, 2)
        picture[top : top + 32, start : start + 24] = chance.uniform(-1, 1, 3)
        # Grain, so that latents which hold fine detail are not taken for colour.
        picture += np.kron(chance.normal(0, 0.3, (16, 16, 1)), np.ones((4, 4, 1)))
    weight = next(vae.parameters())
    # A model that is moved to the card piece by piece has no fixed place; its hooks move the input.
    device = getattr(pipeline, "_execution_device", weight.device)
    with torch.inference_mode():
        encoded = vae.encode(torch.from_numpy(pictures).permute(0, 3, 1, 2).to(device, weight.dtype))
        latents = encoded.latents if hasattr(encoded, "latents") else encoded.latent_dist.mode()
    config = vae.config
    latents = (latents.float().cpu() - (getattr(config, "shift_factor", None) or 0)) * config.scaling_factor
    height, width = latents.shape[2:]
    small = pictures.reshape(12, height, 64 // height, width, 64 // width, 3).mean(axis=(2, 4))
    known = latents.permute(0, 2, 3, 1).reshape(-1, latents.shape[1]).numpy()
    known = np.concatenate([known, np.ones((len(known), 1), np.float32)], axis=1)
    return np.linalg.lstsq(known, small.reshape(-1, 3), rcond=None)[0].astype(np.float32)


def preview(latents: Any, to_rgb: NDArray[np.float32]) -> Image | None:
    """The latents as a small picture, or None when they do not have the channels that the map was made
    for.
    """
    from PIL import Image

    if latents.ndim != 4 or latents.shape[1] + 1 != len(to_rgb):
        return None
    values = latents[0].float().cpu().permute(1, 2, 0).numpy() @ to_rgb[:-1] + to_rgb[-1]
    pixels = ((values.clip(-1, 1) + 1) * 127.5).astype("uint8")
    picture = Image.fromarray(pixels)
    # Hardly larger than the latents, which hold no more: the window scales it, and a large one would cost
    # a tenth of a step to make and to pack.
    scale = max(1, _SIDE // max(picture.size))
    return picture.resize((picture.width * scale, picture.height * scale), Image.Resampling.BICUBIC)
