"""Scores that outlast the process: a journal beside the work."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from os import PathLike, fspath

import numpy as np

from contradict.errors import OutputError
from contradict.protocols import LABELS, FloatArray, IntArray, Scorer, TokenLimited

_TABLE = (
    "CREATE TABLE IF NOT EXISTS scores (pair BLOB PRIMARY KEY, "
    "entailment REAL NOT NULL, neutral REAL NOT NULL, contradiction REAL NOT NULL) WITHOUT ROWID"
)
_GET = "SELECT entailment, neutral, contradiction FROM scores WHERE pair = ?"
_PUT = "INSERT OR REPLACE INTO scores VALUES (?, ?, ?, ?)"


def journalled(scorer: Scorer, path: str | PathLike[str]) -> Scorer:
    """Return ``scorer`` with a journal in the file ``path``, which is made if it is missing.

    Whatever was scored by a scorer of the same name is taken from the file; what is
    scored anew is in it when `score` returns, also if the process is killed after that. It
    holds hashes of the texts and their scores, no texts. Raises `OutputError` if the
    file cannot be used.
    """
    limited = isinstance(scorer, TokenLimited)
    return _LimitedJournal(scorer, path) if limited else _Journal(scorer, path)


class _Journal:
    """A scorer that looks up before it scores."""

    def __init__(self, scorer: Scorer, path: str | PathLike[str]) -> None:
        self._scorer = scorer
        self._path = fspath(path)
        with self._file() as journal:
            journal.execute(_TABLE)

    @property
    def name(self) -> str:
        return self._scorer.name

    @property
    def language(self) -> str | None:
        return getattr(self._scorer, "language", None)

    def score(self, premises: Sequence[str], hypotheses: Sequence[str]) -> FloatArray:
        scores = np.zeros((len(premises), len(LABELS)), np.float32)
        keys = [self._key(*pair) for pair in zip(premises, hypotheses, strict=True)]
        with self._file() as journal:
            known = [journal.execute(_GET, [key]).fetchone() for key in keys]
        for row, values in enumerate(known):
            if values is not None:
                scores[row] = values
        fresh = [row for row, values in enumerate(known) if values is None]
        if fresh:
            answer = self._scorer.score(
                [premises[row] for row in fresh], [hypotheses[row] for row in fresh]
            )
            if np.shape(answer) != (len(fresh), len(LABELS)):
                return answer  # whoever asked tells what is wrong
            scores[fresh] = answer
            if np.all(np.isfinite(answer)):
                rows = [(keys[row], *map(float, scores[row])) for row in fresh]
                with self._file() as journal:
                    journal.executemany(_PUT, rows)
        return scores

    def _key(self, premise: str, hypothesis: str) -> bytes:
        parts = (part.encode("utf-8", "surrogatepass") for part in (premise, hypothesis))
        name = self.name.encode()
        return blake2b(
            b"".join(len(part).to_bytes(8, "big") + part for part in (name, *parts)),
            digest_size=16,
        ).digest()

    @contextmanager
    def _file(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = sqlite3.connect(self._path)
            try:
                with connection:
                    yield connection
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise OutputError(f"cannot keep scores in {self._path}: {error}") from error


class _LimitedJournal(_Journal):
    """The same of a scorer that says how many tokens it takes."""

    _scorer: Scorer

    @property
    def max_tokens(self) -> int:
        assert isinstance(self._scorer, TokenLimited)
        return self._scorer.max_tokens

    def count_tokens(self, texts: Sequence[str]) -> IntArray:
        assert isinstance(self._scorer, TokenLimited)
        return self._scorer.count_tokens(texts)
