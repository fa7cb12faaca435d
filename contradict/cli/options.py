"""Options that several commands share."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

import click

from contradict.candidates.index import INDEXES
from contradict.cascade import STEPS
from contradict.detector import TOP_K
from contradict.errors import InvalidInput
from contradict.judge import THRESHOLD
from contradict.models import BUNDLED
from contradict.output import FORMATS as OUTPUT_FORMATS
from contradict.readers.files import FORMATS as INPUT_FORMATS

Command = TypeVar("Command", bound=Callable[..., Any])

FOUND, INTERRUPTED = 1, 130
NO_STEP = "none"
FIELDS = ("text", "id", "source", "speaker", "date", "url")


def options(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Join several options into one decorator, in the order of the help."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _number_or_wish(_context: object, _option: object, value: str) -> float | str:
    """Return a number, or a wish like ``precision:0.6``, which the detector reads."""
    try:
        return float(value)
    except ValueError:
        return value


def _steps(_context: object, _option: object, value: str) -> tuple[str, ...]:
    """Return the names in a list like ``reach,direction``; ``none`` is an empty one."""
    return () if value == NO_STEP else tuple(name.strip() for name in value.split(","))


def _names(_context: object, _option: object, path: str | None) -> dict[str, str] | None:
    """Return the names in a file: each other name, and the name it means."""
    if path is None:
        return None
    try:
        with open(path, encoding="utf-8") as stream:
            table = json.load(stream)
    except ValueError as error:
        raise InvalidInput(f"{path}: is not JSON ({error})") from None
    if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
        raise InvalidInput(f"{path}: must be an object of names, each with the name it means")
    return table


speakers_option = click.option(
    "--speakers",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    callback=_names,
    help="JSON object: each mention of a speaker in a document, and the speaker's name.",
)
names_option = click.option(
    "--names",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    callback=_names,
    help="JSON object: each other name of a person, body or place, and the name it means; "
    "two such names are no clash.",
)
threshold_option = click.option(
    "--threshold",
    default=str(THRESHOLD),
    metavar="NUMBER",
    callback=_number_or_wish,
    show_default=True,
    help="Report pairs from this probability on; 0 reports every pair that was judged, "
    "precision:0.6 takes the probability that had this precision in calibration.",
)
calibration_option = click.option(
    "--calibration",
    default=BUNDLED,
    show_default=True,
    metavar="FILE",
    help="What contradict calibrate saved for your models.",
)
scorer_option = click.option(
    "--scorer",
    default=BUNDLED,
    show_default=True,
    metavar="MODEL",
    help="NLI cross-encoder: bundled, a folder, or a sentence-transformers name.",
)
model_options = options(
    click.option(
        "--embedder",
        default=BUNDLED,
        show_default=True,
        metavar="MODEL",
        help="Bi-encoder: bundled, a folder, or a sentence-transformers name.",
    ),
    scorer_option,
    click.option(
        "--threads",
        type=click.IntRange(min=0),
        default=0,
        show_default=True,
        help="Threads of the models and of the search; 0 is all.",
    ),
)

reading_options = options(
    click.option(
        "--input-format",
        type=click.Choice(list(INPUT_FORMATS)),
        help="Format of the files, where the suffix does not tell.",
    ),
    speakers_option,
    click.option("--lines", is_flag=True, help="Take each line of the files as a claim."),
    *(
        click.option(f"--{field}-column", metavar="NAME", help=f"Column that holds the {field}.")
        for field in FIELDS
    ),
    click.option(
        "--skip-bad",
        is_flag=True,
        help="Leave out bad lines, and of several files broken ones; tell which.",
    ),
)
output_option = click.option(
    "--output", "-o", type=click.Path(), metavar="FILE", help="Write the result here."
)
top_k_option = click.option(
    "--top-k",
    default=TOP_K,
    show_default=True,
    help="Neighbours of each claim that are candidates.",
)

scan_options = options(
    threshold_option,
    top_k_option,
    click.option(
        "--min-similarity",
        type=float,
        help="Cosine under which neighbours are no candidates.  [default: none]",
    ),
    click.option(
        "--across",
        type=click.Choice(["speaker", "source"]),
        help="Pair only claims that differ in it.",
    ),
    click.option(
        "--index",
        type=click.Choice(INDEXES),
        default="auto",
        show_default=True,
        help="How neighbours are found: auto is exact up to 200,000 texts, then ivf8 (cells, "
        "8 bits a number); ivf takes 32 bits, hnsw is a graph.",
    ),
    model_options,
    calibration_option,
    click.option(
        "--screen",
        default=BUNDLED,
        show_default=True,
        metavar="FILE",
        help="Pair head of contradict train head, which sets candidates aside; the bundled one "
        "serves the bundled models only.",
    ),
    click.option(
        "--cascade",
        default=",".join(STEPS),
        metavar="STEPS",
        callback=_steps,
        show_default=True,
        help="Steps that save passes: reach leaves out candidates too dissimilar for the "
        "threshold, head those that --screen sets aside, direction the second direction "
        f"where the first decides; {NO_STEP} judges all in both.",
    ),
    reading_options,
    names_option,
    click.option(
        "--format",
        "format",
        type=click.Choice(["table", "html", *OUTPUT_FORMATS]),
        help="Format of the result.  [default: by the suffix of --output, else table]",
    ),
    output_option,
    click.option(
        "--disputes",
        is_flag=True,
        help="Report who stands against whom: contradictions, and claims that say the same "
        "as theirs, clustered by question and side (table, html, jsonl or json).",
    ),
    click.option("--all", is_flag=True, help="Show superseded and compatible pairs in the table."),
    click.option(
        "--attribution/--no-attribution",
        default=True,
        help="Look for the words that a decision rests on, where no rule finds those that "
        "clash; without it such a pair has the whole texts.",
    ),
    click.option(
        "--fail-on-found", is_flag=True, help=f"Exit with {FOUND} if there is a contradiction."
    ),
    click.option(
        "--resume",
        type=click.Path(dir_okay=False),
        metavar="FILE",
        help="Keep every score in FILE, and score nothing again that is in it.",
    ),
    click.option("--dry-run", is_flag=True, help="Say what would be judged, and stop."),
)
