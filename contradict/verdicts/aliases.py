"""Which names mean one thing: Artsakh and Nagorno-Karabakh, X and Twitter.

A table of well-known double names, the names and adjectives of states that
`contradict.extraction.speakers` knows, and a user's own names before both.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import TypeAlias

from contradict.errors import InvalidInput
from contradict.extraction.reference_words import states
from contradict.verdicts.words import words

LONGEST = 7
"""Words of a name that is looked up."""
Run: TypeAlias = tuple[str, ...]


@cache
def known() -> Mapping[Run, str]:
    """Return for the words of each well-known name what it means.

    >>> known()["twitter",] == known()["x",]
    True
    >>> ("moscow",) in known()  # a capital is not its state
    False
    """
    found = {
        _run(alias): state
        for alias, (state, _) in states().items()
        if alias != state.casefold() and _run(alias)
    }
    with (files(__package__) / "aliases.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            for alias in (row["name"], *row["aliases"].split(";")):
                found[_run(alias)] = row["name"]
    return MappingProxyType(found)


Given: TypeAlias = tuple[tuple[str, str], ...]
"""A user's own names: each other name, and the name that it means."""
_given: ContextVar[Given] = ContextVar("names", default=())


@contextmanager
def naming(names: Mapping[str, str]) -> Iterator[None]:
    """Have names mean what a table says: each other name, in any case, and the name it means.

    >>> with naming({"Big Ditch": "Suez Canal"}):
    ...     meanings(("big", "ditch")) == meanings(("suez", "canal"))
    True
    >>> meanings(("big", "ditch"))
    frozenset()
    """
    token = _given.set(tuple(sorted(names.items())))
    try:
        yield
    finally:
        _given.reset(token)


def given() -> Given:
    """Return the user's own names that hold now."""
    return _given.get()


@lru_cache(maxsize=64)
def _joined(names: Given) -> Mapping[Run, str]:
    """Return the known names with those of a user, which come first."""
    found = dict(known())
    own = {_run(alias): _run(name) for alias, name in names}
    for alias, name in own.items():
        meant = own.get(name, name)  # an alias of an alias
        found[alias] = found.setdefault(meant, " ".join(meant))
    return MappingProxyType(found)


def meanings(name: Sequence[str]) -> frozenset[str]:
    """Return what the known names mean that stand in the words of a longer one.

    >>> meanings(("artsakh", "defence", "army")) == meanings(("nagorno", "karabakh"))
    True
    >>> meanings(("callow", "bridge"))
    frozenset()
    """
    return _meanings(tuple(name), _given.get())


@lru_cache(maxsize=16384)
def _meanings(name: Run, names: Given) -> frozenset[str]:
    table = _joined(names)
    runs = (
        tuple(name[i : i + size])
        for size in range(1, min(LONGEST, len(name)) + 1)
        for i in range(len(name) - size + 1)
    )
    return frozenset(table[run] for run in runs if run in table)


def check_names(names: object) -> None:
    """Raise `InvalidInput` unless ``names`` maps names to names.

    >>> check_names({"Artsakh": "Nagorno-Karabakh"})
    >>> check_names({"Artsakh": ""})
    Traceback (most recent call last):
    contradict.errors.InvalidInput: names must map each other name to the name it means; got '' \
for 'Artsakh'
    """
    rule = "names must map each other name to the name it means"
    if not isinstance(names, Mapping):
        raise InvalidInput(f"{rule}; got {names!r}")
    for alias, name in names.items():
        if not (isinstance(alias, str) and isinstance(name, str) and _run(alias) and _run(name)):
            raise InvalidInput(f"{rule}; got {name!r} for {alias!r}")


def _run(name: str) -> Run:
    """Return the words of a name in lower case, without "the" before it."""
    run = tuple(word.low for word in words(name))
    return run[1:] if run[:1] == ("the",) and len(run) > 1 else run
