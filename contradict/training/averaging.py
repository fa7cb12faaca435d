"""The mean of the weights of several checkpoints."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from contradict.errors import InvalidInput, MissingExtra

WEIGHTS = "model.safetensors"
UNWANTED = shutil.ignore_patterns(WEIGHTS, "checkpoints", "*.pt", "*.pth", "trainer_state.json")
"""What is not of the mean model: weights, and what training goes on from."""


def average(checkpoints: Sequence[Path], shares: Sequence[float], output: Path) -> None:
    """Write to the folder ``output`` the weighted mean of fine-tunings of one model.

    A model and its fine-tuning on other data often are better together than either
    (Wortsman et al. 2022, arXiv 2203.05482). The other files are those of the last
    checkpoint. Raises `InvalidInput` if a folder has no weights, or those of another model.
    """
    try:
        from safetensors.numpy import load_file, save_file
    except ImportError:
        raise MissingExtra("train", "averaging") from None

    if len(shares) != len(checkpoints) or min(shares) < 0 or not sum(shares) > 0:
        raise InvalidInput("shares must be as many as the checkpoints, and none below 0")
    total: dict[str, np.ndarray] = {}
    for folder, share in zip(checkpoints, shares, strict=True):
        if not (folder / WEIGHTS).is_file():
            raise InvalidInput(f"{folder}: no {WEIGHTS} in this folder")
        weights = load_file(folder / WEIGHTS)
        shapes = {name: values.shape for name, values in weights.items()}
        if total and shapes != {name: values.shape for name, values in total.items()}:
            raise InvalidInput(f"{folder}: its weights have other names or shapes")
        for name, values in weights.items():
            part = values.astype(np.float64) * (share / sum(shares))
            total[name] = total[name] + part if name in total else part
    shutil.copytree(checkpoints[-1], output, ignore=UNWANTED, dirs_exist_ok=True)
    mean = {name: values.astype(np.float32) for name, values in total.items()}
    save_file(mean, output / WEIGHTS, metadata={"format": "pt"})
