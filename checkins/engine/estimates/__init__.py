"""Estimates from all of a couple's answers, made before the engine looks for findings. Pure functions."""
