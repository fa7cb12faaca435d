"""``contradict extract``."""

from __future__ import annotations

import json
from functools import partial

import click

from contradict.cli.options import options
from contradict.cli.printing import print_out
from contradict.errors import InvalidInput
from contradict.extraction.extract import extract_claims
from contradict.output import FORMATS, check_output, encode, whole_file
from contradict.readers.files import COLUMNS, iter_claims, write_claims
from contradict.readers.files import FORMATS as INPUT_FORMATS


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options(
    click.option(
        "--input-format",
        type=click.Choice(list(INPUT_FORMATS)),
        help="Format of the files, where the suffix does not tell.",
    ),
    click.option(
        "--speakers",
        type=click.Path(exists=True, dir_okay=False),
        metavar="FILE",
        help="JSON object: each mention of a speaker, and the speaker's name.",
    ),
    click.option("--format", "format", type=click.Choice(list(FORMATS)), default="jsonl"),
    click.option(
        "--output", "-o", type=click.Path(), metavar="FILE", help="Write the claims here."
    ),
)
def extract(
    files: tuple[str, ...],
    input_format: str | None,
    speakers: str | None,
    format: str,
    output: str | None,
) -> int:
    """Extract the claims of articles, transcripts and feeds, with their speakers.

    The files are those of scan. --output takes .jsonl, .json, .csv, .parquet,
    or .jsonld for ClaimReview.

    \b
    contradict extract article.html --output claims.jsonl
    contradict extract feeds/ --speakers names.json | jq .speaker
    """
    suffix = "" if output is None else output.rpartition(".")[2].lower()
    if output:
        check_output(output, suffix)
    table = None if speakers is None else _table(speakers)
    extractor = None if table is None else partial(extract_claims, speakers=table)
    claims = iter_claims(files, input_format, extractor=extractor)
    if output is None:
        print_out(encode([claim.to_dict() for claim in claims], format, COLUMNS))
    elif suffix == "jsonl":
        with whole_file(output) as stream:
            for claim in claims:  # one at a time: a file may be larger than the memory
                stream.write(encode([claim.to_dict()], suffix, COLUMNS))
    else:
        write_claims(claims, output)
    return 0


def _table(path: str) -> dict[str, str]:
    try:
        with open(path, encoding="utf-8") as stream:
            table = json.load(stream)
    except ValueError as error:
        raise InvalidInput(f"{path}: is not JSON ({error})") from None
    if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
        raise InvalidInput(f"{path}: must be an object of names, each with the speaker it means")
    return table
