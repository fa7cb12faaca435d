"""Transcripts, plain or as subtitles, become text with speakers and times."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from contradict import Claim, extract_claims, read_claims
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


ROLLING = """WEBVTT
Kind: captions

00:00:00.160 --> 00:00:02.470 align:start position:0%
~
the<00:00:00.480><c> gate</c><00:00:00.880><c> is</c>

00:00:02.470 --> 00:00:02.480 align:start position:0%
the gate is
~

00:00:02.480 --> 00:00:04.000 align:start position:0%
the gate is
open.<00:00:02.800><c> [Applause]</c>

00:00:04.000 --> 00:00:04.010 align:start position:0%
open. [Applause]
~

00:00:04.010 --> 00:00:06.000 align:start position:0%
open. [Applause]
It<00:00:04.500><c> leaks.</c>
""".replace("~", " ")


def words(claim: Claim) -> str:
    """Return a claim's own words on one line."""
    return " ".join((claim.original or claim.text).split())


def test_rolling_subtitles_are_read_once(tmp_path: Path) -> None:
    """A line that stays on the screen for the next cue was said once."""
    (tmp_path / "r.vtt").write_text(ROLLING)
    claims = read_claims(tmp_path / "r.vtt")
    assert [(words(c), c.metadata["time"]) for c in claims] == [
        ("the gate is open", "00:00:00.160"),
        ("It leaks", "00:00:04.010"),
    ]


def test_sounds_are_not_said(tmp_path: Path) -> None:
    """Descriptions of sounds and songs are left out; what else stands in brackets stays."""
    cues = [
        "MAYOR: [coughs] The gate is (still) open.",
        "(LAUGHTER)\nIt was sold (NATO HYMN PLAYS) in May.",
        "(door\nslams)",
        "♪ The gate was shut ♪",
        "[crowd cheering]",
        "REED: [sighs]",
        "It is shut.",
    ]
    lines = [
        f"{i + 1}\n00:00:0{i},000 --> 00:00:0{i + 1},000\n{cue}\n" for i, cue in enumerate(cues)
    ]
    (tmp_path / "s.srt").write_text("\n".join(lines))
    assert [(c.speaker, words(c)) for c in read_claims(tmp_path / "s.srt")] == [
        ("Mayor", "The gate is (still) open"),
        ("Mayor", "It was sold in May"),
        ("Reed", "It is shut"),
    ]
