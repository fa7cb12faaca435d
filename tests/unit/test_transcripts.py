"""Transcripts, plain or as subtitles, become text with speakers and times."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from contradict import extract_claims, read_claims
from contradict.readers.prose import Document, prose_rows
from contradict.readers.rows import refuse

DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"
VTT = """WEBVTT

00:00:01.000 --> 00:00:03.000
<v Ilse Brandt>The bridge is

00:00:03.000 --> 00:00:04.000
open today.

00:01:00.000 --> 00:01:02.000
<v Tomas Reed>It is closed to lorries.
"""


@pytest.mark.parametrize("name", ["talk.srt", "talk.vtt"])
def test_transcripts_keep_speakers_and_times(name: str) -> None:
    """A label is the speaker until the next; the time is that of the cue."""
    claims = read_claims(DOCUMENTS / name)
    assert [(c.speaker, c.text, c.metadata["time"]) for c in claims] == [
        ("Brandt", "The bridge is open today", "00:00:01.000"),
        ("Brandt", "The bridge was inspected on Monday", "00:00:03.000"),
        ("Reed", "It is closed to lorries", "00:01:00.000"),
    ]


def test_the_voice_of_a_cue_is_the_speaker(tmp_path: Path) -> None:
    """WebVTT's own mark of who speaks; a sentence over two cues is one."""
    (tmp_path / "v.vtt").write_text(VTT)
    assert [(c.speaker, c.text, c.metadata["time"]) for c in read_claims(tmp_path / "v.vtt")] == [
        ("Ilse Brandt", "The bridge is open today", "00:00:01.000"),
        ("Tomas Reed", "It is closed to lorries", "00:01:00.000"),
    ]


def test_subtitles_are_text(tmp_path: Path) -> None:
    """Escaped characters are read, and ">>" is the mark of another speaker."""
    cues = "&gt;&gt; MAYOR: Smith &amp; Sons owns it.", ">> It was sold.\n>> REED: It is shut."
    lines = [f"00:0{i}.000 --> 00:0{i + 1}.000\n{cue}\n" for i, cue in enumerate(cues)]
    (tmp_path / "v.vtt").write_text("\n".join(["WEBVTT\n", *lines]))
    assert [(c.speaker, c.text) for c in read_claims(tmp_path / "v.vtt")] == [
        ("Mayor", "Smith & Sons owns it"),
        (None, "It was sold"),
        ("Reed", "It is shut"),
    ]


def test_the_time_of_a_claim_is_found_without_a_look_at_all_cues() -> None:
    """Long subtitles take no quadratic time."""

    class Times(list[tuple[int, str]]):
        def __iter__(self) -> NoReturn:
            raise AssertionError("all of them are read")

    times = Times([(i, f"00:00:{i:02}.000") for i in range(60)])
    rows = list(prose_rows([Document("v.vtt", ["It rained. " * 3], times=times)], None, refuse))
    assert rows[1].value.metadata["time"] == "00:00:11.000"  # type: ignore[attr-defined]


@pytest.mark.parametrize("parted", ["\n", "\n\n"])
@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_lines_with_labels_are_no_headlines(tmp_path: Path, parted: str, suffix: str) -> None:
    """They need no full stop, not even the first."""
    lines = "ANNA LEE: It was built in 1931", "BOB RAY: It was sold in May"
    (tmp_path / f"a.{suffix}").write_text(parted.join(lines))
    assert [(c.speaker, c.text) for c in read_claims(tmp_path / f"a.{suffix}")] == [
        ("Anna Lee", "It was built in 1931"),
        ("Bob Ray", "It was sold in May"),
    ]


def test_a_headline_may_have_a_colon() -> None:
    """A label at the beginning counts only if what follows has one too."""
    claims = extract_claims("Osk: The gate is shut\n\nIt broke on Monday.\n\nREED: It is sold")
    assert [(c.speaker, c.text) for c in claims] == [
        (None, "It broke on Monday"),
        ("Reed", "It is sold"),
    ]
