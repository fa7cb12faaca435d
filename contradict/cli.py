"""The command line: ``contradict scan``, ``between``, ``compare``, ``models``."""

from __future__ import annotations

import os
import sys
import traceback
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from contradict import __version__
from contradict.claim import Claim
from contradict.detector import THRESHOLD, TOP_K, Detector
from contradict.errors import ContradictError, InvalidInput, OutputError
from contradict.models import BUNDLED, bundled_folder
from contradict.output import FORMATS as OUTPUT_FORMATS
from contradict.output import check_output, encode, whole_file
from contradict.pairs import COLUMNS, Pairs
from contradict.readers.files import FORMATS as INPUT_FORMATS
from contradict.readers.files import read_claims
from contradict.readers.rows import OnBad
from contradict.report.table import render, render_coverage, render_pair

Command = TypeVar("Command", bound=Callable[..., Any])

FOUND, ERROR, INTERRUPTED = 1, 2, 130
WIDTH = 100
_FIELDS = ("text", "id", "source", "speaker", "date", "url")


def _options(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Join several options into one decorator, in the order of the help."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


model_options = _options(
    click.option(
        "--embedder",
        default=BUNDLED,
        show_default=True,
        metavar="MODEL",
        help="Bi-encoder: bundled, a folder, or a sentence-transformers name.",
    ),
    click.option(
        "--scorer",
        default=BUNDLED,
        show_default=True,
        metavar="MODEL",
        help="NLI cross-encoder: bundled, a folder, or a sentence-transformers name.",
    ),
)

scan_options = _options(
    click.option(
        "--threshold",
        default=THRESHOLD,
        show_default=True,
        help="Report pairs from this probability on; 0 reports every pair that was judged.",
    ),
    click.option(
        "--top-k",
        default=TOP_K,
        show_default=True,
        help="Neighbours of each claim that are candidates.",
    ),
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
    model_options,
    click.option(
        "--input-format",
        type=click.Choice(list(INPUT_FORMATS)),
        help="Format of the files, where the suffix does not tell.",
    ),
    click.option("--lines", is_flag=True, help="Take each line of the files as a claim."),
    *(
        click.option(f"--{field}-column", metavar="NAME", help=f"Column that holds the {field}.")
        for field in _FIELDS
    ),
    click.option("--skip-bad", is_flag=True, help="Leave bad lines out and count them."),
    click.option(
        "--format",
        "format",
        type=click.Choice(["table", *OUTPUT_FORMATS]),
        help="Format of the result.  [default: by the suffix of --output, else table]",
    ),
    click.option("--output", type=click.Path(), metavar="FILE", help="Write the result here."),
    click.option(
        "--fail-on-found", is_flag=True, help=f"Exit with {FOUND} if there is a contradiction."
    ),
    click.option("--dry-run", is_flag=True, help="Say what would be judged, and stop."),
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": WIDTH})
@click.version_option(__version__, package_name="contradict-claims")
def cli() -> None:
    """Find which of many statements cannot both be true.

    \b
    contradict scan claims.jsonl                   pairs within one file
    contradict scan claims.csv --across speaker    one speaker against another
    contradict between new.jsonl known.jsonl       new claims against known ones
    contradict compare "It is open." "It is shut." two texts

    Exit status: 0 fine, 1 contradictions found (with --fail-on-found), 2 an
    error, 130 interrupted.
    """


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@scan_options
def scan(files: tuple[str, ...], **options: Any) -> int:
    """Find contradictions among the claims in one or more files.

    A FILE is JSON Lines, JSON, CSV, Parquet or plain text; - is standard input
    (JSON Lines unless --input-format or --lines says otherwise). The text of a
    claim stands under text, claim or statement; id, source, speaker, date and
    url are optional. Of a .txt file every sentence is a claim, with --lines
    every line.

    \b
    contradict scan claims.jsonl --across speaker
    contradict scan a.csv b.csv --text-column body --format jsonl | jq .left.text
    contradict scan claims.jsonl --output pairs.csv --fail-on-found
    """
    return _run(options, lambda read: (read(files), None))


@cli.command()
@click.argument("new")
@click.argument("known")
@scan_options
def between(new: str, known: str, **options: Any) -> int:
    """Find contradictions between the claims in NEW and those in KNOWN.

    Claims of one file are never paired. Files and options are those of scan.

    \b
    contradict between today.jsonl archive.jsonl
    """
    return _run(options, lambda read: (read(new), read(known)))


@cli.command()
@click.argument("a")
@click.argument("b")
@model_options
@click.option("--format", "format", type=click.Choice(["table", "jsonl"]), default="table")
def compare(a: str, b: str, embedder: str, scorer: str, format: str) -> int:
    """Judge two texts, A and B.

    \b
    contradict compare "The bridge is open." "The bridge is closed."
    """
    pair = Detector.load(embedder, scorer).compare(a, b)
    if format == "jsonl":
        _print(encode([pair.to_dict()], format, COLUMNS))
        return 0
    lines = [render_pair(pair, width=_width()), f"similarity {pair.similarity:.2f}"]
    for premise, direction in (("A, B", pair.forward), ("B, A", pair.backward)):
        words = ", ".join(f"{label} {p:.2f}" for label, p in direction._asdict().items())
        lines.append(f"given {premise} is: {words}")
    _print("\n".join(lines))
    return 0


@cli.command()
def models() -> int:
    """Describe the bundled models and check their files."""
    from contradict.models.onnx_bert import MODEL, read_card, verify

    for role in ("embedder", "scorer"):
        folder = bundled_folder(role)
        card = read_card(folder, role)
        verify(folder, card)
        size = (folder / MODEL).stat().st_size / 1e6
        _print(
            f"{role}: {card.name} ({size:.0f} MB, {card.max_length} tokens, language "
            f"{card.language}, {card.licence}), files verified\n    {card.origin}\n"
            f"    sha256 {card.sha256[MODEL]}"
        )
    _print(
        "Others: --embedder and --scorer take a folder made by contradict.models.export, or the\n"
        "name or folder of a sentence-transformers model (extra: sentence-transformers)."
    )
    return 0


def _run(
    options: dict[str, Any],
    load: Callable[[Callable[[Any], list[Claim]]], tuple[list[Claim], list[Claim] | None]],
) -> int:
    """Do the work of scan and between; returns the exit status."""
    skipped: list[InvalidInput] = []
    output = options["output"]
    format = _result_format(options["format"], output)
    if output:
        check_output(output, format)
    claims, known = load(_reader(options, skipped.append if options["skip_bad"] else None))
    if skipped:
        lines = "bad line" if len(skipped) == 1 else "bad lines"
        _note(f"{len(skipped):,} {lines} skipped; the first: {skipped[0]}")
    names = ("top_k", "min_similarity", "across")
    detector = Detector.load(
        options["embedder"], options["scorer"], **{name: options[name] for name in names}
    )
    pairing = detector.pair(claims, known, threshold=options["threshold"])
    if options["dry_run"]:
        _print(f"Would look at {render_coverage(pairing.coverage)}")
        return 0
    if sys.stderr.isatty():
        _note(render_coverage(pairing.coverage))
    pairs = detector.judge(pairing)
    text = render(pairs, WIDTH if output else _width()) if format == "table" else None
    if output:
        with whole_file(output) as stream:
            stream.write(_bytes(pairs, format) if text is None else f"{text}\n".encode())
    else:
        _print(_bytes(pairs, format) if text is None else text)
    return FOUND if options["fail_on_found"] and pairs else 0


def _reader(options: dict[str, Any], on_bad: OnBad | None) -> Callable[[Any], list[Claim]]:
    columns = {f"{field}_column": options[f"{field}_column"] for field in _FIELDS}
    format = "lines" if options["lines"] else options["input_format"]
    return lambda files: read_claims(files, format=format, on_bad=on_bad, **columns)


def _result_format(format: str | None, output: str | None) -> str:
    """Return the format that was named, or that the suffix of the output tells."""
    suffix = Path(output or "").suffix.lower().removeprefix(".")
    if format is None and output is not None and suffix not in (*OUTPUT_FORMATS, "txt", ""):
        known = ", .".join([*OUTPUT_FORMATS, "txt"])
        raise InvalidInput(f"{output}: the suffix must be one of .{known}, or name a --format")
    chosen = format or (suffix if suffix in OUTPUT_FORMATS else "table")
    if chosen == "parquet" and output is None:
        raise InvalidInput("parquet is not for a terminal: name a file with --output")
    return chosen


def _bytes(pairs: Pairs, format: str) -> bytes:
    return encode(pairs.to_dicts(), format, COLUMNS)


def _width() -> int:
    if not sys.stdout.isatty():
        return WIDTH
    return max(40, min(WIDTH, os.get_terminal_size(sys.stdout.fileno()).columns))


def _print(data: str | bytes) -> None:
    """Print a text in the terminal's encoding, or bytes as they are."""
    try:
        click.echo(data, nl=isinstance(data, str))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of the pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(f"cannot write the result: {error.strerror or error}") from error


def _note(message: object) -> None:
    click.echo(f"contradict: {message}", err=True)


def _warn(message: Warning | str, *_: object, **__: object) -> None:
    _note(f"warning: {message}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:  # a terminal without some character shows its code instead
            reconfigure(errors="backslashreplace")
    with warnings.catch_warnings():
        warnings.showwarning = _warn
        try:
            status = cli.main(arguments, prog_name="contradict", standalone_mode=False)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            status = ERROR
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else "contradict"
            _note(f"error: {error.format_message()} ({path} --help)")
            status = ERROR
        except (click.ClickException, ContradictError) as error:
            _note(f"error: {error}")
            status = ERROR
        except (KeyboardInterrupt, click.Abort):
            _note("interrupted; nothing was written")
            status = INTERRUPTED
        except Exception:  # a mistake of ours; 1 would mean that something was found
            traceback.print_exc()
            status = ERROR
    sys.exit(status)
