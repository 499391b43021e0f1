"""Commands for developers. The Makefile calls them."""
