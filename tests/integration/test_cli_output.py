"""Where the command line writes, what it says there, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import contradict
from contradict.cli import main
from tests.commands import CLASH, COMMAND, KARABAKH, ROOT, run, scan_karabakh


def test_disputes_stand_in_the_page_above_the_pairs(clash: Path, tmp_path: Path) -> None:
    """The suffix asks for a page; the question comes first, then the pairs."""
    page = tmp_path / "pairs.html"
    done = run("scan", clash, "--disputes", "--output", page)
    assert (done.returncode, done.stderr) == (0, "")
    written = page.read_text("utf-8")
    assert "<title>1 dispute over 1 contradiction</title>" in written
    assert written.index("<h2>1. “") < written.index("<h2>All pairs</h2>")
    assert "http" not in written


@pytest.mark.parametrize(
    ("page", "options"), [("README.md", ()), ("docs/disputes.md", ("--disputes",))]
)
def test_the_output_in_the_docs_is_that_of_a_run(page: str, options: tuple[str, ...]) -> None:
    """What a newcomer compares with is what is printed; a line of “…” leaves some out."""
    done = scan_karabakh(*options)
    text = (ROOT / page).read_text("utf-8")
    shown = text[text.index("\n1. ") + 1 :].partition("```")[0]
    for part in shown.split("\n…\n"):
        assert part.strip() in done.stdout


def test_fail_on_found(clash: Path, tmp_path: Path) -> None:
    """Exit 1 only if asked and something was found."""
    assert run("scan", clash).returncode == 0
    assert run("scan", clash, "--fail-on-found").returncode == 1
    quiet = tmp_path / "quiet.jsonl"
    quiet.write_text('"The gate is open."\n"Prices rose in May."\n')
    assert run("scan", quiet, "--fail-on-found").returncode == 0


def test_an_empty_file_is_an_empty_result(tmp_path: Path) -> None:
    """Nothing in, nothing out, exit 0, in every format."""
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    assert run("scan", empty).stdout.startswith("0 contradictions among 0 claims")
    assert run("scan", empty, "--format", "jsonl", "--fail-on-found").stdout == ""


@pytest.mark.parametrize(
    "name", ["pairs.jsonl", "pairs.json", "pairs.csv", "pairs.parquet", "pairs.txt"]
)
def test_output_goes_to_a_file(clash: Path, tmp_path: Path, name: str) -> None:
    """The suffix tells the format; nothing is printed, nothing else is left behind."""
    done = run("scan", clash, "--output", tmp_path / name)
    assert (done.returncode, done.stdout) == (0, "")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["clash.jsonl", name]
    data = (tmp_path / name).read_bytes()
    assert b"The gate is closed." in data
    assert data.startswith(b"PAR1") == name.endswith(".parquet")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["scan"], "Missing argument 'FILE...'"),
        (["scan", "none.jsonl"], "none.jsonl: no such file"),
        (["scan", ROOT / ".ci"], "is a folder without a file of a known format"),
        (["scan", ROOT / "LICENSE"], "the format must be one of"),
        (["scan", KARABAKH, "--output", "pairs.xlsx"], "suffix must be one of .jsonl"),
        (["scan", KARABAKH, "--output", "none/pairs.csv"], "there is no folder"),
        (["scan", KARABAKH, "--output", ROOT], "it is a folder; name a file"),
        (["scan", KARABAKH, "--top-k", "0"], "top_k must be a whole number from 1; got 0"),
        (["scan", KARABAKH, "--threshold", "1.5"], "threshold must be in [0, 1]; got 1.5"),
        (["scan", KARABAKH, "--threshold", "nan"], "threshold must be in [0, 1]; got nan"),
        (["scan", KARABAKH, "--min-similarity", "2"], "min_similarity must be in [-1, 1]"),
        (["scan", KARABAKH, "--across", "planet"], "Invalid value for '--across'"),
        (["scan", KARABAKH, "--scorer", "no/such"], "'no/such' cannot be loaded as a CrossEncoder"),
        (["scan", KARABAKH, "--format", "parquet"], "name a file with --output"),
        (["scan", KARABAKH, "--disputes", "--format", "csv"], "table, html, jsonl, json"),
        (["scan", KARABAKH, "--text-column", "body"], "looked for 'body'"),
        (["scan", "-"], "standard input, line 1: is not JSON"),
        (["nonsense"], "No such command 'nonsense'"),
    ],
)
def test_errors_are_one_line_and_exit_2(arguments: list[str], message: str) -> None:
    """Each says what to do, on standard error, and nothing is printed."""
    done = run(*arguments, input="{")
    assert done.returncode == 2
    assert done.stdout == ""
    assert message in done.stderr
    assert done.stderr.startswith("contradict: error: ")
    assert done.stderr.count("\n") == 1


def test_a_full_disk_leaves_nothing_half_written(clash: Path, tmp_path: Path) -> None:
    """When the disk ends in the middle, the old file is still whole and the error says so."""
    output = tmp_path / "out" / "pairs.jsonl"
    output.parent.mkdir()
    output.write_text("old\n")
    resource = pytest.importorskip("resource", reason="limits of POSIX")

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    done = run("scan", clash, "--output", output, preexec_fn=small_files)
    assert done.returncode == 2
    assert f"cannot write {output}: File too large; nothing was written" in done.stderr
    assert output.read_text() == "old\n"
    assert [p.name for p in output.parent.iterdir()] == ["pairs.jsonl"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_devices_are_written_to_directly(clash: Path) -> None:
    """A full device is an error like a full disk, and stays a device."""
    done = run("scan", clash, "--output", "/dev/full")
    assert done.returncode == 2
    assert "cannot write /dev/full: No space left on device" in done.stderr
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*COMMAND, "scan", str(clash)], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 2
    assert done.stderr == "contradict: error: cannot write the result: No space left on device\n"
    assert Path("/dev/full").is_char_device()
    assert run("scan", clash, "--output", "/dev/null").returncode == 0
    assert Path("/dev/null").is_char_device()


def test_a_missing_folder_is_told_before_work_is_done(
    clash: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Hours of scoring are not lost to a misspelt path: nothing is even paired."""
    monkeypatch.setattr(contradict.Detector, "pair", lambda *_, **__: pytest.fail("work was done"))
    with pytest.raises(SystemExit) as end:
        main(["scan", str(clash), "--output", str(tmp_path / "none" / "pairs.csv")])
    assert end.value.code == 2
    assert "there is no folder" in capsys.readouterr().err


