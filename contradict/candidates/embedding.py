"""Texts become unit vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from contradict.errors import ModelError
from contradict.protocols import Embedder, FloatArray, StageProgress, TokenLimited
from contradict.windows import windows

CHUNK = 256
_LENGTH_TOLERANCE = 1e-3


def new_rows(shape: tuple[int, int]) -> FloatArray:
    """Return float32 rows of ``shape`` to be filled."""
    return np.empty(shape, np.float32)


def embed_texts(
    embedder: Embedder,
    texts: Sequence[str],
    progress: StageProgress = lambda done, total: None,
    place: Callable[[tuple[int, int]], FloatArray] = new_rows,
) -> tuple[FloatArray, int]:
    """Return unit float32 rows ``(len(texts), d)`` and how many texts were cut.

    ``place`` gives the rows to be filled, once their shape is known.
    A text longer than the embedder takes is embedded in windows of whole
    sentences; its row is their mean, scaled to length one. Raises `ModelError`
    if the embedder returns anything but unit rows.
    """
    parts = _parts(embedder, texts)
    owner = np.array([text for text, _ in parts], np.int64)
    whole = np.bincount(owner, minlength=len(texts))[owner] == 1
    slot = np.cumsum(~whole) - 1
    order = sorted(range(len(parts)), key=lambda i: len(parts[i][1]))
    rows, windowed = np.empty((0, 0), np.float32), np.empty((0, 0), np.float32)
    for start in range(0, len(order), CHUNK):
        chunk = np.array(order[start : start + CHUNK])
        found = _checked(embedder, embedder.embed([parts[i][1] for i in chunk]), len(chunk))
        if not start:
            rows = place((len(texts), found.shape[1]))
            windowed = np.empty((int(slot[-1]) + 1, found.shape[1]), np.float32)
        alone = whole[chunk]
        rows[owner[chunk[alone]]] = found[alone]
        windowed[slot[chunk[~alone]]] = found[~alone]
        progress(min(start + CHUNK, len(order)), len(order))
    cut, first = np.unique(owner[~whole], return_index=True)
    for text, its_windows in zip(cut, np.split(windowed, first)[1:], strict=True):
        mean = its_windows.sum(axis=0, dtype=np.float64)
        rows[text] = mean / max(np.linalg.norm(mean), np.finfo(float).tiny)
    return rows, len(cut)


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
