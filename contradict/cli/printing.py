"""What a command prints, and where."""

from __future__ import annotations

import os
import sys

import click

from contradict.errors import OutputError

WIDTH = 100


def width() -> int:
    """Return the columns that a text may take."""
    if not sys.stdout.isatty():
        return WIDTH
    return max(40, min(WIDTH, os.get_terminal_size(sys.stdout.fileno()).columns))


def print_out(data: str | bytes) -> None:
    """Print a text in the terminal's encoding, or bytes as they are."""
    try:
        click.echo(data, nl=isinstance(data, str))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of the pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(f"cannot write the result: {error.strerror or error}") from error


def note(message: object) -> None:
    """Say something on standard error."""
    click.echo(f"contradict: {message}", err=True)


def warn(message: Warning | str, *_: object, **__: object) -> None:
    """Show a warning in one line; takes what `warnings.showwarning` takes."""
    note(f"warning: {message}")
