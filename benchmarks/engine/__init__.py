"""Measure how often the engine shows a topic, and how often it is right, on simulated couples."""
