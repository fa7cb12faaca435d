"""Frames of verbs of saying: before what is said, after it, and in the middle."""

from __future__ import annotations

import re

from contradict.extraction.adjuncts import past_adjuncts, past_hearer, surely_states
from contradict.extraction.clauses import finite_verb, is_surely_finite, words
from contradict.extraction.contesting import REPORT
from contradict.extraction.frame import Frame
from contradict.extraction.names import NAME
from contradict.extraction.quotes import HIDDEN
from contradict.extraction.subjects import outer_subject
from contradict.extraction.words import (
    EVENTS,
    ONLY_AFTER_QUOTE,
    ONLY_WITH_THAT,
    PEOPLE,
    SURE_ZERO_THAT,
    TOLD,
    ZERO_THAT,
)

_TO_CONTENT = re.compile(
    rf"[^{HIDDEN};:]{{0,90}}?(?:\bthat\b(?! {REPORT}\b)[,:]?\s*(?=\S)|:\s*|(?={HIDDEN}))",
    re.DOTALL,
)
_RELATIVE = re.compile(r"\w\s+that\s+$")
"""A *that* after a noun, which a verb makes a relative pronoun."""
_INFINITIVE = re.compile(r"\s+(?:not\s+)?to\s")
_INVERTED = re.compile(
    rf"\s+(?P<who>[^,;.{HIDDEN}]*(?:\.(?=\w| [A-Z])[^,;.{HIDDEN}]*)*"
    rf"(?:(?<=[a-z]), {NAME.pattern}(?=[,.;{HIDDEN}]|$))?)"
)


def saying(
    shown: str, match: re.Match[str], who: str, start: int, floor: int, found: list[Frame]
) -> Frame | None:
    """Return the frame of a verb of saying and its subject ``who``; None if it reports nothing.

    ``start`` is where the subject begins, ``floor`` where the frames ``found`` before it end.
    """
    verb, after = match.group(), shown[match.end() :]
    opened = shown[floor:start].strip(" ,\n")
    to_content = _TO_CONTENT.match(after)
    trailing = _trailing(shown, match, who, start, floor) if not found else None
    if trailing and after.lstrip()[:1] in ",.;":
        return trailing
    inside = bool(found) and shown[found[-1].content[0] : start].strip(" ,") == ""
    event = EVENTS.search(after[:120])
    if (
        event
        and to_content
        and "that" not in to_content.group()
        and event.start() < to_content.end()
    ):
        to_content = None
    if to_content and _RELATIVE.search(after, 0, to_content.end()) and _is_verb(after, to_content):
        to_content = None
    if to_content and finite_verb(f"x {to_content.group().replace(' that', ' ')}") is None:
        by_quote = after[: to_content.end()].strip()
        interrupts = opened.endswith(HIDDEN) and by_quote.endswith(",")
        if not interrupts and not (by_quote == "" and verb in ONLY_WITH_THAT):
            place = match.end() + (outer_subject(verb, to_content.group()) or to_content.end())
            return Frame(start, place, who, (place, len(shown)), "says", inside)
    if trailing:
        return trailing
    if verb in TOLD:
        told = past_hearer(after)
        return None if told is None else _to_end(shown, match, who, start, told, inside)
    if verb in SURE_ZERO_THAT:
        skipped = past_adjuncts(after)
        if surely_states(after[skipped:]):
            return _to_end(shown, match, who, start, skipped, inside)
    if verb in ONLY_WITH_THAT or verb in ONLY_AFTER_QUOTE:
        return None
    if event:
        place = match.end() + event.start()
        stop = re.search(r" after \w+ing\b|, |\bamid\b|\.$", shown[place:])
        return Frame(
            start, place, who, (place, place + stop.start() if stop else len(shown)), "event"
        )
    if verb in ZERO_THAT and not _INFINITIVE.match(after):
        stretch = after.split(",", 1)[0] or after
        if finite_verb(f"x {stretch}") or (
            finite_verb(after) is not None and not after.startswith(",")
        ):
            return _to_end(shown, match, who, start, past_adjuncts(after), inside)
    return None


def _is_verb(after: str, to_content: re.Match[str]) -> bool:
    following = words(after[to_content.end() : to_content.end() + 20])
    return bool(following) and is_surely_finite(following[0])


def _to_end(
    shown: str, match: re.Match[str], who: str, start: int, skipped: int, inside: bool
) -> Frame:
    """Return a frame whose statement goes from ``skipped`` characters after the verb to the end."""
    place = match.end() + skipped
    return Frame(start, place, who, (place, len(shown)), "says", inside)


def _trailing(shown: str, match: re.Match[str], who: str, start: int, floor: int) -> Frame | None:
    """Return the frame of "…, she said" if the verb ends one."""
    opened, after = shown[floor:start].strip(" ,\n"), shown[match.end() :]
    if not who or not opened or (HIDDEN not in opened and finite_verb(opened) is None):
        return None
    stop = re.search(rf"[,;]|{HIDDEN}|$", after)
    tail = match.end() + (stop.start() if stop else 0)
    if finite_verb(f"x {shown[match.end() : tail]}") is not None or not _trails(shown, start):
        return None
    return Frame(start, tail, who, (floor, start))


def _trails(shown: str, start: int) -> bool:
    """Tell whether what stands before the frame is closed off from it."""
    return shown[:start].rstrip()[-1:] in {",", HIDDEN, ";", ":"}


def inverted_frame(shown: str, match: re.Match[str], floor: int) -> Frame | None:
    """Return the frame of "…, said Ilse Brandt" if the verb stands in one."""
    opened = shown[floor : match.start()].rstrip()
    who = _INVERTED.match(shown, match.end())
    if not opened or opened[-1] not in f",{HIDDEN}" or not who or not who["who"].strip():
        return None
    mention = who["who"].strip()
    named = re.search(r"[A-Z]", mention) or PEOPLE.search(mention)
    if (
        not named
        or finite_verb(f"x {mention}") is not None
        or re.match(r"(?:that|in|to|on)\b", mention)
    ):
        return None
    if HIDDEN not in opened and finite_verb(opened) is None:
        return None
    return Frame(match.start(), who.end(), mention, (floor, match.start()))
