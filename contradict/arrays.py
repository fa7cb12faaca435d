"""Named arrays in a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from contradict.errors import InvalidInput
from contradict.output import whole_file


def save_arrays(path: str | Path, **arrays: Any) -> None:
    """Write ``arrays`` to a ``.npz`` file, whole or not at all; raises `OutputError`."""
    with whole_file(path) as stream:
        np.savez_compressed(stream, **arrays)


def load_arrays(path: str | Path, what: str) -> Mapping[str, npt.NDArray[Any]]:
    """Read the arrays of a ``.npz`` file.

    Raises `InvalidInput`, which says that it is not ``what``, if it is none.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            return dict(file)
    except (OSError, ValueError, TypeError, EOFError, BadZipFile) as error:
        raise InvalidInput(f"{path}: cannot be read as {what} ({error})") from None
