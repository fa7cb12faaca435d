"""Makes the word tables of `contradict.verdicts` from WordNet 3.0.

`python -m contradict.verdicts.wordnet` reads the folder of Debian's package wordnet-base and
writes two files beside the rules. ``antonyms.tsv``: a word and its opposites; WordNet's own
antonyms (the pointer ``!`` of its database files), and the frequent synonyms of a word with
the frequent synonyms of its antonym. ``irregular.tsv``: an irregular form and its base.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
MOST_USUAL = 2
"""Senses of a synonym that count: an opposite of a rare sense misleads."""
TARGET = Path(__file__).parent


def rows(path: Path) -> Iterator[list[str]]:
    """Yield the fields of every line that is not the licence."""
    for line in path.read_text("latin-1").splitlines():
        if not line.startswith("  "):
            yield line.split("|")[0].split()


def senses(folder: Path, part: str) -> dict[tuple[str, str], int]:
    """Return the rank of each (word, synset), the most usual sense of a word first."""
    ranks = {}
    for fields in rows(folder / f"index.{part}"):
        word, count = fields[0], int(fields[2])
        for rank, synset in enumerate(fields[-count:], 1):
            ranks[word, synset] = rank
    return ranks


def opposites(folder: Path, part: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of opposite words of one part of speech."""
    ranks = senses(folder, part)
    words, pointers = {}, []
    for fields in rows(folder / f"data.{part}"):
        synset, count = fields[0], int(fields[3], 16)
        words[synset] = [fields[4 + 2 * i].split("(")[0].lower() for i in range(count)]
        links = fields[5 + 2 * count :]
        pointers += [
            (synset, link[1], int(link[3][:2], 16), int(link[3][2:], 16))
            for link in zip(*[iter(links[: 4 * int(fields[4 + 2 * count])])] * 4, strict=True)
            if link[0] == "!" and link[2] in PARTS[part]
        ]
    for source, target, here, there in pointers:
        yield words[source][here - 1], words[target][there - 1]
        for a in words[source]:
            for b in words[target]:
                usual = ranks.get((a, source), 99), ranks.get((b, target), 99)
                if max(usual) <= MOST_USUAL:
                    yield a, b


def irregular(folder: Path) -> dict[str, str]:
    """Return irregular forms with their bases; a verb's count before a noun's."""
    forms: dict[str, str] = {}
    for part in ("verb", "noun", "adj", "adv"):
        for form, base, *_ in rows(folder / f"{part}.exc"):
            if "_" not in form and "-" not in form:
                forms.setdefault(form, base)
    return forms


def main() -> None:
    """Write both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wordnet", type=Path, default=Path("/usr/share/wordnet"))
    folder = parser.parse_args().wordnet
    table: dict[str, set[str]] = defaultdict(set)
    for part in PARTS:
        for a, b in opposites(folder, part):
            if a.isalpha() and b.isalpha() and a != b:
                table[a].add(b)
                table[b].add(a)
    lines = [f"{word}\t{' '.join(sorted(others))}\n" for word, others in sorted(table.items())]
    (TARGET / "antonyms.tsv").write_text("".join(lines), "utf-8")
    forms = [f"{form}\t{base}\n" for form, base in sorted(irregular(folder).items())]
    (TARGET / "irregular.tsv").write_text("".join(forms), "utf-8")


if __name__ == "__main__":
    main()
