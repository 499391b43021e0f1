"""Commands for developers, which the Makefile calls."""
