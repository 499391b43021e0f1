"""Tests of creating accounts and signing in on a server that sends no e-mail."""
