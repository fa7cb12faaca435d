"""``contradict train``: fine-tune a model on labelled pairs."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import click

from contradict.cli.printing import note, print_out
from contradict.models import BUNDLED, bundled_folder, load_embedder

CARD = "recipe.json"


@click.group()
def train() -> None:
    """Fine-tune a model on labelled pairs (extra: train)."""


@train.command("nli")
@click.argument("files", nargs=-1, required=True, metavar="FILE[:N]...")
@click.option("--output", required=True, type=click.Path(path_type=Path), metavar="FOLDER")
@click.option(
    "--base",
    default=BUNDLED,
    show_default=True,
    metavar="MODEL",
    help="Cross-encoder to start from: bundled, a folder, or a name.",
)
@click.option("--dev", multiple=True, metavar="FILE[:N]", help="Pairs to choose and to stop with.")
@click.option("--mined", default=0, help="Neutral pairs mined among near statements.")
@click.option("--renamed", default=0, help="Neutral pairs made by renaming the subject.")
@click.option("--made", default=0, help="Pairs made by rule: numbers, negation, denial.")
@click.option("--swapped", default=0, help="Contradictions taken the other way round.")
@click.option("--learning-rate", type=float)
@click.option("--batch-size", type=int)
@click.option("--epochs", type=float)
@click.option("--longest", type=int, help="Characters of both texts together.")
@click.option("--save-steps", type=int, help="Steps between checkpoints.")
@click.option("--seed", default=13, show_default=True)
@click.option("--resume", is_flag=True, help="Go on from the last checkpoint in FOLDER.")
def train_cross_encoder(
    files: tuple[str, ...],
    output: Path,
    base: str,
    dev: tuple[str, ...],
    mined: int,
    renamed: int,
    made: int,
    swapped: int,
    seed: int,
    resume: bool,
    **settings: Any,
) -> int:
    """Fine-tune the NLI cross-encoder on the pairs in each FILE, at most N of it.

    A row of a JSON Lines FILE (.gz or not) has premise, hypothesis and label, or
    a, b and relation. FOLDER then holds a checkpoint that --scorer takes, and
    recipe.json, which says what it was made of.

    \b
    contradict train nli my_pairs.jsonl --dev my_dev.jsonl --output my-model
    contradict scan claims.jsonl --scorer my-model
    """
    from contradict.training.nli import Settings, train_nli
    from contradict.training.recipe import Recipe, describe

    recipe = Recipe(files, mined, renamed, made, swapped, seed)
    pairs = recipe.mix(load_embedder())
    judges = Recipe(dev, seed=seed).mix(load_embedder()) if dev else []
    known = {field.name for field in fields(Settings)}
    given = {k: v for k, v in settings.items() if k in known and v is not None}
    chosen = Settings(**given, seed=seed)
    note(f"{len(pairs):,} pairs: {json.dumps(describe(pairs))}")
    with tempfile.TemporaryDirectory() as folder:
        train_nli(_checkpoint(base, Path(folder)), pairs, judges, output, chosen, resume=resume)
    card = {"base": base, "recipe": asdict(recipe), "settings": asdict(chosen)} | describe(pairs)
    (output / CARD).write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    print_out(f"saved {output}; {output / CARD} says what it was made of")
    return 0


def _checkpoint(base: str, folder: Path) -> str:
    """Return a folder or name that sentence-transformers loads."""
    if base != BUNDLED:
        return base
    from contradict.models.export import to_checkpoint

    to_checkpoint(bundled_folder("scorer"), folder)
    return str(folder)
