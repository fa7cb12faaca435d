"""Claims with their speakers, from a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date as Date
from functools import partial
from operator import itemgetter
from typing import TypeAlias

from contradict.claim import Claim, excerpt
from contradict.errors import InvalidInput
from contradict.extraction.antecedents import Antecedents
from contradict.extraction.assertions import LONGEST, sentence_claims
from contradict.extraction.blocks import Block, blocks
from contradict.extraction.frame import Frame
from contradict.extraction.frames import frames
from contradict.extraction.names import from_label
from contradict.extraction.quotes import HIDDEN, MARKS, hide, quotations
from contradict.extraction.speakers import Speakers, interviewee
from contradict.extraction.words import ABBREVIATED
from contradict.sentences import sentence_spans

Extractor: TypeAlias = Callable[[str], Iterable[Claim]]

_HEADINGS = 3
_TITLE = re.compile(rf"\b(?:{'|'.join(map(str.title, sorted(ABBREVIATED)))})\.$")
_NEXT = re.compile(r"\s*(\S)")


def extract_claims(
    text: str,
    *,
    source: str | None = None,
    date: Date | str | None = None,
    url: str | None = None,
    speakers: Mapping[str, str] | None = None,
    headlines: bool = False,
    extractor: Extractor | None = None,
) -> list[Claim]:
    """Return the claims that ``text`` makes and reports, in their order.

    Parameters
    ----------
    text
        Prose: an article, an interview, a transcript.
    source, date, url
        What every claim gets.
    speakers
        Further names of speakers: each mention and the speaker it means, as in
        ``{"the Castle": "Prague"}``.
    headlines
        Whether headlines are read too; their claims have ``metadata["part"]``.
    extractor
        Any function from a text to claims, in place of the rules.

    Returns
    -------
    list of `Claim`
        Each with ``span``, whose words are ``original`` if the text was made to
        stand alone and else ``text``; with ``speaker``, None for the text's own
        voice; with ``attribution``, the chain of those who report it; and with
        the sentence around it as ``metadata["sentence"]``. Questions, greetings
        and opinion have ``checkable=False``.

    Raises
    ------
    InvalidInput
        If ``text`` is not a string, ``speakers`` no mapping of strings, or what the
        extractor gives no claims.

    Examples
    --------
    >>> claims = extract_claims("The mayor said that the dam was safe. It broke at noon.")
    >>> [(claim.speaker, claim.text) for claim in claims]
    [('mayor', 'the dam was safe'), (None, 'It broke at noon')]

    """
    if not isinstance(text, str):
        raise InvalidInput(f"text must be a string; got {type(text).__name__}")
    _check(speakers)
    rules = extractor or partial(_by_rules, speakers=speakers, headlines=headlines)
    known = Claim("known", source=source, date=date, url=url)
    return [
        replace(
            claim,
            source=claim.source or known.source,
            date=claim.date or known.date,
            url=claim.url or known.url,
        )
        for claim in _claims(rules(text))
    ]


def _check(speakers: object) -> None:
    """Raise `InvalidInput` unless ``speakers`` is a table of names, or None."""
    if speakers is None:
        return
    if not isinstance(speakers, Mapping):
        raise InvalidInput(f"speakers must be a mapping; got {type(speakers).__name__}")
    for pair in speakers.items():
        if not all(isinstance(name, str) for name in pair):
            raise InvalidInput(f"speakers must map strings to strings; got {pair}")


def _claims(found: Iterable[Claim]) -> Iterator[Claim]:
    """Yield what an extractor gives; raises `InvalidInput` at what is no claim."""
    try:
        claims = iter(found)
    except TypeError:
        raise InvalidInput(f"an extractor must return claims; got {type(found).__name__}") from None
    for claim in claims:
        if not isinstance(claim, Claim):
            raise InvalidInput(f"an extractor must return claims; got {excerpt(claim)}")
        yield claim


@dataclass(slots=True)
class _Reading:
    """What is known while a document is read from its beginning to its end."""

    speakers: Speakers
    antecedents: Antecedents = field(default_factory=Antecedents)
    headings: list[str] = field(default_factory=list)


def claims_of(
    lines: Iterable[str],
    speakers: Mapping[str, str] | None = None,
    *,
    headlines: bool = False,
) -> Iterator[Claim]:
    """Yield the claims of a document that comes a line at a time, with their ends."""
    reading, labelled = _Reading(Speakers(speakers or {})), False
    for block in blocks(lines):
        if block.role == "furniture":
            continue
        labelled = labelled or block.label is not None
        if not labelled and len(reading.headings) < _HEADINGS:
            reading.headings.append(block.text)
        if block.role == "body":
            yield from _block(reading, block)
        elif headlines:
            for claim in _block(_Reading(replace(reading.speakers)), block):
                yield replace(claim, metadata={**claim.metadata, "part": "headline"})


def _by_rules(text: str, speakers: Mapping[str, str] | None, headlines: bool) -> Iterator[Claim]:
    return claims_of(text.splitlines(keepends=True), speakers, headlines=headlines)


def _block(reading: _Reading, block: Block) -> Iterator[Claim]:
    text = block.text
    label = _label_speaker(reading, block)
    quotes = quotations(text, 0, len(text))
    sentences = list(_rejoined(text, sentence_spans(text)))
    shown = [hide(text, quotes, a, b) for a, b in sentences]
    parsed = [frames(words) if len(words) <= LONGEST else [] for words in shown]
    lasting = reading.speakers.last
    heard: list[list[str | None]] = []
    for words, found in zip(shown, parsed, strict=True):
        chain: list[str | None] = []
        for frame in found:
            goes_on = not frame.who and chain
            chain.append(chain[-1] if goes_on else _resolved(reading.speakers, frame))
        reading.speakers.last = next(filter(None, reversed(chain)), reading.speakers.last)
        heard.append(chain)
        reading.speakers.meet(words.replace(HIDDEN, " ") if words.strip(HIDDEN + " ,.") else "")
    voices = _voices(quotes, sentences, heard, lasting, label)
    antecedents = reading.antecedents
    antecedents.begin_paragraph()
    for i, span in enumerate(sentences):
        told = parsed[i], heard[i]
        for claim in sentence_claims(reading.speakers, text, span, quotes, *told, voices, label):
            quoted = label is not None or _is_inside(quotes, (claim.span or span)[0])
            standing = antecedents.standing_alone(claim, text, span, quoted=quoted)
            yield _moved(standing, block.start)
        antecedents.end_sentence(text, span)
    if label:
        reading.speakers.last = label


def _label_speaker(reading: _Reading, block: Block) -> str | None:
    if block.label is None:
        return None
    if block.label == "A":
        return interviewee(reading.headings) or "A"
    name = from_label(block.label)
    if name[-1:].isdigit():
        return name  # "Speaker 2" is not "Speaker 1"
    known = reading.speakers.resolve(name) or name
    return name if known.casefold() == name.casefold() else known


def _resolved(speakers: Speakers, frame: Frame) -> str | None:
    """Return the speaker of a frame; in a chain the innermost, after a line end, counts."""
    who = frame.who.rpartition("\n")[2]
    return speakers.resolve(who) if who else speakers.last


def _rejoined(text: str, sentences: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield sentences; one that ends with a title, or within what another quotes, is joined."""
    pending: tuple[int, int] | None = None
    for a, b in sentences:
        if pending:
            a, pending = pending[0], None
        following = _NEXT.match(text, b)
        goes_on = following and following.group(1).islower() and text[b - 1] in MARKS + "’"
        if goes_on or (following and _TITLE.search(text, max(a, b - 6), b)):
            pending = (a, b)
            continue
        yield a, b
    if pending:
        yield pending


