"""Sentences into clauses that each stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from contradict.extraction.words import (
    AUXILIARIES,
    COMPOUND,
    CONNECTIVES,
    FINITE,
    IMPERATIVES,
    NOT_SUBJECT,
    NOUNS_TOO,
    PAST,
    RELATIVES,
    SAYING,
    UNCHECKABLE,
)

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_BREAK = re.compile(
    r";[\"”]?\s+|,?[\"”]?\s+[\"“]?(?:and|but|yet)\s+(?:that\s+)?|,[\"”]?\s+(?:while|although|though|whereas|that)\s+",
    re.IGNORECASE,
)
_COMPOUND = re.compile(COMPOUND)
_EDGE = " \t\n\r.,;:–—-…!?\"“”«»„()‘’'\u200e\u200f\u202a\u202b\u202c"
_OPENING = '\u200e\u200f\u202a\u202b\u202c\ufeff \t\n\r,;:–—-…"“”«»„.!?'
_INNER = re.compile(r"(?:‘[^‘’]+(?:’\w[^‘’]*)*’|(?<!\w)'[^']+(?:'\w[^']*)*')$")
_CLOSED = re.compile(r"[^\Ws]’(?!\w)")
_SHORT_QUOTE = 200
_CONCESSION = re.compile(
    r"[\W_]*(?:although|though|while|whereas)\s+(?P<side>[^,]+),\s+", re.IGNORECASE
)
_AWAITING = frozenset("that which who if because when".split())
_FIRST_PERSON = re.compile(
    rf"(?:we|i) (?:\w+ ){{0,2}}?(?:{SAYING.pattern})(?: \w+){{0,3}}? that ", re.IGNORECASE
)
_PROVES = re.compile(
    r"(?P<what>[^,;:]{3,100}?)\s(?:(?:once again|again|also|clearly|only|\w+ly) )*"
    r"(?:demonstrate[sd]?|prove[sd]?|goes to show|go to show) (?:once again |again )?that ",
    re.IGNORECASE,
)
"""What is said to prove something: that is asserted, and the rest is comment."""
_UNPROVEN = RELATIVES | {"no", "nobody", "nothing", "none", "neither", "not", "never", "to"}
_SENTENCE = 5
"""Words from which on what ends with a full stop is a sentence, its verb known or not."""
REACH = 12
"""Words within which the verb of a coordinated clause must come."""
_AHEAD = 400
"""Characters that so many words have."""


def words(text: str) -> list[str]:
    """Return the words of ``text`` in lower case, but the month of May; with plain apostrophes."""
    return [w if w == "May" else w.lower().replace("’", "'") for w in WORD.findall(text)]


def finite_verb(clause: str | list[str], reach: int | None = None) -> int | None:
    """Return the place of the first finite verb of the main clause among its words.

    >>> finite_verb("The bridge over the river is closed")
    5
    >>> finite_verb("the man who sold it")
    """
    tokens = words(clause) if isinstance(clause, str) else clause
    relative = False
    for i, word in enumerate(tokens[:reach]):
        previous = tokens[i - 1] if i else ""
        if word in RELATIVES and i:
            relative = True
        elif i == 1 and previous in ("it", "he", "she") and word.endswith("s"):
            return i
        elif i and _is_finite(word, "x" if relative and previous in RELATIVES else previous):
            if relative:
                relative = False
            else:
                return i
        elif not i and word in AUXILIARIES and "'" in word:
            return 0
    return None


def is_surely_finite(word: str) -> bool:
    """Tell whether a word is a form of a verb that no noun has."""
    return word in AUXILIARIES or word in PAST or word.endswith("ed")


def _is_finite(word: str, previous: str) -> bool:
    if word in AUXILIARIES:
        return True
    return previous not in NOT_SUBJECT and (
        word in FINITE or (word.endswith("ed") and len(word) > 4)
    )


def split_clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the clauses of ``text[start:end]``, without what leads to them.

    >>> text = "The dam holds, but the road is closed."
    >>> [text[a:b] for a, b in split_clauses(text, 0, len(text))]
    ['The dam holds', 'the road is closed']
    """
    concession = _CONCESSION.match(text, start, end)
    if concession and finite_verb(concession["side"]) is not None:
        yield trim(text, *concession.span("side"))
        start = concession.end()
    start, end = trim(text, start, end)
    first_person = _FIRST_PERSON.match(text, start, end)
    proves = _PROVES.match(text, start, end)
    if proves and (finite_verb(f"{proves['what']} x") or _UNPROVEN & set(words(proves["what"]))):
        proves = None
    start = next((lead.end() for lead in (first_person, proves) if lead), start)
    offset = start
    whole = _COMPOUND.sub(lambda found: found.group().replace(" ", "_"), text[start:end])
    for mark in _BREAK.finditer(whole):
        stop, next_start = offset + mark.start(), offset + mark.end()
        if stop < start:
            continue
        right = text[next_start : min(end, next_start + _AHEAD)]
        if _opens_clause(right, mark.group()) and _stands(text[start:stop]):
            yield trim(text, start, stop)
            start = next_start
    start, end = trim(text, start, end)
    if start < end:
        yield start, end


