"""``contradict train`` for what is fitted to a trained model: means, biases, a pair head."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click
import numpy as np

from contradict.candidates.embedding import embed_texts
from contradict.candidates.pairing import Candidates
from contradict.claim import normalise
from contradict.cli.options import calibration_option, model_options
from contradict.cli.printing import print_out
from contradict.cli.train import checkpoint_of, model_output
from contradict.detector import Detector
from contradict.models import load_embedder, load_scorer
from contradict.output import check_output
from contradict.scoring.journal import journalled
from contradict.training.recipe import Recipe


@click.command("average")
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@model_output
@click.option("--share", "shares", multiple=True, type=float, help="One a folder.  [default: 1]")
def average_weights(folders: tuple[Path, ...], output: Path, shares: tuple[float, ...]) -> int:
    """Take the mean of the weights in several FOLDERS, fine-tunings of one model.

    \b
    contradict train average before after --share 1 --share 3 --output my-model
    """
    from contradict.training.averaging import average

    average(folders, shares or (1.0,) * len(folders), output)
    print_out(f"saved {output}")
    return 0


@click.command("balance")
@click.argument("model", metavar="MODEL")
@click.option("--dev", multiple=True, required=True, metavar="FILE[:N]", help="Pairs to fit to.")
@model_output
@click.option("--seed", default=13, show_default=True, help="Of what is drawn at random.")
def balance_labels(model: str, dev: tuple[str, ...], output: Path, seed: int) -> int:
    """Shift how often MODEL, a scorer, says each label, to what fits the --dev pairs.

    For a model that says neutral too often because it was trained on many neutral
    pairs. What is unrelated to it stays so.

    \b
    contradict train balance my-model --dev my_dev.jsonl --output my-balanced-model
    """
    from contradict.training.balancing import balance

    pairs = Recipe(dev, seed=seed).mix(load_embedder())
    with tempfile.TemporaryDirectory() as folder:
        balance(checkpoint_of(model, "scorer", Path(folder)), pairs, output)
    print_out(f"saved {output}: fitted to {len(pairs):,} pairs")
    return 0


@click.command("head")
@click.argument("files", nargs=-1, required=True, metavar="FILE[:N]...")
@click.option(
    "--output", required=True, type=click.Path(), metavar="FILE", help="File of the head."
)
@click.option(
    "--top-k",
    default=10,
    show_default=True,
    help="Neighbours of each claim that are candidates.",
)
@model_options
@calibration_option
@click.option("--resume", type=click.Path(dir_okay=False), help="Keep every score in this file.")
@click.option("--seed", default=13, show_default=True, help="Of what is drawn at random.")
def train_pair_head(
    files: tuple[str, ...],
    output: str,
    top_k: int,
    embedder: str,
    scorer: str,
    threads: int,
    calibration: str,
    resume: str | None,
    seed: int,
) -> int:
    """Fit the pair head, which sets aside candidates that are not worth a pass.

    The texts of the pairs in each FILE, at most N of it, are one pool; what the
    scorer says of its candidates is what the head learns to foresee. Labels are
    not used. At least 100 of the candidates must have a probability of 0.05 or more,
    which takes some hundred texts that contradict each other, or thousands that
    seldom do.

    \b
    contradict train head my_pairs.jsonl --scorer my-model --calibration mine.json \\
        --output head.npz
    """
    from contradict.training.screen import train_head

    check_output(output, "npz")
    judge = load_scorer(scorer, threads=threads)
    detector = Detector.load(
        embedder,
        judge if resume is None else journalled(judge, resume),
        calibration,
        top_k=top_k,
        threads=threads,
    )
    labelled = Recipe(files, seed=seed).mix(detector.embedder)
    texts = sorted({normalise(text) for p in labelled for text in (p.premise, p.hypothesis)})
    pairs = detector.judge(detector.pair(texts, threshold=0))
    place = {text: i for i, text in enumerate(texts)}
    left, right = (
        np.array([place[claim.text] for claim in side], np.int64)
        for side in ([p.left for p in pairs], [p.right for p in pairs])
    )
    similarity = np.array([p.similarity for p in pairs], np.float32)
    head = train_head(
        embed_texts(detector.embedder, texts)[0],
        Candidates(left, right, similarity),
        np.array([p.probability for p in pairs]),
        detector.models,
        seed=seed,
    )
    head.save(output)
    print_out(f"saved {output}: fitted to {len(pairs):,} candidate pairs of {len(texts):,} texts")
    return 0
