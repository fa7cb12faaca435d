"""Which pairs of claims are worth judging: those near each other in meaning."""
