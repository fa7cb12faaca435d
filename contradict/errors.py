"""One tree of errors. Each message names the argument, the rule and the value."""

from __future__ import annotations


class ContradictError(Exception):
    """Root of every error that this library raises on purpose."""


class InvalidInput(ContradictError, ValueError):
    """An argument, a claim or a line of a file breaks a rule."""


class BrokenFile(InvalidInput):
    """One of several files cannot be read, or not to its end."""


class ModelError(ContradictError):
    """A model cannot be loaded, read or trusted."""


class NotEnoughMemory(ContradictError, MemoryError):
    """What is asked would take more memory than there is; nothing was begun."""


class MissingExtra(ContradictError, ImportError):
    """An optional part of the library is not installed."""

    def __init__(self, extra: str, purpose: str) -> None:
        super().__init__(f'{purpose} needs an extra: pip install "contradict-claims[{extra}]"')


class OutputError(ContradictError, OSError):
    """A result could not be written; nothing was left half-written."""


class ContradictWarning(UserWarning):
    """Something that the reader of a result should know."""
