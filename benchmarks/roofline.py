"""Roofline.

How much of the processor the scoring engine uses: floating-point operations of the
cross-encoder's matrix products a second, on pairs of 40 tokens, against the fastest
float32 matrix product that NumPy or ONNX Runtime reaches on the same machine. *Real pairs*
are candidates among development texts (newprot, fever_eval, xnli_en, check_covid), the
largest part of them that is judged together, in one direction: the products that their
own lengths take, in the time from texts to probabilities.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from onnx import TensorProto, helper

from benchmarks.pools import mixed
from benchmarks.record import SHARED, Row, save
from benchmarks.speed import SETS
from contradict.detector import Detector
from contradict.models import bundled_path
from contradict.models.export import to_checkpoint
from contradict.models.onnx_bert import OnnxScorer
from contradict.scoring.directions import score_each

TOKENS = 40
SIZES = (512, 1024, 2048)
RUNS = 7
SEED = 29
SPECIAL = 3
"""Tokens of a pair that are none of its texts'."""


def measure(texts: Sequence[str], pairs: int) -> list[Row]:
    """Return two rows for the engine and one for each matrix product."""
    detector = Detector.load()
    scorer = detector.scorer
    assert isinstance(scorer, OnnxScorer)
    segment = [2003] * ((TOKENS - SPECIAL) // 2)  # any word piece: the time does not depend on it
    rest = [2003] * (TOKENS - SPECIAL - len(segment))
    engine = _fastest(lambda: scorer.run([(segment, rest)] * pairs), RUNS)
    alike = _operations(np.full(pairs, TOKENS))
    rows: list[Row] = [_row("cross-encoder", alike, engine), _real(detector, scorer, texts)]
    for size in SIZES:
        a, b = np.random.default_rng(0).standard_normal((2, size, size)).astype(np.float32)
        rows.append(_row(f"NumPy {size}", 2.0 * size**3, _fastest(partial(np.matmul, a, b), RUNS)))
        session = _product(size)
        seconds = _fastest(partial(session.run, None, {"a": a, "b": b}), RUNS)
        rows.append(_row(f"ONNX Runtime {size}", 2.0 * size**3, seconds))
    peak = max(float(row["GFLOP/s"]) for row in rows[2:])
    return [{**row, "share of peak": float(row["GFLOP/s"]) / peak} for row in rows]


def _real(detector: Detector, scorer: OnnxScorer, texts: Sequence[str]) -> Row:
    """Return the row of candidates among ``texts``."""
    part = max(detector.pair(texts).parts(), key=lambda plan: len(plan.rows))
    _, left, right = part.lay_out()
    tokens = scorer.count_tokens(left) + scorer.count_tokens(right) + SPECIAL
    seconds = _fastest(lambda: score_each(scorer, left, right), RUNS)
    return _row("real pairs", _operations(tokens), seconds)


def _operations(tokens: npt.NDArray[np.int64]) -> float:
    """Return the floating-point operations of pairs of so many tokens: the products alone."""
    with tempfile.TemporaryDirectory() as folder:
        to_checkpoint(bundled_path("scorer"), Path(folder))
        shape = json.loads((Path(folder) / "config.json").read_text("utf-8"))
    width, inner = shape["hidden_size"], shape["intermediate_size"]
    token = 2 * (4 * width**2 + 2 * width * inner)
    attention = 2 * 2 * tokens**2 * width
    return float(shape["num_hidden_layers"] * (tokens * token + attention).sum())


def _product(size: int) -> onnxruntime.InferenceSession:
    square = [size, size]
    values = {n: helper.make_tensor_value_info(n, TensorProto.FLOAT, square) for n in "abc"}
    node = helper.make_node("MatMul", ["a", "b"], ["c"])
    graph = helper.make_graph([node], "product", [values["a"], values["b"]], [values["c"]])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return onnxruntime.InferenceSession(model.SerializeToString())


def _fastest(work: Callable[[], object], runs: int) -> float:
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def _row(what: str, operations: float, seconds: float) -> Row:
    return {"what": what, "seconds": seconds, "GFLOP/s": operations / seconds / 1e9}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--pairs", type=int, default=512, help="of 40 tokens")
    parser.add_argument("--claims", type=int, default=500, help="among which pairs are real")
    options = parser.parse_args()
    files = [options.data / "dev" / f"{name}.jsonl.gz" for name in SETS]
    save(
        "roofline",
        measure(mixed(files, options.claims, SEED), options.pairs),
        data=files,
        seed=SEED,
        notes=[f"{os.cpu_count()} cores; the fastest of {RUNS} runs."],
    )
