"""The seal, put to the test: twin worlds that must look alike, and leaks that must be caught (docs/seal.md)."""
