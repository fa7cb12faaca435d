"""What is told of the work while it lasts."""

from __future__ import annotations

from contradict import Coverage, find_pairs
from contradict.progress import Outlook
from tests.stand_ins import CALIBRATION, NotScorer, WordEmbedder

Report = tuple[int, int]


def reports(texts: list[str], threshold: float) -> tuple[list[Report], Coverage]:
    """Return what the stage "score" reports, and the coverage at its end."""
    told: list[Report] = []
    pairs = find_pairs(
        texts,
        threshold=threshold,
        embedder=WordEmbedder(),
        scorer=NotScorer(),
        calibration=CALIBRATION,
        progress=lambda stage, done, total: (
            told.append((done, total)) if stage == "score" else None
        ),
    )
    return told, pairs.coverage


def test_scoring_ends_at_its_total_and_estimates_it_well() -> None:
    """Second directions that will be left out are foreseen by those that were."""
    texts = [f"gate {i} is {state}" for i in range(40) for state in ("open", "not open", "so")]
    told, coverage = reports(texts, 0.9)
    assert coverage.one_way > 0.7 * coverage.candidates
    assert told[-1] == (coverage.passes, coverage.passes)
    assert all(done <= total for done, total in told)
    assert told == sorted(told, key=lambda report: report[0])
    later = [total for _, total in told[1:]]
    assert len(later) > 3
    assert max(abs(total - coverage.passes) for total in later) < 0.25 * coverage.passes


def test_without_a_threshold_the_total_is_known_from_the_start() -> None:
    """Every row is scored in both directions."""
    told, coverage = reports([f"gate {i} is open" for i in range(20)], 0)
    assert {total for _, total in told} == {coverage.passes}


def test_nothing_to_score_is_done_at_once() -> None:
    """A claim alone has no candidate."""
    assert reports(["gate"], 0)[0] == [(0, 0)]


def test_the_rest_takes_as_many_passes_as_what_is_done() -> None:
    """Two a row until some are done."""
    outlook = Outlook(100)
    assert outlook.total == 200
    assert outlook.after(20, 25).total == 125
    assert outlook.after(100, 130).total == 130
