"""Measure what many couples cost: the same thousand couples alone, and among twenty times as many."""
