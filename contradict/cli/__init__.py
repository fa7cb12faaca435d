"""The command line: the only door for those who do not write Python."""

from __future__ import annotations

import sys
import traceback
import warnings
from collections.abc import Sequence

import click

from contradict import __version__
from contradict.cli.calibrate import calibrate_models
from contradict.cli.evaluate import evaluate
from contradict.cli.extracting import extract
from contradict.cli.finding import between, compare, scan
from contradict.cli.models import models
from contradict.cli.options import INTERRUPTED
from contradict.cli.printing import note, warn
from contradict.cli.refining import average_weights, balance_labels, train_pair_head
from contradict.cli.train import train
from contradict.errors import ContradictError

ERROR = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, package_name="contradict-claims")
def cli() -> None:
    """Find which of many statements cannot both be true.

    \b
    contradict scan claims.jsonl                   pairs within one file
    contradict scan claims.csv --across speaker    one speaker against another
    contradict scan article.txt --across speaker   who contradicts whom in an article
    contradict extract article.html -o claims.csv  the claims of an article
    contradict between new.jsonl known.jsonl       new claims against known ones
    contradict compare "It is open." "It is shut." two texts

    Exit status: 0 fine, 1 contradictions found (with --fail-on-found), 2 an
    error, 130 interrupted.
    """


for command in (scan, extract, between, compare, models, evaluate, calibrate_models, train):
    cli.add_command(command)
for command in (average_weights, balance_labels, train_pair_head):
    train.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:  # a terminal without some character shows its code instead
            reconfigure(errors="backslashreplace")
    with warnings.catch_warnings():
        warnings.showwarning = warn
        try:
            status = cli.main(arguments, prog_name="contradict", standalone_mode=False)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            status = ERROR
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else "contradict"
            note(f"error: {error.format_message()} ({path} --help)")
            status = ERROR
        except (click.ClickException, ContradictError) as error:
            note(f"error: {error}")
            status = ERROR
        except (KeyboardInterrupt, click.Abort):
            note("interrupted; nothing was written")
            status = INTERRUPTED
        except Exception:  # a mistake of ours; 1 would mean that something was found
            traceback.print_exc()
            status = ERROR
    sys.exit(status)
