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

from contradict.cli.options import options
from contradict.cli.printing import note, print_out
from contradict.evaluation.reports import candidate_recall, report_pairs
from contradict.models import BUNDLED, bundled_path, load_embedder, load_scorer
from contradict.output import check_output
from contradict.readers.labelled import LabelledPair
from contradict.scoring.journal import journalled
from contradict.training.recipe import Recipe, describe
from contradict.training.settings import Settings
from contradict.training.teaching import Judgements

CARD = "recipe.json"


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
    click.option(
        "--learning-rate",
        type=float,
        help="Highest rate of the optimiser; by default 6e-5, of an embedder 2e-5.",
    ),
    click.option(
        "--batch-size", type=int, help="Pairs of a step; by default 32, of an embedder 64."
    ),
    click.option(
        "--epochs", type=float, help="Times that the pairs are gone through; by default 1."
    ),
    click.option(
        "--longest",
        type=int,
        help="Leave out pairs with more characters in both texts; by default 420.",
    ),
    click.option("--save-steps", type=int, help="Steps between checkpoints; by default 500."),
    click.option("--bf16", is_flag=True, help="Half precision: twice as fast where supported."),
    click.option("--seed", default=13, show_default=True, help="Of what is drawn at random."),
    click.option("--licence", default="unknown", help="SPDX identifier, for the model's card."),
    click.option("--resume", is_flag=True, help="Go on from the last checkpoint in FOLDER."),
)


mix_options = options(
    click.option(
        "--facts", multiple=True, metavar="FILE[:N]", help="Pairs whose premises are all true."
    ),
    click.option("--near-facts", default=0, help="Pairs of near premises of --facts."),
    click.option("--mined", default=0, help="Unrelated pairs mined among near statements."),
    click.option("--renamed", default=0, help="Unrelated pairs made by renaming the subject."),
    click.option("--siblings", default=0, help="Neutral pairs of hypotheses of one premise."),
    click.option("--made", default=0, help="Pairs made by rule: numbers, negation, denial, scope."),
    click.option("--negated", default=0, help="Pairs whose hypothesis is negated."),
    click.option("--swapped", default=0, help="Contradictions taken the other way round."),
    click.option("--re-paired", default=0, help="Near statements without a label, for judging."),
    click.option(
        "--stories",
        multiple=True,
        type=click.Path(exists=True, file_okay=False),
        metavar="FOLDER",
        help="Claims of stories and all their pairs, as in datasets/stories.",
    ),
    click.option(
        "--story-weight", default=1, show_default=True, help="Times each of them is taken."
    ),
)


@train.command("nli")
@training_options
@mix_options
@click.option("--frozen", type=int, help="Lowest layers left as they are: faster.")
@click.option(
    "--judgements",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="What a larger scorer said of the pairs, of train judge; learnt too.",
)
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

    file = options["judgements"]
    judgements = None if file is None else Judgements.load(file)
    settings = _settings(Settings(), options, seed)
    recipe = _recipe(files, seed, options)
    _train("scorer", recipe, settings, options, partial(train_nli, judgements=judgements))
    return 0


@train.command("judge")
@click.argument("files", nargs=-1, required=True, metavar="FILE[:N]...")
@click.option("--output", required=True, type=click.Path(), metavar="FILE", help="A file, .npz.")
@click.option("--scorer", required=True, metavar="MODEL", help="Who judges: a folder or a name.")
@mix_options
@click.option("--resume", type=click.Path(dir_okay=False), help="Keep every score in this file.")
@click.option("--bf16", is_flag=True, help="Half precision: twice as fast where supported.")
@click.option("--seed", default=13, show_default=True, help="Of what is drawn at random.")
def judge_pairs(
    files: tuple[str, ...],
    output: str,
    scorer: str,
    resume: str | None,
    bf16: bool,
    seed: int,
    **options: Any,
) -> int:
    """Have MODEL, a large scorer, judge pairs from which a small one is to learn.

    The pairs are those that train nli makes of the same FILES, options and seed.

    \b
    contradict train judge my_pairs.jsonl --scorer my-large-model --output said.npz
    contradict train nli my_pairs.jsonl --judgements said.npz --output my-model
    """
    from contradict.training.teaching import half_precision

    check_output(output, "npz")
    judge = load_scorer(scorer)
    pairs = _recipe(files, seed, options).mix(load_embedder())
    note(f"{len(pairs):,} pairs: {json.dumps(describe(pairs))}")
    with half_precision(bf16):
        said = Judgements.of(judge if resume is None else journalled(judge, resume), pairs)
    said.save(output)
    print_out(f"saved {output}: {len(said):,} distinct pairs")
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


def _recipe(files: tuple[str, ...], seed: int, options: dict[str, Any]) -> Recipe:
    known = {field.name for field in fields(Recipe)}
    return Recipe(files, seed=seed, **{k: v for k, v in options.items() if k in known})


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
        base = checkpoint_of(options["base"], role, Path(folder))
        run(base, pairs, judges, output, settings, resume=options["resume"])
    card = {
        "base": options["base"],
        **({"judgements": options["judgements"]} if options.get("judgements") else {}),
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


def checkpoint_of(base: str, role: str, folder: Path) -> str:
    """Return a folder or name that sentence-transformers loads.

    The bundled model is turned into a checkpoint in ``folder``.
    """
    if base != BUNDLED:
        return base
    from contradict.models.export import to_checkpoint

    to_checkpoint(bundled_path(role), folder)
    return str(folder)
