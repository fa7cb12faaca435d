"""A sentence becomes claims: its frames with what they report, and what stands outside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter
from typing import TypeAlias

from contradict.claim import MAX_CHARACTERS, Claim
from contradict.extraction.clauses import finite_verb, is_checkable, split_clauses, trim
from contradict.extraction.contesting import (
    CONTESTING,
    NEGATED,
    accused_of_lying,
    calls_false,
    denial_of,
)
from contradict.extraction.frame import Frame
from contradict.extraction.lists import taken_apart
from contradict.extraction.nominals import denied_as_clause, presupposed, told_as_clause
from contradict.extraction.quotes import HIDDEN, MARKS
from contradict.extraction.speakers import Speakers
from contradict.extraction.words import PRONOUNS

Chain: TypeAlias = tuple[str, ...]
Span: TypeAlias = tuple[int, int]

LONGEST = 4000
"""Characters up to which a sentence is taken apart; what is longer is no prose."""
_MARKS = re.compile(f"[{MARKS}]")
_BUT_INCHES = re.compile(rf"((?<![\w-])[\d'’.]+\" (?=[a-z]))|[{MARKS}]")
_JOINT = re.compile(r"[\s,;]+(?:and|but|or|while|although|though|before|after|as)[\s,;]*$")
_DENIES_CLAUSE = re.compile(r"\w+\s+(?:.*\bthat\b\s*)?", re.DOTALL)
"""Words that deny, up to a clause."""
_ASKED = re.compile(r"(?:when )?(?:asked|pressed|questioned)\b", re.IGNORECASE)
"""A question that a speaker answers."""
_LEFT_OUT = re.compile(r"\s*[(\[](?:…|\.\.\.)[)\]]")
_SUBORDINATE = re.compile(
    r"(?:because|since|when|whenever|if|unless|until|where|wherever|after|before|as|so that|that|"
    r"which|who|whose|in|on|at|for|with|without|by|from|to)\b"
)
"""What goes on with a sentence that was interrupted."""
_EVIDENCE = re.compile(rf",\s+(?:citing|quoting|referring to|pointing to)\s[^{MARKS}]*$")
_GERUND = re.compile(r"\sof\s+[\"“‘]?(?P<verb>\w+ing)\b")


def sentence_claims(
    speakers: Speakers,
    text: str,
    span: Span,
    quotes: list[Span],
    found: list[Frame],
    heard: list[str | None],
    voices: dict[int, str | None],
    label: str | None,
) -> Iterator[Claim]:
    """Yield the claims of the sentence at ``span``, in their order.

    ``found`` are its frames and ``heard`` the speaker of each; ``voices`` has the speaker
    of every quotation in ``quotes``, and ``label`` is that of the paragraph.
    """
    a, b = span
    outer: Chain = (label,) if label else ()
    if not found:
        inside = _around(quotes, a + 1, b - 1)
        voice = voices.get(inside) if inside is not None else None
        chain = outer or ((voice,) if voice else ())
        yield from _of(text, a, b, chain, span)
        return
    done = a
    said: list[Claim] = []
    for i, (frame, speaker) in enumerate(zip(found, heard, strict=True)):
        start, end = a + frame.content[0], a + frame.content[1]
        if frame.within and i and heard[i - 1]:
            chain = (*outer, *_chain(heard[i - 1], speaker))
        elif "\n" in frame.who:
            chain = (
                *outer,
                *_chain(speakers.resolve(frame.who.partition("\n")[0]), speaker),
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
        told = list(_content(text, frame, start, end, chain, span))
        said = [_linked(claim, frame, said, speakers, text) for claim in told]
        yield from said
        done = max(end, a + frame.end)
        trailing = frame.content[1] <= frame.start
        if (
            trailing
            and not follower
            and not _interrupted(text, *trim(text, start, end), frame, span)
        ):
            yield from _rest(text, done, b, chain, span)
            done = b


def _around(quotes: list[Span], start: int, end: int) -> int | None:
    """Return where the quotation begins that holds all of a sentence, if one does."""
    place = bisect_right(quotes, start, key=itemgetter(0)) - 1
    return quotes[place][0] if place >= 0 and quotes[place][1] >= end else None


def _chain(first: str | None, second: str | None) -> Chain:
    return tuple(name for name in (first, second) if name)


def _own(text: str, start: int, end: int, outer: Chain, span: Span) -> Iterator[Claim]:
    """Yield the claims before a frame, if they are clauses of their own."""
    start, end = trim(text, start, end)
    if _ASKED.match(text, start, end):
        return
    while start < end and (joint := _JOINT.search(text, start, end)):
        end = joint.start()
    if start < end and finite_verb(text[start:end]) is not None:
        yield from _of(text, start, end, outer, span)


def _rest(text: str, start: int, end: int, chain: Chain, span: Span) -> Iterator[Claim]:
    """Yield what follows a frame in the middle of a quotation."""
    first, last = trim(text, start, end)
    if first < last and finite_verb(text[first:last]) is not None and _begins(text, first):
        yield from _of(text, first, last, chain, span)


def _begins(text: str, place: int) -> bool:
    return any(mark in text[max(0, place - 8) : place] for mark in MARKS + "‘")


def _content(
    text: str, frame: Frame, start: int, end: int, chain: Chain, span: Span
) -> Iterator[Claim]:
    first, last = trim(text, start, end)
    if not _says_something(text[first:last]):
        return
    trails = frame.content[1] <= frame.start
    joined = _interrupted(text, first, last, frame, span) if trails else None
    if frame.kind == "accuses":
        first -= text[first - 1 : first] in tuple(MARKS)
        charge = _accusation(text[first:last])
        if charge or accused_of_lying(_unquoted(text[first:last])):
            yield _claim(text, first, last, chain, span, charge, True)
        elif frame.who:
            whole = trim(text, span[0] + frame.start, last)
            yield _claim(text, *whole, chain[:-1], span, None, True)
    elif frame.kind == "denies":
        said = text[first:last]
        place = span[0] + frame.end
        denied = text[place:last].strip()
        if finite_verb(denied) is None or not _DENIES_CLAUSE.fullmatch(text, first, place):
            denied = denied_as_clause(_unquoted(said.partition(" ")[2])) or ""
        who = _announcer(frame, chain)
        standing = f"{NEGATED}{denied}" if denied else f"{who} {said}" if who else None
        yield _claim(text, first, last, chain, span, standing, not CONTESTING.fullmatch(said))
    elif frame.kind == "contests":
        yield _claim(text, first, last, chain, span, None, True)
    elif frame.kind == "event":
        verb = text[span[0] + frame.start : span[0] + frame.end]
        standing = told_as_clause(_unquoted(text[first:last]), verb, _announcer(frame, chain))
        yield _claim(text, first, last, chain, span, standing, True)
    elif joined:
        asserted = is_checkable(joined[1] + text[joined[0] : span[1]], joined[1])
        yield _claim(text, first, joined[0], chain, span, joined[1], asserted)
    else:
        yield from _of(text, start, end, chain, span)


def _announcer(frame: Frame, chain: Chain) -> str:
    """Return the words for the one who announces: those of the sentence, if they name one."""
    who = " ".join(frame.who.partition("\n")[0].split()).strip(" ,–—-")
    if who and HIDDEN not in who and who.split()[-1].casefold() not in PRONOUNS:
        return who
    name = chain[-1] if chain else ""
    return name if name[:1].isupper() else ""


def _linked(claim: Claim, frame: Frame, said: list[Claim], speakers: Speakers, text: str) -> Claim:
    """Return a claim that only calls false what the sentence has just reported, with its content.

    ``said`` is what was reported, by another speaker.
    """
    words_ = text[slice(*(claim.span or (0, 0)))]
    voice = said[0].speaker if said else None
    if frame.kind == "accuses":
        accused = accused_of_lying(_unquoted(words_))
        points_back = accused is not None and speakers.resolve(accused) == voice
    else:
        points_back = frame.kind == "contests" or calls_false(claim.text)
    if not points_back:
        return claim
    known = claim.speaker is not None and voice not in (None, claim.speaker)
    standing = denial_of(said) if known else None
    if standing is None:
        return replace(claim, checkable=claim.checkable and frame.kind != "contests")
    return replace(claim, text=standing, original=words_, checkable=True)


def _says_something(words_: str) -> bool:
    return any(character.isalnum() for character in words_)


def _interrupted(
    text: str, first: int, last: int, frame: Frame, span: Span
) -> tuple[int, str] | None:
    """Return end and words of a sentence that the frame interrupts, if it does."""
    words_before = text[first:last]
    start, stop = trim(text, span[0] + frame.end, span[1])
    if start >= stop or not _begins(text, start):
        return None
    if finite_verb(words_before) is not None and not _SUBORDINATE.match(text, start, stop):
        return None
    return stop, f"{words_before} {text[start:stop]}"


def _accusation(words_: str) -> str | None:
    """Return "Baku is giving …" for "Baku of giving …"."""
    words_ = _EVIDENCE.sub("", words_)
    verb = _GERUND.search(words_)
    if not verb:
        return None
    subject = words_[: verb.start()].strip(MARKS + " ")
    if not _says_something(subject):
        return None
    plural = subject.split()[-1].endswith("s") and " " in subject
    return f"{subject} {'are' if plural else 'is'} {words_[verb.start('verb') :].strip(MARKS)}"


def _of(text: str, start: int, end: int, chain: Chain, span: Span) -> Iterator[Claim]:
    if end - start > LONGEST and _says_something(text[start:end]):
        yield _claim(text, *trim(text, start, end), chain, span, None, False)
    if end - start > LONGEST:
        return
    for first, last in split_clauses(text, start, end):
        clause = text[first:last]
        if not _says_something(clause):
            continue
        checkable = is_checkable(text[first : max(last, min(end + 1, span[1]))], clause)
        for part in taken_apart(clause):
            place = first + part.start, first + part.end
            yield _claim(text, *place, chain, span, part.text, checkable)
        granted = presupposed(clause) if checkable else None
        if granted:
            yield _claim(text, first, first + granted.length, chain, span, granted.text, True)


def _claim(
    text: str,
    start: int,
    end: int,
    chain: Chain,
    sentence: Span,
    standing: str | None,
    checkable: bool,
) -> Claim:
    end = min(end, start + MAX_CHARACTERS)
    said = text[start:end]
    standing = _unquoted(standing or said)
    return Claim(
        standing,
        speaker=chain[-1] if chain else None,
        span=(start, end),
        original=said if standing != said else None,
        attribution=chain,
        checkable=checkable,
        metadata={"sentence": " ".join(text[slice(*sentence)].split())},
    )


def _unquoted(words_: str) -> str:
    """Return words in one line, without what only marks a quotation, or what it leaves out."""
    told = _LEFT_OUT.sub("", words_)
    told = _BUT_INCHES.sub(r"\1", told) if told.count('"') == 1 else _MARKS.sub("", told)
    return " ".join(told.split()) or words_
