"""Who stands against whom: contradictions and links clustered into disputes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from itertools import chain
from typing import Any

from contradict.claim import Claim, normalise, when
from contradict.errors import MissingExtra
from contradict.pair import ContradictionPair, Link
from contradict.pairs import Pairs
from contradict.verdicts.clashes import Spans
from contradict.verdicts.polarity import denial, is_negative
from contradict.verdicts.wording import words_at

MARKS = ".,;:!…\"'“”„‘’«»()[]"
"""Texts that differ in these alone, at the ends of words, or in case, repeat each other."""
BLANK = "…"
FILLS = ("number", "date", "entity", "antonym")
"""Kinds of clash in which the words that clash fill one and the same place."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who holds a side: a speaker, or the source that said it first where none is named.

    Outlets that carry the same words, none of them with a speaker, are one voice. ``since``
    is the date of the voice's earliest claim, ``claims`` how many it has, and ``sources``
    where they stand.
    """

    name: str | None
    since: Date | None
    claims: int
    sources: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the voice as plain values, ready for JSON."""
        return {
            "name": self.name,
            "since": None if self.since is None else self.since.isoformat(),
            "claims": self.claims,
            "sources": list(self.sources),
        }


@dataclass(frozen=True, slots=True)
class Side:
    """Claims that repeat or entail each other, the earliest first, and who holds them."""

    claims: tuple[Claim, ...]
    voices: tuple[Voice, ...]

    @property
    def since(self) -> Date | None:
        """The date of the earliest claim that has one."""
        return self.claims[0].date

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the side, each once: the earliest first."""
        first: dict[str, str] = {}
        for claim in self.claims:
            first.setdefault(_wording(claim.text), claim.text)
        return tuple(first.values())

    def to_dict(self) -> dict[str, Any]:
        """Return the side as plain values, ready for JSON."""
        return {
            "texts": list(self.texts),
            "since": None if self.since is None else self.since.isoformat(),
            "voices": [voice.to_dict() for voice in self.voices],
            "ids": [claim.id for claim in self.claims],
        }


@dataclass(frozen=True, slots=True)
class Dispute:
    """One question, and the sides that answer it.

    ``sides`` stand in the order in which they were first said. Each contradicts at least
    one other; no claim is on two sides, and no two claims of a side contradict each other
    among the pairs that were judged. ``pairs`` are the contradictions between the sides,
    the strongest first.
    """

    question: str
    sides: tuple[Side, ...]
    pairs: tuple[ContradictionPair, ...]

    @property
    def evidence(self) -> ContradictionPair:
        """The strongest contradiction."""
        return self.pairs[0]

    def to_dict(self) -> dict[str, Any]:
        """Return the dispute as plain values, ready for JSON."""
        return {
            "question": self.question,
            "sides": [side.to_dict() for side in self.sides],
            "evidence": self.evidence.to_dict(),
            "pairs": [[pair.left.id, pair.right.id] for pair in self.pairs],
        }


def graph_library() -> Any:
    """Return networkx; raises `MissingExtra` if it is not installed."""
    try:
        import networkx
    except ImportError:
        raise MissingExtra("disputes", "finding disputes") from None
    return networkx


def disputes(pairs: Pairs) -> tuple[Dispute, ...]:
    """Return the disputes in which ``pairs`` take part, that of the strongest pair first.

    Claims with the same words, or linked by `Pairs.links` (``find_pairs(…, links=True)``),
    are one side; the surest links come first, and none joins two claims that contradict
    each other. Sides that contradict each other, directly or over others, are one dispute.
    Superseded and compatible pairs make no dispute.

    The result does not depend on the order of the claims. Raises `MissingExtra` without
    the extra ``disputes``.
    """
    networkx = graph_library()
    side_of = _sides(pairs)
    found = sorted((p for p in pairs if p.relation == "contradiction"), key=_strength)
    opposed = networkx.Graph(tuple(side_of[text] for text in _ends(pair)) for pair in found)
    place = {
        side: i for i, some in enumerate(networkx.connected_components(opposed)) for side in some
    }
    clusters: dict[int, list[ContradictionPair]] = {}
    for pair in found:
        clusters.setdefault(place[side_of[_ends(pair)[0]]], []).append(pair)
    held = _held(pairs, side_of, place)
    # Pairs are sorted, so that the clusters stand in the order of their strongest.
    return tuple(_dispute(cluster, side_of, held) for cluster in clusters.values())


def _sides(pairs: Pairs) -> Mapping[str, str]:
    """Return of every text the one that its side is called by.

    Single linkage under constraints (Wagstaff et al. 2001): repetitions, then the surest
    links first; none joins two sides of which two texts contradict or supersede each other.
    """
    links: dict[tuple[str, str], float] = {}
    for link in pairs.links:
        links[_ends(link)] = max(link.entailment, links.get(_ends(link), 0.0))
    rivals = [_ends(p) for p in (*pairs, *pairs.apart) if p.relation != "compatible"]
    told = {text for ends in (*links, *map(_ends, pairs)) for text in ends}
    texts = sorted(told | {normalise(claim.text) for claim in pairs.claims})
    same: dict[str, str] = {}
    for text in texts:
        first = same.setdefault(_wording(text), text)
        if first != text:
            links[first, text] = 1.0
    members, foes = {text: {text} for text in texts}, {text: set[str]() for text in texts}
    for a, b in rivals:
        if a in foes and b in foes:
            foes[a].add(b)
            foes[b].add(a)
    side_of = {text: text for text in texts}
    for (left, right), _ in sorted(links.items(), key=lambda item: (-item[1], item[0])):
        a, b = sorted((side_of[left], side_of[right]))
        if a != b and not foes[a] & members[b]:
            side_of |= dict.fromkeys(members[b], a)
            members[a] |= members.pop(b)
            foes[a] |= foes.pop(b)
    return side_of


def _held(pairs: Pairs, side_of: Mapping[str, str], place: Mapping[str, int]) -> Mapping[str, Side]:
    """Return the sides that have a ``place`` in a dispute, with the claims that hold them.

    A claim that is paired within the dispute, but never contradicts, is left out: another
    time or voice explains it, though another claim with its text does contradict.
    """
    ends = [claim for pair in (*pairs, *pairs.links) for claim in (pair.left, pair.right)]
    accused: set[tuple[str, str]] = set()
    excused: set[tuple[str, str]] = set()
    for pair in pairs:
        a, b = (place.get(side_of[text]) for text in _ends(pair))
        if a is not None and a == b:
            told = accused if pair.relation == "contradiction" else excused
            for claim, ids in ((pair.left, pair.left_ids), (pair.right, pair.right_ids)):
                told |= {(normalise(claim.text), id) for id in (claim.id or "", *ids)}
    out = excused - accused
    same = {_wording(text): side for text, side in sorted(side_of.items(), reverse=True)}
    held: dict[str, dict[Claim, None]] = {}
    for claim in chain(pairs.claims, ends):
        text = normalise(claim.text)
        side = side_of.get(text) or same.get(_wording(text))
        if side is not None and side in place and (text, claim.id or "") not in out:
            held.setdefault(side, {})[claim] = None
    return {side: _side(claims) for side, claims in held.items()}


def _dispute(
    found: Sequence[ContradictionPair], side_of: Mapping[str, str], held: Mapping[str, Side]
) -> Dispute:
    """Return the dispute of contradictions that are ``found`` in this order."""
    names = {side_of[text] for pair in found for text in _ends(pair)}
    order = sorted(names, key=lambda name: when(held[name].claims[0]))
    fills = _fills(found, side_of)
    question = _question(found[0], [fills[name] for name in order if name in fills])
    return Dispute(question, tuple(held[name] for name in order), tuple(found))


def _side(claims: Iterable[Claim]) -> Side:
    """Return the side that holds ``claims``; copies without a speaker have one name."""
    ordered = tuple(sorted(claims, key=when))
    first: dict[str, str | None] = {}
    voices: dict[str | None, list[Claim]] = {}
    spelt: dict[str | None, str | None] = {}
    for claim in ordered:
        name = claim.speaker or first.setdefault(_wording(claim.text), claim.source)
        key = None if name is None else name.casefold()
        spelt.setdefault(key, name)
        voices.setdefault(key, []).append(claim)
    return Side(ordered, tuple(_voice(spelt[key], said) for key, said in voices.items()))


def _voice(name: str | None, said: Sequence[Claim]) -> Voice:
    sources = sorted({claim.source for claim in said if claim.source is not None})
    return Voice(name, said[0].date, len(said), tuple(sources))


def _fills(found: Iterable[ContradictionPair], side_of: Mapping[str, str]) -> dict[str, str]:
    """Return what each side puts in the place of the clash, by the strongest pair's kind."""
    fills: dict[str, str] = {}
    kinds: set[str] = set()
    for pair in found:
        kinds = kinds or {pair.kind}
        if pair.kind in kinds and all(len(spans) == 1 for spans in pair.spans):
            said = {
                side_of[normalise(claim.text)]: _fill(claim.text, spans, pair.kind)
                for claim, spans in zip((pair.left, pair.right), pair.spans, strict=True)
            }
            if all(fills.get(side, fill) == fill for side, fill in said.items()):
                fills |= said  # it clashes in the place in which the others do
    return fills


