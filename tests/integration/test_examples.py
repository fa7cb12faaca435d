"""What the README and docs/articles.md show in Python does what they say."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

import contradict

ROOT = Path(__file__).parents[2]
ARTICLE = "The mayor said the bridge was safe.\n\nIt was closed."


def example(word: str) -> str:
    """Return the block of Python in docs/articles.md that has ``word`` in it."""
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "articles.md").read_text(), re.S)
    [block] = [block for block in blocks if word in block]
    return str(block)


def test_readme(capsys: pytest.CaptureFixture[str]) -> None:
    """The first example prints what stands under it."""
    text = (ROOT / "README.md").read_text("utf-8")
    shown = re.search(r"```python\n(.*?)```\n\n```text\n(.*?)```", text, re.S)
    assert shown is not None
    exec(shown[1], {})
    assert capsys.readouterr().out == shown[2]


def test_spacy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A blank pipeline gives a claim a sentence, at its place."""
    pytest.importorskip("spacy", reason="spaCy is no dependency")
    monkeypatch.chdir(tmp_path)
    paragraphs = "".join(f"<p>{part}</p>" for part in ARTICLE.split("\n\n"))
    Path("article.html").write_text(f"<html><body><article>{paragraphs}</article></body></html>")
    known: dict[str, Any] = {}
    exec(example("with_spacy"), known)
    assert [claim.text for claim in known["claims"]] == ARTICLE.split("\n\n")
    for claim in contradict.extract_claims(ARTICLE, extractor=known["with_spacy"]):
        assert claim.span is not None
        assert ARTICLE[slice(*claim.span)] == claim.text


@pytest.fixture
def endpoint() -> Iterator[str]:
    """A server that answers as a language model does: one quotation is there, one is not."""
    rows = [
        {"text": "The bridge was safe.", "speaker": "Mayor", "quote": "the bridge was safe"},
        {"text": "The bridge fell.", "speaker": None, "quote": "the bridge fell"},
    ]

    class Model(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            assert asked["messages"][0]["content"].endswith(ARTICLE)
            self.send_response(200)
            self.end_headers()
            answer = {"choices": [{"message": {"content": json.dumps(rows)}}]}
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Model)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_language_model(endpoint: str) -> None:
    """What the model copied from the text becomes a claim; what it made up does not."""
    known: dict[str, Any] = {}
    exec(example("with_a_language_model").replace("http://localhost:8000", endpoint), known)
    [claim] = contradict.extract_claims(ARTICLE, extractor=known["with_a_language_model"])
    assert (claim.text, claim.speaker) == ("The bridge was safe.", "Mayor")
    assert claim.span is not None
    assert ARTICLE[slice(*claim.span)] == claim.original == "the bridge was safe"
