"""Signing in: one flow for a known and for a new address.

docs/decisions/0007-sign-in-is-one-flow.md lists the requests in order.
"""
