"""Muon: momentum whose update is made orthogonal, for the weight matrices of a network (Jordan et al. 2024).

On the starter's few thousand steps it learns faster than Adam.  Its step is scaled to that of AdamW (Liu et
al. 2025, "Muon is scalable for LLM training"), so that both share one learning rate.
"""

from __future__ import annotations

import torch

SMALLEST_SIDE = 32


def is_matrix(name: str, weight: torch.nn.Parameter) -> bool:
    """Whether Muon may train this weight: hidden matrices, no embeddings and no first or last layer."""
    outer = ("embeddings" in name) or ("conv_in" in name) or ("conv_out" in name) or ("pooler" in name)
    return weight.ndim >= 2 and not outer and min(weight.flatten(1).shape) >= SMALLEST_SIDE


def orthogonal(update: torch.Tensor) -> torch.Tensor:
    """The nearest semi-orthogonal matrix to a 2-d update, by four Newton-Schulz steps in bfloat16."""
    a, b, c = 3.4445, -4.7750, 2.0315
    wide = update.shape[0] <= update.shape[1]
    x = (update if wide else update.T).bfloat16()
    x = x / (x.norm() + 1e-7)
    for _ in range(4):
        gram = x @ x.T
        x = a * x + (b * gram + c * gram @ gram) @ x
    return (x if wide else x.T).float()


class Muon(torch.optim.Optimizer):
    """Nesterov momentum 0.95, orthogonalised; `lr` means what it means for AdamW."""

    def __init__(self, weights: list[torch.nn.Parameter], lr: float, momentum: float = 0.95) -> None:
        super().__init__(weights, {"lr": lr, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        for group in self.param_groups:
            for weight in group["params"]:
                if weight.grad is None:
                    continue
                state = self.state[weight]
                if "momentum" not in state:
                    state["momentum"] = torch.zeros_like(weight)
                state["momentum"].lerp_(weight.grad, 1 - group["momentum"])
                update = weight.grad.lerp(state["momentum"], group["momentum"]).flatten(1)
                size = 0.2 * max(update.shape) ** 0.5
                weight.add_(orthogonal(update).view(weight.shape), alpha=-group["lr"] * size)
