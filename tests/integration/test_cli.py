"""The command line as users run it: a process of its own, with the bundled models."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import contradict
from contradict.cli import main
from tests.commands import CLASH, KARABAKH, run, scan_karabakh

PRESENT, ABSENT = "Armenian armed forces are still present", "not deployed in Nagorno-Karabakh"
CLASHES = "".join(f'"Gate {i} is open."\n"Gate {i} is closed."\n' for i in range(40))


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
    done = scan_karabakh()
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


def test_between_and_compare(clash: Path, tmp_path: Path) -> None:
    """New claims against known ones, and two texts."""
    new = tmp_path / "new.jsonl"
    new.write_text('{"text": "The gate is shut.", "id": "n"}\n')
    rows = [
        json.loads(x) for x in run("between", new, clash, "--format", "jsonl").stdout.splitlines()
    ]
    assert [(row["left"]["id"], row["right"]["id"]) for row in rows] == [("n", "a")]
    texts = "The bridge is open to traffic.", "The bridge is closed to traffic."
    done, pair = run("compare", *texts), contradict.compare(*texts)
    assert pair.probability > 0.85
    assert done.stdout.startswith(f"contradiction, probability {pair.probability:.2f} (there ")
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


def test_other_languages_are_counted(tmp_path: Path) -> None:
    """The bundled models are English; the user is told how much is not."""
    file = tmp_path / "mixed.jsonl"
    file.write_text(f'{CLASH}"Les forces ne sont pas déployées dans la région."\n')
    done = run("scan", file)
    assert "warning: 1 of 3 texts do not look English" in done.stderr
    assert "The gate is closed." in done.stdout


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
