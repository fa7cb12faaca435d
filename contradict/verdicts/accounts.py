"""Two claims that tell one and the same thing, or that are said in one breath."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contradict.claim import Claim
from contradict.sentences import sentence_spans
from contradict.verdicts.clashes import Clash
from contradict.verdicts.names import is_one
from contradict.verdicts.opposites import are_opposite, in_one_row
from contradict.verdicts.polarity import ONLY, is_negative, negations
from contradict.verdicts.roles import passive
from contradict.verdicts.voice import same_speaker
from contradict.verdicts.words import Word, akin, content, has_kin, words

_SEVERAL = re.compile(r"[.!?]\W*\s")
"""What a text of several sentences has."""
_NOT = re.compile(r"not|never|\w+n['’]t", re.IGNORECASE)
_DEGREE = frozenset(
    "intensely heavily severely strongly badly seriously repeatedly continually constantly again "
    "currently massively fiercely violently".split()
)
"""What only tells how much."""
_LIMITS = frozenset(
    "all any every each both some most more less least few before after until since "
    "can could may might must shall should will would up down out off still previously formerly "
    "former other".split()
)
"""Function words that change what the same content words say."""
_SHORT_OF = re.compile(
    r"\b(?:almost|nearly|partly|half|narrowly|barely|(?:is|are|was|were) to|"
    r"(?:tr(?:y|ies|ied|ying)|(?:attempt|threaten|vow|want|fail|mean|intend)(?:s|ed|ing)?|"
    r"plan(?:s|ned|ning)?|(?:refus|hop|promis)(?:e|es|ed|ing)|threats?|refusals?) to|prevented)\b",
    re.IGNORECASE,
)
"""What says that a thing was not done, or not in full."""
SHARED = 2
"""Content words that two texts on one matter share at least."""
_SAME = tuple(
    frozenset(group.split())
    for group in (
        "town city",
        "village settlement",
        "region area",
        "soldier serviceman",
        "road highway",
        "hurt injure wound",
        "kill die",
        "ship vessel",
        "firm company",
        "begin start launch",
    )
)
"""Base forms that news prose takes for each other."""


def same_account(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether one claim says nothing but what the other says too.

    >>> attack = Claim("Osk and other towns are under heavy attack by artillery.")
    >>> same_account(attack, Claim("Osk and other cities were attacked by artillery."), None)
    True
    >>> same_account(attack, Claim("Arad and other cities were attacked by artillery."), None)
    False
    >>> same_account(Claim("The house passed it."), Claim("The house nearly passed it."), None)
    False
    >>> same_account(Claim("He seized it in Osk."), Claim("He planned to seize it in Osk."), None)
    False
    >>> same_account(Claim("Osk beat Arad."), Claim("Osk was beaten by Arad."), None)
    False
    """
    return _double_negation(left, right, clash) or _contained(left, right, clash)


def _contained(left: Claim, right: Claim, clash: Clash | None) -> bool:
    texts = left.text, right.text
    if clash is not None or any(map(is_negative, texts)) or any(map(ONLY.search, texts)):
        return False
    by = [" by " in text for text in texts]
    if by[0] != by[1] and passive(left.text) != passive(right.text):
        return False  # who did it may be another
    limits = [
        ({w.low for w in words(text)} & _LIMITS, bool(_SHORT_OF.search(text))) for text in texts
    ]
    here, there = ([w for w in content(text) if w.low not in _DEGREE] for text in texts)
    if min(len(here), len(there)) < SHARED or limits[0] != limits[1]:
        return False
    return _is_told(here, there) or _is_told(there, here)


def _is_told(some: Sequence[Word], others: Sequence[Word]) -> bool:
    """Tell whether ``others`` have all words of ``some``, in their order or as a compound.

    >>> _is_told(words("Castor beat Pollux"), words("Castor has beaten the old Pollux"))
    True
    >>> _is_told(words("Castor beat Pollux"), words("Pollux beat Castor"))
    False
    >>> _is_told(content("attacked with guns"), words("gun attacks"))
    True
    """
    last = -1
    for i, word in enumerate(some):
        place = next((j for j in range(last + 1, len(others)) if _is_same(word, others[j])), None)
        if place is not None:
            last = place
        elif (
            i == 0
            or last < 1
            or not _is_same(word, others[last - 1])
            or others[last].start != others[last - 1].end + 1
            or not word.text.islower()
        ):
            return False
    return True


