"""Accusations: two that charge one and the same party, in other words, can both be true."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contradict.claim import Claim
from contradict.verdicts.clashes import Clash
from contradict.verdicts.names import Name, names
from contradict.verdicts.polarity import denial, is_negative
from contradict.verdicts.words import content, has_kin

CHARGES = re.compile(
    r"(?<!anti-)(?<!counter-)(?<!anti )\b(?:aggressi(?:on|ve)|ethnic cleansing|genocid(?:e|al)|"
    r"massacres?|atrocit(?:y|ies)|(?:war|mass) crimes?|crimes? against humanity|apartheid|"
    r"persecut(?:ion|ing|es|ed)|repressi(?:on|ve)|oppressi(?:on|ve)|tyranny|terrorism|"
    r"acts? of terror|provocations?|intimidat(?:ion|ing)|impunity|corruption|extortion|"
    r"discriminat(?:ion|ing)|injustice|exploitation|torture|slavery|harassment)\b",
    re.IGNORECASE,
)
"""Words that do not tell what was done, but what to think of it."""
_ONLY = re.compile(r"\b(?:only|alone|sole|solely|exclusively|instead|rather)\b", re.IGNORECASE)
_POSSESSED = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,3}$")
_NO_DOING = re.compile(
    r"\b(?:stop|end|ceas|halt|abandon|suspend|withdr|renounc|fight|fought|combat|prevent|investigat|"
    r"suffer|fac(?:e|ing)|flee|fled|fear|condemn|denounc|warn|accus|reject|oppos|victim|resist|"
    r"surviv|expos|uncover|punish)\w*",
    re.IGNORECASE,
)
"""What is done to a wrong, or told of one, by others than those who do it."""
_OPENING = re.compile(r"(?:(?:the|meanwhile|today)\b\s*|[^,]{0,80},\s*)?$", re.IGNORECASE)
SHARED, SHARE = 2, 0.5
"""Content words that two denials have in common, and the share of the shorter one's."""


def same_charge(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether both claims accuse one party, and no rule finds what clashes.

    >>> same_charge(
    ...     Claim("Velia is unleashing another aggression against Osk."),
    ...     Claim("Velia continues its persecution of the people of Osk."),
    ...     None,
    ... )
    True
    >>> same_charge(Claim("Velia stopped its aggression."), Claim("Osk suffers aggression."), None)
    False
    """
    texts = left.text, right.text
    if clash is not None or any(map(is_negative, texts)) or any(map(_ONLY.search, texts)):
        return False
    facing = list(_accused(texts[1]))
    return any(a.same(b) for a in _accused(texts[0]) for b in facing)


def _accused(text: str) -> Iterator[Name]:
    """Yield the names that a text charges with something: its subject, or whose doing it is.

    >>> [name.words for name in _accused("Osk warned of Velia's continued aggression.")]
    [('velia',)]
    >>> [name.words for name in _accused("Osk has ended the persecution of Velia's people.")]
    []
    """
    found = names(text)
    for charge in CHARGES.finditer(text):
        before = [name for name in found if name.span[1] < charge.start()]
        gaps = [text[name.span[1] : charge.start()] for name in before]
        if any(map(_NO_DOING.search, gaps[:1])):
            yield from (a for a, gap in zip(before[1:], gaps[1:], strict=True) if _owns(gap))
        elif any(map(_owns, gaps)):
            yield from (a for a, gap in zip(before, gaps, strict=True) if _owns(gap))
        elif before and _OPENING.fullmatch(text[: before[0].span[0]]) and " " in gaps[0].strip():
            yield before[0]


def _owns(gap: str) -> bool:
    """Tell whether what stands between a name and a charge makes it the name's doing."""
    return _POSSESSED.fullmatch(gap) is not None


def same_denial(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether both claims call false what is told of one thing.

    >>> same_denial(
    ...     Claim("All news of mines and sabotage is false."),
    ...     Claim("Osk spread false information about mines and about sabotage."),
    ...     None,
    ... )
    True
    >>> same_denial(Claim("All news of mines is false."), Claim("Mines were found."), None)
    False
    """
    if clash is not None:
        return False
    cues = denial(left.text), denial(right.text)
    if cues[0] is None or cues[1] is None:
        return False
    here, there = (
        [word for word in content(claim.text) if not cue[0] <= word.start < cue[1]]
        for claim, cue in ((left, cues[0]), (right, cues[1]))
    )
    shared = min(
        sum(has_kin(word, there) for word in here), sum(has_kin(word, here) for word in there)
    )
    return shared >= max(SHARED, SHARE * min(len(here), len(there)))
