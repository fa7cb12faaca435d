"""What all tests share. Nothing is fetched: the hub is off before anything is imported."""

from __future__ import annotations

import os

os.environ["HF_HUB_OFFLINE"] = "1"

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import contradict
from contradict.models import bundled_path

settings.register_profile(
    "contradict",
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("contradict")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def karabakh() -> list[contradict.Claim]:
    """The claims of datasets/karabakh."""
    return contradict.read_claims(ROOT / "datasets" / "karabakh" / "claims.jsonl")


@pytest.fixture(scope="session")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The bundled models as folders for sentence-transformers, by role."""
    from contradict.models.export import to_checkpoint

    folders = {}
    for role in ("embedder", "scorer"):
        folder = tmp_path_factory.mktemp(role)
        to_checkpoint(bundled_path(role), folder)
        folders[role] = str(folder)
    return folders
