"""Roofline.

How much of the processor the scoring engine uses: floating-point operations of the
cross-encoder's matrix products a second, on pairs of 40 tokens, against the fastest
float32 matrix product that NumPy or ONNX Runtime reaches on the same machine.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import onnxruntime
from onnx import TensorProto, helper

from benchmarks.record import Row, save
from contradict import load_scorer
from contradict.models import bundled_path
from contradict.models.export import to_checkpoint
from contradict.models.onnx_bert import OnnxScorer

TOKENS = 40
SIZES = (512, 1024, 2048)
RUNS = 7


def measure(pairs: int) -> list[Row]:
    """Return a row for the engine and one for each matrix product."""
    scorer = load_scorer()
    assert isinstance(scorer, OnnxScorer)
    segment = [2003] * ((TOKENS - 3) // 2)  # any word piece: the time does not depend on it
    rest = [2003] * (TOKENS - 3 - len(segment))
    engine = _fastest(lambda: scorer.run([(segment, rest)] * pairs), RUNS)
    rows: list[Row] = [_row("cross-encoder", pairs * _operations(), engine)]
    for size in SIZES:
        a, b = np.random.default_rng(0).standard_normal((2, size, size)).astype(np.float32)
        rows.append(_row(f"NumPy {size}", 2.0 * size**3, _fastest(partial(np.matmul, a, b), RUNS)))
        session = _product(size)
        seconds = _fastest(partial(session.run, None, {"a": a, "b": b}), RUNS)
        rows.append(_row(f"ONNX Runtime {size}", 2.0 * size**3, seconds))
    peak = max(float(row["GFLOP/s"]) for row in rows[1:])
    return [{**row, "share of peak": float(row["GFLOP/s"]) / peak} for row in rows]


def _operations() -> float:
    """Return the floating-point operations of one pair: the products alone."""
    with tempfile.TemporaryDirectory() as folder:
        to_checkpoint(bundled_path("scorer"), Path(folder))
        shape = json.loads((Path(folder) / "config.json").read_text("utf-8"))
    width, inner = shape["hidden_size"], shape["intermediate_size"]
    token = 2 * (4 * width**2 + 2 * width * inner)
    attention = 2 * 2 * TOKENS**2 * width
    return float(shape["num_hidden_layers"] * (TOKENS * token + attention))


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
    parser.add_argument("--pairs", type=int, default=512)
    options = parser.parse_args()
    save(
        "roofline",
        measure(options.pairs),
        data=[],
        notes=[f"{os.cpu_count()} cores; the fastest of {RUNS} runs."],
    )
