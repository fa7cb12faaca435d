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

from contradict.claim import MAX_CHARACTERS, Claim
from contradict.errors import InvalidInput
from contradict.extraction.blocks import Block, blocks
from contradict.extraction.clauses import finite_verb, is_checkable, split_clauses, trim
from contradict.extraction.frames import Frame, frames
from contradict.extraction.quotes import HIDDEN, MARKS, hide, quotations
from contradict.extraction.speakers import Speakers, from_label, interviewee
from contradict.sentences import sentence_spans

Extractor: TypeAlias = Callable[[str], Iterable[Claim]]
Chain: TypeAlias = tuple[str, ...]

_HEADINGS = 3
_NEXT = re.compile(r"\s*(\S)")
_LONGEST = 4000
"""Characters up to which a sentence is taken apart; what is longer is no prose."""
_GERUND = re.compile(r"\sof\s+[\"“‘]?(?P<verb>\w+ing)\b")
_DENIED = re.compile(
    r"\w+\s+(?:(?:the |all |any )?(?:claims?|reports?|allegations?|accusations?|suggestions?)\s+)?"
    r"that\s+"
)


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
        If ``text`` is not a string.

    Examples
    --------
    >>> claims = extract_claims("The mayor said that the dam was safe. It broke at noon.")
    >>> [(claim.speaker, claim.text) for claim in claims]
    [('mayor', 'the dam was safe'), (None, 'It broke at noon')]

    """
    if not isinstance(text, str):
        raise InvalidInput(f"text must be a string; got {type(text).__name__}")
    rules = extractor or partial(_by_rules, speakers=speakers, headlines=headlines)
    known = Claim("known", source=source, date=date, url=url)
    return [
        replace(
            claim,
            source=claim.source or known.source,
            date=claim.date or known.date,
            url=claim.url or known.url,
        )
        for claim in rules(text)
    ]


@dataclass(slots=True)
class _Reading:
    """What is known while a document is read from its beginning to its end."""

    speakers: Speakers
    headings: list[str] = field(default_factory=list)


def claims_of(
    lines: Iterable[str],
    speakers: Mapping[str, str] | None = None,
    *,
    headlines: bool = False,
) -> Iterator[Claim]:
    """Yield the claims of a document that comes a line at a time, with their ends."""
    reading = _Reading(Speakers(speakers or {}))
    for block in blocks(lines):
        if block.role == "furniture":
            continue
        if len(reading.headings) < _HEADINGS:
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
    parsed = [frames(hide(text, quotes, a, b)) if b - a <= _LONGEST else [] for a, b in sentences]
    lasting = reading.speakers.last
    heard: list[list[str | None]] = []
    for (a, b), found in zip(sentences, parsed, strict=True):
        shown = hide(text, quotes, a, b)
        chain: list[str | None] = []
        for frame in found:
            goes_on = not frame.who and chain
            chain.append(chain[-1] if goes_on else _resolved(reading.speakers, frame))
        reading.speakers.last = next(filter(None, reversed(chain)), reading.speakers.last)
        heard.append(chain)
        reading.speakers.meet(shown.replace(HIDDEN, " ") if shown.strip(HIDDEN + " ,.") else "")
    voices = _voices(quotes, sentences, heard, lasting, label)
    for i, (a, b) in enumerate(sentences):
        for claim in _sentence(reading, text, (a, b), quotes, parsed[i], heard[i], voices, label):
            yield _moved(claim, block.start)
    if label:
        reading.speakers.last = label


def _label_speaker(reading: _Reading, block: Block) -> str | None:
    if block.label is None:
        return None
    if block.label == "A":
        return interviewee(reading.headings) or "A"
    name = from_label(block.label)
    return reading.speakers.resolve(name) or name


def _resolved(speakers: Speakers, frame: Frame) -> str | None:
    """Return the speaker of a frame; in a chain the innermost, after a line end, counts."""
    who = frame.who.rpartition("\n")[2]
    return speakers.resolve(who) if who else speakers.last


def _rejoined(text: str, sentences: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield sentences; one that ends within a quoted part of another's is joined to it."""
    pending: tuple[int, int] | None = None
    for a, b in sentences:
        if pending:
            a, pending = pending[0], None
        following = _NEXT.match(text, b)
        if following and following.group(1).islower() and text[b - 1] in MARKS:
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


def _sentence(
    reading: _Reading,
    text: str,
    span: tuple[int, int],
    quotes: list[tuple[int, int]],
    found: list[Frame],
    heard: list[str | None],
    voices: dict[int, str | None],
    label: str | None,
) -> Iterator[Claim]:
    a, b = span
    outer: Chain = (label,) if label else ()
    if not found:
        inside = _around(quotes, a + 1, b - 1)
        voice = voices.get(inside) if inside is not None else None
        chain = outer or ((voice,) if voice else ())
        yield from _of(text, a, b, chain, span)
        return
    done = a
    for i, (frame, speaker) in enumerate(zip(found, heard, strict=True)):
        start, end = a + frame.content[0], a + frame.content[1]
        if frame.within and i and heard[i - 1]:
            chain = (*outer, *_chain(heard[i - 1], speaker))
        elif "\n" in frame.who:
            chain = (
                *outer,
                *_chain(reading.speakers.resolve(frame.who.partition("\n")[0]), speaker),
            )
        else:
            chain = (*outer, *((speaker,) if speaker else ()))
        lead = a + frame.start
        if frame.content[0] > frame.start and done < lead and not frame.within:
            yield from _own(text, done, lead, outer, span)
        follower = found[i + 1] if i + 1 < len(found) else None
        if follower and follower.within:
            done = a + follower.start
            continue
        yield from _content(text, frame, start, end, chain, span)
        done = max(end, a + frame.end)
        trailing = frame.content[1] <= frame.start
        if (
            trailing
            and not follower
            and not _interrupted(text, *trim(text, start, end), frame, span)
        ):
            yield from _rest(text, frame, (start, end), done, b, chain, span)
            done = b


