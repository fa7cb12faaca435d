"""Laws of the rules: symmetry, no clash between equals, spans inside the text."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from contradict import Claim
from contradict.verdicts import comparing, dates
from contradict.verdicts.judging import judge

NUMBERS = st.integers(min_value=1, max_value=10**9)
DAYS = st.dates(min_value=date(1800, 1, 1), max_value=date(2090, 1, 1))
WHEN = st.none() | st.dates() | st.datetimes() | st.datetimes(timezones=st.timezones())
PIECES = (
    "not never at least more than two half a third of the 1,200 2.5 km in 1962 Monday 3 May denies "
    "will next last week month year this Dec. between to - –12 10:05 2024-05-03 million "
    "false rose fell people Osk Castor Bridge if says that $ % million . , : - 's "
)
WORDS = st.sampled_from(PIECES.split())
HUGE = st.integers(10**290, 10**420).map(str)
PRINTED = st.characters(exclude_categories=["C", "Z"])
SENTENCES = st.lists(st.one_of(WORDS, WORDS, HUGE), min_size=1, max_size=12).map(" ".join)
TEXTS = st.one_of(SENTENCES, st.text(PRINTED, min_size=1))


@given(NUMBERS, NUMBERS)
def test_numbers_clash_both_ways_or_not_at_all(a: int, b: int) -> None:
    left, right = f"It cost {a:,} euros.", f"It cost {b} euros."
    there, back = comparing.clashes(left, right), comparing.clashes(right, left)
    assert bool(there) == bool(back)
    assert bool(there) == (abs(a - b) > comparing.TOLERANCE * max(a, b))
    assert not there or judge(Claim(left), Claim(right)).relation == "contradiction"


@given(st.integers(1, 999))
def test_equal_numbers_never_clash_in_any_format_or_unit(a: int) -> None:
    for left, right in (
        (f"The road is {a} kilometres long.", f"The road is {1000 * a:,} metres long."),
        (f"It cost {a} million euros.", f"It cost €{a * 10**6:,}."),
        (f"It rose by {a} per cent.", f"It rose by {a}%."),
        (f"It took {a} weeks.", f"It took {7 * a} days."),
    ):
        assert not comparing.clashes(left, right)
        assert not comparing.clashes(right, left)


@given(DAYS, DAYS)
def test_dates_clash_both_ways_and_only_if_they_differ(a: date, b: date) -> None:
    left, right = (
        f"It opened on {a.day} {a:%B} {a.year:04}.",
        f"It opened on {b:%B} {b.day}, {b.year}.",
    )
    there, back = dates.clashes(left, right), dates.clashes(right, left)
    assert bool(there) == bool(back) == (a != b)


@given(TEXTS, TEXTS, WHEN, WHEN)
def test_spans_lie_inside_the_texts(
    left: str, right: str, day: date | None, other: date | None
) -> None:
    """No number, date or time zone is too far out."""
    sides = Claim(left, speaker="A", date=day), Claim(right, speaker="A", date=other)
    for claim, spans in zip(sides, judge(*sides).spans, strict=True):
        assert all(0 <= start < end <= len(claim.text) for start, end in spans)


@given(TEXTS, TEXTS, WHEN, WHEN)
def test_the_order_of_the_claims_does_not_matter(
    left: str, right: str, day: date | None, other: date | None
) -> None:
    a, b = Claim(left, speaker="A", date=day), Claim(right, speaker="A", date=other)
    there, back = judge(a, b), judge(b, a)
    assert (there.relation, there.kind, there.reason) == (back.relation, back.kind, back.reason)
