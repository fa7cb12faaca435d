"""The words that report speech: who speaks, and which words of the sentence are the speech."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from contradict.extraction.adjuncts import past_adjuncts, past_hearer, surely_states
from contradict.extraction.clauses import finite_verb, is_surely_finite, words
from contradict.extraction.contesting import CONTESTED, CONTESTING, REPORT, what_is_denied
from contradict.extraction.quotes import HIDDEN
from contradict.extraction.reference_words import MEN, PERSONS, WOMEN
from contradict.extraction.subjects import apposed, may_speak, negated, outer_subject, subject
from contradict.extraction.words import (
    ACCUSING,
    ASIDE,
    CITING,
    COMPOUND,
    CONNECTIVES,
    DENYING,
    EVENTS,
    ONLY_AFTER_QUOTE,
    ONLY_WITH_THAT,
    PEOPLE,
    SAYING,
    SAYING_PARTICIPLES,
    SURE_ZERO_THAT,
    TOLD,
    ZERO_THAT,
)

Kind = Literal["says", "denies", "accuses", "event", "contests"]

_TO_CONTENT = re.compile(
    rf"[^{HIDDEN};:]{{0,90}}?(?:\bthat\b(?! {REPORT}\b)[,:]?\s*(?=\S)|:\s*|(?={HIDDEN}))",
    re.DOTALL,
)
_ASIDE_BEFORE = re.compile(rf"(?:(?:\b(?:{ASIDE})|\w+ly)\s+)+$", re.IGNORECASE)
_BOUNDARY = re.compile(
    rf"[{HIDDEN};:]|,(?!\d)|(?:^|\s)(?:and|but|although|though|while|whereas|that|before|as|when|after)\s",
)
_WITHIN = re.compile(rf"\([^()]*\)|\b{COMPOUND}")
"""What a boundary cannot be inside of."""
_NOUN_BEFORE = re.compile(
    r"\b(?:the|a|an|of|any|these|those|such|its|his|her|their|no|some|new|earlier|to|this|that|is|are|was|were|be|been|\w+['’]s)\s+$",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\baccording to (?P<who>[^,;.]+(?:\.(?! |$)[^,;.]+)*)", re.IGNORECASE)
_OWN = re.compile(r"(?:his|her|its|their|your|our|my)\s", re.IGNORECASE)
_PERSON = re.compile(rf"[A-Z]|{PEOPLE.pattern}|\b(?:{'|'.join(sorted(MEN | WOMEN | PERSONS))})\b")
_JOINED_TO = re.compile(r"^(?:and|but)\b\s*")
_CONDITION = re.compile(
    r"(?:even )?(?:if|unless|when|whenever|whether|once(?! (?:more|again)\b)|until)\s",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(rf"\b{_CONDITION.pattern}+$", re.IGNORECASE)
"""What makes a report the condition of another clause, or its time."""
_RELATIVE = re.compile(r"\w\s+that\s+$")
"""A *that* after a noun, which a verb makes a relative pronoun."""
_INFINITIVE = re.compile(r"\s+(?:not\s+)?to\s")
_BOTH = re.compile(r"\band\s*$")
_OF_WHAT = re.compile(rf"\s+(?=\S[^;]*?\sof\s[{HIDDEN}\w])")
_ZERO_THAT = re.compile("saying|claiming|insisting")
_INVERTED = re.compile(rf"\s+(?P<who>[^,;.{HIDDEN}]*(?:\.(?=\w| [A-Z])[^,;.{HIDDEN}]*)*)")
_JOINT = re.compile(
    r"[\s,;]*\b(?:and|but|before|although|though|while|whereas|which|who|after)?\s*$"
)
_AGAIN = re.compile(r"^\s*(?:,?\s*(?:and|but)\s+)?(?:who|which)?\s*$")


@dataclass(frozen=True, slots=True)
class Frame:
    """A report of speech: the mention of the speaker, and where the speech stands.

    All places are within the sentence. ``who`` is empty where the last speaker goes on.
    ``within`` is the place of the frame that this one stands inside of.
    """

    start: int
    end: int
    who: str
    content: tuple[int, int]
    kind: Kind = "says"
    within: bool = False


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
    who, start = _JOINED_TO.sub("", stem[cut:].strip()), floor + cut
    if not who and not found and (both := _BOTH.search(stem)):
        who = subject(stem[: both.start()])
        if not who:
            return None
    elif not who and found and _AGAIN.match(_last_stretch(stem)):
        who = ""
    elif not who or _passive(who, lead):
        inverted = _inverted(shown, match, floor) if not who else None
        if inverted or _passive(who, lead):
            return inverted
        start = floor + _clause_start(stem)
        who = apposed(stem[start - floor :])
        if not who:
            return None
    if negated(shown[start : match.start()]) or not may_speak(who, match.group()):
        return None
    if _CONDITION.match(who) or _CONDITIONAL.search(shown, 0, start):
        return None
    if kind == "contests":
        return Frame(start, match.end(), who, match.span(), "contests")
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
    return _saying(shown, match, who, start, floor, found)


def _saying(
    shown: str, match: re.Match[str], who: str, start: int, floor: int, found: list[Frame]
) -> Frame | None:
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


def _inverted(shown: str, match: re.Match[str], floor: int) -> Frame | None:
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
