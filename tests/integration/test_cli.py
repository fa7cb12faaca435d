"""The command line as users run it: a process of its own, with the bundled models."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import contradict
from contradict.cli import main

ROOT = Path(__file__).parents[2]
KARABAKH = ROOT / "datasets" / "karabakh" / "claims.jsonl"
PRESENT, ABSENT = "Armenian armed forces are still present", "not deployed in Nagorno-Karabakh"
CLASH = '{"text": "The gate is open.", "id": "a"}\n{"text": "The gate is closed.", "id": "b"}\n'
CLASHES = "".join(f'"Gate {i} is open."\n"Gate {i} is closed."\n' for i in range(40))
COMMAND = [sys.executable, "-m", "contradict"]


def run(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run ``contradict`` to its end and return what it printed."""
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", **options)


@pytest.fixture
def clash(tmp_path: Path) -> Path:
    """A file with one contradiction."""
    file = tmp_path / "clash.jsonl"
    file.write_text(CLASH)
    return file


def test_steps_of_the_cascade_are_named(clash: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A list of names, or none; another name is an error that lists them."""
    for steps, status, said in (
        ("none", 0, "judged in 2 passes"),
        ("reach, direction", 0, "1 contradiction"),
        ("reach,speed", 2, "cascade must be a collection of 'reach', 'head', 'direction'"),
    ):
        with pytest.raises(SystemExit) as end:
            main(["scan", str(clash), "--cascade", steps])
        assert end.value.code == status
        printed = capsys.readouterr()
        assert said in printed.out + printed.err


def test_scan_finds_the_model_case() -> None:
    """Baku's "present" against Yerevan's "not deployed" is among the first three pairs."""
    done = run("scan", KARABAKH, "--across", "speaker")
    assert done.returncode == 0
    assert done.stderr == ""
    first = done.stdout.split("\n4. ")[0]
    assert PRESENT in first
    assert ABSENT in first
    assert "Baku · Azerbaijani Ministry of Defence, statement · 2023-09-19" in first


def test_threads_change_nothing(tmp_path: Path) -> None:
    """The same findings, to the last digit."""
    (tmp_path / "c.jsonl").write_text("".join(CLASHES.splitlines(keepends=True)[:12]))
    results = [
        run("scan", tmp_path / "c.jsonl", "--threads", n, "--threshold", 0, "--format", "jsonl")
        for n in (1, 2)
    ]
    assert results[0].stdout.count("\n") > 12
    assert results[0].stdout == results[1].stdout
    refused = run("scan", tmp_path / "c.jsonl", "--threads", -1)
    assert refused.returncode == 2
    assert "--threads" in refused.stderr


@pytest.fixture
def some(tmp_path: Path) -> Path:
    """Every third claim of datasets/karabakh, of all sides."""
    file = tmp_path / "some.jsonl"
    file.write_text("".join(KARABAKH.read_text("utf-8").splitlines(keepends=True)[::3]), "utf-8")
    return file


def test_jsonl_rows_are_ranked_and_whole(some: Path) -> None:
    """Rows hold both claims as objects, by relation and probability; nothing else is printed."""
    done = run("scan", some, "--threshold", 0.01, "--format", "jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    relations = ["contradiction", "superseded", "compatible"]
    ranks = [(relations.index(row["relation"]), -row["probability"]) for row in rows]
    assert len(rows) > 3
    assert ranks == sorted(ranks)
    for side in ("left", "right"):
        assert all({"text", "id", "speaker", "source", "date"} <= set(row[side]) for row in rows)


def test_command_line_and_library_agree(some: Path) -> None:
    """The same claims give the same findings through either door."""
    done = run("scan", some, "--across", "source", "--threshold", 0.01, "--format", "jsonl")
    pairs = contradict.find_pairs(contradict.read_claims(some), across="source", threshold=0.01)
    assert len(pairs) > 3
    assert [json.loads(line) for line in done.stdout.splitlines()] == pairs.to_dicts()


def test_disputes_tell_who_stands_against_whom() -> None:
    """Baku and Yerevan are two sides on the presence of forces; no claim is on two sides."""
    done = run("scan", KARABAKH, "--across", "speaker", "--disputes", "--format", "jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    sides = [side for row in rows for side in row["sides"]]
    ids = [one for side in sides for one in side["ids"]]
    assert len(ids) == len(set(ids))
    presence = next(row for row in rows if PRESENT in row["evidence"]["left"]["text"])
    assert presence["evidence"]["kind"] == "negation"
    names = [{voice["name"] for voice in side["voices"]} for side in presence["sides"]]
    assert [{"Baku"}, {"Yerevan"}] == names[:2]
    assert presence["question"] == (
        "Is it true that “Armenian armed forces are still present in Karabakh”?"
    )


def test_disputes_stand_in_the_page_above_the_pairs(clash: Path, tmp_path: Path) -> None:
    """The suffix asks for a page; the question comes first, then the pairs."""
    page = tmp_path / "pairs.html"
    done = run("scan", clash, "--disputes", "--output", page)
    assert (done.returncode, done.stderr) == (0, "")
    written = page.read_text("utf-8")
    assert "<title>1 dispute over 1 contradiction</title>" in written
    assert written.index("<h2>1. “") < written.index("<h2>All pairs</h2>")
    assert "http" not in written


def test_fail_on_found(clash: Path, tmp_path: Path) -> None:
    """Exit 1 only if asked and something was found."""
    assert run("scan", clash).returncode == 0
    assert run("scan", clash, "--fail-on-found").returncode == 1
    quiet = tmp_path / "quiet.jsonl"
    quiet.write_text('"The gate is open."\n"Prices rose in May."\n')
    assert run("scan", quiet, "--fail-on-found").returncode == 0


def test_standard_input_lines_and_skipping() -> None:
    """Claims come through a pipe, bad ones are counted on standard error."""
    done = run("scan", "-", "--format", "csv", input=CLASH)
    assert done.stdout.splitlines()[0].startswith(
        "probability,relation,sentence,similarity,left_text"
    )
    assert len(done.stdout.splitlines()) == 2
    done = run("scan", "-", "--lines", input="The gate is open.\nThe gate is closed.\n")
    assert "    [0]\n        The gate is open.\n    [1]\n        The gate is closed." in done.stdout
    done = run("scan", "-", "--skip-bad", "--format", "jsonl", input=f"{CLASH}{{bad\n")
    assert len(done.stdout.splitlines()) == 1
    assert "1 bad line skipped; the first: standard input, line 3: is not JSON" in done.stderr


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


def test_between_and_compare(clash: Path, tmp_path: Path) -> None:
    """New claims against known ones, and two texts."""
    new = tmp_path / "new.jsonl"
    new.write_text('{"text": "The gate is shut.", "id": "n"}\n')
    rows = [
        json.loads(x) for x in run("between", new, clash, "--format", "jsonl").stdout.splitlines()
    ]
    assert [(row["left"]["id"], row["right"]["id"]) for row in rows] == [("n", "a")]
    done = run("compare", "The bridge is open to traffic.", "The bridge is closed to traffic.")
    assert done.stdout.startswith("contradiction, probability 0.9")
    assert "given A, B is: entailment" in done.stdout
    row = json.loads(run("compare", "a gate", "a door", "--format", "jsonl").stdout)
    assert row["left"]["text"] == "a gate"


def test_dry_run_and_models() -> None:
    """What would be paid, without paying; what is bundled."""
    done = run("scan", KARABAKH, "--dry-run", "--threshold", 0)
    assert done.stdout.startswith("Would look at 36 claims: ")
    assert "judged in" in done.stdout
    assert "Neighbours found exactly, with about " in done.stdout
    done = run("models")
    assert "embedder: topic-minilm-l6" in done.stdout
    assert done.stdout.count("files verified") == 2


def test_help_teaches() -> None:
    """Examples with --help, and the usage without a command."""
    assert "contradict scan claims.csv --across speaker" in run("--help").stdout
    assert "  contradict scan claims.jsonl --across speaker" in run("scan", "--help").stdout
    done = run()
    assert done.returncode == 2
    assert done.stderr.startswith("Usage: contradict")
    assert run("--version").stdout.strip().endswith(contradict.__version__)


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


def test_other_languages_are_counted(tmp_path: Path) -> None:
    """The bundled models are English; the user is told how much is not."""
    file = tmp_path / "mixed.jsonl"
    file.write_text(f'{CLASH}"Les forces ne sont pas déployées dans la région."\n')
    done = run("scan", file)
    assert "warning: 1 of 3 texts do not look English" in done.stderr
    assert "The gate is closed." in done.stdout


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


def test_calibrate_saves_what_scan_takes(tmp_path: Path) -> None:
    """A calibration fitted to a pool is used by scan, also for a wish of precision."""
    words = ("open", "closed"), ("full", "empty"), ("wet", "dry"), ("old", "new")
    pool = tmp_path / "pool.jsonl"
    rows = [
        {"a": f"The {thing} is {left}.", "b": f"The {thing} is {right}.", "relation": relation}
        for thing in ("gate", "hall", "lake", "barn")
        for left, right in words
        for relation, right in (("contradiction", right), ("paraphrase", f"{left} today"))
    ]
    pool.write_text("".join(json.dumps(row) + "\n" for row in rows))
    mine = tmp_path / "mine.json"
    done = run("calibrate", pool, "--output", mine)
    assert done.returncode == 0, done.stderr
    assert "from 0.5 on: precision" in done.stdout
    fitted = json.loads(mine.read_text())
    assert fitted["scorer"] == contradict.load_scorer().name
    claims = tmp_path / "claims.jsonl"
    claims.write_text(CLASH)
    found = run("scan", claims, "--calibration", mine, "--threshold", "precision:0.5")
    assert found.returncode == 0, found.stderr
    assert "The gate is open." in found.stdout
    refused = run("scan", claims, "--calibration", mine, "--threshold", "precise")
    assert refused.returncode == 2
    assert "threshold must be in [0, 1], or like precision:0.9" in refused.stderr
    assert run("scan", claims, "--calibration", pool).returncode == 2
