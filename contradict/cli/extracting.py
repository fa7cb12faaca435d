"""``contradict extract``."""

from __future__ import annotations

from functools import partial

import click

from contradict.cli.options import options, speakers_option
from contradict.cli.printing import print_out
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
    speakers_option,
    click.option("--format", "format", type=click.Choice(list(FORMATS)), default="jsonl"),
    click.option(
        "--output", "-o", type=click.Path(), metavar="FILE", help="Write the claims here."
    ),
)
def extract(
    files: tuple[str, ...],
    input_format: str | None,
    speakers: dict[str, str] | None,
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
    extractor = None if speakers is None else partial(extract_claims, speakers=speakers)
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
