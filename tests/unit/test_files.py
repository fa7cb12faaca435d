"""Files become claims, and every error names its place."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pyarrow
import pyarrow.parquet
import pytest

from contradict import InvalidInput, read_claims
from contradict.errors import BrokenFile

DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"

BOMB = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]>
<rss><channel><item><description>&b;</description></item></channel></rss>"""


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_jsonl_rows_may_be_objects_or_strings(tmp_path: Path) -> None:
    """Blank lines and a byte-order mark are passed over."""
    file = write(tmp_path / "c.jsonl", '\ufeff{"text": "It rains."}\n\n"It snows."\n')
    assert [c.text for c in read_claims(file)] == ["It rains.", "It snows."]


def test_json_is_a_list_or_an_object_with_claims(tmp_path: Path) -> None:
    """Both shapes that people store."""
    rows = [{"text": "It rains."}, "It snows."]
    for content in (rows, {"claims": rows, "made": "today"}):
        file = write(tmp_path / "c.json", json.dumps(content))
        assert [c.text for c in read_claims(file)] == ["It rains.", "It snows."]


@pytest.mark.parametrize(("delimiter", "suffix"), [(",", "csv"), (";", "csv"), ("\t", "tsv")])
def test_csv_tells_its_delimiter(tmp_path: Path, delimiter: str, suffix: str) -> None:
    """The header shows how fields are parted; quotes and line breaks in fields are kept."""
    header = delimiter.join(("id", "text", "speaker"))
    row = delimiter.join(("1", '"It rains,\nhard; ""really""."', ""))
    claim = read_claims(write(tmp_path / f"c.{suffix}", f"{header}\n{row}\n"))[0]
    assert (claim.id, claim.text, claim.speaker) == ("1", 'It rains,\nhard; "really".', None)


def test_text_is_prose_with_spans(tmp_path: Path) -> None:
    """Claims are extracted from prose, without its headline, and keep where they stood."""
    prose = "A headline\n\nMr. Lee came at 5 p.m. today. He left.\n"
    claims = read_claims(write(tmp_path / "c.txt", prose))
    assert [c.text for c in claims] == ["Mr. Lee came at 5 p.m. today", "Lee left"]
    assert [prose[slice(*c.span)] for c in claims if c.span] == [claims[0].text, "He left"]


def test_lines_are_a_claim_each(tmp_path: Path) -> None:
    """The format ``lines`` does not look for sentences."""
    file = write(tmp_path / "c.txt", "It rains. It pours.\n\n It snows. \r\n")
    assert [c.text for c in read_claims(file, format="lines")] == [
        "It rains. It pours.",
        "It snows.",
    ]


def test_standard_input_is_jsonl(monkeypatch: pytest.MonkeyPatch) -> None:
    """``-`` reads standard input."""
    stream = SimpleNamespace(buffer=io.BytesIO(b'{"text": "It rains."}\n'))
    monkeypatch.setattr(sys, "stdin", stream)
    assert read_claims("-")[0].text == "It rains."


def test_columns_can_be_named(tmp_path: Path) -> None:
    """A named column is taken, and one that no row has is an error."""
    file = write(tmp_path / "c.csv", "body,who\nIt rains.,Ann\n")
    claim = read_claims(file, text_column="body", speaker_column="who")[0]
    assert (claim.text, claim.speaker, claim.metadata) == ("It rains.", "Ann", {})
    with pytest.raises(InvalidInput, match="no row has the column 'whom' named for speaker"):
        read_claims(file, text_column="body", speaker_column="whom")


def test_several_files_are_sources(tmp_path: Path) -> None:
    """Claims of several files tell which one they come from, unless they name a source."""
    first = write(tmp_path / "a.jsonl", '{"text": "It rains.", "source": "The Times"}\n"It pours."')
    second = write(tmp_path / "b.jsonl", '"It snows."')
    sources = [c.source for c in read_claims([first, second])]
    assert sources == ["The Times", str(first), str(second)]
    assert read_claims(second)[0].source is None


