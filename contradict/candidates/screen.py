"""A cheap look at two embeddings: which candidates are worth a pass of the cross-encoder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from contradict.arrays import load_arrays, save_arrays
from contradict.candidates.pairing import Candidates
from contradict.errors import InvalidInput
from contradict.protocols import FloatArray

BLOCK = 4096
DECIMALS = 3
Cuts = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class PairHead:
    """A network of one hidden layer over |u−v|, u∗v and the cosine of two embeddings.

    It is trained to foresee the probability that a cross-encoder and its calibration
    give to a pair: ``hidden`` is ``(2d + 1, h)``, ``bias`` and ``output`` are
    ``(h,)``. ``cuts`` pairs thresholds with the score under which no more than one
    in two hundred of the pairs that reach the threshold was found on texts that it had not seen.
    ``models`` names the weights and the calibration that it belongs to.
    """

    hidden: FloatArray
    bias: FloatArray
    output: FloatArray
    cuts: Cuts
    models: tuple[str, ...]

    def score(self, rows: FloatArray, candidates: Candidates) -> FloatArray:
        """Return a score for each of ``n`` candidates among unit ``rows``, shape ``(n,)``.

        It is computed in float64 and rounded, so that neither blocks nor threads can
        change it.
        """
        hidden, bias, output = (w.astype(np.float64) for w in (self.hidden, self.bias, self.output))
        scores = np.empty(len(candidates), np.float32)
        for start in range(0, len(candidates), BLOCK):
            block = slice(start, start + BLOCK)
            left, right = rows[candidates.left[block]], rows[candidates.right[block]]
            inputs = pair_inputs(left, right, candidates.similarity[block])
            active = np.maximum(inputs.astype(np.float64) @ hidden + bias, 0)
            scores[block] = np.round(active @ output, DECIMALS)
        return scores

    def cut(self, threshold: float) -> float:
        """Return the score under which a candidate is not worth a pass for ``threshold``.

        It is minus infinity below the lowest threshold that was looked at.
        """
        return max((cut for t, cut in self.cuts if t <= threshold), default=-np.inf)

    def save(self, path: str | Path) -> None:
        """Write the head to a ``.npz`` file, whole or not at all; raises `OutputError`."""
        save_arrays(
            path,
            hidden=self.hidden.astype(np.float16),
            bias=self.bias,
            output=self.output,
            cuts=np.array(self.cuts, np.float64),
            models=self.models,
        )

    @classmethod
    def load(cls, path: str | Path) -> PairHead:
        """Read a head; raises `InvalidInput` if the file is none."""
        arrays = load_arrays(path, "a pair head")
        try:
            return cls(
                arrays["hidden"].astype(np.float32),
                arrays["bias"],
                arrays["output"],
                tuple((float(t), float(cut)) for t, cut in arrays["cuts"]),
                tuple(str(name) for name in arrays["models"]),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise InvalidInput(f"{path}: cannot be read as a pair head ({error})") from None


def pair_inputs(left: FloatArray, right: FloatArray, cosine: FloatArray) -> FloatArray:
    """Return |u−v|, u∗v and the cosine side by side, float32 ``(n, 2d + 1)``.

    The products are scaled by the width, so that all columns are of one size.
    Swapping the sides changes nothing.
    """
    scale = np.float32(left.shape[1] ** 0.5)
    return np.concatenate(
        [scale * np.abs(left - right), scale**2 * left * right, cosine[:, None]], axis=1
    ).astype(np.float32)
