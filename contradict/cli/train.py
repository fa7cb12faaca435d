"""``contradict train``: fine-tune a model on labelled pairs."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields, replace
from functools import partial
from pathlib import Path
from typing import Any

import click
import numpy as np

from contradict.candidates.embedding import embed_texts
from contradict.candidates.pairing import Candidates
from contradict.claim import normalise
from contradict.cli.options import calibration_option, model_options, options
from contradict.cli.printing import note, print_out
from contradict.detector import Detector
from contradict.evaluation.reports import candidate_recall, report_pairs
from contradict.models import BUNDLED, bundled_path, load_embedder, load_scorer
from contradict.output import check_output
from contradict.readers.labelled import LabelledPair
from contradict.scoring.journal import journalled
from contradict.training.recipe import Recipe, describe
from contradict.training.settings import Settings

CARD = "recipe.json"
TAUGHT = "teacher.sqlite"


@click.group()
def train() -> None:
    """Fine-tune a model on labelled pairs (extra: train)."""


model_output = click.option(
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Folder of the model.",
)
training_options = options(
    click.argument("files", nargs=-1, required=True, metavar="FILE[:N]..."),
    model_output,
    click.option(
        "--base",
        default=BUNDLED,
        show_default=True,
        metavar="MODEL",
        help="Model to start from: bundled, a folder, or a name.",
    ),
    click.option("--dev", multiple=True, metavar="FILE[:N]", help="Pairs to choose and stop with."),
    click.option("--learning-rate", type=float, help="Highest rate of the optimiser."),
    click.option("--batch-size", type=int, help="Pairs of a step."),
    click.option("--epochs", type=float, help="Times that the pairs are gone through."),
    click.option("--longest", type=int, help="Characters of both texts together."),
    click.option("--save-steps", type=int, help="Steps between checkpoints."),
    click.option("--bf16", is_flag=True, help="Half precision: twice as fast where supported."),
    click.option("--seed", default=13, show_default=True, help="Of what is drawn at random."),
    click.option("--licence", default="unknown", help="SPDX identifier, for the model's card."),
    click.option("--resume", is_flag=True, help="Go on from the last checkpoint in FOLDER."),
)


@train.command("nli")
@training_options
@click.option(
    "--facts", multiple=True, metavar="FILE[:N]", help="Pairs whose premises are all true."
)
@click.option("--near-facts", default=0, help="Pairs of near premises of --facts.")
@click.option("--mined", default=0, help="Unrelated pairs mined among near statements.")
@click.option("--renamed", default=0, help="Unrelated pairs made by renaming the subject.")
@click.option("--siblings", default=0, help="Neutral pairs of hypotheses of one premise.")
@click.option("--made", default=0, help="Pairs made by rule: numbers, negation, denial, scope.")
@click.option("--negated", default=0, help="Pairs whose hypothesis is negated.")
@click.option("--swapped", default=0, help="Contradictions taken the other way round.")
@click.option("--re-paired", default=0, help="Near statements without a label, for --teacher.")
@click.option("--teacher", metavar="MODEL", help="Learn what this scorer says of the pairs, too.")
@click.option(
    "--stories",
    multiple=True,
    type=click.Path(exists=True, file_okay=False),
    metavar="FOLDER",
    help="Claims of stories and all their pairs, as in datasets/stories.",
)
@click.option("--story-weight", default=1, show_default=True, help="Times each of them is taken.")
def train_cross_encoder(files: tuple[str, ...], seed: int, **options: Any) -> int:
    """Fine-tune the NLI cross-encoder on the pairs in each FILE, at most N of it.

    A row of a JSON Lines FILE (.gz or not) has premise, hypothesis and label, or
    a, b and relation. FOLDER then holds a checkpoint that --scorer takes, and
    recipe.json, its card: data, settings, and its figures on --dev.

    \b
    contradict train nli my_pairs.jsonl --dev my_dev.jsonl --output my-model
    contradict scan claims.jsonl --scorer my-model
    """
    from contradict.training.nli import train_nli

    known = {field.name for field in fields(Recipe)}
    recipe = Recipe(files, seed=seed, **{k: v for k, v in options.items() if k in known})
    settings = _settings(Settings(), options, seed)
    teacher = options["teacher"]
    if teacher is not None:
        options["output"].mkdir(parents=True, exist_ok=True)
        teacher = journalled(load_scorer(teacher), options["output"] / TAUGHT)
    _train("scorer", recipe, settings, options, partial(train_nli, teacher=teacher))
    return 0


@train.command("embedder")
@training_options
def train_bi_encoder(files: tuple[str, ...], seed: int, **options: Any) -> int:
    """Fine-tune the bi-encoder on the pairs in each FILE, at most N of it.

    It learns to find entailed and contradicting pairs near, and what is only
    worded alike far. FILE and FOLDER are as for train nli; --embedder takes FOLDER.

    \b
    contradict train embedder my_pairs.jsonl --dev my_dev.jsonl --output my-model
    contradict scan claims.jsonl --embedder my-model
    """
    from contradict.training.embedder import DEFAULTS, train_embedder

    settings = _settings(DEFAULTS, options, seed)
    _train(
        "embedder",
        Recipe(files, seed=seed),
        settings,
        options,
        partial(train_embedder, miner=load_embedder()),
    )
    return 0


@train.command("average")
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


@train.command("balance")
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
        balance(_checkpoint(model, "scorer", Path(folder)), pairs, output)
    print_out(f"saved {output}: fitted to {len(pairs):,} pairs")
    return 0


@train.command("head")
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


def _settings(defaults: Settings, options: dict[str, Any], seed: int) -> Settings:
    known = {field.name for field in fields(Settings)}
    given = {k: v for k, v in options.items() if k in known and v is not None}
    return replace(defaults, **given, seed=seed)


def _train(
    role: str,
    recipe: Recipe,
    settings: Settings,
    options: dict[str, Any],
    run: Callable[..., None],
) -> None:
    """Mix the pairs, train, and write beside the model what it was made of."""
    output: Path = options["output"]
    miner = load_embedder()
    pairs = recipe.mix(miner)
    judges = Recipe(options["dev"], seed=recipe.seed).mix(miner) if options["dev"] else []
    note(f"{len(pairs):,} pairs: {json.dumps(describe(pairs))}")
    with tempfile.TemporaryDirectory() as folder:
        base = _checkpoint(options["base"], role, Path(folder))
        run(base, pairs, judges, output, settings, resume=options["resume"])
    card = {
        "base": options["base"],
        **({"teacher": options["teacher"]} if options.get("teacher") else {}),
        "licence": options["licence"],
        "recipe": asdict(recipe),
        "settings": asdict(settings),
        **describe(pairs),
        "dev": _scores(role, output, judges) if judges else {},
    }
    (output / CARD).write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    print_out(f"saved {output}; {output / CARD} says what it was made of")


def _scores(role: str, model: Path, dev: Sequence[LabelledPair]) -> dict[str, Any]:
    """Return how the trained model does on development data."""
    if role == "scorer":
        return report_pairs(load_scorer(model), dev).to_dict()
    texts = sorted({text for pair in dev for text in (pair.premise, pair.hypothesis)})
    wanted = {frozenset([pair.premise, pair.hypothesis]) for pair in dev if pair.contradicts}
    recall = candidate_recall(load_embedder(model), texts, wanted)
    return {f"candidate_recall@{k}": value for k, value in recall.items()}


def _checkpoint(base: str, role: str, folder: Path) -> str:
    """Return a folder or name that sentence-transformers loads."""
    if base != BUNDLED:
        return base
    from contradict.models.export import to_checkpoint

    to_checkpoint(bundled_path(role), folder)
    return str(folder)
