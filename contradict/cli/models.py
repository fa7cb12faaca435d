"""``contradict models``."""

from __future__ import annotations

import click

from contradict.cli.printing import print_out
from contradict.models import bundled_path


@click.command()
def models() -> int:
    """Describe the bundled models and check their files."""
    from contradict.models.onnx_bert import MODEL, read_card, verify

    for role in ("embedder", "scorer"):
        folder = bundled_path(role)
        card = read_card(folder, role)
        verify(folder, card)
        size = (folder / MODEL).stat().st_size / 1e6
        print_out(
            f"{role}: {card.name} ({size:.0f} MB, {card.max_length} tokens, language "
            f"{card.language}, {card.licence}), files verified\n    {card.origin}\n"
            f"    sha256 {card.sha256[MODEL]}"
        )
    print_out(
        "Others: --embedder and --scorer take a folder made by contradict.models.export, or the\n"
        "name or folder of a sentence-transformers model (extra: sentence-transformers)."
    )
    return 0