@pytest.mark.parametrize(
    "name", ["empty.jsonl", "empty.json", "empty.csv", "empty.tsv", "empty.txt"]
)
def test_an_empty_file_has_no_claims(tmp_path: Path, name: str) -> None:
    """Nothing is not an error."""
    assert read_claims(write(tmp_path / name, "")) == []


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("c.jsonl", b'"ok."\n{"text": \n', "c.jsonl, line 2: is not JSON"),
        (
            "c.jsonl",
            b'"ok."\n"caf\xe9"\n',
            "c.jsonl, line 2: is not UTF-8 .byte 0xe9 at position 4",
        ),
        ("c.jsonl", b'"ok."\n{"text": " "}\n', "c.jsonl, line 2: text must not be blank"),
        ("c.jsonl", b'{"body": "x"}\n', "c.jsonl, line 1: no column for the text"),
        ("c.jsonl", b'"ok."\n12\n', "c.jsonl, line 2: a claim must be a string"),
        ("c.jsonl", b"[" * 100_000, "c.jsonl, line 1: is not JSON"),
        ("c.jsonl", b'{"text":"a","id":1}\n{"text":"b","id":1}', "line 2: id '1' .* line 1"),
        ("c.jsonl", b'"' + b"x" * 1_000_000 + b'"', "line 1: text must have at most"),
        ("c.json", b'[{"text": "a"}', "c.json: is not JSON"),
        ("c.json", b'{"text": "a"}', "c.json: must hold a list of claims"),
        ("c.json", b'["a", 3]', "c.json, claim 1: a claim must be a string"),
        ("c.csv", b"text,id\nIt rains.,1\nIt snows.\n", "line 3: has 1 fields, the header 2"),
        ("c.csv", b"text,id\nIt rains.,1,2\n", "c.csv, line 2: has 3 fields, the header 2"),
        ("c.csv", b'text\nIt rains.\n"It snows', "c.csv, line 3: is not CSV"),
        ("c.csv", b"body,id\nIt rains.,1\n", "c.csv, line 2: no column for the text"),
        ("c.csv", b"\ntext,id\nIt rains.,1\n\n,2\n", "c.csv, line 5: text must not be blank"),
        ("c.csv", b"te\xe9t\nIt rains.\n", "c.csv, line 1: is not UTF-8"),
        ("c.csv", b"text\rIt rains.\r", "c.csv, line 1: is not CSV"),
        ("c.txt", b"It rains.\ncaf\xe9", "c.txt, line 2: is not UTF-8"),
        ("c.parquet", b"PAR1 cut off", "c.parquet: is not a whole Parquet file"),
        ("c.odt", b"x", "c.odt: the format must be one of"),
        ("c.docx", b"PK cut off", "c.docx: is not a whole DOCX"),
        ("c.xlsx", b"PK cut off", "c.xlsx: is not a whole XLSX"),
        ("c.pdf", b"%PDF-1.7 cut off", "c.pdf: is not a whole PDF"),
        ("c.html", b"<html><body><img src='x.png'></body></html>", "c.html: has no article text"),
        ("c.srt", b"It rains.", "c.srt: has no cues with times"),
        ("c.rss", b"<rss><channel>", "c.rss: is not XML"),
        ("c.rss", BOMB, "c.rss: is refused, since it defines entities"),
        ("c.jsonld", b'{"@type": "ClaimReview"', "c.jsonld: is not JSON"),
    ],
)
def test_bad_files_name_the_place(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    """Each kind of damage is told with file and line."""
    with pytest.raises(InvalidInput, match=message):
        read_claims(write(tmp_path / name, content))


def test_missing_files_and_folders_are_told(tmp_path: Path) -> None:
    """A path that cannot be read says why."""
    with pytest.raises(InvalidInput, match="no such file"):
        read_claims(tmp_path / "none.jsonl")
    folder = tmp_path / "folder.jsonl"
    folder.mkdir()
    with pytest.raises(InvalidInput, match="is a folder without a file of a known format"):
        read_claims(folder)
    with pytest.raises(InvalidInput, match="format must be one of .*; got 'xml'"):
        read_claims(write(tmp_path / "c.jsonl", ""), format="xml")


def test_truncated_parquet_is_refused(tmp_path: Path) -> None:
    """A Parquet file without its end is not half-read."""
    file = tmp_path / "c.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"text": ["It rains."] * 100}), file)
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(InvalidInput, match="is not a whole Parquet file"):
        read_claims(file)


def test_bad_lines_can_be_skipped(tmp_path: Path) -> None:
    """Each bad line reaches the callback once, and the good ones are read."""
    content = b'"It rains."\n{bad\n"caf\xe9"\n{"text": ""}\n"It snows."\n'
    errors: list[InvalidInput] = []
    claims = read_claims(write(tmp_path / "c.jsonl", content), on_bad=errors.append)
    assert [c.text for c in claims] == ["It rains.", "It snows."]
    assert [str(e).partition(": ")[0].rpartition(" ")[2] for e in errors] == ["2", "3", "4"]
    errors.clear()
    content = b"text,id\nIt rains.,1\nIt pours.\nIt snows.,2\n"
    claims = read_claims(write(tmp_path / "c.csv", content), on_bad=errors.append)
    assert [c.text for c in claims] == ["It rains.", "It snows."]
    assert len(errors) == 1


def test_skipping_keeps_line_numbers_and_headers(tmp_path: Path) -> None:
    """A skipped line does not shift the places of the others, and never hides the header."""
    errors: list[InvalidInput] = []
    file = write(tmp_path / "c.csv", b"text,id\ncaf\xe9,1\n,2\nIt rains.,3\n")
    assert [c.id for c in read_claims(file, on_bad=errors.append)] == ["3"]
    assert [str(e).partition(": ")[0].rpartition(" ")[2] for e in errors] == ["2", "3"]
    with pytest.raises(InvalidInput, match="line 1: is not UTF-8"):
        read_claims(write(file, b"te\xe9t,id\nIt rains.,1\n"), on_bad=errors.append)
    deep = b'text,metadata\nIt rains.,"' + b"[" * 100_000 + b'"\n'
    assert len(str(read_claims(write(file, deep))[0].metadata["metadata"])) == 100_000


def test_a_text_is_no_name_of_a_file() -> None:
    """What cannot be the name of a file is told, and so is nothing."""
    with pytest.raises(InvalidInput, match="cannot be looked up"):
        read_claims("It rained all day. " * 40)
    with pytest.raises(InvalidInput, match="a path or a list of paths"):
        read_claims(None)  # type: ignore[arg-type]  # the point


def test_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    """Of two columns of one name only one could be read; columns without a name are none."""
    with pytest.raises(InvalidInput, match="two columns are named 'text'"):
        read_claims(write(tmp_path / "c.csv", "text,text\nIt rains.,It snows.\n"))
    assert len(read_claims(write(tmp_path / "c.csv", "text,,\nIt rains.,1,2\n"))) == 1


def test_an_empty_folder_and_pattern_are_told_once(tmp_path: Path) -> None:
    """The message is the rule that was broken, not that and another around it."""
    with pytest.raises(InvalidInput) as empty:
        read_claims(tmp_path)
    assert str(empty.value) == f"{tmp_path}: is a folder without a file of a known format"
    with pytest.raises(InvalidInput) as none:
        read_claims(f"{tmp_path}/*.txt")
    assert str(none.value) == f"{tmp_path}/*.txt: no file has such a name"


def damaged(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Write a workbook of which one part is changed."""
    with zipfile.ZipFile(DOCUMENTS / "claims.xlsx") as whole, zipfile.ZipFile(path, "w") as copy:
        for name in whole.namelist():
            data = whole.read(name)
            copy.writestr(name, change(data) if name.endswith(part) else data)
    return path


@pytest.mark.parametrize("part", ["sharedStrings.xml", "sheet1.xml"])
def test_a_workbook_that_defines_entities_is_refused(tmp_path: Path, part: str) -> None:
    """An XML bomb in a workbook is told in one line."""
    entities = b'?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    file = damaged(tmp_path / "c.xlsx", part, lambda data: data.replace(b"?>", entities, 1))
    with pytest.raises(InvalidInput) as refused:
        read_claims(file)
    assert str(refused.value) == f"{file}: is refused, since it defines entities"


def test_a_sheet_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    """The sheet is parsed row by row, and an error in it is told like any other."""
    file = damaged(tmp_path / "c.xlsx", "sheet1.xml", lambda data: data[: len(data) // 2])
    with pytest.raises(InvalidInput, match=r"c\.xlsx: is not a whole XLSX"):
        read_claims(file)


def test_a_broken_file_among_others_can_be_skipped(tmp_path: Path) -> None:
    """It is told apart from bad lines; one that is not there is an error all the same."""
    for name, content in [("a.pdf", b"%PDF-1.7 cut"), ("b.txt", b"caf\xe9")]:
        write(tmp_path / name, content)
    write(tmp_path / "c.jsonl", '"It snows."\n{bad\n')
    errors: list[InvalidInput] = []
    claims = read_claims(tmp_path, on_bad=errors.append)
    assert [c.text for c in claims] == ["It snows."]
    assert [isinstance(error, BrokenFile) for error in errors] == [True, True, False]
    assert "a.pdf: is not a whole PDF" in str(errors[0])
    with pytest.raises(InvalidInput, match="none.txt: no such file"):
        read_claims([tmp_path / "none.txt", tmp_path / "b.txt"], on_bad=errors.append)
    with pytest.raises(InvalidInput, match="a.pdf: is not a whole PDF"):
        read_claims(tmp_path)
