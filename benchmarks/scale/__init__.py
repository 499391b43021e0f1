"""Measure how much a large database slows the app. The same couples are measured in a small and a large database."""
