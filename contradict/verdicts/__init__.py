"""What clashes between two claims, and whether time, scope or voice explains it."""
