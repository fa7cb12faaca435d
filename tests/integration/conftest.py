"""Files of claims that the commands are run on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import CLASH, KARABAKH


@pytest.fixture
def clash(tmp_path: Path) -> Path:
    """A file with one contradiction."""
    file = tmp_path / "clash.jsonl"
    file.write_text(CLASH)
    return file


@pytest.fixture
def some(tmp_path: Path) -> Path:
    """Every third claim of datasets/karabakh, of all sides."""
    file = tmp_path / "some.jsonl"
    file.write_text("".join(KARABAKH.read_text("utf-8").splitlines(keepends=True)[::3]), "utf-8")
    return file
