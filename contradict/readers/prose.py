"""Documents of prose, from which claims are extracted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any, BinaryIO, TypeAlias

from contradict.claim import Claim
from contradict.errors import InvalidInput
from contradict.extraction.extract import Extractor, claims_of, extract_claims
from contradict.readers.documents import docx_text, html_article, markdown_article
from contradict.readers.feeds import feed_items
from contradict.readers.lines import numbered_lines, whole_text
from contradict.readers.pdf import pdf_text
from contradict.readers.rows import OnBad, Row, refuse
from contradict.readers.subtitles import cues


@dataclass(frozen=True, slots=True)
class Document:
    """Lines of prose, with what its claims get: fields, metadata, and times by place."""

    place: str
    lines: Iterable[str]
    known: Mapping[str, Any] = field(default_factory=dict)
    metadata: Mapping[str, Any] = field(default_factory=dict)
    times: Sequence[tuple[int, str]] = ()


Opener: TypeAlias = Callable[[BinaryIO, str], Iterator[Document]]


def prose_rows(
    documents: Iterable[Document], extractor: Extractor | None, on_bad: OnBad
) -> Iterator[Row]:
    """Yield the claims of every document; without an extractor, by the rules and as they come."""
    for document in documents:
        try:
            known = Claim("known", **document.known)
        except InvalidInput as error:
            on_bad(InvalidInput(f"{document.place}: {error}"))
            continue
        if extractor is None:
            claims = claims_of(document.lines)
        else:
            claims = iter(extract_claims("".join(document.lines), extractor=extractor))
        for claim in claims:
            yield Row(_place(document, claim), _placed(document, claim, known))


def _place(document: Document, claim: Claim) -> str:
    return document.place if claim.span is None else f"{document.place}, character {claim.span[0]}"


def _placed(document: Document, claim: Claim, known: Claim) -> Claim:
    metadata = {**claim.metadata, **document.metadata}
    if document.times and claim.span is not None:
        at = max(0, bisect_right(document.times, claim.span[0], key=itemgetter(0)) - 1)
        metadata["time"] = document.times[at][1]
    return replace(
        claim,
        source=claim.source or known.source,
        date=claim.date or known.date,
        url=claim.url or known.url,
        metadata=metadata,
    )


def _text(stream: BinaryIO, name: str) -> Iterator[Document]:
    yield Document(name, (line for _, line in numbered_lines(stream, name, refuse)))


def _markdown(stream: BinaryIO, name: str) -> Iterator[Document]:
    yield _of(name, *markdown_article(whole_text(stream, name)))


def _html(stream: BinaryIO, name: str) -> Iterator[Document]:
    text, known = html_article(stream.read(), name)
    yield _of(name, text, known)


def _pdf(stream: BinaryIO, name: str) -> Iterator[Document]:
    yield _of(name, pdf_text(stream, name))


def _docx(stream: BinaryIO, name: str) -> Iterator[Document]:
    yield _of(name, docx_text(stream, name))


def _subtitles(stream: BinaryIO, name: str) -> Iterator[Document]:
    text, times = cues(whole_text(stream, name).replace("\r\n", "\n"), name)
    yield replace(_of(name, text), times=times)


def _feed(stream: BinaryIO, name: str) -> Iterator[Document]:
    for i, item in enumerate(feed_items(stream, name), start=1):
        yield replace(_of(f"{name}, entry {i}", item.text, item.known), metadata=item.metadata)


def _of(name: str, text: str, known: Mapping[str, Any] | None = None) -> Document:
    return Document(name, text.splitlines(keepends=True), known or {})


PROSE: dict[str, Opener] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "subtitles": _subtitles,
    "feed": _feed,
}
