"""Make the folders that ONNX Runtime loads, and turn them back into checkpoints.

    python -m contradict.models.export scorer CHECKPOINT FOLDER --name … --origin … --licence …
    python -m contradict.models.export checkpoint FOLDER CHECKPOINT

CHECKPOINT is a folder of a BERT model as transformers saves it: ``config.json``,
``model.safetensors``, ``tokenizer.json``. Needs the extra ``export``.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import click
import numpy as np

from contradict.errors import ContradictError, MissingExtra, ModelError
from contradict.models.graph import Array, BertGraph, dequantise
from contradict.models.labels import Outputs
from contradict.models.onnx_bert import CARD, MODEL, TOKENIZER, read_card

try:
    import onnx
    from onnx import helper
    from safetensors.numpy import load_file, save_file
except ImportError:
    raise MissingExtra("export", "reading a checkpoint") from None

PREFIX = "bert."
_PLAIN_BERT = {"model_type": "bert", "hidden_act": "gelu"}


def export(
    role: str,
    checkpoint: Path,
    folder: Path,
    *,
    name: str,
    origin: str,
    licence: str,
    language: str = "en",
) -> None:
    """Write the ``embedder`` or ``scorer`` in ``checkpoint`` to ``folder``.

    Raises `ModelError` if the checkpoint is not a BERT model with the exact GELU,
    or a scorer's labels are not those of NLI.
    """
    for file in ("config.json", "model.safetensors", TOKENIZER):
        if not (checkpoint / file).is_file():
            raise ModelError(f"{checkpoint}: must hold {file}, as transformers saves a model")
    config = json.loads((checkpoint / "config.json").read_text("utf-8"))
    for key, wanted in _PLAIN_BERT.items():
        if config.get(key) != wanted:
            raise ModelError(f"{checkpoint}: {key} must be {wanted!r}; got {config.get(key)!r}")
    graph = BertGraph(_weights(checkpoint), config["num_attention_heads"], config["layer_norm_eps"])
    id2label: dict[str, str] = {}
    if role == "scorer":
        id2label = config.get("id2label", {})
        Outputs.of({int(i): label for i, label in id2label.items()}, str(checkpoint))
        graph.classifier(graph.encoder())
    else:
        graph.unit_mean(graph.encoder())
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(
        graph.model(config["hidden_size"] if role == "embedder" else len(id2label)), folder / MODEL
    )
    shutil.copyfile(checkpoint / TOKENIZER, folder / TOKENIZER)
    card: dict[str, Any] = {
        "name": name,
        "role": role,
        "origin": origin,
        "licence": licence,
        "language": language,
        "max_length": _max_length(checkpoint, config),
        "id2label": id2label,
        "sha256": {
            f: hashlib.sha256((folder / f).read_bytes()).hexdigest() for f in (MODEL, TOKENIZER)
        },
    }
    (folder / CARD).write_text(json.dumps(card, indent=2) + "\n", "utf-8")


def to_checkpoint(folder: Path, checkpoint: Path) -> None:
    """Write the dequantised weights in ``folder`` as a checkpoint for transformers.

    sentence-transformers loads it: a scorer as a ``CrossEncoder``, an embedder
    as a ``SentenceTransformer``.
    """
    model = onnx.load(folder / MODEL)
    role = json.loads((folder / CARD).read_text("utf-8"))["role"]
    card = read_card(folder, role)
    stored = dequantise(model)
    weights: dict[str, Array] = {}
    for name, value in stored.items():
        if ".self.qkv." in name:
            for part, piece in zip(
                ("query", "key", "value"), np.split(value, 3, axis=-1), strict=True
            ):
                weights[name.replace("qkv", part)] = piece.T
        else:
            weights[name] = value if "embeddings" in name else value.T
    width = weights["embeddings.LayerNorm.weight"].shape[0]
    config: dict[str, Any] = _PLAIN_BERT | {
        "architectures": ["BertForSequenceClassification" if role == "scorer" else "BertModel"],
        "hidden_size": width,
        "intermediate_size": weights["encoder.layer.0.intermediate.dense.bias"].shape[0],
        "num_attention_heads": _attribute(model, "Attention", "num_heads"),
        "num_hidden_layers": sum(name.endswith("intermediate.dense.bias") for name in weights),
        "vocab_size": weights["embeddings.word_embeddings.weight"].shape[0],
        "max_position_embeddings": weights["embeddings.position_embeddings.weight"].shape[0],
        "type_vocab_size": 2,
        "layer_norm_eps": _attribute(model, "SkipLayerNormalization", "epsilon"),
    }
    prefix = ""
    if role == "scorer":
        prefix = PREFIX
        config["id2label"] = card.id2label
        config["label2id"] = {label: i for i, label in card.id2label.items()}
    checkpoint.mkdir(parents=True, exist_ok=True)
    save_file(
        {
            name if name.startswith("classifier") else prefix + name: np.ascontiguousarray(value)
            for name, value in weights.items()
        },
        checkpoint / "model.safetensors",
        {"format": "pt"},
    )
    (checkpoint / "config.json").write_text(json.dumps(config, indent=2) + "\n", "utf-8")
    tokenizer = {"tokenizer_class": "BertTokenizerFast", "model_max_length": card.max_length}
    (checkpoint / "tokenizer_config.json").write_text(json.dumps(tokenizer) + "\n", "utf-8")
    shutil.copyfile(folder / TOKENIZER, checkpoint / TOKENIZER)
    if role == "embedder":
        _write_pooling(checkpoint, width, card.max_length)


def _weights(checkpoint: Path) -> dict[str, Array]:
    """Return the checkpoint's weights by their name in a plain ``BertModel``."""
    stored = load_file(checkpoint / "model.safetensors")
    return {
        name.removeprefix(PREFIX): value.astype(np.float32)
        for name, value in stored.items()
        if not name.endswith("position_ids")
    }


