"""A demo for visitors (MODE=demo)."""
