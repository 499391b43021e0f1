"""Tests of the seal: twin worlds must look alike to the reader, and deliberate leaks must be caught (docs/seal.md)."""
