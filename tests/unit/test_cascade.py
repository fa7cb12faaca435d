"""The steps that save passes: each has a switch, and says what it left out."""

from __future__ import annotations

from typing import Any

import pytest

from contradict import InvalidInput, Pairs, find_between, find_pairs, iter_pairs
from tests.stand_ins import CALIBRATION, NotScorer, WordEmbedder

TEXTS = [
    *(f"the {thing} is {state}" for thing in ("gate", "hall") for state in ("open", "not open")),
    "no word of it occurs",
]


def found(cascade: Any) -> Pairs:
    return find_pairs(
        TEXTS,
        threshold=0.8,
        embedder=WordEmbedder(),
        scorer=NotScorer(),
        calibration=CALIBRATION,
        cascade=cascade,
    )


def test_each_step_saves_what_its_name_says() -> None:
    """Without a step nothing is left out by it; without any all is judged twice."""
    whole = found(("reach", "direction")).coverage
    assert whole.out_of_reach > 0 < whole.one_way
    reach, direction = found(("reach",)).coverage, found(["direction"]).coverage
    assert (reach.out_of_reach, reach.one_way) == (whole.out_of_reach, 0)
    assert (direction.out_of_reach, direction.one_way > 0) == (0, True)
    nothing = found(()).coverage
    assert (nothing.out_of_reach, nothing.one_way) == (0, 0)
    assert nothing.passes == 2 * nothing.candidates > max(reach.passes, direction.passes)


@pytest.mark.parametrize("cascade", ["reach", ["reach", "speed"], [1], None, iter(["reach"])])
def test_unknown_steps_are_refused(cascade: Any) -> None:
    with pytest.raises(InvalidInput, match="cascade must be a collection of 'reach', 'head'"):
        found(cascade)


def test_every_door_has_the_switch() -> None:
    """What the setting does to a stream and between two lists is what it does to one list."""
    models: dict[str, Any] = {
        "embedder": WordEmbedder(),
        "calibration": CALIBRATION,
        "cascade": (),
    }
    scorer = NotScorer()
    list(iter_pairs(TEXTS, scorer=scorer, **models))
    assert scorer.passes == found(()).coverage.passes
    between = find_between(TEXTS[:2], TEXTS[2:], scorer=NotScorer(), **models).coverage
    assert between.passes == 2 * between.candidates == 12
