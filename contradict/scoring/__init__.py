"""Candidates become NLI probabilities in both directions, and these one probability."""
