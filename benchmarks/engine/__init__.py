"""Measure on simulated couples how often the engine shows a topic, and how often it finds a simulated problem."""
