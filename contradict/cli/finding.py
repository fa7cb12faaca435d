"""``contradict scan``, ``between`` and ``compare``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from contradict.claim import Claim
from contradict.cli.options import (
    FOUND,
    INTERRUPTED,
    calibration_option,
    model_options,
    names_option,
    scan_options,
)
from contradict.cli.printing import WIDTH, note, print_out, width
from contradict.cli.reading import claims_in, note_skipped, result_format
from contradict.detector import Detector
from contradict.disputes import disputes, graph_library
from contradict.errors import InvalidInput
from contradict.models import BUNDLED, load_scorer
from contradict.output import FORMATS as OUTPUT_FORMATS
from contradict.output import check_output, encode, whole_file
from contradict.pairing import Pairing
from contradict.pairs import COLUMNS, Pairs, joined
from contradict.report.disputes import render_disputes
from contradict.report.page import render_page
from contradict.report.table import render, render_coverage, render_pair
from contradict.scoring.journal import journalled
from contradict.scoring.linking import Scored

DISPUTE_FORMATS = ("table", "html", "jsonl", "json")
SUFFIXES = {format: format for format in (*OUTPUT_FORMATS, "html")} | {"txt": "table", "": "table"}


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@scan_options
def scan(files: tuple[str, ...], **options: Any) -> int:
    """Find contradictions among the claims in one or more files.

    A FILE is JSON Lines, JSON, CSV, Parquet, XLSX or ClaimReview with claims, or
    a document from which they are extracted: plain text, Markdown, HTML, PDF,
    DOCX, SRT, VTT, RSS or Atom. A folder or a pattern stands for its files; -
    is standard input (JSON Lines unless --input-format or --lines says
    otherwise). The text of a claim stands under text, claim or statement; id,
    source, speaker, date and url are optional.

    \b
    contradict scan claims.jsonl --across speaker
    contradict scan times.html post.html --across source
    contradict scan claims.jsonl --across speaker --disputes
    contradict scan a.csv b.csv --text-column body --format jsonl | jq .left.text
    contradict scan claims.jsonl --output pairs.csv --fail-on-found
    """
    return _find(options, lambda read: (read(files), None))


@click.command()
@click.argument("new")
@click.argument("known")
@scan_options
def between(new: str, known: str, **options: Any) -> int:
    """Find contradictions between the claims in NEW and those in KNOWN.

    Claims of one file are never paired. Files and options are those of scan.

    \b
    contradict between today.jsonl archive.jsonl
    """
    return _find(options, lambda read: (read(new), read(known)))


@click.command()
@click.argument("a")
@click.argument("b")
@model_options
@calibration_option
@names_option
@click.option(
    "--format",
    "format",
    type=click.Choice(["table", "jsonl"]),
    default="table",
    show_default=True,
    help="Format of the result.",
)
def compare(a: str, b: str, format: str, **options: Any) -> int:
    """Judge two texts, A and B.

    \b
    contradict compare "The bridge is open." "The bridge is closed."
    """
    models = (options[name] for name in ("embedder", "scorer", "calibration"))
    pair = Detector.load(*models, names=options["names"] or {}, threads=options["threads"]).compare(
        a, b
    )
    if format == "jsonl":
        print_out(encode([pair.to_dict()], format, COLUMNS))
        return 0
    lines = [render_pair(pair, width=width())]
    for premise, direction in (("A, B", pair.forward), ("B, A", pair.backward)):
        words = ", ".join(f"{label} {p:.2f}" for label, p in direction._asdict().items())
        lines.append(f"given {premise} is: {words}")
    print_out("\n".join(lines))
    return 0


def _find(
    options: dict[str, Any],
    load: Callable[[Callable[[Any], list[Claim]]], tuple[list[Claim], list[Claim] | None]],
) -> int:
    """Do the work of scan and between; returns the exit status."""
    skipped: list[InvalidInput] = []
    output = options["output"]
    format = result_format(options["format"], output, SUFFIXES, "table")
    if options["disputes"] and format not in DISPUTE_FORMATS:
        raise InvalidInput(
            f"--disputes is written as {', '.join(DISPUTE_FORMATS)}, since its rows are nested; "
            f"got {format}"
        )
    if output:
        check_output(output, format)
    if options["disputes"]:
        graph_library()  # rather now than after the work
    claims, known = load(lambda files: list(claims_in(files, options, skipped)))
    note_skipped(skipped)
    names = ("top_k", "min_similarity", "across", "index", "cascade", "attribution", "threads")
    scorer = load_scorer(options["scorer"], threads=options["threads"])
    detector = Detector.load(
        options["embedder"],
        scorer if options["resume"] is None else journalled(scorer, options["resume"]),
        options["calibration"],
        options["screen"],
        **{name: options[name] for name in names},
        names=options["names"] or {},
    )
    pairing = detector.pair(
        claims, known, threshold=options["threshold"], links=options["disputes"]
    )
    if options["screen"] != BUNDLED and pairing.coverage.head_idle:
        note(f"the pair head (--screen) is not used: {pairing.coverage.head_idle}")
    if options["dry_run"]:
        print_out(f"Would look at {render_coverage(pairing.coverage, planned=True)}")
        return 0
    if sys.stderr.isatty():
        note(render_coverage(pairing.coverage, planned=True))
    pairs, status = _judge(detector, pairing)
    result = _result(pairs, format, options)
    if output:
        with whole_file(output) as stream:
            stream.write(result if isinstance(result, bytes) else f"{result}\n".encode())
    else:
        print_out(result)
    found = options["fail_on_found"] and pairs.contradictions
    return FOUND if found and not status else status


def _result(pairs: Pairs, format: str, options: dict[str, Any]) -> str | bytes:
    """Return the result as a text for a reader, or as bytes in a format for programs."""
    columns = WIDTH if options["output"] else width()
    if options["disputes"]:
        found = disputes(pairs)
        if format == "table":
            return render_disputes(found, pairs, columns)
        if format == "html":
            return render_page(pairs, found)
        return encode([dispute.to_dict() for dispute in found], format, {})
    if format == "html":
        return render_page(pairs)
    if format == "table":
        return render(pairs, columns, all=options["all"])
    return encode(pairs.to_dicts(), format, COLUMNS)


def _judge(detector: Detector, pairing: Pairing) -> tuple[Pairs, int]:
    """Return the pairs and 0; on Ctrl-C those found so far and `INTERRUPTED`."""
    parts, scored = [pairing.unjudged], list[Scored]()
    try:
        parts.extend(detector.parts(pairing, scored=scored))
        return detector.link(pairing, joined(parts), scored), 0
    except KeyboardInterrupt:
        note("interrupted; what was found so far is written")
        return joined(parts), INTERRUPTED
