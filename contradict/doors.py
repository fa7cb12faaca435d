"""The functions that users call: each loads a detector and has it do its work."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from contradict.candidates.index import IndexOption
from contradict.candidates.screen import PairHead
from contradict.candidates.texts import Across
from contradict.cascade import STEPS, Step
from contradict.detector import TOP_K, Detector, Name, Threshold
from contradict.errors import InvalidInput
from contradict.judge import THRESHOLD
from contradict.models import BUNDLED
from contradict.pair import ContradictionPair
from contradict.pairs import Pairs
from contradict.progress import ProgressOption
from contradict.protocols import Embedder, Scorer
from contradict.readers.rows import ClaimLike, Claims
from contradict.scoring.calibration import Calibration


def find_pairs(
    claims: Claims,
    *,
    threshold: Threshold = THRESHOLD,
    top_k: int = TOP_K,
    min_similarity: float | None = None,
    across: Across | None = None,
    index: IndexOption = "auto",
    embedder: Name | Embedder = BUNDLED,
    scorer: Name | Scorer = BUNDLED,
    calibration: Name | Calibration = BUNDLED,
    screen: Name | PairHead | None = BUNDLED,
    cascade: Collection[Step] = STEPS,
    links: bool = False,
    attribution: bool = True,
    names: Mapping[str, str] | None = None,
    progress: ProgressOption = None,
) -> Pairs:
    """Return the pairs of ``claims`` that seem unable to both be true.

    Contradictions come first, then what is superseded, then what is compatible after
    all; within each the most probable come first.

    Each claim is paired with its ``top_k`` nearest others by the cosine of their
    embeddings, and each pair is judged by an NLI cross-encoder in both directions.

    Parameters
    ----------
    claims
        A list of strings, mappings and `Claim`s, or a pandas or pyarrow table. A
        mapping or a table has its text under ``text``, ``claim`` or
        ``statement``.
    threshold
        Probability from which a pair is returned, in [0, 1]. 0 returns every
        pair that was judged. ``"precision:0.6"`` takes the lowest threshold
        over which findings had that precision on the pairs of the calibration. The
        probability itself does not depend on it.
    top_k
        How many neighbours of each distinct text are candidates, from 1.
        ``coverage.full_lists`` tells how many texts had more, and of many candidates
        ``coverage.beyond`` estimates how many pairs that cost.
    min_similarity
        Cosine under which a neighbour is no candidate, in [-1, 1]. By default there
        is no floor; a low cosine lowers a pair's probability.
    across
        ``"speaker"`` or ``"source"`` pairs only claims that differ in it; a claim
        without one differs from those with one.
    index
        How neighbours are found. ``"auto"`` is ``"exact"`` up to 200,000 distinct
        texts, then ``"ivf8"``: cells of near texts, of which the nearest are searched,
        in 8 bits a number; ``"ivf"`` takes 32. ``"hnsw"`` is a graph: slower to build,
        quicker to search. What an approximate one finds is in ``coverage.index_recall``,
        and the bytes that it takes in ``coverage.index_memory``.
    embedder, scorer
        ``"bundled"``, the name or folder of a model, or an object that follows
        the protocol `Embedder` or `Scorer`.
    calibration
        What turns a pair's scores into its probability: ``"bundled"``, which is
        fitted for the bundled models, a file that ``contradict calibrate`` made
        for yours, or a `Calibration`.
    screen
        A pair head, which sets aside, by their embeddings alone, candidates that are not
        worth a pass, where there are more than two thousand: ``"bundled"``, which serves
        the bundled models and is without effect with others, a file that ``contradict
        train head`` made for yours, a `PairHead`, or None. ``coverage.lost`` estimates
        from a sample what it may cost.
    cascade
        The steps that save passes, by name; all by default. ``"reach"`` leaves out
        candidates whose similarity alone keeps them under the threshold
        (``coverage.out_of_reach``), ``"head"`` those that ``screen`` sets aside
        (``coverage.screened``), ``"direction"`` the second direction where the first one
        keeps a pair under the threshold (``coverage.one_way``). Without ``"reach"`` and
        ``"direction"`` the findings are the same; ``()`` judges every candidate in both
        directions.
    links
        Whether to look for what says the same as the claims of a contradiction:
        ``pairs.links``, from which `disputes` makes sides. Their nearest are judged
        for it, whoever says these; ``coverage.linking`` counts the passes.
    attribution
        Whether to look for the words that the cross-encoder's decision rests on, where no
        rule found those that clash; ``coverage.occlusions`` counts the passes. Without it
        ``spans`` of such a pair are empty.
    names
        Further names of persons, bodies and places that are one thing: each other name and
        the name it means, as in ``{"the Strip": "Gaza"}``. Two such names are no clash.
    progress
        None shows a bar on a terminal when the work lasts; True or False always
        or never does; a function is called with stage, done and total.

    Raises
    ------
    InvalidInput
        If an argument or a claim breaks its rule; the message names the claim.
    ModelError
        If a model cannot be loaded or returns what is not a probability.
    NotEnoughMemory
        If embeddings, index and search would not fit, before they are made.

    """
    detector = Detector.load(
        embedder,
        scorer,
        calibration,
        top_k=top_k,
        min_similarity=min_similarity,
        screen=screen,
        cascade=cascade,
        across=across,
        index=index,
        attribution=attribution,
        names=names,
    )
    pairing = detector.pair(claims, threshold=threshold, links=links, progress=progress)
    return detector.judge(pairing, progress)


def iter_pairs(
    claims: Claims,
    *,
    threshold: Threshold = THRESHOLD,
    top_k: int = TOP_K,
    min_similarity: float | None = None,
    across: Across | None = None,
    index: IndexOption = "auto",
    embedder: Name | Embedder = BUNDLED,
    scorer: Name | Scorer = BUNDLED,
    calibration: Name | Calibration = BUNDLED,
    screen: Name | PairHead | None = BUNDLED,
    cascade: Collection[Step] = STEPS,
    links: bool = False,
    attribution: bool = True,
    names: Mapping[str, str] | None = None,
    progress: ProgressOption = None,
) -> Iterator[ContradictionPair]:
    """Yield the pairs that `find_pairs` returns as they are found.

    The most similar candidates are judged first, so that the first finding does not
    wait for the last; memory does not grow with the number of findings.
    Settings and errors are those of `find_pairs`, except that ``links`` are looked for
    around the contradictions, which a stream knows only at its end. They are refused with
    `InvalidInput`; take `find_pairs` for them.
    """
    if links:
        raise InvalidInput(
            "links must be left out of iter_pairs, which yields a pair before the others are "
            "known; use find_pairs(…, links=True)"
        )
    detector = Detector.load(
        embedder,
        scorer,
        calibration,
        top_k=top_k,
        min_similarity=min_similarity,
        screen=screen,
        cascade=cascade,
        across=across,
        index=index,
        attribution=attribution,
        names=names,
    )
    pairing = detector.pair(claims, threshold=threshold, progress=progress)
    for part in detector.parts(pairing, progress):
        yield from part


def find_between(
    new: Claims,
    known: Claims,
    *,
    threshold: Threshold = THRESHOLD,
    top_k: int = TOP_K,
    min_similarity: float | None = None,
    across: Across | None = None,
    index: IndexOption = "auto",
    embedder: Name | Embedder = BUNDLED,
    scorer: Name | Scorer = BUNDLED,
    calibration: Name | Calibration = BUNDLED,
    screen: Name | PairHead | None = BUNDLED,
    cascade: Collection[Step] = STEPS,
    links: bool = False,
    attribution: bool = True,
    names: Mapping[str, str] | None = None,
    progress: ProgressOption = None,
) -> Pairs:
    """Return the pairs of a ``new`` claim with a ``known`` one that cannot both be true.

    Each new claim is paired with its ``top_k`` nearest known ones; claims of one
    side are never paired. ``left`` of a pair is the new claim. The rest is as
    for `find_pairs`.
    """
    detector = Detector.load(
        embedder,
        scorer,
        calibration,
        top_k=top_k,
        min_similarity=min_similarity,
        screen=screen,
        cascade=cascade,
        across=across,
        index=index,
        attribution=attribution,
        names=names,
    )
    pairing = detector.pair(new, known, threshold=threshold, links=links, progress=progress)
    return detector.judge(pairing, progress)


def compare(
    a: ClaimLike,
    b: ClaimLike,
    *,
    embedder: Name | Embedder = BUNDLED,
    scorer: Name | Scorer = BUNDLED,
    calibration: Name | Calibration = BUNDLED,
    names: Mapping[str, str] | None = None,
) -> ContradictionPair:
    """Judge two claims, given as strings, mappings or `Claim`s.

    The result is what `find_pairs` would report of them, whatever its
    probability. Raises as `find_pairs` does.
    """
    return Detector.load(embedder, scorer, calibration, names=names).compare(a, b)
