"""Texts become unit vectors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from contradict.errors import ModelError
from contradict.protocols import Embedder, FloatArray, StageProgress, TokenLimited
from contradict.windows import windows

CHUNK = 256
_LENGTH_TOLERANCE = 1e-3


def embed_texts(
    embedder: Embedder,
    texts: Sequence[str],
    progress: StageProgress = lambda done, total: None,
) -> tuple[FloatArray, int]:
    """Return unit float32 rows ``(len(texts), d)`` and how many texts were cut.

    A text longer than the embedder takes is embedded in windows of whole
    sentences; its row is their mean, scaled to length one. Raises `ModelError`
    if the embedder returns anything but unit rows.
    """
    parts = _parts(embedder, texts)
    order = sorted(range(len(parts)), key=lambda i: len(parts[i][1]))
    rows: FloatArray | None = None
    for start in range(0, len(order), CHUNK):
        chunk = order[start : start + CHUNK]
        found = _checked(embedder, embedder.embed([parts[i][1] for i in chunk]), len(chunk))
        if rows is None:
            rows = np.empty((len(parts), found.shape[1]), np.float32)
        rows[chunk] = found
        progress(min(start + CHUNK, len(order)), len(order))
    if rows is None:
        return np.empty((0, 0), np.float32), 0
    if len(parts) == len(texts):
        return rows, 0
    owner = np.array([text for text, _ in parts])
    sums = np.zeros((len(texts), rows.shape[1]), np.float64)
    np.add.at(sums, owner, rows)
    unit = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), np.finfo(float).tiny)
    whole = np.bincount(owner) == 1
    unit[whole] = rows[np.isin(owner, np.flatnonzero(whole))]
    return unit.astype(np.float32), int(np.count_nonzero(~whole))


def _parts(embedder: Embedder, texts: Sequence[str]) -> list[tuple[int, str]]:
    """Return what to embed: each text, or its windows, with the text's position."""
    if not isinstance(embedder, TokenLimited):
        return list(enumerate(texts))
    lengths = embedder.count_tokens(texts)
    return [
        (i, part)
        for i, text in enumerate(texts)
        for part in (
            [text]
            if lengths[i] <= embedder.max_tokens
            else windows(text, embedder.max_tokens, embedder)
        )
    ]


def _checked(embedder: Embedder, answer: npt.ArrayLike, count: int) -> FloatArray:
    try:
        rows = np.asarray(answer, np.float32)
    except (TypeError, ValueError) as error:
        raise ModelError(f"embedder {embedder.name!r} must return numbers ({error})") from None
    if np.ndim(rows) != 2 or len(rows) != count:
        raise ModelError(
            f"embedder {embedder.name!r} must return {count} rows; got shape {np.shape(rows)}"
        )
    if not np.all(np.isfinite(rows)):
        raise ModelError(
            f"embedder {embedder.name!r} must return finite numbers; got NaN or infinity"
        )
    lengths = np.linalg.norm(rows, axis=1)
    wrong = np.abs(lengths - 1) > _LENGTH_TOLERANCE
    if np.any(wrong):
        raise ModelError(
            f"embedder {embedder.name!r} must return rows of length one; "
            f"got one of length {lengths[wrong][0]:.3g}"
        )
    return rows
