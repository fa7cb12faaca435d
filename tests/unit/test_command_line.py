"""What the command line says and refuses before any model is asked."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from contradict.cli import cli, main
from contradict.errors import OutputError
from contradict.output import check_output


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


COMMANDS = dict(commands(cli, "contradict"))


def run(*arguments: object) -> int:
    """Run ``contradict`` in this process and return its exit status."""
    with pytest.raises(SystemExit) as end:
        main([str(argument) for argument in arguments])
    return int(end.value.code or 0)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A short article."""
    (tmp_path / "article.txt").write_text("Ada Lorne said that the gate was shut.\n")
    return tmp_path / "article.txt"


@pytest.mark.parametrize("path", COMMANDS)
def test_every_option_has_a_help_text_and_every_command_an_example(path: str) -> None:
    """Whoever asks a command for help is told what each option does."""
    command = COMMANDS[path]
    mute = [o.opts for o in command.params if isinstance(o, click.Option) and not o.help]
    assert mute == []
    if any(isinstance(parameter, click.Argument) for parameter in command.params):
        lines = map(str.strip, (command.help or "").splitlines())
        assert any(line.startswith(f"{path} ") for line in lines)


def test_extract_refuses_before_it_works(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A suffix without a format, and binary data for a terminal."""
    monkeypatch.setattr("contradict.cli.extracting.claims_in", lambda *_: pytest.fail("work done"))
    assert run("extract", article, "-o", article.with_suffix(".rtf")) == 2
    assert "the suffix must be one of .jsonl, .json, .csv" in capsys.readouterr().err
    assert run("extract", article, "--format", "parquet") == 2
    assert "parquet is not for a terminal" in capsys.readouterr().err


def test_extract_writes_the_format_that_was_named(article: Path) -> None:
    """Before the one that the suffix tells."""
    out = article.with_suffix(".csv")
    assert run("extract", article, "--output", out, "--format", "json") == 0
    assert [row["text"] for row in json.loads(out.read_text())] == ["the gate was shut"]
    assert run("extract", article, "--output", out, "--format", "jsonld") == 0
    assert json.loads(out.read_text())[0]["claimReviewed"] == "the gate was shut"
    assert run("extract", article, "-o", out) == 0
    assert out.read_text().startswith("text,id,source,speaker")


def test_extract_reads_as_scan_does(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Columns are named, lines are claims, and bad ones are counted."""
    (tmp_path / "c.csv").write_text("body,id\nIt rains.,1\n,2\n")
    assert run("extract", tmp_path / "c.csv", "--text-column", "body", "--skip-bad") == 0
    printed = capsysbinary.readouterr()
    assert json.loads(printed.out)["text"] == "It rains."
    assert b"1 bad line skipped" in printed.err
    (tmp_path / "c.txt").write_text("It rains. It pours.\n")
    assert run("extract", tmp_path / "c.txt", "--lines") == 0
    assert json.loads(capsysbinary.readouterr().out)["text"] == "It rains. It pours."


def test_every_broken_file_is_named(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """With --skip-bad the others of a folder are read."""
    for name in ("a.pdf", "b.docx"):
        (tmp_path / name).write_bytes(b"cut off")
    (tmp_path / "c.jsonl").write_text('"It rains."\n')
    assert run("extract", tmp_path, "--skip-bad") == 0
    printed = capsysbinary.readouterr()
    assert json.loads(printed.out)["text"] == "It rains."
    assert b"warning: " in printed.err
    assert all(name in printed.err for name in (b"a.pdf: is not", b"b.docx: is not"))
    assert b"bad line" not in printed.err


def test_a_closed_folder_is_told_although_the_file_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new file is written beside the old one; a device is written to as it is."""
    (tmp_path / "out.csv").touch()
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).name in ("out.csv", "null"))
    with pytest.raises(OutputError, match="is closed"):
        check_output(tmp_path / "out.csv", "csv")
    check_output(os.devnull, "csv")
