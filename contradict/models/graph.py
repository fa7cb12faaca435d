"""BERT as an ONNX graph with weights in 8 bits.

The graph is written node by node, with ONNX Runtime's fused operators for
transformers, so that nothing has to be traced or fused afterwards. It takes
batches of one exact length: there is no padding and so no attention mask.

Every matrix is stored as int8 with one float32 scale per output channel
(per row for the embedding tables) behind a ``DequantizeLinear`` node. ONNX
Runtime folds those nodes when it loads the file and computes in float32.
Storage only: no activation is ever quantised, so a result cannot depend on
what else is in the batch.

Architecture: Devlin et al. 2019, "BERT: Pre-training of Deep Bidirectional
Transformers for Language Understanding".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from contradict.errors import MissingExtra

try:
    import onnx
    from onnx import TensorProto, helper, numpy_helper
except ImportError:
    raise MissingExtra("export", "writing an ONNX model") from None

Array = npt.NDArray[np.float32]

OPSET = 17
FUSED = "com.microsoft"
LEVELS = 127


def quantise(matrix: Array, axis: int) -> tuple[npt.NDArray[np.int8], Array]:
    """Return ``matrix`` as int8 and its scales, one per index along ``axis``.

    Symmetric, rounded to nearest: ``matrix ~ integers * scales``. A channel of
    zeros gets the scale 1.
    """
    others = tuple(i for i in range(matrix.ndim) if i != axis)
    scales = np.abs(matrix).max(axis=others) / LEVELS
    scales = np.where(scales > 0, scales, 1).astype(np.float32)
    shape = [1] * matrix.ndim
    shape[axis] = -1
    return np.rint(matrix / scales.reshape(shape)).astype(np.int8), scales


def dequantise(model: onnx.ModelProto) -> dict[str, Array]:
    """Return every weight of a graph made here as float32, by its name."""
    stored = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    weights = {n: a for n, a in stored.items() if a.dtype == np.float32 and ":" not in n}
    for node in model.graph.node:
        if node.op_type == "DequantizeLinear":
            integers, scales = (stored[name] for name in node.input)
            shape = [1] * integers.ndim
            shape[node.attribute[0].i] = -1
            weights[node.output[0]] = integers * scales.reshape(shape)
    return weights


@dataclass
class BertGraph:
    """Builds the graph; each method adds nodes and returns the name of its output."""

    weights: Mapping[str, Array]
    heads: int
    epsilon: float
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def node(self, kind: str, inputs: list[str], output: str, **attributes: Any) -> str:
        """Add one node of operator ``kind``."""
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def fused(self, kind: str, inputs: list[str], output: str, **attributes: Any) -> str:
        """Add one of ONNX Runtime's own operators."""
        return self.node(kind, inputs, output, domain=FUSED, **attributes)

    def constant(self, name: str, value: npt.NDArray[Any]) -> str:
        """Store ``value`` as it is."""
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def vector(self, name: str) -> str:
        """Store the weight ``name`` in float32."""
        return self.constant(name, np.ascontiguousarray(self.weights[name], np.float32))

    def matrix(self, name: str, value: Array, axis: int) -> str:
        """Store a matrix in 8 bits with a scale per index of ``axis``."""
        integers, scales = quantise(np.ascontiguousarray(value, np.float32), axis)
        inputs = [self.constant(f"{name}:int8", integers), self.constant(f"{name}:scale", scales)]
        return self.node("DequantizeLinear", inputs, name, axis=axis)

    def linear(self, inputs: str, layer: str, output: str) -> str:
        """Multiply by the weight of ``layer``; its bias is left to the next node."""
        weight = self.matrix(f"{layer}.weight", self.weights[f"{layer}.weight"].T, axis=1)
        return self.node("MatMul", [inputs, weight], output)

    def normalise(self, inputs: str, residual: str, bias: str, layer: str, output: str) -> str:
        """Add the residual and the bias, then apply the layer norm of ``layer``."""
        names = [self.vector(f"{layer}.weight"), self.vector(f"{layer}.bias"), self.vector(bias)]
        return self.fused(
            "SkipLayerNormalization", [inputs, residual, *names], output, epsilon=self.epsilon
        )

    def embeddings(self) -> str:
        """Sum of word, position and segment embeddings, normalised."""
        tables = [
            self.matrix(name, self.weights[name], axis=0)
            for name in (
                "embeddings.word_embeddings.weight",
                "embeddings.position_embeddings.weight",
                "embeddings.token_type_embeddings.weight",
            )
        ]
        norm = "embeddings.LayerNorm"
        inputs = ["input_ids", "token_type_ids", *tables]
        inputs += [self.vector(f"{norm}.weight"), self.vector(f"{norm}.bias")]
        outputs = ["hidden.0", "mask_index"]
        self.nodes.append(
            helper.make_node(
                "EmbedLayerNormalization", inputs, outputs, domain=FUSED, epsilon=self.epsilon
            )
        )
        return outputs[0]

    def attention(self, hidden: str, here: str, number: int) -> str:
        """Self-attention of the layer ``here``, before its output projection."""
        projections = [f"{here}.attention.self.{part}" for part in ("query", "key", "value")]
        weight = np.concatenate([self.weights[f"{p}.weight"].T for p in projections], axis=1)
        bias = np.concatenate([self.weights[f"{p}.bias"] for p in projections])
        return self.fused(
            "Attention",
            [
                hidden,
                self.matrix(f"{here}.attention.self.qkv.weight", weight, axis=1),
                self.constant(f"{here}.attention.self.qkv.bias", bias.astype(np.float32)),
            ],
            f"attended.{number}",
            num_heads=self.heads,
        )

    def layer(self, hidden: str, number: int) -> str:
        """One transformer layer: self-attention, then the feed-forward network."""
        here = f"encoder.layer.{number}"
        attended = self.attention(hidden, here, number)
        dense = f"{here}.attention.output.dense"
        mixed = self.linear(attended, dense, f"mixed.{number}")
        middle = self.normalise(
            mixed, hidden, f"{dense}.bias", f"{here}.attention.output.LayerNorm", f"middle.{number}"
        )
        wide = self.linear(middle, f"{here}.intermediate.dense", f"wide.{number}")
        active = self.fused(
            "BiasGelu",
            [wide, self.vector(f"{here}.intermediate.dense.bias")],
            f"active.{number}",
        )
        narrow = self.linear(active, f"{here}.output.dense", f"narrow.{number}")
        return self.normalise(
            narrow,
            middle,
            f"{here}.output.dense.bias",
            f"{here}.output.LayerNorm",
            f"hidden.{number + 1}",
        )

    def encoder(self) -> str:
        """All layers; returns the last hidden state, (batch, tokens, width)."""
        hidden = self.embeddings()
        depth = 1 + max(int(n.split(".")[2]) for n in self.weights if n.startswith("encoder."))
        for number in range(depth):
            hidden = self.layer(hidden, number)
        return hidden

    def unit_mean(self, hidden: str) -> str:
        """Mean over the tokens, scaled to length one: a sentence embedding."""
        mean = self.node("ReduceMean", [hidden], "mean", axes=[1], keepdims=0)
        return self.node("LpNormalization", [mean], "output", axis=1, p=2)

    def classifier(self, hidden: str) -> str:
        """Logits from the first token through BERT's pooler."""
        first = self.constant("first:index", np.array(0, np.int64))
        outputs = self.node("Gather", [hidden, first], "first", axis=1)
        product = self.linear(outputs, "pooler.dense", "pooled.product")
        total = self.node("Add", [product, self.vector("pooler.dense.bias")], "pooled.sum")
        pooled = self.node("Tanh", [total], "pooled")
        product = self.linear(pooled, "classifier", "output.product")
        return self.node("Add", [product, self.vector("classifier.bias")], "output")

    def model(self, width: int) -> onnx.ModelProto:
        """The finished model: int32 ids and segments (batch, tokens) to (batch, ``width``)."""
        ids = [
            helper.make_tensor_value_info(name, TensorProto.INT32, ["batch", "tokens"])
            for name in ("input_ids", "token_type_ids")
        ]
        output = helper.make_tensor_value_info("output", TensorProto.FLOAT, ["batch", width])
        graph = helper.make_graph(self.nodes, "bert", ids, [output], self.constants)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=8)
