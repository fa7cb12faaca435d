"""Claims and spans from prose."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import time
from collections.abc import Callable

import pytest

import contradict.extraction
import contradict.readers
from contradict import Claim, InvalidInput, extract_claims
from contradict.extraction import clauses
from contradict.extraction.clauses import split_clauses

MODULES = sorted(
    module.name
    for package in (contradict.extraction, contradict.readers)
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name: str) -> None:
    """Every example of a docstring is true."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize(
    "text",
    [
        "Is the dam safe today?",
        "Good morning, everybody here.",
        "Thank you all for coming.",
        "We hope that it stays dry.",
        "Please leave the valley now.",
        "Help us to open the gate.",
        "Watch the dam from the bridge.",
        "Hi, everybody here.",
        "It is a great shame for us.",
    ],
)
def test_what_cannot_be_checked_is_marked(text: str) -> None:
    """Questions, greetings and opinion are claims that are not checkable."""
    assert [claim.checkable for claim in extract_claims(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "His brother sold the mill in June.",
        "High tides flooded the quay on Friday.",
        "Hinton has two bridges.",
        "May exports fell by a tenth.",
        "Dearer fuel closed the ferry line.",
        "Ada Lorne spoke to the prime minister by telephone on Friday.",
        "Help reached the valley on Friday.",
        "Calls for help were ignored.",
        "Help from abroad arrived late.",
    ],
)
def test_what_only_looks_like_a_greeting_or_an_appeal_is_kept(text: str) -> None:
    """A word that begins as a greeting does, and a noun that is an imperative too."""
    assert [claim.checkable for claim in extract_claims(text)] == [True]


def test_clauses_are_split_where_each_stands_alone() -> None:
    """Coordination of clauses, not of names, verbs or relative clauses."""

    def clauses(text: str) -> int:
        return len(list(split_clauses(text, 0, len(text))))

    assert clauses("The gate is open, and the road is shut.") == 2
    assert clauses("Although the gate is open, the road is shut.") == 2
    assert clauses("The gate is open; the road is shut.") == 2
    assert clauses("The mayor and the council were warned.") == 1
    assert clauses("The mayor opened the gate and closed the road.") == 1
    assert clauses("They met the engineer and the man who built the dam.") == 1


def test_source_date_and_url_are_given_to_all() -> None:
    """What is known of the document, unless the extractor knows better."""
    claims = extract_claims(
        "Ignored.",
        source="Times",
        date="2024-03-02",
        extractor=lambda _: [Claim("a"), Claim("b", source="Post")],
    )
    assert [c.source for c in claims] == ["Times", "Post"]
    assert str(claims[0].date) == "2024-03-02"
    with pytest.raises(InvalidInput, match="text must be a string"):
        extract_claims(b"bytes")  # type: ignore[arg-type]  # the point


@pytest.mark.parametrize("speakers", [["dam"], {1: "dam"}, {"dam": None}])
def test_wrong_names_are_told(speakers: object) -> None:
    """A table of names maps strings to strings."""
    with pytest.raises(InvalidInput, match="speakers must"):
        extract_claims("It rained.", speakers=speakers)  # type: ignore[arg-type]  # the point


@pytest.mark.parametrize("found", [["a claim"], None])
def test_an_extractor_that_gives_no_claims_is_told(found: object) -> None:
    """What an extractor gives is checked."""
    with pytest.raises(InvalidInput, match="an extractor must return claims"):
        extract_claims("It rained.", extractor=lambda _: found)  # type: ignore[arg-type, return-value]  # the point


def test_a_line_of_nothing_but_and_takes_no_time() -> None:
    """Time grows with the length of a sentence, not with its square."""

    def seconds(times: int) -> float:
        return min(once(times) for _ in range(3))

    def once(times: int) -> float:
        started = time.perf_counter()
        extract_claims("It rained " + "a and " * times)
        return time.perf_counter() - started

    seconds(10)
    assert seconds(660) < 0.5 + 20 * seconds(66)


def test_a_sentence_is_split_without_the_rest_of_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read of a text on one line grows with its length, not with its square."""
    compound = clauses._COMPOUND
    read: list[int] = []

    class Counting:
        def sub(self, repl: Callable[[re.Match[str]], str], string: str) -> str:
            read.append(len(string))
            return compound.sub(repl, string)

    monkeypatch.setattr(clauses, "_COMPOUND", Counting())
    text = " ".join(f"Gate {i} is open, and road {i} is shut." for i in range(50))
    assert len(extract_claims(text)) == 100
    assert sum(read) <= len(text)
