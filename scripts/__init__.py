"""Commands for people who work on the project; the Makefile names them."""
