"""Tests of the seal, which hides what a person wrote until both partners have submitted (docs/seal.md).

In twin worlds, the reader must receive the same bytes. Deliberate leaks must be caught.
"""
