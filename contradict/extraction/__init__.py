"""Prose becomes claims: who says what, and where it stands."""
