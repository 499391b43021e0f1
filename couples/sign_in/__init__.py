"""Signing in: one flow for a known and for a new address. See docs/decisions/sign-in.md for the requests in order."""
