"""What a report of speech is, within its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["says", "denies", "accuses", "event", "contests"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A report of speech: the mention of the speaker, and where the speech stands.

    All places are within the sentence. ``who`` is empty where the last speaker goes on.
    ``within`` is the place of the frame that this one stands inside of.
    """

    start: int
    end: int
    who: str
    content: tuple[int, int]
    kind: Kind = "says"
    within: bool = False
