"""How to train: what both kinds of model have in common."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train; the defaults are those of the bundled scorer on two cores.

    A pair of which both texts together have more than ``longest`` characters is
    left out, and one of more than ``max_tokens`` is cut. ``patience`` counts the
    evaluations without a better one after which training stops. ``frozen`` counts the lowest
    layers that a cross-encoder keeps as they are, which takes less time. ``bf16``
    multiplies in half precision: twice as fast on a processor that has instructions for it.
    """

    learning_rate: float = 6e-5
    batch_size: int = 32
    epochs: float = 1
    max_tokens: int = 128
    longest: int = 420
    label_smoothing: float = 0.05
    warmup: float = 0.05
    save_steps: int = 500
    patience: int = 3
    frozen: int = 0
    bf16: bool = False
    seed: int = 13

    def arguments(self, output: Path, judge: str | None) -> dict[str, Any]:
        """Return what sentence-transformers' trainers want to know.

        ``judge`` is the measure on development data by which the best checkpoint
        is kept, None if there is no such data.
        """
        return {
            "output_dir": str(output / "checkpoints"),
            "num_train_epochs": self.epochs,
            "per_device_train_batch_size": self.batch_size,
            "learning_rate": self.learning_rate,
            "warmup_steps": self.warmup,
            "lr_scheduler_type": "linear",
            "optim": "adamw_torch_fused",
            "eval_strategy": "steps" if judge else "no",
            "eval_steps": self.save_steps,
            "save_steps": self.save_steps,
            "save_total_limit": 2,
            "load_best_model_at_end": judge is not None,
            "metric_for_best_model": judge,
            "logging_steps": 100,
            "bf16": self.bf16,
            "use_cpu": self.bf16,
            "report_to": "none",
            "seed": self.seed,
            "dataloader_pin_memory": False,
        }
