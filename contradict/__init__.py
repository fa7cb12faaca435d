"""Find which of many statements cannot both be true.

>>> import contradict
>>> pairs = contradict.find_pairs(["The bridge is open.", "The bridge is closed."])
>>> pairs[0].relation
'contradiction'
"""

from contradict.claim import Claim
from contradict.coverage import Coverage
from contradict.detector import Detector
from contradict.disputes import Dispute, Side, Voice, disputes
from contradict.doors import compare, find_between, find_pairs, iter_pairs
from contradict.errors import (
    ContradictError,
    ContradictWarning,
    InvalidInput,
    MissingExtra,
    ModelError,
    NotEnoughMemory,
    OutputError,
)
from contradict.extraction.extract import extract_claims
from contradict.models import load_embedder, load_scorer
from contradict.pair import ContradictionPair, Link, Probabilities
from contradict.pairs import Pairs
from contradict.protocols import Embedder, Scorer, TokenLimited
from contradict.readers.files import read_claims, write_claims

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "ContradictError",
    "ContradictWarning",
    "ContradictionPair",
    "Coverage",
    "Detector",
    "Dispute",
    "Embedder",
    "InvalidInput",
    "Link",
    "MissingExtra",
    "ModelError",
    "NotEnoughMemory",
    "OutputError",
    "Pairs",
    "Probabilities",
    "Scorer",
    "Side",
    "TokenLimited",
    "Voice",
    "__version__",
    "compare",
    "disputes",
    "extract_claims",
    "find_between",
    "find_pairs",
    "iter_pairs",
    "load_embedder",
    "load_scorer",
    "read_claims",
    "write_claims",
]
