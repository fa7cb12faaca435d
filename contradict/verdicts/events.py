"""Whether two claims tell of two events: one more of its kind, or quite another."""

from __future__ import annotations

import re

from contradict.claim import Claim
from contradict.verdicts.clashes import Clash, Spans
from contradict.verdicts.names import names
from contradict.verdicts.polarity import ONLY, is_negative
from contradict.verdicts.voice import same_speaker
from contradict.verdicts.words import Word, base, content, has_kin, listed, outside

ANOTHER = re.compile(r"\b(?:another|a (?:second|third|further|different)(?! of))\b", re.IGNORECASE)
PHASES = frozenset(
    listed("start begin commence launch open continue resume persist end stop cease finish halt")
)
FEWEST = 2
"""Words of each text, besides names, that tell what begins or ends."""


def other_event(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether a speaker goes on from one thing to another of its kind.

    >>> first, then = Claim("Two died by a mine.", speaker="A"), "Four died by another mine."
    >>> other_event(first, Claim(then, speaker="A"), None)
    True
    >>> other_event(first, Claim(then, speaker="B"), None)
    False
    >>> other_event(Claim("Six died by two mines.", speaker="A"), Claim(then, speaker="A"), None)
    False
    """
    texts = left.text, right.text
    if not same_speaker(left, right) or left.source != right.source or left.date != right.date:
        return False
    if any(map(is_negative, texts)) or any(map(ONLY.search, texts)):
        return False
    if all(map(ANOTHER.search, texts)):
        return False
    new, old = (left, right) if ANOTHER.search(left.text) else (right, left)
    if new.span is not None and old.span is not None and new.span < old.span:
        return False
    single = {word.low for word in content(old.text)}
    return any(
        word.low in single and not word.low.endswith("s")
        for match in ANOTHER.finditer(new.text)
        for word in [w for w in content(new.text) if w.start >= match.end()][:2]
    )


def other_course(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether one thing goes on and quite another has ended.

    >>> siege, war = Claim("The army's siege continues."), Claim("The long war had ended before.")
    >>> clash = Clash("antonym", ((17, 26),), ((17, 22),))
    >>> other_course(siege, war, clash)
    True
    >>> other_course(siege, Claim("The siege by the army ended."), clash)
    False
    """
    if clash is None or clash.kind != "antonym":
        return False
    sides = ((left.text, clash.left), (right.text, clash.right))
    if not all(_is_phase(text[slice(*span)]) for text, spans in sides for span in spans):
        return False
    here, there = (_common_words(text, spans) for text, spans in sides)
    return min(len(here), len(there)) >= FEWEST and not any(has_kin(w, there) for w in here)


def _is_phase(word: str) -> bool:
    return not PHASES.isdisjoint({base(word.lower()), f"{base(word.lower())}e"})


def _common_words(text: str, spans: Spans) -> list[Word]:
    """Return the content words of a text outside of ``spans`` and of names."""
    return outside(text, [*spans, *(name.span for name in names(text))])