def _is_same(a: Word, b: Word) -> bool:
    if a.text[0].isupper() and b.text[0].isupper():
        return is_one(a.low, b.low)
    return akin(a.base, b.base) or any({a.base, b.base} <= group for group in _SAME)


def one_sentence(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether a speaker says both in one sentence of one document, and no rule is sure.

    >>> a, b = (Claim(text, speaker="A", span=span, metadata={"sentence": "It is old and full."})
    ...     for text, span in (("It is old", (0, 9)), ("It is full", (10, 18))))
    >>> one_sentence(a, b, None)
    True
    >>> one_sentence(a, b, Clash("number", ((0, 1),), ((0, 1),)))
    False
    """
    if left.span is None or right.span is None or not same_speaker(left, right):
        return False
    where = [(c.source, c.url, c.metadata.get("sentence")) for c in (left, right)]
    return where[0] == where[1] and bool(where[0][2]) and (clash is None or clash.loose)


def without_shared(left: str, right: str) -> tuple[str, str]:
    """Return two texts without the sentences that both have; whole, if nothing would be left.

    >>> without_shared("It rained. Castor is a poet.", "It rained. Pollux is a painter.")
    ('Castor is a poet.', 'Pollux is a painter.')
    >>> without_shared("It rained.", "It rained. Pollux is a painter.")
    ('It rained.', 'It rained. Pollux is a painter.')
    """
    if not _SEVERAL.search(left) or not _SEVERAL.search(right):
        return left, right
    here, there = ([t[slice(*span)] for span in sentence_spans(t)] for t in (left, right))
    own, others = [s for s in here if s not in there], [s for s in there if s not in here]
    if not own or not others or len(own) == len(here):
        return left, right
    return " ".join(own), " ".join(others)


def one_voice(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether one speaker says both on one day, and no rule finds a clash.

    People change their mind, but seldom within one statement.

    >>> day = dict(speaker="Castor", date="2024-05-03")
    >>> a, b = Claim("Bags travel free.", **day), Claim("A trunk costs 30 crowns.", **day)
    >>> one_voice(a, b, None)
    True
    >>> one_voice(a, b, Clash("antonym", ((12, 16),), ((8, 13),)))
    False
    """
    if clash is not None or left.date is None or left.date != right.date:
        return False
    if any(ONLY.search(claim.text) for claim in (left, right)):
        return False
    return same_speaker(left, right) and (left.source, left.url) == (right.source, right.url)


def _double_negation(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether one claim denies the opposite of what the other says.

    >>> stay = Claim("Velia's forces remain in Osk.")
    >>> _double_negation(stay, Claim("Velia has not withdrawn its forces."), None)
    True
    >>> _double_negation(stay, Claim("Velia's forces do not remain."), None)
    False
    >>> fell = Claim("Profits fell as costs rose.")
    >>> _double_negation(fell, Claim("Profits did not fall as costs did."), None)
    False
    """
    if clash is not None and clash.kind != "negation":
        return False
    cues = negations(left.text), negations(right.text)
    if bool(cues[0]) == bool(cues[1]):
        return False
    other, denying, denied = (left, right, cues[1]) if cues[1] else (right, left, cues[0])
    facing = content(other.text)
    opposed = any(
        _NOT.fullmatch(denying.text[slice(*cue.span)])
        and not denying.text[cue.span[1] : cue.scope[0].start].strip()
        and not has_kin(cue.scope[0], facing)
        and any(are_opposite(cue.scope[0], w) or in_one_row(cue.scope[0], w) for w in facing)
        for cue in denied
        if cue.scope
    )
    return opposed and sum(has_kin(word, facing) for word in content(denying.text)) >= SHARED
