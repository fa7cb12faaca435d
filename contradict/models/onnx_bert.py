"""BERT models on ONNX Runtime, from folders made by `contradict.models.export`."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from contradict.errors import ModelError
from contradict.models.labels import Outputs
from contradict.protocols import FloatArray, IntArray

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

TOKENS_A_BATCH = 768
TEXTS_KEPT = 200_000
"""Texts whose word pieces a model remembers."""
PROVIDERS = ("CUDAExecutionProvider", "CPUExecutionProvider")
"""What runs a model, the first that this build of ONNX Runtime has."""
CARD = "card.json"
MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"


@dataclass(frozen=True, slots=True)
class Card:
    """What an exported folder says of itself (``card.json``)."""

    name: str
    role: str
    origin: str
    licence: str
    language: str
    max_length: int
    sha256: dict[str, str]
    id2label: dict[int, str] = field(default_factory=dict)


def read_card(folder: Path, role: str) -> Card:
    """Read the card of ``folder``; raises `ModelError` if it is not one of ``role``."""
    try:
        values: dict[str, Any] = json.loads((folder / CARD).read_text("utf-8"))
        values["id2label"] = {int(i): label for i, label in values.get("id2label", {}).items()}
        card = Card(**values)
        if not {MODEL, TOKENIZER} <= card.sha256.keys():
            raise ValueError(f"sha256 must name {MODEL} and {TOKENIZER}")
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ModelError(f"{folder / CARD}: cannot be read as a model's card ({error})") from None
    if card.role != role:
        raise ModelError(f"{folder} holds a model for the role {card.role!r}, not {role!r}")
    return card


def verify(folder: Path, card: Card) -> None:
    """Compare the files of ``folder`` with the hashes on its card.

    Raises `ModelError` naming the file that is missing or differs.
    """
    for name, expected in card.sha256.items():
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            raise ModelError(f"{folder / name}: cannot be read ({error.strerror})") from None
        if found != expected:
            raise ModelError(f"{folder / name}: is damaged (sha256 {found}, expected {expected})")


class OnnxBert:
    """A tokenizer and a session; the same text gives the same bits in any batch.

    Texts are batched by exact length, so nothing is padded; on a CPU ONNX Runtime
    multiplies in float32, each row by itself. Where ``onnxruntime-gpu`` is installed, a
    GPU runs the model, and the last bits of a score may differ.
    """

    def __init__(self, folder: Path, role: str, *, threads: int = 0) -> None:
        self.card = read_card(folder, role)
        verify(folder, self.card)
        self._session = _session(folder / MODEL, threads)
        self._tokenizer = _tokenizer(folder / TOKENIZER)
        self._first, self._separator = self._tokenizer.encode("").ids
        self._known: dict[str, array[int]] = {}

    @property
    def name(self) -> str:
        """Name and hash of the weights."""
        return f"{self.card.name}@{self.card.sha256[MODEL][:8]}"

    @property
    def language(self) -> str:
        """Code of the language that the model reads."""
        return self.card.language

    def count_tokens(self, texts: Sequence[str]) -> IntArray:
        """Return the number of word pieces of each text."""
        return np.array([len(ids) for ids in self.word_pieces(texts)], np.int64)

    def word_pieces(self, texts: Sequence[str]) -> list[array[int]]:
        """Return the ids of each text without special tokens, int32.

        Those of up to `TEXTS_KEPT` texts are remembered.
        """
        distinct = dict.fromkeys(texts)
        fresh = [text for text in distinct if text not in self._known]
        if len(self._known) + len(fresh) > TEXTS_KEPT:
            self._known, fresh = {}, list(distinct)
        known = self._known if len(fresh) <= TEXTS_KEPT else {}
        encoded = self._tokenizer.encode_batch(fresh, add_special_tokens=False)
        known.update((text, array("i", e.ids)) for text, e in zip(fresh, encoded, strict=True))
        return [known[text] for text in texts]

    def run(self, sequences: Sequence[Sequence[Sequence[int]]]) -> FloatArray:
        """Return the model's output for each sequence, in order.

        A sequence is one or two segments of ids; the special tokens are added here.
        """
        rows = [self._with_special_tokens(segments) for segments in sequences]
        outputs: list[FloatArray | None] = [None] * len(rows)
        for batch in _batches([len(ids) for ids, _ in rows]):
            feed = {
                "input_ids": np.array([rows[i][0] for i in batch], np.int32),
                "token_type_ids": np.array([rows[i][1] for i in batch], np.int32),
            }
            for i, output in zip(batch, self._session.run(["output"], feed)[0], strict=True):
                outputs[i] = output
        return np.stack([output for output in outputs if output is not None])

    def _with_special_tokens(
        self, segments: Sequence[Sequence[int]]
    ) -> tuple[list[int], list[int]]:
        ids, kinds = [self._first], [0]
        for kind, segment in enumerate(segments):
            ids += [*segment, self._separator]
            kinds += [kind] * (len(segment) + 1)
        if len(ids) > self.card.max_length:
            raise ModelError(f"{self.name} takes {self.card.max_length} tokens; got {len(ids)}")
        return ids, kinds


class OnnxEmbedder(OnnxBert):
    """A sentence embedding: the mean of the last hidden states, scaled to length one."""

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        super().__init__(folder, "embedder", threads=threads)

    @property
    def max_tokens(self) -> int:
        """Word pieces of one text; two tokens are special."""
        return self.card.max_length - 2

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """Return unit float32 rows, shape ``(len(texts), d)``; a longer text is cut."""
        if not texts:
            return np.empty((0, self._session.get_outputs()[0].shape[-1]), np.float32)
        return self.run([[ids[: self.max_tokens]] for ids in self.word_pieces(texts)])


class OnnxScorer(OnnxBert):
    """An NLI cross-encoder."""

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        super().__init__(folder, "scorer", threads=threads)
        self._outputs = Outputs.of(self.card.id2label, self.name)

    @property
    def max_tokens(self) -> int:
        """Word pieces of premise and hypothesis together; three tokens are special."""
        return self.card.max_length - 3

    def score(self, premises: Sequence[str], hypotheses: Sequence[str]) -> FloatArray:
        """Return float32 probabilities ``(n, 3)``: entailment, neutral, contradiction.

        Raises `ModelError` for a pair that does not fit.
        """
        if not premises:
            return np.empty((0, 3), np.float32)
        texts = list(dict.fromkeys([*premises, *hypotheses]))
        pieces = dict(zip(texts, self.word_pieces(texts), strict=True))
        logits = self.run(
            [(pieces[p], pieces[h]) for p, h in zip(premises, hypotheses, strict=True)]
        )
        return self._outputs.probabilities(logits)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield positions of sequences of one length, up to `TOKENS_A_BATCH` tokens at a time."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    batch: list[int] = []
    for i in order:
        if batch and (
            lengths[i] != lengths[batch[0]] or (len(batch) + 1) * lengths[i] > TOKENS_A_BATCH
        ):
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # With its special handling of quantised graphs off, ONNX Runtime turns the
    # 8-bit weights into float32 once, while loading.
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    built = onnxruntime.get_available_providers()
    providers = [provider for provider in PROVIDERS if provider in built]
    try:
        return onnxruntime.InferenceSession(path, options, providers=providers)
    except Exception as error:  # its exceptions have no common class
        raise ModelError(f"{path}: cannot be loaded ({error})") from error


def _tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises bare Exception
        raise ModelError(f"{path}: cannot be loaded ({error})") from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
