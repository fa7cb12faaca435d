"""What a larger scorer says of pairs, kept in a file from which others learn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt

from contradict.arrays import load_arrays, save_arrays
from contradict.errors import InvalidInput, MissingExtra
from contradict.progress import stage_progress
from contradict.protocols import LABELS, FloatArray, Scorer
from contradict.readers.labelled import LabelledPair
from contradict.scoring.directions import score_each

HASH_BYTES = 8


@dataclass(frozen=True, slots=True)
class Judgements:
    """Probabilities of `LABELS`, float16 ``(n, 3)``, of pairs known by ``hashes`` ``(n,)``.

    The hashes are uint64 and ascend; no text is kept. ``scorer`` names who gave them.
    """

    scorer: str
    hashes: npt.NDArray[np.uint64]
    probabilities: npt.NDArray[np.float16]

    @classmethod
    def of(cls, scorer: Scorer, pairs: Sequence[LabelledPair]) -> Judgements:
        """Have ``scorer`` judge ``pairs``, equal ones once."""
        hashes, first = np.unique(_hashes(pairs), return_index=True)
        chosen = [pairs[place] for place in first]
        with stage_progress(None, "score") as report:
            said = score_each(
                scorer,
                [pair.premise for pair in chosen],
                [pair.hypothesis for pair in chosen],
                lambda done: report(done, len(chosen)),
            )
        return cls(scorer.name, hashes, said.astype(np.float16))

    def __len__(self) -> int:
        return len(self.hashes)

    def of_pairs(self, pairs: Sequence[LabelledPair]) -> FloatArray:
        """Return the probabilities of ``pairs``, float32 ``(m, 3)``; zeros where there are none."""
        said = np.zeros((len(pairs), len(LABELS)), np.float32)
        if len(self) and pairs:
            wanted = _hashes(pairs)
            places = np.searchsorted(self.hashes, wanted).clip(max=len(self) - 1)
            known = self.hashes[places] == wanted
            said[known] = self.probabilities[places[known]]
        return said

    def save(self, path: str | Path) -> None:
        """Write them to a ``.npz`` file, whole or not at all; raises `OutputError`."""
        save_arrays(path, scorer=self.scorer, hashes=self.hashes, probabilities=self.probabilities)

    @classmethod
    def load(cls, path: str | Path) -> Judgements:
        """Read what `save` wrote; raises `InvalidInput` if the file is none."""
        arrays = load_arrays(path, "judgements")
        try:
            found = cls(str(arrays["scorer"]), arrays["hashes"], arrays["probabilities"])
        except KeyError as missing:
            raise InvalidInput(f"{path}: holds no judgements: {missing} is missing") from None
        if found.hashes.ndim != 1 or found.probabilities.shape != (len(found), len(LABELS)):
            raise InvalidInput(f"{path}: holds no judgements: its arrays do not fit each other")
        return found


@contextmanager
def half_precision(wanted: bool) -> Iterator[None]:
    """Have torch multiply in bfloat16 if it is ``wanted``."""
    if not wanted:
        yield
        return
    try:
        import torch
    except ImportError:
        raise MissingExtra("train", "half precision") from None
    with torch.autocast("cpu", torch.bfloat16):
        yield


def _hashes(pairs: Sequence[LabelledPair]) -> npt.NDArray[np.uint64]:
    """Return a hash of the two texts of each pair."""
    digests = (
        blake2b(f"{len(p.premise)} {p.premise}{p.hypothesis}".encode(), digest_size=HASH_BYTES)
        for p in pairs
    )
    return np.frombuffer(b"".join(d.digest() for d in digests), np.uint64)
