"""Engines.

The cross-encoder's weights in several engines, on pairs of 40 tokens in batches of the
size in use: pairs a second (the fastest of several runs), whether every pair of a batch
keeps its logits when it is alone, and how far they are from torch's in float32 at most.
*ONNX Runtime* is the engine in use, with its fused graph; *8 bits* multiplies what is
stored in 8 bits by activations that are rounded row by row (`MatMulNBits`), so that a row
does not depend on the others; *2 processes* are two of one thread each, which begin every
run together and are as fast as the slower. `pip install openvino ctranslate2` brings the
other engines; what is not installed is left out.
"""

from __future__ import annotations

import json
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from threading import Barrier

import numpy as np
import numpy.typing as npt

from benchmarks.record import Row, save
from contradict.models import bundled_path
from contradict.models.export import to_checkpoint
from contradict.models.graph import Array, BertGraph, quantise
from contradict.models.onnx_bert import TOKENS_A_BATCH

TOKENS, BATCHES, RUNS = 40, 12, 5
BATCH = TOKENS_A_BATCH // TOKENS
SEED = 3
CORES = 2
BLOCK, INT8 = 128, 4
ONE_THREAD = "ONNX Runtime, 1 thread"

Logits = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int32]
Engine = Callable[[Ids, Ids], Logits]


