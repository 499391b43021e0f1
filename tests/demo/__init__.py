"""Tests of a demo for visitors (MODE=demo)."""
