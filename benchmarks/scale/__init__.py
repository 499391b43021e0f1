"""Measure how a large database slows the app: the same couples are measured alone, and among twenty times as many."""
