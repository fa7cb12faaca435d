"""``contradict extract``."""

from __future__ import annotations

from typing import Any

import click

from contradict.cli.options import options, output_option, reading_options
from contradict.cli.printing import print_out
from contradict.cli.reading import claims_in, note_skipped, result_format
from contradict.errors import InvalidInput
from contradict.output import FORMATS as OUTPUT_FORMATS
from contradict.output import check_output, encode, whole_file, write
from contradict.readers.claimreview import to_reviews
from contradict.readers.files import COLUMNS

FORMATS = (*OUTPUT_FORMATS, "jsonld")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options(
    reading_options,
    click.option(
        "--format",
        "format",
        type=click.Choice(FORMATS),
        help="Format of the result; jsonld is ClaimReview.  "
        "[default: by the suffix of --output, else jsonl]",
    ),
    output_option,
)
def extract(files: tuple[str, ...], format: str | None, output: str | None, **options: Any) -> int:
    """Extract the claims of articles, transcripts and feeds, with their speakers.

    The files, and how they are read, are those of scan. --output takes .jsonl, .json,
    .csv, .parquet, or .jsonld for ClaimReview, which leaves out what cannot be checked,
    places and chains of attribution.

    \b
    contradict extract article.html --output claims.jsonl
    contradict extract feeds/ --speakers names.json | jq .speaker
    """
    format = result_format(format, output, dict(zip(FORMATS, FORMATS, strict=True)), "jsonl")
    if output:
        check_output(output, format)
    skipped: list[InvalidInput] = []
    claims = claims_in(files, options, skipped)
    if output and format == "jsonl":
        with whole_file(output) as stream:
            for claim in claims:  # one at a time: a file may be larger than the memory
                stream.write(encode([claim.to_dict()], format, COLUMNS))
    else:
        review = format == "jsonld"
        rows = to_reviews(claims) if review else [claim.to_dict() for claim in claims]
        format, columns = ("json", {}) if review else (format, COLUMNS)
        if output:
            write(rows, output, columns, format)
        else:
            print_out(encode(rows, format, columns))
    note_skipped(skipped)
    return 0
