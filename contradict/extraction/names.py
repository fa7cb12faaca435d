"""Names in a text: what they look like, and what in them is no part of the name."""

from __future__ import annotations

import re

from contradict.extraction.words import ABBREVIATED, COMPOUND, HONORIFICS

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'-]*(?:\.[\w'-]+)*(?:’(?!s\b)\w+)?"
_DOTTED = (
    rf"(?:(?:[A-ZÀ-ÖØ-Þ]\.)+|(?:{'|'.join(map(str.title, sorted(ABBREVIATED)))}|St|Mt|Ft)\.)(?!\w)"
)
_NAME_WORD = rf"(?:{_DOTTED}|{COMPOUND}|{_CAPITAL})"
NAME = re.compile(rf"{_NAME_WORD}(?:(?: of the| of| for| de| van| von)? {_NAME_WORD})*")
"""Words with a capital; a full stop within them only after an initial or a title."""
POSSESSIVE = re.compile(r"(?:'|’)s?$")
ORGANISATION = re.compile(
    r"\b(?:Ministry|Government|Authority|Service|Services|Union|Office|Agency|University|Lines?|Ferries|"
    r"Therapeutics|Homes|Company|Group|Party|Council|Court|Bank|Rail|Guard|Brigade|Police|"
    r"Mission|Network|Association|Institute|Commission|Committee|Department|Corporation|Inc|"
    r"Ltd|Parliament|Army|Forces|Airlines|Shipping|Motors|Energy|Hospital|School|Club|Radio|"
    r"Executive|Times|Post|News|Press|Federation|Republic|District|Street|Bridge|River|Centre|Center)\b"
)
_STARTERS = frozenset(
    """
The A An In On At For But And It He She They We I This That These Those His Her Its Their
According Asked Every One Two Three Four No Not All Some When While After Before As If Our My
Your What There Then Now Yes
""".split()
)
_AFTER_GENERAL = frozenset(
    "Electric Mills Assembly Dynamics League Election Staff Medical Atomics Synod Strike "
    "Secretariat".split()
)
"""Words before which "General" and "Major" are no titles."""


def bare(name: str) -> str:
    """Return a name without titles, possessive and what starts a sentence.

    >>> bare("The Mayor Ilse Brandt’s")
    'Ilse Brandt'
    """
    words = POSSESSIVE.sub("", name.replace("’", "'").rstrip(",")).split()
    if words and words[-1].count(".") == 1:
        words[-1] = words[-1].rstrip(".")  # "Inc.", but "U.N."
    if len(words) > 1 and words[0] in _STARTERS:
        words = words[1:]
    for i in range(len(words) - 2, -1, -1):
        if words[i] in ("of", "for"):
            break
        if _is_title(words[i]) and not _goes_with(words[i], words[i + 1]):
            words = words[i + 1 :]
            break
    if len(words) == 1 and words[0] in _STARTERS:
        return ""
    return " ".join(words)


def _is_title(word: str) -> bool:
    folded = word.casefold()
    dotted = folded.endswith(".") and folded.rstrip(".") in ABBREVIATED
    return word[0].isupper() and (dotted or folded.rstrip(".") in HONORIFICS or word == "MP")


def _goes_with(title: str, following: str) -> bool:
    """Tell whether what looks like a title is part of a name: "General Motors"."""
    if following in ("of", "for", "and"):
        return True
    return ORGANISATION.fullmatch(following) is not None or following in _AFTER_GENERAL


def from_label(label: str) -> str:
    """Return the name in a transcript's label, without titles and in plain case.

    >>> from_label("Ms Grace ADEYEMI"), from_label("The SPEAKER")
    ('Grace Adeyemi', 'Speaker')
    """
    words = [
        w.title() if (w.isupper() and len(w) > 3) or (w.isupper() and len(label.split()) > 1) else w
        for w in label.split()
    ]
    return bare(" ".join(words))
