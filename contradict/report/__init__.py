"""Pairs as people read them."""
