"""The words that report speech: who speaks, and which words of the sentence are the speech."""

from __future__ import annotations

import re
from dataclasses import replace

from contradict.extraction.clauses import finite_verb
from contradict.extraction.contesting import CONTESTED, CONTESTING, what_is_denied
from contradict.extraction.frame import Frame
from contradict.extraction.names import NAME
from contradict.extraction.quotes import HIDDEN
from contradict.extraction.reference_words import MEN, PERSONS, WOMEN
from contradict.extraction.sayings import inverted_frame, saying
from contradict.extraction.subjects import apposed, may_speak, negated, subject
from contradict.extraction.words import (
    ACCUSING,
    ASIDE,
    CITING,
    COMPOUND,
    CONNECTIVES,
    DENYING,
    EVENTS,
    PEOPLE,
    QUOTED,
    SAYING,
    SAYING_PARTICIPLES,
)

_ASIDE_BEFORE = re.compile(rf"(?:(?:\b(?:{ASIDE})|\w+ly)\s+)+$", re.IGNORECASE)
_BOUNDARY = re.compile(
    rf"[{HIDDEN};:]|,(?!\d)|(?:^|\s)(?:and|but|although|though|while|whereas|that|before|as|when|after)\s",
)
_TWO_WORDS = rf"(?=\S+ [A-Z]){NAME.pattern}"
_WITHIN = re.compile(
    rf"\([^()]*\)|\b{COMPOUND}|\s[–—-] [^–—{HIDDEN};:]{{2,90}}? [–—-]\s+$|"
    rf"^\s*(?:[Bb]oth )?{_TWO_WORDS} and {_TWO_WORDS}\s*$"
)
"""What a boundary cannot be inside of."""
_DASHED = re.compile(r"\s[–—-] [^–—]{2,90}? [–—-]$")
_NOUN_BEFORE = re.compile(
    r"\b(?:the|a|an|of|any|these|those|such|its|his|her|their|no|some|new|earlier|to|this|that|is|are|was|were|be|been|\w+['’]s)\s+$",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\baccording to (?P<who>[^,;.]+(?:\.(?! |$)[^,;.]+)*)", re.IGNORECASE)
_OWN = re.compile(r"(?:his|her|its|their|your|our|my)\s", re.IGNORECASE)
_PERSON = re.compile(rf"[A-Z]|{PEOPLE.pattern}|\b(?:{'|'.join(sorted(MEN | WOMEN | PERSONS))})\b")
_ARTICLE = re.compile(r"^(?:The|An?|This|That|His|Her|Its|Their|Our|My|It)\b")
_JOINED_TO = re.compile(r"^(?:and|but)\b\s*")
_CONDITION = re.compile(
    r"(?:even )?(?:if|unless|when|whenever|whether|once(?! (?:more|again)\b)|until)\s",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(rf"\b{_CONDITION.pattern}+$", re.IGNORECASE)
"""What makes a report the condition of another clause, or its time."""
_BOTH = re.compile(r"\band\s*$")
_OF_WHAT = re.compile(rf"\s+(?=\S[^;]*?\sof\s[{HIDDEN}\w])")
_ZERO_THAT = re.compile("saying|claiming|insisting")
_JOINT = re.compile(
    r"[\s,;]*\b(?:and|but|before|although|though|while|whereas|which|who|after)?\s*$"
)
_AGAIN = re.compile(r"^\s*(?:,?\s*(?:and|but)\s+)?(?:who|which)?\s*$")


def frames(shown: str) -> list[Frame]:
    """Return the frames of a sentence whose quotations are hidden, in their order.

    >>> [(f.who, f.content) for f in frames("The mayor said that it was late.")]
    [('The mayor', (20, 32))]
    >>> frames("It was late, said Ilse Brandt.")[0].who
    'Ilse Brandt'
    """
    found: list[Frame] = []
    for kind, match in _verbs(shown):
        if found and match.start() < found[-1].end:
            continue
        frame = _frame(shown, kind, match, found)
        if frame:
            outer = found[-1] if found else frame
            if outer.content[0] < frame.start < outer.content[1] and not frame.within:
                said = _JOINT.sub("", shown[outer.content[0] : frame.start])
                found[-1] = replace(outer, content=(outer.content[0], outer.content[0] + len(said)))
            found.append(frame)
    return found


def _verbs(shown: str) -> list[tuple[str, re.Match[str]]]:
    kinds = {
        "says": SAYING,
        "participle": SAYING_PARTICIPLES,
        "contested": CONTESTED,
        "contests": CONTESTING,
        "denies": DENYING,
        "accuses": ACCUSING,
        "cites": CITING,
        "quoted": QUOTED,
        "according": _ACCORDING,
    }
    all_of = [(kind, match) for kind, form in kinds.items() for match in form.finditer(shown)]
    return sorted(all_of, key=lambda item: (item[1].start(), item[0]))


def _frame(shown: str, kind: str, match: re.Match[str], found: list[Frame]) -> Frame | None:
    if kind == "according":
        return _according(shown, match)
    if kind == "participle":
        return _participle(shown, match, found)
    if kind in ("contests", "contested") and not found:
        return None
    if kind == "contested":
        span = match.span("verb")
        return Frame(match.start(), match.end(), match["who"], span, "contests")
    floor = found[-1].end if found else 0
    before, after = shown[floor : match.start()], shown[match.end() :]
    if kind == "says" and _NOUN_BEFORE.search(shown, 0, match.start()):
        return None
    lead = _ASIDE_BEFORE.search(before)
    stem = before[: lead.start()] if lead else before
    whole = _WITHIN.sub(lambda found: "_" * len(found.group()), stem)
    cut = max((m.end() for m in _BOUNDARY.finditer(whole)), default=0)
    who, start = _DASHED.sub("", _JOINED_TO.sub("", stem[cut:].strip())), floor + cut
    if not who and not found and (both := _BOTH.search(stem)):
        who = subject(stem[: both.start()])
        if not who:
            return None
    elif not who and found and _AGAIN.match(_last_stretch(stem)):
        who = ""
    elif not who or _passive(who, lead):
        inverted = inverted_frame(shown, match, floor) if not who else None
        if inverted or _passive(who, lead):
            return inverted
        start = floor + _clause_start(stem)
        who = apposed(stem[start - floor :])
        if not who:
            return None
    if match.group().endswith(" clear") and not _PERSON.search(_ARTICLE.sub("", who)):
        return None
    if negated(shown[start : match.start()]) or not may_speak(who, match.group()):
        return None
    if _CONDITION.match(who) or _CONDITIONAL.search(shown, 0, start):
        return None
    if kind == "contests":
        return Frame(start, match.end(), who, match.span(), "contests")
    if kind == "quoted":
        chain = f"{match['by']}\n{who}" if match["by"] else who
        return Frame(start, match.end(), chain, (match.end(), len(shown)))
    if kind == "cites":
        return Frame(start, match.end(), f"{who}\n{match['whose']}", (match.end(), len(shown)))
    if kind == "accuses":
        of_what = _OF_WHAT.match(after)
        return of_what and Frame(
            start, match.end(), who, (match.end() + of_what.end(), len(shown)), "accuses"
        )
    if kind == "denies":
        denied = what_is_denied(match.group(), after)
        if denied is None:
            return None
        return Frame(start, match.end() + denied, who, (match.start(), len(shown)), "denies")
    return saying(shown, match, who, start, floor, found)


def _according(shown: str, match: re.Match[str]) -> Frame | None:
    if _OWN.match(match["who"]) and not _PERSON.search(match["who"]):
        return None  # "according to his wishes"
    lead = shown[: match.start()].strip(" ,")
    if not lead or CONNECTIVES.fullmatch(f"{lead} "):
        return Frame(match.start(), match.end(), match["who"], (match.end(), len(shown)))
    return Frame(match.start(), match.end(), match["who"], (0, match.start()))


def _participle(shown: str, match: re.Match[str], found: list[Frame]) -> Frame | None:
    if not found:
        return None
    after = shown[match.end() :]
    lead = re.search(r"(?:,? (?:and|before|after|while|in|to)|,)?\s*$", shown[: match.start()])
    start = lead.start() if lead else match.start()
    that = re.match(rf"\s+(?:\w+ )?that\s+|\s*:\s*|\s+(?={HIDDEN})", after)
    if that:
        place = match.end() + that.end()
        return Frame(start, place, "", (place, len(shown)))
    if _ZERO_THAT.fullmatch(match.group()) and lead and lead.group().strip():
        place = match.end()
        if finite_verb(f"x {after.split(',', 1)[0]}") is not None:
            return Frame(start, place, "", (place, len(shown)))
    event = EVENTS.match(after.lstrip())
    if event:
        place = match.end() + len(after) - len(after.lstrip())
        stop = re.search(r", |\bamid\b|\.$", shown[place:])
        return Frame(
            start, place, "", (place, place + stop.start() if stop else len(shown)), "event"
        )
    return None


def _passive(who: str, lead: re.Match[str] | None) -> bool:
    return bool(lead and re.search(r"\b(?:is|was|been)\b", lead.group()))


def _last_stretch(stem: str) -> str:
    cut = max((m.end() for m in re.finditer(rf"[{HIDDEN},;]", stem)), default=None)
    if cut is None:
        tail = re.search(r"\b(?:and|but)\s*$", stem)
        return tail.group() if tail else stem
    return stem[cut:]


def _clause_start(stem: str) -> int:
    return max(
        (m.end() for m in re.finditer(rf"[{HIDDEN};]|, (?:and|but|although|while) ", stem)),
        default=0,
    )
