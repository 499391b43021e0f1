"""Tests of the ways in without e-mail."""
