"""Accusations: two that charge one and the same party, in other words, can both be true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contradict.claim import Claim
from contradict.verdicts.bearers import exclusive
from contradict.verdicts.clashes import Clash
from contradict.verdicts.names import Name, names
from contradict.verdicts.polarity import ONLY, denial, is_negative
from contradict.verdicts.words import content, has_kin

CHARGES = re.compile(
    r"(?<!anti-)(?<!counter-)(?<!anti )\b(?:aggressi(?:on|ve)|ethnic cleansing|genocid(?:e|al)|"
    r"massacres?|atrocit(?:y|ies)|(?:war|mass) crimes?|crimes? against humanity|apartheid|"
    r"persecut(?:ion|ing|es|ed)|repressi(?:on|ve)|oppressi(?:on|ve)|tyranny|terrorism|"
    r"acts? of terror|provocations?|intimidat(?:ion|ing)|impunity|corruption|extortion|"
    r"discriminat(?:ion|ing)|injustice|exploitation|torture|slavery|harassment|use of force)\b",
    re.IGNORECASE,
)
"""Words that do not tell what was done, but what to think of it."""
HOSTILE = re.compile(
    r"\b(?:offensives?|attacks?|assaults?|invasions?|bombardments?|shelling|air ?strikes?|sieges?|"
    r"blockades?|raids?)\b",
    re.IGNORECASE,
)
"""Words for hostile acts, which an account without any charge may have as well."""
_INSTEAD = re.compile(r"\b(?:instead|rather)\b", re.IGNORECASE)
_POSSESSED = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,3}$")
_NO_DOING = re.compile(
    r"\b(?:stop|end|ceas|halt|abandon|suspend|withdr|renounc|fight|fought|combat|prevent|investigat|"
    r"suffer|fac(?:e|ing)|flee|fled|fear|condemn|denounc|warn|accus|reject|oppos|victim|resist|"
    r"surviv|expos|uncover|punish|repel|repuls|thwart|foil|avert|await|expect|call|urg|ask)\w*",
    re.IGNORECASE,
)
"""What is done to a wrong, or told of one, by others than those who do it."""
_WARNING = re.compile(
    r"\s+(?:has |have |had )?(?:\w+ly |once again |again )*(?:warn(?:s|ed)? of|condemn(?:s|ed)?|"
    r"denounce[sd]?)\s"
)
_AGAINST = re.compile(r"\b(?:on|against|upon) (?:the )?$")
_PREDICATE = re.compile(r"\s+\w")
_OPENING = re.compile(r"(?:(?:the|meanwhile|today)\b\s*|[^,]{0,80},\s*)?$", re.IGNORECASE)
_ENDED = re.compile(r"[.;:!?]\s")
_REPORT = re.compile(
    r"accusations?|allegations?|claims?|reports?|stor(?:y|ies)|rumours?|news|information"
)
"""What is called false, whatever it tells."""
SHARED, SHARE = 2, 0.5
"""Content words that two denials have in common, and the share of the shorter one's."""


@dataclass(frozen=True, slots=True)
class _Charge:
    """A charge, whether it judges rather than tells, and who is charged, if that is told."""

    word: str
    judges: bool
    accused: Name | None


def same_charge(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether both claims accuse one party, one of them at least in words that judge.

    Who warns of something or condemns it, and names nobody, charges whoever the other does.

    >>> same_charge(
    ...     Claim("Velia is unleashing another aggression against Osk."),
    ...     Claim("Velia has launched an attack on the people of Osk."),
    ...     None,
    ... )
    True
    >>> same_charge(Claim("Velia stopped its aggression."), Claim("Osk suffers aggression."), None)
    False
    """
    texts = left.text, right.text
    if any(map(is_negative, texts)) or any(
        pattern.search(text) for pattern in (ONLY, _INSTEAD) for text in texts
    ):
        return False
    if clash is not None and clash.kind != "entity":
        return False
    facing = list(_charges(texts[1]))
    # An act that is told without a charge, against others than those of the charge, is another.
    others = [
        any(_AGAINST.search(text[: name.span[0]]) for name in own)
        for text, own in zip(texts, exclusive(*texts), strict=True)
    ]
    return any(
        _alike(a, b) and (a.judges or not others[0]) and (b.judges or not others[1])
        for a in _charges(texts[0])
        for b in facing
    )


def _alike(a: _Charge, b: _Charge) -> bool:
    if a.accused is not None and b.accused is not None:
        return (a.judges or b.judges) and a.accused.same(b.accused)
    return a.accused is not b.accused and a.judges and a.word == b.word


def _charges(text: str) -> Iterator[_Charge]:
    """Yield what a text charges somebody with: its subject, or whose doing it is.

    >>> [(c.word, c.accused.words) for c in _charges("Osk warned of Velia's long aggression.")]
    [('aggression', ('velia',))]
    >>> [(c.word, c.accused) for c in _charges("Osk warned of aggression.")]
    [('aggression', None)]
    >>> list(_charges("Osk has ended the persecution of Velia's people. Velia's terrorism began."))
    []
    """
    found = names(text)
    for pattern in (CHARGES, HOSTILE):
        for match in pattern.finditer(text):
            before = [name for name in found if name.span[1] < match.start()]
            gaps = [text[name.span[1] : match.start()] for name in before]
            word, judges = match.group().lower(), pattern is CHARGES
            doing = [
                name for name, gap in zip(before, gaps, strict=True) if _is_doing(text, name, gap)
            ]
            if doing:
                yield _Charge(word, judges, doing[-1])
            elif not before or not _begins(text, before[0]):
                continue
            elif _WARNING.match(gaps[0]):
                yield _Charge(word, judges, None)
            elif not _NO_DOING.search(gaps[0]) and _PREDICATE.match(gaps[0]):
                yield _Charge(word, judges, before[0])


def _begins(text: str, name: Name) -> bool:
    """Tell whether a sentence begins with a name, or with an opening before it."""
    return _OPENING.fullmatch(_ENDED.split(text[: name.span[0]])[-1]) is not None


def _is_doing(text: str, name: Name, gap: str) -> bool:
    """Tell whether a charge is the doing of a name: "Velia's long siege", "for Velia to attack".

    Where a text begins with it, it is what the text is about, not what it charges.
    """
    if _POSSESSED.fullmatch(gap):
        return not _begins(text, name)
    lead = text[: name.span[0]].rstrip()
    return lead.endswith(" for") and re.match(r"\s+to\s", gap) is not None


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
        [
            word
            for word in content(claim.text)
            if not cue[0] <= word.start < cue[1] and not _REPORT.fullmatch(word.low)
        ]
        for claim, cue in ((left, cues[0]), (right, cues[1]))
    )
    shared = min(
        sum(has_kin(word, there) for word in here), sum(has_kin(word, here) for word in there)
    )
    return shared >= max(SHARED, SHARE * min(len(here), len(there)))