def _around(quotes: list[tuple[int, int]], start: int, end: int) -> int | None:
    """Return where the quotation begins that holds all of a sentence, if one does."""
    place = bisect_right(quotes, start, key=itemgetter(0)) - 1
    return quotes[place][0] if place >= 0 and quotes[place][1] >= end else None


def _chain(first: str | None, second: str | None) -> Chain:
    return tuple(name for name in (first, second) if name)


def _own(text: str, start: int, end: int, outer: Chain, span: tuple[int, int]) -> Iterator[Claim]:
    """Yield the claims before a frame, if they are clauses of their own."""
    start, end = trim(text, start, end)
    if start < end and finite_verb(text[start:end]) is not None:
        yield from _of(text, start, end, outer, span)


def _rest(
    text: str,
    frame: Frame,
    content: tuple[int, int],
    start: int,
    end: int,
    chain: Chain,
    span: tuple[int, int],
) -> Iterator[Claim]:
    """Yield what follows a frame in the middle of a quotation."""
    first, last = trim(text, start, end)
    if first < last and finite_verb(text[first:last]) is not None and _begins(text, first):
        yield from _of(text, first, last, chain, span)


def _begins(text: str, place: int) -> bool:
    return any(mark in text[max(0, place - 8) : place] for mark in MARKS)


def _content(
    text: str, frame: Frame, start: int, end: int, chain: Chain, span: tuple[int, int]
) -> Iterator[Claim]:
    first, last = trim(text, start, end)
    if not _says_something(text[first:last]):
        return
    trails = frame.content[1] <= frame.start
    joined = _interrupted(text, first, last, frame, span) if trails else None
    if frame.kind == "accuses":
        first -= text[first - 1 : first] in tuple(MARKS)
        yield _claim(text, first, last, chain, span, _accusation(text[first:last]), True)
    elif frame.kind == "denies":
        that = _DENIED.match(text, first, last)
        standing = f"It is not true that {text[that.end() : last]}" if that else None
        yield _claim(text, first, last, chain, span, standing, True)
    elif frame.kind == "event":
        yield _claim(text, first, last, chain, span, None, True)
    elif joined:
        yield _claim(text, first, joined[0], chain, span, joined[1], True)
    else:
        yield from _of(text, start, end, chain, span)


def _says_something(words_: str) -> bool:
    return any(character.isalnum() for character in words_)


def _interrupted(
    text: str, first: int, last: int, frame: Frame, span: tuple[int, int]
) -> tuple[int, str] | None:
    """Return end and words of a sentence that the frame interrupts, if it does."""
    words_before = text[first:last]
    start, stop = trim(text, span[0] + frame.end, span[1])
    if finite_verb(words_before) is not None or start >= stop or not _begins(text, start):
        return None
    return stop, f"{words_before} {text[start:stop]}"


def _accusation(words_: str) -> str | None:
    """Return "Baku is giving …" for "Baku of giving …"."""
    verb = _GERUND.search(words_)
    if not verb:
        return None
    subject = words_[: verb.start()].strip(MARKS + " ")
    if not _says_something(subject):
        return None
    plural = subject.split()[-1].endswith("s") and " " in subject
    return f"{subject} {'are' if plural else 'is'} {words_[verb.start('verb') :].strip(MARKS)}"


def _of(text: str, start: int, end: int, chain: Chain, span: tuple[int, int]) -> Iterator[Claim]:
    if end - start > _LONGEST:
        yield _claim(text, *trim(text, start, end), chain, span, None, False)
        return
    for first, last in split_clauses(text, start, end):
        clause = text[first:last]
        if not _says_something(clause):
            continue
        checkable = is_checkable(text[first : max(last, min(end + 1, span[1]))], clause)
        yield _claim(text, first, last, chain, span, None, checkable)


def _claim(
    text: str,
    start: int,
    end: int,
    chain: Chain,
    sentence: tuple[int, int],
    standing: str | None,
    checkable: bool,
) -> Claim:
    end = min(end, start + MAX_CHARACTERS)
    said = text[start:end]
    return Claim(
        standing or said,
        speaker=chain[-1] if chain else None,
        span=(start, end),
        original=said if standing and standing != said else None,
        attribution=chain,
        checkable=checkable,
        metadata={"sentence": " ".join(text[slice(*sentence)].split())},
    )


def _moved(claim: Claim, offset: int) -> Claim:
    start, end = claim.span or (0, 0)
    return replace(claim, span=(start + offset, end + offset))
