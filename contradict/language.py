"""Which texts are not in the language that the models read."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from contradict.errors import ContradictWarning

ENGLISH = "en"
_ODDS = 20
_ENOUGH = 12
_LATIN = re.compile("[A-Za-z]")


def count_not_english(texts: Iterable[str]) -> int:
    """Return how many of ``texts`` are in another language, by py3langid.

    A text counts if another language is twenty times as probable as English.
    One with next to nothing in it but names is given the benefit of the doubt, unless
    it has no Latin letter at all. ``benchmarks/language.py`` measures it.

    Method: Lui and Baldwin 2012, "langid.py: An Off-the-shelf Language
    Identification Tool".
    """
    try:
        identifier = _identifier()
    except OSError as error:  # it unpacks its model into a temporary file
        reason = error.strerror or str(error)
        warnings.warn(
            f"the language of the texts was not checked ({reason})", ContradictWarning, stacklevel=2
        )
        return 0
    return sum(_is_other(identifier, text) for text in texts)


def _is_other(identifier: Any, text: str) -> bool:
    plain = " ".join(word for word in text.split() if not word[0].isupper())
    if len(plain) < _ENOUGH and _LATIN.search(text):
        return False
    probability = dict(identifier.rank(text))
    return bool(probability[ENGLISH] * _ODDS < max(probability.values()))


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