def _max_length(checkpoint: Path, config: dict[str, Any]) -> int:
    """Return the tokens of a pass: what sentence-transformers would take, or all positions."""
    settings = checkpoint / "sentence_bert_config.json"
    limits = json.loads(settings.read_text("utf-8")) if settings.is_file() else {}
    return int(limits.get("max_seq_length", config["max_position_embeddings"]))


def _attribute(model: onnx.ModelProto, kind: str, name: str) -> Any:
    node = next(n for n in model.graph.node if n.op_type == kind)
    return next(helper.get_attribute_value(a) for a in node.attribute if a.name == name)


def _write_pooling(checkpoint: Path, width: int, max_length: int) -> None:
    """Write what makes a folder a SentenceTransformer: mean pooling and unit length."""
    kinds = ("Transformer", "Pooling", "Normalize")
    modules = [
        {
            "idx": i,
            "name": str(i),
            "path": "" if i == 0 else f"{i}_{kind}",
            "type": f"sentence_transformers.models.{kind}",
        }
        for i, kind in enumerate(kinds)
    ]
    (checkpoint / "modules.json").write_text(json.dumps(modules), "utf-8")
    limit = {"max_seq_length": max_length, "do_lower_case": False}
    (checkpoint / "sentence_bert_config.json").write_text(json.dumps(limit), "utf-8")
    for i, kind in enumerate(kinds[1:], start=1):
        (checkpoint / f"{i}_{kind}").mkdir(exist_ok=True)
    pooling = {"word_embedding_dimension": width, "pooling_mode_mean_tokens": True}
    (checkpoint / "1_Pooling" / "config.json").write_text(json.dumps(pooling), "utf-8")


@click.group(help=__doc__)
def main() -> None:
    """Group the commands."""


def _export_command(role: str) -> None:
    @main.command(role, help=f"Export a {role}: CHECKPOINT to FOLDER.")
    @click.argument("checkpoint", type=click.Path(path_type=Path, exists=True, file_okay=False))
    @click.argument("folder", type=click.Path(path_type=Path))
    @click.option("--name", required=True, help="What the model is called.")
    @click.option("--origin", required=True, help="Where the weights come from.")
    @click.option("--licence", required=True, help="SPDX identifier of their licence.")
    @click.option("--language", default="en", show_default=True, help="Language that it reads.")
    def command(checkpoint: Path, folder: Path, **words: str) -> None:
        export(role, checkpoint, folder, **words)
        click.echo((folder / CARD).read_text("utf-8"))


for _role in ("embedder", "scorer"):
    _export_command(_role)


@main.command("checkpoint", help="Turn FOLDER back into a CHECKPOINT for transformers.")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("checkpoint", type=click.Path(path_type=Path))
def checkpoint_command(folder: Path, checkpoint: Path) -> None:
    """Write the dequantised weights."""
    to_checkpoint(folder, checkpoint)


if __name__ == "__main__":
    try:
        main()
    except ContradictError as error:
        raise SystemExit(f"contradict: error: {error}") from None