def test_our_own_mistakes_exit_2(
    clash: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error nobody expected is shown whole, and never looks like a finding."""
    monkeypatch.setattr(contradict.Detector, "pair", lambda *_, **__: 1 / 0)
    with pytest.raises(SystemExit) as end:
        main(["scan", str(clash)])
    assert end.value.code == 2
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_closed_pipe_is_no_error(some: Path) -> None:
    """``| head`` may stop reading."""
    done = subprocess.run(
        f"{sys.executable} -m contradict scan {some} --threshold 0.01 --format jsonl | head -1",
        shell=True,
        capture_output=True,
        text=True,
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


def test_a_journal_that_is_none_is_refused(clash: Path) -> None:
    """A file that is something else is named, and stays as it was."""
    done = run("scan", clash, "--resume", clash)
    assert done.returncode == 2
    assert f"cannot keep scores in {clash}: file is not a database" in done.stderr
    assert clash.read_text() == CLASH


def test_a_terminal_sees_the_plan(clash: Path) -> None:
    """On a terminal the passes are said beforehand; in a pipe nothing is."""
    pty = pytest.importorskip("pty", reason="terminals of POSIX")
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [*COMMAND, "scan", str(clash)], stdout=subprocess.PIPE, stderr=theirs, check=True
    )
    os.close(theirs)
    seen = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "contradict: 2 claims: 1 candidate pair, 1 judged in at most 2 passes" in seen
    assert b"The gate is closed." in done.stdout
    assert run("scan", clash).stderr == ""
