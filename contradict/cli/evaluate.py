"""``contradict evaluate``: how good is a model, or the whole, on labelled data."""

from __future__ import annotations

import json
from typing import Any

import click

from contradict.cli.options import (
    calibration_option,
    model_options,
    scorer_option,
    threshold_option,
    top_k_option,
)
from contradict.cli.printing import print_out
from contradict.detector import Detector, Threshold
from contradict.evaluation.reports import candidate_recall, report_pairs, report_pool
from contradict.models import load_scorer
from contradict.readers.files import read_claims
from contradict.readers.labelled import read_labelled, read_pool

as_json = click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")


@click.group()
def evaluate() -> None:
    """Measure on labelled data: a scorer on pairs, or everything on a pool of claims."""


@evaluate.command("pairs")
@click.argument("file")
@scorer_option
@as_json
def evaluate_pairs(file: str, scorer: str, as_json: bool) -> int:
    """Judge how the scorer labels the pairs in FILE.

    A row of the JSON Lines FILE (.gz or not) has premise, hypothesis and label, or
    a, b and relation.

    \b
    contradict evaluate pairs dev/xnli_en.jsonl.gz
    """
    _show(report_pairs(load_scorer(scorer), read_labelled(file)).to_dict(), as_json)
    return 0


@evaluate.command("pool")
@click.argument("file")
@click.option("--claims", metavar="FILE", help="Claims that FILE names by id as left and right.")
@threshold_option
@top_k_option
@model_options
@calibration_option
@as_json
def evaluate_pool(
    file: str,
    claims: str | None,
    threshold: Threshold,
    top_k: int,
    embedder: str,
    scorer: str,
    threads: int,
    calibration: str,
    as_json: bool,
) -> int:
    """Judge what is found in a pool of claims, of which FILE labels pairs.

    Without --claims the pool is every text in FILE. Pairs that are not labelled as
    contradictions count as compatible. The losses of pairing and of scoring are
    told apart.

    \b
    contradict evaluate pool pairs.jsonl --claims claims.jsonl
    """
    pool = read_pool(file, None if claims is None else read_claims(claims))
    detector = Detector.load(embedder, scorer, calibration, top_k=top_k, threads=threads)
    pairing = detector.pair(pool.claims, threshold=0)
    recall = candidate_recall(detector.embedder, [t.text for t in pairing.texts], pool.wanted)
    found = detector.judge(pairing)
    report = report_pool(found, pool.wanted, detector.threshold(threshold), len(pool.claims))
    figures = report.to_dict() | {f"candidate_recall@{k}": value for k, value in recall.items()}
    _show(figures, as_json)
    return 0


def _show(figures: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_out(json.dumps(figures))
        return
    width = max(map(len, figures))
    for name, value in figures.items():
        shown = f"{value:.3f}" if isinstance(value, float) else f"{value:,}"
        print_out(f"{name.replace('_', ' '):{width}}  {shown}")
