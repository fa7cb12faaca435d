"""``contradict calibrate``: what a model's scores are worth on labelled pools."""

from __future__ import annotations

import click

from contradict.cli.options import model_options, top_k_option
from contradict.cli.printing import print_out
from contradict.detector import Detector
from contradict.evaluation.calibrating import calibrate
from contradict.output import check_output
from contradict.readers.files import read_claims
from contradict.readers.labelled import read_pool

SHOWN = (0.1, 0.3, 0.5, 0.7, 0.9)


@click.command("calibrate")
@click.argument("labelled")
@click.option("--claims", metavar="FILE", help="Claims that LABELLED names by id, left and right.")
@click.option(
    "--output",
    required=True,
    type=click.Path(),
    metavar="FILE",
    help="Where the calibration is saved, as JSON.",
)
@top_k_option
@model_options
def calibrate_models(
    labelled: str,
    claims: str | None,
    output: str,
    top_k: int,
    embedder: str,
    scorer: str,
    threads: int,
) -> int:
    """Fit the probability to the pairs in LABELLED, and save it as JSON.

    LABELLED is a pool of claims: a row has a, b and relation, or with --claims left,
    right and relation. Pairs that are not labelled as contradictions count as
    compatible, so label all that contradict.

    \b
    contradict calibrate mine.jsonl --scorer my-model --output mine.json
    contradict scan claims.jsonl --scorer my-model --calibration mine.json
    contradict scan claims.jsonl --scorer my-model --calibration mine.json --threshold precision:0.9
    """
    check_output(output, "json")
    detector = Detector.load(embedder, scorer, top_k=top_k, threads=threads)
    pool = read_pool(labelled, None if claims is None else read_claims(claims))
    everything = detector.judge(detector.pair(pool.claims, threshold=0))
    fitted = calibrate([(everything, pool)], detector.embedder.name, detector.scorer.name)
    fitted.save(output)
    print_out(
        f"saved {output}: fitted to {fitted.pairs:,} candidate pairs, "
        f"{fitted.base_rate:.1%} of them contradictions"
    )
    for threshold, precision, recall in fitted.curve:
        if threshold in SHOWN:
            print_out(
                f"from {threshold:.1f} on: precision {precision:.2f}, "
                f"recall among candidates {recall:.2f}"
            )
    return 0