def _fill(text: str, spans: Spans, kind: str) -> str:
    """Return what stands at one place of a text; a number has a capital for its place alone."""
    fill = words_at(text, spans)
    return fill[:1].lower() + fill[1:] if spans[0][0] == 0 and kind == "number" else fill


def _question(evidence: ContradictionPair, fills: Sequence[str]) -> str:
    """Return what is in dispute: a place to be filled, or whether something is true."""
    sides = sorted(
        zip((evidence.left, evidence.right), evidence.spans, strict=True),
        key=lambda side: when(side[0]),
    )
    choices = list({fill.casefold(): fill for fill in fills}.values())
    if evidence.kind in FILLS and len(choices) > 1 and all(len(spans) == 1 for _, spans in sides):
        text, ((start, end),) = sides[0][0].text, sides[0][1]
        asked = _plain(f"{text[:start]}{BLANK}{text[end:]}")
        return f"“{asked}”: {', '.join(choices[:-1])} or {choices[-1]}?"
    texts = [claim.text for claim, _ in sides]
    denying = [is_negative(text) or denial(text) is not None for text in texts]
    return f"Is it true that “{_plain(texts[denying == [True, False]])}”?"


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def _wording(text: str) -> str:
    """Return a text without what a copy may change: case, and marks at the ends of words."""
    kept = " ".join(word.strip(MARKS) for word in normalise(text).casefold().split())
    return kept or text


def _ends(pair: ContradictionPair | Link) -> tuple[str, str]:
    """Return both texts as the pair was judged by, in order."""
    left, right = sorted((normalise(pair.left.text), normalise(pair.right.text)))
    return left, right


def _strength(pair: ContradictionPair) -> tuple[object, ...]:
    """Order by falling probability, then by the earliest claims, in any order of the input."""
    return -pair.probability, *sorted((when(pair.left), when(pair.right)))