def onnx_runtime(model: str, threads: int) -> Engine:
    """Return ONNX Runtime's session of a file, as a function of ids and segments."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def run(ids: Ids, kinds: Ids) -> Logits:
        logits: Logits = session.run(["output"], {"input_ids": ids, "token_type_ids": kinds})[0]
        return logits

    return run


def torch_model(checkpoint: str, half: bool) -> Engine:
    """Return the model as transformers runs it, in float32 or bfloat16."""
    import torch
    from transformers import AutoModelForSequenceClassification

    torch.set_num_threads(CORES)
    dtype = torch.bfloat16 if half else torch.float32
    model = AutoModelForSequenceClassification.from_pretrained(checkpoint, dtype=dtype).eval()

    def run(ids: Ids, kinds: Ids) -> Logits:
        with torch.inference_mode():
            out = model(input_ids=torch.tensor(ids), token_type_ids=torch.tensor(kinds))
        logits: Logits = out.logits.float().numpy()
        return logits

    return run


def openvino(checkpoint: str, precision: str) -> Engine:
    """Return the model as OpenVINO runs it, in ``f32`` or ``bf16``."""
    import openvino as ov
    import torch
    from transformers import AutoModelForSequenceClassification

    model = AutoModelForSequenceClassification.from_pretrained(
        checkpoint, attn_implementation="eager"
    ).eval()
    some = torch.ones(2, 8, dtype=torch.int32)
    example = {"input_ids": some, "attention_mask": some, "token_type_ids": some}
    converted = ov.convert_model(model, example_input=example)
    settings = {"INFERENCE_PRECISION_HINT": precision, "INFERENCE_NUM_THREADS": CORES}
    compiled = ov.Core().compile_model(converted, "CPU", settings)

    def run(ids: Ids, kinds: Ids) -> Logits:
        feed = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": kinds,
        }
        logits: Logits = compiled(feed)[0].copy()
        return logits

    return run


def ctranslate2(checkpoint: str, precision: str) -> Engine:
    """Return the encoder as CTranslate2 runs it, the classifier in NumPy."""
    import ctranslate2 as ct
    from safetensors.numpy import load_file

    folder = f"{checkpoint}-ct2"
    if not Path(folder).exists():
        ct.converters.TransformersConverter(checkpoint).convert(folder)
    encoder = ct.Encoder(folder, compute_type=precision, intra_threads=CORES, inter_threads=1)
    weights = load_file(f"{checkpoint}/model.safetensors")

    def run(ids: Ids, kinds: Ids) -> Logits:
        tokens = ct.StorageView.from_array(ids)
        lengths = ct.StorageView.from_array(np.full(len(ids), ids.shape[1], np.int32))
        segments = kinds.tolist()
        out = encoder.forward_batch(tokens, lengths, token_type_ids=segments)
        pooled = np.asarray(out.pooler_output)
        logits: Logits = pooled @ weights["classifier.weight"].T + weights["classifier.bias"]
        return logits

    return run


class EightBitProducts(BertGraph):
    """A graph whose large products are of integers.

    The scales of the weights are those in which they are stored; each row of activations
    has its own scale for every `BLOCK` of columns.
    """

    def linear(self, inputs: str, layer: str, output: str) -> str:
        """Multiply in 8 bits, but for the head, which takes no time."""
        weight = self.weights[f"{layer}.weight"]
        if not layer.startswith("encoder"):
            return super().linear(inputs, layer, output)
        integers, scales = quantise(np.ascontiguousarray(weight, np.float32), axis=0)
        outputs, columns = weight.shape
        blocks = columns // BLOCK
        shifted = (integers.astype(np.int16) + 128).astype(np.uint8)
        stored = [
            self.constant(f"{layer}:uint8", shifted.reshape(outputs, blocks, BLOCK)),
            self.constant(f"{layer}:scales", np.repeat(scales[:, None], blocks, axis=1)),
        ]
        sizes = {"K": columns, "N": outputs, "bits": 8, "block_size": BLOCK}
        return self.fused("MatMulNBits", [inputs, *stored], output, **sizes, accuracy_level=INT8)

    def attention(self, hidden: str, here: str, number: int) -> str:
        """Attention with the three projections before it."""
        parts = [f"{here}.attention.self.{part}" for part in ("query", "key", "value")]
        bias: Array = np.concatenate([self.weights[f"{part}.bias"] for part in parts])
        inputs = [self.linear(hidden, part, f"{part}.output") for part in parts]
        inputs.append(self.constant(f"{here}.attention.self.bias", bias.astype(np.float32)))
        return self.fused("MultiHeadAttention", inputs, f"attended.{number}", num_heads=self.heads)


def write_eight_bits(checkpoint: Path, file: Path) -> None:
    """Write the model in ``checkpoint`` with integer products."""
    import onnx
    from safetensors.numpy import load_file

    weights = load_file(checkpoint / "model.safetensors")
    config = json.loads((checkpoint / "config.json").read_text("utf-8"))
    graph = EightBitProducts(
        {name.removeprefix("bert."): value for name, value in weights.items()},
        config["num_attention_heads"],
        config["layer_norm_eps"],
    )
    graph.classifier(graph.encoder())
    onnx.save(graph.model(len(config["id2label"])), file)


def contestants(model: str, checkpoint: str, eight: str) -> Iterator[tuple[str, Engine]]:
    """Yield every engine that is installed, by name."""
    yield "torch, float32", torch_model(checkpoint, half=False)
    yield f"ONNX Runtime, {CORES} threads", onnx_runtime(model, CORES)
    yield ONE_THREAD, onnx_runtime(model, 1)
    yield "ONNX Runtime, 8 bits", onnx_runtime(eight, CORES)
    yield "torch, bfloat16", torch_model(checkpoint, half=True)
    if find_spec("openvino"):
        yield "OpenVINO, float32", openvino(checkpoint, "f32")
        yield "OpenVINO, bfloat16", openvino(checkpoint, "bf16")
    if find_spec("ctranslate2"):
        yield "CTranslate2, float32", ctranslate2(checkpoint, "float32")
        yield "CTranslate2, int8", ctranslate2(checkpoint, "int8")


def measure() -> list[Row]:
    """Return a row an engine."""
    rows: list[Row] = []
    ids, kinds = _pairs()
    with tempfile.TemporaryDirectory() as folder:
        model = str(bundled_path("scorer") / "model.onnx")
        checkpoint, eight = f"{folder}/checkpoint", f"{folder}/eight.onnx"
        to_checkpoint(bundled_path("scorer"), Path(checkpoint))
        write_eight_bits(Path(checkpoint), Path(eight))
        reference: Logits | None = None
        for name, run in contestants(model, checkpoint, eight):
            rows.append(_row(name, run, ids, kinds, reference))
            reference = run(ids[0], kinds[0]) if reference is None else reference
            print(rows[-1])
        rate = _processes(model)
        one = next(row for row in rows if row["engine"] == ONE_THREAD)
        rows.append({**one, "engine": f"ONNX Runtime, {CORES} processes", "pairs/s": rate})
    return rows


def _pairs() -> tuple[Ids, Ids]:
    """Return ids and segments, each of shape ``(BATCHES, BATCH, TOKENS)``."""
    ids = np.random.default_rng(SEED).integers(1_000, 20_000, (BATCHES, BATCH, TOKENS))
    kinds = np.zeros_like(ids)
    kinds[..., TOKENS // 2 :] = 1
    return ids.astype(np.int32), kinds.astype(np.int32)


def _row(name: str, run: Engine, ids: Ids, kinds: Ids, reference: Logits | None) -> Row:
    together = run(ids[0], kinds[0])
    alone = [run(ids[0][i : i + 1], kinds[0][i : i + 1]) for i in range(BATCH)]
    return {
        "engine": name,
        "pairs/s": BATCH * BATCHES / min(_seconds(run, ids, kinds) for _ in range(RUNS)),
        "same alone": bool(np.array_equal(together, np.concatenate(alone))),
        "farthest": 0.0 if reference is None else float(np.abs(together - reference).max()),
    }


def _seconds(run: Engine, ids: Ids, kinds: Ids) -> float:
    start = time.perf_counter()
    for some, segments in zip(ids, kinds, strict=True):
        run(some, segments)
    return time.perf_counter() - start


def _processes(model: str) -> float:
    """Return the pairs a second of `CORES` processes of one thread, working at once."""
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, context.Pool(CORES) as pool:
        together = manager.Barrier(CORES)
        seconds: list[list[float]] = pool.starmap(
            _one_of_several, [(model, together)] * CORES, chunksize=1
        )
    slower: list[float] = [max(run) for run in zip(*seconds, strict=True)]
    return CORES * BATCH * BATCHES / min(slower)


def _one_of_several(model: str, together: Barrier) -> list[float]:
    """Return the seconds of each run, which begins when all processes are ready."""
    run = onnx_runtime(model, 1)
    ids, kinds = _pairs()
    run(ids[0], kinds[0])
    seconds = []
    for _ in range(RUNS):
        together.wait()
        seconds.append(_seconds(run, ids, kinds))
    return seconds


if __name__ == "__main__":
    save("engines", measure(), data=[], seed=SEED)
