"""The whole library with the bundled models."""

from __future__ import annotations

import importlib.metadata
import json
import random
import subprocess
import sys
import warnings
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import contradict
from contradict import Claim, ContradictWarning, Detector, Pairs
from contradict.detector import load_calibration
from contradict.models import bundled_path
from contradict.models.onnx_bert import OnnxEmbedder, OnnxScorer

HEAVY = (
    "torch",
    "transformers",
    "pandas",
    "onnxruntime",
    "faiss",
    "pyarrow",
    "tokenizers",
    "click",
)


def test_import_is_light() -> None:
    """Importing loads no engine, no table library and no command line."""
    code = f"import contradict, sys; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_default_path_is_free_of_torch() -> None:
    """Finding pairs with the bundled models needs neither torch nor transformers nor pandas."""
    code = (
        "import contradict, sys; contradict.find_pairs(['It is open.', 'It is shut.']);"
        "print([m for m in ('torch', 'transformers', 'pandas', 'pyarrow') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_model_case_comes_first(karabakh: list[Claim]) -> None:
    """Present against not deployed, across speakers, with what the finding rests on."""
    pairs = contradict.find_pairs(karabakh, across="speaker")
    ids = [(p.left.id, p.right.id) for p in pairs[:3]]
    assert ("baku-presence", "yerevan-not-deployed") in ids
    pair = pairs[ids.index(("baku-presence", "yerevan-not-deployed"))]
    assert pair.relation == "contradiction"
    assert max(pair.forward.contradiction, pair.backward.contradiction) > 0.5
    assert pairs.coverage.claims == 36


@cache
def detector_with(threads: int) -> Detector:
    """The bundled models with so many threads, loaded once."""
    return Detector.load(
        OnnxEmbedder(bundled_path("embedder"), threads=threads),
        OnnxScorer(bundled_path("scorer"), threads=threads),
    )


@cache
def found_by_default(claims: tuple[Claim, ...]) -> Pairs:
    """What others are compared with, found once."""
    return contradict.find_pairs(claims, threshold=0.01)


@settings(max_examples=6)
@given(st.randoms(use_true_random=False), st.sampled_from([1, 2]))
def test_findings_do_not_depend_on_order_or_threads(
    karabakh: list[Claim], random: random.Random, threads: int
) -> None:
    """Shuffled claims and other thread counts give the same numbers to the last digit."""
    shuffled = karabakh[::4]
    expected = found_by_default(tuple(shuffled))
    random.shuffle(shuffled)
    detector = detector_with(threads)
    found = detector.judge(detector.pair(shuffled, threshold=0.01))
    assert [
        (p.probability, p.similarity, {p.left.id: p.forward, p.right.id: p.backward}) for p in found
    ] == [
        (p.probability, p.similarity, {p.left.id: p.forward, p.right.id: p.backward})
        for p in expected
    ]
    assert len(found) > 0
    assert found.coverage == expected.coverage


def test_the_cascade_changes_no_finding(karabakh: list[Claim]) -> None:
    """The bundled models find the same with every step and with none."""
    claims = [*karabakh[:8], Claim("The bridge is open."), Claim("The bridge is closed.")]
    pairs = contradict.find_pairs(claims)
    everything = contradict.find_pairs(claims, cascade=())
    assert pairs.pairs == everything.pairs
    assert 0 < len(pairs) < everything.coverage.candidates
    assert pairs.coverage.one_way > 0
    assert everything.coverage.passes == 2 * everything.coverage.candidates


def test_compare_agrees_with_find_pairs() -> None:
    """Two texts alone are judged as in a list."""
    texts = ["The bridge is open.", "The bridge is closed."]
    assert contradict.find_pairs(texts)[0] == contradict.compare(*texts)


def test_compare_takes_claims_with_any_ids() -> None:
    """Two claims of different lists may have the same id."""
    pair = contradict.compare(Claim("It is open.", id="1"), {"text": "It is shut.", "id": "1"})
    assert (pair.left.id, pair.right.id) == ("1", "1")
    with pytest.raises(contradict.InvalidInput, match="b: text must not be blank"):
        contradict.compare("It is open.", " ")


def test_errors_of_two_lists_tell_which() -> None:
    """The new claims and the known ones have names of their own."""
    with pytest.raises(contradict.InvalidInput, match="known claim 1: text must not be blank"):
        contradict.find_between(["It is open."], ["It is shut.", ""])


def test_long_texts_are_judged_and_marked() -> None:
    """A page against a sentence: nothing is cut, the pair is marked, the clash is found."""
    filler = " ".join(
        f"Item {i} was noted in the harbour's report for the year." for i in range(70)
    )
    page = f"{filler} The harbour gate is open. {filler}"
    pair = contradict.compare(page, "The harbour gate is closed.")
    assert pair.windowed
    assert max(pair.forward.contradiction, pair.backward.contradiction) > 0.5
    coverage = contradict.find_pairs([page, "The harbour gate is closed."], threshold=0).coverage
    assert (coverage.cut_texts, coverage.windowed) == (1, 1)
    assert coverage.passes > 2


def test_equal_texts_are_judged_once_and_reported_by_voice() -> None:
    """Two speakers of one text are two findings for the price of one."""
    claims = [
        Claim("The gate is open.", id="1", speaker="A"),
        Claim("The gate  is open.", id="2", speaker="A"),
        Claim("The gate is open.", id="3", speaker="B"),
        Claim("The gate is closed.", id="4", speaker="C"),
    ]
    pairs = contradict.find_pairs(claims)
    assert [(p.left_ids, p.right_ids) for p in pairs] == [(("1", "2"), ("4",)), (("3",), ("4",))]
    coverage = replace(pairs.coverage, head_idle="", index_memory=0)
    assert coverage == contradict.Coverage(claims=4, texts=2, candidates=1, passes=2)


def test_other_languages_warn_and_are_counted() -> None:
    """A text that is not English is counted; English ones with foreign names are not."""
    texts = [
        "Les forces ne sont pas déployées dans la région.",
        "Ilham Aliyev met Nikol Pashinyan.",
    ]
    with pytest.warns(ContradictWarning, match="1 of 2 texts do not look English"):
        assert contradict.find_pairs(texts).coverage.not_english == 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert contradict.find_pairs(texts[1:]).coverage.not_english == 0


def test_interrupt_reaches_the_caller() -> None:
    """Ctrl-C while scoring is the caller's KeyboardInterrupt, and one can go on after it."""
    texts = [f"Gate {i} is open." for i in range(30)]

    def interrupt(stage: str, done: int, total: int) -> None:
        if stage == "score":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        contradict.find_pairs(texts, threshold=0, progress=interrupt)
    assert len(contradict.find_pairs(texts[:2], threshold=0)) == 1


def test_progress_is_reported_by_stage() -> None:
    """Every stage reports and ends at its total."""
    seen: dict[str, tuple[int, int]] = {}
    contradict.find_pairs(
        [f"Gate {i} is open." for i in range(5)],
        threshold=0,
        progress=lambda stage, done, total: seen.__setitem__(stage, (done, total)),
    )
    assert seen == {"embed": (5, 5), "search": (5, 5), "score": (20, 20)}
    with pytest.raises(
        contradict.InvalidInput, match="progress must be None, a bool or a function"
    ):
        contradict.find_pairs(["a b", "c d"], progress="yes")  # type: ignore[arg-type]  # refused


def test_across_without_a_speaker_is_an_error() -> None:
    """A misnamed column is not an empty result."""
    with pytest.raises(contradict.InvalidInput, match="across='speaker' needs a speaker"):
        contradict.find_pairs(["It is open.", "It is shut."], across="speaker")
    with pytest.raises(contradict.InvalidInput, match="across must be None, 'speaker' or 'source'"):
        contradict.find_pairs(["It is open."], across="planet")  # type: ignore[arg-type]  # refused


def test_numbers_of_other_libraries_are_numbers() -> None:
    """NumPy's integers and floats are taken; strings are not."""
    texts = ["It is open.", "It is shut."]
    pairs = contradict.find_pairs(texts, top_k=np.int64(3), threshold=np.float32(0.5))  # type: ignore[arg-type]  # NumPy's
    assert len(pairs) == len(contradict.find_pairs(texts, top_k=3))
    with pytest.raises(
        contradict.InvalidInput, match=r"min_similarity must be in \[-1, 1\]; got '0.3'"
    ):
        contradict.find_pairs(texts, min_similarity="0.3")  # type: ignore[arg-type]  # refused


def test_version_is_one() -> None:
    """The package and its metadata say the same version."""
    assert contradict.__version__ == importlib.metadata.version("contradict-claims")


def test_labelled_pairs_name_claims_that_exist(karabakh: list[Claim]) -> None:
    """The pairs an editor marked stand on the claims of the same folder."""
    file = Path(__file__).parents[2] / "datasets" / "karabakh" / "pairs.jsonl"
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    ids = {claim.id for claim in karabakh}
    assert {row["relation"] for row in rows} == {"contradiction", "compatible"}
    assert all(row["left"] in ids and row["right"] in ids for row in rows)
    assert len({frozenset([row["left"], row["right"]]) for row in rows}) == len(rows)


def test_the_bundled_pair_head_belongs_to_the_other_models() -> None:
    """Else it would be left out without a word."""
    assert Detector.load().screen is not None
    other = replace(load_calibration(), intercept=0.0)
    assert Detector.load(calibration=other).screen is None