def _voices(
    quotes: list[tuple[int, int]],
    sentences: list[tuple[int, int]],
    heard: list[list[str | None]],
    lasting: str | None,
    label: str | None,
) -> dict[int, str | None]:
    """Return the speaker of every quotation, by its start.

    The sentence in which it ends tells, else the one in which it begins, else the one
    that goes on: the speaker before it.
    """
    voices: dict[int, str | None] = {}
    previous = lasting
    place = 0
    for start, end in quotes:
        touching = []
        while place < len(sentences) and sentences[place][1] <= start:
            previous = next((c for c in reversed(heard[place]) if c), previous)
            place += 1
        i = place
        while i < len(sentences) and sentences[i][0] < end:
            touching.append(i)
            i += 1
        named = [c for i in reversed(touching) for c in heard[i][:1] if c]
        previous = named[0] if named else previous
        voices[start] = label or previous
    return voices


def _is_inside(quotes: list[tuple[int, int]], place: int) -> bool:
    """Tell whether a place is inside a quotation."""
    before = bisect_right(quotes, place, key=itemgetter(0)) - 1
    return before >= 0 and place < quotes[before][1]


def _moved(claim: Claim, offset: int) -> Claim:
    start, end = claim.span or (0, 0)
    return replace(claim, span=(start + offset, end + offset))