def _stands(left: str) -> bool:
    """Tell whether a clause is complete, and no subordinate one in it waits for its verb."""
    if finite_verb(left) is None:
        return False
    tokens = words(left)
    finite = [i and _is_finite(word, tokens[i - 1]) for i, word in enumerate(tokens)]
    verbs = sum(bool(now) and not before for before, now in pairwise([0, *finite]))
    return verbs > sum(word in _AWAITING for word in tokens[1:])


def _opens_clause(right: str, mark: str) -> bool:
    strict = mark[0] not in ",;"
    joint = r"[;:]" if mark.rstrip().endswith("that") else r"[;:]|,? (?:and|but) "
    following = re.split(joint, right, maxsplit=1)[0] or right
    tokens = words(following)
    if not tokens or tokens[0] in ("not", "to") or _is_finite(tokens[0], "x"):
        return False
    if strict and not _SUBJECT.match(following):
        return False
    if tokens[0] in RELATIVES and tokens[0] != "that":
        return False
    place = finite_verb(tokens, REACH)
    if place is None or (strict and tokens[0].endswith("ing") and place > 3):
        return False
    comma = following.split(",", 1)[0]
    return not strict or finite_verb(comma, REACH) is not None


_SUBJECT = re.compile(
    r"[\W_]*(?:[A-Z0-9]|(?:the|an?|this|that|these|those|it|he|she|they|we|i|you|there|his|her|its|our|"
    r"their|my|your|some|many|most|all|both|no|nobody|everyone|several|another|one|two|three|four|"
    r"five|six|seven|eight|nine|ten)\b|\w+s\b)"
)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without marks and connectives at its ends."""
    while start < end:
        while start < end and (text[start] in _OPENING or _is_left_open(text, start, end)):
            start += 1
        lead = CONNECTIVES.match(text, start, end)
        if not lead:
            break
        start = lead.end()
    while end > start and text[end - 1] in _EDGE and not _closes(text, start, end):
        end -= 1
    return start, end


def _is_left_open(text: str, start: int, end: int) -> bool:
    """Tell whether a single mark opens a quotation that does not end in the span."""
    return text[start] == "‘" and not _CLOSED.search(text, start, end)


def _closes(text: str, start: int, end: int) -> bool:
    """Tell whether the last character closes a bracket, a quotation inside, or an abbreviation."""
    if text[end - 1] == ")":
        return "(" in text[start:end]
    if text[end - 1] in "’'":
        return _INNER.search(text, max(start, end - _SHORT_QUOTE), end) is not None
    return text[end - 1] == "." and bool(
        re.search(r"\b[ap]\.m\.$", text[max(start, end - 6) : end])
    )


def is_checkable(text: str, clause: str) -> bool:
    """Tell whether ``clause``, which begins ``text``, states something that can be checked.

    >>> is_checkable("Is it open?", "Is it open"), is_checkable("It is open.", "It is open")
    (False, True)
    """
    if text.rstrip('"”’») ').endswith("?") or UNCHECKABLE.search(clause):
        return False
    tokens = words(clause)
    if len(tokens) < 2 or _commands(tokens):
        return False
    whole = len(tokens) >= _SENTENCE and text.rstrip('"”’») ').endswith(".")
    return finite_verb(clause) is not None or whole


def _commands(tokens: list[str]) -> bool:
    """Tell whether a clause begins with an imperative, and not with a noun of that form."""
    if tokens[0] not in NOUNS_TOO:
        return tokens[0] in IMPERATIVES
    place = finite_verb(tokens)
    if place is None or not (place == 1 or tokens[1] in ("for", "from", "of")):
        return True
    return not is_surely_finite(tokens[place])
