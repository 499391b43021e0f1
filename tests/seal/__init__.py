"""Tests of the seal, which hides what a person wrote until both partners have submitted (docs/seal.md).

The twin worlds differ only in what the author wrote, so the reader must receive the same bytes in both worlds.
The tests must also catch deliberate leaks (mutants).
"""
